"""Lines that belong together become one block again: what stands at the seams, and how the blocks are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cleaner.model import Block
from cleaner.read.characters import CLOSING, OPENING, spaceless

SUSPENDED = frozenset("and or to und oder bis bzw. sowie en of och eller og e o i y ou et oraz lub и или".split())
"""Words after a hanging hyphen ("Vor- und Nachteile"): that hyphen joins no parts of a word."""

Seam = Callable[[str, str], str | None]
"""From the texts on both sides of a line end to what stood there: a space, nothing, or (None) not even the hyphen."""


def wrapped(left: str, right: str) -> str:
    """What stood where a line was wrapped: a space, unless the script has none or a compound was parted behind its hyphen.

    The hyphen stays: whether it was there before the wrap can't be seen here.

    >>> wrapped("of the", "same line"), wrapped("北京", "大学"), wrapped("half-", "hearted"), wrapped("Vor-", "und Nachteile")
    (' ', '', '', ' ')
    """
    if spaceless(left[-1]) and spaceless(right[0]):
        return ""
    if left[-1] == "-" and left[-2:-1].isalpha() and right[0].islower() and right.partition(" ")[0] not in SUSPENDED:
        return ""
    return " "


def inline(left: str, right: str) -> str:
    """What stood where inline markup began or ended; that space is lost, so there is none before a comma or behind a bracket.

    >>> inline("the report", ", which"), inline("see (", "here"), inline("in", "London")
    ('', '', ' ')
    """
    return "" if right[0] in CLOSING or left[-1] in OPENING else wrapped(left, right)


def merge(blocks: list[Block], onward: Iterable[bool], seam: Seam) -> list[Block]:
    """The same words in fewer blocks. onward: for each block whether it goes on with the one above it."""
    merged: list[Block] = []
    group: list[Block] = []
    for block, goes_on in zip(blocks, onward, strict=True):
        if goes_on:
            group.append(block)
        else:
            if group:
                merged.append(one(group, seam))
            group = [block]
    if group:
        merged.append(one(group, seam))
    return merged


def one(group: list[Block], seam: Seam) -> Block:
    """One block of several; the first says how it stands on the page."""
    head = group[0]
    if len(group) == 1:
        return head
    left = head.text
    parts = [left]
    for block in group[1:]:
        text = f"{block.marker} {block.text}" if block.marker else block.text
        between = seam(left, text)
        if between is None:
            parts[-1] = parts[-1][:-1]
        parts.append(f"{between or ''}{text}")
        left = text
    return Block("".join(parts), head.kind, (head.lines[0], group[-1].lines[1]), head.gap, head.indent, head.marker, head.depth)
