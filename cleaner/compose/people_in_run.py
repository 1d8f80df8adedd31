"""The authors of a page on one line: where no lines part a byline from the headline, and a name from the sentence behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from cleaner import phrases
from cleaner.compose.helpers import ends_with_helper, is_helper
from cleaner.compose.labels import labelled, named
from cleaner.compose.names import is_byline, last_name
from cleaner.compose.outline import RUN_ON, SHORT_PIECE, Outline, line
from cleaner.compose.people_evidence import Candidate

HIGHEST, LOWEST = 200, 2
"""Blocks above and below the body's beginning among which the headline is looked for."""

MOST_HEADLINES = 5
"""Places where the headline stands that are looked at."""

BEHIND_WORDS = 3
"""Words behind a name that tell what follows it."""

_BETWEEN = " ,|•·-–—"
"""What a page prints between a name and what follows."""


def in_run(page: Outline) -> Iterator[Candidate]:
    """The names on a page on one line, where a byline has no line of its own: behind a byline phrase anywhere, before a day or a time of
    reading, or where they stand twice."""
    for index in page.near:
        text = line(page, index)[: SHORT_PIECE + RUN_ON]
        above = page.blocks[index - 1].text if index else ""
        for word in re.finditer(r"\S+", text):
            if is_byline(word[0]) and not ends_with_helper(f"{above[-RUN_ON:]} {text[: word.end()]}"):
                yield from named(text[word.end() :], index, "inside", "")
        for end in _cues(page, index, text):
            yield from named(last_name(f"{above} {text[:end]}".split()), index, "before-day", "")
        for again in _echo().finditer(text):
            yield from named(again[1], index, "bio", "")


def behind_headline(page: Outline, headline: str) -> Iterator[Candidate]:
    """The names on a page on one line that stand right behind the headline, with or without a byline phrase."""
    first = max(0, page.start - HIGHEST)
    text, starts = "", []
    for block in page.blocks[first : page.start + LOWEST + 1]:
        starts.append(len(text))
        text += block.text + " "
    for found in islice(re.finditer(re.escape(headline), text), MOST_HEADLINES) if headline else ():
        rest = text[found.end() : found.end() + SHORT_PIECE].lstrip()
        index = first + bisect_right(starts, found.end() + 1) - 1
        label, behind = labelled(rest, "people.byline")
        if label and not is_helper(label):
            yield from named(behind, index, "headline-byline", "")
        elif not label and rest[:1].isalpha():
            yield from named(rest, index, "headline", "")


def _cues(page: Outline, index: int, text: str) -> Iterator[int]:
    """Where on a line days and times of reading begin, which stand behind the author's name."""
    yield from (day.start for day in page.days.get(index, ()))
    yield from (found.start() for found in _reading().finditer(text))


def run_evidence(candidate: Candidate, page: Outline, found: Sequence[Candidate]) -> list[str]:
    """The names of the evidence that lines give elsewhere: what stands right behind the names, and how else they were found.

    Held out, with the names behind the headline and sentences told from names, authors of pages on one line go from .551 to .581 by it (by
    the headlines and decisions of the shipped weights); on pages with lines it finds none more, and the characters beside a name don't."""
    others = {other.source for other in found if other.names[0] == candidate.names[0]} - {candidate.source}
    return [*_behind(candidate, page), *sorted([f"also={source}" for source in others])]


def _behind(candidate: Candidate, page: Outline) -> Iterator[str]:
    """What the words right behind the names are."""
    above = page.blocks[candidate.block - 1].text + " " if candidate.block else ""
    text = above + " ".join([block.text for block in page.blocks[candidate.block : candidate.block + 3]])
    start = text.find(candidate.names[0], max(0, len(above) - RUN_ON))
    last = text.find(candidate.names[-1], max(start, 0))
    if start < 0 or last < 0:
        return
    end = last + len(candidate.names[-1])
    rest = text[end : end + RUN_ON].lstrip(_BETWEEN)
    words, book = rest.split()[:BEHIND_WORDS], phrases.load()
    heads = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    yield from sorted({f"behind={mark}" for head in heads for mark in book.match(head)})
    if words and words[0].casefold().rstrip(".,") in book.words("date.month"):
        yield "behind=month"
    if rest.startswith(candidate.names[0]):
        yield "behind=again"
    if any(word[0].islower() for word in words[:2]):
        yield "behind=prose"


# compiled when a page on one line needs them
@cache
def _reading() -> re.Pattern[str]:
    """A time of reading: "9 min read"."""
    return re.compile(r"\d{1,2}\s?-?(?:min|minutes?)\b", re.IGNORECASE)


@cache
def _echo() -> re.Pattern[str]:
    """A name that stands twice in a row: under the portrait of the author, and where what is said of them begins."""
    return re.compile(r"\b(\w[\w.'’-]*(?: \w[\w.'’-]*){1,2})(?: [^\w\s])? \1 (?:is|was|has|ist|est|es|è|é|jest)\b")
