"""Pages that would be dropped as a whole, though most of what they hold is told in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.rules.evidence import Evidence
from cleaner.rules.sections import STOPS

_TOLD, _SHORT, _FEWEST_TOLD, _TOLD_SHARE = 6, 4, 5, 0.4
"""Words of a sentence at least, and of a short one; sentences of a page on one line at least, or more short ones, and the part of the
page's words in them."""
_FEWEST_PARAGRAPHS, _ENOUGH, _APART = 4, 50, 4
"""Paragraphs of one or more sentences at least, their words, and blocks from one to the next at most, of a page in lines."""


def all_told(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The sentences of a page that would be dropped as a whole, though it is mostly sentences or, in lines, has a run of them.

    Short pages show the weights so little that in languages they hardly know all falls. Menus and error pages have few sentences: of 38
    pages on one line whose article was taken out and that were seen to hold none, one (16 comments) is kept by this, and of 154 views in
    lines none. With sentences of four words, as languages without articles have them, and two fifths instead of half of the words, two
    pages on one line of 1,949 come out that had nothing (word-F1 .36 and .66), and no other changes. What may hold something is better
    kept, with its low confidence."""
    if any(score >= 0 for score in scores):
        return []
    return _of_one_line(evidence) if evidence.page.shape == "oneline" else _of_lines(evidence)


def _of_one_line(evidence: Evidence) -> list[int]:
    words = evidence.words
    told = [i for i, block in enumerate(evidence.blocks) if words[i] >= _SHORT and block.text.endswith(STOPS)]
    enough = len(told) > _FEWEST_TOLD or sum(words[i] >= _TOLD for i in told) == _FEWEST_TOLD
    if not enough or sum(words[i] for i in told) <= _TOLD_SHARE * sum(words):
        return []
    return [i for i in range(told[0], told[-1] + 1) if evidence.blocks[i].text.endswith(STOPS)]


def _of_lines(evidence: Evidence) -> list[int]:
    """The sentences of the longest run of paragraphs, from its first to its last."""
    best, most = [0], 0
    for run in _runs(evidence):
        words = sum(evidence.words[i] for i in run)
        if words > most:
            best, most = run, words
    if len(best) < _FEWEST_PARAGRAPHS or most < _ENOUGH:
        return []
    return [i for i in range(best[0], best[-1] + 1) if evidence.blocks[i].text.endswith(STOPS) and i not in evidence.marks]


def _runs(evidence: Evidence) -> list[list[int]]:
    """The paragraphs without furniture in them, in runs."""
    runs: list[list[int]] = []
    for i, block in enumerate(evidence.blocks):
        if evidence.words[i] >= _TOLD and block.kind == "paragraph" and block.text.endswith(STOPS) and i not in evidence.marks:
            if runs and i - runs[-1][-1] <= _APART:
                runs[-1].append(i)
            else:
                runs.append([i])
    return runs
