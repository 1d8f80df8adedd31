"""Doubtful ends of pages: they fall where furniture of many kinds stands in them; what is surer, told in sentences or short stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.model import Block, Page, Shape, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules.doubts import doubtful_end
from cleaner.rules.evidence import Evidence

ARTICLE = ["The keeper lights the lamp at dusk, and ten moths come to it every evening of the year." for _ in range(4)]
HEADLINES = [f"Ferry number {number} lost at night in the fog" for number in range(1, 6)]
TOLD = [f"Ferry number {number} was lost at night in the fog." for number in range(1, 6)]
KINDS = ["Share this article", "Sign in", "Terms of use", "Most read"]
SURE, DOUBTFUL, DROPPED = (1.0, 0.9), (0.5, 0.4), (-2.0, 0.1)
"""The score and the chance of a line."""


def _dropped(lines: Sequence[tuple[str, tuple[float, float]]], shape: Shape = "lines") -> list[int]:
    page = Page(tuple([Block(text) for text, _ in lines]), shape, Source("", "text", "utf-8", ""))
    scores, chances = zip(*[odds for _, odds in lines], strict=True)
    return doubtful_end(Evidence(page, load_phrases()), scores, chances)


def _lines(texts: Sequence[str], odds: tuple[float, float]) -> list[tuple[str, tuple[float, float]]]:
    return [(text, odds) for text in texts]


SURELY, LIKELY, KIND = _lines(ARTICLE, SURE), _lines(HEADLINES, DOUBTFUL), _lines(KINDS, DROPPED)


@pytest.mark.parametrize(
    "lines",
    [
        [*SURELY, *KIND[:3], *LIKELY],  # few kinds of furniture
        [*SURELY, *KIND, *LIKELY[:3]],  # few lines
        [*SURELY, *KIND, *_lines(TOLD, DOUBTFUL)],  # sentences
        [*SURELY, *KIND, *_lines(HEADLINES, SURE)],
        [*SURELY, *KIND, *LIKELY, *SURELY[:1]],  # the article goes on
        [*LIKELY, *KIND, *SURELY],  # above the article
        [*SURELY * 3, *KIND, *LIKELY],  # little beside a long article
        [*_lines(ARTICLE, DOUBTFUL), *KIND, *LIKELY],  # nothing is sure
        [*SURELY[:2], *KIND, *LIKELY],  # a short article
        [*SURELY, *KIND],
        [*KIND],
    ],
)
def test_what_is_no_doubtful_end_stays(lines: Sequence[tuple[str, tuple[float, float]]]) -> None:
    assert _dropped(lines) == []


@pytest.mark.parametrize("shape", ["lines", "wrapped", "oneline", "markdown"])
def test_headlines_that_could_be_content_fall_below_furniture_of_many_kinds(shape: Shape) -> None:
    assert _dropped([*SURELY, *KIND, *LIKELY], shape) == list(range(8, 13))


def test_furniture_that_would_be_kept_falls_with_them() -> None:
    lines = [*SURELY, *LIKELY[:2], *_lines(KINDS, DOUBTFUL), *LIKELY[2:]]
    assert _dropped(lines) == list(range(4, 13))


def test_pages_with_markup_say_more_of_themselves() -> None:
    assert _dropped([*SURELY, *KIND, *LIKELY], "html") == []
