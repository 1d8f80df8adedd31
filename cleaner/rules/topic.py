"""Topic: whether a block speaks of what the page's paragraphs speak of. Teasers of other articles, and what a site says of itself, use
other words."""

from __future__ import annotations

from functools import cache
from itertools import compress

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
_FEW = 255
"""Instead of the percent where a block has too few words."""
_BINS = _SHARES(bytes(range(_FEW))) + bytes([len(_SHARES.labels)])
_NONE = len(_SHARES.labels) + 1
_NOTHING: frozenset[str] = frozenset()


def _words(evidence: Evidence) -> list[frozenset[str]]:
    """The words of each distinct text's beginning that are not everybody's; none where they are too few anyway."""
    common = _everybodys(evidence.texts.function_words)
    return [frozenset(head).difference(common) if len(head) >= _LEAST else _NOTHING for head in evidence.texts.heads]


@cache
def _everybodys(function_words: frozenset[str]) -> frozenset[str]:
    return function_words | {"0"}


def _on_topic(evidence: Evidence) -> bytes:
    """Percent of its words that stand in the likely paragraphs, other than itself."""
    sure = set(compress(evidence.which, paragraphs(evidence)))
    if len(sure) < _FEWEST or evidence.texts.size > LARGE:  # what is that long speaks of everything, and its words would fill the memory
        return bytes([_NONE]) * evidence.size
    words = evidence.fixed("topic.words", _words)
    once, twice = set[str](), set[str]()
    for text in sure:
        twice |= once & words[text]
        once |= words[text]
    shares = [
        100 * len(own & (twice if text in sure else once)) // len(own) if len(own) >= _LEAST else _FEW for text, own in enumerate(words)
    ]
    return bytes(evidence.spread(bytes(shares).translate(_BINS)))


SHARE = Rule("topic.share", "Percent of its words that stand in other likely paragraphs of the page.", _LABELS, _on_topic, True)

TOPIC = (cross(SHARE, SIZE), cross(SHARE, ROUGH))
"""The topic rules."""
