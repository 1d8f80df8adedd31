"""What speaks for a line being the headline, as names of evidence for the table of weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner.compose.bands import STEPS, at, bands
from cleaner.compose.outline import Outline, size, unspaced

REACH = 300
TAIL = 60
"""Blocks above the body and behind it in which the headline may stand again: menus and breadcrumbs above, related lists below."""

SHORT = 250
"""Characters of the lines that may repeat a headline in part ("Home > World > Headline"); longer ones are prose."""

BODY_CHARS = 1500
BODY_BLOCKS = 6
"""How much of the body's beginning is compared with a candidate: headlines share words with the first paragraphs."""

SPACELESS = frozenset({"zh", "ja", "th"})
"""Languages whose lines have no spaces to count words by."""

STEM = 5
STEM_FROM = 4
"""Letters of a word that are compared, so that inflected forms meet, and how many a word must have to tell anything."""

_CLOCK = re.compile(r"\b(?:19|20)\d\d\b|\d[/.:-]\d")
_TRAIL = re.compile(r"[|»›>•·]|\s/\s")
_ADDRESS = re.compile(r"https?:|www\.|@", re.IGNORECASE)
PLAIN_END = "ends=word"
_ENDINGS = {
    **dict.fromkeys(".。", "ends=stop"),
    **dict.fromkeys(":：", "ends=colon"),
    **dict.fromkeys(",;，", "ends=comma"),
    **dict.fromkeys("?!？！", "ends=question"),
    "…": "ends=ellipsis",
}

_WORDS = bands("words", (0, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28), 40)
_ABOVE = bands("above", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 21, 35), 60)
_BELOW = bands("below", (0, 1, 2, 3, 5, 8), 20)
_KEPT_ABOVE = bands("kept-above", (0, 1, 2, 3, 4), 60)
_IN_BODY = bands("in-body", (0, 1, 5, 8, 11, 14, 17, 20), STEPS)
_BODY_WORDS = bands("body-words", (0, 1, 2, 3, 4, 5, 7), 7)
_IN_FIRST = bands("in-first-line", (0, 1, 6, 10, 14, 18, 20), STEPS)
_SAME = bands("same-line", (0, 1, 2, 3, 4), 4)
_PART = bands("part-of-line", (0, 1, 2, 3), 3)
_SITE = bands("site-words", (0, 2, 3, 4, 6), 6)
_SITE_SEEN = bands("site-seen", (0, 1, 2, 3), 3)
_PREVIOUS = bands("previous-words", (0, 1, 3, 6, 12, 20), 20)
_NEXT = bands("next-words", (0, 1, 3, 6, 12, 20), 20)
_LATER = bands("later-lines", (0, 1, 2, 3, 5, 9, 15), 15)
_YEAR = bands("number.words", (0, 6, 10), 40)
_DAY = bands("day.words", (0, 4, 7), 40)
_UPPER = bands("capitals.words", (0, 3), 40)

NEAR = 3
"""Blocks above the body from which the first line of a page counts as the page's title, not as a line above the article."""

WORDY = 4
"""Words from which a line can be a headline of its own among the lines between a candidate and the body."""


MASTHEAD = frozenset({"people.byline", "date.published", "date.updated"})
"""Marks of the lines that stand under a headline."""


class Candidate(NamedTuple):
    """A text that may be the headline: a block, or the part of the first line before or behind a separator.

    before, behind: what was cut off. again: taken because the page's first words stand on it again. stands: its
    words above the article, where they are known and may be fewer."""

    text: str
    block: int
    before: str = ""
    behind: str = ""
    again: bool = False
    stands: str = ""


class Surroundings(NamedTuple):
    """What all candidates of a page are compared with; casefolded but for `times` and `lines`.

    times: how often a line stands on the page. lines: its short lines of over two words.
    body, first: stems of the body's beginning and of the first line. headlines: candidates of over two words.
    later: for a block, how many wordy candidates stand between it and the body.
    """

    times: Mapping[str, int]
    lines: str
    body: frozenset[str]
    first: frozenset[str]
    first_line: str
    headlines: frozenset[str]
    later: Mapping[int, int]


def glance(page: Outline, index: int) -> int:
    """What is seen of a block at a glance speaks so much for a headline: the sum of the weights of `glanced`."""
    text, kind = page.blocks[index][:2]
    weight = page.weights.glance.get  # spelt out, since it is done for every block near the body
    form = weight(kind, 0) + weight(at(_WORDS, size(text)), 0) + weight(_ENDINGS.get(text[-1], PLAIN_END), 0)
    return form + weight(_distance(page, index), 0)


def glanced(page: Outline, index: int) -> tuple[str, str, str, str]:
    """The names of what is seen at a glance: kind, length and end of a block, and its place on the page."""
    text, kind = page.blocks[index][:2]
    return kind, at(_WORDS, size(text)), _distance(page, index), _ENDINGS.get(text[-1], PLAIN_END)


def _distance(page: Outline, index: int) -> str:
    """How far above or below the beginning of the body a block stands, or that it is the first line of the page."""
    above = page.start - index
    if index == 0 and above > NEAR:
        return "first-line"
    return at(_ABOVE, above) if above >= 0 else at(_BELOW, -above)


def stems(text: str) -> list[str]:
    """The beginnings of the longer words of a casefolded text; its characters, in a script that writes no spaces.

    >>> stems("the city's trams, again"), stems("新住房 2025")
    (["city'", 'trams', 'again'], ['新', '住', '房'])
    """
    if unspaced(text):
        alone = {char for char in set(text) if char.isalpha() and unspaced(char)}
        return [char for char in text if char in alone]
    return [word[:STEM] for word in text.split() if len(word) >= STEM_FROM]


def surroundings(page: Outline, found: Sequence[Candidate]) -> Surroundings:
    """The page around the candidates; looks at a few hundred blocks only, so that its cost has a limit."""
    top = max(0, page.start - REACH)
    texts = [block[0] for block in page.blocks[top : page.stop + TAIL]]
    first = page.blocks[0].text[:SHORT]
    if top:
        texts.append(first)
    spaces = 0 if page.language and page.language[:2] in SPACELESS else 2
    body = [page.blocks[i].text for i in range(page.start, min(page.stop, page.start + BODY_BLOCKS * 3)) if page.kept[i]]
    whole = [candidate for candidate in found if not (candidate.before or candidate.behind or candidate.again)]
    return Surroundings(
        times=Counter(texts),
        lines="\n".join([text for text in texts if len(text) < SHORT and text.count(" ") >= spaces]),
        body=frozenset(stems(" ".join(body[:BODY_BLOCKS])[:BODY_CHARS].casefold())),
        first=frozenset(stems(first.casefold())),
        first_line=first.casefold(),
        headlines=frozenset([candidate.text.casefold() for candidate in whole if size(candidate.text) > 2]),
        later=_later(whole, page.start),
    )


def _later(whole: Sequence[Candidate], start: int) -> dict[int, int]:
    later: dict[int, int] = {}
    count = 0
    for candidate in reversed(whole):
        later[candidate.block] = count
        count += candidate.block <= start and size(candidate.text) >= WORDY
    return later


def evidence(candidate: Candidate, page: Outline, around: Surroundings) -> list[str]:
    """The names of all evidence on one candidate."""
    text, line = candidate.text, candidate.text.casefold()
    words = size(text)
    return [
        *_place(candidate, page, around),
        *_form(text, words, candidate.block in page.days),
        *(_repeats_of_part(candidate, words, around) if candidate.before or candidate.behind else _repeats(candidate, line, words, around)),
        *_shared(candidate, line, around),
        *_neighbours(candidate.block, page),
        *_following(candidate, page),
    ]


def _place(candidate: Candidate, page: Outline, around: Surroundings) -> list[str]:
    index = candidate.block
    block = page.blocks[index]
    found = [block.kind, at(_LATER, around.later.get(index, 0)), _distance(page, index)]
    if page.kept[index]:
        found.append(at(_KEPT_ABOVE, page.start - index) if index <= page.start else "kept-below")
    if page.start < len(page.blocks):
        gap = page.blocks[page.start].gap
        found.append("gap=less" if block.gap < gap else "gap=more" if block.gap > gap else "gap=same")
    return found


def _form(text: str, words: int, has_day: bool) -> list[str]:
    found = [at(_WORDS, words), "ends=ellipsis" if text.endswith("...") else _ENDINGS.get(text[-1], PLAIN_END)]
    if text[0].islower():
        found.append("lower-case")
    elif text.isupper():
        found.append(at(_UPPER, words))
    if has_day:
        found.append(at(_DAY, words))
    elif _CLOCK.search(text):
        found.append(at(_YEAR, words))
    if _TRAIL.search(text):
        found.append("trail")
    if (":" in text or "." in text or "@" in text) and _ADDRESS.search(text):
        found.append("address")
    return found


def _repeats(candidate: Candidate, line: str, words: int, around: Surroundings) -> list[str]:
    """How often a line stands on the page, alone and in others."""
    same = around.times[candidate.text] if not candidate.again else 1
    found = [at(_SAME, same)]
    if words <= 2:
        return found
    found.append(at(_PART, max(0, around.lines.count(candidate.text) - same)))
    if candidate.again:
        found.append("opening-again")
    if candidate.block and around.first_line.startswith(line):
        found.append("begins-first-line")
    others = tuple(around.headlines - {line})
    if line.endswith(others):
        found.append("ends-with-headline")
    if line.startswith(others):
        found.append("begins-with-headline")
    return found


def _repeats_of_part(candidate: Candidate, words: int, around: Surroundings) -> list[str]:
    """The same for a part of the first line, and what was cut off."""
    site = candidate.before or candidate.behind
    same = around.times[candidate.text]
    found = [at(_SAME, same + 1), "cut=site-behind" if candidate.behind else "cut=site-before"]
    if words > 2:
        found.append(at(_PART, max(0, around.lines.count(candidate.text) - same - 1)))
    return [*found, at(_SITE, size(site)), at(_SITE_SEEN, around.lines.count(site))]


def _shared(candidate: Candidate, line: str, around: Surroundings) -> list[str]:
    """How many words of a line stand in the body's beginning and in the first line of the page."""
    own = stems(line)
    if not own:
        return ["no-stems"]
    hits = len([stem for stem in own if stem in around.body])
    found = [at(_BODY_WORDS, hits), _IN_BODY[hits * STEPS // len(own)]]
    if candidate.block:
        found.append(_IN_FIRST[len([stem for stem in own if stem in around.first]) * STEPS // len(own)])
    return found


def _neighbours(index: int, page: Outline) -> list[str]:
    """How long the lines above and below are, and whether byline and date stand there."""
    blocks, last = page.blocks, len(page.blocks) - 1
    found = [
        at(_PREVIOUS, size(blocks[index - 1].text) if index else 0),
        at(_NEXT, size(blocks[index + 1].text) if index < last else 0),
    ]
    for place, other in (("next", index + 1), ("second", index + 2)):
        if other in page.days:
            found.append(f"{place}=day")
        if other in page.marks:
            found += [f"{place}={mark}" for mark in page.marks[other] if mark in MASTHEAD]
    return found


def _following(candidate: Candidate, page: Outline) -> list[str]:
    """What phrases stand on a line, by family, and whether it stands twice in a row."""
    index, last = candidate.block, len(page.blocks) - 1
    found = [f"mark={family}" for family in {mark.partition(".")[0] for mark in page.marks.get(index, ())}]
    if index < last and page.blocks[index + 1].text == candidate.text:
        found.append("next=same")
    return found
