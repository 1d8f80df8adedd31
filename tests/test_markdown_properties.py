"""Whatever a Markdown document is like: each of its words stands in one block, in order, and comes out again as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import PARSERS
from pages import kept, markdown, pieces_of_markdown, pieces_of_page

from cleaner import clean, pipeline
from cleaner.model import Options, Page
from cleaner.read.markdown.links import tokens

WORD = re.compile(r"w\d+w")
INLINE = ["{}", "*{}*", "**{}**", "_{}_", "[{}](/x)", "[{}][1]", "~~{}~~", "`{}`", "<b>{}</b>", "![]({})", "***{}***", "[**{}**](/x 't')"]
JOINS = [" ", "\n", "  \n", "\\\n", "", ", ", " | ", "<br>", " ![a](/a.png) ", "&amp;", " * ", "_", "[", "](", " < "]
BLOCK = [
    "{}\n\n",
    "# {}\n\n",
    "{}\n---\n\n",
    "> {}\n\n",
    "* {}\n",
    "1. {}\n",
    "  + {}\n",
    "    {}\n\n",
    "```\n{}\n```\n\n",
    "{} | {}\n---|---\n{} | {}\n\n",
]
BLOCK += ["> > {}\n", "- - {}\n", "<div>{}</div>\n\n", "{}\n", "***\n\n{}\n\n", "| {} |\n", "[1]: /x\n\n{}\n\n"]


def _read(text: str) -> Page:
    return pipeline.read(text, Options(kind="markdown"))


def _lines() -> st.SearchStrategy[str]:
    piece = st.builds(lambda form, join: form.replace("{}", "w") + join, st.sampled_from([*INLINE, "w"]), st.sampled_from(JOINS))
    return st.lists(piece, min_size=1, max_size=4).map("".join)


def _documents() -> st.SearchStrategy[str]:
    """Documents of every kind of block, with words that are all different."""
    block = st.builds(lambda form, line: form.replace("{}", line), st.sampled_from(BLOCK), _lines())
    return st.lists(block, min_size=1, max_size=5).map("".join).map(_numbered)


def _numbered(text: str) -> str:
    parts = text.split("w")
    return "".join(f"w{number}w{part}" if number else part for number, part in enumerate(parts))


def _any() -> st.SearchStrategy[str]:
    """Signs in any order, nothing of which needs to fit."""
    signs = [
        "*",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<div>",
        "<script>",
        "<!--",
        "-->",
        "|",
        "---",
        "===",
        "\n",
        "\n\n",
    ]
    signs += [
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "#",
        "# ",
        "~~~",
        "```",
        "\\",
        "&amp;",
        "&#0;",
        "[1]: ",
        "[^1]",
        "\0",
        "\x1b[m",
        "\u202e",
        "|-|-|",
        ":-:",
        "'",
        '"',
    ]
    signs += ["+++\n", "---\n", "Title: ", "URL Source: ", "javascript:x", "data:text/html,x", "<a href='javascript:x'>", "<img src=x>"]
    return st.lists(st.sampled_from(signs) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=6), max_size=40).map("".join)


@settings(deadline=None)
@given(_documents())
def test_each_word_stands_in_one_block(text: str) -> None:
    shown = re.sub(r"\]\(w\d+w\)", "](x)", text)  # the address of a picture
    found = [word for block in _read(text).blocks if block.kind != "image" for word in WORD.findall(block.text)]
    assert sorted(found) == sorted(set(found))
    assert set(WORD.findall(shown)) <= set(found)


@settings(deadline=None)
@given(_documents())
def test_what_comes_out_is_read_back_and_comes_out_again(text: str) -> None:
    page = _read(text)
    shown = markdown(kept(page))
    pieces = [piece for piece in pieces_of_page(page) if piece.kind != "hr"]
    assert [piece for piece in pieces_of_markdown(shown) if piece.kind != "hr"] == pieces
    if "|" not in text:  # a line that begins or ends with a bar may be a row, as converters part tables
        assert markdown(kept(_read(shown))) == shown


@settings(deadline=None)
@given(_any())
def test_nothing_raises_and_no_html_comes_out(text: str) -> None:
    page = _read(text)
    assert all(block.text.strip() and block.markup for block in page.blocks)
    assert all(1 <= block.lines[0] <= block.lines[1] <= page.source.text.count("\n") + 1 for block in page.blocks)
    shown = markdown(kept(page))
    found = [child for token in PARSERS["github"].parse(shown) for child in (token, *(token.children or ()))]
    assert not [token.content for token in found if "html" in token.type]
    addresses = [str(token.attrs.get("href") or token.attrs.get("src")) for token in found if token.type in ("link_open", "image")]
    assert not [address for address in addresses if re.match(r"(?i)\s*(?:javascript|data|vbscript):", address)]
    assert not re.search("[\0\x1b\u202e]", shown)
    clean(text, Options(kind="markdown"))
    clean(text)


@settings(deadline=None)
@given(_lines())
def test_lines_that_are_read_at_once_are_read_as_the_parser_would(line: str) -> None:
    line = " ".join(line.split(" ")).strip()
    found = tokens(line)
    if found is not None:
        children = PARSERS["github"].parseInline(line)[0].children or []
        assert _flat(found) == _flat(children)


def _flat(found: object) -> list[tuple[str, object, str]]:
    from markdown_it.token import Token

    assert isinstance(found, list) and all(isinstance(token, Token) for token in found)
    kinds = [(token.type, token.attrs.get("href") or token.attrs.get("src"), token.content) for token in found]
    return [entry for entry in kinds if entry[0] != "text" or entry[2]]


@pytest.mark.parametrize(
    "line", ["[a](javascript:x)", "**a**b", "a*b*c", "_a_b", "*a**b*", "[a]( b )", "![a](b 'c')", "a  \nb", "[*a*](b)", "***a***"]
)
def test_examples_of_such_lines(line: str) -> None:
    found = tokens(line)
    if found is not None and "javascript" not in line:
        assert _flat(found) == _flat(PARSERS["github"].parseInline(line)[0].children or [])
