"""The month of publication, where a page gives no day: journals and institutes print "November 2003" under the headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cleaner.compose.dates import EARLIEST, LATEST
from cleaner.compose.labels import labelled
from cleaner.compose.outline import Outline, month_names

LINE = 60
"""Characters of a line that is a month and its label."""

OVER = 2
UNDER = 6
"""Blocks above and below the headline where a month stands without a label; farther off it is that of an event or of another page."""

ARCHIVE = 4
"""Blocks around a month among which another one shows that it is an item of a list of months."""

PUBLISHED = "date.published"
"""The mark of labels such as "Date" and "Published on"."""

_MONTH = re.compile(r"([^\W\d_][^\s\d,./()|]{1,14})[\s.,-]{1,3}(?:(?:de|del)\s)?((?:19|20)[0-9]{2})")


class Month(NamedTuple):
    """A month, in ISO 8601 with reduced precision ("2003-11"), and the block that is it."""

    iso: str
    block: int


def find_month(page: Outline, title: int | None) -> Month | None:
    """The month that a line gives by itself near the headline or behind a label; None where none does, or several give different ones.

    title: the headline's block, or None: then it is looked for where the body begins."""
    names = month_names(page.language)
    anchor = page.start if title is None else title
    places = {*range(anchor - OVER, anchor + UNDER + 1), *_labelled(page)}
    found = [Month(iso, index) for index in sorted(places) if (iso := _on(page, index, names))]
    alone = [month for month in found if not _is_listed(page, month, names)]
    return alone[0] if len({month.iso for month in alone}) == 1 else None


def _labelled(page: Outline) -> list[int]:
    """The short lines with a label, and those under them."""
    labels = [index for index, marks in page.marks.items() if PUBLISHED in marks and len(page.blocks[index].text) <= LINE]
    return [*labels, *(index + 1 for index in labels)]


def _is_listed(page: Outline, month: Month, names: Mapping[str, int]) -> bool:
    around = range(month.block - ARCHIVE, month.block + ARCHIVE + 1)
    return any(_on(page, index, names) not in ("", month.iso) for index in around)


def _on(page: Outline, index: int, names: Mapping[str, int]) -> str:
    return month_in(page.blocks[index].text, names) if 0 <= index < len(page.blocks) else ""


def month_in(line: str, names: Mapping[str, int]) -> str:
    """The month that a line is, but for a label before it; "" for any other line. names: number of a casefolded month name.

    >>> names = {"november": 11, "may": 5}
    >>> month_in("November 2003", names), month_in("Published: May, 2011", names), month_in("In May 2011 we left", names)
    ('2003-11', '2011-05', '')
    """
    if len(line) > LINE or not line[-1:].isdigit():
        return ""
    found = _MONTH.fullmatch(line) or _MONTH.fullmatch(labelled(line, PUBLISHED)[1])
    number = names.get(found[1].casefold().rstrip("."), 0) if found else 0
    return f"{found[2]}-{number:02}" if found and 1 <= number <= 12 and EARLIEST <= int(found[2]) <= LATEST else ""
