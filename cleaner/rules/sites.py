"""Site memory: on how many other pages of its site a block stands. Asked only where other pages of the site are known."""

from __future__ import annotations

from cleaner.rules.context import ROUGH
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross, shifted
from cleaner.rules.shape import SIZE

_PAGES = Scale(2, 4, 8)
_SEEN = ("never", "once", "on few", "on some", "on most")
_FEW, MOST = 20, 60
"""Percent of the site's other pages below which a block stands on few, or on some of them and not on most."""


def _pages(evidence: Evidence) -> bytes:
    return _PAGES(bytes([min(evidence.page.siblings, 255)])) * evidence.size


def _seen_of(count: int, pages: int) -> int:
    if count < 2 and pages > 1:
        return count
    share = 100 * count // pages
    return 0 if not count else 2 if share < _FEW else 3 if share < MOST else 4


def _seen(evidence: Evidence) -> bytes:
    pages, seen = evidence.page.siblings, evidence.page.seen
    if not seen:
        return bytes(evidence.size)
    steps = {count: _seen_of(count, pages) for count in set(seen)}
    return bytes([steps[count] for count in seen])


PAGES = Rule("site.pages", "How many other pages of the site are known.", _PAGES.labels, _pages)
SEEN = Rule("site.seen", "On how many of them the very block stands, but for dates and numbers.", _SEEN, _seen)
BOTH = cross(SEEN, PAGES)

SITE: tuple[Rule, ...] = (
    cross(BOTH, SIZE),
    cross(BOTH, ROUGH),
    cross(shifted(SEEN, -1), SEEN),
    cross(shifted(SEEN, 1), SEEN),
    cross(shifted(SEEN, -1), shifted(SEEN, 1)),
)
"""The rules of site memory."""
