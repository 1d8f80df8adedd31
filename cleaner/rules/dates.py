"""Dates: date stamps, which head articles, teasers and comments, and how often the page has them."""

from __future__ import annotations

from cleaner.rules.columns import since, until
from cleaner.rules.context import ROUGH
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, TextRule, cross
from cleaner.rules.shape import SIZE
from cleaner.rules.texts import Texts

_SHORT = 14
"""Words up to which a block with a date is a stamp and no sentence."""
_STAMPS = ("none", "numbers", "month", "month and time", "relative")
_MANY = 2
"""Numbers from which a block with a month also gives the time of day (folding makes one number of `11, 2008` and of `2:06`)."""


def _stamp(texts: Texts) -> bytes:
    months, column = texts.months, bytearray(texts.size)
    rows = enumerate(zip(texts.folded, texts.words, strict=True))
    for i in [i for i, (folded, words) in rows if words <= _SHORT and "0" in folded]:
        head, count = texts.head(i), texts.folded[i].count("0")
        if not months.isdisjoint(head):
            column[i] = 3 if count >= _MANY else 2
        elif "date.relative" in texts.marks.get(i, ()):
            column[i] = 4
        elif 2 * count >= len(head):
            column[i] = 1
    return bytes(column)


STAMP = TextRule("date.stamp", "A short block with a date or time: over articles, in teaser lists, on comments.", _STAMPS, _stamp)

_COUNTS = Scale(1, 2, 3, 6, 12)
_STEPS = Scale(1, 2, 3, 5, 9)
_FLAGS = bytes([0, 0, 1, 1, 1]) + bytes(251)


def _flags(evidence: Evidence) -> bytes:
    return evidence.column(STAMP).translate(_FLAGS)


COUNT = Rule(
    "date.count",
    "How many stamps the page has: one is the article's, many are comments or a list.",
    _COUNTS.labels,
    lambda e: _COUNTS(bytes([min(_flags(e).count(1), 255)])) * e.size,
)


def _above(evidence: Evidence) -> bytes:
    """How many stamps stand above each block."""
    column, count = bytearray(), 0
    for flag in _flags(evidence):
        column.append(count)
        if flag and count < 255:
            count += 1
    return bytes(column)


_RANKS = Scale(1, 2, 3, 5)
RANK = Rule("date.above", "How many stamps stand above: comments follow the article's own.", _RANKS.labels, lambda e: _RANKS(_above(e)))
SINCE = Rule("date.since", "Blocks since the last stamp.", _STEPS.labels, lambda e: _STEPS(since(_flags(e))))
UNTIL = Rule("date.until", "Blocks until the next stamp.", _STEPS.labels, lambda e: _STEPS(until(_flags(e))))

DATES = (
    cross(STAMP, SIZE),
    cross(cross(COUNT, RANK), SIZE),
    cross(cross(COUNT, RANK), ROUGH),
    cross(cross(SINCE, UNTIL), SIZE),
)
"""The date rules."""
