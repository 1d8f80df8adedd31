"""Endings of articles: their last sentences stay, what stands there and is none of them doesn't."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from staying import Staying, lines, pages
from tables import page_of

from cleaner import clean
from cleaner.phrases import load as load_phrases
from cleaner.rules.endings import last_sentences
from cleaner.rules.evidence import Evidence

PAGES = pages("endings")
PARAGRAPH = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year."
LAST = "Nobody has counted them since."
TAGS = "Topics: lamps, moths"


@pytest.mark.parametrize(("page", "line", "stays"), list(lines(PAGES)))
def test_the_last_sentences_stay_and_furniture_goes(page: Staying, line: str, stays: bool) -> None:
    assert page.keeps(line) is stays


def _last(lines: Sequence[str], *scores: float) -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    return last_sentences(Evidence(page, load_phrases()), [2.0, *scores])


@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        ([PARAGRAPH, LAST, "Lamps and moths"], (-1, -2)),  # nothing closes the article
        ([PARAGRAPH, LAST, TAGS], (-2.5, -2)),  # far below the cut
        ([PARAGRAPH, LAST, TAGS], (1, -2)),  # kept anyway
        ([PARAGRAPH, "Nobody has counted them", TAGS], (-1, -2)),  # no sentence
        ([PARAGRAPH, "Nobody.", TAGS], (-1, -2)),  # short
        ([PARAGRAPH, "Sign up for our newsletter.", TAGS], (-1, -2)),
        ([PARAGRAPH, LAST, "By the end of the year none of them will be left, says the keeper"], (-1, -2)),  # no byline
        ([PARAGRAPH, "Comments (2)", LAST, "By Ann Lee"], (-1, -1, -2)),
        (["Lamps are lit.", LAST, TAGS], (-1, -2)),  # under no paragraph
        ([PARAGRAPH, "Lamps", "They are lit.", LAST, TAGS], (1, 1, -1, -2)),
        ([PARAGRAPH, "They are lit.", LAST, TAGS], (-3.5, -1, -2)),
        ([PARAGRAPH, "Comments (2)", LAST], (-2, -1)),
        ([PARAGRAPH, "Lamp No. 3", LAST, TAGS], (-1, -1, -2)),
        ([PARAGRAPH, "Comments (2)", LAST, TAGS], (-2, -1, -2)),
        ([PARAGRAPH, LAST, LAST.replace("since", "yet"), TAGS], (-1, -3.5, -2)),
        ([PARAGRAPH, *[LAST.replace("since", f"since {year}") for year in range(1901, 1914)], TAGS], (*[-1.0] * 13, -2.0)),
    ],
)
def test_what_is_no_last_sentence(lines: Sequence[str], scores: Sequence[float]) -> None:
    assert _last(lines, *scores) == []


@pytest.mark.parametrize("close", [TAGS, "About the author", "Share this", "Related articles", "2 Comments", "By Ann Lee", "Editor: Ann"])
def test_a_sentence_over_what_closes_an_article_is_its_last(close: str) -> None:
    assert _last([PARAGRAPH, LAST, close], -1, -2) == [1]


def test_it_may_stand_under_short_kept_sentences_and_at_the_end_of_the_page() -> None:
    assert _last([PARAGRAPH, "They are lit.", LAST, TAGS], 1, -1, -2) == [2]
    assert _last([PARAGRAPH, "They are lit.", "Nobody did."], 1, -1) == [2]


def test_several_may_be_short_and_farther_below_the_cut() -> None:
    assert _last([PARAGRAPH, LAST, "Why?", "Nobody asked.", TAGS], -2.5, -2.8, -1, -2) == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "sentence", "stays"),
    [
        ("short", "Klobouk dolů, takových lidí by mělo být víc.", False),  # a comment
        ("editor", "Luar biasa Pak Darto, semoga banyak yang meniru di kampung lain.", False),
        ("short", "Vstup je volný.", True),
        ("short", "Prohlídky začínají v deset.", True),
    ],
)
def test_on_one_line_each_sentence_stands_alone(name: str, sentence: str, stays: bool) -> None:
    text = clean(" ".join(line[2:] for line in PAGES[name].lines)).text
    assert (sentence in " ".join(text.split())) is stays
