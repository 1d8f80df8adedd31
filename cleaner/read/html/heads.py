"""What a page's head says of it: `<meta>` in all its vocabularies, `<link>`, `<title>` and the language of `<html>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from cleaner.model import Clue
from cleaner.read.html.addresses import Addresses

LONGEST = 500
"""Characters of a value that says something; longer ones are texts."""

Field = Literal["title", "author", "date", "modified", "site", "url", "language", "image", "description", "type"]

NAMES: dict[str, tuple[Field, str]] = {
    "og:title": ("title", "og"),
    "og:site_name": ("site", "og"),
    "og:url": ("url", "og"),
    "og:locale": ("language", "og"),
    "og:image": ("image", "og"),
    "og:image:url": ("image", "og"),
    "og:image:secure_url": ("image", "og"),
    "og:description": ("description", "og"),
    "og:type": ("type", "og"),
    "og:article:author": ("author", "og"),
    "og:article:published_time": ("date", "og"),
    "og:updated_time": ("modified", "og"),
    "article:author": ("author", "og"),
    "article:author_name": ("author", "og"),
    "article:published_time": ("date", "og"),
    "article:published": ("date", "og"),
    "article:modified_time": ("modified", "og"),
    "book:author": ("author", "og"),
    "profile:username": ("author", "profile"),
    "twitter:title": ("title", "twitter"),
    "twitter:image": ("image", "twitter"),
    "twitter:image:src": ("image", "twitter"),
    "twitter:description": ("description", "twitter"),
    "twitter:creator": ("author", "twitter"),
    "citation_title": ("title", "citation"),
    "citation_author": ("author", "citation"),
    "citation_date": ("date", "citation"),
    "citation_publication_date": ("date", "citation"),
    "citation_online_date": ("date", "citation"),
    "citation_language": ("language", "citation"),
    "dc.title": ("title", "dc"),
    "dc.creator": ("author", "dc"),
    "dc.contributor": ("author", "dc.contributor"),
    "dc.date": ("date", "dc"),
    "dc.date.created": ("date", "dc"),
    "dc.date.issued": ("date", "dc"),
    "dc.date.modified": ("modified", "dc"),
    "dc.language": ("language", "dc"),
    "dcterms.title": ("title", "dc"),
    "dcterms.creator": ("author", "dc"),
    "dcterms.created": ("date", "dc"),
    "dcterms.date": ("date", "dc"),
    "dcterms.issued": ("date", "dc"),
    "dcterms.modified": ("modified", "dc"),
    "parsely-title": ("title", "parsely"),
    "parsely-author": ("author", "parsely"),
    "parsely-pub-date": ("date", "parsely"),
    "parsely-image-url": ("image", "parsely"),
    "sailthru.title": ("title", "sailthru"),
    "sailthru.author": ("author", "sailthru"),
    "sailthru.date": ("date", "sailthru"),
    "sailthru.image.full": ("image", "sailthru"),
    "author": ("author", "meta"),
    "authors": ("author", "meta"),
    "byl": ("author", "meta"),
    "byline": ("author", "meta"),
    "article.author": ("author", "meta"),
    "article_author": ("author", "meta"),
    "creator": ("author", "meta"),
    "title": ("title", "meta"),
    "headline": ("title", "meta"),
    "hdl": ("title", "meta"),
    "date": ("date", "meta"),
    "pubdate": ("date", "meta"),
    "publish-date": ("date", "meta"),
    "publish_date": ("date", "meta"),
    "publishdate": ("date", "meta"),
    "publication_date": ("date", "meta"),
    "published": ("date", "meta"),
    "published_time": ("date", "meta"),
    "publication-date": ("date", "meta"),
    "published-date": ("date", "meta"),
    "date.created": ("date", "meta"),
    "displaydate": ("date", "meta"),
    "article.published": ("date", "meta"),
    "article.created": ("date", "meta"),
    "created": ("date", "meta"),
    "pdate": ("date", "meta"),
    "ptime": ("date", "meta"),
    "cxenseparse:recs:publishtime": ("date", "meta"),
    "article.updated": ("modified", "meta"),
    "last-modified": ("modified", "meta"),
    "lastmod": ("modified", "meta"),
    "revised": ("modified", "meta"),
    "application-name": ("site", "meta"),
    "apple-mobile-web-app-title": ("site", "apple"),
    "publisher": ("site", "publisher"),
    "cxenseparse:author": ("author", "meta"),
    "language": ("language", "meta"),
    "content-language": ("language", "meta"),
    "description": ("description", "meta"),
    "image": ("image", "itemprop"),
    "thumbnail": ("image", "meta"),
}
"""What a `<meta>` is about, by its name in lower case, and the vocabulary that the name is of."""

ITEMPROPS: dict[str, tuple[Field, str]] = {
    "headline": ("title", "itemprop"),
    "name": ("title", "itemprop.name"),
    "author": ("author", "itemprop"),
    "datepublished": ("date", "itemprop"),
    "datecreated": ("date", "itemprop.created"),
    "datemodified": ("modified", "itemprop"),
    "image": ("image", "itemprop"),
    "inlanguage": ("language", "itemprop"),
}
"""The same for the microdata in `itemprop`."""

UNKNOWN: tuple[None, str] = (None, "")
CACHED = 1 << 12
"""Names of `<meta>` that are remembered."""
_PUBLISHED = re.compile(
    r"publi(?:sh(?:ed)?|cation)[_. :-]?(?:date|time|at|on)|(?:date|time)[_. :-]?publi|(?:release|issue|creation)[_-]?date"
)
_MODIFIED = re.compile(r"(?:modif\w*|updated?|revision)[_. :-]?(?:date|time|at|on)|(?:date|time|last)[_. :-]?(?:modif|updated)")
_AUTHOR = re.compile(r"(?:^|[._:-])authors?(?:[_-]?name)?$")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
"""Tags in a title, which some pages escape: they are shown by nobody."""
_ADDRESSES = frozenset(("url", "image"))
_PREFIX = re.compile(r"^(?:dc:|dcterms:|dc\.terms\.)")


def head_clues(tree: Any, addresses: Addresses) -> Iterator[Clue]:
    """The clues of a page's head, in the order of the page; such elements count wherever they stand."""
    for element in tree.iter("meta", "link", "title"):
        if element.tag == "meta":
            yield from _meta(element, addresses)
        elif element.tag == "link":
            yield from _link(element, addresses)
        elif not _in_drawing(element):
            yield from clue("title", "title", element.text or "")
    yield from _labelled(tree)
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        yield from clue("language", "html", tree.get(name) or "")


def clue(field: Field, source: str, value: str) -> Iterator[Clue]:
    """A clue, if it says anything."""
    text = " ".join((_TAG.sub(" ", value) if "<" in value else value).split())
    if (text and len(text) <= LONGEST) or (field in ("image", "url", "description") and text):
        yield Clue(field, source, text)


def _meta(element: Any, addresses: Addresses) -> Iterator[Clue]:
    attributes = element.attrib
    content = attributes.get("content")
    if not content:
        return
    for key in ("property", "name", "http-equiv", "itemprop"):
        for name in attributes.get(key, "").lower().split()[:2]:
            field, source = ITEMPROPS.get(_plain(name), UNKNOWN) if key == "itemprop" else NAMES.get(_plain(name)) or _by_words(name)
            if field is None or (key == "itemprop" and source == "itemprop.name"):
                continue
            yield from clue(field, source, addresses.link(content) if field in _ADDRESSES else content)


@lru_cache(CACHED)
def _by_words(name: str) -> tuple[Field | None, str]:
    """What a name that no vocabulary has is about, by its words.

    >>> _by_words("w-published-date"), _by_words("acme:author_name"), _by_words("publisher-id")
    (('date', 'meta.other'), ('author', 'meta.other'), (None, ''))
    """
    if _PUBLISHED.search(name):
        return "date", "meta.other"
    if _MODIFIED.search(name):
        return "modified", "meta.other"
    return ("author", "meta.other") if _AUTHOR.search(name) else UNKNOWN


def _labelled(tree: Any) -> Iterator[Clue]:
    """What cards show under a label of the page's own words ("Written by" / "Jane Doe"), both in one value."""
    said = {element.get("name"): element.get("content") or "" for element in tree.iter("meta") if element.get("name", "")[:8] == "twitter:"}
    for n in (1, 2):
        label, data = said.get(f"twitter:label{n}"), said.get(f"twitter:data{n}")
        if label and data:
            yield from clue("author", "twitter.label", f"{label.rstrip(' :')}: {data}")


def _plain(name: str) -> str:
    """The name of a property without the spelling of its vocabulary: "DCTERMS:created" is "dcterms.created".

    >>> _plain("dc:title"), _plain("og:title"), _plain("og:article:author")
    ('dc.title', 'og:title', 'og:article:author')
    """
    if name.startswith("schema:"):
        return name[7:]
    found = _PREFIX.match(name)
    return name.replace(":", ".", 1).replace("dc.terms.", "dcterms.") if found else name


def _link(element: Any, addresses: Addresses) -> Iterator[Clue]:
    rel = (element.get("rel") or "").lower().split()
    target = element.get("href")
    if not target:
        return
    if "canonical" in rel:
        yield from clue("url", "canonical", addresses.link(target))
    if "image_src" in rel:
        yield from clue("image", "link", addresses.link(target))


def _in_drawing(element: Any) -> bool:
    """Whether a title is that of an inline drawing."""
    return any(parent.tag == "svg" or parent.tag == "symbol" for parent in element.iterancestors())
