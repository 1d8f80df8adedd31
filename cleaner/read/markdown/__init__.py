"""Markdown documents into pages of blocks that carry what its signs say of them."""

from __future__ import annotations

from cleaner.model import Page, Source
from cleaner.read.html.addresses import Addresses
from cleaner.read.markdown.elements import Element
from cleaner.read.markdown.front import front
from cleaner.read.markdown.walk import Walker


def read(source: Source, url: str | None = None) -> Page:
    """The blocks of a Markdown document in reading order; nothing that is written in it raises.

    url: its address, if known; else links and pictures are resolved by the one that the document gives as its own.
    Every word stands in one block, but those of front matter, which become clues, and the addresses of links."""
    clues, skipped = front(source.text)
    own = url or next((clue.value for clue in clues if clue.field == "url"), None)
    walker = Walker(Addresses(Element({}), own))
    return Page(tuple(walker.blocks(source.text, skipped)), "markdown", source, clues)
