"""Text that was glued where the markup had borders ("... this week.Read moreAbout us") is parted there again.

`get_text()` without a separator, `textContent` and their like put nothing between two elements, so on a page whose HTML has no line
ends a line holds the whole article and its menu. A capital right behind a small letter or a stop is what is left of a border; names such
as "LinkedIn" and a forgotten space look the same, so a page must show many before any is believed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cleaner.model import Block
from cleaner.read.words import CAMELS

LONG = 1000
"""Characters of a line that is looked at: paragraphs are seldom longer."""

STOPS, WORDS = 2, 2
"""Borders behind a stop, and within a word, that such a line must have. Of 211 article pages 60 have such
a line when they are dumped without separators, at most one when with, and six when dumped on one line."""

SHORT = 13
"""Characters of a word with one capital inside that is a name if it stands there twice."""

_CASED = [chr(code) for code in range(0x530)]
_SHORT_WORDS = ("Us", "In", "Up", "On", "My", "Me")
"""The last words of menu items ("Contact Us", "Sign In"); of other words with two letters too many begin names ("McCoy")."""
_EDGE = ".,;:!?…()[]\"'“”‘’«»"


class _Borders(NamedTuple):
    """stop: behind the end of a sentence. word: within what looks like a word, or behind a year."""

    stop: re.Pattern[str]
    word: re.Pattern[str]


@cache
def _borders() -> _Borders:
    """The patterns, made on first use: few pages need them."""
    small, capital = "".join(filter(str.islower, _CASED)), "".join(filter(str.isupper, _CASED))
    item = f"\\d{{1,2}}[.)] [{capital}]"
    stop = f"(?:(?<=[{small}\\d%][.!?…])|(?<=[.!?…][”\"’)»]))(?=[“\"«]?[{capital}][{small}{capital}’' ]|{item})"
    short = "|".join([f"(?<=\\b{word})" for word in _SHORT_WORDS])
    behind = f"(?:(?<=[{small}][{small}])|(?<=(?:19|20)\\d\\d)|(?<=[{small}][)”])|(?<=[{small}][{small}]:)|{short})(?=[{capital}][{small}])"
    single = f"(?<=[{small}]{{4}})(?=[{capital}][’' ]|{item}|\\d{{1,2}} [{capital}][{small}]|©)"  # "A" and "I" begin sentences, too
    return _Borders(re.compile(stop), re.compile(f"{behind}|{single}"))


def part(blocks: list[Block]) -> list[Block]:
    """The same words, with lines parted where markup parted them; unchanged unless the page is glued."""
    if not any(_is_glued(block.text) for block in blocks if len(block.text) > LONG):
        return blocks
    names = _names(blocks)
    out: list[Block] = []
    for block in blocks:
        first, *rest = _parts(block.text, names)
        out.append(block._replace(text=first))
        out.extend([Block(text, "paragraph", block.lines, 0, block.indent) for text in rest])
    return out


def _is_glued(text: str) -> bool:
    borders = _borders()
    return len(borders.stop.findall(text)) >= STOPS and len(borders.word.findall(text)) >= WORDS


def _names(blocks: list[Block]) -> frozenset[str]:
    """Words with a capital inside that are names: known ones, and short ones that stand there alone twice."""
    word = _borders().word
    words = (raw.strip(_EDGE) for block in blocks for raw in block.text.split())
    found = Counter(bare for bare in words if len(bare) <= SHORT and bare.isascii() and bare.isalpha() and not bare.islower())
    return CAMELS | {name for name, count in found.items() if count > 1 and len(word.findall(name)) == 1}


def _parts(text: str, names: frozenset[str]) -> list[str]:
    """A text parted at its borders, but not within names.

    >>> _parts("We use LinkedIn now.Next week of 2024Read moreLinkedIn", frozenset(["LinkedIn"]))
    ['We use LinkedIn now.', 'Next week of 2024', 'Read more', 'LinkedIn']
    """
    borders = _borders()
    present = sorted(name for name in names if name in text)
    masked = re.sub("|".join(present), lambda found: found[0].capitalize(), text) if present else text
    cuts = sorted({found.start() for pattern in borders for found in pattern.finditer(masked)})
    pieces = [text[start:end].strip() for start, end in pairwise((0, *cuts, len(text)))]
    return [piece for piece in pieces if piece]
