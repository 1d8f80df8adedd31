"""Rows of a table, and lines that count up, between an article's paragraphs: each by itself looks like furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from cleaner.rules.evidence import Evidence

FEWEST_ROWS, FEWEST_COUNTED = 3, 4
"""Dropped rows of a table, and dropped lines that count up, at least."""
ROWS, COUNTED = 0.5, 0.7
"""The part of a run's blocks that are rows, and of its steps that count one up, at least."""
PARAGRAPH, SENTENCE, NEAR = 15, 8, 30
"""Words of a kept paragraph that has to stand above and below, of one below lines that count up, and blocks within which it has to."""


def between_paragraphs(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped rows of a table between two kept blocks and two kept paragraphs, and dropped lines there that count up.

    On unseen sites the gold of articles holds .99 of the words of lines that count up so on inscriptis and .97 on w3m (11 and 8 runs), and
    .74 of those of rows on inscriptis (28 runs, where they are four fifths of a run; with half of it articles gain .0005 of recall there at
    a word-F1 that is .0002 higher); hard-wrapped pages have layouts in such rows, of which it holds .49, so there none is kept. That a
    sentence of 8 words under lines that count up is enough changes no view of unseen sites, and keeps the table of a match report."""
    if evidence.page.shape not in ("lines", "wrapped"):
        return []
    rows = evidence.page.shape == "lines"
    found: list[int] = []
    for first, last in _dropped(scores):
        run = range(first, last + 1)
        counted = _counts_up(evidence, run)
        least = SENTENCE if counted else PARAGRAPH
        if (counted or (rows and _are_rows(evidence, run))) and _is_within(evidence, scores, first, last, least):
            found += [block for block in run if block not in evidence.marks]
    return found


def _dropped(scores: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The first and the last block of each run of dropped blocks between two kept ones."""
    for dropped, group in groupby(range(len(scores)), lambda block: scores[block] < 0):
        blocks = list(group)
        if dropped and blocks[0] > 0 and blocks[-1] < len(scores) - 1 and len(blocks) >= FEWEST_ROWS:
            yield blocks[0], blocks[-1]


def _are_rows(evidence: Evidence, run: range) -> bool:
    return sum(evidence.blocks[block].kind == "table" for block in run) >= ROWS * len(run)


def _counts_up(evidence: Evidence, run: range) -> bool:
    if len(run) < FEWEST_COUNTED:
        return False
    numbers = [_number().match(f"{evidence.blocks[block].marker} {evidence.blocks[block].text}".lstrip()) for block in run]
    steps = sum(1 for above, below in pairwise(numbers) if above and below and int(below[0]) == int(above[0]) + 1)
    return steps >= COUNTED * (len(run) - 1)


def _is_within(evidence: Evidence, scores: Sequence[float], first: int, last: int, least: int) -> bool:
    """Whether a kept paragraph stands above a run and another one, of at least so many words, below it."""
    above, below = range(max(first - NEAR, 0), first), range(last + 1, min(last + 1 + NEAR, evidence.size))
    sides = (above, PARAGRAPH), (below, least)
    return all(any(scores[block] >= 0 and evidence.words[block] >= words for block in side) for side, words in sides)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{1,4}(?!\d)")
