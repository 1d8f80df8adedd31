"""Addresses of links and pictures: resolved against the page's own, and only such as are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

SCHEMES = frozenset("http https ftp ftps sftp mailto tel sms geo xmpp irc ircs news nntp magnet matrix".split())
"""What links may begin with. `javascript:`, `data:`, `vbscript:` and whatever else runs or opens something become plain text."""

PICTURE_SCHEMES = frozenset(("http", "https", "ftp"))

LONGEST = 4_000
"""Characters of an address; longer ones are data. Servers and browsers are sure of 2,000."""

LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-url", "data-hi-res-src", "data-image-src")
"""Attributes in which pages keep the address of a picture that is loaded when it comes into view."""
LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")

PIXEL = 1
"""Width or height of pictures that count visitors."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\t\n\r]")
_PLACEHOLDER = re.compile(r"(?i)(?:^|[/_.-])(?:blank|spacer|placeholder|lazy|loading|loader|transparent|pixel|1x1|grey|gray|empty)[^/]*$")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[wx],?")
_MOST_CANDIDATES = 20_000
"""Characters of a `srcset` that are looked at."""


class Addresses:
    """Resolves the addresses on one page."""

    def __init__(self, tree: Any, url: str | None) -> None:
        """tree: the page. url: its address, if known; else what the page says of itself."""
        self.base = _base(tree, url)
        self._links: dict[str, str] = {}

    def link(self, reference: str) -> str:
        """Where a link leads to, or "" if nobody should follow it."""
        found = self._links.get(reference)
        if found is None:
            found = self._links[reference] = self._resolved(reference, SCHEMES)
        return found

    def picture(self, element: Any) -> str:
        """The address of an image's picture, or "" if it has none (or holds the picture itself, or counts visitors)."""
        attributes = element.attrib
        if _is_pixel(attributes):
            return ""
        for reference in _references(element):
            found = self._resolved(reference, PICTURE_SCHEMES)
            if found:
                return found
        return ""

    def _resolved(self, reference: str, schemes: frozenset[str]) -> str:
        reference = _IGNORED.sub("", reference).strip("\0\x01\x02\x03\x04\x05\x06\x07\x08 \x0b\x0c\x0e\x0f")
        if not reference or len(reference) > LONGEST:
            return ""
        scheme = _SCHEME.match(reference)
        if scheme and scheme[1].lower() not in schemes:
            return ""
        if scheme or not self.base:
            return reference
        try:
            return urljoin(self.base, reference)
        except ValueError:  # a host in brackets that is no address
            return reference


def _base(tree: Any, url: str | None) -> str:
    """The address against which others are resolved: of `<base>`, of the caller, or that by which the page calls itself."""
    found = url if url and _is_web(url) else next((said for said in _own(tree) if _is_web(said)), "")
    reference = next((base.get("href") for base in tree.iter("base") if base.get("href")), "").strip()
    if not reference:
        return found
    try:
        base = urljoin(found, reference)
    except ValueError:
        return found
    return base if _is_web(base) else found


def _own(tree: Any) -> Iterator[str]:
    """The addresses by which a page calls itself."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield (link.get("href") or "").strip()
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:url":
            yield (meta.get("content") or "").strip()


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_pixel(attributes: Any) -> bool:
    """Whether both sides of a picture are a pixel at most."""
    sides = [attributes.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return all(side.isascii() and side.isdigit() and int(side[:6]) <= PIXEL for side in sides)


def _references(element: Any) -> Iterator[str]:
    """Where an image's picture may be, the best first: what is loaded later, then what stands there unless it is a placeholder."""
    attributes = element.attrib
    yield from (attributes[name] for name in LAZY if attributes.get(name))
    source = attributes.get("src", "")
    if source and not _PLACEHOLDER.search(source.partition("?")[0]):
        yield source
    yield from (_largest(attributes[name]) for name in LAZY_SETS if attributes.get(name))
    parent = element.getparent()
    if parent is not None and parent.tag == "picture":
        for sibling in parent.iterchildren("source"):
            yield from (_largest(sibling.get(name)) for name in LAZY_SETS if sibling.get(name))
    yield source


def _largest(candidates: str) -> str:
    """The address of the largest picture in a `srcset`.

    >>> _largest("a.jpg 320w, b,c.jpg 640w"), _largest("a.jpg, a2.jpg 2x")
    ('b,c.jpg', 'a2.jpg')
    """
    best, largest, address = "", -1.0, ""
    for token in candidates[:_MOST_CANDIDATES].split():
        size = _SIZE.fullmatch(token)
        if size is None:
            address = token.strip(",")
        if address and (value := float(size[1]) if size else 1.0) > largest:
            best, largest = address, value
    return best


def file_name(address: str) -> str:
    """The name of a picture's file, for a picture without a description.

    >>> file_name("https://a.example/b/old%20mill.jpg?w=2")
    'old mill.jpg'
    """
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    return " ".join(unquote(path.rpartition("/")[2]).split())
