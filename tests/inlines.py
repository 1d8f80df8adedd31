"""What a CommonMark parser reads in a line: every character with its marks, for comparing with the spans that were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token
from oracle import PARSERS

from cleaner.inline import CODE, DELETED, EMPHASIS, STRONG, Span

_MARKS = {"strong": STRONG, "em": EMPHASIS, "s": DELETED}


class Char(NamedTuple):
    """A character (or a picture's description) with its marks, the address it leads to and that of the picture."""

    text: str
    marks: int = 0
    link: str = ""
    image: str = ""


def of_spans(spans: Iterable[Span]) -> Iterator[Char]:
    """Spans, character by character."""
    for text, marks, link, image in spans:
        if image:
            yield Char(" ".join(text.split()), 0, unquote(link), unquote(image))
        else:
            yield from (Char(char, marks, unquote(link)) for char in text)


def of_tokens(tokens: Iterable[Token] | None) -> Iterator[Char]:
    """The children of an inline token, character by character. Raw HTML is an AssertionError."""
    marks, link = 0, ""
    for token in tokens or ():
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _MARKS:
            marks += _MARKS[name] * token.nesting
        elif name == "link":
            link = unquote(str(token.attrs["href"])) if token.nesting > 0 else ""
        elif name == "image":
            yield Char(described(token), marks, link, unquote(str(token.attrs["src"])))
        elif name in ("softbreak", "hardbreak"):
            yield Char(" " if name == "softbreak" else "\n", marks, link)
        else:
            assert name in ("text", "text_special", "code_inline"), f"{name}: {token.content}"
            yield from (Char(char, marks | (CODE if name == "code_inline" else 0), link) for char in token.content)


def described(image: Token) -> str:
    """The description of an image."""
    return "".join(child.content for child in image.children or ())


def read(markdown: str, parser: str = "github") -> list[Char]:
    """The characters of Markdown that is one paragraph."""
    tokens = PARSERS[parser].parse(markdown)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), [token.type for token in tokens]
    return [char for token in tokens for char in of_tokens(token.children)]


def plain(chars: Sequence[Char]) -> str:
    """The text without pictures."""
    return "".join(char.text for char in chars if not char.image)
