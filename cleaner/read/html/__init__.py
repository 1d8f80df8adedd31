"""HTML pages into pages of blocks that carry what markup says of them."""

from __future__ import annotations

from cleaner.model import Page, Source
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.parse import parse
from cleaner.read.html.walk import Walker


def read(source: Source, url: str | None = None) -> Page:
    """The blocks of an HTML page in reading order, whatever the page is like; one with nothing on it has none.

    url: its address, if known; else links and pictures are resolved by what the page says of itself.
    Every visible word stands in one block. Hidden text stands in blocks that say so."""
    tree = parse(source.text)
    if tree is None:
        return Page((), "html", source)
    walker = Walker(tree, Addresses(tree, url))
    walker.walk()
    return Page(tuple(walker.writer.drafts.blocks()), "html", source, ())
