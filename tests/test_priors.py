"""Sentences between kept paragraphs that are nearly kept themselves."""

from __future__ import annotations

import pytest
from tables import page_of

from cleaner.model import Page
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.priors import sentences

PARAGRAPH = "The keeper lights the lamp at dusk, and {} moths come to it every evening of the year."
SENTENCE = "This is a simple lamp with very high ratings."
PRICE = "Lamp No. 3"


def _found(lines: list[str], scores: list[float], shape: str = "lines") -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    evidence = Evidence(Page(page.blocks, shape, page.source), load_phrases())  # type: ignore[arg-type]
    return sentences(evidence, scores)


def _between(sentence: str, score: float, apart: int = 1) -> tuple[list[str], list[float]]:
    gap = [f"Lamp No. {number}" for number in range(apart - 1)]
    return [PARAGRAPH.format("ten"), *gap, sentence, PARAGRAPH.format("nine")], [2.0, *[-3.0] * len(gap), score, 2.0]


@pytest.mark.parametrize(
    ("sentence", "score", "apart"),
    [
        (SENTENCE, -1.2, 1),  # likelier a teaser's
        (SENTENCE, 0.3, 1),  # kept anyway
        (SENTENCE, -0.5, 5),  # too far from the paragraph above
        ("This is a simple lamp with very high ratings", -0.5, 1),  # no sentence
        ("It is fine.", -0.5, 1),
        ("Sign up for our newsletter and never miss a story again.", -0.5, 1),  # furniture in it
        (PARAGRAPH.format("ten"), -0.5, 1),  # stands twice
    ],
)
def test_what_is_no_sentence_of_the_article_stays_out(sentence: str, score: float, apart: int) -> None:
    assert _found(*_between(sentence, score, apart)) == []


@pytest.mark.parametrize(("score", "apart"), [(-0.9, 1), (-0.1, 1), (-0.5, 4)])
def test_a_sentence_between_paragraphs_is_the_article_s(score: float, apart: int) -> None:
    assert _found(*_between(SENTENCE, score, apart)) == [apart]


def test_it_takes_a_kept_paragraph_on_both_sides() -> None:
    lines, _ = _between(SENTENCE, -0.5)
    assert _found(lines, [2.0, -0.5, -2.0]) == _found(lines, [-2.0, -0.5, 2.0]) == []
    assert _found(lines[:2], [2.0, -0.5]) == _found(lines[1:], [-0.5, 2.0]) == []
    assert _found([PARAGRAPH.format("ten"), SENTENCE, PRICE], [2.0, -0.5, 2.0]) == []  # what is kept below is short


@pytest.mark.parametrize("shape", ["oneline", "html", "markdown"])
def test_it_is_for_text_in_lines(shape: str) -> None:
    lines, scores = _between(SENTENCE, -0.5)
    assert _found(lines, scores, shape) == []
    assert _found(lines, scores, "wrapped") == [1]
