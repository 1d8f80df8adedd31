"""The text of a paragraph, a heading or a cell: tokens of a line into a run of text with marks, and pictures that stand apart from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from cleaner.read.characters import spaceless
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.frames import Frame
from cleaner.read.html.pictures import is_emoji, is_small
from cleaner.read.html.raised import APART, before_raised
from cleaner.read.html.run import Run, visible
from cleaner.read.markdown import tags
from cleaner.read.markdown.elements import Element
from cleaner.read.markdown.parse import Token, unescaped

_TARGET = re.compile(r"""(\]\()((?:\\.|[^()<>"'\[\]\\]){1,4000}+)((?:"(?:[^"\\]|\\.)*+"\s*)?\))""")
"""What stands behind the text of a link; a target may have white space in it that no CommonMark parser reads."""
_BLANK_TARGET = re.compile(r"\]\((?:\s|[^\s()]*+\s(?!\"))|\]\([^\s()]*+\n")
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/#?]|\.{0,2}/|www\.|[\w%.-]+[./?#])", re.IGNORECASE)
_ICON = re.compile(r"(?<!\S)(?:__|\*\*(?:\*\*)?)(?!\S)")
"""Emphasis of nothing, which converters write for the icons of fonts."""
_HASHES = re.compile(r"\s*#{1,6}\s+")
_BLANK = re.compile(r"\s+")


def mended(content: str) -> str:
    r"""A text in which the targets of links have no white space, as converters and crawlers leave it there.

    >>> mended("[a]( /b c\n   d.html 'e') [see](the other page) [f](g.html \"h i\")")
    '[a]( /b c\n   d.html \'e\') [see](the other page) [f](g.html "h i")'
    >>> mended("[a]( /b c\n   d.html ) [e](f.html\n \"g h\")")
    '[a](/b%20cd.html) [e](f.html\n "g h")'
    """
    return _TARGET.sub(_mended, content) if "](" in content and _BLANK_TARGET.search(content) else content


def _mended(found: re.Match[str]) -> str:
    begin, address, rest = found.groups()
    inner = address.strip()
    if not _BLANK.search(address if len(rest) == 1 else inner) or not _ADDRESS.match(address):
        return found[0]
    inner = re.sub(r"[ \t]*\n\s*", "", inner)
    return f"{begin}{_BLANK.sub('%20', inner)}{' ' if len(rest) > 1 else ''}{rest}"


class Liner:
    """Gathers the text of lines. run: what was gathered so far. picture: takes one that stands apart, and its frame."""

    def __init__(self, addresses: Addresses, flush: Callable[[], None], picture: Callable[[str, str, Frame], None]) -> None:
        self.run = Run()
        self._addresses = addresses
        self._flush = flush
        self._picture = picture
        self._anchors = 0
        self._frame = Frame("html", None)
        self._apart = True

    def gather(self, tokens: Sequence[Token], frame: Frame, *, apart: bool) -> None:
        """Takes the tokens of a line. frame: what it stands in. apart: whether pictures before the text are blocks of their own."""
        self._frame, self._apart = frame, apart
        raw = [token.content for token in tokens if token.type == "html_inline"]
        markup = iter(tags.paired(raw) if raw else ())
        for at, token in enumerate(tokens):
            kind = token.type
            if kind in ("text", "text_special"):
                text = token.content
                if "_" in text or "*" in text:
                    text = _ICON.sub("", text)
                if at and tokens[at - 1].type == "link_open":
                    text = _HASHES.sub("", text, count=1) if "#" in text else text
                    self._part(tokens, at)
                self.run.add(text, self._frame, 1) if text else None
            elif kind == "softbreak":
                if not _are_spaceless(tokens[at - 1 : at + 2]):
                    self.run.add("\n", self._frame, 1)
            elif kind == "hardbreak":
                self._break()
            elif kind == "code_inline":
                self._open("code")
                self.run.add(token.content or " ", self._frame, 1)
                self._close()
            elif kind == "image":
                self._image({"src": str(token.attrs.get("src", "")), "alt": described(token)})
            elif kind == "html_inline":
                self._tag(token.content, next(markup), tokens[at + 1 : at + 4])
            elif token.nesting > 0:
                self._open(token.tag, token.attrs.get("href"))
            else:
                self._close()

    def _part(self, tokens: Sequence[Token], at: int) -> None:
        """Parts the text of a link from that of another one right before it, which stood apart from it on the page."""
        if at < 2 or tokens[at - 2].type != "link_close" or not self.run.spans or not tokens[at].content[:1].isalnum():
            return
        before = self.run.spans[-1]
        if (before.link != self._frame.link or len(before.text) > 1) and before.text[-1:].isalnum():
            self.run.gap()

    def _open(self, tag: str, href: Any = None) -> None:
        self._frame = Frame(tag, self._frame)
        if href is not None:
            self._anchors += 1
            self._frame.anchor = self._anchors
            self._frame.link = self._addresses.link(visible(str(href)))

    def _close(self) -> None:
        self._frame = self._frame.parent or self._frame

    def _break(self) -> None:
        if self._frame.level:
            self.run.gap()
        else:
            self.run.line_break(self._frame)

    def _tag(self, tag: str, markup: bool, behind: Sequence[Token]) -> None:
        """Raw HTML: what Markdown has a sign for, a line break or a picture; a tag that is none is text."""
        element, ends = tags.name(tag)
        if not markup:
            self.run.add(tag, self._frame, 1)
        elif element == "br":
            self._break()
        elif element == "img":
            self._image(tags.attributes(tag))
        elif element and element not in tags.VOID:
            if element == "sup" and not ends:
                self._raise(behind)
            self._close() if ends else self._open(element, tags.attributes(tag).get("href") if element == "a" else None)

    def _raise(self, behind: Sequence[Token]) -> None:
        """A raised figure right behind another one, told from it by a sign. behind: what is raised, the end of that, what follows."""
        if len(behind) < 2 or behind[0].type != "text" or behind[1].type != "html_inline" or not self.run.ends_in_figure:
            return
        sign = before_raised(behind[0].content, behind[2].content if len(behind) > 2 else "")
        if sign == APART:
            self.run.gap()
        elif sign:
            self.run.add(sign, self._frame, 1)

    def _image(self, attributes: dict[str, str]) -> None:
        """A picture: in its line, or apart where it stands before text or on a line by itself, as on an HTML page."""
        element = Element({name: visible(value) for name, value in attributes.items() if name in _KNOWN})
        address = self._addresses.picture(element)
        description = " ".join(visible(attributes.get("alt", "")).split())
        if not (address or description):
            return
        if is_emoji(element, description):
            self.run.add(description, self._frame, 1)
        elif not self._apart or is_small(element) or (self.run.spans and not self.run.breaks):
            self.run.gap()
            self.run.picture(address, description, self._frame, 1)
            self.run.gap()
        else:
            self._flush()
            self._picture(address, description, self._frame)


_KNOWN = frozenset("src alt width height srcset data-src".split())


def described(image: Token) -> str:
    """The description of a picture, whatever marks it has."""
    children = image.children
    if not children:
        return unescaped(image.content)
    parts = (described(child) if child.type == "image" else " " if child.type.endswith("break") else child.content for child in children)
    return "".join(parts)


def _are_spaceless(around: Sequence[Token]) -> bool:
    """Whether both texts around a line break are of a script without spaces, where a wrapped line goes on without one."""
    before, after = around[0].content, around[-1].content
    return bool(before and after) and spaceless(before[-1]) and spaceless(after[0])
