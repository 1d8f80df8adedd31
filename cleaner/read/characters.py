"""What single characters say about the text around them: wide ones, closing ones, sentence ends."""

from __future__ import annotations

import re
from functools import cache

NARROW = "\x00-\u10ff\u1160-\u2e7f\ua4d0-\uabff\ud800-\uf8ff\ufb00-\ufe2f\uff61-\uffdf"
"""Characters that take one column on a terminal; the others take two."""

SPACELESS = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe6f"),
    ("\uff01", "\uff60"),
    ("\U00020000", "\U0003fffd"),
)
"""Scripts that put no spaces between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese), with their punctuation."""

OPENING = frozenset("([{«‹“‘„‚「『《〈（【［｛¿¡")
CLOSING = frozenset(",.;:!?)]}”’…、。，．；：！？）】］｝」』")
"""A line that begins with one of these goes on with the line above; arrows and guillemets, which may be bullets, are left out."""

STOPS = frozenset(".!?…。！？．।۔؟;:；：")
"""A sentence can end here; a colon or semicolon ends a line that introduces what follows."""

PAUSES = "，。、！？；।۔،؛፣"
"""Stops and commas of scripts without case: prose is full of them, headlines have few."""

QUOTES = "\"'”’»“)]）」』〉》"
"""May stand behind the stop of a sentence."""


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a stop, quotes and brackets behind it aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("one of the")
    (True, False)
    """
    return text[-1] in STOPS or text.rstrip(QUOTES)[-1:] in STOPS


def goes_on(text: str) -> bool:
    """Whether a line begins as the rest of a sentence does: in lower case or with a comma or stop."""
    return text[0].islower() or text[0] in CLOSING


def spaceless(char: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    return char >= SPACELESS[0][0] and any(first <= char <= last for first, last in SPACELESS)


_MAYBE_WIDE = re.compile(rb"\xe1[\x84\x85]|\xe2[\xba-\xbf]|[\xe3-\xed\xef-\xf4]")
"""First bytes of all wide characters in UTF-8, and of some others."""
_ASCII = bytes(range(128))
_AT_ONCE = 1000
"""Lines that are looked at together: a few steps for most pages, and no copy of a large one."""


@cache
def wide() -> re.Pattern[str]:
    """Finds characters that take two columns. Made when first needed: a class of so many characters takes 2 ms to compile."""
    return re.compile(f"[^{NARROW}]")


def has_wide(lines: list[str]) -> bool:
    """Whether any line holds a character that takes two columns."""
    beyond = [line for line in lines if not line.isascii()]
    some = any(_MAYBE_WIDE.search(_beyond_ascii("".join(beyond[i : i + _AT_ONCE]))) for i in range(0, len(beyond), _AT_ONCE))
    return some and any(map(wide().search, beyond))


def _beyond_ascii(text: str) -> bytes:
    """What a text holds beyond ASCII, in UTF-8: most often little."""
    return text.encode(errors="replace").translate(None, _ASCII)
