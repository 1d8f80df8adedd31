"""Composing whole pages: fixtures of pages as the decider leaves them, and what holds for any page and any decisions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import phrases
from cleaner.compose import compose
from cleaner.compose.outline import SURE, outline
from cleaner.compose.people_evidence import Candidate
from cleaner.compose.people_in_run import behind_headline, run_evidence
from cleaner.compose.weights import load_weights
from cleaner.model import Article, Block, Decision, Mark, Options, Page, Shape, Source
from cleaner.pipeline import read

FIXTURES = Path(__file__).parent.parent / "fixtures" / "compose" / "pages"
SOURCE = Source("", "text", "utf-8", "")
KEEP = Decision(True, 2.0, 0.9, (Mark("shape.long", 2.0),))
DOUBT = Decision(True, 0.1, 0.4, (Mark("shape.long", 0.1),))
DROP = Decision(False, -2.0, 0.9, (Mark("nav.menu", -3.0), Mark("shape.long", 1.0)))
NOTHING = "-"


class Case(NamedTuple):
    """A fixture: what is expected by field, the lines of the page with their signs, and how it was laid out (by the fixture's name)."""

    expected: dict[str, str]
    signs: str
    texts: list[str]
    shape: Shape


def case(path: Path) -> Case:
    head, _, body = path.read_text(encoding="utf-8").partition("===\n")
    lines = body.splitlines()
    expected = dict(line.split(": ", 1) for line in head.splitlines())
    shape: Shape = "oneline" if path.stem.startswith("oneline-") else "lines"
    return Case(expected, "".join(line[0] for line in lines), [line[2:] for line in lines], shape)


def block(text: str, number: int) -> Block:
    if text.startswith("* "):
        return Block(text[2:], "item", (number, number), marker="*")
    marker, _, heading = text.partition(" ")
    if heading and not marker.strip("#"):
        return Block(heading, "heading", (number, number), marker=marker)
    return Block(text, "paragraph", (number, number))


def page(texts: list[str], shape: Shape = "lines") -> Page:
    return Page(tuple(block(text, number) for number, text in enumerate(texts, 1)), shape, SOURCE)


def composed(found: Case, options: Options) -> Article:
    decisions = [KEEP if sign in "+>" else DOUBT if sign == "~" else DROP for sign in found.signs]
    return compose(page(found.texts, found.shape), decisions, options, 0.9)


PAGES = [pytest.param(path, id=path.stem) for path in sorted(FIXTURES.glob("*.txt"))]


@pytest.mark.parametrize("path", PAGES)
def test_metadata(path: Path) -> None:
    found = case(path)
    article = composed(found, Options())
    values = {
        "title": article.title or NOTHING,
        "authors": "; ".join(article.authors) or NOTHING,
        "date": article.date or NOTHING,
        "captions": "; ".join(article.captions) or NOTHING,
    }
    assert values == found.expected


@pytest.mark.parametrize("path", PAGES)
def test_body(path: Path) -> None:
    found = case(path)
    article = composed(found, Options(captions="drop"))
    assert article.text.replace("\n\n", "\n").split("\n") == [
        text for sign, text in zip(found.signs, found.texts, strict=True) if sign in "+~"
    ]


@pytest.mark.parametrize("path", PAGES)
def test_everything_left_out_is_told(path: Path) -> None:
    found = case(path)
    article = composed(found, Options(removed=True))
    shown = {line for item in article.blocks for line in range(item.lines[0], item.lines[1] + 1)}
    told = {item.lines[0] for item in article.removed or ()}
    assert shown | told == set(range(1, len(found.texts) + 1))
    assert not shown & told


def test_a_dropped_block_names_the_marks_against_it() -> None:
    article = compose(page(["Menu", "word " * 30]), [DROP, KEEP], Options(removed=True), 0.9)
    assert article.removed is not None
    assert [(item.text, item.rules, item.score) for item in article.removed] == [("Menu", ("nav.menu",), -2.0)]


def test_captions_stand_at_their_place_or_not_at_all() -> None:
    found = case(FIXTURES / "captions.txt")
    kept, dropped = composed(found, Options()), composed(found, Options(captions="drop"))
    assert [item.kind for item in kept.blocks] == ["caption", "paragraph", "caption", "paragraph", "paragraph"]
    assert kept.blocks[0].markdown.startswith("*")
    assert kept.text == dropped.text
    assert kept.captions == dropped.captions


def test_items_become_one_list() -> None:
    article = composed(case(FIXTURES / "list-and-table.txt"), Options())
    assert [item.kind for item in article.blocks] == ["paragraph", "list", "paragraph"]
    assert article.blocks[1].text.count("\n") == 2
    assert article.blocks[1].lines == (4, 6)


def test_rows_become_one_table() -> None:
    prose = "A sentence of more than fifteen words stands above the table, so that it is plain what the numbers mean."
    rows = [Block(text, "table", (n, n)) for n, text in enumerate(["Year Rain", "2020 812", "2021 790"], 2)]
    article = compose(Page((Block(prose), *rows), "lines", SOURCE), [KEEP] * 4, Options(), 0.9)
    assert [(item.kind, item.text) for item in article.blocks] == [("paragraph", prose), ("table", "Year Rain\n2020 812\n2021 790")]
    assert article.blocks[1].markdown == "Year Rain\\\n2020 812\\\n2021 790"  # else a parser makes one line of it


SENTENCES = [f"Sentence {number} of this page has exactly ten words in it." for number in range(12)]


LONG = "Every spring the wardens walk along the shore at low tide and count the seals that lie on the banks of sand."


@pytest.mark.parametrize(
    ("chances", "start"),
    [
        ([0.9, None, None, None, None, 0.9, 0.9], 0),  # alone, but sure of itself, with the next kept one
        ([0.3, None, None, None, None, 0.9, 0.9], 5),
        ([0.3, None, None, None, 0.3, 0.9, 0.9], 4),  # doubtful, but right above
        ([0.3, None, None, None, None, 0.9, 0.3], 0),  # one sure block is none
        ([0.3, None, None, None, None, 0.3, 0.3], 0),
        ([None, None, None, None, None, SURE, SURE], 5),
    ],
)
def test_the_body_begins_with_what_is_surely_kept(chances: list[float | None], start: int) -> None:
    decisions = [Decision(True, 1.0, chance) if chance else DROP for chance in chances]
    assert outline(page([LONG] * len(chances)), decisions).start == start


def test_sentences_of_a_page_on_one_line_become_paragraphs() -> None:
    blocks = tuple(Block(text) for text in SENTENCES)
    article = compose(Page(blocks, "oneline", SOURCE), [KEEP] * len(blocks), Options(), 0.9)
    assert 1 < len(article.blocks) < 4
    assert article.text.replace("\n\n", " ") == " ".join(SENTENCES)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["By Ida Lund Dec 18,", "2025 14 min read"], []),
        (["Ida Lund 9 min read", "Updated October 8, 2025 Table of Contents"], []),
        ([], ["Share this Ida Lund Ida Lund is a reporter at the Island Courier."]),
    ],
)
def test_the_author_on_one_line_stands_before_what_a_page_prints_behind_names(above: list[str], below: list[str]) -> None:
    texts = ["Home News Sport Weather", "Fewer Seals Than Ever in the Northern Bay", *above, *(text * 2 for text in SENTENCES), *below]
    signs = [DROP, KEEP, *[DROP] * len(above), *[KEEP] * len(SENTENCES), *[DROP] * len(below)]
    blocks = tuple(Block(text) for text in texts)
    assert compose(Page(blocks, "oneline", SOURCE), signs, Options(), 0.9).authors == ("Ida Lund",)


@pytest.mark.parametrize(
    ("behind", "authors"),
    [
        ("Ida Lund", ("Ida Lund",)),
        ("Written by Ida Lund", ("Ida Lund",)),
        ("by Ida Lund and Per Moe", ("Ida Lund", "Per Moe")),
        ("read the whole story here", ()),
        ("", ()),
    ],
)
def test_names_on_one_line_stand_behind_the_headline(behind: str, authors: tuple[str, ...]) -> None:
    texts = ["Home News Sport Weather", f"Fewer Seals Than Ever in the Northern Bay {behind}".strip(), "| 4 min read", *SENTENCES]
    view = outline(Page(tuple(map(Block, texts)), "oneline", SOURCE), [DROP, DROP, DROP, *[KEEP] * len(SENTENCES)])
    found = list(behind_headline(view, "Fewer Seals Than Ever in the Northern Bay"))
    assert [(candidate.names, candidate.block) for candidate in found] == ([(authors, 1)] if authors else [])
    assert list(behind_headline(view, "")) == []


def test_what_stands_behind_a_name_on_one_line_is_evidence() -> None:
    texts = ["Fewer Seals Than Ever by Ida Lund", "March 3, 2025 Ida Lund counts seals. Ida Lund counts again.", *SENTENCES]
    view = outline(Page(tuple(map(Block, texts)), "oneline", SOURCE), [DROP, DROP, *[KEEP] * len(SENTENCES)])
    byline = Candidate(("Ida Lund",), 0, "inside", True)
    assert run_evidence(byline, view, [byline]) == ["behind=month"]
    prose = Candidate(("Ida Lund",), 1, "bio", True)
    assert run_evidence(prose, view, [byline, prose]) == ["behind=month", "also=inside"]  # the first that is near the block counts
    assert run_evidence(Candidate(("Per Moe",), 1, "bare", True), view, [byline]) == []


@pytest.mark.parametrize("below", ["Follow Follow Follow Follow", "Gift Guides Gift Guides Home", "She is a writer and lives in town."])
def test_menus_that_stand_twice_and_pronouns_are_nobody(below: str) -> None:
    texts = ["Fewer Seals Than Ever in the Northern Bay", *(text * 2 for text in SENTENCES), below]
    article = compose(Page(tuple(map(Block, texts)), "oneline", SOURCE), [KEEP] * (len(texts) - 1) + [DROP], Options(), 0.9)
    assert article.authors == ()


def test_what_was_dropped_between_sentences_parts_paragraphs() -> None:
    blocks = tuple(Block(text) for text in (*SENTENCES[:2], "Read more", *SENTENCES[2:4]))
    article = compose(Page(blocks, "oneline", SOURCE), [KEEP, KEEP, DROP, KEEP, KEEP], Options(), 0.9)
    assert [item.text for item in article.blocks] == [" ".join(SENTENCES[:2]), " ".join(SENTENCES[2:4])]


def test_a_paragraph_that_stands_twice_in_a_row_is_given_once() -> None:
    article = compose(page([SENTENCES[0] * 2, SENTENCES[0] * 2, SENTENCES[1] * 2]), [KEEP] * 3, Options(removed=True), 0.9)
    assert article.text == f"{SENTENCES[0] * 2}\n\n{SENTENCES[1] * 2}"
    assert [item.rules for item in article.removed or ()] == [("compose.repeated",)]


def test_a_page_of_which_nothing_is_kept_has_no_article() -> None:
    article = compose(page(["Home", "News"]), [DROP, DROP], Options(url="https://example.org/x"), 0.1)
    assert (article.text, article.title, article.url, article.removed) == ("", None, "https://example.org/x", None)


def test_a_page_without_blocks_has_no_article() -> None:
    assert compose(Page((), "lines", SOURCE), (), Options(removed=True), 0.0).removed == ()


LINES = st.lists(
    st.sampled_from(
        [
            *SENTENCES[:3],
            " ".join(SENTENCES[3:6]),
            "By Jane Doe",
            "By",
            "Jane Doe",
            "About the author",
            "March 4, 2024",
            "Updated March 5, 2024",
            "4.2 C",
            "A headline of some six words",
            "Home > A headline of some six words",
            "A headline of some six words | The Site",
            "The bridge (Photo: Jane Doe)",
            "* an item",
            "Read more",
            "标题：新的图书馆",
        ]
    ),
    max_size=14,
)


@given(LINES, st.data(), st.sampled_from(["lines", "wrapped", "oneline"]))
def test_every_block_is_in_one_place(texts: list[str], data: st.DataObject, shape: Shape) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    decisions = [KEEP if kept else DROP for kept in keep]
    article = compose(page(texts, shape), decisions, Options(removed=True), 0.5)
    shown = [line for item in article.blocks for line in range(item.lines[0], item.lines[1] + 1)]
    told = [item.lines[0] for item in article.removed or ()]
    assert shown == sorted(shown)
    assert all(line in told or line in shown for line, kept in enumerate(keep, 1) if kept)
    dense = "".join(text.removeprefix("* ") for text in texts).replace(" ", "")
    assert (article.title or "").replace(" ", "") in dense
    assert all(name.replace(" ", "") in dense for name in article.authors)


@given(LINES, st.data())
def test_known_marks_and_looked_up_marks_give_the_same(texts: list[str], data: st.DataObject) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    decisions = [KEEP if kept else DROP for kept in keep]
    whole = page(texts)
    marks = phrases.load().match_page(phrases.fold_lines([item.text for item in whole.blocks]))
    assert compose(whole, decisions, Options(), 0.5, marks) == compose(whole, decisions, Options(), 0.5)


def test_metadata_of_markdown_without_links_is_found_by_the_weights_of_markdown() -> None:
    markdown = read(
        "# The ferry\n\nNobody ordered it, and nobody knows why.\n\n## Boats\n\nThere are two of them.", Options(kind="markdown")
    )
    text = read("The ferry\n\nNobody ordered it, and nobody knows why.", Options(kind="text"))
    assert (markdown.shape, text.shape) == ("lines", "lines")
    assert outline(markdown, [KEEP] * len(markdown.blocks)).weights == load_weights("markdown")
    assert outline(text, [KEEP] * len(text.blocks)).weights == load_weights("lines")
