"""Short pages in scripts that Latin ones teach little about: their articles stay, in lines and on one line, and furniture goes."""

from __future__ import annotations

import pytest
from staying import Staying, lines, pages

from cleaner import clean

PAGES = pages("scripts")
ENDS = (".", "؟", "?", "।", "»", "」", "。")
LEAST = 6
"""Words of a sentence that must not be lost on a page on one line."""

HARD = {"bn": pytest.mark.xfail(reason="of an article of short sentences some are dropped", strict=True)}


@pytest.mark.parametrize(("page", "line", "stays"), list(lines(PAGES)))
def test_the_article_stays_and_furniture_goes(page: Staying, line: str, stays: bool) -> None:
    assert page.keeps(line) is stays


@pytest.mark.parametrize("page", [pytest.param(page, marks=HARD.get(name, ()), id=name) for name, page in PAGES.items()])
def test_on_one_line_the_sentences_stay(page: Staying) -> None:
    text = " ".join(clean(" ".join(line[2:] for line in page.lines)).text.split())
    lost = [line[2:] for line in page.lines if line[0] == "+" and line.count(" ") >= LEAST and line[2:] not in text]
    assert not lost
