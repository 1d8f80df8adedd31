"""Addresses that a program wrote behind the text of each link: `News [https://a.example/news]`, as html-to-text and many mails have them.

They are markup, as the addresses in HTML are, and no words of the page. A writer who gives sources writes some, too: a page must show many,
and most of these must lead to one site, as the links of a page lead to its own and sources lead to others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cleaner.model import Block

OWN = 0.4
"""Part of a page's addresses that lead to one site, at least, unless there are `MANY`."""

MANY = 50
"""So many nobody writes by hand."""

_SCHEME = r"(?:https?:|mailto:|tel:|javascript:|data:|ftp:)"
_DEEP = r"\.{0,2}/[\w.~%-]*[/.?_-]"
"""A place on the same site that is no closing tag of a forum's markup (`[/quote]`)."""
_END = r"[^\s\[\]<>]*"
_IN_ROUND = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_BEHIND = r"(?:https?://\S*(?=\s|$))?"
"""The address of a link behind that of the picture in it."""


class _Form(NamedTuple):
    """How addresses are written. opening: what each begins with, which is soon counted. fewest: on a page, at least.

    sure: an address. taken: one, or what is taken for one on a page that has so many. Both are patterns as text: `re` compiles them when a
    page needs them. items: whether a third of the fewest must stand on lines of menus, as writers give sources in these signs, too."""

    opening: str
    fewest: int
    sure: str
    taken: str
    items: bool = False


FORMS = (
    _Form("[", 5, rf"\[(?:{_SCHEME}|//|{_DEEP}){_END}\]", rf"\[(?:{_SCHEME}|\.{{0,2}}/|[#?]){_END}\]|(?:(?<=\w)|(?<=\w:)|^)https?://\S*$"),
    _Form("<", 5, rf"(?<=[^\s<(\[])<{_SCHEME}{_END}>", rf"<{_SCHEME}{_END}>"),
    _Form(" <", 20, rf"(?<=\S) <{_SCHEME}{_END}>", rf"<{_SCHEME}{_END}>"),
    _Form("( ", 20, rf"\( {_SCHEME}{_END} \)", rf"\( {_SCHEME}{_END} \)"),
    _Form("(", 20, rf"\((?:{_SCHEME}|/|#){_IN_ROUND}\)", rf"\((?:(?:{_SCHEME}|\.{{0,2}}/|[#?]){_IN_ROUND})?\)", items=True),
)
"""Those that writers use themselves, too, need more."""
_ITEM = r"(?m)^[^\n()]{1,40}"

_SITE = r"\W*(?:https?:)?//(?:[^/\s:\]>)?#]*\.)?([^./\s\]>)?#]+\.[^./\s:\]>)?#]+)"


def strip(blocks: list[Block], page: str) -> list[Block]:
    """The blocks without addresses behind their links, and without those that held nothing else; as they are where the page has none.

    page: its text."""
    for form in FORMS:
        if page.count(form.opening) >= form.fewest and _are_links(set(re.findall(form.sure, page)), form.fewest) and _fit(form, page):
            blocks = list(_without(re.compile(rf"\s*(?:{form.taken}){_BEHIND}"), blocks))
    return blocks


def _fit(form: _Form, page: str) -> bool:
    """Whether so many addresses stand behind items of menus as they must."""
    return not form.items or len(re.findall(rf"{_ITEM}{form.sure}[ \t]*$", page)) * 3 >= form.fewest


def _without(addresses: re.Pattern[str], blocks: list[Block]) -> Iterator[Block]:
    gap = 0
    for block in blocks:
        bare = addresses.sub("", block.text).strip() if block.kind != "code" else block.text
        gap = max(gap, block.gap)
        if bare:
            yield block._replace(text=bare, gap=gap)
            gap = 0


def _are_links(addresses: Collection[str], fewest: int) -> bool:
    """Whether these different addresses are the links of a page, and not the sources of an article.

    >>> _are_links(["[/a/b]", "[/news/]", "[/sport/]", "[https://a.example/x]", "[https://b.example/]"], 5)
    True
    >>> _are_links([f"(https://{name}.example/)" for name in ("a.a", "b.b", "c.c", "d.d", "e.e")], 5)
    False
    """
    if not fewest <= len(addresses) < MANY:
        return len(addresses) >= MANY
    sites = Counter(found[1].lower() if (found := re.match(_SITE, address)) else "" for address in addresses)
    own = sites.pop("", 0) + max(sites.values(), default=0)
    return own >= OWN * len(addresses)
