"""What a site repeats: fingerprints of blocks, and on how many other pages each one stands."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Block, Page, Source
from cleaner.sites import SAMPLE, Neighbours, annotate, fingerprints, identity, packed, sampled, unpacked

MENU = ["Home", "News from the harbour", "Sport", "Weather for the islands", "Contact the editors"]
WORDS = st.lists(st.sampled_from("the ferry left harbour with forty people and one goat on board".split()), min_size=1, max_size=12)


def _page(lines: list[str]) -> Page:
    return Page(tuple(Block(line) for line in lines), "lines", Source("\n".join(lines), "text", "utf-8", ""))


def _print(line: str) -> int:
    (number,) = fingerprints(_page([line]))
    return number


def _pages(*pages: list[str]) -> Neighbours:
    return Neighbours({str(i): frozenset(fingerprints(_page(lines))) for i, lines in enumerate(pages)})


def _story(number: int) -> list[str]:
    """Prose that no other page has."""
    return [f"Story {word} begins where the {word} pier ends and the {word} wind comes in." for word in _words(number)]


def _words(number: int) -> list[str]:
    letters = Random(number)
    return ["".join(letters.choices("abcdefghiklmnoprstuw", k=8)) for _ in range(6)]


# Fingerprints


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("The ferry sailed on Monday.", "The ferry sinks on Monday."),
        ("Share on Facebook", "Share on Mastodon"),
        ("12 comments", "12 readers"),
        ("北京市议会", "上海市议会"),
        ("Home", "Home page"),
    ],
)
def test_what_differs_in_words_differs(line: str, other: str) -> None:
    assert _print(line) != _print(other)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Thursday, March 6, 2025", "Sunday, 12 October 2019"),
        ("1,204 comments", "7 comments"),
        ("Updated 18:20, 4 March", "updated 06:05, 31 January"),
        ("Hot this week »", "HOT THIS WEEK"),
        ("7.4 C", "-11.0 C"),
        ("2025年3月6日", "2019年10月12日"),
    ],
)
def test_dates_counters_case_and_signs_do_not_count(line: str, other: str) -> None:
    assert _print(line) == _print(other)


@given(WORDS, st.integers(0, 10**9), st.integers(0, 10**9), st.data())
def test_numbers_anywhere_in_a_line_do_not_count(words: list[str], first: int, second: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    lines = [" ".join([*words[:place], str(number), *words[place:]]) for number in (first, second)]
    assert _print(lines[0]) == _print(lines[1])


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=20))
def test_a_fingerprint_is_its_line_s_alone(lines: list[str]) -> None:
    assert fingerprints(_page(lines)) == [_print(line) for line in lines]


@given(st.frozensets(st.integers(0, 2**64 - 1), max_size=30))
def test_fingerprints_survive_packing(numbers: frozenset[int]) -> None:
    data = packed(sorted(numbers, reverse=True))
    assert len(data) == 8 * len(numbers)
    assert unpacked(data) == numbers


def test_packed_bytes_are_the_same_on_every_machine() -> None:
    assert packed([258, 1, 258]) == bytes([1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0])
    with pytest.raises(ValueError, match="multiple"):
        unpacked(b"123")


# Pages of a site


def test_a_page_alone_is_left_as_it_is() -> None:
    page = _page(MENU)
    assert annotate(page, None, "x") is page
    assert annotate(page, Neighbours({}), "x") is page
    assert annotate(page, _pages(MENU), "0") is page


def test_blocks_are_counted_on_other_pages() -> None:
    pages = _pages(MENU + _story(1), MENU + _story(2), MENU[:2] + _story(3))
    told = annotate(_page(MENU + _story(4)), pages, "new")
    assert (told.siblings, told.seen) == (3, (3, 3, 2, 2, 2, *[0] * 6))


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
