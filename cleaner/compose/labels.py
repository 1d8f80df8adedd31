"""The names of people in a piece of text, and the phrase before them ("Written by")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner import phrases
from cleaner.compose.names import group_name, is_particle, names
from cleaner.compose.nobody import is_dated, is_job, is_month
from cleaner.compose.outline import unspaced
from cleaner.compose.people_evidence import Candidate

LABEL_WORDS = 4
"""Words of the longest phrase before a name ("Reported and written by")."""

LABEL_CHARS, LABEL_LETTERS = 6, 14
"""The same in characters, for scripts without spaces, and in letters of Thai."""


_ANNOUNCED = ("byline", "label")
"""Sources of names behind a byline phrase."""

_BUTTONS = frozenset({"promo.subscribe", "promo.share", "promo.follow", "nav.account", "nav.search"})
"""Marks of buttons to which a dump glues the next one ("SubscribeSign in")."""

_GLUED = re.compile(r"[^\W\d_]{2,}?(?=[A-Z][a-z])")
"""The first letters of a word in which a dump glued a label to a name ("ByJane")."""


def named(text: str, index: int, source: str, label: str) -> Iterator[Candidate]:
    """The names that a text begins with, as one candidate, or none. index: of their block. source, label: as of `Candidate`."""
    group = group_name(text) if source in _ANNOUNCED else ""
    if group:
        yield Candidate((group,), index, source, True, label)
        return
    found = names(text)
    if found and not _is_phrase(found[0], source) and not _is_of_day(found[0], text, source) and not is_job(found[0]):
        yield Candidate(found, index, source, _is_whole(found, text), label)


def _is_whole(found: Sequence[str], text: str) -> bool:
    """Whether a text holds nothing but names; the last one once more is nothing else.

    >>> [_is_whole(["Ann Lee"], text) for text in ("Ann Lee", "Ann Lee Ann Lee", "Ann Lee in Travel")]
    [True, True, False]
    """
    if len(" ".join(found)) >= 0.8 * len(text.strip()):
        return True
    rest = text[text.find(found[-1]) + len(found[-1]) :].strip(" ,")
    return rest == found[-1]


def _is_of_day(name: str, text: str, source: str) -> bool:
    """Whether a name is a piece of a date ("Tuesday", "Received"); behind a byline phrase a month without a number is a first name."""
    first_name = source in _ANNOUNCED and is_month(name) and not any(char.isdigit() for char in text)
    return is_dated(name) and not first_name


def _is_phrase(name: str, source: str) -> bool:
    """Whether what looks like a name is a phrase of page furniture ("Share Article"); behind a byline phrase an agency is none."""
    if (glued := _GLUED.match(name)) and _is_button(glued[0], name[glued.end() :]):
        return True
    return any(not (source in _ANNOUNCED and mark == "media.credit") for mark in phrases.load().match(name))


def _is_button(first: str, rest: str) -> bool:
    """Whether words that a dump glued together are two buttons ("SubscribeSign in", "HomeAbout")."""
    before, behind = phrases.load().match(first), phrases.load().match(rest)
    return bool(_BUTTONS.intersection(before)) or ("nav.menu" in before and any(mark.startswith("nav.") for mark in behind))


def is_glued(text: str) -> bool:
    """Whether a text begins with a word in which a label may be glued to a name."""
    return bool(_GLUED.match(text))


def labelled(text: str, mark: str) -> tuple[str, str]:
    """The phrase with a mark that a text begins with, and the rest; ("", text) where there is none. A comma parts a name from a role.

    >>> labelled("Written by: Jane Doe", "people.byline"), labelled("By Jane Doe, Correspondent", "people.byline")
    (('Written by:', 'Jane Doe'), ('By', 'Jane Doe, Correspondent'))
    >>> labelled("ByJane Doe", "people.byline"), labelled("DiMarzio", "people.byline")
    (('By', 'Jane Doe'), ('', 'DiMarzio'))
    """
    book = phrases.load()
    label, rest = "", text
    for _ in range(2):
        cut = next((cut for cut in _heads(rest) if "," not in rest[:cut] and mark in book.match(rest[:cut])), 0)
        if not cut:
            break
        label, rest = label + rest[:cut], rest[cut:]
    return label, rest.strip(" :：-–—")


def _heads(text: str) -> Sequence[int]:
    """Where the first words of a text end, or its first characters in a script without spaces."""
    if unspaced(text[:LABEL_CHARS]):
        return range(1, min(LABEL_LETTERS if "\u0e00" <= text[0] <= "\u0eff" else LABEL_CHARS, len(text)) + 1)
    glued = _GLUED.match(text)
    inside = [glued.end()] if glued and not is_particle(glued[0]) else []
    return [*inside, *[found.end() for found in re.finditer(r"\S+", text)][:LABEL_WORDS]]
