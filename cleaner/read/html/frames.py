"""What a part of the page gives on to the text in it: which element it is, where it stands, and what that means."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Quote
from cleaner.read.html.elements import BLOCKS, GENERIC, HEADINGS, MARKS, NAMED_INLINE, RAW
from cleaner.read.html.families import ASIDE_LEVELS, ASIDES, FAMILY_LEVELS


class Traits(NamedTuple):
    """What an element is by its name. block: whether it stands on lines of its own. The others are as in `Frame`."""

    block: bool = False
    marks: int = 0
    level: int = 0
    raw: bool = False
    caption: bool = False


_CAPTIONS = frozenset(("figcaption", "caption"))
_TRAITS = {
    tag: Traits(tag in BLOCKS, MARKS.get(tag, 0), HEADINGS.get(tag, 0), tag in RAW, tag in _CAPTIONS)
    for tag in BLOCKS | MARKS.keys() | HEADINGS.keys() | RAW | _CAPTIONS
}
_NO_TRAITS = Traits()


MOST_QUOTES = 12
"""Quotes within each other that are told apart; no reader follows deeper ones."""

DONE, TO_DO = " [x]", " [ ]"
"""What the marker of a list item that is a task ends with."""


class Item:
    """A list item. marker: its bullet or number, and the box of a task. depth: lists around its list. quote: quotes around it.

    used: whether a block of its own was read already. plain: whether that was no item (but a heading, a table): then its blocks are
    ordinary ones."""

    __slots__ = ("depth", "marker", "plain", "quote", "used")

    def __init__(self, marker: str, depth: int, quote: int) -> None:
        self.marker = marker
        self.depth = depth
        self.quote = quote
        self.used = False
        self.plain = False

    @property
    def inside(self) -> int:
        """The depth of what else belongs to it: one more than its own, if it shows."""
        return self.depth + (self.used and not self.plain)


class Counter:
    """A list whose items are read. depth: lists around it. number: of the next item of an ordered list, None in others."""

    __slots__ = ("depth", "number", "step")

    def __init__(self, depth: int, number: int | None = None, step: int = 1) -> None:
        self.depth = depth
        self.number = number
        self.step = step

    def next(self, value: str | None) -> str:
        """The marker of the next item. value: the number that it asks for."""
        if self.number is None:
            return "-"
        asked = integer(value)
        number = self.number if asked is None else asked
        self.number = number + self.step
        return f"{number}." if 0 <= number < 10**9 else "-"


def integer(value: str | None) -> int | None:
    """A number in an attribute, None if it is none.

    >>> integer(" 12 "), integer("-3"), integer("2nd"), integer(None)
    (12, -3, None, None)
    """
    text = (value or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


class Frame:
    """An open element.

    node: number of the block element that it is or stands in. tag: its name. deep: elements around it. region: index among the regions
    of the page. family, levels: what class names around it speak of, and how many elements further up these stand. aside, asides: the
    same of names of furniture. marks: bits of cleaner.inline. link: address that it leads to; anchor: number of the link it stands in,
    0 for none. level: of a heading. quote: how many quotes it stands in; quotes: the outermost of them. raw: whether
    white space counts. hidden, caption: whether it stands in such an element. counter, item: of the list it is or stands in."""

    __slots__ = (
        "anchor", "aside", "asides", "block", "caption", "counter", "deep", "family", "hidden", "holder", "item", "level", "levels",
        "link", "marks", "node", "parent", "quote", "quotes", "raw", "region", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, parent: Frame | None) -> None:
        self.tag = tag
        self.parent = parent
        block, marks, level, raw, caption = _TRAITS.get(tag, _NO_TRAITS)
        self.block = block
        self.holder: Frame = self if block or parent is None else parent.holder
        self.counter: Counter | None = None
        if parent is None:
            self.node = self.deep = self.region = self.levels = self.asides = self.anchor = self.quote = 0
            self.family = self.aside = self.link = ""
            self.quotes: tuple[Quote, ...] = ()
            self.hidden = False
            self.item: Item | None = None
            self.marks, self.level, self.raw, self.caption = marks, level, raw, caption
            return
        self.deep = parent.deep + 1
        self.node, self.region, self.anchor, self.link = parent.node, parent.region, parent.anchor, parent.link
        self.family, self.levels = parent.family, parent.levels
        self.aside, self.asides = parent.aside, parent.asides
        self.hidden, self.quote, self.quotes, self.item = parent.hidden, parent.quote, parent.quotes, parent.item
        self.marks = marks | parent.marks
        self.level = level or parent.level
        self.raw = raw or parent.raw
        self.caption = caption or parent.caption

    def name(self, family: str) -> None:
        """Takes the family of the element, or that of the elements around it as far as it reaches."""
        if family:
            self.family, self.levels = family, 1
        elif self.family:
            self.levels += 1
            if self.levels > FAMILY_LEVELS:
                self.family = ""
        if family in ASIDES:
            self.aside, self.asides = family, 1
        elif self.aside:
            self.asides += 1
            if self.asides > ASIDE_LEVELS:
                self.aside = ""

    def enter_quote(self, first: int) -> None:
        """Begins a quote. first: index of the block that is read next."""
        self.quote += 1
        if len(self.quotes) < MOST_QUOTES:
            self.quotes = (*self.quotes, Quote(first, self.list_depth))

    @property
    def list_depth(self) -> int:
        """The depth of the items of a list that begins here."""
        return self.item.inside if self.item else 0

    @property
    def shown(self) -> str:
        """The name of the element that holds a text which stands in this one."""
        if self.tag in NAMED_INLINE and self.holder.tag in GENERIC:
            return self.tag
        return self.holder.tag
