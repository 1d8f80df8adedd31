"""Markdown documents into pages of blocks that carry what its signs say of them."""

from __future__ import annotations

from cleaner.model import Page, Source, UnreadableInput
from cleaner.read.html.addresses import Addresses
from cleaner.read.markdown.elements import Element
from cleaner.read.markdown.front import front
from cleaner.read.markdown.walk import Walker

SIGNS = "*_`[<~"
MOST_SIGNS = 200_000
"""Signs of links, emphasis, code and tags; a document with more takes longer than anyone waits. The most in 1,930 pages is 24,000."""


def is_heavy(text: str) -> bool:
    """Whether a document has so many signs that nobody would wait for it."""
    return len(text) > MOST_SIGNS and sum(map(text.count, SIGNS)) > MOST_SIGNS


def read(source: Source, url: str | None = None) -> Page:
    """The blocks of a Markdown document in reading order, whatever is written in it.

    url: its address, if known; else links and pictures are resolved by the one that the document gives as its own.
    Every word stands in one block, but those of front matter, which become clues, and the addresses of links.
    Raises UnreadableInput for a document with so many signs that nobody would wait for it."""
    if is_heavy(source.text):
        name = source.path or "the input"
        raise UnreadableInput(
            f"{name} has over {MOST_SIGNS:,} signs of Markdown, which takes too long to read: split it into smaller pages first, "
            "or use --from text to read it as it stands"
        )
    clues, skipped = front(source.text)
    own = url or next((clue.value for clue in clues if clue.field == "url"), None)
    walker = Walker(Addresses(Element({}), own))
    return Page(tuple(walker.blocks(source.text, skipped)), "markdown", source, clues)
