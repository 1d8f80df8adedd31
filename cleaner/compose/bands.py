"""Names for numbers: the band a count or a share falls into, as evidence for a table of weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

_NOTHING = repeat(0)
STEPS = 20
"""Steps that a share between 0 and 1 is counted in: enough for the bands below, and one of them is an index."""


def bands(name: str, starts: Sequence[int], top: int) -> tuple[str, ...]:
    """The name of the band of every number from 0 to `top`; a band begins at each of `starts`.

    >>> bands("words", (0, 2, 4), 5)
    ('words=0-1', 'words=0-1', 'words=2-3', 'words=2-3', 'words=4+', 'words=4+')
    """
    names: list[str] = []
    for low, following in zip(starts, (*starts[1:], 0), strict=True):
        band = f"{low}" if following == low + 1 else f"{low}-{following - 1}" if following else f"{low}+"
        names += [f"{name}={band}"] * ((following or top + 1) - low)
    return tuple(names)


def at(names: Sequence[str], number: int) -> str:
    """The band of a number; the last one holds all above it."""
    return names[number] if number < len(names) else names[-1]


def total(evidence: Iterable[str], weights: Mapping[str, int]) -> int:
    """The sum of the weights of all evidence; what has no weight says nothing."""
    return sum(map(weights.get, evidence, _NOTHING))
