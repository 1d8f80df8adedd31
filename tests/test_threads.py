"""Short dated pieces under a long one, and whether a block speaks of what the page's paragraphs speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from staying import Staying, lines, pages
from tables import page_of

from cleaner import clean
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.threads import MOMENT, UNDER
from cleaner.rules.topic import SHARE

LONG = [f"The {name} paragraph of the article tells of {name} things, as {'so many words ' * 25}show." for name in "abcdefgh"]
POST = "I did not know that at all, and I wonder whether anybody else here has seen it."
DAYS = [f"{day} March 2019 at 8:12 PM" for day in range(4, 12)]
ENDINGS = "al an ar as at el en er es et il in ir is it ol on or".split()
FAR_LONGER = UNDER.labels[-1]
FORUM = [line for day in DAYS for line in (day, POST)]
COMMENTED = [*LONG, *FORUM]
TIMELINE = [line for day, piece in zip(DAYS, LONG, strict=True) for line in (day, piece)]

PAGES = pages("threads")


@pytest.mark.parametrize(("page", "line", "stays"), list(lines(PAGES)))
def test_dated_pieces_stay_where_they_are_the_content(page: Staying, line: str, stays: bool) -> None:
    assert page.keeps(line) is stays


def test_the_day_of_a_post_is_no_headline() -> None:
    assert clean("\n".join(line[2:] for line in PAGES["sourdough"].lines)).title == "Sourdough won't rise in winter"


def _evidence(lines: list[str], chance: int = 90) -> Evidence:
    evidence = Evidence(page_of(lines), load_phrases())
    evidence.look_again(bytes([chance]) * evidence.size)
    return evidence


def _threads(lines: list[str]) -> list[str]:
    return [UNDER.labels[value] for value in _evidence(lines).column(UNDER)]


@pytest.mark.parametrize("lines", [LONG, FORUM, TIMELINE, DAYS, [*FORUM, *LONG], [DAYS[0], *LONG], [*LONG, DAYS[0], POST]])
def test_pieces_that_are_as_long_as_each_other_are_no_thread(lines: list[str]) -> None:
    assert not any(label.endswith((", 8..15 times", ", 16+ times")) for label in _threads(lines))


def test_short_dated_pieces_under_an_article_are_one() -> None:
    labels = _threads(COMMENTED)
    assert set(labels[len(LONG) :]) == {FAR_LONGER}
    assert FAR_LONGER not in labels[: len(LONG)]


def test_what_is_no_content_makes_no_long_piece() -> None:
    evidence = _evidence(COMMENTED, chance=0)
    assert set(evidence.column(UNDER)) == {0}


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("17", False),
        ("3 4 5", False),
        ("The council met on 4 March 2019, and nobody of those who had been asked to come was there to hear it.", False),
        ("19.03.2019 8:12", True),
        ("18.40 h", True),
        ("4 March 2019", True),
        ("2 days ago", True),
    ],
)
def test_a_piece_begins_with_a_day_or_a_time(line: str, dated: bool) -> None:
    assert MOMENT.labels[_evidence([line]).column(MOMENT)[0]] == ("yes" if dated else "no")


def test_a_paragraph_is_not_compared_with_itself() -> None:
    lines = [f"{name.title()} {' '.join(f'{name}{ending}' for ending in ENDINGS)}." for name in ("kest", "anvil", "ferr", "orch")]
    assert {SHARE.labels[value] for value in _evidence(lines).column(SHARE)} == {"<5"}


@pytest.mark.parametrize(
    ("line", "label"), [("Home", "too few words"), ("Kestrels hover, anvils ring", "<5"), ("Article paragraph tells", "60+")]
)
def test_a_line_speaks_of_what_the_paragraphs_speak_of_or_does_not(line: str, label: str) -> None:
    assert SHARE.labels[_evidence([*LONG, line]).column(SHARE)[-1]] == label


def test_two_paragraphs_make_no_topic() -> None:
    assert {SHARE.labels[value] for value in _evidence(LONG[:2]).column(SHARE)} == {"no topic"}


@given(st.lists(st.sampled_from([*LONG[:3], POST, *DAYS[:3], "Home"]), min_size=1, max_size=30))
def test_only_what_stands_above_makes_a_piece_long(lines: list[str]) -> None:
    """Down the page the longest piece above can only grow."""
    steps = [UNDER.labels.index(label) // 4 for label in _threads(lines)]
    assert steps == sorted(steps)
