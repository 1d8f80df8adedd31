"""HTML pages read with everything kept, and the structure that a Markdown parser sees in what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inlines import Char, of_tokens, plain
from markdown_it.token import Token
from oracle import PARSERS

from cleaner import load
from cleaner.compose.body import body_blocks
from cleaner.compose.captions import find_captions
from cleaner.compose.outline import outline
from cleaner.model import ArticleBlock, Block, Decision, Options, Page
from cleaner.read import html

KEPT = Decision(True, 1.0, 1.0)


class Piece(NamedTuple):
    """A block of Markdown. kind: "p", "h2", "li", "code", "table", "image", "hr". quote, depth: quotes and lists around it."""

    kind: str
    text: str = ""
    quote: int = 0
    depth: int = 0


def read(text: str, options: Options | None = None) -> Page:
    """A page from its HTML."""
    options = options or Options()
    return html.read(load.load(text, Options(kind="html")), options.url)


def kept(page: Page, options: Options | None = None) -> list[ArticleBlock]:
    """The article that a page is when each of its blocks is kept and none is its headline or byline."""
    view = outline(page, [KEPT] * len(page.blocks))
    captions = {index: text for index, text in find_captions(view).items() if text}
    return list(body_blocks(view, frozenset(), captions, options or Options()))


def markdown(blocks: Sequence[ArticleBlock]) -> str:
    """The whole of it."""
    return "\n\n".join(block.markdown for block in blocks)


def pieces_of_page(page: Page) -> list[Piece]:
    """What the Markdown of a page must be made of, with all of it kept."""
    headings = [block.markup.level for block in page.blocks if block.kind == "heading" and block.markup]
    shift = max(0, 2 - min(headings, default=2))
    return [_piece(block, shift) for block in page.blocks]


def _piece(block: Block, shift: int) -> Piece:
    assert block.markup
    text = " ".join(block.text.split()) if block.kind != "code" else block.text
    text = " ".join([block.marker.partition(" ")[2], text]).strip() if block.kind == "item" else text
    names = {"paragraph": "p", "item": "li", "caption": "p", "rule": "hr", "heading": f"h{min(block.markup.level + shift, 6)}"}
    kind = names.get(block.kind, block.kind)
    return Piece(kind, text if kind not in ("hr", "image") else "", len(block.markup.quotes), block.depth + (block.kind == "item"))


def pieces_of_markdown(markdown: str) -> list[Piece]:
    """What a parser sees. HTML is an AssertionError."""
    return list(_pieces(PARSERS["github"].parse(markdown)))


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    quote = depth = 0
    fresh = False
    kind = "p"
    rows: list[str] = []
    for token in tokens:
        name = token.type
        assert "html" not in name, token.content
        quote += {"blockquote_open": 1, "blockquote_close": -1}.get(name, 0)
        depth += {"list_item_open": 1, "list_item_close": -1}.get(name, 0)
        if name == "list_item_open":
            fresh = True
        elif name == "heading_open":
            kind = token.tag
        elif name == "table_open":
            kind, rows = "table", []
        elif name == "inline" and kind == "table":
            rows.append(plain(list(of_tokens(token.children))))
        elif name == "inline":
            chars = list(of_tokens(token.children))
            yield Piece(*_inline(chars, "li" if fresh else kind), quote, depth)
            kind, fresh = "p", False
        elif name == "table_close":
            yield Piece("table", " ".join(" ".join(rows).split()), quote, depth)
            kind, fresh = "p", False
        elif name in ("fence", "code_block"):
            yield Piece("code", token.content.removesuffix("\n"), quote, depth)
        elif name == "hr":
            yield Piece("hr", "", quote, depth)


def _inline(chars: Sequence[Char], kind: str) -> tuple[str, str]:
    text = " ".join(plain(chars).split())
    if not text and any(char.image for char in chars):
        return "image", ""
    return kind, text
