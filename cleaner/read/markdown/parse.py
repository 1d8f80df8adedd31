"""Markdown -> tokens of markdown-it-py, with rules of our own where CommonMark would lose words or take time without end.

Blocks and the text in them are parsed apart, so that what is in a line costs no memory longer than it is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.common.utils import unescapeAll
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock, blockquote, html_block, list_block, reference
from markdown_it.token import Token

from cleaner.read.markdown import links, plain, tables
from cleaner.read.markdown.tags import ELEMENTS

__all__ = ["Parser", "Token"]

MOST_NESTED = 40
"""Levels of block quotes and lists (a list and its item are two) within each other; deeper signs are text. The parser recurses."""

MOST_NESTED_INLINE = 20
"""Levels of links and emphasis, as CommonMark parsers have it by default; with more, nested brackets cost the square of their number."""

_NO_LIMIT = 10_000
"""The parser's own limit for blocks, beyond which it would leave out what follows."""

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_RAW = ("script", "pre", "style", "textarea")
"""Elements whose content is not Markdown up to their end, if that ever comes."""

_DEFINITION = re.compile(r"\[(?!\^)[^\]]*\]:[ \t]*(?:$|\S*[/.#:?<])")
"""How a definition of a link begins. One of a footnote, or a note whose first word is no address, is text."""


class _Reader(MarkdownIt):
    """Addresses stay as they are; which of them are safe is decided in one place for all kinds of pages (Addresses)."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


class _Helpers:
    """The parser's helpers, with addresses read at once where that is all it takes."""

    parseLinkLabel = staticmethod(helpers.parseLinkLabel)
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)

    @staticmethod
    def parseLinkDestination(text: str, start: int, end: int) -> Any:
        return links.destination(text, start, end) or helpers.parseLinkDestination(text, start, end)


class Parser:
    """Parses the pieces of one document, which share the addresses that it defines for its reference links."""

    def __init__(self) -> None:
        self._env: dict[str, object] = {}
        self._blocks = _Reader("commonmark", {"maxNesting": _NO_LIMIT})
        ruler = self._blocks.block.ruler
        ruler.enable("table")
        ruler.before("table", "plain", _shallow(plain.rule))
        ruler.at("table", tables.rule, {"alt": ["paragraph", "reference"]})
        ruler.at("blockquote", _shallow(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
        ruler.at("list", _shallow(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
        ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
        ruler.at("reference", _reference, {"alt": []})
        self._inline = _Reader("commonmark", {"maxNesting": MOST_NESTED_INLINE}).enable("strikethrough")
        self._inline.inline.terminator_re = _SIGN
        self._inline.inline.ruler.before("link", "plain_link", links.link)
        self._inline.inline.ruler.before("image", "plain_image", links.image)
        self._inline.helpers = cast(Any, _Helpers)

    def blocks(self, text: str) -> list[Token]:
        """The block tokens of a text; the text of paragraphs and headings stands in their `inline` tokens, not parsed yet."""
        tokens: list[Token] = []
        self._env.pop(_ENDS, None)
        self._blocks.block.parse(text, self._blocks, self._env, tokens)
        return tokens

    def inline(self, content: str) -> Sequence[Token]:
        """The tokens of the text of a paragraph, a heading or a cell."""
        if not _SIGN.search(content):
            return [Token("text", "", 0, content=content)]
        simple = links.tokens(content)
        if simple is not None:
            return simple
        tokens: list[Token] = []
        return self._inline.inline.parse(content, self._inline, self._env, tokens)


_SIGN = re.compile(r"[\n\\`*_~\[\]<&!]")
"""What may mean something in a line."""

unescaped: Callable[[str], str] = unescapeAll
"""Text in which backslashes and character references stand for what they mean."""


def _shallow(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """A rule of nested blocks that reads no deeper than `MOST_NESTED`."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MOST_NESTED and rule(state, start, end, silent)

    return limited


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML: only of elements that there are, and only as far as it ends. A text about `<script>` or `<T>` goes on as text."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", at):
        return False
    tag = _TAG.match(state.src, at)
    name = tag[1].lower() if tag else ""
    if tag and name not in ELEMENTS:
        return False
    closer = f"</{name}>" if name in _RAW else next((after for before, after in _CLOSERS if state.src.startswith(before, at)), "")
    if closer and _last(state, closer) <= at:
        return False
    return html_block(state, start, end, silent)


_CLOSERS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_ENDS = "clean: last ends"


def _last(state: StateBlock, closer: str) -> int:
    """Where a sign that ends raw HTML stands last in the document, -1 if it doesn't; each is looked for once."""
    known = state.env.setdefault(_ENDS, {})
    if closer not in known:
        known[closer] = (state.src.lower() if closer.startswith("</") else state.src).rfind(closer)
    return int(known[closer])


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[", at) or not _DEFINITION.match(state.src, at, state.eMarks[start]):
        return False
    return reference(state, start, end, silent)
