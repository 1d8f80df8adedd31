r"""Pages that a program wrote down as code holds them: `b'<!doctype html>\n...'`, "Night ferry\nPort Hallam ..." or ['Home', 'News'].

So they come out of a column of a table, a log, or a `str()` too many. What was meant is the text itself. An article about programs shows
escaped line ends too, but stands on lines of its own; where it was dumped on one line, they are few, or stand before a quotation mark."""

from __future__ import annotations

import re

LINE_END = "\\n"
FEWEST, CHARS = 4, 500
"""Escaped line ends that a text without quotes around it has at least, and the characters for which one stands. The benchmark's pages that
were dumped on one line and hold some have at most one in 1,490; a line of the same pages has 76 characters."""
REAL = 4
"""So many escaped line ends stand for each real one at least: a text is cut into records, or ends with one."""
OTHERWISE = 0.75
"""Part of the escaped line ends that stand before a quotation mark or a small letter, from which they are those of an article about
programs, or no line ends at all (C:\\new)."""
ITEMS = 4
"""Strings of a list, at least: `["a", "b"]` may be what an article is about."""

_STRING = r"""(?:"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+')"""
_LIST = rf"\[\s*+{_STRING}(?:\s*+,\s*+{_STRING})*+\s*+,?\s*+\]"
_ESCAPE = r"""\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([nrtfb"'/\\]))"""
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": ""}
_DATA = r"\s*[\[{]\s*[{\"]"
_TAG_THEN_ESCAPE = r"(?:<[^<>]*>\s*+){1,4}?(?:\\[rt])*+\\n"
_LAST = 0x10FFFF


def read(text: str) -> str | bytes:
    r"""The text that a literal stands for, or its bytes where it is one of bytes; the text itself where it is no literal.

    A list of strings is a text with a line for each. What comes out may hold lone surrogates. Time is linear in the text's length.

    >>> read(r'"Night ferry\nPort Hallam \u2013 Monday"'), read(r"b'<p>caf\xc3\xa9</p>\n'")
    ('Night ferry\nPort Hallam – Monday', b'<p>caf\xc3\xa9</p>\n')
    >>> read("['Home', 'News', 'Sport', 'It isn\\'t']"), read(r'"No," she said. "It prints \n."')
    ("Home\nNews\nSport\nIt isn't", '"No," she said. "It prints \\n."')
    """
    begins = text[:1] if text[:1] in "\"'b[" else text[:64].lstrip()[:1]
    if begins and begins in "\"'b[":
        found = _quoted(text.strip(), begins)
        if found is not None:
            return found
    return unescaped(text) if LINE_END in text and _is_escaped(text) else text


def _quoted(text: str, begins: str) -> str | bytes | None:
    """What a literal with quotes around it stands for."""
    if begins == "[":
        strings = re.findall(_STRING, text) if text.endswith("]") and re.fullmatch(_LIST, text) else []
        return "\n".join(unescaped(string[1:-1]) for string in strings) if len(strings) >= ITEMS else None
    if LINE_END not in text or not re.fullmatch(_STRING, text.removeprefix("b")):
        return None
    if begins != "b":
        return unescaped(text[1:-1])
    return unescaped(text[2:-1]).encode("latin-1") if text.isascii() and "\\u" not in text else None


def _is_escaped(text: str) -> bool:
    """Whether a text without quotes around it has escaped line ends for its real ones."""
    ends = text.count(LINE_END)
    if ends < FEWEST or re.match(_DATA, text) or text.strip().count("\n") * REAL > ends:
        return False
    if text.lstrip()[:1] == "<":  # scripts in HTML hold such line ends, too
        return re.match(_TAG_THEN_ESCAPE, text.lstrip()) is not None
    return ends * CHARS >= len(text) and len(re.findall(r"\\n[\"'`)\]a-z]", text)) < OTHERWISE * ends


def unescaped(text: str) -> str:
    r"""The text with its escapes read, as JSON and Python write them; what is none of these stays.

    >>> unescaped(r"a\tb\\n \"c\" \d \u00e9\x41")
    'a\tb\\n "c" \\d éA'
    """
    return re.sub(_ESCAPE, _char, text)


def _char(escape: re.Match[str]) -> str:
    if escape[4]:
        return _SHORT.get(escape[4], escape[4])
    code = int(escape[1] or escape[2] or escape[3], 16)
    return chr(code) if code <= _LAST else escape[0]
