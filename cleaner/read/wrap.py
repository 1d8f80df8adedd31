"""Hard-wrapped pages: the width they were wrapped at, and their paragraphs put together again.

A line end is a wrap when the first word of the next line would not have fitted: that is what wrapping means, and it is
told from an author's own line ends by the one width that explains most line ends while few lines are longer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaner.model import Block
from cleaner.read.characters import PAUSES, ends_sentence, goes_on, has_wide, wide
from cleaner.read.seams import Seam, merge, wrapped

NARROWEST, WIDEST = 24, 300
"""Columns. Nothing wraps narrower, and short menu lines would look wrapped there; a line beyond is a paragraph."""

RAGGED = 15
"""Columns that a wrapped line falls short of the width: the longest common words."""

CROWD, CROWD_STEP = 2.0, 4
"""Lines that end close below a width for each line beyond it: 5 and more on wrapped pages without wide tables, 0.5 on others."""

CROWD_SHARE = 0.3
"""Of the text in the largest crowd that another crowd must hold to be looked at too: menus are crowds of short lines."""

OVERLONG = 0.7
"""Lines longer than the width (tables, addresses) for each line end that it explains: 0.0 to 0.4 on dumps, 1.4 and more on
pages that aren't wrapped and yet seem so."""

GOING_ON = 3
"""What a line end counts for behind which the text goes on in lower case."""

CONTINUES = 0.35
"""Share of wraps behind which the text goes on in lower case: 0.7 to 0.95 in English prose, 0.5 in German, 0.1 in menus."""

EXPLAINED, PARAGRAPHS = 3, 2
"""Line ends in so many paragraphs that a width must explain, where it explains all of a page and nothing is longer, to need no lower case.
So few can agree by chance, but hardly on a page with an article, whose paragraphs would be longer."""

STOPPED, CLOSED = 1 / 3, 2 / 3
"""Share of wraps behind which a sentence ends, at most, and of last lines that end one, at least: 0 to 0.33 and 0.75 to 1 in 21 wrapped
texts of eight kinds and languages, 0.5 to 1 (paragraphs) or 0 to 0.1 (headlines, quotes) in dumps that aren't wrapped."""

WORD = re.compile(r"\w+(?:-\w+)*-?")
"""A word or a compound, with the hyphen it ends in."""

FLOWING = frozenset(("paragraph", "item"))
HANGING = 4
"""Columns that the lines of a list item stand to the right of its marker's end at most."""


class LineEnd(NamedTuple):
    """A line end that may be a wrap. low, high: the smallest and the largest width that would have put it there."""

    low: int
    high: int
    above: Block
    below: Block


def find_width(lines: list[str], blocks: list[Block]) -> int:
    """The width a page is wrapped at, in columns; 0 when it isn't wrapped."""
    least = _crowded(sorted([len(lines[block[2][0] - 1]) for block in blocks if block[1] != "table"]))
    if not least:
        return 0
    edges, first = _measures(lines)
    line_ends = list(_line_ends(blocks, edges, first, least if first is _first_word else NARROWEST))
    width, wraps = peak(line_ends)
    longer = _overlong(blocks, edges, width)
    if len(wraps) < 2 or longer > OVERLONG * len(wraps):
        return 0
    explained = not longer and len(wraps) == len(line_ends) and holds_sentences(wraps)
    return width if explained or continues(wraps) else 0


def join(lines: list[str], blocks: list[Block]) -> list[Block]:
    """The same words in fewer blocks: lines that were parted by wrapping are one block again. A page that isn't wrapped stays."""
    width = find_width(lines, blocks)
    if not width:
        return blocks
    edges, first = _measures(lines)
    return merge(blocks, _onward(blocks, edges, first, width), _seam(lines))


def _seam(lines: list[str]) -> Seam:
    """`wrapped` for a page: None, for no hyphen, where the page has the word elsewhere in one piece, and not as a compound."""
    words: set[str] = set()

    def seam(left: str, right: str) -> str | None:
        between = wrapped(left, right)
        if between or left[-1] != "-":
            return between
        if not words:
            words.update(word.casefold() for line in lines for word in WORD.findall(line))
        halves = WORD.findall(left[left.rfind(" ") + 1 :])[-1][:-1], WORD.findall(right.partition(" ")[0])[0]
        return None if "".join(halves).casefold() in words and "-".join(halves).casefold() not in words else between

    return seam


def _measures(lines: list[str]) -> tuple[list[int], Callable[[str], int]]:
    """How to measure a page: the column where each line ends, and the width of what can't be split off a text's beginning."""
    if has_wide(lines):
        return [width_of(line.rstrip()) for line in lines], first_unit
    return list(map(len, map(str.rstrip, lines))), _first_word


def peak(line_ends: list[LineEnd]) -> tuple[int, list[LineEnd]]:
    """The width that explains most line ends, and these. Those behind which the text goes on count for more: menus have others."""
    steps: Counter[int] = Counter()
    for low, high, _, below in line_ends:
        weight = GOING_ON if below[0][0].islower() else 1
        steps[low] += weight
        steps[high + 1] -= weight
    best, most, now = 0, 0, 0
    for width in sorted(steps):
        now += steps[width]
        if now > most and width >= NARROWEST:
            best, most = width, now
    return best, [end for end in line_ends if end.low <= best <= end.high]


def continues(wraps: list[LineEnd]) -> bool:
    """Whether the text goes on over these line ends, as far as its script can show that."""
    below = [end.below.text for end in wraps]
    cased = sum(text[0].islower() or text[0].isupper() for text in below)
    if cased * 2 < len(below):
        return _caseless_prose([end.above.text for end in wraps])
    return sum(map(goes_on, below)) >= CONTINUES * cased


def holds_sentences(wraps: list[LineEnd]) -> bool:
    """Whether lines end inside sentences and paragraphs at their ends, as they do where nothing but a wrapper ended the lines.

    That needs no lower case: lines of German, of names and dates or of a script without case begin with anything. Under headlines no
    sentence ends; where each line is a paragraph one ends everywhere."""
    inner = {id(end.above) for end in wraps}
    last = [end.below for end in wraps if id(end.below) not in inner]
    if len(wraps) < EXPLAINED or len(last) < PARAGRAPHS:
        return False
    stopped = sum(ends_sentence(end.above.text) for end in wraps)
    return stopped <= STOPPED * len(wraps) and sum(ends_sentence(block.text) for block in last) >= CLOSED * len(last)


def _caseless_prose(above: list[str]) -> bool:
    """Whether lines of a script without case are parts of sentences: several, with stops and commas inside, few at their ends."""
    inside = sum(any(map(line[:-1].__contains__, PAUSES)) for line in above)
    return len(above) > 3 and inside * 2 > len(above) and sum(map(ends_sentence, above)) * 3 < len(above)


def _onward(blocks: list[Block], edges: list[int], first: Callable[[str], int], width: int) -> Iterator[bool]:
    """For each line whether the line end above it is a wrap."""
    above = head = blocks[0]
    alone = True
    yield False
    for below in blocks[1:]:
        onward = below[3] == 0 and below[1] == "paragraph" and above[1] in FLOWING
        if onward:
            taken = edges[above[2][1] - 1]
            aligned = _aligned(above, below, head, alone=alone)
            if above[4] and _centred(above, taken, width) and _centred(below, edges[below[2][1] - 1], width):
                taken, aligned = taken - above[4], True
            onward = _wraps(above, below, taken, first(below[0]), width, aligned)
        yield onward
        if not onward:
            head = below
        alone = not onward
        above = below


def _wraps(above: Block, below: Block, taken: int, needed: int, width: int, aligned: bool) -> bool:
    """Whether a line end is a wrap. taken: where the upper line ends. needed: the width of the lower line's first word."""
    if taken <= width <= taken + needed:
        return aligned or goes_on(below.text)
    # Dumpers break a little early now and then (at an image, at markup), which only the sentence can tell.
    return aligned and width - RAGGED < taken <= width and goes_on(below.text) and not ends_sentence(above.text)


def _centred(block: Block, edge: int, width: int) -> bool:
    """Whether a line stands in the middle: as far from the left as from the right."""
    return abs(block.indent - (width - edge)) <= 1


def _aligned(above: Block, below: Block, head: Block, *, alone: bool) -> bool:
    """Whether a line stands where the next line of the same paragraph would. alone: the paragraph has one line so far."""
    if not alone:
        return below.indent == above.indent
    return below.indent <= above.indent or (bool(head.marker) and below.indent <= head.indent + len(head.marker) + HANGING)


def _crowded(lengths: list[int]) -> int:
    """A cheap look at the line lengths, shortest first, so that pages which aren't wrapped cost next to nothing: the length from which on
    lines end close below some width that few exceed; 0 if there is no such width."""
    if not lengths:
        return 0
    total = len(lengths)
    crowds: list[tuple[int, int]] = []
    for width in range(NARROWEST + CROWD_STEP, min(lengths[-1], WIDEST) + CROWD_STEP + 1, CROWD_STEP):
        up_to = bisect_left(lengths, width)
        low = max(width - RAGGED - CROWD_STEP, NARROWEST)
        near = up_to - bisect_left(lengths, low)
        if near > 1 + CROWD * (total - up_to):
            crowds.append((near * width, low))
    most = max(crowds, default=(0, 0))[0]
    return min((low for size, low in crowds if size >= CROWD_SHARE * most), default=0)


def width_of(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return len(text) if text.isascii() else len(text) + len(wide().findall(text))


def _first_word(text: str) -> int:
    end = text.find(" ")
    return end if end > 0 else len(text)


def first_unit(text: str) -> int:
    """The width of what a wrapper can't split off the beginning of a text: a word, or one wide character."""
    word = text[: _first_word(text)]
    found = None if word.isascii() else wide().search(word)
    return len(word) if found is None else found.start() or 2


def _line_ends(blocks: list[Block], edges: list[int], first: Callable[[str], int], least: int) -> Iterator[LineEnd]:
    """The ends of lines that are long enough to be wrapped and have text right below them."""
    above = blocks[0]
    for below in blocks[1:]:
        if below[3] == 0 and below[1] == "paragraph" and above[1] in FLOWING:
            taken = edges[above[2][1] - 1]
            if taken >= least and taken - above[4] >= NARROWEST:
                yield LineEnd(taken, taken + first(below.text), above, below)
        above = below


def _overlong(blocks: list[Block], edges: list[int], width: int) -> int:
    """How many lines of prose are longer than `width`: tables and addresses, which nothing can wrap, don't count."""
    longer = [block for block in blocks if edges[block.lines[1] - 1] > width]
    return sum(block.kind != "table" and " " in block.text for block in longer)
