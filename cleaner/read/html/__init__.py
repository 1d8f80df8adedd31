"""HTML pages into pages of blocks that carry what markup says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.model import Block, Page, Shape, Source, UnreadableInput

if TYPE_CHECKING:
    from cleaner.read.html.addresses import Addresses
    from cleaner.read.html.storybody import Story
    from cleaner.read.html.walk import Walker

LINKED = 0.05
"""Links for each block, from which a page is judged as HTML."""
_TELLING = r"(?i)<[a-z][^<>]*\s(?:class|id|role|style|hidden)\b|<(?:article|main|nav|header|footer|aside|script|title)\b"

# What reads Markdown shares some modules of this package, and needs lxml for raw HTML only; so the rest loads when a page is read.


def read(source: Source, url: str | None = None, *, opinions: bool = True) -> Page:
    """The blocks of an HTML page in reading order, whatever the page is like; one with nothing on it has none.

    url: its address, if known; else links and pictures are resolved by what the page says of itself. opinions: ask other extractors too,
    which takes most of the time and changes no block's text.
    Every visible word stands in one block. Hidden text stands in blocks that say so. Where the page is nearly empty and keeps
    its article in JSON-LD for a script to show, the article stands behind what is there.
    Raises UnreadableInput for a page so large that nobody would wait for it."""
    from cleaner.read.html.addresses import Addresses
    from cleaner.read.html.clues import clues
    from cleaner.read.html.opinions import with_opinions
    from cleaner.read.html.parse import MOST_TAGS, parse
    from cleaner.read.html.storybody import story
    from cleaner.read.html.walk import Walker

    if source.text.count("<") > MOST_TAGS:
        name = source.path or "the input"
        raise UnreadableInput(f"{name} has over {MOST_TAGS:,} tags, which takes too long to read: split it into smaller pages first")
    tree = parse(source.text)
    if tree is None:
        return Page((), "html", source)
    addresses = Addresses(tree, url)
    blocks = _blocks(Walker(tree, addresses))
    shape: Shape = "html" if _tells(source.text, len(blocks)) else "lines"
    if opinions and shape == "html":  # those of others count only there
        blocks = with_opinions(blocks, tree)
    told = story(tree, sum(len(block.text) for block in blocks if block.markup and not block.markup.hidden))
    if told:
        blocks += _told(told, addresses)
    return Page(tuple(blocks), shape, source, clues(tree, url))


def _tells(text: str, blocks: int) -> bool:
    """Whether anything in the markup but the blocks themselves tells menus from an article. Where text was put into a little of it, all of
    it looks like an article to the weights for HTML, and to other extractors; as lines it is judged as text is."""
    return text.count("<a ") + text.count("<A ") >= LINKED * blocks or re.search(_TELLING, text) is not None


def _blocks(walker: Walker) -> list[Block]:
    walker.walk()
    return walker.writer.drafts.blocks()


def _told(told: Story, addresses: Addresses) -> list[Block]:
    """The blocks of an article in JSON-LD, all of which stand in the line of its script."""
    from cleaner.read.html.parse import parse
    from cleaner.read.html.storybody import as_html
    from cleaner.read.html.walk import Walker

    tree = parse(f'<article class="article-body">{as_html(told.text)}</article>')
    if tree is None:
        return []
    line = max(told.line, 1)
    return [block._replace(lines=(line, line)) for block in _blocks(Walker(tree, addresses))]
