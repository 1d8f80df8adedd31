"""What common sense says of days, beside the fitted weights: that of a change is the best there is where no other one stands under the
headline, and worse than an older one that does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cleaner import phrases
from cleaner.compose.outline import MASTHEAD_LINES, Outline

ONLY = 500
NEWER = -1500
"""In thousandths of log-odds."""

UPDATED, PUBLISHED = "date.updated", "date.published"

LABEL = 40
"""Characters of a line above a day that is its label."""

BELOW, REACH = 2, 21
"""Blocks above the headline and below the beginning of the body in which byline and day stand, and how far below the headline that is."""


class Day(Protocol):
    """A day on the page, as `cleaner.compose.published` has it."""

    @property
    def iso(self) -> str: ...
    @property
    def block(self) -> int: ...
    @property
    def label(self) -> str: ...


def changes(found: Sequence[Day], page: Outline, title: int | None) -> list[int]:
    """What is to be added to the log-odds of each day. title: the headline's block."""
    if title is None:
        return [0] * len(found)
    last = max(min(page.start + BELOW, title + REACH), title + MASTHEAD_LINES)
    under = [title - BELOW <= day.block <= last for day in found]
    changed = [near and _is_change(day.block, day.label.strip(), page) for near, day in zip(under, found, strict=True)]
    days = {day.iso for day, is_change in zip(found, changed, strict=True) if is_change}
    others = {day.iso for day, near in zip(found, under, strict=True) if near} - days
    if days and others:
        return [NEWER * (near and day.iso in days and min(others) < day.iso) for day, near in zip(found, under, strict=True)]
    alone = len(days) == 1 and {day.iso for day in found if day.block <= last} == days
    return [ONLY * (alone and is_change) for is_change in changed]


def _is_change(block: int, label: str, page: Outline) -> bool:
    """Whether a day is said to be that of a change, in its line or, where nothing stands before it there, in the line above."""
    if label:
        marks = (*phrases.load().match(label), *page.marks.get(block, ()))
    else:
        marks = page.marks.get(block - 1, ()) if block and len(page.blocks[block - 1].text) <= LABEL else ()
    return UPDATED in marks and PUBLISHED not in marks
