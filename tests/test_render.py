"""An article as Markdown, JSON and text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from oracle import PARSERS, Piece, parse

import cleaner
from cleaner.escape import caption_markdown, escape_heading, escape_paragraph, list_markdown
from cleaner.model import Article, ArticleBlock, Removed, Source
from cleaner.render import to_dict, to_json, to_markdown, to_text

FIXTURES = Path(__file__).parent.parent / "fixtures" / "render"
SCHEMA = json.loads((Path(cleaner.__file__).parent / "schema.json").read_text(encoding="utf-8"))

CAPTION = "The ship, 5*3 metres (Photo: T. Marsh)"
FERRY = Article(
    title="1. Night ferry *returns*",
    authors=("Tilda Marsh", 'José "Pepe" Ruiz'),
    date="2025-03-04",
    url="https://example.org/ferry?a=1&b=2",
    language="en",
    blocks=(
        ArticleBlock("paragraph", "1986. That was the last good year.", escape_paragraph("1986. That was the last good year."), (3, 4)),
        ArticleBlock("heading", "What comes next", escape_heading("What comes next", 2), (6, 6)),
        ArticleBlock("caption", CAPTION, caption_markdown(CAPTION), (8, 8)),
        ArticleBlock("list", "* bread\n* milk", list_markdown([(0, "*", "bread"), (0, "*", "milk")]), (10, 11)),
    ),
    captions=(CAPTION,),
    confidence=0.98765432,
    source=Source("", "text", "utf-8", "0" * 64, "pages/ferry.txt"),
)


def _expected(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8")


def _front(markdown: str) -> dict[str, Any]:
    """The metadata above a Markdown document, as a YAML parser reads it."""
    _, header, _ = markdown.split("---\n", 2)
    values = yaml.safe_load(header)
    assert isinstance(values, dict)
    return values


_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).map(str.strip).filter(bool)


@pytest.mark.parametrize("article", [Article(), Article(title="Only a title"), FERRY._replace(blocks=FERRY.blocks[2:3])])
def test_a_page_without_a_body_gives_nothing(article: Article) -> None:
    assert to_markdown(article) == to_markdown(article, frontmatter=True) == to_text(article) == ""
    assert to_dict(article)["markdown"] == ""


def test_markdown() -> None:
    assert to_markdown(FERRY) == _expected("article.md")
    assert to_markdown(FERRY, frontmatter=True) == _expected("article.frontmatter.md")
    assert FERRY.to_markdown(frontmatter=True) == to_markdown(FERRY, frontmatter=True)


def test_text() -> None:
    assert to_text(FERRY) == _expected("article.txt")
    assert to_text(FERRY._replace(title=None)).startswith("1986. That")


def test_json() -> None:
    assert to_json(FERRY, indent=2) + "\n" == _expected("article.json").replace("VERSION", cleaner.__version__)
    assert json.loads(to_json(FERRY)) == to_dict(FERRY) == FERRY.to_dict()
    assert "\n" not in to_json(FERRY)


@pytest.mark.parametrize("article", [FERRY, Article(), FERRY._replace(removed=()), FERRY._replace(date="2025-03-04T18:20:00+01:00")])
def test_json_follows_the_schema(article: Article) -> None:
    jsonschema.validate(to_dict(article), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("change", [{"date": "4 March 2025"}, {"confidence": 1.5}, {"title": 3}, {"extra": 1}, {"language": ""}])
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**to_dict(FERRY), **change}, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_keys_are_always_there_in_the_same_order_and_removed_only_if_asked_for() -> None:
    optional = {"removed", "id"}  # an id is put there by those who read it from JSON Lines
    assert list(to_dict(Article())) == list(to_dict(FERRY)) == [key for key in SCHEMA["properties"] if key not in optional]
    assert [*to_dict(FERRY._replace(removed=())), "id"] == list(SCHEMA["properties"])
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"]) - optional


def test_what_was_removed() -> None:
    removed = (Removed((1, 2), "Read more", ("promo.read-more", "shape.words=1-3"), -4.56789),)
    values = to_dict(FERRY._replace(removed=removed))
    assert values["removed"] == [{"lines": [1, 2], "text": "Read more", "rules": ["promo.read-more", "shape.words=1-3"], "score": -4.568}]
    jsonschema.validate(values, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_names_that_are_not_utf8_can_be_written() -> None:
    odd = FERRY._replace(url="http://x/\ud800", source=Source("", "text", "utf-8", "0" * 64, "caf\udce9.txt"))
    values = json.loads(to_json(odd).encode("utf-8"))
    assert (values["url"], values["source"]["path"]) == ("http://x/\ufffd", "caf\ufffd.txt")
    assert _front(to_markdown(odd, frontmatter=True))["url"] == "http://x/\ufffd"


@pytest.mark.parametrize("title", ["no", "1e3", "a: b # c", "--- ", "'", '"', "\\", "2025-03-04", "\x85\u2028\ufeff\x7f", "{a}", "@x", "~"])
def test_front_matter_is_yaml_strings(title: str) -> None:
    assert _front(to_markdown(FERRY._replace(title=title, authors=(title,)), frontmatter=True)) == {
        "title": title,
        "authors": [title],
        "date": "2025-03-04",
        "url": FERRY.url,
        "language": "en",
        "confidence": 0.9877,
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_survives_front_matter(title: str) -> None:
    assert _front(to_markdown(FERRY._replace(title=title), frontmatter=True))["title"] == title


def test_front_matter_leaves_out_what_is_unknown() -> None:
    bare = Article(blocks=FERRY.blocks[:1], confidence=0.5)
    assert to_markdown(bare, frontmatter=True) == "---\nconfidence: 0.5\n---\n\n1986\\. That was the last good year.\n"


@pytest.mark.parametrize("parser", PARSERS)
@given(title=_TEXT, paragraphs=st.lists(_TEXT, min_size=1, max_size=5))
def test_an_article_is_read_back_paragraph_by_paragraph(parser: str, title: str, paragraphs: list[str]) -> None:
    blocks = tuple(ArticleBlock("paragraph", text, escape_paragraph(text), (1, 1)) for text in paragraphs)
    pieces = parse(to_markdown(Article(title=title, blocks=blocks)), parser)
    assert pieces == [Piece("h1", title), *(Piece("p", text) for text in paragraphs)]


@given(title=_TEXT, paragraphs=st.lists(_TEXT, min_size=1, max_size=5))
def test_text_and_json_hold_the_paragraphs_as_they_are(title: str, paragraphs: list[str]) -> None:
    article = Article(title=title, blocks=tuple(ArticleBlock("paragraph", text, escape_paragraph(text), (1, 1)) for text in paragraphs))
    assert to_text(article) == "\n\n".join([title, *paragraphs]) + "\n"
    assert json.loads(to_json(article))["text"].split("\n\n") == paragraphs
