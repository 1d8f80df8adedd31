"""The authors of a page with clues: every person or group that a clue or a byline names is a candidate, and nobody is one, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner import phrases
from cleaner.compose.bands import at, bands, total
from cleaner.compose.labels import labelled
from cleaner.compose.names import MOST_NAMES, names, particles
from cleaner.compose.outline import Outline, size
from cleaner.compose.people import NO_AUTHOR
from cleaner.compose.people import candidates as text_candidates
from cleaner.compose.people_evidence import Candidate as Byline
from cleaner.compose.people_evidence import evidence as text_evidence
from cleaner.compose.people_evidence import near_text, words_of
from cleaner.compose.people_sense import mastheads, topics
from cleaner.compose.told.intext import FINALISTS, in_text
from cleaner.compose.told.naming import MOST_WORDS, people_in, whole_name
from cleaner.compose.told.spelling import folded, letters, site_names, words
from cleaner.model import Clue

LOOSE = ("class", "rel")
"""Clues whose text holds more than a name."""

HEAD = frozenset(("json-ld", "og", "meta", "parsely", "sailthru", "dc", "citation", "front-matter", "header"))
"""Clues that are written for machines."""

LAST_NAME_FIRST = ("citation", "dc")
"""Vocabularies of libraries, which write "Doe, Jane"."""

LABELLED = "twitter.label"
"""Clues that may be about anything: their label tells."""

_TOKENS = bands("words", (0, 1, 2, 3, 4, 5), 8)
_PEOPLE = bands("names", (0, 1, 2, 3, 4), 12)
_SOURCES = bands("sources", (0, 1, 2, 3, 4, 6), 12)
_PARTLY = bands("partly", (0, 1, 2, 3, 5), 12)
_BEYOND = bands("beyond", (0, 1, 2, 3), 12)
_SEEN = bands("seen", (0, 1, 2, 3, 5), 12)


class Candidate:
    """People who may be the authors. sources: of the clues that name them so. bylines: where the text names them, with the score and
    rank there."""

    def __init__(self, people: tuple[str, ...]) -> None:
        self.names = people
        self.keys = frozenset(letters(name) for name in people)
        self.sources: set[str] = set()
        self.byline: Byline | None = None
        self.score = 0
        self.rank = 0


class Context(NamedTuple):
    """What all candidates are compared with. sites: names of the site. text: of the page near the body's ends. title: the headline."""

    sites: frozenset[str]
    text: str
    title: str
    found: Sequence[Candidate]


class Writers(NamedTuple):
    """The authors, and the block that names them, if any does."""

    names: tuple[str, ...]
    byline: Byline | None


def told_authors(page: Outline, clues: Sequence[Clue], url: str | None, title: str, anchor: int | None) -> Writers:
    """The authors of a page with clues, none where nobody is surely one. anchor: the block of the headline."""
    found, context = candidates(page, clues, url, title, anchor)
    scores = [total(evidence(candidate, context), page.weights.told_author) for candidate in found]
    best = found[max(range(len(found)), key=scores.__getitem__)]
    return Writers(best.names, best.byline)


def candidates(page: Outline, clues: Sequence[Clue], url: str | None, title: str, anchor: int | None) -> tuple[list[Candidate], Context]:
    """All candidates of a page, the last of them nobody, and what they are compared with."""
    found: dict[frozenset[str], Candidate] = {}
    groups: dict[str, list[str]] = {}
    for clue in clues:
        if clue.field == "author" and (clue.source != LABELLED or labelled(clue.value, "people.byline")[0]):
            groups.setdefault(clue.source, []).append(clue.value)
    for source, values in groups.items():
        for form, people in _readings(source, values):
            _entry(found, people).sources.add(f"{source}{form}")
    for rank, (score, byline) in enumerate(_bylines(page, anchor)):
        candidate = _entry(found, byline.names)
        if candidate.byline is None:
            candidate.byline, candidate.score, candidate.rank = byline, score, rank
    several = [*found.values(), Candidate(())]
    return several, Context(site_names(clues, url), near_text(page), folded(title), several)


def _entry(found: dict[frozenset[str], Candidate], people: tuple[str, ...]) -> Candidate:
    candidate = Candidate(people)
    return found.setdefault(candidate.keys, candidate)


def _bylines(page: Outline, anchor: int | None) -> list[tuple[int, Byline]]:
    """The best bylines of the text, with the log-odds by which they beat the page's naming nobody."""
    found = text_candidates(page, anchor, "")
    text, weigh = near_text(page), page.weights.author
    seen = [total(text_evidence(byline, page, anchor, found, text), weigh) - weigh.get(NO_AUTHOR, 0) for byline in found]
    scored = [(sum(parts), byline) for *parts, byline in zip(seen, topics(found, page), mastheads(found, page, anchor), found, strict=True)]
    return sorted(scored, key=lambda pair: -pair[0])[:FINALISTS]


def _readings(source: str, values: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How the values of one source can be read: all of them together, and each one where they are elements of the page."""
    last_first = source in LAST_NAME_FIRST
    single = [people for value in values if (people := people_in(value, last_first=last_first))]
    wholes: list[tuple[str, ...]] = [(name,) for value in values if (name := whole_name(value))]
    loose = source.startswith(LOOSE)
    for several, form in ((single, ""), (wholes, ".whole")):
        together = _united(several)
        if together:
            yield form, together
        if loose and len(several) > 1:
            for n, one in enumerate(dict.fromkeys(several)):
                if one != together and n < MOST_NAMES:
                    yield f"{form}.{'first' if n == 0 else 'later'}", one


def _united(people: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Everybody once, by the longest form of the name."""
    several = list(dict.fromkeys(name for one in people for name in one))[: MOST_NAMES * 2]
    return tuple([name for name in several if not any(words(name) < words(other) for other in several)][:MOST_NAMES])


def _is_person(candidate: Candidate, context: Context) -> bool:
    """Whether all of its names are those of people, as far as one sees: several words that are neither the site's name nor a role."""
    return bool(candidate.names) and all(
        " " in name and names(name) == (name,) and letters(name) not in context.sites for name in candidate.names
    )


def _is_told(candidate: Candidate) -> bool:
    """Whether a clue names it that speaks of this article."""
    return any(not source.startswith(LOOSE) or ".near" in source or ".over" in source for source in candidate.sources)


def evidence(candidate: Candidate, context: Context) -> list[str]:
    """The names of all evidence on one candidate."""
    if not candidate.names:
        return list(_nobody(context))
    return [*_sources(candidate, context), *_in_text(candidate), *_form(candidate, context)]


def _nobody(context: Context) -> Iterator[str]:
    """What speaks for the page's naming nobody: no clue does, or only such as name everybody."""
    sources = {source.partition(".")[0] for candidate in context.found for source in candidate.sources}
    yield "nobody"
    if not sources:
        yield "nobody.no-clue"
    elif sources <= {"class", "rel", "twitter"}:
        yield "nobody.no-head"


def _sources(candidate: Candidate, context: Context) -> Iterator[str]:
    for source in sorted(candidate.sources):
        yield f"src={source}"
    if any(source.partition(".")[0] in HEAD for source in candidate.sources):
        yield "head"  # for vocabularies that are too rare for weights of their own
    yield at(_SOURCES, len({source.partition(".")[0] for source in candidate.sources}))
    others = [other for other in context.found if other is not candidate and other.sources]
    yield at(_PARTLY, sum(not candidate.keys.isdisjoint(other.keys) for other in others))
    yield at(_BEYOND, sum(candidate.keys < other.keys for other in others))


def _in_text(candidate: Candidate) -> Iterator[str]:
    return in_text(candidate.byline is not None, candidate.score, candidate.rank, told=bool(candidate.sources))


def _size(candidate: Candidate) -> int:
    """Words of the first name, without the small ones in it ("van der"): they make no name less likely."""
    first = candidate.names[0]
    return max(size(first) - particles(first), words_of(candidate.byline) if candidate.byline else 1)


def _form(candidate: Candidate, context: Context) -> Iterator[str]:
    first = candidate.names[0]
    yield at(_TOKENS, _size(candidate))
    yield at(_PEOPLE, len(candidate.names))
    yield at(_SEEN, context.text.count(first))
    if any(key in context.sites for key in candidate.keys):
        yield "is-site"
    elif any(len(key) > 3 and len(site) > 3 and (key in site or site in key) for key in candidate.keys for site in context.sites):
        yield "like-site"
    if not _is_person(candidate, context):
        yield "no-name" if names(first) != (first,) else "no-person"
        if any(_is_person(other, context) for other in context.found if _is_told(other)):
            yield "beside-person"
    if any("people.role" in phrases.load().match(token) for token in first.split()[:MOST_WORDS]):
        yield "role"
    if first.islower():
        yield "login"
    if any(char.isdigit() for char in first):
        yield "digits"
    if folded(first) in context.title:
        yield "in-headline"
