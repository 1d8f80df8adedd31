"""Raw HTML in a line of Markdown: which tags there are, and what they stand for."""

from __future__ import annotations

import re
from html import unescape

ELEMENTS = frozenset(
    "a abbr acronym address article aside audio b base basefont bdi bdo big blockquote body br button canvas caption center cite code col"
    " colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4"
    " h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta nav noscript object ol"
    " optgroup option p param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub"
    " summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr".split()
)
"""Names of elements. A tag of another name is a placeholder, a type or a part of an address that somebody wrote as text."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end."""

_ATTRIBUTE = re.compile(r"""\s([A-Za-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def name(tag: str) -> tuple[str, bool]:
    """The name of a tag's element in lower case, and whether the tag ends it; "" for a comment and the like.

    >>> name("<B>"), name("</span >"), name("<!-- a -->")
    (('b', False), ('span', True), ('', False))
    """
    found = _NAME.match(tag)
    return (found[2].lower(), bool(found[1])) if found else ("", False)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag.

    >>> attributes('<img src="a.png?b&amp;c" alt=mill>')
    {'src': 'a.png?b&c', 'alt': 'mill'}
    """
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(tag)}


def paired(tags: list[str]) -> list[bool]:
    """For the tags of one text in order, whether each is markup: it needs no end, or it begins or ends an element together with another.

    A tag alone is what a text about HTML speaks of.

    >>> paired(["<b>", "<br>", "<i>", "</b>", "</p>"])
    [True, True, False, True, False]
    """
    found = [False] * len(tags)
    opened: dict[str, list[int]] = {}
    for index, tag in enumerate(tags):
        element, ends = name(tag)
        if not element or element in VOID:
            found[index] = True
        elif element in ELEMENTS and not ends:
            opened.setdefault(element, []).append(index)
        elif opened.get(element):
            found[opened[element].pop()] = found[index] = True
    return found
