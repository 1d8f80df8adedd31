"""The days on short lines around the headline of a page with clues, wherever its body begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.compose.bands import at, bands
from cleaner.compose.dates import HINT, days
from cleaner.compose.nobody import weekdays
from cleaner.compose.outline import DATED, Outline, month_names
from cleaner.compose.published import is_another
from cleaner.compose.told.several import of_publication, says
from cleaner.compose.told.stamps import stamp_in

OVER = 5
UNDER = 12
"""Blocks above and below the headline whose days are looked at, also where the body begins far below."""

LABELLED_UNDER = 30
"""The same for lines that say that it is the day of publication."""

_WORD = re.compile(r"[^\W\d_]+")
_OVER = bands("line.over", (0, 1, 3), OVER)
_UNDER = bands("line.under", (0, 1, 3, 6), UNDER)


def beside(page: Outline, anchor: int | None, month_first: bool) -> Iterator[tuple[str, str, bool]]:
    """The days on short lines around the headline, wherever the body begins: where they stand, and whether they are of a change."""
    if anchor is None:
        return
    for index in range(max(0, anchor - OVER), min(len(page.blocks), anchor + LABELLED_UNDER + 1)):
        text = page.blocks[index].text
        marks = page.marks.get(index, ())
        far = index > anchor + UNDER and "date.published" not in marks
        if index != anchor and not far and len(text) <= DATED and HINT.search(text):
            place = at(_UNDER, index - anchor) if index > anchor else _over(text, anchor - index)
            part = of_publication(text, page.language, month_first=month_first)
            stamp = stamp_in(part, page.language, month_first=month_first)
            if stamp and (part != text or not _is_another(page, index, month_first)):
                changed = "date.updated" in marks and "date.published" not in marks
                yield place, stamp.day, changed if part == text else says(part, "date.updated")


def _is_another(page: Outline, index: int, month_first: bool) -> bool:
    """Whether the first day on a line can't be that of publication."""
    text = page.blocks[index].text
    found = days(text, month_names(page.language), month_first=month_first, language=page.language)
    return bool(found) and is_another(page, index, text, 0, found[0])


def _over(line: str, distance: int) -> str:
    """Where a line above the headline stands; one that names the weekday is told apart, as the clocks of portals do so."""
    return "line.over.weekday" if not weekdays().isdisjoint(_WORD.findall(line.casefold())) else at(_OVER, distance)
