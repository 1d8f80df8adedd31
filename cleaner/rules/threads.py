"""Threads: many short dated pieces under one long one are what readers wrote under an article, or teasers of other articles.

In a forum, a log or a timeline the pieces between two dates are about as long as each other; under an article they are far shorter."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from cleaner.rules.columns import capped
from cleaner.rules.context import ROUGH, mass_sums
from cleaner.rules.dates import STAMP
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, TextRule, cross
from cleaner.rules.shape import SIZE
from cleaner.rules.texts import Texts

_TIME = re.compile(r"\d[:.h]\d\d")
_NUMBERS = 1
"""The stamps of nothing but numbers, which say when only if they hold a time."""


def _moments(texts: Texts) -> bytes:
    column = bytearray(texts.column(STAMP))
    for i, stamp in enumerate(column):
        if stamp:
            column[i] = stamp != _NUMBERS or _TIME.search(texts.starts[i]) is not None
    return bytes(column)


MOMENT = TextRule("thread.moment", "A short block with a day or a time of day, also in figures alone.", ("no", "yes"), _moments)

_LONGEST, _WORDS = Scale(10, 20, 40), ("<100", "100..199", "200..399", "400+")
"""Likely content words of the longest piece above: in tens, and in words."""
_TIMES = Scale(4, 8, 16)
"""How many times the median piece it is."""
_STILL = 4
"""Words that the median piece counts more, so that pages of bare dates don't count as threads."""
_LABELS = tuple([f"{longest} words, {times} times" for longest in _WORDS for times in _TIMES.labels])


def _under_long(evidence: Evidence) -> bytes:
    """Of each block, how long the longest piece above its own is, and how many times the page's median piece."""
    flags, sums = evidence.column(MOMENT), mass_sums(evidence)
    starts = [i for i, flag in enumerate(flags) if flag]
    if not starts:
        return bytes(evidence.size)
    edges = [0, *starts, evidence.size]
    words = [(sums[end] - sums[start]) // 100 for start, end in pairwise(edges)]
    median = sorted(words)[len(words) // 2] + _STILL
    above = list(accumulate(words[:-1], max, initial=0))
    longest = _LONGEST(capped([most // 10 for most in above]))
    times = _TIMES(capped([most // median for most in above]))
    step = len(_TIMES.labels)
    parts = zip(longest, times, pairwise(edges), strict=True)
    return b"".join([bytes([step * most + ratio]) * (end - start) for most, ratio, (start, end) in parts])


UNDER = Rule(
    "thread.under",
    "How long the longest piece above is, of those between two dates, and how many times the median piece of the page.",
    _LABELS,
    _under_long,
    True,
)

THREADS = (cross(UNDER, SIZE), cross(UNDER, ROUGH))
"""The thread rules."""
