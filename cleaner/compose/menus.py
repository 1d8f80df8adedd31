"""Where a page on one line goes over from its title to its menu."""

from __future__ import annotations

import re

from cleaner import phrases

LEAST = 2
"""Words that a title has before the menu begins."""

PHRASE = range(2, 5)
"""Words of the phrases that begin a menu: single ones ("Home") are words of titles, too."""


def menu_start(text: str) -> int:
    """Where in a text a phrase of several words begins that only menus have, 0 where none does.

    >>> text = "How to mend a net Skip to content Home Boats"
    >>> text[menu_start(text) :], menu_start("How to mend a net Home Boats")
    ('Skip to content Home Boats', 0)
    """
    words = list(re.finditer(r"\S+", text))
    places = [(place, count) for place in range(LEAST, len(words) - PHRASE[0] + 1) for count in PHRASE if place + count <= len(words)]
    found = phrases.load().match_page(
        phrases.fold_lines([text[words[place].start() : words[place + count - 1].end()] for place, count in places])
    )
    return min((words[places[i][0]].start() for i, marks in found.items() if "nav.skip" in marks), default=0)
