"""Comparing values that several clues spell differently: quotes, dashes, case and white space don't tell two of them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cleaner.model import Clue

_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "..."})
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[\W_]+")
_HOST = re.compile(r"^https?://([^/:?#\[\]]+)(?![^/:?#])")
_SECOND_LEVEL = frozenset("co com org net gov ac edu".split())

LAST_FOLDERS = 1
"""Parts of an address's path, from its end, that may spell the headline."""


@lru_cache(2048)
def folded(text: str) -> str:
    """A text as it is compared.

    >>> folded("The  Mayor’s Plan — Part 2")
    "the mayor's plan - part 2"
    """
    return " ".join(text.translate(_FOLDED).casefold().split())


@lru_cache(2048)
def letters(text: str) -> str:
    """A name as it is compared with another one, or with a domain.

    >>> letters("The Old-Town Times")
    'theoldtowntimes'
    """
    return _LETTERS.sub("", text.casefold())


def words(text: str) -> frozenset[str]:
    """The words of a text, to see how much two of them share."""
    return frozenset(_WORD.findall(folded(text)))


def domain_name(clues: Iterable[Clue], url: str | None) -> str:
    """The name in the domain of a page: "example" of https://www.example.co.uk/a, or ""."""
    host = host_of(clues, url)
    labels = host.split(".")
    short = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return letters(labels[-3 if short else -2]) if len(labels) > 1 else ""


def host_of(clues: Iterable[Clue], url: str | None) -> str:
    """The host of a page without "www.", or ""."""
    for address in (url, *(clue.value for clue in clues if clue.field == "url")):
        found = _HOST.match(address or "")
        if found:
            return found[1].lower().removeprefix("www.")
    return ""


def slug(clues: Iterable[Clue], url: str | None) -> frozenset[str]:
    """The words of the last part of a page's address."""
    address = next((address for address in (url, *(clue.value for clue in clues if clue.field == "url")) if address), "")
    path = address.partition("://")[2].partition("?")[0].partition("#")[0].strip("/")
    return words(path.rpartition("/")[2]) if "/" in path else frozenset()


def site_names(clues: Sequence[Clue], url: str | None) -> frozenset[str]:
    """What the site calls itself, letters only."""
    names = {letters(clue.value) for clue in clues if clue.field == "site"}
    return frozenset(names | {domain_name(clues, url)}) - {""}
