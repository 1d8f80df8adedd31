"""Pages that came in a mail, with a `>` before every line. Lines of a quotation on a page have others around them."""

from __future__ import annotations

SIGN = ">"
FEWEST = 10
"""Lines with words from which it is a page: an article may be no more than a quotation of a few lines."""


def strip(text: str) -> str:
    r"""The text without the signs, line for line, however often it was quoted; the text itself where some line has none.

    >>> strip("> > Night ferry\n> >\n" + "> > It sails.\n" * 10)[:20], strip("> Night ferry\nIt sails.\n")
    ('Night ferry\n\nIt sail', '> Night ferry\nIt sails.\n')
    """
    while text[:64].lstrip()[:1] == SIGN:
        lines = [line.lstrip() for line in text.split("\n")]
        worded = [line for line in lines if line]
        if len(worded) < FEWEST or not all(line.startswith(SIGN) for line in worded):
            break
        text = "\n".join(line[1:].removeprefix(" ") for line in lines)
    return text
