"""What is raised or stacked says something by its place. On one line a sign must say it, or 10 to the power of 6 would be 106."""

from __future__ import annotations

import re
from typing import Any

POWER, OVER, APART = "^", "/", " "

_FIGURE = re.compile(r"\s*[-+−–]?[0-9][0-9.,]*\s*")
_SLASHES = ("/", "⁄")


def before_raised(text: str, behind: str) -> str:
    """The sign between a figure and a raised text: of a power, white space before a fraction, "" where that text is no figure.

    behind: what follows on it.

    >>> before_raised("-6", " m"), before_raised("1", "/2"), before_raised("st", " day")
    ('^', ' ', '')
    """
    if not _FIGURE.fullmatch(text):
        return ""
    return APART if behind.lstrip().startswith(_SLASHES) else POWER


def before_operand(element: Any, after_figure: bool) -> str:
    """The sign before an element of MathML: an exponent, a divisor, a fraction right after a figure; "" for any other."""
    if element.tag == "mfrac" and after_figure:
        return APART
    above = element.getparent()
    name = above.tag if above is not None else ""
    if name not in ("msup", "mfrac") or element.getprevious() is None:
        return ""
    return POWER if name == "msup" else OVER
