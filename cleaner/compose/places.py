"""Where a line stands, seen from the headline and from the body: evidence that byline and date share."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.compose.bands import at, bands
from cleaner.compose.outline import Outline

_UNDER = bands("under-title", (0, 1, 2, 3, 4, 5, 7, 10, 15), 40)
_OVER = bands("over-title", (0, 1, 2, 3, 5, 8), 40)
_ABOVE = bands("above-body", (0, 1, 2, 3, 5, 8, 13, 25), 60)
_BEHIND = bands("behind-body", (0, 1, 2, 4, 8, 16, 40), 60)


def places(page: Outline, index: int, title: int | None) -> Iterator[str]:
    """How far a block is from the headline (if there is one) and from the ends of the body."""
    if title is not None:
        yield at(_UNDER, index - title) if index >= title else at(_OVER, title - index)
    where = side(page, index)
    if where == "above":
        yield at(_ABOVE, page.start - index)
    else:
        yield at(_BEHIND, index - page.stop + 1) if where == "behind" else "in-body"


def side(page: Outline, index: int) -> str:
    """Whether a block stands above the body (or opens it), behind it (or ends it) or inside."""
    if index <= page.start:
        return "above"
    return "behind" if index >= page.stop - 1 else "inside"
