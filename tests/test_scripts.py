"""Short pages in scripts that Latin ones teach little about: their articles stay, in lines and on one line, and furniture goes."""

from __future__ import annotations

import pytest
from expected import FIXTURES
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


FACTS = {
    path.stem: [part.strip() for part in line.removeprefix("# =").rsplit("|", 2)]
    for path in sorted((FIXTURES / "scripts").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.startswith("# =")
}
UNTOLD = {"he": pytest.mark.xfail(reason="the line under the headline is taken for it", strict=True)}


@pytest.mark.parametrize("name", [pytest.param(name, marks=UNTOLD.get(name, ()), id=name) for name in FACTS])
def test_title_author_and_day(name: str) -> None:
    found = clean(PAGES[name].text)
    assert [found.title, ", ".join(found.authors), found.date] == FACTS[name]
