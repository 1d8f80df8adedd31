"""Where blocks stand in a document: under which heading, in which list; and what that says of them once all is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Block, Markup
from cleaner.read.html.drafts import DEEPEST, Draft


class Place(NamedTuple):
    """section: number of the section that a block stands in. group: number of its list, 0 for none.

    deep: elements around the raw HTML that it comes from."""

    section: int
    group: int
    deep: int


class Places:
    """The sections and the lists of a document. What stands above the first heading is a section of its own."""

    def __init__(self) -> None:
        self.found: list[Place] = []
        self.group = 0
        self._section = 1
        self._sections = [0, 0]
        self._groups = [0]
        self._open = [(0, 0)]

    def heading(self, level: int) -> None:
        """A heading begins a section within those of higher headings before it."""
        while self._open[-1][0] >= level:
            self._open.pop()
        self._sections.append(self._open[-1][1])
        self._section = len(self._sections) - 1
        self._open.append((level, self._section))

    def open_group(self) -> None:
        """A list, or something like one, begins."""
        self._groups.append(self.group)
        self.group = len(self._groups) - 1

    def close_group(self) -> None:
        self.group = self._groups[self.group]

    def note(self, count: int, deep: int) -> None:
        """All blocks up to so many that have no place yet stand here."""
        self.found += [Place(self._section, self.group, deep)] * (count - len(self.found))

    def blocks(self, drafts: Sequence[Draft], lines: Sequence[str]) -> list[Block]:
        """The blocks with their markup. lines: those of the document."""
        words = _summed(self._sections, [(place.section, draft.words) for place, draft in zip(self.found, drafts, strict=True)])
        chars = _summed(self._groups, [(place.group, draft.chars) for place, draft in zip(self.found, drafts, strict=True)])
        linked = _summed(self._groups, [(place.group, draft.linked) for place, draft in zip(self.found, drafts, strict=True)])
        blocks: list[Block] = []
        before = 0
        for place, draft in zip(self.found, drafts, strict=True):
            parent = self._sections[place.section]
            listed = _percent(linked[place.group], chars[place.group]) if place.group else 0
            markup = _markup(draft, place, listed, _percent(words[place.section], words[0]), _percent(words[parent], words[0]))
            text, kind, at, _, _, marker, depth, _, goes_on = draft.block
            first = at[0]
            gap = _gap(lines, first) if blocks and first != before else 0
            blocks.append(Block(text, kind, at, gap, 0, marker, depth, markup, goes_on))
            before = first
        return blocks


MOST_BLANK = 3
"""Blank lines above a block that are counted."""


def _gap(lines: Sequence[str], first: int) -> int:
    """How many blank lines stand above a line, which counts from 1."""
    above = first - 2
    while above >= 0 and first - 2 - above < MOST_BLANK and not lines[above].strip():
        above -= 1
    return first - 2 - above


def _summed(parents: Sequence[int], own: Sequence[tuple[int, int]]) -> list[int]:
    """What stands in each node of a tree, with all that stands in its children, whose numbers are higher. own: node and amount."""
    sums = [0] * len(parents)
    for node, amount in own:
        sums[node] += amount
    for node in range(len(sums) - 1, 0, -1):
        sums[parents[node]] += sums[node]
    return sums


def _percent(part: int, whole: int) -> int:
    return min(100 * part // max(whole, 1), 100)


def _markup(draft: Draft, place: Place, listed: int, held: int, outer: int) -> Markup:
    frame, kind = draft.frame, draft.block.kind
    level, deep = frame.level if kind == "heading" else 0, min(frame.deep + place.deep, DEEPEST)
    linked = _percent(draft.linked, draft.chars)
    return Markup(draft.markdown, level, frame.quotes, frame.shown, "", "", linked, draft.links, listed, frame.hidden, deep, held, outer)
