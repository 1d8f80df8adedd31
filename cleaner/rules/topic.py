"""Topic: whether a block speaks of what the page's paragraphs speak of. Teasers of other articles, and what a site says of itself, use
other words."""

from __future__ import annotations

from collections import Counter

from cleaner.rules.context import ROUGH, paragraphs
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, Scale, cross
from cleaner.rules.shape import SIZE
from cleaner.rules.texts import LARGE

_SHARES = Scale(5, 15, 25, 40, 60)
_LEAST = 3
"""Words of its own that a block must have to speak of anything."""
_FEWEST = 3
"""Paragraphs that make a topic."""
_LABELS = (*_SHARES.labels, "too few words", "no topic")
_TOO_FEW, _NONE = len(_SHARES.labels), len(_SHARES.labels) + 1


def _words(evidence: Evidence) -> list[frozenset[str]]:
    """The words of each distinct text's beginning that are not everybody's."""
    common = evidence.texts.function_words | {"0"}
    return [frozenset(head).difference(common) for head in evidence.texts.heads]


def _on_topic(evidence: Evidence) -> bytes:
    """Percent of its words that stand in the likely paragraphs, other than itself."""
    sure = {text for text, flag in zip(evidence.which, paragraphs(evidence), strict=True) if flag}
    if len(sure) < _FEWEST or evidence.texts.size > LARGE:  # what is that long speaks of everything, and its words would fill the memory
        return bytes([_NONE]) * evidence.size
    words = evidence.fixed("topic.words", _words)
    counts = Counter([word for text in sure for word in words[text]])
    once, twice = frozenset(counts), frozenset([word for word, count in counts.items() if count > 1])
    shares = [
        100 * len(own & (twice if text in sure else once)) // len(own) if len(own) >= _LEAST else 255 for text, own in enumerate(words)
    ]
    labels = [_TOO_FEW if share == 255 else label for share, label in zip(shares, _SHARES(bytes(shares)), strict=True)]
    return bytes(evidence.spread(labels))


SHARE = Rule("topic.share", "Percent of its words that stand in other likely paragraphs of the page.", _LABELS, _on_topic, True)

TOPIC = (cross(SHARE, SIZE), cross(SHARE, ROUGH))
"""The topic rules."""
