"""Time grows with a page's length and nothing else: a page of one short pattern, twice as long, takes twice the calls of functions.

Calls are counted, not seconds, so that the answer is the same on any machine; what is quadratic takes four times as many."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import pytest

from cleaner import Options
from cleaner.compose import compose
from cleaner.explain import to_text
from cleaner.explain.roles import parts
from cleaner.model import Decision
from cleaner.pipeline import explain, read

MOST = 2.6
"""Times as many calls that a page of twice the length may take."""


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, and how often generators go on."""
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def composing(text: str) -> Callable[[], object]:
    """Putting the article of a page together of which everything is kept."""
    page = read(text, Options(kind="text"))
    return partial(compose, page, [Decision(True, 2.0, 0.9)] * len(page.blocks), Options(), 0.9)


def explaining(text: str) -> Callable[[], object]:
    """Showing a page as `--explain` does."""
    page, decisions, article, _ = explain(text, Options(kind="text"))
    return partial(to_text, page, decisions, article)


FIGURE = (
    "<p>The night ferry number 0 sails again.</p><figure><img src='0.jpg'><figcaption>Ferry number 0 at the quay.</figcaption></figure>"
)


def sorting(count: int) -> Callable[[], object]:
    """Telling the captions from the other blocks, of a page of that many pictures on one line."""
    html = "".join(FIGURE.replace("0", str(number)) for number in range(count))
    page = read(f"<!doctype html><article>{html}</article>", Options(kind="html"))
    decisions = [Decision(True, 2.0, 0.9)] * len(page.blocks)
    article = compose(page, decisions, Options(), 0.9)
    assert len(article.captions) == count
    return partial(parts, page, decisions, article)


STEPS = {
    "composing a line of days": (composing, "12 March 2024 ", 20_000),
    "explaining lines of one letter": (explaining, "a\n", 2_000),
    "explaining one word": (explaining, "_a", 10_000),
}
"""What is done with a page of which pattern, and how long the shorter page is: so that what is quadratic outgrows the rest."""


@pytest.mark.parametrize(("step", "pattern", "length"), STEPS.values(), ids=STEPS)
def test_a_page_of_twice_the_length_takes_twice_the_calls(step: Callable[[str], Callable[[], object]], pattern: str, length: int) -> None:
    once, twice = (step(pattern * (size // len(pattern))) for size in (length, 2 * length))
    once()  # fills what is cached
    assert calls(twice) < MOST * calls(once)


def test_twice_as_many_captions_take_twice_the_calls() -> None:
    assert calls(sorting(400)) < MOST * calls(sorting(200))
