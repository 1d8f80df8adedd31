"""The explanation of a page: rows for people, JSON for programs, and that neither changes or hides anything."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from command import PAGE, run
from expected import PORTALS
from hypothesis import example, given
from hypothesis import strategies as st
from tables import PIECES

from cleaner import explain, forms, pipeline
from cleaner.explain.reasons import Reasons, topics
from cleaner.explain.roles import parts
from cleaner.explain.screen import columns, safe, wrapped
from cleaner.explain.text import MARGIN, MOST_LINES, NARROWEST, WIDTH
from cleaner.model import Article, ArticleBlock, Block, Decision, Mark, Options, Page, Source

TITLE, CAPTION = "The ferry is back", "The ship at the quay (Photo: Tilda Marsh)"
BODY = "The night ferry sailed again on Monday evening, eleven years after\nthe council had sold the last ship to a circus."
LINES = ["Menu", TITLE, "By Tilda Marsh", "4 March 2025", *BODY.split("\n"), "", CAPTION, CAPTION]
MARKS = (Mark("shape.words=20..29", 3.14), Mark("prior.promotion", -2.0), Mark("place.percent=<2", 0.5), Mark("page.cut", 9.0))
PAGE_MADE = Page(
    blocks=(
        Block("Menu", lines=(1, 1)),
        Block(TITLE, lines=(2, 2)),
        Block("By Tilda Marsh", lines=(3, 3)),
        Block("4 March 2025", lines=(4, 4)),
        Block(BODY.replace("\n", " "), lines=(5, 6)),
        Block(CAPTION, lines=(8, 8)),
        Block(CAPTION, lines=(9, 9)),
    ),
    shape="wrapped",
    source=Source("\n".join(LINES), "text", "utf-8", "0" * 64, "pages/a\x1b[31m.txt"),
)
DECISIONS = tuple(Decision(i == 4, 2.0 if i == 4 else -2.0, 0.9, MARKS) for i in range(7))
ARTICLE = Article(
    title=TITLE,
    authors=("Tilda Marsh",),
    date="2025-03-04",
    blocks=(ArticleBlock("paragraph", PAGE_MADE.blocks[4].text, "", (5, 6)), ArticleBlock("caption", CAPTION, "", (8, 8))),
    captions=(CAPTION,),
    confidence=0.876,
)
ROW = re.compile(r" *(\d+) ([+-]) (?:[▁-█] *(\d+%))? +(\[\w+\])? *(\S.*)")
LISTED = Options(removed=True)
TEXTS = st.text(st.characters(exclude_categories=["Cc"]), max_size=300)


def _rows(page: Page = PAGE_MADE, article: Article = ARTICLE, decisions: Sequence[Decision] = DECISIONS) -> list[tuple[str | None, ...]]:
    return [match.groups() for row in explain.to_text(page, decisions, article).split("\n") if (match := ROW.fullmatch(row))]


def test_every_line_has_its_sign_and_its_role() -> None:
    assert [row[:2] + row[3:4] for row in _rows()] == [
        ("1", "-", None),
        ("2", "+", "[title]"),
        ("3", "-", "[byline]"),
        ("4", "-", "[date]"),
        ("5", "+", None),
        ("6", "+", None),
        ("8", "+", "[caption]"),
        ("9", "-", "[caption]"),
    ]


STORY = (
    "The night ferry between Port Hallam and the outer islands sailed again on Monday evening, eleven years after the council sold it.",
    "Some four hundred people stood on the east quay when the ship cast off at twenty past nine, among them a brass band.",
)
LINKED = {
    "lynx.txt": f"[1]Home\n\n{STORY[0]}\n\n[2]{STORY[1]}\n\nReferences\n\n   1. http://a.example/\n   2. http://a.example/quay\n",
    "page.md": f"---\ntitle: Ferry\n---\n\n{STORY[0]}\n\n[quay]: http://a.example/quay\n\n{STORY[1]}\n\n[1]: http://a.example/\n",
}
"""Pages with lines that are markup and in no block."""


@pytest.mark.parametrize(("name", "apart"), [("lynx.txt", ["7", "9", "10"]), ("page.md", ["2", "7", "11"])])
def test_lines_of_markup_have_a_row_too(tmp_path: Path, name: str, apart: list[str]) -> None:
    (tmp_path / name).write_text(LINKED[name], encoding="utf-8")
    out = run("--explain", name, cwd=tmp_path).out
    found = [(match[1], match[2], match[3]) for row in out.split("\n") if (match := ROW.fullmatch(row))]
    worded = [str(number) for number, line in enumerate(LINKED[name].split("\n"), 1) if any(map(str.isalnum, line))]
    assert [number for number, _, _ in found] == worded
    assert [(sign, sure) for number, sign, sure in found if number in apart] == [("-", None)] * 3
    assert out.count("  markup, no text of the page\n") == (1 if name == "lynx.txt" else 3)


def test_tags_between_the_text_of_html_have_no_row() -> None:
    page = f"<html><body>\n<nav class=top>\n<a href=/>Home</a>\n</nav>\n<p>{STORY[0]}</p>\n<p>{STORY[1]}</p>\n</body></html>"
    assert "markup, no text" not in run("--explain", stdin=page.encode()).out


def test_the_title_may_stand_before_the_name_of_the_site_but_not_behind_it() -> None:
    assert [row[0] for row in _rows(article=ARTICLE._replace(title="The ferry")) if row[3] == "[title]"] == ["2"]
    assert [row[0] for row in _rows(article=ARTICLE._replace(title="ferry is back")) if row[3] == "[title]"] == []


def test_a_dropped_caption_has_a_minus() -> None:
    assert [row[1] for row in _rows(article=ARTICLE._replace(blocks=ARTICLE.blocks[:1]))][-2:] == ["-", "-"]


def test_what_is_kept_for_another_reason_tells_nothing_of_being_sure() -> None:
    assert {row[0]: row[2] for row in _rows()} == {
        **dict.fromkeys(("1", "3", "4", "5", "9"), "90%"),
        **dict.fromkeys(("2", "6", "8")),
    }


def test_a_block_that_composing_left_out_says_so() -> None:
    page = PAGE_MADE._replace(blocks=(PAGE_MADE.blocks[4], PAGE_MADE.blocks[4]))
    decisions = (DECISIONS[4], DECISIONS[4]._replace(score=1.5))
    gone = pipeline.clean(f"{PIECES[19]}\n\n{PIECES[19]}\n\n{PIECES[20]}\n", LISTED).removed
    assert gone is not None
    article = ARTICLE._replace(captions=(), removed=(gone[0]._replace(lines=(5, 6), text=page.blocks[1].text, score=1.5),))
    assert [part.role for part in parts(page, decisions, article._replace(title=None))] == ["body", "repeated"]


def test_reasons_are_in_words_strongest_first_and_not_repeated() -> None:
    text = explain.to_text(PAGE_MADE, DECISIONS, ARTICLE).split("\n")
    assert text[2].endswith("Menu")
    assert " ".join(" ".join(text[3:6]).split()) == (
        "20 to 29 words +3.1; announces other pages or an advertisement -2.0; under 2% down the page +0.5"
    )
    assert len([row for row in text if "announces" in row]) == 1


def test_the_summary_counts_and_cannot_steer_a_terminal() -> None:
    first, second = explain.to_text(PAGE_MADE, DECISIONS, ARTICLE).split("\n")[:2]
    assert first == "pages/a\\x1b[31m.txt: 1 of 7 blocks are body, confidence 88%"
    assert second == "“The ferry is back”, by Tilda Marsh, 2025-03-04"


def test_blocks_of_one_line_show_their_own_text() -> None:
    page = Page((Block("Menu"), Block("One."), Block("Two.")), "oneline", Source("Menu One. Two.", "text", "utf-8", "0" * 64))
    assert [(row[0], row[4]) for row in _rows(page, Article(), DECISIONS[:3])] == [("1", "Menu"), ("1", "One."), ("1", "Two.")]


# Reasons from the page


TEASER = "The choir has bought a lighthouse"
PROSE = (PIECES[19], PIECES[20])
SITE_PAGE = ("Entry one", "Entry two", "Entry three", "Entry four", *PROSE, "Hot this week", TEASER, "Topics", TEASER)


@pytest.mark.parametrize(
    ("index", "mark", "words"),
    [
        (7, "repeat.times&shape.size=first of 2&4..9", "stands again on line 10"),
        (9, "repeat.times&shape.size=later of 2&4..9", "stands again on line 8"),
        (7, "under.promo&shape.size=1&4..9", "right under “Hot this week”"),
        (9, "under.promo&shape.size=3..4&4..9", "under “Hot this week”"),
        (6, "under.promo&shape.size=0&<4", "is a heading that promotes other pages"),
        (1, "near.mass2.above&near.mass2.below&shape.size=<4&<4&<4", "3 short lines around it"),
        (1, "chain.below", "3 short lines around it"),
        (8, "chain.below", "what stands around it is dropped too"),
        (4, "phrase.mark&shape.size=promo.more&25+", "leads on to a full text: read more, continue reading"),
        (4, "user.ads", "your rule “ads”"),
    ],
)
def test_reasons_name_lines_headings_and_neighbours(index: int, mark: str, words: str) -> None:
    page = pipeline.read("\n".join(SITE_PAGE))
    assert [block.text for block in page.blocks] == list(SITE_PAGE)
    decisions = [Decision(text in PROSE, 1.0, 0.9, (Mark(mark, -2.0),)) for text in SITE_PAGE]
    decisions[7] = decisions[9] = decisions[7]._replace(keep=False)
    if index == 8:
        page = page._replace(blocks=(*page.blocks[:7], *(block._replace(text=PROSE[0]) for block in page.blocks[7:])))
    assert [reason.words for reason in Reasons(page, decisions).of(index, 3)] == [words]


@pytest.mark.parametrize(
    ("above", "below", "words"), [(1, 1, "between kept blocks"), (1, 0, "under a kept block"), (0, 1, "above a kept block")]
)
def test_reasons_to_keep_name_neighbours(above: int, below: int, words: str) -> None:
    page = pipeline.read("\n".join((PROSE[0], PROSE[1], PROSE[0])))
    decisions = [Decision(bool(keep), 1.0, 0.9, (Mark("chain.above", 2.0),)) for keep in (above, 1, below)]
    assert [reason.words for reason in Reasons(page, decisions).of(1, 3)] == [words]


def test_what_other_pages_of_the_site_have_is_counted() -> None:
    page = pipeline.read(PROSE[0])._replace(siblings=8, seen=(7,))
    decisions = [Decision(False, -1.0, 0.9, (Mark("site.seen&shape.size=on most&4..9", -2.0),))]
    assert Reasons(page, decisions).of(0, 1)[0].words == "on 7 of 8 other pages of the site"


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_every_block_has_a_reason(lines: list[str]) -> None:
    found = pipeline.explain("\n".join(lines), LISTED)
    reasons = Reasons(found.page, found.decisions)
    assert all(reasons.of(index, 3) for index in range(len(found.decisions)))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_topics_hold_the_sum_of_all_marks_but_the_page_cut(lines: list[str]) -> None:
    for decision in pipeline.explain("\n".join(lines), LISTED).decisions:
        told = math.fsum(topic.weight for topic in topics(decision.marks))
        cut = next(mark.weight for mark in decision.marks if mark.name == "page.cut")
        assert told + cut == pytest.approx(decision.score, abs=1e-6)


# The screen


@given(st.text(min_size=1), st.integers(3, 90), st.integers(0, 4))
@example("北京" * 40, 3, 0)
@example("👩‍👩‍👧 e\u0301" * 20, 3, 0)
def test_wrapped_text_fits_and_is_whole(text: str, width: int, most: int) -> None:
    shown = safe(text)
    lines = wrapped(shown, width, most)
    assert all(columns(line) <= width for line in lines)
    if not most:
        assert "".join(lines).replace(" ", "") == shown.replace(" ", "")
    else:
        assert len(lines) <= most


def test_letters_keep_their_marks() -> None:
    assert wrapped("e\u0301" * 4, 2) == ["e\u0301" * 2] * 2


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x00", "\x9b31m", "\u202e", "\u2066", "\ud800", "\x07", "\r"])
def test_nothing_from_a_page_steers_a_terminal(evil: str) -> None:
    page = PAGE_MADE._replace(blocks=tuple(block._replace(text=evil + block.text) for block in PAGE_MADE.blocks))
    page = page._replace(source=page.source._replace(text=f"{evil}\n" * 9))
    marks = (Mark(f"user.{evil}", 1.0),)
    text = explain.to_text(page, [decision._replace(marks=marks) for decision in DECISIONS], ARTICLE._replace(title=f"a{evil}b"))
    assert evil not in text
    text.encode()


@given(st.lists(TEXTS | st.sampled_from(PIECES), min_size=1, max_size=8), st.integers(20, 200), st.booleans())
def test_no_row_is_wider_than_the_terminal(lines: list[str], width: int, color: bool) -> None:
    found = pipeline.explain("\n".join(lines), LISTED)
    text = explain.to_text(found.page, found.decisions, found.article, width=width, color=color)
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    assert all(columns(row) <= max(width, NARROWEST) for row in plain.split("\n"))
    assert plain == explain.to_text(found.page, found.decisions, found.article, width=width)


def test_a_long_paragraph_takes_a_few_lines_of_the_screen() -> None:
    page = Page((Block("word " * 500 + "end"),), "lines", Source("word " * 500 + "end", "text", "utf-8", "0" * 64))
    rows = explain.to_text(page, DECISIONS[:1], Article()).split("\n")
    shown = [row[MARGIN:] for row in rows if row[MARGIN:].startswith("word")]
    assert (len(shown), shown[-1][-1]) == (MOST_LINES, "…")


# JSON


def _told(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(forms.cleaned(path.read_bytes(), "explain-json", Options(), str(path)).piece)
    return told


@pytest.mark.parametrize("path", [PAGE, *PORTALS], ids=lambda path: path.stem)
def test_json_tells_every_block_and_its_weights_are_its_margin(path: Path) -> None:
    told, found = _told(path), pipeline.explain(path.read_bytes(), LISTED)
    assert [(block["lines"], block["text"]) for block in told["blocks"]] == [([*b.lines], b.text) for b in found.page.blocks]
    for block, decision in zip(told["blocks"], found.decisions, strict=True):
        assert math.fsum(mark["weight"] for mark in block["marks"]) == pytest.approx(block["margin"], abs=1e-6)
        assert (block["margin"] >= 0) == decision.keep
        assert all(mark["words"] and mark["name"] for mark in block["marks"])
        assert list(block) == ["lines", "text", "role", "keep", "margin", "confidence", "reasons", "marks"]


@pytest.mark.parametrize("path", [PAGE, *PORTALS], ids=lambda path: path.stem)
def test_what_json_says_is_kept_is_the_article(path: Path) -> None:
    article = pipeline.clean(path.read_bytes())
    shown = [block["text"] for block in _told(path)["blocks"] if block["keep"] and block["role"] != "title"]
    assert _letters("".join(shown)) == _letters("".join(block.text for block in article.blocks))


def _letters(text: str) -> str:
    """The letters of a text: markers of lists stand in the article's and not in the page's blocks."""
    return "".join(filter(str.isalpha, text))


# The command


def test_explain_has_an_optional_value() -> None:
    text, told = run("--explain", PAGE), run("--explain=json", PAGE)
    assert run("--explain=text", PAGE) == text
    assert text.out.startswith(f"{PAGE}: 7 of ")
    assert json.loads(told.out)["path"] == str(PAGE)
    assert (text.status, told.status, text.err, told.err) == (0, 0, "", "")


def test_explain_takes_no_other_value_and_no_format() -> None:
    assert run("--explain=xml", PAGE).status == 2
    assert run("--explain", "-f", "json", PAGE).err == "clean: --explain has a form of its own; leave out --format.\n"
    assert run("--explain", "--", "--explain").err == "clean: --explain: No such file or directory.\n"


def test_explaining_several_pages_as_json_is_an_object_a_line() -> None:
    lines = run("--explain=json", PAGE, "-", stdin=PAGE.read_bytes()).out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == [str(PAGE), None]


@pytest.mark.parametrize(
    ("env", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"FORCE_COLOR": ""}, False)],
)
def test_a_pipe_gets_no_colours_unless_they_are_forced(env: dict[str, str], colored: bool) -> None:
    result = run("--explain", PAGE, env={"NO_COLOR": "", "FORCE_COLOR": "", **env})
    assert ("\x1b[" in result.out) == colored
    assert all(columns(row) <= WIDTH for row in re.sub("\x1b\\[[0-9;]*m", "", result.out).split("\n"))
