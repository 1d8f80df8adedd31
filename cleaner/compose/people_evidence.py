"""What speaks for names being those of the authors, as names of evidence for the table of weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner import phrases
from cleaner.compose.bands import at, bands
from cleaner.compose.names import particles
from cleaner.compose.names_in_script import has_no_capitals
from cleaner.compose.outline import Outline
from cleaner.compose.places import places, side

_TOKENS = bands("words", (0, 1, 2, 3, 4), 12)
_PEOPLE = bands("names", (0, 1, 2, 3), 12)
_SEEN = bands("seen", (0, 1, 2, 3, 5, 8), 12)


class Candidate(NamedTuple):
    """Names that may be the authors. source: what they stand behind. whole: whether their part of the line holds nothing else."""

    names: tuple[str, ...]
    block: int
    source: str
    whole: bool
    label: str = ""


def near_text(page: Outline) -> str:
    """The text near the body's ends, in which names are counted."""
    return "\n".join([page.blocks[i].text for i in page.near])


def evidence(candidate: Candidate, page: Outline, title: int | None, found: Sequence[Candidate], text: str) -> list[str]:
    """The names of all evidence on one candidate. text: what `near_text` gives."""
    name = candidate.names[0]
    seen = f"{candidate.source}.{at(_SEEN, text.count(name))}"
    agreed = at(_SEEN, sum([name in other.names for other in found]))
    return [*_form(candidate), *_place(candidate, page, title), *_neighbours(candidate, page), seen, agreed]


def words_of(candidate: Candidate) -> int:
    """Words of the first name without the small ones in it ("van der"), which make no name a longer one.

    A name that a line says to be an author's is two words also where its script writes no space between them."""
    name = candidate.names[0]
    if " " not in name:
        return 2 if candidate.source == "byline" and has_no_capitals(name) else 1
    return 1 + name.count(" ") - particles(name)


def _form(candidate: Candidate) -> Iterator[str]:
    source, first = candidate.source, candidate.names[0]
    yield f"source={source}"
    if candidate.label:
        book = phrases.load()
        for mark in book.match(candidate.label):
            yield f"label={mark}"
        yield f"label-text={phrases.fold(candidate.label)}"
    yield f"{source}.{at(_TOKENS, words_of(candidate))}"
    yield at(_PEOPLE, len(candidate.names))
    yield f"{source}.{'whole' if candidate.whole else 'part'}"
    if first.isupper():
        yield "capitals"


def _place(candidate: Candidate, page: Outline, title: int | None) -> Iterator[str]:
    index, block, source = candidate.block, page.blocks[candidate.block], candidate.source
    yield from places(page, index, title)
    glued = source == "byline" and index == title  # a byline on the headline's line is no part of the headline
    if title is not None and not glued and any(name in page.blocks[title].text for name in candidate.names):
        yield "in-title"
    yield f"{source}.{side(page, index)}"
    yield f"{source}.kind={block.kind}"
    if page.kept[index]:
        yield f"{source}.kept"


def _neighbours(candidate: Candidate, page: Outline) -> Iterator[str]:
    """What phrases and days stand on the line, above and below it."""
    index, source = candidate.block, candidate.source
    for place, other in (("line", index), ("above", index - 1), ("below", index + 1)):
        for mark in page.marks.get(other, ()):
            yield f"{place}={mark}"
        if other in page.days:
            yield f"{source}.{place}=day"
