"""Pages whose pieces of text a program joined with bars or tabs, as `get_text(" | ")` does: each piece is a line of its own again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter

from cleaner.model import Block

BARS = ("|", "\t")
FEWEST, PER_LINE = 30, 20
"""Bars of a page, and bars for each line with words, at least: rows of tables and menus have a few in each of many lines."""

LONGEST = 0.2
"""Part of the page that the longest piece is at most: where only menus have bars, one piece holds the whole article."""


def part(lines: list[str]) -> tuple[list[str], list[int]]:
    """The pieces, and the line of the page that each stands in, from 1; the lines as they are and no numbers, where bars don't join a page.

    >>> pieces, numbers = part([" | ".join(map(str, range(40)))])
    >>> pieces[:2], numbers[:2], part(["Home | News", "a | b"])
    (['0', '1'], [1, 1], (['Home | News', 'a | b'], []))
    """
    counts = {bar: sum(line.count(bar) for line in lines) if any(bar in line for line in lines) else 0 for bar in BARS}
    bar, bars = max(counts.items(), key=itemgetter(1))
    if bars < FEWEST or bars < PER_LINE * sum(1 for line in lines if line.strip()):
        return lines, []
    pieces, numbers = list[str](), list[int]()
    for number, line in enumerate(lines, 1):
        found = [piece.strip() for piece in line.split(bar)]
        pieces += found
        numbers += repeat(number, len(found))
    if max(map(len, pieces)) > LONGEST * sum(map(len, pieces)):
        return lines, []
    return pieces, numbers


def placed(blocks: Sequence[Block], numbers: Sequence[int]) -> list[Block]:
    """Blocks of pieces with the lines of the page in which they stand."""
    return [block._replace(lines=(numbers[block.lines[0] - 1], numbers[block.lines[1] - 1])) for block in blocks]
