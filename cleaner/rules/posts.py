"""Posts: of a forum in which one post is about as long as the next, all are the content."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.rules.evidence import Evidence
from cleaner.rules.sections import STOPS, once
from cleaner.rules.threads import MOMENT

_REACH, _WORDS = 3, 6
"""Blocks under a day among which a post begins, and words of its first sentence at least."""
_FEWEST = 3
"""Posts of a thread at least."""
_LOWEST = -2.0
"""Log-odds above the page's cut below which a post is likelier a signature or a teaser."""
_FIRST, _LONGEST, _STILL = 4, 8, 4
"""How many times as long as the median post what stands above the first day is at most, and the longest one, so that comments under an
article are none; and the words that the median counts more."""


def rest_of_posts(evidence: Evidence, scores: Sequence[float]) -> list[int]:
    """The dropped posts of a thread of which at least half is kept: the last ones are a hair under the cut, since little stands below.

    Of such pieces of the benchmark (three views, weights that have seen them) the gold of forums and collections holds 45 of 61, of
    listings 13 of 29; on articles 12 are kept more, of which it holds none. Without the limits on lengths it would be 200 there."""
    moments = evidence.column(MOMENT)
    days = [i for i in range(evidence.size) if moments[i]]
    posts = [post for day in days if (post := _post(evidence, moments, day)) is not None]
    kept = sum(scores[post] >= 0 for post in posts)
    if len(posts) < _FEWEST or not 0 < kept < len(posts) <= 2 * kept or not _even(evidence, scores, days, frozenset(posts)):
        return []
    return [post for post in posts if _LOWEST <= scores[post] < 0 and post not in evidence.marks and once(evidence, post)]


def _post(evidence: Evidence, moments: bytes, day: int) -> int | None:
    """The first sentence under a day, None if the next day comes before it."""
    for block in range(day + 1, min(day + 1 + _REACH, evidence.size)):
        if moments[block]:
            return None
        if evidence.words[block] >= _WORDS and evidence.blocks[block].text.endswith(STOPS):
            return block
    return None


def _even(evidence: Evidence, scores: Sequence[float], days: Sequence[int], posts: frozenset[int]) -> bool:
    """Whether what is kept or a post under each day, and over the first one, is about as long as the rest."""
    edges = [0, *days, evidence.size]
    lengths = [sum(evidence.words[i] for i in range(*edge) if scores[i] >= 0 or i in posts) for edge in pairwise(edges)]
    median = sorted(lengths)[len(lengths) // 2] + _STILL
    return lengths[0] < _FIRST * median and max(lengths) < _LONGEST * median
