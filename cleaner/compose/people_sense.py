"""What common sense says of names that nothing announces, beside the fitted weights: topics look like names, and a line between headline
and day is a byline."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from cleaner.compose.outline import Outline
from cleaner.compose.people_evidence import Candidate

SPOKEN = 60
"""Blocks of the body whose words are looked at."""

LETTERS = 3
"""Letters of the shortest word that tells a topic from a name; "de" and "al" stand in both."""

TOPIC = -3000
MASTHEAD = 1500
"""In thousandths of log-odds."""

UNDER = 3
"""Blocks below the headline in which names and day stand one after another."""

ANNOUNCED = frozenset(("byline", "bio", "box", "pen-name"))
"""Sources of names that a label or a sentence gives as such."""

_WORD = re.compile(r"[^\W\d_]+")


def spoken(page: Outline) -> frozenset[str]:
    """The words that the beginning of the body has in lower case."""
    texts = [page.blocks[i].text for i in range(page.start, min(page.stop, page.start + SPOKEN)) if page.kept[i]]
    return frozenset(word for text in texts for word in _WORD.findall(text) if word.islower())


def topics(found: Sequence[Candidate], page: Outline) -> list[int]:
    """What is to be added to the log-odds of each candidate, since words of the article are no names."""
    words = spoken(page) if any(candidate.source not in ANNOUNCED for candidate in found) else frozenset()
    return [TOPIC * (candidate.source not in ANNOUNCED and any(_is_topic(name, words) for name in candidate.names)) for candidate in found]


def mastheads(found: Sequence[Candidate], page: Outline, title: int | None) -> list[int]:
    """The same for the line of names between headline and day, on a page with markup where no label announces any.

    title: the block of the headline. Lines of text hold sections and buttons there as often."""
    if title is None or any(candidate.source in ANNOUNCED | {"label"} for candidate in found):
        return [0] * len(found)
    return [MASTHEAD * _is_masthead(candidate, page, title) for candidate in found]


def _is_topic(name: str, words: Set[str]) -> bool:
    """Whether all words of what looks like a name stand in lower case in the article: "Climate Change", and not "Rose Marlow".

    >>> _is_topic("Climate Change", {"climate", "change", "rose"}), _is_topic("Rose Marlow", {"climate", "change", "rose"})
    (True, False)
    """
    own = [word.lower() for word in _WORD.findall(name) if len(word) >= LETTERS]
    return bool(own) and all(word in words for word in own)


def _is_masthead(candidate: Candidate, page: Outline, title: int) -> bool:
    """Whether names of several words are all that stands on a line right below the headline, beside the line with the day."""
    if candidate.source != "bare" or not candidate.whole or not title < candidate.block <= title + UNDER:
        return False
    beside = [i for i in (candidate.block - 1, candidate.block + 1) if title < i <= title + UNDER + 1]
    return any(i in page.days for i in beside) and all(" " in name for name in candidate.names)
