"""Invented pages with everything that stands around an article, in several languages and shapes: what comes out, field by field."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import run
from expected import PORTALS, cases, expected, fields

from cleaner.model import Article, Page
from cleaner.pipeline import explain

KEPT_SECTIONS = ("Design", "Release", "Legal", "Topics")
"""Headings of an article that are also names of page furniture."""


@cache
def _found(path: Path) -> tuple[Page, Article]:
    page, _, article = explain(path.read_bytes())
    return page, article


def _page(name: str) -> Path:
    return next(path for path in PORTALS if path.stem == name)


@pytest.mark.parametrize(("path", "field"), cases(PORTALS), ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_what_comes_out(path: Path, field: str) -> None:
    page, article = _found(path)
    assert fields(article, oneline=page.shape == "oneline")[field] == expected(path)[field]


@pytest.mark.parametrize(("name", "shape"), [("wrapped", "wrapped"), ("oneline", "oneline"), ("tidal-gate", "lines"), ("blog", "lines")])
def test_the_shape_is_told_by_the_page(name: str, shape: str) -> None:
    assert _found(_page(name))[0].shape == shape


@pytest.mark.parametrize(("name", "language"), [("tidal-gate", "en"), ("grubenwasser", "de"), ("observatoriya", "ru")])
def test_the_language_is_that_of_the_body(name: str, language: str) -> None:
    assert _found(_page(name))[1].language == language


@pytest.mark.parametrize("heading", KEPT_SECTIONS)
def test_sections_of_an_article_stay_whatever_they_are_called(heading: str) -> None:
    lines = _found(_page("sections"))[1].text.split("\n\n")
    assert heading in lines
    following = expected(_page("sections"))["body"]
    assert following[following.index(heading) + 1] in lines


@pytest.mark.parametrize("path", PORTALS, ids=lambda path: path.stem)
def test_the_command_says_the_same(path: Path) -> None:
    result = run("-f", "json", path)
    article = _found(path)[1]
    if not article.text:
        assert (result.status, result.out) == (1, "")
        assert result.err.startswith(f"clean: {path}: ")
        return
    assert (result.status, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    assert [found[name] for name in ("title", "authors", "date", "captions")] == list(fields(article).values())[:4]
    assert found["text"] == article.text
