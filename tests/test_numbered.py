"""Numbered sections: a series of which the first are kept is kept whole; lists and ranks beside the article stay out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from staying import Staying, lines, pages
from tables import page_of

from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.numbered import rest_of_numbered

SERIES = [
    "1. Who may borrow",
    "Everybody who lives on the island may borrow a tool.",
    "2. How long",
    "A tool may be kept for two weeks and one tide.",
    "3. What it costs",
    "We ask for a cake a year.",
]


def _rest(lines: Sequence[str], *scores: float) -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines) == len(scores)
    return rest_of_numbered(Evidence(page, load_phrases()), scores)


def _without(number: int) -> list[str]:
    return [line for line in SERIES if not line.startswith(f"{number}.")]


@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        (SERIES, (1, -1, 1, 2, 1, 2)),  # nothing of the first section is kept
        (SERIES, (1, 2, 1, -2, 1, 2)),  # nor of the second
        (SERIES, (1, 2, 1, 2, 1, 2)),
        (SERIES[:4], (-1, 2, 1, 2)),  # two are no series
        (_without(2), (1, 2, 2, -1, -1)),  # one is missing
        ([line.replace("1.", "4.") for line in SERIES], (1, 2, 1, 2, -1, -1)),
        ([SERIES[0], SERIES[1], *SERIES[2::2]], (1, 2, -1, -1)),  # headlines under headlines
        ([*SERIES[:5], "Sign up for our newsletter."], (1, 2, 1, 2, -1, -1)),
        ([*SERIES[:5], "The harbour in pictures"], (1, 2, 1, 2, -1, -1)),
    ],
)
def test_what_is_no_series_of_sections(lines: Sequence[str], scores: Sequence[float]) -> None:
    assert _rest(lines, *scores) == []


def test_the_rest_of_a_series_stays_up_to_the_first_line_that_is_no_sentence() -> None:
    more = "Ask the keeper of the shed for the key."
    assert _rest([*SERIES, more, "Opening hours", more.replace("key", "saw")], 1, 2, -1, 2, -2, -3, -3, -1, -1) == [2, 4, 5, 6]


def test_a_sentence_about_the_law_is_one_of_them() -> None:
    told = "We do not sell your personal data. See our privacy policy for details."
    assert _rest([*SERIES[:5], told], 1, 2, 1, 2, -1, -4) == [4, 5]


PAGES = pages("numbered")


@pytest.mark.parametrize(("page", "line", "stays"), list(lines(PAGES)))
def test_the_sections_of_a_page_stay_and_its_furniture_goes(page: Staying, line: str, stays: bool) -> None:
    assert page.keeps(line) is stays
