"""The plain explanation of a page."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaner.explain import SHOWN_RULES, TEXT_COLUMNS, to_text
from cleaner.model import Article, ArticleBlock, Block, Decision, Mark, Page, Source

TITLE, CAPTION = "The ferry is back", "The ship at the quay (Photo: Tilda Marsh)"
BODY = "The night ferry sailed again on Monday evening, eleven years after\nthe council had sold the last ship to a circus."
LINES = ["Menu", TITLE, "By Tilda Marsh", "", *BODY.split("\n"), "", CAPTION, CAPTION]
MARKS = (Mark("shape.words=20+", 3.14), Mark("shape.end=period", -2.0), Mark("context.mass=high", 1.0), Mark("layout.gap=1", 0.5))
PAGE = Page(
    blocks=(
        Block("Menu", lines=(1, 1)),
        Block(TITLE, lines=(2, 2)),
        Block("By Tilda Marsh", lines=(3, 3)),
        Block(BODY.replace("\n", " "), lines=(5, 6)),
        Block(CAPTION, lines=(8, 8)),
        Block(CAPTION, lines=(9, 9)),
    ),
    shape="wrapped",
    source=Source("\n".join(LINES), "text", "utf-8", "0" * 64, "pages/a\x1b[31m.txt"),
)
DECISIONS = tuple(Decision(i == 3, 2.0 if i == 3 else -2.0, 0.9, MARKS) for i in range(6))
ARTICLE = Article(
    title=TITLE,
    authors=("Tilda Marsh",),
    blocks=(ArticleBlock("paragraph", PAGE.blocks[3].text, "", (5, 6)), ArticleBlock("caption", CAPTION, "", (8, 8))),
    captions=(CAPTION,),
    confidence=0.876,
)
ROW = re.compile(r" *(\d+) ([+-]) +(\d+%)?  (.{1,56}?) *(?:  (\S.*))?")


def _rows(page: Page = PAGE, article: Article = ARTICLE) -> list[tuple[str | None, ...]]:
    rows = to_text(page, DECISIONS, article).split("\n")[1:-1]
    return [match.groups() for row in rows if (match := ROW.fullmatch(row))]


def test_every_line_has_its_sign() -> None:
    assert [(number, sign) for number, sign, *_ in _rows()] == [
        ("1", "-"),
        ("2", "+"),
        ("3", "-"),
        ("5", "+"),
        ("6", "+"),
        ("8", "+"),
        ("9", "-"),
    ]


def test_lines_that_are_not_body_are_named() -> None:
    reasons = [row[4] or "" for row in _rows()]
    assert [re.sub(r"[^\[]*(\[\w+\])?.*", r"\1", reason) for reason in reasons] == ["", "[title]", "[byline]", "", "", "[caption]", ""]


def test_the_title_may_stand_before_the_name_of_the_site() -> None:
    article = Article(title="The ferry", blocks=ARTICLE.blocks)
    assert [row[4] for row in _rows(article=article) if "[title]" in (row[4] or "")] == [_rows()[1][4]]
    page = PAGE.blocks[1]._replace(text="Home / The ferry is back")
    assert "[title]" not in to_text(replace(PAGE, blocks=(page,)), DECISIONS[:1], ARTICLE)


def test_a_dropped_caption_has_a_minus() -> None:
    dropped = Article(title=TITLE, blocks=ARTICLE.blocks[:1], captions=(CAPTION,))
    assert [row[1] for row in _rows(article=dropped)][-2:] == ["-", "-"]


def test_the_first_line_of_a_paragraph_has_the_reasons() -> None:
    first, second = _rows()[3:5]
    assert first[2:] == ("90%", BODY[: TEXT_COLUMNS - 1] + "…", "shape.words=20+ +3.1, shape.end=period -2.0, context.mass=high +1.0")
    assert second[2:] == (None, "the council had sold the last ship to a circus.", None)
    assert SHOWN_RULES == 3


def test_the_summary_counts_and_cannot_steer_a_terminal() -> None:
    summary = to_text(PAGE, DECISIONS, ARTICLE).split("\n")[0]
    assert summary == "pages/a\\x1b[31m.txt: 1 of 6 blocks are body, confidence 88%"


def test_blocks_of_one_line_show_their_own_text() -> None:
    blocks = (Block("Menu"), Block("One."), Block("Two."))
    page = Page(blocks, "oneline", Source("Menu One. Two.", "text", "utf-8", "0" * 64))
    text = to_text(page, DECISIONS[:3], Article())
    assert text.startswith("standard input: 0 of 3")
    assert [row.split()[:4] for row in text.split("\n")[1:-1]] == [["1", "-", "90%", word] for word in ("Menu", "One.", "Two.")]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda text: text.strip() != ""))
def test_any_text_fits_its_column(text: str) -> None:
    page = Page((Block(text.strip()),), "lines", Source(text, "text", "utf-8", "0" * 64))
    _, row, end = to_text(page, (Decision(True, 1.0, 0.75, MARKS),), Article()).split("\n")
    assert row.startswith("    1 +  75%  ")
    assert (row.endswith("  shape.words=20+ +3.1, shape.end=period -2.0, context.mass=high +1.0"), end) == (True, "")
