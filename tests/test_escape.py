"""Plain text as Markdown: what needs no escape has none, and a CommonMark parser reads back the very same text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import PARSERS, Piece, parse

from cleaner.escape import caption_markdown, escape_heading, escape_paragraph, list_markdown, printable

FIXTURES = Path(__file__).parent.parent / "fixtures" / "render"
SYNTAX = [*"\\`*_~[]<>&#+-|=:!()./;'", "1.", "12)", "<b>", "</b>", "<!--", "](", "&amp;", "```", "~~~", "---", "***", "===", "[a]:", "|-|"]
WORDS = ["a", "word", "é", "中文", "1986", " ", "  ", "\t", "\xa0", "©"]


def _lines(name: str) -> list[str]:
    """The lines of a fixture below its comment."""
    return (FIXTURES / name).read_text(encoding="utf-8").split("\n")[1:]


def _chunks(name: str) -> list[list[str]]:
    """The groups of lines of a fixture that blank lines part."""
    return [chunk.split("\n") for chunk in "\n".join(_lines(name)).strip().split("\n\n")]


def _texts(*, breaks: bool = False) -> st.SearchStrategy[str]:
    """Texts that are mostly syntax, and hold no control characters, as what the loader lets through."""
    any_char = st.characters(exclude_categories=("Cc", "Cs"))
    part = st.one_of(st.sampled_from(SYNTAX), st.sampled_from(WORDS + ["\n"] * breaks), any_char)
    return st.lists(part, max_size=20).map("".join).filter(lambda text: text.strip() != "")


def _read_back(text: str) -> str:
    """The text that counts: lines without the white space around them, and no empty ones."""
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


@pytest.mark.parametrize("text", _lines("untouched.txt")[:-1])
def test_text_without_syntax_stays_as_it_is(text: str) -> None:
    assert escape_paragraph(text) == text
    assert parse(text) == [Piece("p", text)]


@pytest.mark.parametrize(("text", "markdown"), _chunks("escaped.txt"))
def test_syntax_is_escaped(text: str, markdown: str) -> None:
    assert escape_paragraph(text) == markdown


@pytest.mark.parametrize("parser", PARSERS)
@given(text=_texts(breaks=True))
def test_a_paragraph_is_read_back(parser: str, text: str) -> None:
    assert parse(escape_paragraph(text), parser) == [Piece("p", _read_back(text))]


@pytest.mark.parametrize("parser", PARSERS)
@given(text=_texts(), level=st.integers(1, 6))
def test_a_heading_is_read_back(parser: str, text: str, level: int) -> None:
    assert parse(escape_heading(text, level), parser) == [Piece(f"h{level}", _read_back(text))]


@pytest.mark.parametrize("parser", PARSERS)
@given(text=_texts())
def test_a_caption_is_read_back_as_emphasis(parser: str, text: str) -> None:
    assert parse(caption_markdown(text), parser) == [Piece("p", f"<em>{_read_back(text)}</em>")]


def test_a_caption_or_heading_of_several_lines_becomes_one() -> None:
    assert caption_markdown("The quay\n  (Photo: A. W.)") == "*The quay (Photo: A. W.)*"
    assert escape_heading("The quay\n\nat night", 2) == "## The quay at night"


Item = tuple[int, str, str]


def _list_cases() -> list[tuple[list[Item], str]]:
    """Items and their Markdown, written like the fixtures of markdown-it."""
    cases = re.findall(r"^\.\n(.*?)\n\.\n(.*?)\n\.$", (FIXTURES / "lists.txt").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [([_item(line) for line in items.split("\n")], markdown) for items, markdown in cases]


def _item(line: str) -> Item:
    depth, marker, text = line.split(" ", 2)
    return int(depth), marker, text


def _nested(items: list[Item]) -> list[Piece]:
    """The items as a parser should see them: each in the last item before it that is indented less."""
    pieces: list[Piece] = []
    for index, (depth, _, text) in enumerate(items):
        around = next((i for i in reversed(range(index)) if items[i][0] < depth), None)
        pieces.append(Piece("li", _read_back(text), 0 if around is None else pieces[around].depth + 1))
    return pieces


@pytest.mark.parametrize(("items", "markdown"), _list_cases())
def test_lists(items: list[Item], markdown: str) -> None:
    assert list_markdown(items) == markdown


_MARKERS = st.sampled_from(["*", "-", "•", "–", "1.", "2.", "3)", "1)", "12.", "100."])


@pytest.mark.parametrize("parser", PARSERS)
@given(items=st.lists(st.tuples(st.integers(0, 4), _MARKERS, _texts()), min_size=1, max_size=6))
def test_a_list_is_read_back(parser: str, items: list[Item]) -> None:
    assert parse(list_markdown(items), parser) == _nested(items)


def test_a_number_that_markdown_has_no_list_for_stays_in_the_text() -> None:
    assert list_markdown([(0, "1234567890.", "calls")]) == "- 1234567890. calls"


@pytest.mark.parametrize("text", ["café 北京.txt", "a  b", "'quoted'\\"])
def test_harmless_names_are_printed_as_they_are(text: str) -> None:
    assert printable(text) == text


@given(st.text())
def test_no_name_can_steer_a_terminal(text: str) -> None:
    assert printable(text).isprintable()
