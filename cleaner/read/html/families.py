"""What the class and id names of an element speak of: a small table of words that sites all over the web use (families.txt)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache

FAMILY_LEVELS = 4
"""Elements above a block whose names say something about it; names further up are about the whole page."""

ASIDE_LEVELS = 9
"""The same for names of furniture: what stands in a list of comments is a comment, whatever names are nearer. The names of elements
that hold most of a page ("has-sidebar") are further up."""

ASIDES = frozenset("comment related popular promo ad newsletter menu sidebar search login cookie".split())
"""Families of furniture in which whole texts can stand."""

MOST_NAMES = 12
"""Names of one element that are looked at; generated lists of classes run into the hundreds."""

CACHED = 1 << 14
"""Names whose family is remembered; the pages of a site share nearly all."""

_STATES = frozenset("has is no not with without js category tag status format type attachment wp-block-has align size".split())
"""First tokens of names that tell a state or what else a page is about ("has-comments", "tag-sport"), not what the element is."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")


@cache
def _table() -> dict[str, tuple[int, str]]:
    """Word -> how early its family stands in the table, and its name."""
    found: dict[str, tuple[int, str]] = {}
    with open(os.path.join(os.path.dirname(__file__), "families.txt"), encoding="utf-8") as lines:
        rows = [line.partition(":") for line in lines if not line.startswith("#")]
    for order, (family, _, words) in enumerate(rows):
        for word in words.split():
            found.setdefault(word, (order, family))
    return found


def family_of(tag: str, attributes: Mapping[str, str]) -> str:
    """The family of an element by its class, its id and its microdata, or ""."""
    if not attributes or tag in ("html", "body"):
        return ""
    classes, identity, microdata = attributes.get("class"), attributes.get("id"), attributes.get("itemprop")
    return _family(classes, identity, microdata) if classes or identity or microdata else ""


@lru_cache(CACHED)
def _family(classes: str | None, identity: str | None, microdata: str | None) -> str:
    """The family that stands first in the table among those of all names.

    >>> _family("post-footer relatedPosts", None, None), _family("has-comments tag-weather hentry", "story-12", None)
    ('related', 'content')
    """
    names = [name for text in (identity, microdata, classes) if text for name in text.split()[:MOST_NAMES]]
    ranks = [rank for rank in map(_rank, names) if rank]
    return min(ranks)[1] if ranks else ""


@lru_cache(CACHED)
def _rank(name: str) -> tuple[int, str] | None:
    """The first family of a name's words, with its order."""
    table = _table()
    tokens = [token.lower() for token in _WORD.findall(name)]
    if len(tokens) > 1 and tokens[0] in _STATES:
        return None
    return min((table[token] for token in tokens if token in table), default=table.get(name.lower()))
