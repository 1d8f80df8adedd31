"""Text for a terminal: columns of characters, lines broken at its width, colours, and nothing from a page that could steer it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from cleaner.escape import printable

_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Join letters and emoji, or choose between their forms: harmless, and part of how some scripts are spelt."""
_WIDE_FORM = "\ufe0f"
_VOWELS = range(0x1160, 0x1200)
"""Vowels and finals of Hangul, which stand within the syllable's first letter."""


def safe(text: str) -> str:
    r"""Text on one line without anything that could steer a terminal: that becomes visible escapes.

    >>> print(safe("a\x1b[31m\n b\u202e"), safe("no\xa0break"))
    a\x1b[31m b\u202e no break
    """
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(char if char in _JOINERS else printable(char) for char in text)


def columns(text: str) -> int:
    """Columns that a terminal gives to a text, at the most.

    >>> columns("dogs"), columns("北京"), columns("e\u0301"), columns("🚢")
    (4, 4, 1, 2)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    """Columns of one character. What makes an emoji of a sign counts as the column that the sign may grow by."""
    if char.isascii():
        return 1
    if char == _WIDE_FORM:
        return 1
    if category(char) in ("Mn", "Me", "Cf") or ord(char) in _VOWELS:
        return 0
    return 1 + (east_asian_width(char) in "WF")


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """A text on lines of at most `width` columns (at least 3), broken at spaces where there are some. most: lines, 0 for all of them;
    what doesn't fit ends in "…".

    >>> wrapped("the night ferry", 9), wrapped("北京市议会", 4), wrapped("one two three", 5, 2)
    (['the night', 'ferry'], ['北京', '市议', '会'], ['one', 'two…'])
    """
    lines: list[str] = []
    for line in _lines(text, width):
        if most and len(lines) == most:
            lines[-1] = _cut(lines[-1], width - 1) + "…"
            break
        lines.append(line)
    return lines or [""]


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split(" "):
        size = columns(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            yield line
        while size > width:
            head = _cut(word, width) or word[0]
            yield head
            word = word[len(head) :]
            size = columns(word)
        line, used = word, size
    if line:
        yield line


def _cut(text: str, width: int) -> str:
    """As much of the beginning as fits, without parting a letter from its marks."""
    used = 0
    for position, char in enumerate(text):
        used += _width(char)
        if used > width:
            return _whole(text, position) if position else ""
    return text


def _whole(text: str, position: int) -> str:
    """The text up to a position, or less where marks or a joiner stand around it."""
    cut = position
    while cut > 1 and (_width(text[cut]) == 0 or text[cut] in _JOINERS or text[cut - 1] == "\u200d"):
        cut -= 1
    return text[: cut if cut > 1 else position]


class Paint:
    """Colours, or none. on: whether the output is to be coloured."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, *codes: int) -> str:
        """The text in the given SGR codes (ECMA-48, 8.3.117)."""
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self._on and text and codes else text
