"""HTML pages: the Markdown of all that stands on them, read back by a parser to the same structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import Piece, kept, markdown, pieces_of_markdown, pieces_of_page, read

from cleaner import pipeline
from cleaner.model import Options

FIXTURES = Path(__file__).parent.parent / "fixtures" / "html"
FILES = ("left-alone", "inline", "lists", "blocks", "tables", "links", "pictures", "scripts")
FIDELITY = tuple(f"fidelity/{name}" for name in ("articles", "code", "tables", "text", "addresses"))
"""Small pages as they stand on the web, with all that may go wrong in them."""
FEWEST = 40
"""Pages that each of the two sets holds at least."""


def _cases() -> list[Any]:
    """Name, options, page and Markdown of every case."""
    cases = []
    for name in FILES + FIDELITY:
        for case in (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
            head, _, rest = case.partition("\n")
            title, _, options = head.partition(" | ")
            page, _, wanted = rest.partition("\n=====>\n")
            chosen: dict[str, Any] = dict(option.split("=", 1) for option in options.split())
            cases.append(pytest.param(Options(**chosen), page, wanted.strip("\n"), id=f"{name}: {title}"))
    return cases


CASES = _cases()
WHOLE = [case for case in CASES if case.values[0] == Options(url=case.values[0].url)]
"""Those of which nothing is left out."""


@pytest.mark.parametrize(("options", "page", "wanted"), CASES)
def test_the_markdown_of_a_page(options: Options, page: str, wanted: str) -> None:
    assert markdown(kept(read(page, options), options)) == wanted


@pytest.mark.parametrize(("options", "page", "wanted"), WHOLE)
def test_a_parser_reads_back_the_structure(options: Options, page: str, wanted: str) -> None:
    assert pieces_of_markdown(wanted) == _without_idle_rules(pieces_of_page(read(page, options)))


def _without_idle_rules(pieces: list[Piece]) -> list[Piece]:
    """Lines at the end part nothing."""
    while pieces and pieces[-1].kind == "hr":
        pieces = pieces[:-1]
    return pieces


def test_there_are_pages_enough() -> None:
    fidelity = sum(str(case.id).startswith("fidelity/") for case in CASES)
    assert min(fidelity, len(CASES) - fidelity) >= FEWEST


@pytest.mark.parametrize(
    ("page", "shape"),
    [
        ("<h1>Ferry</h1><p>It sails.</p><ul><li>a</li></ul>", "lines"),
        ("<h1>Ferry</h1><p class=lead>It sails.</p>", "html"),
        ("<title>Ferry</title><p>It sails.</p>", "html"),
        ("<nav>Home</nav><p>It sails.</p>", "html"),
        ('<h1>Ferry</h1><p>It <a href="/a">sails</a>.</p>', "html"),
    ],
)
def test_markup_that_tells_nothing_is_judged_as_lines(page: str, shape: str) -> None:
    assert pipeline.read(page, Options(kind="html")).shape == shape
