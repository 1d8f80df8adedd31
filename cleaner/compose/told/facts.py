"""Site, address, language and lead image of a page with clues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.compose.title import LONGEST as LONGEST_TITLE
from cleaner.compose.told.headline import SEPARATOR
from cleaner.compose.told.spelling import folded, host_of, letters
from cleaner.model import Clue

SITE_SOURCES = ("front-matter", "og", "json-ld.publisher", "json-ld.page.publisher", "json-ld.site", "meta", "apple", "publisher")
"""Clues that give the site's name, the surest first: the owner of a site is often called otherwise."""

SITE_CHARS = 60
"""Characters of a site's name; longer ones have the slogan in them."""

IMAGE_SOURCES = ("front-matter", "header", "og", "json-ld", "twitter", "itemprop", "json-ld.page", "parsely", "sailthru", "link", "meta")
"""Clues that give the lead image, the surest first: what the page chose for others to show comes before what it chose for machines."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?:[-_.].*)?")
_NO_LANGUAGES = frozenset(("und", "mul", "zxx", "xx"))
_NAMED = {"english": "en", "spanish": "es", "french": "fr", "german": "de", "russian": "ru", "polish": "pl", "greek": "el", "eng": "en"}
"""Languages that pages name instead of giving their code."""
_SCRIPTS = {"CN": "Hans", "SG": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
_ADDRESSES = frozenset(("url", "image"))
_STAND_IN = re.compile(r"(?i)(?:^|[/_.-])(?:logo|placeholder|default|blank|spacer|favicon|icon|avatar|gravatar|sprite)(?:[/_.-]|\d|$)")
"""Pictures that pages give for want of a better one."""


class Facts(NamedTuple):
    """What is known of a page beside its article; None where it isn't."""

    site: str | None
    url: str | None
    language: str | None
    image: str | None


def _followable(clues: Sequence[Clue]) -> list[Clue]:
    """The clues without addresses that are none (https://[site]/a.jpg, as a template leaves it): nobody could follow them, and nothing can
    be told from their parts.

    >>> _followable([Clue("image", "og", "https://[site]/a.jpg"), Clue("site", "og", "[site]")])
    [Clue(field='site', source='og', value='[site]')]
    """
    return [clue for clue in clues if clue.field not in _ADDRESSES or _is_address(clue.value)]


def _is_address(value: str) -> bool:
    try:
        urlsplit(value)
    except ValueError:  # brackets that hold no IPv6 address, or characters that stand for the signs of an address
        return False
    return True


def told_facts(clues: Sequence[Clue], url: str | None, language: str | None, title: str | None) -> Facts:
    """The facts of a page. url: its address, if the caller knows it. language: what its text is in, as far as the text tells. title: the
    headline, without the site's name."""
    clues = _followable(clues)
    address = url or _address(clues)
    return Facts(_site(clues, address, title), address, _language(clues, language), _image(clues))


def _address(clues: Sequence[Clue]) -> str | None:
    """The address by which a page calls itself. One that is a site's front page, as broken templates have it, gives way to a longer one."""
    given = [clue.value for clue in clues if clue.field == "url" and clue.value.startswith(("http://", "https://"))]
    deep = [address for address in given if urlsplit(address).path.strip("/") or urlsplit(address).query]
    canonical = [clue.value for clue in clues if clue.source == "canonical" and clue.value in given]
    return next((address for address in (*canonical, *given) if address in deep or not deep), None)


def _site(clues: Sequence[Clue], address: str | None, title: str | None) -> str | None:
    """The name of the site as it gives it itself, else what stands in the page's title beside the headline, else its domain."""
    wanted = folded(title or "")
    for source in SITE_SOURCES:
        for clue in clues:
            name = clue.value if clue.field == "site" and clue.source == source else ""
            if name and len(name) <= SITE_CHARS and not name.startswith(("http", "@")) and folded(name) != wanted:
                return name
    beside = Counter(_beside(clues, wanted, letters(host_of(clues, address).rpartition(".")[0])))
    return beside.most_common(1)[0][0] if beside else host_of(clues, address) or None


def _beside(clues: Sequence[Clue], wanted: str, domain: str) -> Iterator[str]:
    """What titles have beside the headline, where the domain spells the same."""
    for clue in clues:
        if clue.field == "title" and clue.source in ("title", "og", "twitter") and len(clue.value) <= LONGEST_TITLE and wanted:
            for cut in SEPARATOR.finditer(clue.value):
                head, rest = clue.value[: cut.start()], clue.value[cut.end() :]
                for one, other in ((head, rest), (rest, head)):
                    if folded(one) == wanted and letters(other) and letters(other) in domain:
                        yield other


def _language(clues: Sequence[Clue], language: str | None) -> str | None:
    """The language of the text as the page spells it, with its region or script; what the text shows counts more than a template."""
    told = [tag for clue in clues if clue.field == "language" and (tag := _tag(clue.value))]
    if language is None:
        return told[0] if told else None
    main = language.partition("-")[0]
    same = [tag for tag in told if tag.partition("-")[0] == main]
    return next((tag for tag in same if _fits(tag, language)), language)


def _fits(tag: str, language: str) -> bool:
    """Whether a tag says nothing else than the text: zh-TW is not zh-Hans."""
    script, region = language.partition("-")[2], tag.rpartition("-")[2]
    if not script:
        return True
    return script in tag or _SCRIPTS.get(region) == script


def _tag(value: str) -> str:
    """A language as BCP 47 writes it, "" where it is none.

    >>> _tag("en_us"), _tag("ZH-hant-tw"), _tag("English"), _tag("{lang}")
    ('en-US', 'zh-Hant-TW', 'en', '')
    """
    value = _NAMED.get(value.strip().casefold(), value.strip())
    found = _LANGUAGE.fullmatch(value)
    if not found or found[1].lower() in _NO_LANGUAGES:
        return ""
    return "-".join(filter(None, (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())))


def _image(clues: Sequence[Clue]) -> str | None:
    """The address of the lead image; a logo or a placeholder only stands in where no clue has anything better, and then for none."""
    found = [
        clue.value
        for source in IMAGE_SOURCES
        for clue in clues
        if clue.field == "image" and clue.source == source and clue.value.startswith(("http://", "https://"))
    ]
    return next((address for address in found if not _STAND_IN.search(urlsplit(address).path.rpartition("/")[2])), None)
