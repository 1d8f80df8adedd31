"""Endings of articles, whose last sentences are short and stand alone among furniture."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence
from cleaner.rules.sections import STOPS, once

_ABOVE, _LAST = 10, 2
"""Words of the kept sentence above, and of what is said last at least."""
_ABOVE_ON_ONE_LINE = 5
"""The same of a page on one line, where each block is one sentence."""
_MOST = 12
"""Sentences that end an article at most."""
_LOWEST_ONE, _LOWEST = -2.0, -3.0
"""Log-odds above the page's cut below which one last sentence, and each of several, is likelier furniture."""
_LABEL = 8
"""Words at most of a line that heads comments, and of one that says who wrote."""
_CLOSES = ("trail.", "people.author-box", "promo.share", "promo.follow", "promo.related", "comment.count", "page.tools")
"""How the marks begin of lines that close an article."""
_SIGNS = ("people.byline",)
"""How those begin of short lines that do: in many languages who wrote or edited it stands under it."""


def last_sentences(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped sentences without furniture in them between kept ones and a line that closes articles, such as "Topics: ..." or
    "About the author", or the end of the page; not under comments, which close in the same way.

    Of single ones on the benchmark (all pages, three views, weights that have seen them) the gold holds half, without the line that closes
    only a third; of the words of several it holds 572 of 718. On 58 invented pages in 20 dumps 73 single ones are the article's, and 42,
    comments all, are not. With three words instead of five articles of the benchmark stay within .0001 of word-F1, and of eight invented
    pages in other languages that lost a last sentence of two to four words six keep it. That a short kept sentence may stand between it and
    the paragraph, that it may have two words, and that it may end the page changes 4 of 4,020 views of unseen sites (two folds), all for
    the better, and keeps 21 of the 220 lines that 38 invented pages in seven forms had lost."""
    found: list[int] = []
    first = next((i for i, score in enumerate(scores) if score >= 0 and evidence.words[i] >= _ABOVE), evidence.size)
    for i in sorted(evidence.marks):
        marks = evidence.marks[i]
        if i > first + 1 and (_begin(marks, _CLOSES) or (evidence.words[i] <= _LABEL and _begin(marks, _SIGNS))):
            found += _last(evidence, scores, i)
        if i > first and evidence.words[i] <= _LABEL and _begin(marks, ("comment.",)):
            return found
    return [*found, *_last(evidence, scores, evidence.size)]


def _begin(marks: Sequence[str], names: tuple[str, ...]) -> bool:
    return any(mark.startswith(names) for mark in marks)


def _last(evidence: Evidence, scores: Sequence[float], close: int) -> list[int]:
    """The last sentences of an article over the line that closes it."""
    start = close
    while start > 0 and close - start <= _MOST and _LOWEST <= scores[start - 1] < 0 and _is_said(evidence, start - 1):
        start -= 1
    run = range(start, close)
    if not _is_held(evidence, scores, start) or len(run) > _MOST or (len(run) == 1 and scores[start] < _LOWEST_ONE):
        return []
    return list(run) if sum(evidence.words[i] for i in run) >= _LAST else []


def _is_held(evidence: Evidence, scores: Sequence[float], start: int) -> bool:
    """Whether kept sentences stand above, of which the nearest long one is reached over short ones."""
    above = _ABOVE_ON_ONE_LINE if evidence.page.shape == "oneline" else _ABOVE
    for i in range(start - 1, max(start - 1 - _MOST, -1), -1):
        if scores[i] < 0 or not evidence.blocks[i].text.endswith(STOPS):
            return False
        if evidence.words[i] >= above:
            return True
    return False


def _is_said(evidence: Evidence, block: int) -> bool:
    """Whether a block can be one of an article's last sentences by what it says."""
    said = evidence.blocks[block].text.endswith(STOPS) and evidence.blocks[block].kind == "paragraph"
    return said and block not in evidence.marks and once(evidence, block)
