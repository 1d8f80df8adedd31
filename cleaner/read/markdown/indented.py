"""Indented text: code, or a text that somebody only indented, such as the definitions and menus that converters write."""

from __future__ import annotations

import re
from textwrap import dedent

INDENT = 4
"""Columns that make code of a line, and in the midst of a paragraph a definition."""

SHORT = 60
"""Characters of a term that is defined; a longer line with an indented one under it is a wrapped line that hangs."""

SENTENCE = 8
"""Words from which a line may be a sentence."""

SIGNS = 0.04
"""Share of characters that are signs of code, from which on a text is code. Of the benchmark's paragraphs one in a hundred has more,
of its lines of code nine in ten."""

_LINK = re.compile(r"\]\((?!\))|!\[")
_LIST = re.compile(r"(?:[*+]|\d{1,3}\.)[ \t]+\S")
_CODE_SIGN = re.compile(r"[{}\[\];=<>$\\|_#@^~`+*]|--|::|\(\)|->|//")
_LANGUAGE = re.compile(r"\{?\.?([A-Za-z][\w+#.-]{0,20})")


def is_text(block: str, above: str) -> bool:
    r"""Whether an indented block is text and no code. above: the line before it; html2text leaves indented blanks above code.

    >>> [is_text(block, "") for block in ("[Home](/)\n[News](/news)", "* one\n* two", "Diners Club", "We sail at nine, come what may.")]
    [True, True, True, True]
    >>> [is_text(block, "") for block in ("make install", "for (;;) { }", "SELECT name FROM ferries", "Total = 3")]
    [False, False, False, False]
    """
    if len(above) >= INDENT:
        return False
    if _LINK.search(block) or _LIST.match(block.lstrip()):
        return True
    signs = sum(len(sign) for sign in _CODE_SIGN.findall(block))
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if all(len(line.split()) >= SENTENCE for line in lines):
        return signs <= SIGNS * len(block)
    return not signs and all(_is_title(line) for line in lines)


def _is_title(line: str) -> bool:
    """Whether a line begins like a name or a heading, as no command does."""
    first = line.split(maxsplit=1)[0]
    return first[0].isalpha() and not first[0].islower() and not (len(first) > 1 and first.isascii() and first.isupper())


def dedented(block: str) -> str:
    """An indented text without its margin, with as many lines."""
    return dedent(block)


def parted(content: str) -> list[str]:
    r"""A paragraph, cut where a term ends and its definition begins, and the other way round.

    >>> parted("Fare\n    two crowns\nDays\n    all"), parted("[Fare\n    two](/fare)")
    (['Fare', 'two crowns', 'Days', 'all'], ['[Fare\n    two](/fare)'])
    """
    if "\n" + " " * INDENT not in content:
        return [content]
    parts: list[str] = []
    before, length = 0, 0
    for line in content.split("\n"):
        indent = len(line) - len(line.lstrip())
        borders = (indent >= before + INDENT and length < SHORT) or before >= indent + INDENT
        if parts and not borders:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
        before, length = indent, len(line)
    whole = all(part.count("[") == part.count("]") and part.count("`") % 2 == 0 for part in parts)
    return [part.strip() for part in parts] if whole else [content]


def language(info: str) -> str:
    """The programming language that a fence names, or "".

    >>> language("python"), language("{.r}"), language("```")
    ('python', 'r', '')
    """
    found = _LANGUAGE.match(info)
    return found[1].lower() if found else ""
