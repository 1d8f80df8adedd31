"""What the elements of a page's body say of it: headlines, bylines and days, by `<h1>`, `<time>`, `rel`, class names and microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from cleaner.model import Clue
from cleaner.read.html.families import family_of
from cleaner.read.html.heads import clue
from cleaner.read.vocabulary import ITEMPROPS, Field

MOST = 120
"""Clues of elements that are taken; a forum has one of each kind for every post."""

MOST_CHARS = 160
"""Characters of a byline's or a day's element; one with more holds the whole article's head or a biography."""

HEADLINE_CHARS = 300
"""The same for a headline."""

HEADLINES = 4
"""Headings of the first level that may be the headline; layouts that use more of them use them for everything."""

LABEL = 30
"""Characters of the longest label before a day."""

RISE = 4
"""Levels up from the headline among which an element with it stands near it: headline, its header, and the article's head."""

BESIDE = 7
"""Elements around an element that are looked at."""

CACHED = 1 << 13
"""Class attributes whose meaning is remembered; the pages of a site share nearly all."""

ELSEWHERE = frozenset("comment related popular promo ad newsletter menu product sidebar footer login search".split())
"""Families of elements that speak of other people and other days than the article's."""
TEASED = ("aside", "above", "below")
"""Places of elements that may be those of a teaser."""

ITEM_CHARS = 300
ITEM_WORDS = 3
"""Characters of an item of a list of other articles, and words of its headline."""

TOLD_APART = ("comment", "footer")
DAYS = ("date", "modified")
_ASIDE = frozenset(("aside", "nav", "footer"))

_LINE = frozenset("span b strong i em small label".split())
_LABELS = _LINE | frozenset("dt th td p div h2 h3 h4 h5 h6".split())
_TELLING = frozenset(("h1", "time"))
_FIND = etree.XPath("descendant::*[@class or @itemprop or @rel or self::h1 or self::time]")
"""Everything that may be a clue, in the order of the page."""

_HINTS = tuple("uthor yline ontributor riter date Date ublish imestamp osted edAt edOn eadline -title p-name".split())
"""Parts of the classes that the patterns below look for: few have one, and `in` takes a tenth of the time."""
_AUTHOR = re.compile(
    r"(?i)(?:^|[\s_-])(?:[a-z]*|[a-z]+[_-]{1,2})(?:author|byline|contributor|writer)s?"
    r"(?:[_-]{1,2}(?:name|names|link|title|text|info|by|url|vcard|wrapper|list))?(?=\s|$)"
)
_DATE = re.compile(
    r"(?i)(?:^|[\s_-])(?:[a-z]{0,20}date|date[a-z]{0,20}|published|timestamp|posted|pubdate|(?-i:[a-zA-Z]{0,20}[a-z]Date[A-Z][a-zA-Z]{0,20})"
    r"|(?-i:(?:published|posted|updated|modified|created)(?:At|On)))(?=[\s_-]|$)"
)
_TODAY = re.compile(r"(?i)(?:^|[\s_-])(?:todays?|current|now)[_-]?(?:date|day|time)(?=[\s_-]|$)")
"""Classes and identifiers of what shows the day of the visit."""
_UPDATED = re.compile(r"(?i)update|modif|revis")
_PUBLISHED = re.compile(r"(?i)publish|entry-date|pubdate")
_HEADLINE = re.compile(r"(?i)(?:^|\s)(?:entry-title|headline|[a-z]{1,20}[_-]{1,2}headline|post-title|article-title|p-name)(?=\s|$)")


def body_clues(tree: Any, title: str) -> Iterator[Clue]:
    """The clues of a page's body, in its order. title: what the page's head calls it.

    Sources end in where they stand: "near" the headline or "over" it in the same part of the page, "above" or "below" in another
    part, "aside" in comments, lists of other articles and the like. The source of a page's clock begins with "today"."""
    headlines = list(islice(tree.iter("h1"), HEADLINES))
    headline = _main(headlines, title)
    above = frozenset(_parents(headline, RISE))
    passed, count = headline is None, 0
    for element in _FIND(tree):
        meaning = _meaning(element.get("class", ""))
        if not (meaning or element.get("itemprop") or element.get("rel") or element.tag in _TELLING):
            continue
        if element in headlines:
            passed = passed or element is headline
            yield from clue("title", "h1" if element is headline else "h1.other", text_of(element, HEADLINE_CHARS))
        for field, source, value in _said(element, meaning):
            source = "today" if field == "date" and _shows_today(element) else source
            count += 1
            place = _place(element, above, passed)
            if field in DAYS:
                place = "teaser" if place in TEASED and _is_teased(element) else place
            elif place in TOLD_APART:
                place = "aside"
            yield from clue(field, f"{source}.{place}", value)
        if count > MOST:
            return


def _main(headlines: Sequence[Any], title: str) -> Any | None:
    """The heading that shares most words with the page's title: the first one is often the site's name."""
    words = frozenset(title.casefold().split())
    shared = [len(words.intersection(text_of(element, HEADLINE_CHARS).casefold().split())) for element in headlines]
    return headlines[shared.index(max(shared))] if shared else None


def _parents(element: Any, most: int) -> list[Any]:
    parents: list[Any] = []
    for parent in element.iterancestors() if element is not None else ():
        if len(parents) == most or parent.tag in ("body", "html"):
            break
        parents.append(parent)
    return parents


def _place(element: Any, above: frozenset[Any], passed: bool) -> str:
    """Where an element stands. above: what the headline stands in. passed: whether the headline stood before it.

    Comments and feet are told from other things aside: all posts of a forum are comments, and an article's foot may give its day."""
    parents = [element, *_parents(element, BESIDE)]
    for parent in parents:
        if parent in above:
            return "near" if passed else "over"
        family = family_of(parent.tag, parent.attrib)
        if parent.tag in _ASIDE or family in ELSEWHERE:
            return family if family in TOLD_APART else "aside"
    return "below" if passed else "above"


def _is_teased(element: Any) -> bool:
    """Whether an element stands in an item of a list of other articles: a short one with a headline that leads there."""
    item = next((parent for parent in _parents(element, RISE) if parent.tag in ("li", "article")), None)
    if item is None or len(text_of(item, ITEM_CHARS)) > ITEM_CHARS:
        return False
    links = (text_of(link, HEADLINE_CHARS) for link in islice(item.iter("a"), BESIDE) if next(link.iter("time"), None) is None)
    return any(len(text.split()) >= ITEM_WORDS and not any(map(str.isdigit, text)) for text in links)


def _said(element: Any, meaning: Field | None) -> Iterator[tuple[Field, str, str]]:
    """What one element says, about what, and by what one knows."""
    prop = element.get("itemprop")
    if prop and element.tag != "meta" and prop.lower() in ITEMPROPS:
        yield from _of_property(element, prop.lower())
    elif element.tag == "time":
        yield _of_time(element)
    elif "author" in element.get("rel", "").split():
        yield "author", "rel", _short(element)
    else:
        yield from _of_class(element, meaning)


def _shows_today(element: Any) -> bool:
    """Whether an element that gives a day is a page's clock: by its own name, or that of what it stands in or holds."""
    around = (*_parents(element, 2), *islice(element.iter(), BESIDE))
    return any(_TODAY.search(part.get("class", "")) or _TODAY.search(part.get("id", "")) for part in around if isinstance(part.tag, str))


def _of_property(element: Any, prop: str) -> Iterator[tuple[Field, str, str]]:
    field, source = ITEMPROPS[prop]
    if source == "itemprop.name":
        if _is_author(element):
            yield "author", "itemprop", element.get("content") or _short(element)
    elif field in ("date", "modified"):
        yield field, source, element.get("datetime") or element.get("content") or _short(element)
    elif field in ("title", "language"):
        yield field, source, element.get("content") or _short(element, HEADLINE_CHARS)
    elif field == "author" and not any(part.get("itemprop") for part in element.iterdescendants()):
        yield field, source, element.get("content") or _short(element)


def _is_author(element: Any) -> bool:
    """Whether a name is that of the item that is somebody's author."""
    item = next((parent for parent in element.iterancestors() if parent.get("itemscope") is not None), None)
    return item is not None and item.get("itemprop", "").lower() == "author"


def _of_time(element: Any) -> tuple[Field, str, str]:
    classes = element.get("class", "")
    value = f"{_before(element)} {element.get('datetime') or _short(element)}"
    if "pubdate" in element.attrib or _PUBLISHED.search(classes):
        return "date", "time.published", value
    return ("modified" if _UPDATED.search(classes) else "date"), "time", value


def _before(element: Any) -> str:
    """What stands before an element, in its line or as the heading or term above; "" if that is more than a label such as "Updated on"."""
    label, parent = _label_before(element), element.getparent()
    if not label and parent is not None and _previous(element) is None:
        label = _label_before(parent)
    return label


def _label_before(element: Any) -> str:
    before, parent = _previous(element), element.getparent()
    if before is not None:
        text = (before.tail or "").strip() or (text_of(before, LABEL + 1) if before.tag in _LABELS else "")
    else:
        text = (parent.text or "").strip() if parent is not None else ""
    return text if len(text) <= LABEL and not any(char.isdigit() for char in text) else ""


def _previous(element: Any) -> Any | None:
    """The element before one, past the marks of borders that `parse` sets."""
    before = element.getprevious()
    while before is not None and before.tag == "basefont" and not (before.tail or "").strip():
        before = before.getprevious()
    return before


def _of_class(element: Any, meaning: Field | None) -> Iterator[tuple[Field, str, str]]:
    if meaning == "title":
        yield meaning, "class", _short(element, HEADLINE_CHARS)
    elif meaning == "author":
        yield meaning, "class", _short(element)
    elif meaning and next(element.iter("time"), None) is None:
        yield meaning, "class", _short(element) or _short(next(iter(element), element))


@lru_cache(CACHED)
def _meaning(classes: str) -> Field | None:
    """What an element is about by its classes.

    >>> _meaning("byline small"), _meaning("post-date"), _meaning("date updated"), _meaning("entry-title"), _meaning("authorize x")
    ('author', 'date', 'modified', 'title', None)
    """
    if len(classes) > HEADLINE_CHARS or not any(hint in classes for hint in _HINTS):
        return None
    if _AUTHOR.search(classes):
        return "author"
    if _DATE.search(classes):
        return "modified" if _UPDATED.search(classes) and not _PUBLISHED.search(classes) else "date"
    return "title" if _HEADLINE.search(classes) else None


def _short(element: Any, most: int = MOST_CHARS) -> str:
    """The text of an element, "" if it is too long for what it should say."""
    text = text_of(element, most)
    return text if len(text) <= most else ""


def text_of(element: Any, most: int) -> str:
    """The text of an element, white space collapsed, with a space where elements meet; cut somewhere behind `most` characters."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        stripped = piece.strip()
        if stripped:
            pieces.append(stripped)
            length += len(stripped)
        if length > most:
            break
    return " ".join(" ".join(pieces).split())
