"""Site memory: on how many other pages of its site a block stands. Asked only where other pages of the site are known."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, cross
from cleaner.rules.shape import SIZE

_SEEN = ("never", "here only", "on few", "on some", "on most", "on all")
_EVERYWHERE = _SEEN.index("on all")
_FEW, MOST = 20, 50
"""Percent of the site's other pages below which a block stands on few, or on some of them and not on most."""
ALL, _MANY = 90, 5
"""Percent of the site's other pages from which a block stands on all (one may have another layout), and how many that takes."""
_SURE = 3
"""Known pages of the site from which one that holds the block is few, and a block that none holds stands here only."""


def level(count: int, pages: int) -> int:
    """The step of `site.seen` for a block that stands on so many of so many other pages (at least one)."""
    share = 100 * count // pages
    if not count:
        return int(pages >= _SURE)
    if share < _FEW or (count == 1 and pages >= _SURE):
        return 2
    return 3 if share < MOST else _EVERYWHERE if share >= ALL and pages >= _MANY else 4


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
    """The values of the rule of `SITE` whose weights are fitted: of short blocks that stand on other pages.

    A paragraph has none: on the benchmark's multi-page sites as many of those that pages repeat are content
    (standing words of a series, notices that the gold articles hold) as are furniture, and on unseen sites a weight for them cost 0.006
    of recall."""
    sizes = len(SIZE.labels)
    for value in range(len(SITE[0].labels)):
        if value >= 2 * sizes and value % sizes < sizes - 1:
            yield value


def on_all() -> Iterator[tuple[int, float]]:
    """Values of sentences that stand on all of many pages, with the log-odds that they have at most.

    The benchmark has too few to fit it, so this is set: the 7 such sentences of 10 to 24 words that a page alone keeps (Waddle, inscriptis)
    are one site's menu. One goes unless the page is very sure of it. A paragraph can be the standing words of a series; the 4 that a
    weight of -1 for them dropped on unseen sites are one site's disclaimer, which its gold holds, so they have none."""
    yield _EVERYWHERE * len(SIZE.labels) + SIZE.labels.index("10..24"), -4.0


def here_only() -> range:
    """The values of blocks that stand here only, of any size."""
    return range(len(SIZE.labels), 2 * len(SIZE.labels))
