"""Posts of threads in which one is about as long as the next, and mottos above a menu."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables import page_of

from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.mottos import mottos
from cleaner.rules.posts import rest_of_posts

DAYS = [f"{day} March 2019 at 8:12 PM" for day in range(4, 8)]
POSTS = [f"I did not know that about {name} at all, and I wonder who does." for name in ("lamps", "moths", "kettles", "ferries")]
LONG = "The keeper lights the lamp at dusk, and " + "ten more moths come to it " * 30 + "until dawn."
MENU = ["Home", "News", "Contact us", "Log in"]


def _evidence(lines: Sequence[str]) -> Evidence:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    return Evidence(page, load_phrases())


def _posts(*scores: float, posts: Sequence[str] = POSTS, above: Sequence[str] = ()) -> list[int]:
    """The posts that are kept of a thread, counted from its first one. scores: of the posts."""
    lines = [*above, *[line for pair in zip(DAYS, posts, strict=False) for line in pair]]
    all_scores = [*[1.0] * len(above), *[score for own in scores for score in (-1.0, own)]]
    return [(block - len(above)) // 2 for block in rest_of_posts(_evidence(lines), all_scores)]


@pytest.mark.parametrize(
    ("scores", "posts"),
    [
        ((1, 1, 1, 1), POSTS),
        ((1, -1, -1, -1), POSTS),  # most of it is dropped
        ((-1, -1, -1, -1), POSTS),
        ((1, -1), POSTS[:2]),  # too few
        ((1, 1, 1, -2.5), POSTS),  # far below the cut
        ((1, 1, 1, -1), [*POSTS[:3], "Thanks."]),  # no post
        ((1, 1, 1, -1), [*POSTS[:3], "Log in to reply to this topic, or register first."]),
        ((1, 1, 1, -1), [*POSTS[:3], POSTS[0]]),  # stands twice
    ],
)
def test_what_is_no_post_stays_out(scores: Sequence[float], posts: Sequence[str]) -> None:
    assert _posts(*scores, posts=posts) == []


def test_comments_under_an_article_are_no_thread() -> None:
    assert _posts(1, 1, 1, -1, above=[LONG]) == []


def test_of_a_thread_of_which_half_is_kept_all_is() -> None:
    assert _posts(1, 1, -1, -1) == [2, 3]
    assert _posts(1, 1, 1, -1, above=["A thread about lamps"]) == [3]


def _mottos(*lines: str) -> list[int]:
    return mottos(_evidence([*lines, LONG]), [1.0] * (len(lines) + 1))


@pytest.mark.parametrize(
    "lines",
    [
        ["A short headline"],  # no menu
        [*MENU, "A short headline"],  # under it
        ["The keeper lights the lamp at dusk, and ten moths come to it every evening of the year.", *MENU],  # long
        ["Home"],
    ],
)
def test_what_is_no_motto_is_left_alone(lines: Sequence[str]) -> None:
    found = _mottos(*lines)
    assert not [i for i in found if lines[i] not in MENU]


def test_a_short_line_over_the_menu_is_a_motto() -> None:
    assert 0 in _mottos("Notes on lamps and moths", *MENU)
    assert mottos(_evidence(["Notes on lamps and moths", *MENU, LONG]), [-1.0] * 5 + [1.0]) == []
