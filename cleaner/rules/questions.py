"""Questions and answers at the end of an article, of which the first is kept and others would fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.rules.evidence import Evidence

_ASKS = ("?", "？", "؟")
"""What a question ends with. Greek's ";" also ends what is no question."""
_QUESTION, _ANSWER = range(3, 26), 12
"""Words of a question, and of each paragraph of an answer at least."""
_MOST = 5
"""Paragraphs of an answer at most."""


def rest_of_questions(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped questions and answers of a series whose first question and answer are kept, in text in lines.

    Of their words on unseen sites the gold of articles holds .60 on inscriptis and resiliparse, .84 on bs4 and .90 on w3m, and that of
    other types .77, .73, .64 and .57; where the first is not kept they are teasers, of which it holds hardly any."""
    if evidence.page.shape not in ("lines", "wrapped"):
        return []
    asked = [i for i in range(evidence.size - 1) if evidence.blocks[i].text.endswith(_ASKS) and _asks(evidence, i)]
    found: list[int] = []
    for first, end in _series(evidence, asked):
        if scores[first] >= 0 and scores[first + 1] >= 0:
            found += [i for i in range(first, end) if scores[i] < 0 and i not in evidence.marks]
    return found


def _asks(evidence: Evidence, block: int) -> bool:
    """Whether a line that ends like a question has a question's length, and a paragraph under it."""
    return evidence.words[block] in _QUESTION and _answers(evidence, block + 1)


def _answers(evidence: Evidence, block: int) -> bool:
    return block < evidence.size and evidence.words[block] >= _ANSWER and not evidence.blocks[block].text.endswith(_ASKS)


def _series(evidence: Evidence, asked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first block, and the one behind the last, of each run of questions with their answers and nothing between them."""
    first = end = -1
    several = False
    for question in asked:
        if question != end:
            if several:
                yield first, end
            first, several = question, False
        else:
            several = True
        end = question + 1
        while end - question <= _MOST and _answers(evidence, end):
            end += 1
    if several:
        yield first, end
