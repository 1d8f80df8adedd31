"""Site memory: on how many other pages of its site a block stands, and how much of what they have in its place is content.

Asked only where other pages of the site are known."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.rules.columns import add
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, cross
from cleaner.rules.shape import SIZE, sizes

_SEEN = ("never", "here only", "on few", "on some", "on most", "on all")
_EVERYWHERE = _SEEN.index("on all")
_FEW, MOST = 20, 50
"""Percent of the site's other pages below which a block stands on few, or on some of them and not on most."""
ALL, _MANY = 90, 5
"""Percent of the site's other pages from which a block stands on all (one may have another layout), and how many that takes."""
LISTED = -1
"""Stands for the number of pages that hold a line, where the page itself has it again and again, as a field of what it lists."""
_SURE = 3
"""Known pages of the site from which one that holds the block is few, and a block that none holds stands here only."""


def level(count: int, pages: int) -> int:
    """The step of `site.seen` for a block that stands on so many of so many other pages (at least one)."""
    share = 100 * count // pages
    if count == LISTED:
        return 0
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

_SHARES = (1, 3, 8, 20, 40, 60, 80, 92, 97, 99)
"""Percents that part the steps of what other pages keep in a slot: about even steps of log-odds."""
_SLOT = ("unknown", "<1", *[f"{least}..{over - 1}" for least, over in pairwise(_SHARES)], "99+")
_LIKELY = (0.6, 1.8, 5, 13, 30, 50, 70, 87, 95, 98.2, 99.4)
"""A percent in the middle of each step, by log-odds."""


def slot_step(percent: int) -> int:
    """The step of `site.under` and `site.over` for what other pages keep in a slot; 0 is for what is unknown."""
    return 1 + bisect(_SHARES, percent)


def _under(evidence: Evidence) -> bytes:
    return evidence.page.under or bytes(evidence.size)


def _over(evidence: Evidence) -> bytes:
    return evidence.page.over or bytes(evidence.size)


UNDER = Rule(
    "site.under", "How much of what the site's other pages have under the same line that they share is content there.", _SLOT, _under
)
OVER = Rule("site.over", "How much of what they have over the same line that they share is content there.", _SLOT, _over)

SITE: tuple[Rule, ...] = (cross(SEEN, SIZE), UNDER, OVER)
"""The rules of site memory."""


def columns_of(seen: Sequence[int], pages: int, lengths: bytes, under: bytes, over: bytes) -> tuple[bytes, ...]:
    """The columns of `SITE` for a page that is remembered by the lengths of its blocks. pages: that are known of its site beside it.

    seen: on how many of them each block stands; under, over: as of a page."""
    times = len(SIZE.labels)
    return add(bytes([level(count, pages) * times for count in seen]), sizes(lengths)), under, over


def telling() -> Iterator[int]:
    """The values of the rule of `SITE` whose weights are fitted: of short blocks that stand on other pages.

    A paragraph has none: on the benchmark's multi-page sites as many of those that pages repeat are content
    (standing words of a series, notices that the gold articles hold) as are furniture, and on unseen sites a weight for them cost 0.006
    of recall."""
    times = len(SIZE.labels)
    for value in range(len(SITE[0].labels)):
        if value >= 2 * times and value % times < times - 1:
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


def slots() -> Iterator[tuple[str, float]]:
    """The marks of slots, each with the log-odds that the site's other pages have for content there."""
    for rule in (UNDER, OVER):
        for step, percent in enumerate(_LIKELY, 1):
            yield rule.mark(step), math.log(percent / (100 - percent))
