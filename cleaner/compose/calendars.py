"""Years and days of other calendars, and forms of days of single languages: what `dates` reads beside the common ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

PERSIAN_MONTHS = range(13, 25)
"""Numbers of the months from Farvardin on, behind those of the Gregorian calendar in the list of Persian."""
PERSIAN_YEARS = range(1250, 1500)
BUDDHIST_YEARS = range(2443, 2643)
BUDDHIST = 543
"""Years by which Thailand's are ahead."""
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The years before the first of an era of Japan, and of Taiwan's."""

_EPOCH = 584_101
"""The day before 1 Farvardin 979, counted from 1 January of the year 1."""
_ERA = rf"({'|'.join(ERAS)})\s?(\d{{1,3}}|元)\s?年\s?(\d{{1,2}})\s?月\s?(\d{{1,2}})(?!\d)"
_VIETNAMESE = r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,?\s+(?:năm\s+)?|\s?[/.,-]\s?)(\d{4})(?!\d)"
_THAI = r"(?<!\d)(\d{1,2})\s?([\u0e00-\u0e7f.]{3,14})\s?(\d{4}|\d{2})(?![\d:.])"
_THAI_CENTURY = 2500


class Date(NamedTuple):
    """A day of the Gregorian calendar, which may not exist, and where it stands."""

    year: int
    month: int
    day: int
    start: int
    end: int


def elsewhere(line: str, months: Mapping[str, int]) -> Iterator[Date]:
    """The days that a line has in a form of Vietnamese, Thai or an era.

    >>> [date[:3] for date in elsewhere("ngày 9 tháng 8 năm 2024", {})]
    [(2024, 8, 9)]
    >>> [date[:3] for date in elsewhere("18 ม.ค. 67 และ 令和6年6月17日", {"ม.ค": 1})]
    [(2024, 6, 17), (2024, 1, 18)]
    """
    if line.isascii():
        return
    for found in _era().finditer(line) if "年" in line else ():
        yield Date(ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])), int(found[3]), int(found[4]), *found.span())
    for found in _vietnamese().finditer(line) if "áng" in line.lower() else ():
        yield Date(int(found[3]), int(found[2]), int(found[1]), *found.span())
    for found in _thai().finditer(line) if any("\u0e00" <= char <= "\u0e7f" for char in line) else ():
        year = int(found[3]) + (_THAI_CENTURY if len(found[3]) == 2 else 0)
        yield Date(gregorian(year), months.get(found[2].strip("."), 0), int(found[1]), *found.span())


# compiled when a page needs them
@cache
def _era() -> re.Pattern[str]:
    return re.compile(_ERA)


@cache
def _vietnamese() -> re.Pattern[str]:
    return re.compile(_VIETNAMESE, re.IGNORECASE)


@cache
def _thai() -> re.Pattern[str]:
    return re.compile(_THAI)


def gregorian(year: int) -> int:
    """A year, also where it is one of Thailand's.

    >>> gregorian(2567), gregorian(2024)
    (2024, 2024)
    """
    return year - BUDDHIST if year in BUDDHIST_YEARS else year


def persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A day of the Persian calendar in the Gregorian one; month 0 where it has no such day. Leap years go by the cycle of 33.

    >>> persian(1403, 2, 11), persian(1403, 12, 30), persian(1402, 12, 30)
    ((2024, 4, 30), (2025, 3, 20), (0, 0, 0))
    """
    from datetime import date  # few pages need it

    leap = _leaps(year + 1) > _leaps(year)
    length = 31 if month < 7 else 30 if month < 12 or leap else 29
    if year not in PERSIAN_YEARS or not (1 <= month <= 12 and 1 <= day <= length):
        return 0, 0, 0
    before = 365 * (year - 979) + _leaps(year) + 31 * (month - 1) - max(month - 7, 0)
    found = date.fromordinal(_EPOCH + before + day)
    return found.year, found.month, found.day


def _leaps(year: int) -> int:
    """Leap days from the year 979 to the beginning of this one."""
    return (year - 979) // 33 * 8 + ((year - 979) % 33 + 3) // 4
