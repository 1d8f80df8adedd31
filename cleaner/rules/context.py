"""Context: what stands around a block, judged by how likely each neighbour is content by its own words alone.

These rules read `Evidence.chance`, which the decider's earlier stage fills: a block alone first, then in the light of its neighbours
(the order is jusText's, Pomikálek 2011)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from operator import mul

from cleaner.rules.columns import both, lanes, means_above, means_below, ramp, since, until
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross, once, shifted
from cleaner.rules.shape import END, SIZE

_CHANCES = Scale(2, 5, 10, 20, 35, 50, 65, 80, 90, 95, 98)
_ROUGH = Scale(5, 20, 50, 80, 95)
Lanes = Callable[[Evidence], int]
_STRONG = 80
"""Percent from which a block counts as surely prose."""
_LONG = 15
"""Words from which such a block counts as a paragraph."""
_CAP = 100
"""Words of a block that count at most, so that one endless block does not drown the page."""

_CAPPED = bytes([min(words, _CAP) for words in range(256)])
_STRONG_FLAGS = bytes([chance >= _STRONG for chance in range(256)])
_LONG_FLAGS = bytes([words >= _LONG for words in range(256)])

CHANCE = Rule(
    "alone.chance", "Percent that the block is content by its own words alone.", _CHANCES.labels, lambda e: _CHANCES(e.chance), True
)
ROUGH = Rule("alone.rough", "The same in six steps, to be seen together with others.", _ROUGH.labels, lambda e: _ROUGH(e.chance), True)


def masses(evidence: Evidence) -> list[int]:
    """Words likely to be content, in hundredths: what windows and shares are made of."""
    return evidence.shared("masses", lambda e: list(map(mul, e.chance, e.lengths.translate(_CAPPED))))


def _mass_lanes(evidence: Evidence) -> int:
    return evidence.shared("mass.lanes", lambda e: lanes(masses(e)))


def _chance_lanes(evidence: Evidence) -> int:
    return evidence.shared("chance.lanes", lambda e: lanes(list(e.chance)))


def mass_sums(evidence: Evidence) -> list[int]:
    """Running sums of the likely content words, one more than blocks."""
    return evidence.shared("mass.sums", lambda e: list(accumulate(masses(e), initial=0)))


def _side(name: str, doc: str, scale: Scale, means: Callable[[int, int, int, int], bytes], radius: int, of: Lanes, unit: int) -> Rule:
    """The mean of some lanes over the `radius` blocks on one side."""
    return Rule(name, doc, scale.labels, lambda e: scale(means(of(e), e.size, radius, unit)), True)


_MASSES = Scale(4, 12, 30)
_SHARES = Scale(5, 15, 30, 50, 70, 90)


def _masses(radius: int) -> tuple[Rule, Rule]:
    """Mean likely content words of the `radius` blocks above and below."""
    doc = f"Likely content words a block among the {radius} blocks"
    above = _side(f"near.mass{radius}.above", f"{doc} above.", _MASSES, means_above, radius, _mass_lanes, 100)
    below = _side(f"near.mass{radius}.below", f"{doc} below.", _MASSES, means_below, radius, _mass_lanes, 100)
    sides = cross(above, below)
    return cross(sides, SIZE), once(cross(sides, ROUGH))


ABOVE = _side("near.chance.above", "Mean chance of the 12 blocks above.", _SHARES, means_above, 12, _chance_lanes, 1)
BELOW = _side("near.chance.below", "Mean chance of the 12 blocks below.", _SHARES, means_below, 12, _chance_lanes, 1)

_PARTS = Scale(1, 4, 20, 60, 120, 180, 236, 246, 250)
"""In 250ths of the page's likely content: fine at both ends, where articles begin and end."""


def _share_before(evidence: Evidence) -> bytes:
    sums = mass_sums(evidence)
    unit = max(sums[-1], 250) // 250 + 1
    return bytes([value // unit for value in sums[:-1]])


BEFORE = Rule(
    "place.before", "250ths of the page's likely content that stand above.", _PARTS.labels, lambda e: _PARTS(_share_before(e)), True
)


def _share_after(evidence: Evidence) -> bytes:
    sums = mass_sums(evidence)
    total = sums[-1]
    unit = max(total, 250) // 250 + 1
    return _PARTS(bytes([(total - value) // unit for value in sums[1:]]))


AFTER = Rule("place.after", "250ths of the page's likely content that stand below.", _PARTS.labels, _share_after, True)

_STEPS = Scale(2, 4, 9, 30)


def paragraphs(evidence: Evidence) -> bytes:
    """Flags the blocks that are surely paragraphs."""
    return evidence.shared("paragraphs", lambda e: both(e.chance.translate(_STRONG_FLAGS), e.lengths.translate(_LONG_FLAGS)))


def _since_paragraph(evidence: Evidence) -> bytes:
    """Blocks back to the last sure paragraph, not counting the block itself."""
    return evidence.shared("since", lambda e: since(b"\x00" + paragraphs(e)[:-1]))


def _until_paragraph(evidence: Evidence) -> bytes:
    return evidence.shared("until", lambda e: until(paragraphs(e)[1:] + b"\x00"))


SINCE = Rule("near.since", "Blocks back to the last sure paragraph.", _STEPS.labels, lambda e: _STEPS(_since_paragraph(e)), True)
UNTIL = Rule("near.until", "Blocks on to the next sure paragraph.", _STEPS.labels, lambda e: _STEPS(_until_paragraph(e)), True)
SINCE_UNTIL = cross(SINCE, UNTIL)

_TOLL = 1000
"""Ten words: what a block costs a run (the figure of body-text extraction)."""


def best_run(evidence: Evidence) -> tuple[int, int]:
    """Start and end of the run of blocks with the largest sum of likely content words less a toll a block
    (body-text extraction, Finn et al. 2001, with words weighed by chance)."""
    best, current, start, run = 0, 0, 0, (0, 0)
    for i, mass in enumerate(masses(evidence)):
        if current <= 0:
            if mass <= _TOLL:
                continue
            current, start = 0, i
        current += mass - _TOLL
        if current > best:
            best, run = current, (start, i + 1)
    return run


_BEFORE = Scale(1, 2, 3, 5, 9, 21)
_OFFSETS = ("inside", *(f"-{x}" for x in _BEFORE.labels[1:]), *(f"+{x}" for x in _BEFORE.labels[1:]))
_PAST = bytes(min(value + len(_BEFORE.labels) - 1, 255) for value in range(256))


def _to_run(evidence: Evidence) -> bytes:
    """How far before the run's start or past its end."""
    start, end = evidence.shared("run", best_run)
    ahead = _BEFORE(ramp(start + 1)[:0:-1])
    return ahead + bytes(end - start) + _BEFORE(ramp(evidence.size - end + 1)[1:]).translate(_PAST)


RUN = Rule("place.run", "Blocks before (-) or past (+) the page's best run of likely content.", _OFFSETS, _to_run, True)

_PERCENT = Scale(2, 5, 10, 20, 40, 60, 80, 90, 95)


@lru_cache(maxsize=512)
def _places(size: int) -> bytes:
    return bytes([100 * i // size for i in range(size)])


PLACE = Rule(
    "place.percent", "How far down the page.", _PERCENT.labels, lambda e: _PERCENT(_places(e.size))
)
_TOTALS = Scale(3, 8, 20, 50, 100)
TOTAL = Rule(
    "page.content",
    "Likely content words on the page, in tens.",
    _TOTALS.labels,
    lambda e: _TOTALS(bytes([min(mass_sums(e)[-1] // 1000, 255)])) * e.size,
    True,
)

CONTEXT = (
    cross(CHANCE, SIZE),
    cross(shifted(ROUGH, -1), ROUGH),
    cross(shifted(ROUGH, 1), ROUGH),
    cross(shifted(SIZE, -1), shifted(END, -1)),
    cross(shifted(SIZE, 1), shifted(END, 1)),
    cross(shifted(SIZE, -1), SIZE),
    cross(shifted(SIZE, 1), SIZE),
    *_masses(2),
    *_masses(5),
    *_masses(12),
    once(cross(ABOVE, BELOW)),
    cross(BEFORE, SIZE),
    cross(AFTER, SIZE),
    cross(BEFORE, ROUGH),
    cross(SINCE_UNTIL, SIZE),
    once(cross(SINCE_UNTIL, ROUGH)),
    cross(RUN, SIZE),
    once(cross(RUN, ROUGH)),
    PLACE,
    once(cross(TOTAL, ROUGH)),
)
"""The context rules. Half as many as were tried: leaving the others out changed no view's word-F1 by more than the folds differ."""
