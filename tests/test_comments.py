"""What is kept below the line that counts an article's comments is dropped; threads, and articles that go on, stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.model import Block, Page, Shape, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules.comments import under_count, under_form
from cleaner.rules.evidence import Evidence

LONG = "The keeper lights the lamp at dusk, and ten moths come to it every evening of the year. " * 4
COMMENT = "My uncle once counted eleven of them, and nobody in the village believed him for a minute."


def _dropped(lines: Sequence[str], shape: Shape = "lines") -> list[str]:
    """The beginnings of what falls of blocks that would all be kept."""
    page = Page(tuple(map(Block, lines)), shape, Source("", "text", "utf-8", ""))
    return [lines[block].split()[0] for block in under_count(Evidence(page, load_phrases()), [1.0] * len(lines))]


@pytest.mark.parametrize(
    ("lines", "shape"),
    [
        ([LONG, "Comments", COMMENT], "lines"),  # a section's heading
        ([LONG, "Comments on the law of 1911 and its makers", COMMENT], "lines"),
        (["Comments (2)", LONG, COMMENT], "lines"),  # above the article
        ([COMMENT, "2 comments", LONG], "lines"),  # little stands above
        ([LONG, "2 comments", COMMENT, "1 comment", COMMENT, "3 comments", COMMENT, "1 comment"], "lines"),  # a list of posts
        ([*["4 March 2025, 18:20", LONG] * 4, "2 comments", COMMENT], "lines"),  # a thread
        ([*["4 March 2025, 18:20", LONG] * 4, "Reply", "2 comments", COMMENT, "Reply"], "lines"),  # each post can be answered
        ([COMMENT, "2 comments", LONG, "Reply", LONG, "Reply"], "lines"),  # no article above
    ],
)
def test_what_is_no_comment_stays(lines: Sequence[str], shape: Shape) -> None:
    assert _dropped(lines, shape) == []


@pytest.mark.parametrize("count", ["Comments (2)", "2 comments", "33 Comments", "2 Kommentare", "Commentaires (14)", "评论(3)"])
def test_comments_fall_in_all_languages(count: str) -> None:
    assert _dropped([LONG, count, COMMENT, "Jo"]) == ["My", "Jo"]


@pytest.mark.parametrize("shape", ["lines", "wrapped", "oneline", "markdown", "html"])
def test_comments_fall_on_pages_of_every_shape(shape: Shape) -> None:
    assert _dropped([LONG, "2 comments", COMMENT], shape) == ["My"]


def test_comments_that_are_longer_than_the_article_fall_where_they_can_be_answered() -> None:
    many = [*[f"{day} March 2025" for day in range(4, 8)], LONG * 2, "Comments (2)", LONG * 3, "Report abuse", LONG, "Reply"]
    assert _dropped(many) == ["The", "Report", "The", "Reply"]


def test_what_is_below_other_articles_is_not_asked_for() -> None:
    assert _dropped([LONG, "Comments (2)", COMMENT, "Related articles", "Moths again"]) == ["My"]


FORM = ["Leave a reply", "Name (required)", "Mail (will not be published)"]


def _below_form(lines: Sequence[str]) -> list[str]:
    page = Page(tuple(map(Block, lines)), "lines", Source("", "text", "utf-8", ""))
    scores = [1.0 if line in (LONG, LONG * 2, COMMENT) else -1.0 for line in lines]
    return [lines[block].split()[0] for block in under_form(Evidence(page, load_phrases()), scores)]


@pytest.mark.parametrize(
    "lines",
    [
        [LONG * 2, *FORM[:2], COMMENT],
        [LONG * 2, FORM[0], FORM[0], FORM[0], COMMENT],  # a button at each post
        [LONG * 2, FORM[0], *["Boats"] * 12, *FORM[1:], COMMENT],  # not together
        [LONG * 2, "Name", "Message", "Website", COMMENT],  # words of a table
        [COMMENT, *FORM, LONG],  # above the article
        [LONG, *FORM, LONG * 2],
    ],
)
def test_what_stands_below_no_form_stays(lines: Sequence[str]) -> None:
    assert _below_form(lines) == []


def test_what_would_be_kept_below_the_form_falls() -> None:
    assert _below_form([LONG * 2, *FORM, COMMENT, "Boats", COMMENT]) == ["My", "My"]
