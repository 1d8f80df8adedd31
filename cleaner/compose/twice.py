"""The headline of a page on one line that stands twice in a row above the article: at the end of the breadcrumb and over the text."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from cleaner.compose.outline import Outline
from cleaner.compose.title_evidence import stems

ABOVE, BELOW = 15, 2
"""Blocks above and below the body's beginning among which the headline stands."""

OPENING = 6
"""Blocks at a page's beginning that hold its title, which may stand twice there, too."""

LEAST, MOST = 4, 30
"""Words of such a headline: menus have fewer words twice in a row."""

SHARED = 2
"""Stems of words that it has in common with the article's beginning; a menu that stands twice has none. On pages on one line without a
title at their front, it is right on 55 of 61 dev articles that have such a headline, and on 14 of 28 other pages."""

_BULLETS = frozenset("*+|>»›/•·-")
_STOPS = tuple(".。!")


class Twice(NamedTuple):
    """A text that stands twice in a row, and the block in which the second one begins."""

    text: str
    block: int


def twice(page: Outline, body: Set[str]) -> Twice | None:
    """The last text above the article that stands twice in a row and is no menu. body: stems of the article's beginning."""
    blocks = range(max(OPENING, page.start - ABOVE), min(page.start + BELOW, len(page.blocks)))
    words = [(word, index) for index in blocks for word in page.blocks[index].text.split()]
    texts = [word for word, _ in words]
    seen: dict[tuple[str, ...], int] = {}
    found: Twice | None = None
    for place in range(len(texts) - LEAST + 1):
        key = tuple(texts[place : place + LEAST])
        first = seen.get(key)
        seen[key] = place
        if first is None or not LEAST <= place - first <= MOST or texts[first:place] != texts[place : 2 * place - first]:
            continue
        text = " ".join(texts[first:place])
        if _is_headline(texts[first:place], body):
            found = Twice(text, words[place][1])
    return found


def _is_headline(words: list[str], body: Set[str]) -> bool:
    """Whether words that stand twice may be a headline: no items of a menu, no sentence, and of what the article is about."""
    if not _BULLETS.isdisjoint(words) or words[-1].endswith(_STOPS):
        return False
    return sum(stem in body for stem in stems(" ".join(words).casefold())) >= SHARED
