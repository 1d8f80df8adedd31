"""Boxes in the midst of an article: where they end, and that the article goes on under them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from staying import Staying, lines, pages
from tables import page_of

from cleaner import Options, clean
from cleaner.model import Mark, Page
from cleaner.phrases import load as load_phrases
from cleaner.rules.boxes import BOX, PAST, box_priors, boxes
from cleaner.rules.evidence import Evidence

PAGES = pages("boxes")
ABOVE = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year."
BELOW = "Nobody has counted the moths since then."
TEASERS = ["A lamp for the harbour", "What moths do by day", "Rain again on Monday"]
SAID = "It will go on until autumn."


@pytest.mark.parametrize(("page", "line", "stays"), list(lines(PAGES)))
def test_what_stands_in_a_box_goes_and_what_stands_under_it_stays(page: Staying, line: str, stays: bool) -> None:
    assert page.keeps(line) is stays


def _evidence(lines: Sequence[str]) -> Evidence:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    return Evidence(page, load_phrases())


def _boxes(*box: str, above: str = ABOVE, label: float = -2.0, below: str = BELOW) -> list[tuple[int, int]]:
    """The boxes of a page on which this stands between two kept sentences. label: score of its first line."""
    lines = [above, *box, below]
    return [tuple(found) for found in boxes(_evidence(lines), [2.0, label, *[-2.0] * (len(lines) - 3), 2.0])]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("box", "label"),
    [
        (["Related"], -2.0),  # no teaser
        (["Related", ABOVE.replace("ten", "nine")], -2.0),
        (["Related", *TEASERS], 1.0),  # kept: it heads a section
        (["The keeper", *TEASERS], -2.0),
        (["Most read", *TEASERS[:2]], 1.0),  # too few
        (["Features", "Weight: 2 kg", "Height: 4 m", "Lamps: 12"], -2.0),  # too short
        (["Features", "Weight: about two kilograms", "Height: about four metres", "Lamps: twelve at most"], -2.0),  # names of values
        (["Newsletter", "Get it"], 1.0),
        (["Advertisements were hung on the wall"], -2.0),
    ],
)
def test_what_is_no_box(box: list[str], label: float) -> None:
    assert _boxes(*box, label=label) == []


def test_no_box_begins_or_ends_an_article() -> None:
    assert _boxes("Related", *TEASERS, above="Lamp No. 3") == []
    lines = [ABOVE, "Related", *TEASERS]
    assert boxes(_evidence(lines), [2.0, *[-2.0] * 4]) == []


@pytest.mark.parametrize(
    ("box", "end"),
    [
        (["Related", *TEASERS], 5),
        (["Also read:", TEASERS[0]], 3),
        (["Related", TEASERS[0], SAID, TEASERS[1], SAID.replace("autumn", "spring")], 6),
        (["Related", TEASERS[0], TEASERS[1], SAID], 4),  # nothing is said under the first: it goes on there
        (["Most read", *TEASERS], 5),
        (["Advertisement", "Skip advertisement"], 3),
        (["Newsletter", "All moths in your inbox every week.", "Sign up"], 4),
    ],
)
def test_where_a_box_ends(box: list[str], end: int) -> None:
    assert _boxes(*box) == [(1, end)]


def test_a_box_may_stand_under_another_one() -> None:
    assert _boxes("Advertisement", "Related", *TEASERS) == [(1, 2), (2, 6)]


def _priors(lines: Sequence[str], scores: Sequence[float], kept: Sequence[str]) -> dict[int, Mark]:
    """kept: what a look at the page without its boxes keeps."""

    def look(page: Page) -> Sequence[bool]:
        return [block.text in kept for block in page.blocks]

    return box_priors(_evidence(lines), scores, look)


RELATED = [ABOVE, "Related", *TEASERS, BELOW]


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ((2, -2, -2, -2, -2, -1), ()),  # the second look drops it, too
        ((2, -2, -2, -2, -2, -1), (ABOVE,)),
        ((2, -2, 1, 1, -2, 1), ()),  # what ends the article keeps its teasers
    ],
)
def test_a_box_that_ends_the_article_weighs_nothing(scores: Sequence[float], kept: Sequence[str]) -> None:
    assert _priors(RELATED, scores, kept) == {}


def test_what_is_far_below_the_cut_does_not_go_on() -> None:
    assert PAST not in {mark.name for mark in _priors(RELATED, (2, -2, -2, -2, -2, -2.5), (ABOVE, BELOW)).values()}


def test_nobody_looks_again_where_nothing_can_change() -> None:
    def look(page: Page) -> Sequence[bool]:
        raise AssertionError(page)

    assert box_priors(_evidence(RELATED), (2, -2, -2, -2, -2, 1), look) == {}
    assert box_priors(_evidence([ABOVE, BELOW]), (2, -1), look) == {}
    unsaid = " ".join(["moth"] * 20)  # no sentence, so that nothing goes on with the article
    assert boxes(_evidence([*RELATED[:-1], unsaid]), (2, -2, -2, -2, -2, -1)) == [(1, 5)]
    assert box_priors(_evidence([*RELATED[:-1], unsaid]), (2, -2, -2, -2, -2, -1), look) == {}


def test_what_goes_on_is_kept_and_the_box_is_not() -> None:
    """The last teaser stays as it is: it may head the section under the box."""
    found = _priors(RELATED, (2, -2, 1, 1, 1, -1), (ABOVE, BELOW))
    assert found == {1: BOX, 2: BOX, 3: BOX, 5: Mark(PAST, 1.0)}


def test_furniture_ends_what_goes_on() -> None:
    lines = [ABOVE, "Advertisement", BELOW, "Share this article", SAID]
    found = _priors(lines, (2, -2, -1, -2, -1), (ABOVE, BELOW, lines[3], SAID))
    assert [block for block, mark in found.items() if mark.name == PAST] == [2]


@pytest.mark.parametrize("name", ["prior.box", "prior.past"])
def test_each_can_be_left_out(name: str) -> None:
    text = PAGES["related"].text
    assert clean(text, Options(skip=(name,))).text != clean(text).text
