"""Invented pages with everything that stands around an article, in several languages and shapes: what comes out, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import run
from expected import PORTALS, cases, expected, fields

from cleaner.model import Article, Page
from cleaner.pipeline import explain

NOT_YET: dict[tuple[str, str], str] = {}
"""Page and field -> what is still wrong with it."""
KEPT_SECTIONS = ("Design", "Release", "Legal", "Topics")
"""Headings of an article that are also names of page furniture."""


@cache
def _found(path: Path) -> tuple[Page, Article]:
    page, _, article, _ = explain(path.read_bytes())
    return page, article


def _page(name: str) -> Path:
    return next(path for path in PORTALS if path.stem == name)


def _cases() -> Iterator[Any]:
    for path, field in cases(PORTALS):
        why = NOT_YET.get((path.stem, field))
        marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
        yield pytest.param(path, field, marks=marks, id=f"{path.stem}-{field}")


@pytest.mark.parametrize(("path", "field"), list(_cases()))
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


@pytest.mark.parametrize("heading", ["Release", "Legal", "Topics", "Comments"])
def test_what_heads_a_section_is_no_furniture(heading: str) -> None:
    """Between paragraphs these names head a section of the article; on the same page, "Share" and "Related Articles" do not."""
    lines = _found(_page("quillmark"))[1].text.split("\n\n")
    assert heading in lines
    assert not {"Share", "Related Articles", "News", "Home"} & set(lines)


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
