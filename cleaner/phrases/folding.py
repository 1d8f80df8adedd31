"""The form in which phrases and lines of a page meet: no case, no punctuation but currency signs, any number is `0`.

Every line of every page is folded, so a page is folded in one piece: ASCII lines by one pass over bytes, the others by a table of
characters. Text is taken as NFC (loading normalises).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, decomposition

_MARK = "\x01"
"""Stands between lines while a page is folded in one piece: survives folding, and is no space."""

_KEPT = _MARK + "$"
"""Kept like letters, as other currency signs are: "0 €" is a price, "0" can be anything."""

_COPYRIGHT = " c "
"""What "©" folds to, the same as "(c)"."""

_TYPOGRAPHIC = "\u00a0\u2019\u201c\u201d\u2018\u2013\u2014\u2022\u2026\u00bb\u00b7\u00ab\u203a\u00ae\u2122"
"""The commonest punctuation beyond ASCII on the dev pages: without it most lines of Western pages are ASCII, which folds much faster."""

_UNSPACED = re.compile(rb"[\xe3-\xed]|\xe0[\xb8\xb9]")
"""First bytes, in UTF-8, of kana, Han and Hangul, and of Thai. As a class of characters the same takes 4 ms to compile."""

_ZEROS = re.compile("00+")


def _ascii(char: str) -> str:
    if char.isdigit():
        return "0"
    return char.lower() if char.isalnum() or char in _KEPT else " "


_ASCII = "".join(_ascii(chr(code)) for code in range(128)).encode() + bytes(range(128, 256))


def is_spaced(text: str) -> bool:
    """Has the text no letters of a script that puts no space between words (Thai, kana, Han) or whose particles stick to words (Hangul)?"""
    return text.isascii() or _UNSPACED.search(text.encode(errors="replace")) is None


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is first met (`str.translate` asks)."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char.isdecimal():
        return "0"
    if char.isalnum() or char in _KEPT:
        return char.casefold()
    if char == "©":
        return _COPYRIGHT
    kind = category(char)
    if kind in ("Cf", "Me") or "\ufe00" <= char <= "\ufe0f":
        return ""  # soft hyphens, joiners, direction marks, emoji variants: not seen, so not there
    return char if kind[0] == "M" or kind == "Sc" else " "


_TABLE = _Table()


def fold(text: str) -> str:
    """One text, folded: casefolded; numbers are "0"; runs of punctuation and white space are one space; stripped.

    >>> fold("  » 1,234 COMMENTS: ")
    '0 comments'
    >>> fold("Editors’ Picks")
    'editors picks'
    """
    return _fold_joined(text.replace(_MARK, " "))


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Every line, folded; the same as `fold` on each, several times faster.

    >>> fold_lines(["Lire la suite…", "", "Page 3 of 10"])
    ['lire la suite', '', 'page 0 of 0']
    """
    text = "\n".join(lines)
    for char in _TYPOGRAPHIC:
        if char in text:
            text = text.replace(char, " ")
    simple = text.replace("©", _COPYRIGHT).split("\n")
    if len(simple) != len(lines) or _MARK in text:
        return [fold(line) for line in lines]
    folded = _split(_fold_joined(_MARK.join([line if line.isascii() else "" for line in simple])))
    others = [index for index, line in enumerate(simple) if not line.isascii()]
    if others:
        for index, line in zip(others, _split(_fold_joined(_MARK.join([simple[i] for i in others]))), strict=True):
            folded[index] = line
    return folded if lines else []


def _split(joined: str) -> list[str]:
    """The lines of folded text, without the spaces at their ends."""
    return joined.replace(f" {_MARK}", _MARK).replace(f"{_MARK} ", _MARK).split(_MARK)


def _fold_joined(text: str) -> str:
    """Lines joined by marks, folded; single spaces may be left beside the marks."""
    if text.isascii():
        folded = _single(_single(text.encode().translate(_ASCII), b"0"), b" ").decode()
    else:
        folded = _ZEROS.sub("0", text.translate(_TABLE))
        while "  " in folded:
            folded = folded.replace("  ", " ")
    while "0 0" in folded:  # "1,234", "1 234" and "12:30" are one number
        folded = folded.replace("0 0", "0")
    return folded.strip(" ")


def _single(text: bytes, char: bytes) -> bytes:
    """The text with one of the characters for each run of them. Halving all runs until none is left is faster than a regex."""
    while char + char in text:
        text = text.replace(char + char, char)
    return text


_LETTERS = "йї"
"""Letters in their own right though Unicode takes them apart: nobody leaves their marks out."""


class _Plain(dict[int, str]):
    """Letters without their accents, worked out when first met."""

    def __missing__(self, code: int) -> str:
        base, *marks = decomposition(chr(code)).split() or ["<none>"]
        accented = chr(code) not in _LETTERS and not base.startswith("<") and marks and all(_is_accent(mark) for mark in marks)
        self[code] = plain = chr(int(base, 16)).translate(self) if accented else chr(code)
        return plain


def _is_accent(code: str) -> bool:
    return 0x300 <= int(code, 16) <= 0x36F or 0x653 <= int(code, 16) <= 0x655  # the second: hamza and madda over Arabic letters


_PLAIN = _Plain()


def unaccented(text: str) -> str:
    """The text without accents, as capitals are often written: Greek always, French and Spanish often.

    >>> unaccented("à lire · διαβάστε")
    'a lire · διαβαστε'
    """
    return text if text.isascii() else text.translate(_PLAIN)
