"""Text that was glued where the markup had borders ("... this week.Read moreAbout us") is parted there again.

`get_text()` without a separator, `textContent` and their like put nothing between two elements, so on a page whose HTML has no line
ends a line holds the whole article and its menu. A capital right behind a small letter or a stop is what is left of a border; names such
as "LinkedIn" and a forgotten space look the same, so a page must show many before any is believed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from cleaner.model import Block
from cleaner.read.words import CAMELS

LONG = 1000
"""Characters of a line that is looked at: paragraphs are seldom longer."""

STOPS, WORDS = 2, 2
"""Borders behind a stop, and within a word, that such a line must have. Of 211 article pages 60 have such
a line when they are dumped without separators, at most one when with, and six when dumped on one line."""

SHARE = 0.06
"""Of the ends of sentences in such a line, how many are borders: paragraphs are few sentences long. Of 145 lines that lost their borders
all but two have as many; of 98 pages on one line that have some forgotten spaces and many names with capitals inside, 35 do."""

CODE, CODE_SIGNS = 0.01, "{}[]=;<>"
"""Share of these characters from which a line is code or data, where capitals stand within words: one of those 145 has as many."""

SHORT = 13
"""Characters of a word with one capital inside that is a name if it stands there twice."""

_CASED = [chr(code) for code in range(0x530)]
_SHORT_WORDS = ("Us", "In", "Up", "On", "My", "Me")
"""The last words of menu items ("Contact Us", "Sign In"); of other words with two letters too many begin names ("McCoy")."""
_EDGE = ".,;:!?…()[]\"'“”‘’«»"


class _Borders(NamedTuple):
    """stop: behind the end of a sentence. word: within what looks like a word, or behind the year of a day ("Dec 19, 202533Share").

    start: what begins behind every border, with something before it. Where it isn't, as nearly everywhere, the others need not look.
    ended: the end of a sentence with a space behind it. stopped: the stop itself, up to such a border: found five times as fast, which is
    all that pages without borders cost."""

    start: re.Pattern[str]
    ended: re.Pattern[str]
    stopped: re.Pattern[str]
    stop: re.Pattern[str]
    word: re.Pattern[str]

    def within(self, text: str) -> tuple[set[int], set[int]]:
        """The places of the borders behind stops, and of those within words."""
        places = [found.start() for found in self.start.finditer(text)]
        stops = {place for place in places if self.stop.match(text, place)}
        return stops, {place for place in places if self.word.match(text, place)}


@cache
def _borders() -> _Borders:
    """The patterns, made on first use: few pages need them."""
    small, capital = "".join(filter(str.islower, _CASED)), "".join(filter(str.isupper, _CASED))
    item = f"\\d{{1,2}}[.)] [{capital}]"
    begun = f"(?=[“\"«]?[{capital}][{small}{capital}’' ]|{item})"
    stop = f'(?:(?<=[{small}\\d%][.!?…])|(?<=[.!?…][”"’)»])){begun}'
    stopped = f'[.!?…](?:(?<=[{small}\\d%][.!?…])|[”"’)»]){begun}'
    short = "|".join([f"(?<=\\b{word})" for word in _SHORT_WORDS])
    behind = f"(?:(?<=[{small}][{small}])|(?<=(?:19|20)\\d\\d)|(?<=[{small}][)”])|(?<=[{small}][{small}]:)|{short})(?=[{capital}][{small}])"
    single = f"(?<=[{small}]{{4}})(?=[{capital}][’' ]|{item}|\\d{{1,2}} [{capital}][{small}]|©)"  # "A" and "I" begin sentences, too
    dated = f"(?:(?<=[{small}\\d][.,] (?:19|20)\\d\\d)|(?<=[{small}] (?:19|20)\\d\\d))(?=\\d)"
    start = f'[{capital}\\d“"«©](?:(?<=[^\\s\\d][\\s\\S]|\\d[{capital}])|(?<= (?:19|20)\\d\\d\\d))'
    ended = f'[.!?…][”"’)»]?\\s[“"«]?[{capital}]'
    return _Borders(re.compile(start), re.compile(ended), re.compile(stopped), re.compile(stop), re.compile(f"{behind}|{single}|{dated}"))


def part(blocks: list[Block]) -> list[Block]:
    """The same words, with lines parted where markup parted them; unchanged unless the page is glued."""
    long = [block for block in blocks if len(block[0]) > LONG]
    if not any(_is_glued(block.text) for block in long if block.kind != "code"):
        return blocks
    names = Names(_names(blocks))
    out: list[Block] = []
    for block in blocks:
        if block.kind == "code":
            out.append(block)
            continue
        first, *rest = _parts(block.text, names)
        out.append(block if first == block.text else block._replace(text=first))
        out.extend([Block(text, "paragraph", block.lines, 0, block.indent) for text in rest])
    return out


def _is_glued(text: str) -> bool:
    borders = _borders()
    stops = len(borders.stopped.findall(text))
    if stops < STOPS or stops < SHARE * (stops + len(borders.ended.findall(text))):
        return False
    return sum(map(text.count, CODE_SIGNS)) <= CODE * len(text) and len(borders.within(text)[1]) >= WORDS


def _names(blocks: list[Block]) -> frozenset[str]:
    """Words with a capital inside that are names: known ones, and short ones that stand there alone twice."""
    word = _borders().word
    found: Counter[str] = Counter()
    for raw, count in Counter(chain.from_iterable(block.text.split() for block in blocks)).items():
        bare = raw.strip(_EDGE)
        if len(bare) <= SHORT and bare.isascii() and bare.isalpha() and not bare.islower():
            found[bare] += count
    return CAMELS | {name for name, count in found.items() if count > 1 and len(word.findall(name)) == 1}


class Names:
    """Finds names with a capital inside in texts, by their words: a page of 50 MB has thousands of names and a million lines."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._longest = max(map(len, names))
        self._known: dict[str, tuple[str, ...]] = {}

    def within(self, text: str) -> list[str]:
        """The names that stand anywhere in a text, sorted."""
        words = [word for word in set(text.split()) if word[1:] != word[1:].lower()]
        return sorted({name for word in words for name in self._within(word)})

    def _within(self, word: str) -> tuple[str, ...]:
        if word not in self._known:
            ends = [(start, range(start + 1, min(start + self._longest, len(word)) + 1)) for start in range(len(word))]
            self._known[word] = tuple({part for start, stops in ends for stop in stops if (part := word[start:stop]) in self._names})
        return self._known[word]


def _parts(text: str, names: Names) -> list[str]:
    """A text parted at its borders, but not within names.

    >>> _parts("We use LinkedIn now.Next week of 2024Read moreLinkedIn", Names(frozenset(["LinkedIn"])))
    ['We use LinkedIn now.', 'Next week of 2024', 'Read more', 'LinkedIn']
    """
    present = names.within(text)
    masked = re.sub("|".join(present), lambda found: found[0].capitalize(), text) if present else text
    stops, words = _borders().within(masked)
    cuts = sorted(stops | words)
    if not cuts:
        return [text.strip()]
    pieces = [text[start:end].strip() for start, end in pairwise((0, *cuts, len(text)))]
    return [piece for piece in pieces if piece]
