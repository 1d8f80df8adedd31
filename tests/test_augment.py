"""Training pages as a later day's visitor sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cleaner import metadata_settings
from cleaner.augment import LONGEST_AWAY, spelt, visit
from cleaner.bench import BenchPage
from cleaner.compose.dates import days
from cleaner.compose.outline import month_names
from cleaner.phrases import LANGUAGES

ARTICLE = """Quill Post
The last lamplighter of Quill Street
By Edda Norwood
December 24, 2019
At a quarter past four he comes round the corner with his ladder, as his father did, and lights the eleven lamps that the town has left.
There is a switch for them in the town hall, and has been for thirty years, but nobody has had the heart to tell him that it works."""
PUBLISHED = "2019-12-24"


def page(number: int, day: str | None = PUBLISHED, text: str = ARTICLE) -> BenchPage:
    return BenchPage(f"page-{number}", "made-up", "article", "en", "a.example", text, "", None, day, {"inscriptis": text, "html": text})


VISITS = [(number, seen) for number in range(60) if (seen := visit(page(number), "inscriptis"))]


def days_of(text: str) -> set[str]:
    return {day.iso for line in text.split("\n") for day in days(line, month_names("en"), month_first=True)}


def test_html_and_most_pages_stay_as_they_are() -> None:
    assert all(visit(page(number), "html") is None for number in range(60))
    assert 0 < len(VISITS) < 40


@pytest.mark.parametrize(("number", "seen"), VISITS)
def test_a_visit_is_later_and_loses_nothing(number: int, seen: str) -> None:
    later = days_of(seen) - {PUBLISHED}
    assert len(later) == 1
    assert 0 < (date.fromisoformat(later.pop()) - date.fromisoformat(PUBLISHED)).days <= LONGEST_AWAY
    assert PUBLISHED in days_of(seen)
    assert [line for line in ARTICLE.split("\n") if line in seen] == ARTICLE.split("\n")


def test_there_are_visits_of_each_manner_and_they_are_the_same_each_time() -> None:
    assert any("°" in seen or " C\n" in seen for _, seen in VISITS)
    assert any(seen.startswith("Quill Post") and "pdated" in seen for _, seen in VISITS)
    assert any(seen.split("\n")[1:] == ["", *ARTICLE.split("\n")] for _, seen in VISITS)
    assert [(number, visit(page(number), "inscriptis")) for number, _ in VISITS] == VISITS


def test_a_page_without_a_known_day_gets_one_above_only() -> None:
    found = [seen for number in range(60) if (seen := visit(page(number, None), "inscriptis"))]
    assert found and all(seen.endswith(ARTICLE) for seen in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("short", [False, True])
def test_a_day_is_spelt_as_the_parser_reads_it(language: str, short: bool) -> None:
    text = spelt(date(2024, 11, 26), language, short=short)
    assert [day.iso for day in days(text, month_names(language), month_first=False)] == ["2024-11-26"]


def test_visits_teach_days_alone() -> None:
    training = page(VISITS[0][0])
    training = replace(training, gold=ARTICLE, title="The last lamplighter of Quill Street", author="Edda Norwood")
    settings = metadata_settings.settings_of(training, ["inscriptis"], True)
    taught = {(setting.visited, setting.title, setting.author, setting.date) for setting in settings}
    assert taught == {(False, training.title, training.author, PUBLISHED), (True, None, None, PUBLISHED)}


def test_silence_of_the_gold_teaches_nothing_where_the_page_names_an_author() -> None:
    for head, author in (("", ""), ('<meta name="author" content="Edda Norwood">', None)):
        named = page(VISITS[0][0])
        html = f"<html><head>{head}</head><body><p>{ARTICLE}</p></body></html>"
        named = replace(named, gold=ARTICLE, views={"inscriptis": ARTICLE, "html": html})
        settings = metadata_settings.settings_of(named, ["inscriptis"], True)
        assert {setting.author for setting in settings if not setting.visited} == {author}


def test_a_page_that_is_no_article_teaches_its_day_alone() -> None:
    learn_metadata = pytest.importorskip("cleaner.learn_metadata", reason="needs the `learn` extra")
    thread = replace(page(VISITS[0][0]), gold=ARTICLE, title="The last lamplighter", author="Edda Norwood", type="forum")
    settings = metadata_settings.settings_of(thread, ["inscriptis"], True)
    assert {(setting.article, setting.title, setting.author, setting.date) for setting in settings} == {(False, None, None, PUBLISHED)}
    assert not any(learn_metadata.line_races(setting, learn_metadata.Weights()).date for setting in settings)
    assert metadata_settings.settings_of(replace(thread, date=None), ["inscriptis"], True) == []
