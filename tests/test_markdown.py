"""Markdown documents: the Markdown of all that stands in them, read back by a parser to the same structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import kept, markdown, pieces_of_markdown, pieces_of_page

from cleaner import clean, pipeline
from cleaner.model import Clue, Options, Page, UnreadableInput
from cleaner.read.markdown import MOST_SIGNS

FIXTURES = Path(__file__).parent.parent / "fixtures" / "markdown"
FILES = ("left-alone", "converters", "crawlers", "documents")
FEWEST = 40
"""Documents that the fixtures hold at least."""


def _read(text: str, **options: Any) -> Page:
    return pipeline.read(text, Options(kind="markdown", **options))


def _cases() -> list[Any]:
    """Options, document and Markdown of every case."""
    cases = []
    for name in FILES:
        for case in (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
            head, _, rest = case.partition("\n")
            title, _, options = head.partition(" | ")
            document, _, wanted = rest.partition("\n=====>\n")
            chosen = dict(option.split("=", 1) for option in options.split())
            cases.append(pytest.param(chosen, document, wanted.strip("\n"), id=f"{name}: {title}"))
    return cases


CASES = _cases()


@pytest.mark.parametrize(("options", "document", "wanted"), CASES)
def test_the_markdown_of_a_document(options: dict[str, Any], document: str, wanted: str) -> None:
    assert markdown(kept(_read(document, **options), Options(**options))) == wanted


@pytest.mark.parametrize(("options", "document", "wanted"), CASES)
def test_a_parser_reads_back_the_structure(options: dict[str, str], document: str, wanted: str) -> None:
    pieces = [piece for piece in pieces_of_page(_read(document, **options)) if piece.kind != "hr"]
    assert [piece for piece in pieces_of_markdown(wanted) if piece.kind != "hr"] == pieces


@pytest.mark.parametrize(("options", "document", "wanted"), CASES)
def test_what_comes_out_comes_out_again(options: dict[str, str], document: str, wanted: str) -> None:
    assert markdown(kept(_read(wanted))) == wanted


def test_there_are_documents_enough() -> None:
    assert len(CASES) >= FEWEST


def test_links_regions_and_lists_are_evidence() -> None:
    page = _read("* [Home](/) | [News](/news)\n* [Sport](/sport)\n\n# Ferry\n\nIt sails [on](/x) **Monday** morning.\n\n> > quoted")
    found = [
        (block.kind, block.markup.tag, block.markup.linked, block.markup.links, block.markup.listed)
        for block in page.blocks
        if block.markup
    ]
    assert found == [
        ("item", "li", 72, 2, 81),
        ("item", "li", 100, 1, 81),
        ("heading", "h1", 0, 0, 0),
        ("paragraph", "p", 7, 1, 0),
        ("paragraph", "p", 0, 0, 0),
    ]
    assert [len(block.markup.quotes) for block in page.blocks if block.markup] == [0, 0, 0, 0, 2]
    assert {block.markup.kept for block in page.blocks if block.markup} == {()}


def test_lines_are_those_of_the_document() -> None:
    page = _read("---\ntitle: Ferry\n---\n\n# Ferry\n\nOne\nand on.\n\n- two\n- three\n")
    assert [(block.text, block.lines, block.gap) for block in page.blocks] == [
        ("Ferry", (5, 5), 0), ("One and on.", (7, 8), 1), ("two", (10, 10), 1), ("three", (11, 11), 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clues"),
    [
        ("---\ntitle: 'It''s'\nauthors:\n  - name: Ann Poole\n  - name: Bo\ndate: 2024-03-02 # draft\n---\nText",
         [("title", "It's"), ("author", "Ann Poole"), ("author", "Bo"), ("date", "2024-03-02")]),
        ('+++\ntitle = "Ferry"\n+++\nText', [("title", "Ferry")]),
        ("Title: Ferry\n\nURL Source: https://a.example/f\n\nMarkdown Content:\nText", [("title", "Ferry"), ("url", "https://a.example/f")]),
        ("---\n\nOne.\n\n---\n\nTwo.", []),
        ("Title: a page about titles\n\nText", []),
    ],
)  # fmt: skip
def test_what_stands_above_a_document_becomes_clues(text: str, clues: list[tuple[str, str]]) -> None:
    assert [(clue.field, clue.value) for clue in _read(text).clues] == clues
    assert all(isinstance(clue, Clue) for clue in _read(text).clues)


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("Skip to content\n\n# 1 hotel in *all* lists\n\n- a\n- b\n\nsnake_case [1] (2)", None, "text"),
        ("$ cat a.sh\n# one\nmake\n# two\nmake install", "page.txt", "text"),
        ("A link is written as [text](https://a.example/) in it. " + "And so on, word after word. " * 20, None, "text"),
        ("[Home](/) [News](/news) [Sport](/sport)", "page.txt", "markdown"),
        ("# Ferry\n\nIt **sails**.", None, "markdown"),
        ("---\ntitle: Ferry\n---\n\nHome\nNews\nIt sails.", None, "text"),
        ("---\ntitle: Ferry\n---\n\nIt **sails**.", None, "markdown"),
        ("---\ntitle: Ferry\n---\n\n<p>It sails.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>", None, "markdown"),
        ("Title: Ferry\n\nURL Source: https://a.example/\n\nMarkdown Content:\nHome\nNews\nIt sails.", None, "text"),
        ("Title: Ferry\n\nURL Source: https://a.example/\n\nMarkdown Content:\nIt [sails](/a).", None, "markdown"),
        ("Nothing but text.", "notes/README.MD", "markdown"),
        ("Nothing but text.", "readme.markdown.gz", "markdown"),
        ("<!doctype html><title>a</title><p>b", "page.md", "html"),
        ("<p align=center>\n<img src=a.png>\n</p>\n\n# Ferry\n\n**It** [sails](/a) <b>a</b> <i>b</i>", "page.md", "markdown"),
    ],
)
def test_what_is_markdown(text: str, path: str | None, kind: str) -> None:
    from cleaner import load

    assert load.load(text, Options(), path=path).kind == kind


HOSTILE = {
    "quotes": ">" * 100_000 + " deep",
    "emphasis": "*" * 100_000 + "deep",
    "bullets": "* " * 50_000 + "deep",
    "brackets": "[" * 50_000 + "deep",
    "links that do not end": "[deep](b" * 20_000,
    "lists": "\n".join(" " * (2 * level) + "- deep" for level in range(500)),
    "a wide table": "|deep" * 20_000 + "\n" + "|-" * 20_000,
    "comments": "<!-- deep" * 20_000,
    "a long line": "deep " * 200_000,
    "elements": "<div>" * 20_000 + "deep",
    "links": "[deep](/a/b?c=d) " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_are_read(text: str) -> None:
    assert sum(block.text.count("deep") for block in _read(text).blocks) == text.count("deep")


def test_what_only_looks_like_markdown_with_too_many_signs_is_text() -> None:
    text = "[Home](/a) [News](/b) [Sport](/c)\n\n" + "*a* " * (MOST_SIGNS // 2 + 1)
    assert pipeline.read(text[:1000]).source.kind == "markdown"
    page = pipeline.read(text)
    assert (page.source.kind, page.shape != "markdown") == ("text", True)


def test_too_many_signs_are_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"^the input has over 200,000 signs of Markdown, .*--from text"):
        clean("*a* " * (MOST_SIGNS // 2 + 1), Options(kind="markdown"))
