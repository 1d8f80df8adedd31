"""Repeats: what stands more than once on the page: captions, headlines in breadcrumbs, teasers under two headings, menus."""

from __future__ import annotations

from collections import Counter

from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross
from cleaner.rules.shape import SIZE

_TIMES = ("once", "first of 2", "later of 2", "first of more", "later of more")
_NEAR = ("none", "above", "below", "far")
_FAR = 3


def _times(evidence: Evidence) -> bytes:
    if not evidence.repeats:
        return bytes(evidence.size)
    counts = Counter(evidence.which)
    seen: set[int] = set()
    column = bytearray(evidence.size)
    for block in [block for block, text in enumerate(evidence.which) if counts[text] > 1]:
        text = evidence.which[block]
        column[block] = (1 if counts[text] == 2 else 3) + (text in seen)
        seen.add(text)
    return bytes(column)


TIMES = Rule("repeat.times", "Whether the very same block stands elsewhere on the page, and whether this is the first.", _TIMES, _times)


def _near(evidence: Evidence) -> bytes:
    times, folded, last = evidence.column(TIMES), evidence.which, evidence.size - 1
    column = bytearray(evidence.size)
    if not any(times):
        return bytes(column)
    for i, time in enumerate(times):
        if time:
            text = folded[i]
            column[i] = 1 if i and folded[i - 1] == text else 2 if i < last and folded[i + 1] == text else 3
    return bytes(column)


NEAR = Rule("repeat.near", "Whether the twin is the next block: a caption that stands twice, an author's role.", _NEAR, _near)

_SHARES = Scale(20, 40, 60, 80, 99)
_HEADLINE_WORDS = 4


def _headline_words(evidence: Evidence) -> frozenset[str]:
    """The words of the page's likely headline: the first longer block that stands again, or else the first line. What stands
    twice in a row is a caption."""
    near = evidence.column(NEAR)
    for i in range(min(evidence.size, 60)):
        if near[i] == _FAR and evidence.words[i] >= _HEADLINE_WORDS:
            return frozenset(evidence.texts.head(evidence.which[i]))
    return frozenset(evidence.texts.head(0)) if evidence.size else frozenset()


def _like_headline(evidence: Evidence) -> bytes:
    headline = _headline_words(evidence) - evidence.texts.function_words
    if len(headline) < 2:
        return bytes(evidence.size)
    common, none, size = headline.intersection, headline.isdisjoint, len(headline)
    return _SHARES(bytes(evidence.spread([0 if none(head) else 100 * len(common(head)) // size for head in evidence.texts.heads])))


HEADLINE = Rule(
    "repeat.headline",
    "Percent of the headline's words that stand in the block: the headline again, or a text about it.",
    _SHARES.labels,
    _like_headline,
)

REPEATS = (cross(TIMES, SIZE), cross(NEAR, SIZE), cross(HEADLINE, SIZE))
"""The repeat rules."""
