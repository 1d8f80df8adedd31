"""Rows: short lines with numbers that are built alike, as the rows of a table of an article are: rates, results, schedules, price lists.

By its words such a row is furniture (a counter, a date of a teaser); that others like it stand around it, and the article's text on both
sides, tells it apart."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from cleaner.rules.context import ROUGH, mass_sums
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross

_LONGEST = 14
"""Words of a row at most; what is longer is prose."""
_FEWEST = 3
"""Times that a build must stand on the page to be a table's."""
_REACH = 6
"""Blocks above and below that are counted."""
_COUNTS = Scale(1, 3, 7)
_LABELS = tuple([f"{count}{own}" for count in _COUNTS.labels for own in ("", " and itself")])
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")


def build(text: str) -> str:
    """How a line with numbers is built.

    >>> build("10/1/2013 +13.6%"), build("New York 12 3"), build("Los Angeles 4 18")
    ('0/0/0 +0.0%', 'a 0 0', 'a 0 0')
    """
    return _NUMBER.sub("0", _LETTERS.sub("a", text))


def _rows(evidence: Evidence) -> list[bool]:
    """Which blocks are rows."""
    texts = evidence.texts
    rows = zip(texts.folded, texts.words, texts.starts, strict=True)
    builds = evidence.spread([build(start) if "0" in folded and words <= _LONGEST else "" for folded, words, start in rows])
    counts = Counter(builds)
    counts[""] = 0
    return [counts[it] >= _FEWEST for it in builds]


def _around(evidence: Evidence) -> bytes:
    rows, size = _rows(evidence), evidence.size
    if not any(rows):
        return bytes(size)
    sums = [0, *accumulate(rows)]
    counts = _COUNTS(bytes([sums[min(i + _REACH + 1, size)] - sums[max(i - _REACH, 0)] for i in range(size)]))
    return bytes([2 * count + row for count, row in zip(counts, rows, strict=True)])


AROUND = Rule("rows.around", "Lines with numbers that are built alike, among the six above, the six below and itself.", _LABELS, _around)

_SIDES = ("neither", "above", "below", "both")
_MUCH = 50
"""Likely content words that make a side the article's."""


def _sides(evidence: Evidence) -> bytes:
    sums = mass_sums(evidence)
    total, much = sums[-1], 100 * _MUCH
    return bytes([(above >= much) + 2 * (total - through >= much) for above, through in zip(sums[:-1], sums[1:], strict=True)])


SIDES = Rule("rows.sides", "On which sides of it the page has likely content.", _SIDES, _sides, True)

ROWS = (cross(AROUND, SIDES), cross(AROUND, ROUGH))
"""The row rules."""
