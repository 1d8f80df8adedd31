"""Site memory: on how many other pages of its site a block stands. Asked only where other pages of the site are known."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, cross
from cleaner.rules.shape import SIZE

_SEEN = ("never", "here only", "on few", "on some", "on most")
_FEW, MOST = 20, 50
"""Percent of the site's other pages below which a block stands on few, or on some of them and not on most."""
_SURE = 3
"""Known pages of the site from which one that holds the block is few, and a block that none holds stands here only."""


def level(count: int, pages: int) -> int:
    """The step of `site.seen` for a block that stands on so many of so many other pages (at least one)."""
    share = 100 * count // pages
    if not count:
        return int(pages >= _SURE)
    few = share < _FEW or (count == 1 and pages >= _SURE)
    return 2 if few else 3 if share < MOST else 4


def _seen(evidence: Evidence) -> bytes:
    pages, seen = evidence.page.siblings, evidence.page.seen
    if not seen:
        return bytes(evidence.size)
    steps = {count: level(count, pages) for count in set(seen)}
    return bytes([steps[count] for count in seen])


SEEN = Rule("site.seen", "On how many other pages of the site the very block stands, but for dates and numbers.", _SEEN, _seen)

SITE: tuple[Rule, ...] = (cross(SEEN, SIZE),)
"""The rules of site memory."""


def telling() -> Iterator[int]:
    """The values of the rule of `SITE` that may have a weight of their own: of short blocks that stand on other pages.

    A paragraph has none, wherever it stands: on the benchmark's multi-page sites as many of those that every page repeats are content
    (standing words of a series, notices that the gold articles hold) as are furniture, and on unseen sites a weight for them cost 0.006
    of recall."""
    sizes = len(SIZE.labels)
    for value in range(len(SITE[0].labels)):
        if value >= 2 * sizes and value % sizes < sizes - 1:
            yield value


def here_only() -> range:
    """The values of blocks that stand here only, of any size."""
    return range(len(SIZE.labels), 2 * len(SIZE.labels))
