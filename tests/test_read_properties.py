"""What holds for every page that is read: no word is lost, moved or made up, and every line is accounted for."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.model import Block, Page, Source
from cleaner.read import glued, oneline
from cleaner.read.layout import RULES
from cleaner.read.text import read

WORDS = st.sampled_from(
    "the of and harbour Seals count Northern boats, quay. “why 12 1. 2) • * - – o [ ] # U.S. z.B. A www.example.org half- "
    ".NET ... : ) ( | » & тюлени залив. 渡船公司 海豹，三只。 φώκες ή سفينة جديدة، नाव है। é 👍".split()
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)
PAGES = st.lists(st.tuples(st.integers(0, 9), LINES), max_size=40).map(
    lambda lines: "\n".join(" " * indent + line for indent, line in lines)
)
WILD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t"), max_size=300)


def page(text: str) -> Page:
    return read(Source(text, "text", "utf-8", ""))


def letters(text: str) -> str:
    """What must be kept: everything but white space, rulers and hyphens, which may go at a wrap, and the sign behind a heading."""
    return "".join(char for char in text if not char.isspace() and char not in RULES and char not in "[]¶")


def written(blocks: tuple[Block, ...]) -> str:
    return letters("".join(block.marker + block.text for block in blocks))


@given(PAGES)
def test_every_character_is_kept_in_order(text: str) -> None:
    assert written(page(text).blocks) == letters(text)


@given(WILD)
def test_nothing_raises_and_nothing_is_lost_or_made_up(text: str) -> None:
    assert sorted(written(page(text).blocks)) == sorted(letters(text))


@given(st.one_of(PAGES, WILD))
def test_blocks_are_clean_text(text: str) -> None:
    for block in page(text).blocks:
        assert block.text == " ".join(block.text.split(" ")).strip() != ""
        assert not set("\n\t") & set(block.text)
        assert 0 <= block.gap <= 3
        assert block.indent >= 0
        assert block.depth == 0 or block.kind == "item"
        assert bool(block.marker) == (block.kind == "item") or block.kind == "heading"


_THE = ["the " * 13 + "the", "the " * 4 + "the", "the " * 9 + "the"]
WRAPPED_MENU = "\n".join([*_THE, "the the the the the Seals Seals Seals тюлени", "the the the harbour Seals Seals Seals 12"])


@given(PAGES)
@example(WRAPPED_MENU)
def test_every_line_with_words_stands_in_one_block(text: str) -> None:
    """A page that is one long line with furniture in it, wrapped or not, is cut; the pieces share its lines."""
    lines, found = text.split("\n"), page(text)
    spans = dict.fromkeys(block.lines for block in found.blocks)
    covered = [number for first, last in spans for number in range(first, last + 1)]
    assert found.shape == "oneline" or covered == sorted(set(covered))
    assert found.shape == "oneline" or len(spans) in (len(found.blocks), *range(1, oneline.FEW + 1))  # few are cut in two at least
    assert {number for number, line in enumerate(lines, 1) if letters(line)} <= set(covered) <= set(range(1, len(lines) + 1))


@given(st.lists(WORDS, max_size=400).map(" ".join))
def test_a_line_is_cut_between_its_words(text: str) -> None:
    assert " ".join(piece for piece, _ in oneline.split(text)).split() == text.split()


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.integers(2, 300))
def test_slabs_part_no_word(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oneline, "SLAB", size)
        assert " ".join(piece for piece, _ in oneline.split(text)).split() == text.split()


PROSE = st.lists(
    st.sampled_from("the boats of this company leave an harbour early and come back late with nets full".split()), min_size=60, max_size=90
)
PARAGRAPHS = st.lists(PROSE.map(lambda words: " ".join(["Today", *words]) + "."), min_size=1, max_size=5)


@given(PARAGRAPHS, st.integers(40, 132))
def test_wrapping_at_any_width_is_undone(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in paragraphs)
    assert [block.text for block in page(text).blocks] == paragraphs


@given(PARAGRAPHS, st.integers(40, 132))
def test_wrapping_list_items_is_undone(paragraphs: list[str], width: int) -> None:
    text = "\n".join("\n".join(textwrap.wrap(f"  * {paragraph}", width, subsequent_indent="    ")) for paragraph in paragraphs)
    assert [(block.marker, block.text) for block in page(text).blocks] == [("*", paragraph) for paragraph in paragraphs]


@given(PARAGRAPHS)
def test_paragraphs_stay_as_they_are(paragraphs: list[str]) -> None:
    assert [block.text for block in page("\n\n".join(paragraphs)).blocks] == paragraphs
    assert [block.text for block in page("\n".join(paragraphs)).blocks] == paragraphs


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n ", "-----", "* * *\n\n•\n", "[        ]", "│\n└──┘"])
def test_pages_without_words_have_no_blocks(text: str) -> None:
    assert page(text).blocks == ()


def test_gaps_indents_and_lines() -> None:
    text = "Title\n\n\n\n\n  One\n  two\n-----\nThree\n"
    blocks = page(text).blocks
    assert [(block.text, block.lines, block.gap, block.indent) for block in blocks] == [
        ("Title", (1, 1), 0, 0),
        ("One", (6, 6), 3, 2),
        ("two", (7, 7), 0, 2),
        ("Three", (9, 9), 1, 0),
    ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Home\nNews\nThe boats are late.", "lines"),
        (
            "The boats to the northern islands leave an hour\nlater from now on, when the sun rises late and\nthe crews need light.",
            "wrapped",
        ),
        (
            "Home News Sport Weather Log In Contact Imprint " * 4 + "The boats to the islands leave an hour later from now on. " * 3,
            "oneline",
        ),
    ],
)
def test_the_page_itself_tells_its_shape(text: str, shape: str) -> None:
    assert page(text).shape == shape


def test_three_long_lines_in_a_page_are_cut_and_the_others_are_not() -> None:
    line = "Home News Sport Weather Log In Contact Imprint The boats to the islands leave an hour later from now on. " * 300
    blocks = page(f"Island Courier\n{line}\nAbout us\n{line}\nImprint\n{line}").blocks
    assert [block.text for block in blocks if block.lines[0] in (1, 3, 5)] == ["Island Courier", "About us", "Imprint"]
    assert max(len(block.text) for block in blocks) < 200


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "汉" * 200_000, "a   b " * 30_000, "and so\n, on\n" * 20_000, "(\n" * 20_000, "1.\n" * 20_000]
)
def test_large_odd_pages(text: str) -> None:
    kept = sorted(written(page(text).blocks)) == sorted(letters(text))
    assert kept  # not the comparison itself: pytest would explain the difference for hours


GLUED = st.sampled_from([" ", *"Word word LinkedIn SSa İx a) (B week. ” 2024 1. é É * [ \\".split()])


@given(st.lists(GLUED, min_size=1))
def test_parting_what_was_glued_loses_nothing(pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    page = [Block(text or "x"), Block("Sold out.Next weekRead more.About usContact " + "and so on " * 200)]
    parted = glued.part(page)
    assert "".join("".join(block.text.split()) for block in parted) == "".join("".join(block.text.split()) for block in page)
    assert all(block.text.strip() for block in parted)
    assert len(parted) > len(page)
