"""Teasers: a list of headlines below the article and its furniture falls; lists of the article, and sentences, stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.model import Block, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.teasers import teasers

ARTICLE = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year." * 5
HEADLINES = [f"Ferry number {number} lost at night in the fog" for number in range(1, 6)]
TOLD = [f"Ferry number {number} was lost at night in the fog." for number in range(1, 6)]
KINDS = ["Share this article", "Sign in", "Terms of use"]
BOATS = ["Boats"] * 8


def _dropped(lines: Sequence[str]) -> list[int]:
    page = Page(tuple(map(Block, lines)), "lines", Source("", "text", "utf-8", ""))
    return teasers(Evidence(page, load_phrases()), [-1.0 if line in (*KINDS, *BOATS) else 1.0 for line in lines])


@pytest.mark.parametrize(
    "lines",
    [
        [ARTICLE, *KINDS, *HEADLINES],  # right under the article
        [ARTICLE, *BOATS, *KINDS[:2], *HEADLINES],  # few blocks and kinds of furniture
        [ARTICLE, *BOATS, *BOATS, *KINDS[:2], *HEADLINES],  # few kinds
        [ARTICLE, *BOATS, *KINDS, *HEADLINES[:3]],  # few
        [ARTICLE, *BOATS, *KINDS, *TOLD],  # sentences
        [ARTICLE, *BOATS, *KINDS, *["Flour", "Salt", "Yeast", "Water", "Plums"]],  # a list
        [*HEADLINES, *BOATS, *KINDS, ARTICLE],  # above the article
        ["The lamp is lit.", *BOATS, *KINDS, *HEADLINES],  # no article
        [ARTICLE, *BOATS, *KINDS],
        BOATS,
    ],
)
def test_what_are_no_teasers_stay(lines: Sequence[str]) -> None:
    assert _dropped(lines) == []


def test_headlines_below_the_article_and_its_furniture_fall() -> None:
    assert _dropped([ARTICLE, *BOATS, *KINDS, *HEADLINES]) == list(range(12, 17))


def test_each_list_of_them_is_looked_at() -> None:
    lines = [ARTICLE, *BOATS, *KINDS, *HEADLINES, *BOATS, *KINDS, *TOLD, *BOATS, *KINDS, *HEADLINES]
    assert _dropped(lines) == [*range(12, 17), *range(44, 49)]
