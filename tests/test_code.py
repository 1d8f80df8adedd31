"""Code on text pages: what tells it, what it is written as, and what it never swallows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.model import Source
from cleaner.pipeline import clean
from cleaner.read.code import LIKELY, SURE, may_be
from cleaner.read.text import read

PAGE = Path(__file__).parent.parent / "fixtures" / "portals" / "arrivals.txt"
LINES = tuple("x = [|]|};|run(a);|# note|def f(x):|    return x|* one||  |-----|He left.|, and|\tpass|<br/>".split("|"))
PROSE = (
    "He said that (as far as he knew) the harbour was shut;",
    "Paris (1982); San Francisco (1997);",
    "the second part;",
    "From the pier one sees the island.",
    "<http://harbour.example/lines.html>",
    "For example (see below):",
    "Import duties rise",
    "$ 12 for a day",
    "Return of the ferry;",
    "Note: the bridge is closed;",
)
"""Lines that look like code now and then."""


@pytest.mark.parametrize(("example", "pattern"), [*SURE.items(), *LIKELY.items()])
def test_each_sign_of_code_matches_its_example(example: str, pattern: str) -> None:
    assert re.match(pattern, example)
    assert may_be(example)


@pytest.mark.parametrize("line", PROSE)
def test_what_is_no_code_for_sure(line: str) -> None:
    assert not [example for example, pattern in SURE.items() if re.match(pattern, line)]


def test_code_is_fenced_with_all_of_its_lines_and_indents() -> None:
    tokens = [token for token in MarkdownIt().parse(clean(PAGE.read_text(encoding="utf-8")).to_markdown()) if token.type == "fence"]
    raw = PAGE.read_text(encoding="utf-8")
    assert len(tokens) == 3
    assert all(token.content in raw for token in tokens)
    assert "def add(self, line):" in tokens[0].content
    assert tokens[1].content.endswith("  });\n}\n")


def test_an_explanation_shows_every_line_of_code_by_its_number() -> None:
    shown = run("--explain", PAGE).out
    lines = list(enumerate(PAGE.read_text(encoding="utf-8").split("\n"), 1))
    code = [(number, line.strip()) for number, line in lines if line.strip().endswith((";", "{", "}", "):"))]
    assert len(code) == 10  # two methods and the eight lines of the script
    assert [number for number, line in code if not re.search(rf"^ *{number} \+ .*{re.escape(line)}", shown, re.MULTILINE)] == []


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
def test_no_word_is_lost_and_none_moves(lines: list[str]) -> None:
    page = read(Source("\n".join(lines), "text", "utf-8", ""))
    words = re.findall(r"\w+", " ".join(lines))
    assert re.findall(r"\w+", " ".join(f"{block.marker} {block.text}" for block in page.blocks)) == words


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
def test_code_is_what_stands_on_its_lines(lines: list[str]) -> None:
    for block in read(Source("\n".join(lines), "text", "utf-8", "")).blocks:
        if block.kind == "code":
            first, last = block.lines
            assert [row.split() for row in block.text.split("\n")] == [line.split() for line in lines[first - 1 : last]]
