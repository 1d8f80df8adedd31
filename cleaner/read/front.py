"""What stands above a page: front matter in YAML or TOML, or the lines in which programs that store pages say what they stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.model import Clue
from cleaner.read.addressed import day_in
from cleaner.read.vocabulary import NAMES, UNKNOWN, Field, plain

LONGEST = 400
"""Lines of front matter at the most; more is a document that begins with a line between sections."""

_KEYS: dict[str, tuple[Field, ...]] = {
    "title": ("title",),
    **dict.fromkeys("author authors byline by creator writer".split(), ("author",)),
    **dict.fromkeys("date published pubdate publishdate publisheddate publishedtime datepublished publishedat".split(), ("date",)),
    **dict.fromkeys("updated modified lastmod lastmodified lastmodifiedat modifiedtime datemodified updatedat".split(), ("modified",)),
    **dict.fromkeys("lang language locale".split(), ("language",)),
    **dict.fromkeys("description summary excerpt abstract subtitle".split(), ("description",)),
    **dict.fromkeys("image cover coverimage thumbnail featuredimage ogimage banner heroimage".split(), ("image",)),
    **dict.fromkeys("site sitename publisher hostname website".split(), ("site",)),
    **dict.fromkeys("url link canonical canonicalurl permalink source sourceurl urlsource originalurl pageurl".split(), ("url",)),
    "warctargeturi": ("url",),
    "type": ("type",),
}
"""What keys of front matter are about, without case and signs."""

_CREATED = frozenset("created createdat datecreated creationdate".split())
"""Keys of the day on which a document was made: web clippers write the day of clipping there, so they count where nothing else does."""
CREATED = "front-matter.created"
"""The source of what such keys say."""

_HANDLES = {("author", "twitter"), ("author", "profile"), ("author", "dc.contributor"), ("site", "apple"), ("site", "meta")}
"""What such names say that is no name of a person, or of an application."""

_WEB = re.compile(r"https?://\S+")
_PAIR = re.compile(r"""(?:([A-Za-z][\w .:-]{0,60}?)|"([^"\n]{1,60})")[ \t]*(?::(?=[ \t]|$)|=)[ \t]*(.*)""")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*))?$")
_NAMED = re.compile(r"""[ \t]*(?:name|src|url)[ \t]*[:=][ \t]*(.+)""")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?$")
_SERVICE = re.compile(r"(Title|URL Source|Published Time|Image|Description|Author|Warning|Number of Pages|Markdown Content):[ \t]*(.*)")
_SERVICE_KEYS: dict[str, Field] = {
    "Title": "title",
    "URL Source": "url",
    "Published Time": "date",
    "Image": "image",
    "Description": "description",
    "Author": "author",
}


WARC = "WARC/"
"""How the header of an archived page begins."""
FEWEST, MOST = 2, 30
"""Lines of a header."""
_HEADER = re.compile(r"([A-Za-z][\w .-]{0,40}):[ \t]*(.*)")


class Front(NamedTuple):
    """What a document says of itself, and how many lines that takes at its top."""

    clues: tuple[Clue, ...]
    lines: int


def front(text: str) -> Front:
    """The clues above a page, of whatever kind. Lines that only look like front matter are part of the page."""
    lines = text.split("\n", LONGEST + 1)[: LONGEST + 1]
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    fence = lines[start].rstrip() if start < len(lines) else ""
    if fence in ("---", "+++"):
        found = _matter(lines[start + 1 :], fence)
        return Front(found.clues, start + 1 + found.lines) if found else Front((), 0)
    if fence.startswith("Title:") and (found := _service(lines, start)).lines:
        return found
    if fence.startswith(WARC):
        start += 1
    return _header(lines, start)


def _header(lines: Sequence[str], start: int) -> Front:
    """Lines of a key and a value each, up to a blank one, one of which is the address: so programs and archives (WARC) store a page."""
    end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    pairs = [pair for line in lines[start:end] if (pair := _HEADER.fullmatch(line))]
    if not FEWEST <= len(pairs) == end - start <= MOST:
        return Front((), 0)
    clues = tuple(clue for pair in pairs for clue in _clue(pair[1], " ".join(pair[2].split())))
    return Front(clues, end) if any(clue.field == "url" for clue in clues) else Front((), 0)


def _matter(lines: Sequence[str], fence: str) -> Front | None:
    """Front matter behind its first fence, None if it is none."""
    ends = ("---", "...") if fence == "---" else (fence,)
    end = next((number for number, line in enumerate(lines) if line.rstrip() in ends), None)
    if end is None or not any(_PAIR.match(line) for line in lines[:end]):
        return None
    if not all(not line.strip() or line[0] in " \t#[-]}" or _PAIR.match(line) for line in lines[:end]):
        return None
    return Front(tuple(_clues(lines[:end])), end + 1)


def _clues(lines: Sequence[str]) -> Iterator[Clue]:
    """Clues from the lines between the fences."""
    at = 0
    while at < len(lines):
        pair = _PAIR.match(lines[at])
        at += 1
        if not pair:
            continue
        behind = at
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t-]"):
            at += 1
        for value in _values(pair[3].strip(), lines[behind:at]):
            yield from _clue((pair[1] or pair[2]).strip(), " ".join(value.split()))


def _clue(name: str, value: str) -> Iterator[Clue]:
    """The clues that a pair of key and value gives, if any."""
    if not value or value.lower() in ("null", "~", "none", "true", "false"):
        return
    key = re.sub(r"[\W_]", "", name).lower()
    if key in _CREATED:
        yield Clue("date", CREATED, value)
    for field in _KEYS.get(key) or _of_meta(name.lower()):
        if field != "url" or _WEB.fullmatch(value):
            yield Clue(field, "front-matter", value)
            yield from day_in(value) if field == "url" else ()


def _of_meta(name: str) -> Iterator[Field]:
    """What a key is about that is the name of a `<meta>`, as programs that turn HTML into Markdown write them (`meta-og:title`)."""
    bare = plain(name.removeprefix("meta-"))
    field, source = NAMES.get(bare, UNKNOWN)
    if field and (bare != name or ":" in name) and (field, source) not in _HANDLES:
        yield field


def _values(value: str, below: Sequence[str]) -> list[str]:
    """The values of a key: behind it, in brackets, or on the lines below."""
    if _BLOCK_SCALAR.match(value):
        return [" ".join(line.strip() for line in below)]
    if value.startswith("["):
        inner = " ".join([value, *(line.strip() for line in below)]).strip("[], ")
        return [_unquoted(part) for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^,]+', inner)]
    if value:
        more = [line.strip() for line in below if line.strip() and not _ITEM.match(line)]
        return [_unquoted(" ".join([value, *more]))]
    items = [item[1] or "" for line in below if (item := _ITEM.match(line))]
    named = [found[1] for line in (items or below) if (found := _NAMED.match(line))]
    return [_unquoted(item) for item in named or items]


def _unquoted(value: str) -> str:
    r"""A value without its quotes or the comment behind it.

    >>> _unquoted('"A \\"night\\" ferry" # draft'), _unquoted("'It''s'"), _unquoted("C# for all")
    ('A "night" ferry', "It's", 'C# for all')
    """
    value = value.strip()
    double = re.match(r'"((?:[^"\\]|\\.)*)"', value)
    if double:
        return re.sub(r"\\(.)", r"\1", double[1])
    single = re.match(r"'((?:[^']|'')*)'", value)
    if single:
        return single[1].replace("''", "'")
    return re.sub(r"(?:^|\s+)#.*$", "", value)


def _service(lines: Sequence[str], start: int) -> Front:
    """The lines above a document of a service that reads pages: a title, and at least where it was read or where it begins."""
    found: list[tuple[str, str]] = []
    number = end = start
    while number < len(lines) and (not lines[number].strip() or (line := _SERVICE.match(lines[number]))):
        if lines[number].strip() and line:
            found.append((line[1], line[2]))
            end = number + 1
            if line[1] == "Markdown Content":
                break
        number += 1
    if not {"URL Source", "Markdown Content"} & {key for key, _ in found}:
        return Front((), 0)
    inline = found[-1][1] if found[-1][0] == "Markdown Content" else ""
    said = [(_SERVICE_KEYS[key], " ".join(value.split())) for key, value in found if key in _SERVICE_KEYS and value.strip()]
    days = [day for field, value in said if field == "url" for day in day_in(value)]
    return Front((*(Clue(field, "header", value) for field, value in said), *days[:1]), end - 1 if inline else end)
