"""The day and the time of day in the value of a clue, as machines and people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.compose.dates import days
from cleaner.compose.outline import month_names

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_COMPACT = re.compile(r"\s*(20\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*")
_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s([^\W\d_]{3,10})\.?\s(\d{1,2})(?!\d)")
"""A day as medical journals write it: 2024 May 17. Where the word is no month, the number is a time of day ("14.3.2026 klo 16.20")."""
_EPOCH = re.compile(r"\s*(1[0-9]{9})(?:\d{3})?\s*")
_SECONDS_A_DAY = 86_400


class Stamp(NamedTuple):
    """A day, and the time of day with its zone, if known: "T18:20:00+02:00"."""

    day: str
    time: str = ""


def stamp_in(value: str, language: str | None, *, month_first: bool = True) -> Stamp | None:
    """The day in a clue, and the time of day if it is written as ISO 8601 has it, which knows no digits but 0 to 9.

    >>> stamp_in("2024-05-17T18:20:00+0200", None), stamp_in("Posted on May 17, 2024", "en"), stamp_in("3 days ago", "en")
    (Stamp(day='2024-05-17', time='T18:20:00+02:00'), Stamp(day='2024-05-17', time=''), None)
    >>> stamp_in("٢٠٢٤-٠٥-١٧", "ar"), stamp_in("2024-05-17T١٨:٢٠", "ar")
    (Stamp(day='2024-05-17', time=''), Stamp(day='2024-05-17', time=''))
    """
    iso = _ISO.search(value)
    if iso:
        day = f"{iso[1]}-{iso[2]}-{iso[3]}"
        return Stamp(day, _time(iso[4], iso[5] or "")) if days(day, {}, month_first=True) else None
    for number in (_COMPACT.fullmatch(value), _EPOCH.fullmatch(value)):
        if number:
            value = "-".join(number.groups()) if len(number.groups()) > 1 else _day_of(int(number[1]))
    months = month_names(language)
    value = _YEAR_NAMED.sub(lambda found: f"{found[3]} {found[2]} {found[1]}" if found[2].casefold() in months else found[0], value)
    on = days(value, months, month_first=month_first, language=language)
    return Stamp(on[0].iso) if on else None


def _time(clock: str | None, zone: str) -> str:
    """A time of day as ISO 8601 writes it, "" for none and for one that no clock shows."""
    if not clock or clock[:2] > "23" or clock[3:5] > "59" or clock[6:8] > "60":
        return ""
    return f"T{clock}{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else f"T{clock}{zone}"


def _day_of(seconds: int) -> str:
    """The day of a Unix time.

    >>> _day_of(1_715_904_000)
    '2024-05-17'
    """
    number = seconds // _SECONDS_A_DAY + 719_468  # days since 1 March of the year 0 (Hinnant's civil calendar)
    era, of_era = divmod(number, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    return f"{year + era * 400 + (month > 9):04}-{month - 9 if month > 9 else month + 3:02}-{day:02}"
