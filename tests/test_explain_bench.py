"""That explaining changes nothing, and that the shown weights are the margin, on a sample of the benchmark's pages in every view."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from cleaner import forms
from cleaner.bench import KINDS, VIEWS, BenchPage, read_bench
from cleaner.model import Options, UserRule

BENCH = Path(__file__).parent.parent.parent / "shared" / "bench"
FIRST, EVERY, LARGEST = 60, 12, 60_000
"""One page in so many of the first ones, and characters of a page's HTML at most: so the test takes seconds."""
RULES = (
    UserRule("hot", phrases=("Hot this week", "Read more ...")),
    UserRule("and", regexes=(r"\band\b",), actions=("weight",), weight=-1.5),
)
WISHES: dict[str, dict[str, Any]] = {"plain": {}, "rules": {"rules": RULES, "skip": ("promo",)}}


@cache
def _pages() -> list[BenchPage]:
    if not (BENCH / "dev").is_dir():
        pytest.skip(f"there are no benchmark pages at {BENCH}")
    pages = islice(read_bench(BENCH, VIEWS), 0, FIRST, EVERY)
    return [page for page in pages if len(page.views.get("html", "")) <= LARGEST]


@pytest.mark.parametrize("wishes", WISHES)
@pytest.mark.parametrize("view", VIEWS)
def test_explaining_changes_nothing_and_the_weights_are_the_margin(view: str, wishes: str) -> None:
    options = Options(kind=KINDS.get(view, "text"), **WISHES[wishes])
    pages = [page for page in _pages() if view in page.views]
    assert pages
    for page in pages:
        plain = forms.cleaned(page.views[view], "json", options, None)
        told = forms.cleaned(page.views[view], "explain-json", options, None)
        assert forms.of_article(told.explanation.article, "json", options) == forms.of_article(plain.explanation.article, "json", options)
        for block in json.loads(told.piece)["blocks"]:
            assert math.fsum(mark["weight"] for mark in block["marks"]) == pytest.approx(block["margin"], abs=1e-6)
