"""Blocks as they are read, with what is counted on the way; what they are in the light of the whole page is worked out at the end.

The page's block elements are nodes with their parents, so that what stands in each can be added up from the innermost outwards in one
pass, however deep they are nested."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from cleaner.model import Block, Markup
from cleaner.read.html.frames import Frame

SENTENCE_WORDS = 10
"""Words from which a paragraph or a list item counts as prose when it is asked where the page's prose stands; menus entries have fewer."""

UNSPACED_WORD = 2
"""Characters of a script without spaces that count as a word."""

RUN = 3
"""Siblings with the same name and class that make a list: cards, rows, entries."""

DOMINANT = 0.5
"""Share of a page's words from which on a form is no part of the page but the whole: some servers put every page into one."""

DEEPEST = 255
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff]")
"""Thai, Lao, kana and Han, which are written without spaces between words."""
_PROSE = frozenset(("paragraph", "item"))


class Draft(NamedTuple):
    """A block, and what is known of it when it is read."""

    block: Block
    markdown: str
    frame: Frame
    chars: int
    linked: int
    links: int
    words: int


def word_count(text: str) -> int:
    """How many words a text has; scripts without spaces have one in `UNSPACED_WORD` characters.

    >>> word_count("three short words"), word_count("东京都知事访问大阪府")
    (3, 6)
    """
    spaced = text.count(" ") + 1
    if text.isascii():
        return spaced
    return spaced + len(_UNSPACED.findall(text)) // UNSPACED_WORD


class Drafts:
    """Everything that was read of a page so far."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self._parents: list[int] = [0]
        self._lists: list[bool] = [False]
        self._siblings: Counter[tuple[int, str, str]] = Counter()
        self._regions: list[tuple[str, int]] = [("", 0)]

    def node(self, parent: int, tag: str, classes: str | None, listing: bool) -> int:
        """A new block element within another one."""
        node = len(self._parents)
        self._parents.append(parent)
        self._lists.append(listing)
        if classes and tag != "p":
            sibling = (parent, tag, classes)
            self._siblings[sibling] += 1
            if self._siblings[sibling] == RUN:
                self._lists[parent] = True
        return node

    def region(self, name: str, parent: int) -> int:
        """A new part of the page within another one."""
        self._regions.append((name, parent))
        return len(self._regions) - 1

    def blocks(self) -> list[Block]:
        """The blocks with their markup."""
        regions = self._region_names()
        listed = self._listed()
        held, outer = self._held()
        return [
            Block(*draft.block[:7], _markup(draft, regions, listed, inner, around))
            for draft, inner, around in zip(self.found, held, outer, strict=True)
        ]

    def _summed(self, own: list[int]) -> list[int]:
        """What stands in each node, with all nodes in it. own: what stands in it directly; changed."""
        for node in range(len(own) - 1, 0, -1):
            own[self._parents[node]] += own[node]
        return own

    def _held(self) -> tuple[list[int], list[int]]:
        """For each block, the percent of the page's prose that its parent holds, and its parent's parent.

        A block that shares its element with others (lines parted by breaks) has that element for its parent."""
        words = [0] * len(self._parents)
        count = [0] * len(self._parents)
        for draft in self.found:
            words[draft.frame.node] += draft.words
            count[draft.frame.node] += 1
        words = self._summed(words)
        total = max(words[0], 1)
        inner = [draft.frame.node if count[draft.frame.node] > 1 else self._parents[draft.frame.node] for draft in self.found]
        return [100 * words[node] // total for node in inner], [100 * words[self._parents[node]] // total for node in inner]

    def _listed(self) -> list[int]:
        """For each node, the percent of characters in links of the list that it is or stands in."""
        chars, linked = [0] * len(self._parents), [0] * len(self._parents)
        for draft in self.found:
            chars[draft.frame.node] += draft.chars
            linked[draft.frame.node] += draft.linked
        chars, linked = self._summed(chars), self._summed(linked)
        listed = [0] * len(self._parents)
        for node in range(1, len(listed)):
            listed[node] = 100 * linked[node] // max(chars[node], 1) if self._lists[node] else listed[self._parents[node]]
        return listed

    def _region_names(self) -> list[str]:
        """The name of each region; a form that holds most of the page has that of what stands around it."""
        chars = [0] * len(self._regions)
        for draft in self.found:
            chars[draft.frame.region] += draft.chars
        for region in range(len(chars) - 1, 0, -1):
            chars[self._regions[region][1]] += chars[region]
        names = [""] * len(self._regions)
        for region, (name, parent) in enumerate(self._regions):
            whole = name == "form" and chars[region] > DOMINANT * chars[0]
            names[region] = names[parent] if whole else name
        return names


def _markup(draft: Draft, regions: list[str], listed: list[int], held: int, outer: int) -> Markup:
    frame = draft.frame
    return Markup(
        markdown=draft.markdown,
        level=frame.level if draft.block.kind == "heading" else 0,
        quotes=frame.quotes,
        tag=frame.shown,
        region=regions[frame.region],
        family=frame.family,
        aside=frame.aside,
        linked=min(100 * draft.linked // max(draft.chars, 1), 100),
        links=draft.links,
        listed=min(listed[frame.node], 100),
        hidden=frame.hidden,
        deep=min(frame.deep, DEEPEST),
        held=held,
        outer=outer,
    )


def prose_words(kind: Any, text: str, linked: int) -> int:
    """Words of a block that are prose and no links; 0 for what is too short."""
    if kind not in _PROSE:
        return 0
    words = word_count(text)
    return words * (len(text) - min(linked, len(text))) // len(text) if words >= SENTENCE_WORDS else 0
