"""Marked text as CommonMark: a parser reads back the same text, with the same links and pictures and no other marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inlines import Char, of_spans, plain, read

from cleaner.inline import CODE, DELETED, EMPHASIS, STRONG, Span, markdown, target, without

WEB = "https://a.example/"
SYNTAX = [
    *"\\`*_~[]<>&#+-|=:!()./;'\"",
    "1.",
    "<b>",
    "</b>",
    "<!--",
    "](",
    "](x)",
    "&amp",
    "amp;",
    "```",
    "~~~",
    "---",
    "- ",
    "[a]:",
    "![",
    "# ",
]
WORDS = ["a", "word", "é", "中文", "“", "”", "1986", "€", " "]
ADDRESSES = ["", "", WEB, f"{WEB}b_(c)", "/d e", "x&amp;y", "x&y=1", "(", ")", "a)b(", "`*_`", "é", '"', "<>", "|", "\\", "p#f", "((()))"]


def _spans(*, marked: bool = True) -> st.SearchStrategy[list[Span]]:
    """Rows of spans whose texts are mostly syntax, as the reader makes them: white space stands outside of marks."""
    text = st.lists(st.sampled_from(SYNTAX + WORDS), min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
    marks = st.sampled_from([0, 0, STRONG, EMPHASIS, DELETED, CODE, STRONG | EMPHASIS, STRONG | CODE]) if marked else st.just(0)
    span = st.builds(Span, text, marks, st.sampled_from(ADDRESSES))
    image = st.builds(Span, text, st.just(0), st.sampled_from(ADDRESSES), st.sampled_from([WEB, "/d e.png", "a)b(.png"]))
    between = st.sampled_from([Span(" "), Span("\n")])
    rows = st.lists(st.tuples(span | image, st.none() | between), min_size=1, max_size=6)
    return rows.map(lambda row: _apart([part for pair in row for part in pair if part][: None if row[-1][1] is None else -1]))


def _apart(spans: list[Span]) -> list[Span]:
    """The spans, those next to each other with the same marks as one, as the reader has them."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1][1:] == span[1:] and not span.image:
            found[-1] = span._replace(text=found[-1].text + span.text)
        else:
            found.append(span)
    return found


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        # left alone
        ([Span("2 * 3 = 6, snake_case [sic], a < b, AT&T")], "2 * 3 = 6, snake_case [sic], a < b, AT&T"),
        ([Span("See "), Span("the map", 0, WEB), Span(" [1].")], f"See [the map]({WEB}) [1]."),
        ([Span("Wow! "), Span("here", 0, WEB)], f"Wow! [here]({WEB})"),
        # written
        ([Span("very", STRONG | EMPHASIS)], "***very***"),
        ([Span("a ", STRONG), Span("b", STRONG | EMPHASIS), Span(" c", STRONG)], "**a *b* c**"),
        ([Span("x", CODE), Span(" or "), Span("`", CODE)], "`x` or `` ` ``"),
        ([Span("gone", DELETED)], "~~gone~~"),
        ([Span("see "), Span("it", STRONG, WEB)], f"see [**it**]({WEB})"),
        ([Span("A mill", 0, WEB, "mill.png")], f"[![A mill](mill.png)]({WEB})"),
        ([Span("one\ntwo")], "one\\\ntwo"),
        # escaped
        ([Span("Wow!"), Span("here", 0, WEB)], f"Wow\\![here]({WEB})"),
        ([Span("a [b] c", 0, WEB)], f"[a \\[b\\] c]({WEB})"),
        ([Span("2 * 3 "), Span("is", STRONG), Span(" 6")], "2 \\* 3 **is** 6"),
        ([Span("a <"), Span("b>", 0, WEB)], f"a \\<[b>]({WEB})"),
        # what no parser would read stays out
        ([Span("a"), Span("(b)", EMPHASIS), Span("c")], "a(b)c"),
        ([Span("a", STRONG), Span("b", EMPHASIS)], "**a**b"),
        ([Span("a]: b", CODE, WEB)], f"[a\\]: b]({WEB})"),
        ([Span("中文"), Span("“强调”", STRONG), Span("中文")], "中文“强调”中文"),
    ],
)
def test_written(spans: list[Span], written: str) -> None:
    assert markdown(spans) == written


@given(_spans())
def test_marked_text_is_read_back(spans: list[Span]) -> None:
    chars = read(markdown(spans))
    wanted = list(of_spans(spans))
    assert [(char.text, char.link, char.image) for char in chars] == [(char.text, char.link, char.image) for char in wanted]
    assert all(char.marks & ~want.marks == 0 for char, want in zip(chars, wanted, strict=True))


@given(_spans())
def test_words_that_stand_alone_keep_their_marks(spans: list[Span]) -> None:
    """Where white space stands around letters, no mark is left out."""
    lone = [span._replace(text="word") for span in spans if span.text.strip() and not span.image]
    spread = [part for span in lone for part in (span, Span(" "))][:-1]
    assert read(markdown(spread)) == list(of_spans(spread))


@given(_spans(), st.booleans(), st.booleans())
def test_links_and_images_can_be_left_out(spans: list[Span], links: bool, images: bool) -> None:
    chars = read(without(markdown(spans), links=links, images=images))
    assert not (images and any(char.image for char in chars))
    assert not (links and any(char.link for char in chars))
    wanted = plain(list(of_spans(spans)))
    assert plain(chars).split() == wanted.split() if not images else "".join(plain(chars).split()) == "".join(wanted.split())


@given(_spans(marked=False))
def test_a_caption_with_links_stands_between_stars(spans: list[Span]) -> None:
    line = [span._replace(text=span.text.replace("\n", " ")) for span in spans]
    chars = read(f"*{markdown(line, line_starts=False, emphasised=True)}*")
    assert plain(chars) == plain(list(of_spans(line)))


@given(st.text(max_size=30))
def test_a_target_has_no_end_of_its_own(address: str) -> None:
    [char] = set(read(f"[a]({target(address)})")) or {Char("")}
    assert char.text == "a" if address.strip() else True


def test_text_without_links_stays_as_it_is() -> None:
    assert without("a \\[b\\](c) `](d)` *e*", links=True, images=True) == "a \\[b\\](c) `](d)` *e*"
    assert without("| [a](b) | ![c](d) |", links=True, line_starts=False) == "| a | ![c](d) |"
