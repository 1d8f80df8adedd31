"""Days, names and picture credits in single lines, from readable tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.compose.captions import has_credit
from cleaner.compose.dates import days
from cleaner.compose.names import names
from cleaner.compose.outline import MONTH_FIRST, month_names
from cleaner.compose.told.stamps import stamp_in

FIXTURES = Path(__file__).parent.parent / "fixtures" / "compose"
NOTHING = "-"


def rows(name: str) -> list[str]:
    """The lines of a table that are no comments."""
    return [line for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]


@pytest.mark.parametrize("row", rows("days.txt"))
def test_days_in_a_line(row: str) -> None:
    language, line, expected = (cell.strip() for cell in row.split(" | "))
    found = days(line, month_names(language), month_first=language in MONTH_FIRST, language=language)
    assert " ".join(day.iso for day in found) == expected.replace(NOTHING * (expected == NOTHING), "")


@pytest.mark.parametrize("row", rows("stamps.txt"))
def test_the_day_of_a_clue(row: str) -> None:
    language, value, expected = (cell.strip() for cell in row.split(" | "))
    stamp = stamp_in(value, language, month_first=language in MONTH_FIRST)
    assert (stamp.day if stamp else NOTHING) == expected


@pytest.mark.parametrize("row", rows("names.txt"))
def test_names_in_a_byline(row: str) -> None:
    text, _, expected = row.rpartition("|")
    wanted = () if expected.strip() == NOTHING else tuple(name.strip() for name in expected.split(";"))
    assert names(text.strip()) == wanted


@pytest.mark.parametrize("row", rows("credits.txt"))
def test_credits_of_pictures(row: str) -> None:
    assert has_credit(row[2:]) is (row[0] == "+")


@given(st.text())
def test_a_day_stands_where_it_was_found(line: str) -> None:
    for day in days(line, month_names("en"), month_first=True):
        assert 0 <= day.start < day.end <= len(line)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.booleans())
def test_every_day_of_the_calendar_is_read_back(day_of: date, month_first: bool) -> None:
    assert [day.iso for day in days(f"Posted {day_of} by Jo", {}, month_first=month_first)] == [str(day_of)]


@given(st.text())
def test_names_stand_in_the_text(text: str) -> None:
    for name in names(text):
        assert name
        assert all(word in text for word in name.split())
