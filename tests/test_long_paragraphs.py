"""Paragraphs as long as a page: cut for the decider, whole in the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Options, clean
from cleaner.compose.joints import joint
from cleaner.inline import STRONG, Span, plain
from cleaner.read.html.frames import Frame
from cleaner.read.html.run import Line
from cleaner.read.markdown.long import parted

MENU = ["Home", "News", "Sport", "Weather", "Log in", "Share", "Print"]
FOOT = ["Contact", "Imprint", "Privacy", "© 2025 Island Courier"]
LATIN = [
    "The ferry company will run its first electric boat to the northern islands in the spring.",
    "It is a small boat, with room for forty people and six bicycles, and it was built in the town.",
    "Dr. Berg, who has counted the seals of the bay for thirty years, hopes that they will like it.",
    "“They hear the old boats an hour before they come!” she says.",
    "The old boats will go on as freighters until the harbour has a second charger.",
    "Nobody will have to pay more for the crossing, and the school children will cross for nothing.",
]
WIDE = ["渡船公司星期二宣布，从下个月起，开往北部岛屿的三条航线将全部改用电动船。", "新船比旧船安静得多，乘客可以在甲板上听见海鸥的叫声。"]
LONG = {
    "spaces": " ".join([f"In the year of the {i + 7} storms it began. {sentence}" for i, sentence in enumerate(LATIN * 5)]),
    "none": "".join([f"第{i + 7}年岛上来了{i * 3 + 5}位船员，{sentence}" for i, sentence in enumerate(WIDE * 20)]),
}


@pytest.mark.parametrize("paragraph", LONG.values(), ids=LONG)
def test_a_whole_article_in_one_line_among_menus_is_one_paragraph_of_the_article(paragraph: str) -> None:
    article = clean("\n\n".join([*MENU, paragraph, *FOOT]), Options(kind="text"))
    assert [block.text for block in article.blocks] == [paragraph]
    assert "Imprint" not in article.text


LINKED = [(LONG["spaces"], "Dr. Berg", "bicycles"), (LONG["none"], "海鸥", "航线")]


@pytest.mark.parametrize(("paragraph", "name", "strong"), LINKED, ids=LONG)
def test_so_it_is_in_a_cell_of_a_layout_with_its_links_and_marks(paragraph: str, name: str, strong: str) -> None:
    marked = paragraph.replace(name, f"[{name}](https://island.example/a)").replace(f" {strong} ", f" **{strong}** ")
    page = f"[Home](/)\n\n[News](/news)\n\n|  |  |\n| --- | --- |\n| [Sport](/sport) | {marked} |\n\n[Imprint](/imprint)\n"
    article = clean(page, Options(kind="markdown"))
    assert [block.text for block in article.blocks] == [paragraph]
    assert article.to_markdown().strip() == marked


def test_a_list_item_as_long_as_a_page_stays_an_item() -> None:
    page = "\n\n".join(["# Electric boats", LATIN[0], f"- {LONG['spaces']}\n- {LATIN[1]}", " ".join(LATIN)])
    article = clean(page, Options(kind="markdown"))
    assert next(block.kind for block in article.blocks if LONG["spaces"] in block.text) == "list"


SPANS = st.lists(
    st.builds(
        Span,
        st.lists(st.sampled_from(LATIN + WIDE + ["and", "Mr. Lund", "3.5 per cent"]), min_size=1, max_size=12).map(" ".join),
        st.sampled_from([0, 0, STRONG]),
        st.sampled_from(["", "", "https://island.example"]),
        st.just(""),
    ),
    min_size=1,
    max_size=8,
)


@given(SPANS)
def test_cutting_loses_nothing_and_parts_no_link(spans: list[Span]) -> None:
    linked = sum(len(span.text) for span in spans if span.link)
    parts = list(parted(Line(tuple(spans), Frame("p", None), (1, 1), linked, 1)))
    texts = [plain(part.spans) for part in parts]
    whole = texts[0]
    for text in texts[1:]:
        whole += joint(whole, text) + text
    assert whole.replace(" ", "") == plain(spans).replace(" ", "")
    assert sum(part.linked for part in parts) == linked
    assert [part.goes_on for part in parts] == [False] + [True] * (len(parts) - 1)
    assert [span for part in parts for span in part.spans if span.link or span.marks] == [s for s in spans if s.link or s.marks]
