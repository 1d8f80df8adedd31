"""What a page's head says of it: `<meta>` in all its vocabularies, `<link>`, `<title>` and the language of `<html>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.model import Clue
from cleaner.read.html.addresses import Addresses
from cleaner.read.vocabulary import ITEMPROPS, NAMES, UNKNOWN, Field, by_words, plain

LONGEST = 500
"""Characters of a value that says something; longer ones are texts."""

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
"""Tags in a title, which some pages escape: they are shown by nobody."""
_ADDRESSES = frozenset(("url", "image"))


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
            field, source = ITEMPROPS.get(plain(name), UNKNOWN) if key == "itemprop" else NAMES.get(plain(name)) or by_words(name)
            if field is None or (key == "itemprop" and source == "itemprop.name"):
                continue
            yield from clue(field, source, addresses.link(content) if field in _ADDRESSES else content)


def _labelled(tree: Any) -> Iterator[Clue]:
    """What cards show under a label of the page's own words ("Written by" / "Jane Doe"), both in one value."""
    said = {element.get("name"): element.get("content") or "" for element in tree.iter("meta") if element.get("name", "")[:8] == "twitter:"}
    for n in (1, 2):
        label, data = said.get(f"twitter:label{n}"), said.get(f"twitter:data{n}")
        if label and data:
            yield from clue("author", "twitter.label", f"{label.rstrip(' :')}: {data}")


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
