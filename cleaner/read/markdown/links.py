"""Links and pictures as nearly all are written, read by one pattern each; what is in any way unusual is left to the parser's own rules.

Menus of hundreds of links make up most of the Markdown that converters write, and the parser looks at each character of their addresses."""

from __future__ import annotations

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ADDRESS = r"(?:[^\s()<>\\\x00-\x1f\x7f]++|\([^\s()<>\\\x00-\x1f\x7f]*+\))*+"
_TARGET = rf'\([ \n]*({_ADDRESS})(?:[ \n]+"[^"\\]*")?[ \n]*\)'
_TEXT = r"(?:[^\n\\`*_~\[\]<&!]++|!(?!\[)|&(?![#\w]))"
_LABEL = rf"\[({_TEXT}*+)\]"
_LINK = re.compile(_LABEL + _TARGET)
_IMAGE = re.compile("!" + _LABEL + _TARGET)
_DESTINATION = re.compile(rf"{_ADDRESS}(?=[)\s])")
_STRONG = rf"\*\*(?=[^\W_])({_TEXT}++)(?<=[^\W_])\*\*(?!\*)"
_EMPHASIS = rf"(?<!\*)\*(?=[^\W_])({_TEXT}++)(?<=[^\W_])\*(?!\*)|(?<!\w)_(?=[^\W_])({_TEXT}++)(?<=[^\W_])_(?!\w)"
_PIECE = re.compile(
    rf"(?P<text>{_TEXT}++)|(?P<end>\n[ \t]*)|!{_LABEL}{_TARGET}|{_STRONG}|{_EMPHASIS}"
    rf"|\[({_TEXT}*+)(?:!{_LABEL}{_TARGET})?({_TEXT}*+)(?:{_STRONG})?({_TEXT}*+)\]{_TARGET}"
)
"""Text, the end of a line, a picture, emphasis, or a link that holds text, a picture and strong emphasis."""


def tokens(content: str) -> list[Token] | None:
    r"""The tokens of a line that holds only text, emphasis and such links and pictures; None for any other.

    >>> [token.type for token in tokens("Go [home](/) now!") or ()], tokens("`Go` home")
    (['text', 'link_open', 'text', 'link_close', 'text'], None)
    """
    found: list[Token] = []
    at = 0
    while at < len(content):
        piece = _PIECE.match(content, at)
        if not piece:
            return None
        at = piece.end()
        if text := piece["text"]:
            if content.startswith("\n", at):
                if text.endswith("  "):
                    return None  # a hard break
                text = text.rstrip(" ")
            found.append(_text(text))
        elif piece["end"]:
            found.append(Token("softbreak", "br", 0))
        else:
            found += _marked(piece)
    return found


def _marked(piece: re.Match[str]) -> list[Token]:
    """The tokens of a picture, strong emphasis, or a link."""
    _, _, described, picture, strong, starred, underscored, *parts, address = piece.groups()
    if picture is not None:
        return [_image(described, picture)]
    if strong:
        return _strong(strong)
    if starred or underscored:
        return _emphasis(starred or underscored)
    before, described, picture, between, strong, behind = parts
    inner = [_text(before)] if before else []
    if picture is not None:
        inner.append(_image(described, picture))
    if between:
        inner.append(_text(between))
    if strong:
        inner += _strong(strong)
    if behind:
        inner.append(_text(behind))
    return _link(inner, address)


def _text(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _emphasis(text: str) -> list[Token]:
    return [Token("em_open", "em", 1), _text(text), Token("em_close", "em", -1)]


def _strong(text: str) -> list[Token]:
    return [Token("strong_open", "strong", 1, markup="**"), _text(text), Token("strong_close", "strong", -1, markup="**")]


def _link(inner: list[Token], address: str) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": _unescaped(address)}), *inner, Token("link_close", "a", -1)]


def _image(label: str, address: str) -> Token:
    return Token("image", "img", 0, attrs={"src": _unescaped(address), "alt": ""}, content=label)


class Destination:
    """The address that begins at some place: whether there is one, where it ends, and what it is."""

    __slots__ = ("ok", "pos", "str")

    def __init__(self, pos: int, address: str) -> None:
        self.ok = True
        self.pos = pos
        self.str = address


def destination(text: str, start: int, end: int) -> Destination | None:
    """The address that begins at a place, None if it takes the parser's rules to see that.

    >>> (found := destination("[a](b(1).html)", 4, 14)).str, found.pos, destination("[a](b((c)))", 4, 11)
    ('b(1).html', 13, None)
    """
    found = _DESTINATION.match(text, start, end)
    return Destination(found.end(), _unescaped(found[0])) if found and found.end() > start else None


def _unescaped(address: str) -> str:
    return unescapeAll(address) if "&" in address else address


def link(state: StateInline, silent: bool) -> bool:
    """The inline rule of links whose text and address hold nothing that means something."""
    if state.src[state.pos] != "[":
        return False
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _add(state, *_link([_text(found[1])] if found[1] else [], found[2]))
    state.pos = found.end()
    return True


def image(state: StateInline, silent: bool) -> bool:
    """The same of pictures."""
    if not state.src.startswith("![", state.pos):
        return False
    found = _IMAGE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _add(state, _image(found[1], found[2]))
    state.pos = found.end()
    return True


def _add(state: StateInline, *found: Token) -> None:
    """Adds tokens behind the text that is not one yet."""
    if state.pending:
        state.pushPending()
    state.tokens += found
    state.tokens_meta += [None] * len(found)
