"""The headline of a page: every line that may be it is a candidate, and the one with the most evidence is taken.

A page prints its headline as the page's title ("Headline | Site" in the first line), above the article, in a breadcrumb, or in
several of these places, so what stands where is weighed and not decided line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.compose.bands import total
from cleaner.compose.names import is_byline
from cleaner.compose.outline import BELOW, Outline
from cleaner.compose.title_evidence import NEAR, Candidate, evidence, glance, surroundings

LONGEST = 250
"""Characters that a headline can have; the longest of the dev pages has 200."""

HIGHEST = 40
"""Blocks above the body where a headline stands at the highest, unless in the first line."""

FINALISTS = 12
"""Candidates that are compared closely, after a glance at all: among them is the headline of 98 of 100 dev pages."""

LEAST = "least"
"""Not evidence, but what the best candidate must have in all, else the page has no headline: all but 1 in 300 right ones have more."""

SEPARATOR = re.compile(r"\s+(?:[|–—•·»›«:/-]|::)\s+|\s*[|｜_]\s*")
"""What stands between a headline and the name of the site."""

SPLITS = 3
"""How many of the last separators of the first line may be the one before the site's name."""


OPENING_BLOCKS = 6
"""Blocks of a page on one line that hold its title: the reader cuts menus and headlines into runs of a few words."""

SHORTEST = 12
"""Characters that must stand on a page again before they count as its title; less is a word such as "Home"."""

SITE = 40
"""Characters behind a separator that are taken for the site's name, where nothing ends it."""


class Title(NamedTuple):
    """A headline. blocks: those blocks that hold it and nothing else, which have no place in the body."""

    text: str
    blocks: frozenset[int]


def find_title(page: Outline) -> Title | None:
    """The headline of a page in full, or None where no line can be one."""
    found = finalists(page)
    if not found:
        return None
    around = surroundings(page, found)
    scores = [total(evidence(candidate, page, around), page.weights.title) for candidate in found]
    best = found[max(range(len(found)), key=scores.__getitem__)]
    if max(scores) < page.weights.title.get(LEAST, 0):
        return None
    same = best.text.casefold()
    return Title(best.text, frozenset(i for i in page.near if page.blocks[i].text.casefold() == same))


def anchor_of(found: Title | None, page: Outline) -> int | None:
    """The block of the headline that stands nearest above the body, for what stands around it."""
    if found is None:
        return None
    above = [i for i in found.blocks if i <= page.start]
    return max(above, default=min(found.blocks, default=None))


def finalists(page: Outline) -> Sequence[Candidate]:
    """The candidates with the most evidence at a glance, in the order of the page."""
    best = sorted(pool(page), key=lambda i: (-glance(page, i), i))[:FINALISTS]
    whole = [Candidate(_without_byline(page.blocks[i].text) if page.oneline else page.blocks[i].text, i) for i in sorted(best)]
    if page.oneline:
        return [*whole, *_openings(page)]
    return [*whole, *_parts(page.blocks[0].text)] if page.start > NEAR else whole


def pool(page: Outline) -> list[int]:
    """The blocks that may be the headline."""
    low, high = page.start - HIGHEST, page.start + BELOW
    below = [i for i in page.near if page.start < i <= high and not page.kept[i]]
    near = [i for i in page.near if i == 0 or low <= i <= page.start] + below
    return [i for i in near if len(page.blocks[i].text) <= LONGEST and not _opens_body(page, i)]


def _opens_body(page: Outline, index: int) -> bool:
    """Whether a block is the first paragraph of the body: a kept sentence; taken for a headline it would be missing there."""
    return index == page.start and page.kept[index] and page.blocks[index].text[-1] in ".。"


def _without_byline(text: str) -> str:
    """A piece of a page on one line without the "By" at its end, whose name the reader put into the next piece."""
    head, _, last = text.rpartition(" ")
    return head if head and is_byline(last) else text


def _parts(first: str) -> Iterator[Candidate]:
    """What the first line is without the site's name before or behind it."""
    separators = list(SEPARATOR.finditer(first)) if len(first) <= LONGEST else []
    for cut in separators[-SPLITS:]:
        if cut.start() > 0:
            yield Candidate(first[: cut.start()], 0, behind=first[cut.end() :])
    for cut in separators[:1]:
        if cut.end() < len(first):
            yield Candidate(first[cut.end() :], 0, before=first[: cut.start()])


def _openings(page: Outline) -> Iterator[Candidate]:
    """What a page on one line begins with: its title, up to a separator, or as far as its words stand on the page again."""
    opening = " ".join([block.text for block in page.blocks[:OPENING_BLOCKS]])[:LONGEST]
    for cut in list(SEPARATOR.finditer(opening))[:SPLITS]:
        if cut.start() > 0:
            yield Candidate(opening[: cut.start()], 0, behind=opening[cut.end() :].partition("  ")[0][:SITE])
    page_text = " ".join([block.text for block in page.blocks[: page.start + BELOW]])
    again = _recurring(opening, page_text)
    if again:
        yield Candidate(again, 0, again=True)


def _recurring(opening: str, text: str) -> str:
    """The longest run of words at the beginning of a text that stands in it again.

    >>> _recurring("City votes for trams | News Home", "City votes for trams | News Home Sport City votes for trams By Jo")
    'City votes for trams'
    """
    again = ""
    for space in re.finditer(r"(?=\s|\Z)", opening):
        head = opening[: space.start()]
        if len(head) >= SHORTEST and text.find(head, len(head)) < 0:
            break
        again = head
    return again.rstrip(" |–—-:·") if len(again) >= SHORTEST else ""
