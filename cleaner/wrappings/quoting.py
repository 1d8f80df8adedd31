"""Pages that came in a mail, with a `>` before every line. Lines of a quotation on a page have others around them."""

from __future__ import annotations

import re

SIGN = ">"
_SIGNS = r"(?:[ \t]*+>)++"
DEEPEST = 100
"""Signs that are taken from a line at most."""
FEWEST = 10
"""Lines with words from which it is a page: an article may be no more than a quotation of a few lines."""


def strip(text: str) -> str:
    r"""The text without the signs, line for line, however often it was quoted; the text itself where some line has none.

    >>> strip("> > Night ferry\n> >\n" + "> > It sails.\n" * 10)[:20], strip("> Night ferry\nIt sails.\n")
    ('Night ferry\n\nIt sail', '> Night ferry\nIt sails.\n')
    """
    lines = text.split("\n")
    signs = [re.match(_SIGNS, line) for line in lines if line.strip()]
    depth = min((found[0].count(SIGN) if found else 0 for found in signs), default=0)
    if not depth or len(signs) < FEWEST:
        return text
    return "\n".join(re.sub(rf"\A\s*+(?:>\s?){{1,{min(depth, DEEPEST)}}}+", "", line) for line in lines)
