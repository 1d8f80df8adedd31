"""Training pages as other programs would have dumped them: without blank lines, indents or bullets.

A table fitted on few dumpers leans on what these write: with inscriptis' text stripped of blank lines and indents articles lose .011 of
word-F1, and Waddle .039. So some training pages are stripped, by their name, the same in each run (data augmentation). As half of the
table, on two folds of unseen sites, it gives stripped text .001 to .005 on articles and .008 to .063 on Waddle; articles of the
benchmark's dumps change by -.0004 to .0018, selectolax' and get_text's by -.0024 at the worst."""

from __future__ import annotations

import re
import zlib

ONE_OF = 3
"""Of so many pages in lines one is stripped."""

_BULLET = re.compile(r"^(\s*)[*+•○■] ", re.MULTILINE)


def redumped(text: str, name: str) -> str:
    """A text in lines as another dumper writes it, or as it is. name: what decides on that.

    >>> page = "  * Home\\n\\n  * Boats"
    >>> [redumped(page, name) for name in "almw"]
    ['  * Home\\n\\n  * Boats', 'Home\\nBoats', '  Home\\n\\n  Boats', 'Home\\n\\nBoats']
    """
    chance = zlib.crc32(f"dump {name}".encode()) // ONE_OF
    if chance % ONE_OF:
        return text
    manner, chance = chance // ONE_OF % 3, chance // ONE_OF**2
    lines = text.split("\n") if manner == _BULLETS else list(map(str.strip, text.split("\n")))
    kept = list(filter(None, lines)) if manner == _TIGHT else lines
    bare = "\n".join(kept)
    return _BULLET.sub(r"\1", bare) if manner == _BULLETS or chance % 2 else bare


_TIGHT, _FLUSH, _BULLETS = range(3)
"""Manners: neither blank lines nor indents; no indents; no bullets. Of the first two every second has no bullets either."""
