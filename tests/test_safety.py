"""What comes out can be shown anywhere: no markup of the page passes through, and no address runs anything, whatever the page tries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pages import kept, markdown, read

from cleaner import Article, clean, pipeline
from cleaner.load import CONTROL_BYTES, FEWEST_CONTROLS
from cleaner.model import Options


class _Trusting(MarkdownIt):
    """A parser that follows every address, as most do; markdown-it itself leaves links that run something as text."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


PARSERS = [_Trusting("commonmark").enable(["table", "strikethrough"]), _Trusting("commonmark")]
RUNS = re.compile(r"(?:java|vb|live)script:|data:|file:|blob:|view-source:")

ADDRESSES = [
    "javascript:x",
    "JaVaScRiPt:x",
    "vbscript:x",
    "data:text/html,x",
    "DATA:text/html;base64,eA==",
    "java\tscript:x",
    "java\nscript:x",
    "java\r\nscript\t:x",
    "\x01\x1f javascript:x",
    "\xa0javascript:x",
    "\u200bjavascript:x",
    "java\u200bscript:x",
    "java\xadscript:x",
    "java\0script:x",
    "\u2028javascript:x",
    "\ufeffjavascript:x",
    "j\u202eavascript:x",
    "java&#115;cript:x",
    "javascript&colon;x",
    "javascript&#58;x",
    "&Tab;java&NewLine;script&#x3a;x",
    "java\\script:x",
    "java\\&#115;cript:x",
    "javascript\\:x",
    "file:///etc/passwd",
    "view-source:javascript:x",
    "blob:https://a.example/x",
]
"""Addresses that run something, or would if a sign went lost on the way."""

HTML = [
    '<p>Text <a href="{}">link</a> and on.</p>',
    "<p>Text <a href='{}'><img src='{}' alt='picture'></a> and on.</p>",
    "<img src='/blank.gif' data-src='{}' srcset='{} 2x' alt='picture'>",
    "<picture><source srcset='{} 2x'><img alt='picture'></picture>",
    "<table><tr><th>a</th><th>b</th></tr><tr><td><a href='{}'>c</a></td><td><img src='{}' alt='d'></td></tr></table>",
    "<ul><li><a href='{}'>one</a></li></ul><h2><a href='{}'>two</a></h2>",
    "<svg><a xlink:href='{}'><text>t</text></a></svg><math><mi href='{}'>x</mi></math><form action='{}'><button>b</button></form>",
    "<iframe src='{}' srcdoc='&lt;script>x&lt;/script>'></iframe><object data='{}'>o</object><embed src='{}'>",
]
MARKDOWN = [
    "Text [link]({}) and on.",
    "Text [link](<{}>) and ![picture](<{}> 'title').",
    "Text <{}> and on.",
    "Text [link][1], ![picture][1] and [1].\n\n[1]: {}",
    "Text [link][1], ![picture][1] and [1].\n\n[1]: <{}> 'title'",
    "[![picture]({})]({})",
    "| a | b |\n| --- | --- |\n| [c]({}) | ![d]({}) |\n| e | f |",
    "# [head]({})\n\n> - [item]({})",
    "<a href='{}'>link</a> <img src='{}' alt='x'>",
    "<div><a href='{}'>link</a><img src='{}' alt='x'></div>",
]

HEADS = [
    "<head><base href='{}'><link rel=canonical href='{}'></head><p><a href='x'>link</a></p>",
    "<head><meta property='og:url' content='{}'><meta property='og:image' content='{}'><link rel=icon href='{}'></head><p>x</p>",
    '<script type="application/ld+json">{"@type":"Article","url":"{}","image":"{}","headline":"T"}</script><p>x</p>',
    "---\ntitle: '[T]({})'\nurl: {}\nimage: {}\n---\n\nText.",
    "Title: T\n\nURL Source: {}\n\nMarkdown Content:\nText [a](b).",
]
"""Pages that say something of themselves."""


def _tokens(text: str) -> Iterator[Token]:
    for parser in PARSERS:
        for token in parser.parse(text):
            yield from _within(token)


def _within(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children or ():
        yield from _within(child)


def _address(token: Token) -> str:
    """Where a token leads to, as a browser reads it."""
    found = str(token.attrs.get("href") or token.attrs.get("src") or "")
    return re.sub(r"[\t\r\n]", "", found).lstrip("".join(map(chr, range(33)))).lower()


def _assert_harmless(text: str) -> None:
    for token in _tokens(text):
        assert "html" not in token.type, token.content
        assert not RUNS.match(_address(token)), token
    assert not re.search("[\0\x1b\u202e]", text)


def _check(page: str, kind: str, url: str | None = None) -> None:
    options = Options(kind="html" if kind == "html" else "markdown", url=url)
    whole = read(page, options) if kind == "html" else pipeline.read(page, options)
    _assert_harmless(markdown(kept(whole, options)))
    article = clean(page, options)
    _assert_harmless(article.to_markdown())
    _assert_harmless(_facts(article))


def _facts(article: Article) -> str:
    """The addresses that an article has beside its text, as links."""
    return " ".join(f"[a](<{address}>)" for address in (article.url, article.image) if address)


def _filled(forms: Sequence[str], address: str, number: int = 1) -> str:
    """Forms with an address in each; link definitions have a number of their own."""
    return "\n\n".join(form.replace("{}", address).replace("[1]", f"[{number}]") for form in forms)


@pytest.mark.parametrize("url", [None, "https://a.example/b/"])
@pytest.mark.parametrize("spelt", [str, escape])
def test_no_address_of_an_html_page_runs_anything(spelt: Callable[[str], str], url: str | None) -> None:
    for form in HTML:
        _check("".join(_filled([form], spelt(address)) for address in ADDRESSES), "html", url)


@pytest.mark.parametrize("url", [None, "https://a.example/b/"])
def test_no_address_of_a_markdown_document_runs_anything(url: str | None) -> None:
    for form in MARKDOWN:
        _check("\n\n".join(_filled([form], address, number) for number, address in enumerate(ADDRESSES, 1)), "markdown", url)


@pytest.mark.parametrize("form", HEADS)
def test_no_address_that_a_page_gives_as_its_own_runs_anything(form: str) -> None:
    for address in ADDRESSES:
        _check(_filled([form], address), "html" if form.startswith("<") else "markdown")


PIECES = [
    *"<>&\"'`*_[]()!|\\/:;=#-~",
    *("</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "](", "![", "](<", "&lt;", "&amp;lt;", "&#60;", "&#x3c;", "\\<", "```"),
    *("\n", "\n\n", "    ", "> ", "- ", "1. ", "[1]: ", "[1]", " 'x'", "javascript:", "data:x"),
    *("<script>", "</script>", "<b>", "<img src=x onerror=x>", "<a href=", "<svg/onload=x>", "&lt;script&gt;", "&lt;img src=x&gt;"),
    *("<p>", "</p>", "<pre>", "</pre>", "<code>", "</code>", "<table><tr><td>", "<li>", "<title>", "<h1>"),
    *("<a href=/x>", "</a>", "<img src=/y alt='<b>'>", "word", " ", "\t", "https://a.example/", "x@a.example"),
]


def _any() -> st.SearchStrategy[str]:
    """Signs and addresses in any order, with fewer controls than make binary data of a page."""
    pages = st.lists(st.sampled_from(PIECES) | st.sampled_from(ADDRESSES), max_size=24).map("".join)
    return pages.filter(lambda page: sum(page.encode("utf-8", "replace").count(byte) for byte in CONTROL_BYTES) < FEWEST_CONTROLS)


@settings(deadline=None, max_examples=100)
@given(_any(), st.sampled_from(["html", "markdown"]))
def test_no_markup_passes_through(page: str, kind: str) -> None:
    _check(page, kind)


@settings(deadline=None, max_examples=60)
@given(_any())
def test_page_text_stays_text(page: str) -> None:
    _assert_harmless(clean(page, Options(kind="text")).to_markdown())


@pytest.mark.parametrize("drop", [Options(kind="html", links="drop"), Options(kind="html", images="drop")], ids=["links", "images"])
@settings(deadline=None, max_examples=60)
@given(page=_any())
def test_nothing_passes_through_where_links_or_images_were_taken_out(drop: Options, page: str) -> None:
    _assert_harmless(markdown(kept(read(page, drop), drop)))
