"""CommonMark without its links or without its images, which read as before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.escape import escape_line_starts

_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:")
_TOKEN = re.compile(r"\\.|`+|!?\[|\]\(|[^\\`!\[\]]+|.", re.DOTALL)
_NO_BRACKET = r"\\.|[^\s()\\]"
_BALANCED = rf"(?:{_NO_BRACKET}|\((?:{_NO_BRACKET}|\((?:{_NO_BRACKET})*\))*\))*"
_TARGET = re.compile(rf"\s*(?:<[^<>\n]*>|{_BALANCED})(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)")
"""What stands behind "](": an address, with brackets nested twice at the most, and perhaps a title."""


def without(text: str, *, links: bool = False, images: bool = False, line_starts: bool = True) -> str:
    r"""CommonMark that `markdown` made, with its links as their text, or without its images.

    >>> without("1 [2. and](https://a.example/b_(c)) ![3](d.png) \\[4](5)", links=True, images=True)
    '1 2. and \\[4](5)'
    >>> without("[1. one](https://a.example/)", links=True)
    '1\\. one'
    """
    if "](" not in text:
        return text
    out: list[str] = []
    opened: list[int] = []
    position, taken = 0, False
    while token := _TOKEN.match(text, position):
        part, position = token[0], token.end()
        if part in ("[", "!["):
            opened.append(len(out))
        elif part[0] == "`":
            end = re.compile(f"(?<!`){part}(?!`)").search(text, position)
            part, position = (text[token.start() : end.end()], end.end()) if end else (part, position)
        elif part == "](" and opened and (address := _TARGET.match(text, position)):
            position = address.end()
            taken |= _taken(out, opened.pop(), part + address[0], links, images)
            continue
        out.append(part)
    result = _closed_up(out) if taken else "".join(out)
    if not line_starts:
        return result
    return escape_line_starts("\\" + result if _DEFINITION.match(result) else result)


def _closed_up(parts: Sequence[str]) -> str:
    """The text from which something was taken, without the gaps and the empty lines that it left."""
    lines, before = [""], ""
    for part in parts:
        if part == "\\\n":
            lines.append("")
        elif part.startswith(" ") and (before == "[" or lines[-1].endswith(" ")):
            lines[-1] += part[1:]
        else:
            lines[-1] = (lines[-1].rstrip(" ") if part.startswith("](") else lines[-1]) + part
        before = part or before
    return "\\\n".join([line for line in map(str.strip, lines) if line])


def _taken(out: list[str], start: int, target: str, links: bool, images: bool) -> bool:
    """Ends a link or an image that began at a part of the output, or takes it out; whether something went without leaving its text."""
    image = out[start] == "!["
    if image and images:
        del out[start:]
    elif not image and (links or len(out) == start + 1):
        out[start] = ""
        return len(out) == start + 1
    else:
        out.append(target)
        return False
    return True
