"""The foot of a page: below furniture of many kinds nothing is kept; below a little of it, and in threads, all stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.model import Block, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.foot import foot

ARTICLE = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year. " * 10
BELOW = "The letter of the month comes from a reader in the upper town, who has counted the steps."
CLOSING = ["Tags: lamps, moths", "Share this article", "Print", "Most read", "Subscribe to our newsletter", "Terms of use", "Sign in"]
FURNITURE = [*CLOSING, "Advertisement", "Add to cart", "Photo: Tilda Marsh", "Read more"]


def _dropped(lines: Sequence[str]) -> list[int]:
    page = Page(tuple(map(Block, lines)), "lines", Source("", "text", "utf-8", ""))
    return foot(Evidence(page, load_phrases()), [1.0 if line in (ARTICLE, BELOW) else -1.0 for line in lines])


@pytest.mark.parametrize(
    "lines",
    [
        [ARTICLE, *CLOSING[:4], BELOW],  # few kinds
        [ARTICLE, *["Boats"] * 30, *CLOSING[:3], BELOW],  # long, and few kinds
        [ARTICLE, *CLOSING[:3], BELOW, *CLOSING[3:]],  # in two runs
        [BELOW, *CLOSING, ARTICLE],  # above the article
        [ARTICLE, *CLOSING, ARTICLE],  # as much stands below
        [BELOW, *CLOSING, BELOW],  # no article
        [ARTICLE, *["Reply", BELOW] * 4, *CLOSING, BELOW],  # a thread
        [ARTICLE, *CLOSING],
    ],
)
def test_what_is_no_foot_stays(lines: Sequence[str]) -> None:
    assert _dropped(lines) == []


def test_what_would_be_kept_below_many_kinds_of_furniture_falls() -> None:
    assert _dropped([ARTICLE, *CLOSING, BELOW, "Boats", BELOW]) == [8, 10]


def test_a_long_run_of_still_more_kinds_ends_a_thread_too() -> None:
    lines = [ARTICLE, *["Reply", BELOW] * 4, *FURNITURE, *["Boats"] * 12, BELOW]
    assert _dropped(lines) == [len(lines) - 1]
