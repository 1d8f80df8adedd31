"""Metadata of pages that say something of themselves: fixtures of pages whose clues contradict each other and the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read

from cleaner import load
from cleaner.compose import compose
from cleaner.compose.told.facts import told_facts
from cleaner.compose.told.naming import people_in, whole_name
from cleaner.model import Article, Clue, Decision, Options, Page
from cleaner.read import markdown

FIXTURES = Path(__file__).parent.parent / "fixtures" / "compose" / "told"
FRONTS = FIXTURES.parent / "front"
KEEP, DROP = Decision(True, 2.0, 0.9), Decision(False, -2.0, 0.9)
BODY_WORDS = 20
NOTHING = "-"


def case(path: Path) -> tuple[dict[str, str], str]:
    """What is expected, which stands in a comment above the page, and the page."""
    head, _, html = path.read_text(encoding="utf-8").partition("-->\n")
    return dict(line.split(": ", 1) for line in head.splitlines()[1:]), html


def composed(page: Page) -> Article:
    """The article of a page of which the long paragraphs are kept."""
    decisions = [KEEP if block.text.count(" ") >= BODY_WORDS else DROP for block in page.blocks]
    return compose(page, decisions, Options(), 0.9)


def values(article: Article) -> dict[str, str]:
    """The metadata as the fixtures spell it."""
    found = {
        "title": article.title,
        "authors": "; ".join(article.authors),
        "date": article.date,
        "site": article.site,
        "url": article.url,
        "language": article.language,
        "image": article.image,
    }
    return {key: value or NOTHING for key, value in found.items()}


PAGES = [pytest.param(path, id=path.stem) for path in sorted(FIXTURES.glob("*.html"))]


@pytest.mark.parametrize("path", PAGES)
def test_metadata(path: Path) -> None:
    expected, html = case(path)
    assert values(composed(read(html))) == expected


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FRONTS.glob("*.md"))])
def test_what_stands_above_a_document(path: Path) -> None:
    expected, text = case(path)
    assert values(composed(markdown.read(load.load(text, Options(kind="markdown"))))) == expected


@pytest.mark.parametrize("path", PAGES)
def test_the_body_is_what_was_kept(path: Path) -> None:
    page = read(case(path)[1])
    assert composed(page).text == "\n\n".join(block.text for block in page.blocks if block.text.count(" ") >= BODY_WORDS)


def test_a_known_address_comes_before_what_the_page_says() -> None:
    clues = (Clue("url", "canonical", "https://a.example/old"), Clue("title", "title", "The ferry"))
    assert told_facts(clues, "https://a.example/new", "en", "The ferry").url == "https://a.example/new"


@pytest.mark.parametrize(
    ("clue", "language", "expected"),
    [
        (Clue("language", "html", "en_us"), "en", "en-US"),
        (Clue("language", "html", "en"), "de", "de"),
        (Clue("language", "html", "zh-TW"), "zh-Hans", "zh-Hans"),
        (Clue("language", "html", "{lang}"), None, None),
    ],
)
def test_the_text_tells_the_language_and_the_page_its_region(clue: Clue, language: str | None, expected: str | None) -> None:
    assert told_facts((clue,), None, language, None).language == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://social.example/jane", ()),
        ("@oldtownjane", ()),
        ("admin", ()),
        ("Name *", ()),
        ("Reviewed by Jane Doe", ()),
        ("Photos by Jane Doe", ()),
        ("Sat, 20 Dec, 2025 - 06:36", ()),
        ("Written By Feb 11, 2019", ()),
        ("Politics | By Jane Doe", ("Jane Doe",)),
        ("Updated January 8, 2026 Written by Jane Doe", ("Jane Doe",)),
        ("Jane Doe Fact checked by Jo Li", ("Jane Doe",)),
        ("Dr. Jane Doe, PhD", ("Jane Doe",)),
        ("Jane Doe; Jo Li and Ana Ruiz", ("Jane Doe", "Jo Li", "Ana Ruiz")),
    ],
)
def test_names_in_a_clue(value: str, expected: tuple[str, ...]) -> None:
    assert people_in(value) == expected


@given(st.text())
def test_names_in_a_clue_stand_in_it(value: str) -> None:
    for name in (*people_in(value), whole_name(value)):
        assert all(word in value for word in name.split())


FIELDS = st.sampled_from(["title", "author", "date", "modified", "site", "url", "language", "image"])
SOURCES = st.sampled_from(["json-ld", "og", "meta", "title", "h1", "class.near", "time.near", "url", "canonical", "html", "front-matter"])
SAID = st.sampled_from(
    ["The last lamplighter of Quill Street", "Edda Norwood", "2019-12-24", "2019-12-24T25:61", "https://a.example/b", "http://[", "en", "|"]
)


@given(st.lists(st.builds(Clue, FIELDS, SOURCES, SAID | st.text(min_size=1)), max_size=8))
def test_no_clue_can_break_a_page(clues: list[Clue]) -> None:
    page = read(case(FIXTURES / "silent-head.html")[1])
    article = composed(Page(page.blocks, page.shape, page.source, tuple(clues)))
    said = " ".join([*(block.text for block in page.blocks), *(clue.value for clue in clues)])
    assert all(word in said for word in (article.title or "").split())
    assert all(word in said for name in article.authors for word in name.split())
