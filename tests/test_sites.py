"""What a site repeats: fingerprints of blocks, and on how many other pages each one stands."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import sites
from cleaner.model import Block, Page, Source
from cleaner.sites import SAMPLE, Neighbours, annotate, identity, look, sampled
from cleaner.traces import fingerprints, trace

MENU = ["Home", "News from the harbour", "Sport", "Weather for the islands", "Contact the editors"]
WORDS = st.lists(st.sampled_from("the ferry left harbour with forty people and one goat on board".split()), min_size=1, max_size=12)


def _page(lines: list[str]) -> Page:
    return Page(tuple(Block(line) for line in lines), "lines", Source("\n".join(lines), "text", "utf-8", ""))


def _print(line: str) -> int:
    (number,) = fingerprints(_page([line]))
    return number


def _pages(*pages: list[str]) -> Neighbours:
    return Neighbours({str(i): look(_page(lines)) for i, lines in enumerate(pages)})


def _story(number: int) -> list[str]:
    """Prose that no other page has."""
    return [f"Story {word} begins where the {word} pier ends and the {word} wind comes in." for word in _words(number)]


def _words(number: int) -> list[str]:
    letters = Random(number)
    return ["".join(letters.choices("abcdefghiklmnoprstuw", k=8)) for _ in range(6)]


# Pages of a site


def test_a_page_alone_is_left_as_it_is() -> None:
    page = _page(MENU)
    assert annotate(page, None, "x") is page
    assert annotate(page, Neighbours({}), "x") is page
    assert annotate(page, _pages(MENU), "0") is page


def test_an_empty_page_says_nothing_and_is_told_nothing() -> None:
    pages = _pages(MENU + _story(1), [], MENU + _story(2), [])
    told = annotate(_page(MENU + _story(3)), pages, "new")
    assert (told.siblings, told.seen) == (2, (*[2] * 5, *[0] * 6))
    assert annotate(_page([]), pages, "new") == _page([])


def test_blocks_are_counted_on_other_pages() -> None:
    pages = _pages(MENU + _story(1), MENU + _story(2), MENU[:2] + _story(3))
    told = annotate(_page(MENU + _story(4)), pages, "new")
    assert (told.siblings, told.seen) == (3, (3, 3, 2, 2, 2, *[0] * 6))


def test_what_a_page_lists_again_and_again_is_not_counted() -> None:
    shop = [
        [*MENU, *[line for name in _words(number) * 3 for line in (f"A kettle from {name}", "Price:")], "Imprint"] for number in range(5)
    ]
    told = annotate(_page(shop[4]), _pages(*shop[:4]), "new")
    seen = dict(zip(shop[4], told.seen, strict=True))
    assert (seen["Home"], seen["Imprint"], seen["Price:"], seen["A kettle from " + _words(4)[0]]) == (4, 4, -1, 0)


def test_a_page_is_not_counted_against_itself() -> None:
    pages = _pages(MENU + _story(1), MENU + _story(2))
    told = annotate(_page(MENU + _story(1)), pages, "0")
    assert (told.siblings, told.seen) == (1, (*[1] * 5, *[0] * 6))


def test_a_page_is_not_counted_against_its_copy_under_another_name() -> None:
    pages = _pages(MENU + _story(1), MENU + _story(2), MENU + _story(1), MENU + _story(1))
    told = annotate(_page(MENU + _story(1)), pages, "0")
    assert (told.siblings, told.seen) == (1, (*[1] * 5, *[0] * 6))


def test_pages_of_other_sites_in_the_folder_say_nothing() -> None:
    strangers = [[f"Menu {word}" for word in _words(number)] + ["Home"] + _story(number) for number in range(20)]
    told = annotate(_page(MENU + _story(99)), _pages(MENU + _story(98), *strangers), "new")
    assert (told.siblings, told.seen) == (1, (*[1] * 5, *[0] * 6))


def _prose(number: int) -> list[str]:
    """A report: five paragraphs that no other has, and two short lines."""
    return [*[" ".join(_words(number * 10 + i) * 4) for i in range(5)], "So it was said.", "The mayor left."]


def test_a_story_that_is_printed_again_says_nothing_of_what_is_furniture() -> None:
    pages = _pages(MENU + _prose(1), MENU + _prose(1)[:4], MENU + _prose(2), MENU + _prose(3), MENU + _prose(4), MENU + _prose(5))
    told = annotate(_page(MENU + _prose(1)), pages, "new")
    assert (told.siblings, told.seen) == (4, (*[4] * 5, *[0] * 5, 4, 4))


def test_a_paragraph_that_stands_on_many_pages_makes_no_story() -> None:
    notice = [" ".join(_words(77) * 4), " ".join(_words(78) * 4)]
    pages = _pages(*[MENU + _story(i) + notice for i in range(4)])
    told = annotate(_page(MENU + _story(9) + notice), pages, "new")
    assert (told.siblings, told.seen) == (4, (*[4] * 5, *[0] * 6, 4, 4))


def test_pages_that_all_tell_one_story_leave_nothing_known() -> None:
    page = _page(MENU + _prose(1))
    assert annotate(page, _pages(MENU + _prose(1)[:5]), "new") is page


@given(st.permutations(range(6)))
def test_the_order_of_the_pages_does_not_count(order: list[int]) -> None:
    pages = _pages(*[MENU[: 2 + i % 4] + _story(i) for i in range(6)]).pages
    page = _page(MENU + _story(7))
    assert annotate(page, Neighbours({str(i): pages[str(i)] for i in order}), "new") == annotate(page, Neighbours(pages), "new")


# What is kept between lines that pages share

READ = "Most read"


def _news(number: int) -> list[str]:
    """A page with two paragraphs, and four teasers of other pages."""
    return [*MENU, *_story(number)[:2], READ, *_story(number)[2:], "Imprint", "Terms of use"]


def _judged(*pages: list[str], teasers: int = -6000) -> Neighbours:
    """The same pages, by what their marks say: teasers, in thousandths of log-odds, against what the others get."""
    said = [*[-6000] * 5, 6000, 6000, -6000, *[teasers] * 4, -6000, -6000]
    found = {
        str(i): trace(fingerprints(_page(lines)), bytes([20] * len(lines)), said[-len(lines) :], "lines") for i, lines in enumerate(pages)
    }
    return Neighbours(found)


def test_what_other_pages_keep_between_the_same_lines() -> None:
    pages = _judged(*map(_news, range(6)))
    told = annotate(_page(_news(9)), pages, "new")
    menu, article, teasers, foot = told.under[:5], told.under[5:7], told.under[8:12], told.under[7:8] + told.under[12:]
    assert set(menu + foot) == {0}  # lines that all pages have
    assert min(article) > max(teasers) > 0
    assert told.under == told.over


def test_nothing_is_known_of_what_stands_between_when_few_pages_are() -> None:
    told = annotate(_page(_news(9)), _judged(*map(_news, range(2))), "new")
    assert (told.siblings, set(told.under + told.over)) == (2, {0})


def test_a_page_does_not_tell_itself_what_to_keep() -> None:
    pages = [_news(number) for number in range(5)]
    told = [annotate(_page(pages[4]), _judged(*some), key) for some, key in ((pages, "4"), (pages[:4], "new"), (pages, "new"))]
    assert (told[0].under, told[0].over) == (told[1].under, told[1].over)
    assert told[2].siblings == 4  # it is left out as its own copy


def test_an_unchanged_site_tells_the_same_and_a_changed_one_does_not() -> None:
    pages = _judged(*map(_news, range(6)))
    own = fingerprints(_page(_news(9)))
    first = sites.told(own, pages, "new")
    assert first == sites.told(own, Neighbours(dict(reversed(pages.pages.items()))), "new") != ""
    assert sites.told(own, _judged(*map(_news, range(6)), teasers=6000), "new") not in ("", first)
    assert sites.told(own, Neighbours({}), "new") == ""


@given(st.lists(st.text(max_size=5), max_size=80), st.randoms(use_true_random=False))
def test_a_sample_is_bounded_and_the_same_in_any_order(keys: list[str], random: Random) -> None:
    keys = [key.encode("utf-8", "replace").decode() for key in keys]
    shuffled = random.sample(keys, len(keys))
    assert sampled(keys) == sampled(shuffled + shuffled[:3])
    assert len(sampled(keys)) == min(SAMPLE, len(set(keys)))


def test_a_sample_of_a_sample_is_that_of_the_whole() -> None:
    keys = [f"page-{number}" for number in range(300)]
    assert sampled([*sampled(keys[:150]), *sampled(keys[150:])]) == sampled(keys)


# Addresses

CANONICAL = b"<head><LINK href=https://gazette.example/a/ rel=canonical>"


@pytest.mark.parametrize(
    ("url", "head", "site", "key"),
    [
        ("https://www.gazette.example:8080/a?b=c#d", b"", "gazette.example", "gazette.example/a?b=c"),
        ("HTTP://News.Gazette.Example/a/", b"", "news.gazette.example", "news.gazette.example/a"),
        ("https://other.example/b", CANONICAL, "other.example", "other.example/b"),
        (None, CANONICAL, "gazette.example", "gazette.example/a"),
        ("not an address", CANONICAL, "gazette.example", "gazette.example/a"),
        (None, b"<meta property='og:url' content='https://gazette.example/a'>", "gazette.example", "gazette.example/a"),
        (None, b"<link rel=canonical href=https://gazette.example/>", "gazette.example", "a.html"),
        (None, b'<link rel="stylesheet" href="https://cdn.example/canonical.css">', "/pages", "a.html"),
        (
            None,
            b'<link rel="stylesheet" href="https://cdn.example/a.css"><a rel=canonical href="https://other.example/">',
            "/pages",
            "a.html",
        ),
        (None, b'<link rel="canonical" href="/a">', "/pages", "a.html"),
        ("/a/b", b"", "/pages", "a.html"),
        ("https://[", b"", "/pages", "a.html"),
        ("https://gazette.example/\ud800", b"", "gazette.example", "gazette.example/\\ud800"),
    ],
)
def test_what_a_page_is_remembered_as(url: str | None, head: bytes, site: str, key: str) -> None:
    assert identity(url, head, folder="/pages", name="a.html") == (site, key)
    assert identity(url, head, site="given", folder="/pages", name="a.html") == (
        "given",
        key if key != "a.html" or site != "/pages" else "/pages/a.html",
    )


def test_a_page_from_nowhere_is_not_remembered() -> None:
    assert identity(None, b"Home") is None
