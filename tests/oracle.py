"""Markdown as CommonMark parsers read it: markdown-it-py, plain and with GitHub's tables and strikethrough."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSERS = {
    "commonmark": MarkdownIt("commonmark"),
    "github": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
}
_WRAPPERS = {"paragraph_open", "paragraph_close", "heading_close", "list_item_open", "list_item_close"}
_WRAPPERS |= {"bullet_list_close", "ordered_list_close"}


class Piece(NamedTuple):
    """A paragraph ("p"), heading ("h1" ...) or list item ("li") with its depth and its text."""

    kind: str
    text: str
    depth: int = 0


def parse(markdown: str, parser: str = "commonmark") -> list[Piece]:
    """The pieces of a document of plain text; anything else in it (HTML, links, code, tables ...) is an AssertionError."""
    pieces: list[Piece] = []
    kind, depth = "p", -1
    for token in PARSERS[parser].parse(markdown):
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "inline":
            pieces.append(Piece("li" if depth >= 0 else kind, _text(token), max(depth, 0)))
            kind = "p"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        else:
            assert token.type in _WRAPPERS, f"{token.type} in {markdown!r}"
        depth -= token.type in ("bullet_list_close", "ordered_list_close")
    return pieces


def _text(inline: Token) -> str:
    """The text of a paragraph: plain, or all of it emphasised, which stands as `<em>…</em>`."""
    children = [child for child in inline.children or () if child.type != "text" or child.content]
    emphasised = len(children) > 1 and children[0].type == "em_open" and children[-1].type == "em_close"
    if emphasised:
        children = children[1:-1]
    for child in children:
        assert child.type in ("text", "text_special", "softbreak"), f"{child.type} in {inline.content!r}"
    text = "".join("\n" if child.type == "softbreak" else child.content for child in children)
    return f"<em>{text}</em>" if emphasised else text
