"""What a page's JSON-LD says of its article: headline, authors, dates, picture, language, site.

Pages hold several entities (the article, the site, its owner, related articles), nested or side by side, and often broken JSON. The
one that speaks of the page is taken: its address is the page's, or its headline shares words with the page's title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from cleaner.model import Clue

MOST_ENTITIES = 400
"""Entities of a page that are looked at; the fullest of the dev pages has 150, nearly all of them list items."""

LARGEST = 2_000_000
"""Characters of one script; longer ones are data of a shop or a map."""

MOST_AUTHORS = 20
"""Authors of one entity; longer lists are those of collaborations, which no byline shows."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|Course|Chapter|Book|Blog|QAPage|Question)$|^(?:Article|Report|News)")
"""Types of entities that are written by somebody and published on a day."""
_PAGE = re.compile(r"Page$|^CreativeWork$|Object$")
"""Types of what an article stands on, or comes with."""
_SITE = frozenset(("WebSite", "Organization", "NewsMediaOrganization", "Corporation"))
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "isPartOf", "article", "subjectOf")
"""Keys behind which the page's own entities stand; other ones (comments, items of lists, parts) hold those of others."""

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|(?://\s*)?\]\]>|;)\s*$", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_COMMA = re.compile(r"([\"}\]])([ \t\r]*\n\s*\")")
_STRAY = re.compile(r'\\(?!["\\/bfnrtu])')
_LOST = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_LOST_AUTHOR = re.compile(r'"author"\s*:\s*[\[{\s]*[^\[\]{}]{0,200}?"name"\s*:\s*"([^"\\]{2,80})"')
_TAG = re.compile(r"<[^<>]*>")

Entity = Mapping[str, Any]


def entity_clues(scripts: Sequence[str], addresses: Sequence[str], title: str) -> Iterator[Clue]:
    """Clues from the JSON-LD scripts of a page. addresses: by which the page calls itself. title: its title, to tell which entity it is."""
    entities: list[Entity] = []
    for script in scripts:
        if len(script) <= LARGEST:
            values = _values(script)
            if values:
                entities += _entities(values)
            else:
                yield from _rescued(script)
    if not entities:
        return
    known = {entity["@id"]: entity for entity in entities if isinstance(entity.get("@id"), str) and len(entity) > 1}
    articles = [entity for entity in entities if _is(entity, _ARTICLE)]
    pages = [entity for entity in entities if _is(entity, _PAGE) and entity not in articles]
    about = max(articles, key=lambda entity: _match(entity, addresses, title), default=None)
    if about is not None:
        yield from _work(about, "json-ld", known)
        for other in articles:
            if other is not about and _match(other, addresses, title) == _match(about, addresses, title):
                yield from _clue("date", "json-ld", other.get("datePublished"))
    for page in pages[:2]:
        yield from _work(page, "json-ld.page", known)
    for entity in entities:
        if _SITE.intersection(_types(entity)) and (name := _text(entity.get("name"))):
            yield Clue("site", "json-ld.site", name)


def _values(script: str) -> list[Any]:
    """The JSON values of a script, as far as they can be read; some pages write several, or leave commas behind the last item."""
    text = script.strip()
    for mend in (lambda t: t, _unwrapped, _mended):
        text = mend(text)
        try:
            return [json.loads(text, strict=False)]
        except RecursionError:
            return []
        except ValueError:
            continue
    return _several(text)


def _unwrapped(text: str) -> str:
    while (found := _WRAPPING.search(text)) and found[0]:
        text = text[: found.start()] + text[found.end() :]
    return unescape(text) if "&quot;" in text and text.count('"') < text.count("&quot;") else text


def _mended(text: str) -> str:
    return _MISSING_COMMA.sub(r"\1,\2", _STRAY.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", text)))


def _several(text: str) -> list[Any]:
    """Values that stand one after the other, up to the first that can't be read."""
    decoder, found, at = json.JSONDecoder(strict=False), [], 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found


def _rescued(script: str) -> Iterator[Clue]:
    """The plainest facts of a script that is no JSON, by their form."""
    fields = {"headline": "title", "datePublished": "date", "dateModified": "modified"}
    for found in _LOST.finditer(script[:LARGEST]):
        yield from _clue(fields[found[1]], "json-ld.broken", found[2])
    author = _LOST_AUTHOR.search(script)
    if author:
        yield from _clue("author", "json-ld.broken", author[1])


def _entities(values: list[Any]) -> list[Entity]:
    """The page's own entities, outer ones first."""
    found: list[Entity] = []
    waiting = list(reversed(values))
    while waiting and len(found) < MOST_ENTITIES:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            if value.get("@type"):
                found.append(value)
            waiting += [value[key] for key in reversed(_INSIDE) if isinstance(value.get(key), dict | list)]
    return found


def _types(entity: Entity) -> list[str]:
    types = entity.get("@type")
    return [str(name).rpartition("/")[2] for name in (types if isinstance(types, list) else [types])]


def _is(entity: Entity, types: re.Pattern[str]) -> bool:
    return any(types.search(name) for name in _types(entity))


def _match(entity: Entity, addresses: Sequence[str], title: str) -> tuple[bool, float, bool]:
    """How surely an entity speaks of the page: by its address, by the words of its headline, by being complete."""
    own = {_address(entity.get(key)) for key in ("url", "@id", "mainEntityOfPage")} - {""}
    words = set(_text(entity.get("headline") or entity.get("name")).casefold().split())
    shared = len(words & set(title.casefold().split())) / len(words) if words else 0.0
    return not own.isdisjoint(addresses), shared, "author" in entity or "datePublished" in entity


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return plain_address(value) if isinstance(value, str) else ""


def plain_address(address: str) -> str:
    """An address without what may differ between two spellings of it.

    >>> plain_address("https://www.example.org/a/#article")
    'example.org/a'
    """
    return re.sub(r"^https?://(?:www\.)?", "", address.strip().partition("#")[0].partition("?")[0]).rstrip("/")


def _work(entity: Entity, source: str, known: Mapping[str, Entity]) -> Iterator[Clue]:
    """The clues of one article or page."""
    for key in ("headline", "name"):
        yield from _clue("title", source if key == "headline" else f"{source}.name", entity.get(key))
    for key in ("author", "creator"):
        people = entity.get(key)
        for person in (people if isinstance(people, list) else [people])[:MOST_AUTHORS]:
            yield from _person(person, source if key == "author" else f"{source}.creator", known)
    yield from _clue("date", source, entity.get("datePublished"))
    yield from _clue("date", f"{source}.created", entity.get("dateCreated"))
    yield from _clue("modified", source, entity.get("dateModified"))
    publisher = _resolved(entity.get("publisher"), known)
    yield from _clue("site", f"{source}.publisher", publisher.get("name") if isinstance(publisher, dict) else publisher)
    yield from _clue("language", source, entity.get("inLanguage"))
    yield from _clue("description", source, entity.get("description"))
    yield from _clue("type", source, _types(entity)[0])
    for image in _images(entity.get("image") or entity.get("primaryImageOfPage") or entity.get("thumbnailUrl"), known):
        yield Clue("image", source, image)


def _clue(field: Any, source: str, value: Any) -> Iterator[Clue]:
    text = _text(value)
    if text:
        yield Clue(field, source, text)


def _text(value: Any) -> str:
    """A value as text: entities resolved (many pages escape twice), tags taken out, white space collapsed."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return ""
    if "&" in value or "<" in value:
        value = _TAG.sub(" ", unescape(unescape(value)))
    return " ".join(value.split())


def _resolved(value: Any, known: Mapping[str, Entity]) -> Any:
    """What a reference by `@id` stands for, or the value itself."""
    if isinstance(value, list):
        value = value[0] if value else None
    reference = value.get("@id") if isinstance(value, dict) and "name" not in value else None
    return known.get(reference, value) if isinstance(reference, str) else value


def _person(value: Any, source: str, known: Mapping[str, Entity]) -> Iterator[Clue]:
    """The name of one author, and whether that is an organisation."""
    person = _resolved(value, known)
    if not isinstance(person, dict):
        yield from _clue("author", source, person)
        return
    names = person.get("name") or " ".join(filter(None, (_text(person.get("givenName")), _text(person.get("familyName")))))
    group = any(name.endswith("Organization") or name == "Corporation" for name in _types(person))
    for name in names if isinstance(names, list) else [names]:
        yield from _clue("author", f"{source}.organization" if group else source, name)


def _images(value: Any, known: Mapping[str, Entity]) -> Iterator[str]:
    """The address of an entity's first picture."""
    value = _resolved(value, known)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
        value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, str) and value.strip():
        yield value.strip()
