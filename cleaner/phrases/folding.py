"""The form in which phrases and lines of a page meet: no case, no punctuation but currency signs, any number is `0`.

Every line of every page is folded, so a page is folded in one piece: one pass over its bytes, and one for each kind of character beyond
ASCII that needs more than lowering. Text is taken as NFC (loading normalises).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import category, decomposition

_KEPT = "$"
"""Kept like letters, as other currency signs are: "0 €" is a price, "0" can be anything."""

_COPYRIGHT = " c "
"""What "©" folds to, the same as "(c)"."""

_UNSPACED = re.compile(rb"[\xe3-\xed]|\xe0[\xb8\xb9]")
"""First bytes, in UTF-8, of kana, Han and Hangul, and of Thai. As a class of characters the same takes 4 ms to compile."""


def _ascii(char: str) -> str:
    if char.isdigit():
        return "0"
    return char.lower() if char.isalnum() or char in _KEPT else " "


_ASCII = "".join(_ascii(chr(code)) for code in range(128)).encode() + bytes(range(128, 256))
_ASCII_LINES = _ASCII[:10] + b"\n" + _ASCII[11:]
_PLAIN_ASCII = bytes(range(128))
_UNSPACED_LEADS = bytes([*range(0xE0), 0xE1, 0xE2, *range(0xEE, 0x100)])
"""All bytes but those with which `_UNSPACED` begins: deleting them leaves nothing of most texts, and takes less time than a search."""
_NUMBER = re.compile("0[0 ]*0")
"""Digits with nothing but folded punctuation between them: "1,234", "1 234" and "12:30" are one number."""


def is_spaced(text: str) -> bool:
    """Has the text no letters of a script that puts no space between words (Thai, kana, Han) or whose particles stick to words (Hangul)?"""
    return text.isascii() or is_spaced_utf8(text.encode(errors="replace"))


def is_spaced_utf8(utf8: bytes) -> bool:
    """The same of a text in UTF-8; what is ASCII may be left out."""
    return not utf8.translate(None, _UNSPACED_LEADS) or _UNSPACED.search(utf8) is None


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


class _Replaced(dict[str, str | None]):
    """What must be put in the place of a character; None for one that is folded as it is."""

    def __missing__(self, char: str) -> str | None:
        folded = _fold_char(char)
        self[char] = found = None if char == folded else folded
        return found


_REPLACED = _Replaced()
_FEW = 6
"""Kinds of capitals beyond ASCII up to which each is replaced; the alphabet of Greek or Russian is lowered faster as a whole."""


def beyond_ascii(utf8: bytes) -> frozenset[str]:
    """The characters beyond ASCII of a text in UTF-8, each once."""
    return frozenset(utf8.translate(None, _PLAIN_ASCII).decode())


def _lowered(text: str, beyond: Iterable[str]) -> str | None:
    """A text whose characters beyond ASCII are folded; None if lowering would change what is folded. beyond: these characters.

    Few kinds of characters are there, so that each is replaced in the whole text at once."""
    capitals: list[str] = []
    for char in beyond:
        folded = _REPLACED[char]
        if folded is None:
            continue
        if folded.lower() != folded:
            return None
        if char.lower() == folded and char != "Σ":  # which lowers to another small letter at the end of a word
            capitals.append(char)
        else:
            text = text.replace(char, folded)
    if len(capitals) > _FEW:
        return text.lower()
    for char in capitals:
        text = text.replace(char, char.lower())
    return text


def fold(text: str) -> str:
    """One text, folded: casefolded; numbers are "0"; runs of punctuation and white space are one space; stripped.

    >>> fold("  » 1,234 COMMENTS: ")
    '0 comments'
    >>> fold("Editors’ Picks")
    'editors picks'
    """
    spaced = (text if text.isascii() else text.translate(_TABLE)).encode(errors="replace").translate(_ASCII).decode()
    return " ".join(_NUMBER.sub("0", spaced).split())


def fold_lines(lines: Sequence[str]) -> list[str]:
    """Every line, folded; the same as `fold` on each, several times faster.

    >>> fold_lines(["Lire la suite…", "", "Page 3 of 10"])
    ['lire la suite', '', 'page 0 of 0']
    """
    return list(map(" ".join, fold_words(lines)))


def fold_words(lines: Sequence[str], beyond: frozenset[str] | None = None) -> Iterable[list[str]]:
    """The words of every line, folded: `fold_lines` joins them again. beyond: the lines' characters beyond ASCII, if the caller knows them.

    >>> list(fold_words(["Lire la suite…", "", "Page 3 of 10"]))
    [['lire', 'la', 'suite'], [], ['page', '0', 'of', '0']]
    """
    if not lines:
        return []
    text = "\n".join(lines)
    if text.count("\n") != len(lines) - 1:  # code and tables have several lines
        text = "\n".join([line.replace("\n", " ") for line in lines])
    lowered = text if text.isascii() else _lowered(text, beyond_ascii(text.encode(errors="replace")) if beyond is None else beyond)
    if lowered is None:
        return [fold(line).split() for line in lines]
    spaced = lowered.encode(errors="replace").translate(_ASCII_LINES).decode()
    return map(str.split, _NUMBER.sub("0", spaced).split("\n"))


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
