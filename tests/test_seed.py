"""The seed pages that the whole work started from. They lie outside of the repository, so elsewhere there is nothing to test."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from expected import cases, expected, fields

from cleaner.model import Article
from cleaner.pipeline import clean

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
PAGES = sorted(page for page in SEEDS.glob("*.txt") if page.with_suffix(".expected.json").exists())

pytestmark = pytest.mark.skipif(not PAGES, reason="no seed pages beside the repository (../shared/seeds)")


@cache
def _article(path: Path) -> Article:
    return clean(path.read_bytes())


@pytest.mark.parametrize(("path", "field"), cases(PAGES), ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_what_comes_out(path: Path, field: str) -> None:
    assert fields(_article(path))[field] == expected(path)[field]
