"""Bylines that a dump broke into lines, since it puts links on lines of their own, or glued to the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.compose.labels import named
from cleaner.compose.names import MOST_NAMES, and_words, group_name, is_byline, is_role, names
from cleaner.compose.outline import Outline
from cleaner.compose.people_evidence import Candidate

LONGEST = 80
"""Characters of a line that holds one of several names, with what they do behind it."""

HEADLINE_WORDS = 3
"""Words of the shortest headline that a byline is cut off from."""

SOURCES = frozenset(("label", "byline", "kind-byline", "box-label"))
"""Where names are found that may go on below."""

_SEVERAL = ("authors", "author(s)", "autores", "auteurs", "autoren", "autori", "autorzy", "auteur(s)", "autor(es)")
"""Labels over names that need nothing between them."""

_COMMAS = ",;&、，"
_AROUND = _COMMAS + " "


def with_siblings(candidate: Candidate, page: Outline) -> Candidate:
    """A candidate with the names on the lines below it, where commas and an "and" lead on to them, or its label is for several.

    Commas alone may lead to the author's paper or role."""
    several = candidate.label.casefold().rstrip(" :").endswith(_SEVERAL)
    text = page.blocks[candidate.block].text
    if candidate.source not in SOURCES or not (several or _leads_on(text) or _is_joint(page, candidate.block + 1)):
        return candidate
    found, joint, sure = list(candidate.names), _leads_on(text), several or _ends_with_and(text)
    for block in page.blocks[candidate.block + 1 : candidate.block + 1 + 2 * MOST_NAMES]:
        inner = _inner(block.text)
        more = _names_on(inner, alone=not joint) if inner and (joint or several) else ()
        if inner and (not more or any(is_role(name) or name in found for name in more)):
            break
        found += more
        joint, sure = not inner or _leads_on(block.text), sure or _ends_with_and(block.text)
    return candidate._replace(names=tuple(found[:MOST_NAMES])) if sure else candidate


def glued_to_headline(page: Outline, title: int, headline: str) -> Iterator[Candidate]:
    """The names at the end of the headline's line, behind a byline phrase that is no part of the headline. title: that line's block."""
    text = page.blocks[title].text
    words = list(re.finditer(r"\S+", text)) if text != headline else []
    last = next((word for word in reversed(words[HEADLINE_WORDS:]) if is_byline(word[0])), None)
    rest = text[last.end() :].strip() if last else ""
    if last and rest not in headline and (group_name(rest) or all(" " in name for name in names(rest))):
        yield from named(rest, title, "byline", last[0])


def _is_joint(page: Outline, index: int) -> bool:
    """Whether a line holds nothing but what stands between names."""
    return index < len(page.blocks) and not _inner(page.blocks[index].text)


def _leads_on(text: str) -> bool:
    """Whether a line ends with a comma or an "and".

    >>> _leads_on("Ann Lee,"), _leads_on("Ann Lee and"), _leads_on("Ann Lee")
    (True, True, False)
    """
    return text[-1] in _COMMAS or _ends_with_and(text)


def _ends_with_and(text: str) -> bool:
    return text[-1] == "&" or text.rpartition(" ")[2].casefold() in and_words()


def _inner(text: str) -> str:
    """A line without the commas and "and"s around it; "" where it is nothing else.

    >>> _inner(", and"), _inner("Ann Lee, and"), _inner("Andrew")
    ('', 'Ann Lee', 'Andrew')
    """
    words = text.strip(_AROUND).split() if len(text) <= LONGEST else [text]
    while words and words[-1].casefold() in and_words():
        words.pop()
    while words and words[0] in and_words():
        words.pop(0)
    return " ".join(words).strip(_AROUND)


def _names_on(text: str, *, alone: bool) -> tuple[str, ...]:
    """The full names that a text begins with, if nothing but a comma and what somebody does follows. alone: nothing at all."""
    found = names(text) if len(text) <= LONGEST else ()
    if not found or not all(" " in name for name in found):
        return ()
    rest = text[text.find(found[-1]) + len(found[-1]) :]
    return found if not rest or (rest[0] == "," and not alone) else ()
