"""Questions and answers: a series of which the first is kept is kept whole; teasers that ask stay out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables import page_of

from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.questions import rest_of_questions

PARAGRAPH = "The ferry takes dogs again, after three summers in which they had to be rowed over by hand."
ASKED = "Does my dog need a ticket?"
TOLD = "Yes, it does, and it is bought at the counter where yours is bought, too."
ASKED_LAST = "Where do I get a lead?"
TOLD_LAST = "At the shop beside the lighthouse, which sells three sizes of them and a rope."
MORE = "The rope is only sold to people who have forgotten their own one at home."
SERIES = [PARAGRAPH, ASKED, TOLD, ASKED_LAST, TOLD_LAST]


def _rest(lines: Sequence[str], *scores: float) -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines) == len(scores)
    return rest_of_questions(Evidence(page, load_phrases()), scores)


@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        (SERIES, (2, -1, 2, -1, -1)),  # the first question is not kept
        (SERIES, (2, 2, -1, 2, -1)),  # nor its answer
        (SERIES, (2, 2, 2, 2, 2)),
        (SERIES[:3], (2, 2, 2)),  # no series
        ([PARAGRAPH, ASKED, TOLD, "Boats and tickets", ASKED_LAST, TOLD_LAST], (2, 2, 2, -1, -1, -1)),
        ([PARAGRAPH, ASKED, TOLD, ASKED_LAST, "Read more"], (2, 2, 2, -1, -1)),  # a question without an answer
        ([PARAGRAPH, ASKED, TOLD, "Lost?", TOLD_LAST], (2, 2, 2, -1, -1)),
        ([PARAGRAPH, ASKED, TOLD, ASKED_LAST[:-1], TOLD_LAST], (2, 2, 2, -1, -1)),
    ],
)
def test_what_is_no_series_of_questions(lines: Sequence[str], scores: Sequence[float]) -> None:
    assert _rest(lines, *scores) == []


def test_the_rest_of_a_series_stays_with_all_paragraphs_of_an_answer() -> None:
    assert _rest([*SERIES, MORE, "Buy a ticket"], 2, 2, 2, -1, -2, -2, -3) == [3, 4, 5]


def test_an_answer_with_furniture_in_it_stays_out() -> None:
    told = f"{TOLD_LAST} Sign up for our newsletter."
    assert _rest([*SERIES[:4], told], 2, 2, 2, -1, -1) == [3]


def test_two_series_are_two() -> None:
    lines = [ASKED, TOLD, ASKED_LAST, TOLD_LAST, "Boats and tickets", ASKED.replace("dog", "cat"), TOLD, ASKED_LAST, MORE]
    assert _rest(lines, 2, 2, -1, -1, -1, -1, 2, -1, -1) == [2, 3]
