"""What blocks of HTML pages carry besides their words: where they stand in the source and on the page."""

from __future__ import annotations

import pytest
from pages import read

from cleaner.model import Block, Markup, Options, UnreadableInput
from cleaner.read.html.parse import MOST_LINES, MOST_TAGS

LONG = "The night ferry sailed again on Monday evening, eleven years after it was sold."


def _block(page: str, word: str) -> Block:
    """The one block of a page that holds a word."""
    [found] = [block for block in read(page).blocks if word in block.text]
    return found


def _markup(page: str, word: str = "X") -> Markup:
    markup = _block(page, word).markup
    assert markup
    return markup


# ------------------------------------------------------------------------------------------------------------ where it is


@pytest.mark.parametrize(
    ("page", "region"),
    [
        ("<div class='nav header'>X</div>", ""),
        ("<section><div>X</div></section>", ""),
        ("<main><article><p>X</p></article></main>", "article"),
        ("<article><header><p>X</p></header></article>", "header"),
        ("<footer><nav><a href='/'>X</a></nav></footer>", "nav"),
        ("<aside><ul><li>X</li></ul></aside>", "aside"),
        ("<div role='navigation'><p>X</p></div>", "nav"),
        ("<div role='Main'><p>X</p></div>", "main"),
        ("<p role='presentation'>X</p>", ""),
        ("<article><form><button>X</button></form><p>" + LONG * 3 + "</p></article>", "form"),
        ("<article><form><p>X" + LONG + "</p></form></article>", "article"),  # all of the page is in the form
    ],
)
def test_the_part_of_the_page(page: str, region: str) -> None:
    assert _markup(page).region == region


@pytest.mark.parametrize(
    ("page", "family"),
    [
        ("<body class='menu'><p>X</p></body>", ""),
        ("<div class='has-comments no-menu tag-share'><p>X</p></div>", ""),
        ("<div class='promoted'><div><div><div><div><div><p>X</p></div></div></div></div></div></div>", ""),
        ("<div class='col-md-8 px-2'><p>X</p></div>", ""),
        ("<div class='post-content'><p>X</p></div>", "post"),
        ("<div id='articleBody'><p>X</p></div>", "content"),
        ("<div itemprop='articleBody'><p>X</p></div>", "content"),
        ("<div class='entry-content'><div class='relatedPosts'><ul><li>X</li></ul></div></div>", "related"),
        ("<div class='MainMenu'><p>X</p></div>", "menu"),
        ("<div class='comment-author'><p>X</p></div>", "comment"),
        ("<div class='story'><p><span class='byline'>X</span></p></div>", "author"),
        ("<div class='story'><p>By <span class='byline'>X</span></p></div>", "content"),
    ],
)
def test_what_names_speak_of(page: str, family: str) -> None:
    assert _markup(page).family == family


@pytest.mark.parametrize(
    ("page", "tag"),
    [
        ("<p><a href='/'>X</a></p>", "p"),
        ("<div><a href='/'>X</a></div>", "a"),
        ("<div><a href='/'>X</a> and more</div>", "div"),
        ("<div><time>X</time></div>", "time"),
        ("<ul><li>X</li></ul>", "li"),
        ("<ul><li><p>X</p></li></ul>", "p"),
        ("<h2><b>X</b></h2>", "h2"),
        ("<table><tr><td><p>one</p></td></tr><tr><td>X</td></tr></table>", "td"),
        ("<figure><img src='a.png'><figcaption>X</figcaption></figure>", "figcaption"),
    ],
)
def test_the_element_that_holds_it(page: str, tag: str) -> None:
    assert _markup(page).tag == tag


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        ("<p>X</p>", False),
        ("<p hidden='until-found'>X</p>", False),
        ("<p aria-hidden='false' style='display: block'>X</p>", False),
        ("<body style='visibility: hidden'><p>X</p></body>", False),  # until its styles are there
        ("<details><p>X</p></details>", False),
        ("<dialog open><p>X</p></dialog>", False),
        ("<div hidden><p>X</p></div>", True),
        ("<div style='color: red; DISPLAY:none'><p>X</p></div>", True),
        ("<p>Seen <span aria-hidden='true'>X</span></p>", True),
        ("<template><p>X</p></template>", True),
        ("<noscript>X</noscript>", True),
        ("<dialog><p>X</p></dialog>", True),
        ("<video>X</video>", True),
    ],
)
def test_hidden(page: str, hidden: bool) -> None:
    assert _markup(page).hidden is hidden


# ------------------------------------------------------------------------------------------------------- links and lists


@pytest.mark.parametrize(
    ("page", "linked", "links"),
    [
        ("<p>X</p>", 0, 0),
        ("<p>X <a name='b'>bbbbbbb</a></p>", 0, 0),
        ("<p><a href='/'>X</a></p>", 100, 1),
        ("<p><a href='javascript:a()'>X</a></p>", 100, 1),
        ("<p>Xa <a href='/'>bcd</a></p>", 50, 1),
        ("<p><a href='/'>a</a><a href='/'>b</a> Xcde</p>", 28, 2),
        ("<p><a href='/'>X<b>a</b>a</a></p>", 100, 1),
    ],
)
def test_how_much_is_links(page: str, linked: int, links: int) -> None:
    markup = _markup(page)
    assert (markup.linked, markup.links) == (linked, links)


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("<p><a href='/'>X</a></p><p><a href='/'>b</a></p><p><a href='/'>c</a></p>", 0),
        ("<ul><li><a href='/'>X</a></li><li>b</li></ul>", 50),
        ("<ul><li>X</li><li>b<ul><li><a href='/'>cc</a></li></ul></li></ul>", 50),
        ("<nav><a href='/'>X</a></nav>", 100),
        ("<div><div class='a'><a href='/'>X</a></div><div class='a'>b</div><div class='a'>cc</div></div>", 25),
    ],
)
def test_how_much_of_its_list_is_links(page: str, listed: int) -> None:
    assert _markup(page).listed == listed


def test_who_holds_the_prose() -> None:
    ten = "one two three four five six seven eight nine ten"
    page = f"<body><div><div><p>X {ten}</p><p>{ten} Y</p></div></div><div><p>Z {ten}</p><p>menu</p></div>{ten} W<br><br>{ten} V</body>"
    shares = {word: (_markup(page, word).held, _markup(page, word).outer) for word in "XZWV"}
    assert shares == {"X": (40, 40), "Z": (20, 100), "W": (100, 100), "V": (100, 100)}
    assert _markup(page, "menu").held == 20


def test_scripts_without_spaces_have_words() -> None:
    page = "<div><p>夜间渡轮星期一晚上再次启航，距离议会出售最后一艘船。</p></div><div><p>X</p></div>"
    assert (_markup(page, "夜").held, _markup(page).held) == (100, 0)


# -------------------------------------------------------------------------------------------------------- in the source


def test_source_lines() -> None:
    page = (
        "<html>\n<body>\n<p>one\nand\n</p>\n<!-- two\nlines --><p\n class='x'>two</p><script>\n\n</script>three<br>\n<b>\n\nX</b>\n</body>"
    )
    lines = {block.text.split()[0]: block.lines for block in read(page).blocks}
    assert lines == {"one": (3, 4), "two": (8, 8), "three": (10, 13)}


def test_lines_beyond_those_that_the_parser_counts() -> None:
    page = "<p>a</p>\n" * (MOST_LINES + 10) + "<div>\n\n<p>b\nX</p>\n<ul><li>Y</li>\n<li>Z</li></ul></div>"
    last = MOST_LINES + 13
    blocks = read(page).blocks
    assert [block.lines for block in blocks[-3:]] == [(last, last + 1), (last + 2, last + 2), (last + 3, last + 3)]
    assert blocks[70].lines == (71, 71)


def test_gaps_are_where_a_page_has_margins() -> None:
    page = "<div>a</div><div>b</div><p>c</p>d<ul><li>e</li><li>f</li></ul><h2>g</h2><table><tr><td>h</td></tr><tr><td>i</td></tr></table>"
    assert "".join(f"{block.text}{block.gap}" for block in read(page).blocks) == "a0b0c1d1e1f0g1h1i0"


def test_depth_is_bounded() -> None:
    assert _markup("<div>" * 300 + "X").deep == 255
    assert _markup("<div><p>X").deep == 4  # html and body, too


# ----------------------------------------------------------------------------------------------------- pages of all kinds


@pytest.mark.parametrize("page", ["", " \n", "<!-- X", "<html></html>", "<p title='X", "<script>X", "<frameset><frame src='X'></frameset>"])
def test_pages_without_text_have_no_blocks(page: str) -> None:
    assert read(page).blocks == ()


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul", "font", "custom-element"])
def test_however_deep_all_text_is_there(tag: str) -> None:
    page = f"<{tag}>" * 100_000 + "one" + f"</{tag}>" * 100_000 + "<p>two</p>"
    assert " ".join(block.text for block in read(page).blocks).split() == ["one", "two"]


def test_more_tags_than_anyone_waits_for() -> None:
    with pytest.raises(UnreadableInput, match=r"^the input has over 600,000 tags, which takes too long to read: split it"):
        read("<p>" * (MOST_TAGS + 1))


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<b>a</b> " * 30_000,
        "<p>" + "<a href='/'>a</a> " * 30_000,
        "<div title='" + "a " * 500_000 + "'>a</div>",
        "<img src='/a.png' srcset='" + "a,b " * 100_000 + "'>a",
        "<p>" + "*_[`" * 50_000 + "a",
    ],
    ids=["marks", "links", "attribute", "candidates", "syntax"],
)
def test_large_pieces_are_read(page: str) -> None:
    blocks = read(page).blocks
    assert blocks[-1].text.endswith("a")


def test_addresses_of_the_caller_go_before_those_of_the_page() -> None:
    page = "<head><link rel=canonical href='https://canonical.example/'></head><a href='a'>X</a>"
    assert read(page, Options(url="https://caller.example/")).blocks[0].markup == _markup(page)._replace(
        markdown="[X](https://caller.example/a)"
    )
    assert read(page, Options(url="nonsense")).blocks[0].markup == _markup(page)


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ("<p>Posted by Jo Marsh on the quay of Port Hallam <time>8 March 2022</time>", "8 March 2022"),
        ("<p>Ferry 12</p><time>8 March 2022</time>", "8 March 2022"),
        ("<a href=/>Published</a> <time>8 March 2022</time>", "8 March 2022"),
        ("<p>Updated <time>8 March 2022</time>", "Updated 8 March 2022"),
        ("<h4>Published</h4> <time>8 March 2022</time>", "Published 8 March 2022"),
        ("<dl><dt>Last updated</dt><dd><time>8 March 2022</time></dd></dl>", "Last updated 8 March 2022"),
    ],
)
def test_the_label_of_a_day(page: str, value: str) -> None:
    assert [clue.value.strip() for clue in read(f"<h1>Ferry</h1><main>{page}</main>").clues if clue.field == "date"] == [value]
