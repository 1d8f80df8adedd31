"""Text with a little markup: `<br>` for its line ends, a `<p>` around each line, or `<pre>` around all of it.

So text is kept where HTML is wanted, and so browsers wrap what is none. Nothing in such markup tells a menu from an article, or a heading
from a paragraph, so that it is read as the text that it is. Headings, lists and emphasis are more than that, but where lines of text stand
between them, outside of all tags (resiliparse's minimal HTML), a page is text, too. An article about HTML shows tags amid its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Literal, NamedTuple

FEWEST = 6
"""Tags that begin or end a line, at least, unless `<pre>` stands around all."""
AT_BORDERS = 0.9
"""Part of these tags that stand where a line begins or ends."""
MOST_ENDS = 0.6
"""Part of them that are ends of tags, at the most: more are what a template left behind."""
MOST_BETWEEN_SPACES = 0.5
"""Part of the `<br>` with spaces on both sides at the most: a text that speaks of them writes them as words."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*|/)?)>")
_FRAME = frozenset("html head body meta pre".split())
"""Tags that may have attributes: what a browser puts around text has some."""
_INLINE = frozenset("font span wbr".split())
_BLOCK = frozenset("p div center hr".split())
_LETTERS = frozenset("b i em strong u s small big sub sup code tt".split())
_MORE = _LETTERS | frozenset("ul ol li blockquote h1 h2 h3 h4 h5 h6 table tbody thead tr td th dl dt dd".split())
"""Tags that only a page with lines outside of all tags may have, to be text."""
_WITHIN = _LETTERS | _INLINE | {"hr", "br", "meta"}
"""Tags that change nothing of what a text stands in."""
_SIGNS = {"li": "* ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
"""What text has instead of the beginnings of these."""
_LINE, _PARAGRAPH, _BREAK = "\x01", "\x02", "\x03"
"""What stands for the border of a line or a paragraph and for a `<br>`, until runs of them are line ends."""
_RUN = re.compile(r" *[\x01-\x03][ \x01-\x03]*")
_KNOWN = _FRAME | _INLINE | _BLOCK | _MORE | {"br"}
_SPACED_BREAK = re.compile(r"(?<=[ \t])<br\s*/?>(?=[ \t]\S)", re.IGNORECASE)
_OUTER = re.compile(r"\s*(?:<!doctype[^<>]*>\s*)?(?:</?(?:html|head|body)\b[^<>]*>\s*|<meta\b[^<>]*>\s*)*<pre\b[^<>]*>", re.IGNORECASE)


class Bare(NamedTuple):
    """What a page with little markup is: its text, or HTML as it stands."""

    text: str
    kind: Literal["text", "html"]


def read(page: str) -> Bare | None:
    r"""The text of a page with so little markup, and what it is; None for any other. Lines are those that the markup says. What has more
    markup, but no lines outside of it, is HTML as it stands.

    >>> read("<p>Home</p><p>News</p><p>It isn&#39;t<br>late.</p>")
    Bare(text="\n\nHome\n\nNews\n\nIt isn't\nlate.\n\n", kind='text')
    >>> read("<html><body><pre>Home\nNews</pre></body></html>").text, read("<h1>Ferry</h1><ul><li>Home</li><li>News</li></ul>").kind
    ('Home\nNews', 'html')
    >>> read("A <p> begins and a </p> ends. A <p> is no <div>, a <div> no <p>.")
    """
    counts = _counts(page)
    if counts is None:
        return None
    from html import unescape

    if not counts["more"] and (outer := _OUTER.match(page)):
        end = page.lower().rfind("</pre>")
        return Bare(unescape(_TAG.sub("", page[outer.end() : end if end >= 0 else len(page)])), "text")
    if not _parts_lines(page, counts):
        return None
    if counts["more"] and not any("\n" in text.strip() for text, depth in _texts(page) if not depth):
        return Bare(page, "html")
    return Bare(unescape(_RUN.sub(_ends, "".join(_pieces(page)))), "text")


def _counts(page: str) -> Mapping[str, int] | None:
    """How many tags of each sort a page has; None where it has others, or some that say more than their name."""
    counts = Counter[str]()
    for tag in _TAG.finditer(page):
        name = tag[2].lower()
        if name not in _KNOWN or (tag[3].strip(" /") and name not in _FRAME):
            return None
        counts["more"] += name in _MORE
        counts["breaks"] += name == "br"
        if name in _BLOCK or name in _MORE - _LETTERS:
            counts["blocks"] += 1
            counts["ends"] += bool(tag[1])
            counts["borders"] += _at_border(page, tag)
    return counts


def _parts_lines(page: str, counts: Mapping[str, int]) -> bool:
    """Whether the tags stand where lines begin or end, and are no words."""
    blocks, breaks = counts["blocks"], counts["breaks"]
    at_borders = counts["borders"] >= AT_BORDERS * blocks and counts["ends"] <= MOST_ENDS * blocks
    return blocks + breaks >= FEWEST and at_borders and len(_SPACED_BREAK.findall(page)) <= MOST_BETWEEN_SPACES * breaks


def _at_border(page: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands at the beginning or the end of a line, or beside another tag."""
    if tag[1]:
        behind = page[tag.end() : tag.end() + 1]
        return behind in ("", "\n", "\r", "<") or page[tag.end() : tag.end() + 20].lstrip(" \t")[:1] in ("", "\n", "\r", "<")
    return page[max(0, tag.start() - 20) : tag.start()].rstrip(" \t")[-1:] in ("", "\n", "\r", ">")


def _texts(page: str) -> Iterator[tuple[str, int]]:
    """The texts between tags, and in how many elements that are no letters' each stands."""
    end = depth = 0
    for tag in _TAG.finditer(page):
        yield page[end : tag.start()], depth
        end, name = tag.end(), tag[2].lower()
        if name not in _WITHIN:
            depth = max(0, depth - 1) if tag[1] else depth + 1
    yield page[end:], depth


def _pieces(page: str) -> Iterator[str]:
    """The text in pieces, with a sign where tags end a line. Line ends are spaces, as in HTML, but outside of tags."""
    loose = any(tag[2].lower() in _MORE for tag in _TAG.finditer(page))
    for (text, depth), tag in zip_longest(_texts(page), _TAG.finditer(page)):
        yield re.sub(r"[ \t\x01-\x03]+" if loose and not depth else r"[ \t\r\n\x01-\x03]+", " ", text)
        if tag:
            yield _sign(tag[2].lower(), opens=not tag[1])


def _sign(name: str, *, opens: bool) -> str:
    """What a tag stands for in text."""
    if name == "br":
        return _BREAK
    if name in ("td", "th"):
        return "" if opens else "  "
    if name in _LETTERS or name in _INLINE or name in _FRAME:
        return ""
    return (_LINE if name in ("div", "li", "tr", "dt", "dd") else _PARAGRAPH) + (_SIGNS.get(name, "") if opens else "")


def _ends(run: re.Match[str]) -> str:
    """The line ends that a run of tags stands for: one, or two around a blank line."""
    return "\n\n" if _PARAGRAPH in run[0] or run[0].count(_BREAK) > 1 else "\n"
