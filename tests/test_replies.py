"""Replies to an article fall from the first one on; threads, logs and what an article quotes stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.model import Block, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.replies import replies

ARTICLE = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year. " * 10
SAID = "My uncle once counted eleven of them, and nobody believed him."


def _dropped(lines: Sequence[str], kept: Sequence[str] = (ARTICLE, SAID)) -> list[int]:
    page = Page(tuple(map(Block, lines)), "lines", Source("", "text", "utf-8", ""))
    return replies(Evidence(page, load_phrases()), [1.0 if line in kept else -1.0 for line in lines])


def _posts(*stamps: str, button: str = "Reply") -> list[str]:
    return [line for stamp in stamps for line in (stamp, SAID, button)]


STAMPS = ("4 March 2025, 18:20", "4 March 2025, 19:02", "5 March 2025, 7:45", "6 March 2025, 21:10")


@pytest.mark.parametrize(
    "lines",
    [
        [ARTICLE, *_posts(*STAMPS, button="Boats")],  # a log: nothing counts or answers
        [ARTICLE, *_posts(*STAMPS[:3])],  # few
        [ARTICLE, "Comments", *_posts(STAMPS[0])],  # one
        [ARTICLE, *_posts(*("4 March 2025", "5 March 2025", "6 March 2025", "7 March 2025"))],  # days alone: a chronology
        [ARTICLE, *_posts("18:20", "19:02", "7:45", "21:10")],  # times alone: a programme
        [STAMPS[0], ARTICLE, "Reply", *_posts(*STAMPS)],  # a thread: the first post is like the others
        [*_posts(*STAMPS), ARTICLE],  # above
        ["Lamps.", *_posts(*STAMPS)],  # no article
        [*[f"Changed on {day} May 2025" for day in range(1, 12)], ARTICLE, "Comments", *_posts(*STAMPS)],  # a moment at each post
    ],
)
def test_what_are_no_replies_stay(lines: Sequence[str]) -> None:
    assert _dropped(lines) == []


def test_replies_that_can_be_answered_fall_without_a_count() -> None:
    assert _dropped([ARTICLE, "Jo Weir", *_posts(*STAMPS)], (ARTICLE, SAID, "Jo Weir")) == [1, 3, 6, 9, 12]


@pytest.mark.parametrize("label", ["Comments", "12 comments", "Kommentare", "Комментарии:"])
def test_a_label_tells_two_replies(label: str) -> None:
    assert _dropped([ARTICLE, label, *_posts(*STAMPS[:2], button="Boats")]) == [3, 6]


@pytest.mark.parametrize(
    "stamps",
    [
        ("Jo at 4:10 AM January 12, 2025", "Ines at 11:31 PM January 13, 2025"),
        ("12.01.25, 20:49", "13.01.25, 7:15"),
        ("2025-01-12 20:49", "2025-01-13 07:15"),
        ("2025年1月12日 20:49", "2025年1月13日 07:15"),
    ],
)
def test_days_and_times_are_known_in_many_ways(stamps: Sequence[str]) -> None:
    assert _dropped([ARTICLE, "Comments", *_posts(*stamps)]) == [3, 6]


def test_other_articles_below_are_not_asked_for() -> None:
    assert _dropped([ARTICLE, "Comments", *_posts(*STAMPS[:2]), "Related articles", SAID]) == [3, 6]
