"""Pages out of the Wayback Machine: what it shows above them, how often and when it kept them, is no part of the page."""

from __future__ import annotations

import re

SIGN = "web.archive.org/web/"
MOST = 100
"""Lines of the page among which the one stands that the archive's part ends with."""

_LAST = re.compile(rf"\s*The Wayback Machine - https?://{re.escape(SIGN)}\d{{4,14}}[a-z_]{{0,4}}/(\S+)\s*")
"""The address in the archive, which stands in every page of it for those who print it."""
_FIRST = re.compile(r"\s*(?:https?://\S+|\d[\d,.]* captures?|Ask the publishers to restore access.*|Search the history of.*)\s*")
"""What the archive's part begins with, behind the page's title."""


def strip(lines: list[str]) -> tuple[list[str], str | None]:
    """The lines without those of the archive, in their places, and the address that the page had; the lines as they are and none where no
    part of the archive's stands above.

    >>> last = "The Wayback Machine - https://web.archive.org/web/2019/http://a.example/"
    >>> strip(["Ferry", "12 captures", "JUN JUL AUG", last, "It sails."])
    (['Ferry', '', '', '', 'It sails.'], 'http://a.example/')
    """
    for last, line in enumerate(lines[:MOST]):
        found = _LAST.fullmatch(line)
        if found:
            first = next(number for number in range(last + 1) if number == last or _FIRST.fullmatch(lines[number]))
            return [*lines[:first], *[""] * (last + 1 - first), *lines[last + 1 :]], found[1]
    return lines, None
