"""Headings: what stands under a furniture heading such as "Hot this week" or "Related Articles", and above one."""

from __future__ import annotations

from functools import lru_cache

from cleaner.rules.columns import add, lanes, means_above, means_below, since, until
from cleaner.rules.context import ROUGH
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross, once
from cleaner.rules.shape import SIZE

_SHORT = 8
"""Words up to which a block with a phrase mark can be a heading."""
_STEPS = Scale(1, 2, 3, 5, 8, 13, 25)
FLAGS = {
    "under.promo": ("promo.related", "promo.popular", "promo.newsletter", "promo.subscribe", "promo.shop"),
    "under.comment": ("comment.",),
    "under.trail": ("trail.", "people.author-box", "promo.share", "promo.source"),
    "above.tools": ("promo.share", "page.tools", "comment.", "trail."),
    "under.byline": ("people.byline", "date.published", "date.updated", "page.tools", "page.stats"),
}
"""How the phrase marks begin that a line has from which each rule counts."""


def flags(evidence: Evidence, names: tuple[str, ...]) -> bytes:
    """1 for every short block that has a phrase mark which begins with one of these names."""
    column = bytearray(evidence.size)
    for marks, blocks in evidence.fixed("short.marked", _short).items():
        if _names_one(marks, names):
            for block in blocks:
                column[block] = 1
    return bytes(column)


def _short(evidence: Evidence) -> dict[tuple[str, ...], list[int]]:
    """The short blocks with phrase marks, by their marks."""
    found: dict[tuple[str, ...], list[int]] = {}
    for i, marks in evidence.marks.items():
        if evidence.words[i] <= _SHORT:
            found.setdefault(marks, []).append(i)
    return found


@lru_cache(maxsize=4096)
def _names_one(marks: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return any(mark.startswith(names) for mark in marks)


def _under(name: str, doc: str) -> Rule:
    def measure(evidence: Evidence) -> bytes:
        return _STEPS(since(flags(evidence, FLAGS[name])))

    return Rule(name, doc, _STEPS.labels, measure)


def _above(name: str, doc: str) -> Rule:
    def measure(evidence: Evidence) -> bytes:
        return _STEPS(until(flags(evidence, FLAGS[name])))

    return Rule(name, doc, _STEPS.labels, measure)


UNDER_PROMO = _under("under.promo", "Blocks since a heading that promotes other pages.")
UNDER_COMMENT = _under("under.comment", "Blocks since a line of a comment section.")
UNDER_TRAIL = _under("under.trail", "Blocks since a line that closes articles: tags, author box, share links.")
ABOVE_SHARE = _above("above.tools", "Blocks until share links, tools, tags or comments.")
UNDER_BYLINE = _under("under.byline", "Blocks since a byline, a date line or page tools: the article starts there.")


def _mark_density(evidence: Evidence) -> bytes:
    """Percent of the four blocks above and below each block that hold a furniture phrase."""
    flags = [0] * evidence.size
    for i in evidence.marks:
        flags[i] = 100
    packed = lanes(flags)
    sides = means_above(packed, evidence.size, 4, 1), means_below(packed, evidence.size, 4, 1)
    return _DENSITY(add(*sides))


_DENSITY = Scale(20, 45, 70, 120)
DENSITY = Rule(
    "near.phrases",
    "Furniture phrases in the four blocks above and the four below: percent of each side, added.",
    _DENSITY.labels,
    _mark_density,
)

HEADINGS = (
    cross(UNDER_PROMO, SIZE),
    cross(UNDER_COMMENT, SIZE),
    cross(UNDER_TRAIL, SIZE),
    cross(ABOVE_SHARE, SIZE),
    cross(UNDER_BYLINE, SIZE),
    cross(DENSITY, SIZE),
    once(cross(DENSITY, ROUGH)),
)
"""The heading rules."""
