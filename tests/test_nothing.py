"""Pages without an article that talk of errors or of cookies, and pages with one that do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables import page_of

from cleaner import clean
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.nothing import talk

MENU = ["Home", "News", "Sport", "Business", "Culture", "Opinion", "Podcasts", "Puzzles"]
FOOT = ["Contact us", "Terms and conditions", "Privacy policy", "© 2024 The Harrow Courier. All rights reserved."]
SORRY = "Sorry, we couldn't find the page that you asked for."
MOVED = "It may have been moved or deleted, or somebody has mistyped its address."
PARTNERS = "We and our 412 partners store information on your device, to show you what others pay for and to see whether you look."
CHOICE = "You can change your mind whenever you like, at the bottom of every page."
STORY = "The page of the parish register that the vicar was looking for had been lent to a neighbour, who used it to wrap a cheese."


def _talk(lines: Sequence[str], *scores: float) -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    return talk(Evidence(page, load_phrases()), scores)


@pytest.mark.parametrize(
    "lines",
    [
        [STORY],
        [STORY, MOVED],  # nothing is said of an error
        [SORRY, STORY, STORY.replace("vicar", "sexton")],  # much else
        [PARTNERS, *[STORY.replace("vicar", name) for name in ("sexton", "clerk", "bellringer", "baker", "miller")]],
        ["We use cookies.", STORY],  # hardly any of it
        ["By Ann Lee", PARTNERS, CHOICE],  # an article about them
    ],
)
def test_a_page_with_an_article_stays(lines: Sequence[str]) -> None:
    assert _talk(lines, *[1.0] * len(lines)) == []


def test_what_is_dropped_anyway_says_nothing() -> None:
    assert _talk([PARTNERS, STORY], -2, 1) == []


@pytest.mark.parametrize("lines", [[SORRY], [SORRY, MOVED], [PARTNERS, CHOICE], [PARTNERS], ["By using this site you agree.", PARTNERS]])
def test_a_page_that_only_talks_goes(lines: Sequence[str]) -> None:
    assert _talk(lines, *[1.0] * len(lines)) == list(range(len(lines)))


def test_what_is_left_of_a_menu_goes_where_an_error_is_reported() -> None:
    assert _talk(["Podcasts", SORRY], 0.5, -1) == [0]
    assert _talk(["Podcasts", STORY], 0.5, -1) == []


@pytest.mark.parametrize(
    "lines",
    [
        [*MENU, "Page not found", SORRY, MOVED, "Home page", "Search", "Error 404", *FOOT],
        ["Before you continue", PARTNERS, CHOICE, "Accept all", "Reject all", "Manage options", *FOOT[1:]],
        ["Ihre Privatsphäre ist uns wichtig", "Wir und unsere 614 Partner speichern Daten auf Ihrem Gerät.", "Ablehnen"],
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\n\n"])
def test_no_article_comes_of_it(lines: Sequence[str], ends: str) -> None:
    assert clean(ends.join(lines)).text == ""
