"""Whatever an HTML page is like: each word that can be seen stands in one block, in order, and nothing of the markup comes out."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st
from oracle import PARSERS
from pages import kept, markdown, pieces_of_markdown, pieces_of_page, read

from cleaner import clean
from cleaner.model import Options, UnreadableInput
from cleaner.read.html.elements import BLOCKS

WORD = re.compile(r"w\d+w")
INLINE = ["b", "i", "em", "a href='/x'", "span", "code", "del", "small", "font color='red'", "sup"]
BLOCK = ["div", "p", "section", "article", "h1", "h3", "blockquote", "ul><li", "ol><li", "dl><dt", "dl><dd", "pre", "center", "nav", "form"]
BLOCK += ["figure", "figure><figcaption", "details><summary", "table><tr><td", "table><tr><th", "address", "div class='comments'"]
NESTING = ["div", "p", "section", "article", "h1", "ul><li", "ol><li", "blockquote"]
"""What others stand in."""
GAPS = ["", " ", "\n", "<br>", "<!-- c -->", "<hr>", "<img src='/a.png' alt='no'>", "<script>no</script>", "<wbr>", "&nbsp;"]
SIGNS = ["*", "_", "`", "[", "](x)", "&lt;b>", "&amp;amp;", "#", "- ", "1. ", "|", "~~", "\\", "&lt;script>", "===", "&lt; ", ">", "!"]


def _element(name: str, content: str) -> str:
    """An element, or several in each other, around some content."""
    ends = [f"</{tag.split()[0]}>" for tag in reversed(name.split("><"))]
    return f"<{name}>{content}{''.join(ends)}"


def _pages() -> st.SearchStrategy[str]:
    """Well-formed pages of every kind of element, in which "w" stands for the next word."""
    leaf = st.lists(st.sampled_from(["w", "w", "w ", *GAPS, *SIGNS]), min_size=1, max_size=6).map("".join)
    inline = st.recursive(
        leaf, lambda inner: st.builds(_element, st.sampled_from(INLINE), st.lists(inner, max_size=3).map("".join)), max_leaves=4
    )
    row = st.lists(inline, min_size=1, max_size=3).map("".join)
    block = st.builds(_element, st.sampled_from(BLOCK), row)
    nested = st.recursive(
        block | row, lambda inner: st.builds(_element, st.sampled_from(NESTING), st.lists(inner, max_size=4).map("".join)), max_leaves=8
    )
    return st.lists(nested, min_size=1, max_size=4).map(lambda parts: _numbered("<body>" + "".join(parts)))


def _numbered(page: str) -> str:
    """The page with words that are all different."""
    parts = re.split(r"(<[^<>]*>|&\w+;)|w", page)
    texts, words = "", 0
    for i, part in enumerate(parts[::2]):
        texts += part
        tag = parts[2 * i + 1] if 2 * i + 1 < len(parts) else ""
        if tag is None:
            words += 1
        texts += f"w{words}w" if tag is None else tag
    return texts


def _any_markup() -> st.SearchStrategy[str]:
    """Pieces of markup in any order, nothing of which needs to fit."""
    tags = sorted({*BLOCKS, "b", "a", "br", "img", "svg", "math", "script", "style", "title", "iframe", "option", "ruby", "rt", "noscript"})
    attributes = ["", " /", " class='menu'", " href='/a'", " src=b.png", " hidden", " style='display:none'", " colspan=9", " rowspan=3"]
    tag = st.builds("<{}{}{}>".format, st.sampled_from(["", "/"]), st.sampled_from(tags), st.sampled_from(attributes))
    signs = ["<", ">", "<!--", "-->", "&", "&#0;", "&#x202e;", "<!doctype html>", "<![CDATA[", "'", '"', "\0", "\x1b[m", "<?"]
    return st.lists(tag | tag | st.sampled_from(signs) | st.text(max_size=8), max_size=30).map("".join)


def _visible(page: str) -> list[str]:
    return WORD.findall(re.sub(r"<[^<>]*>", "", page))


@given(_pages())
def test_each_word_stands_in_one_block_in_order(page: str) -> None:
    assert [word for block in read(page).blocks for word in WORD.findall(block.text)] == _visible(page)


@given(_pages())
def test_each_word_stands_in_the_article_in_order(page: str) -> None:
    blocks = kept(read(page))
    assert WORD.findall(markdown(blocks)) == _visible(page)
    assert WORD.findall("\n".join(block.text for block in blocks if block.kind != "image")) == _visible(page)


@given(_pages())
def test_words_are_parted_where_a_reader_sees_a_gap(page: str) -> None:
    text = "\n".join(block.text for block in read(page).blocks)
    places = {word: (text.index(word), text.index(word) + len(word)) for word in _visible(page)}
    for match, after in zip(WORD.finditer(page), [*WORD.finditer(page)][1:], strict=False):
        source = page[match.end() : after.start()]
        between = text[places[match[0]][1] : places[after[0]][0]]
        names = {tag.split()[0].strip("/") for tag in re.findall(r"<(/?\w[^<>]*)>", source)}
        shown = re.sub(r"<!--.*?-->|<[^<>]*>", "", source).replace("&nbsp;", " ")
        if names & (BLOCKS | {"br", "hr"}) or re.search(r"\s", shown):
            assert re.search(r"\s", between), (source, between)
        elif not shown and not names & {"img"}:
            assert between == "", (source, between)


@given(_pages())
def test_the_structure_is_read_back(page: str) -> None:
    found = read(page)
    pieces = [piece for piece in pieces_of_page(found) if piece.kind != "hr"]
    assert [piece for piece in pieces_of_markdown(markdown(kept(found))) if piece.kind != "hr"] == pieces


@given(_any_markup())
def test_nothing_raises_and_no_html_comes_out(page: str) -> None:
    try:
        blocks = read(page).blocks
    except UnreadableInput:  # controls and little else: binary data
        assume(False)
    assert all(block.text.strip() and block.markup for block in blocks)
    assert all(1 <= block.lines[0] <= block.lines[1] for block in blocks)
    shown = markdown(kept(read(page)))
    tokens = [child for token in PARSERS["github"].parse(shown) for child in (token, *(token.children or ()))]
    assert not [token.content for token in tokens if "html" in token.type]
    assert not re.search("[\0\x1b\u202e]", shown)
    clean(page, Options(kind="html"))


@given(_any_markup(), st.sampled_from(["text/html", "data:text/html,x", "javascript:x", "JavaScript:x", " java\tscript:x", "vbscript:x"]))
def test_no_link_runs_anything(page: str, address: str) -> None:
    try:
        found = read(f"{page}<div><a href=\"{address}\">link</a><img src='{address}' alt='image'>")
    except UnreadableInput:  # controls and little else: binary data
        assume(False)
    shown = markdown(kept(found))
    assert not re.search(r"(?i)\]\((?:javascript|vbscript|data):", re.sub(r"\s", "", shown))


@given(_pages(), st.sampled_from(["keep", "drop"]), st.sampled_from(["keep", "drop"]))
def test_options_take_links_and_images_and_nothing_else(page: str, links: str, images: str) -> None:
    options = Options(links="keep" if links == "keep" else "drop", images="keep" if images == "keep" else "drop")
    shown = markdown(kept(read(page), options))
    assert WORD.findall(shown) == WORD.findall(markdown(kept(read(page))))
    assert "](/x)" not in shown or links == "keep"
    assert "](/a.png)" not in shown or images == "keep"
