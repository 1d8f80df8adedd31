"""Labelling a page's blocks by its gold article: which of them are content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.measures import SHINGLE, shingles, tokens
from cleaner.model import Block

NEAR = 3
"""Blocks from a line of under four words within which other content has to stand: such a line is found in many places."""


class _Reading(NamedTuple):
    """The tokens of all blocks in one row. ends: where each block begins in it, and the end."""

    row: Sequence[str]
    ends: Sequence[int]

    @classmethod
    def of(cls, blocks: Sequence[Sequence[str]]) -> _Reading:
        ends = [0]
        for words in blocks:
            ends.append(ends[-1] + len(words))
        return cls([word for words in blocks for word in words], ends)

    def words(self, i: int) -> tuple[str, ...]:
        """The tokens of a block."""
        return tuple(self.row[self.ends[i] : self.ends[i + 1]])

    def borders(self, i: int) -> list[tuple[str, ...]]:
        """The shingles over a block's borders; of a block shorter than a shingle those that hold all of it."""
        start, end = self.ends[i], self.ends[i + 1]
        if end - start < SHINGLE:
            return shingles(self.row[max(0, end - SHINGLE) : start + SHINGLE])
        reach = SHINGLE - 1
        return shingles(self.row[max(0, start - reach) : start + reach]) + shingles(self.row[end - reach : end + reach])


class Gold:
    """The gold article as a row of tokens, to label many readings of one page."""

    def __init__(self, gold: str) -> None:
        words = tokens(gold)
        self.shingles = frozenset(shingles(words))
        self.lines = frozenset(" ".join(tokens(line)) for line in gold.split("\n"))
        self._row = f" {' '.join(words)} "

    def labels(self, blocks: Sequence[Block]) -> list[bool]:
        """Which blocks are content: over half of a block's shingles stand in the gold article.

        A block of under four words is content when it is a whole gold line, with its number or without, and content stands within three
        blocks of it; or when it stands in the gold article between the same words. Where a text stands more often on the page than in the
        gold article, those count that stand there between the same words: a heading, and not its entry in the table of contents."""
        bare = _Reading.of([tokens(block.text) for block in blocks])
        full = _Reading.of([tokens(f"{block.marker} {block.text}") for block in blocks])
        sure = [self._holds(bare.words(i)) for i in range(len(blocks))]
        held = [label or self._stands(bare, full, sure, i) for i, label in enumerate(sure)]
        for group in _alike(bare, held):
            self._choose(group, (bare, full), held)
        return held

    def _holds(self, words: Sequence[str]) -> bool:
        runs = shingles(words)
        return sum(run in self.shingles for run in runs) * 2 > len(runs) > 0

    def _stands(self, bare: _Reading, full: _Reading, sure: Sequence[bool], i: int) -> bool:
        """Whether a block of under four words is content."""
        words = bare.words(i)
        if not words or len(words) >= SHINGLE or True not in sure[max(0, i - NEAR) : i + NEAR + 1]:
            return False
        lines = (" ".join(words), " ".join(full.words(i)))
        return any(line in self.lines for line in lines) or self._support(bare, i) > 0 or self._support(full, i) > 0

    def _support(self, reading: _Reading, i: int) -> int:
        """How many of the shingles over a block's borders stand in the gold article."""
        return sum(run in self.shingles for run in reading.borders(i))

    def _choose(self, group: Sequence[int], readings: Sequence[_Reading], held: list[bool]) -> None:
        """Of the blocks with the same text, leaves as content as many as the gold article has."""
        times = self._row.count(f" {' '.join(readings[0].words(group[0]))} ")
        if not 0 < times < len(group):
            return
        support = [max(self._support(reading, i) for reading in readings) for i in group]
        least = sorted(support)[-times]
        for i, have in zip(group, support, strict=True):
            held[i] = have >= least


def _alike(reading: _Reading, held: Sequence[bool]) -> list[list[int]]:
    """The blocks of each text that several of those held have."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, label in enumerate(held):
        if label:
            groups[reading.words(i)].append(i)
    return [group for group in groups.values() if len(group) > 1]
