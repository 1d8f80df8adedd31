"""The headline of a page: every line that may be it is a candidate, and the one with the most evidence is taken.

A page prints its headline as the page's title ("Headline | Site" in the first line), above the article, in a breadcrumb, or in
several of these places, so what stands where is weighed and not decided line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.compose.bands import total
from cleaner.compose.captions import has_credit
from cleaner.compose.contents import contents
from cleaner.compose.helpers import is_helper
from cleaner.compose.labels import labelled
from cleaner.compose.names import is_byline, names
from cleaner.compose.outline import BELOW, Outline, is_long, size
from cleaner.compose.standfirst import headline_over
from cleaner.compose.title_evidence import MASTHEAD, NEAR, WORDY, Candidate, evidence, glance, stems, surroundings
from cleaner.compose.twice import twice
from cleaner.model import Block

LONGEST = 250
"""Characters that a headline can have; the longest of the dev pages has 200."""

HIGHEST = 40
"""Blocks above the body where a headline stands at the highest, unless in the first line."""

FAR, OVER = 110, 3
"""Blocks above those in which a line right over a byline or a day may be the headline, and how far it is over it at the most: boxes of
products may stand between a headline and the first long paragraph. With them titles of articles go, on half of the sites, which
nobody looked at, from .831 to .834 (inscriptis), .786 to .789 (w3m)."""

FINALISTS = 12
"""Candidates that are compared closely, after a glance at all: among them is the headline of 98 of 100 dev pages."""

LEAST = "least"
"""Not evidence, but what the best candidate must have in all, else the page has no headline: all but 1 in 300 right ones have more."""

CLOSE, CLOSE_UNTITLED = 600, 1500
"""By how many thousandths of log-odds a piece of a page on one line must lead all others to be shown as the headline: where the page begins
with words that stand again or has a separator as titles have, and elsewhere. Of 791 dev articles without the page's title at their front
(inscriptis on one line) 174 have the right one, 237 a wrong one and 380 none; by 600 everywhere 198, 361 and 232."""

SEPARATOR = re.compile(r"\s+(?:[|–—•·»›«:/-]|::)\s+|\s*[|｜_]\s*")
"""What stands between a headline and the name of the site."""

BYLINE_WORDS = 8
"""Words of a line that is a byline ("By Jane Doe and Karl Roe"); a longer one may be a headline that begins with "By"."""

SPLITS = 3
"""How many of the last separators of the first line may be the one before the site's name."""


OPENING_BLOCKS = 6
"""Blocks of a page on one line that hold its title: the reader cuts menus and headlines into runs of a few words."""

SHORTEST = 12
"""Characters that must stand on a page again before they count as its title; less is a word such as "Home"."""

LEFT = 6
"""Words of a page's title behind those that stand on the page again, where the headline goes on otherwise than the page's title."""

SITE = 40
"""Characters behind a separator that are taken for the site's name, where nothing ends it."""


FEWEST_SHARED, MOST_OF = 3, 0.75
"""Stems that a headline and a line that words it otherwise share at least, and what part of those of the shorter one that is."""


class Title(NamedTuple):
    """A headline. blocks: those blocks that hold it and nothing else, which have no place in the body. stands: its words above the
    article, which may be fewer on a page on one line. sure: whether it may be shown; a doubtful one only tells where authors stand."""

    text: str
    blocks: frozenset[int]
    stands: str
    sure: bool = True


def find_title(page: Outline) -> Title | None:
    """The headline of a page in full, or None where no line can be one."""
    if opening := _opening(page):
        return Title(opening, _alone(page, opening), opening)
    found = finalists(page)
    if not found:
        return None
    around = surroundings(page, found)
    scores = [total(evidence(candidate, page, around), page.weights.title) for candidate in found]
    first = next(_sole(found, page), max(range(len(found)), key=scores.__getitem__))
    best = found[first if page.oneline else headline_over(first, scores, found, page)]
    if max(scores) < page.weights.title.get(LEAST, 0):
        return None
    if not page.oneline:
        return Title(best.text, _alone(page, best.text), best.text)
    again = None if best.again else twice(page, around.body)
    if again:
        return Title(again.text, frozenset((again.block,)), again.text)
    least = CLOSE if any(candidate.again or candidate.behind for candidate in found) else CLOSE_UNTITLED
    ranked = sorted(zip(scores, found, strict=True), key=lambda pair: -pair[0])
    stands = _standing(best, ranked)
    return Title(best.text, _alone(page, stands), stands, sure=best.block == 0 or _lead(ranked) >= least)


def _opening(page: Outline) -> str | None:
    """The heading of the first level that the page begins with, right above what is kept, where no other has its level: so documents
    write their title, and so articles come out here, that may be read again."""
    first = page.blocks[0]
    opens = first.kind == "heading" and _level(first) == 1 and any(page.kept[1 : NEAR + 1]) and len(first.text) <= LONGEST
    return first.text if opens and not any(block.kind == "heading" and _level(block) == 1 for block in page.blocks[1:]) else None


def _sole(found: Sequence[Candidate], page: Outline) -> Iterator[int]:
    """The candidates that are the only heading of the first level on a page with others below it: so pages write the headline, seldom a
    logo. Right headlines of 163 articles by it: 143 to 145 and 132 to 138 of two programs' Markdown, 123 to 132 of text with such signs."""
    levels = {i: _level(block) for i, block in enumerate(page.blocks) if block.kind == "heading"}
    if list(levels.values()).count(1) == 1 and max(levels.values()) > 1:
        yield from (place for place, candidate in enumerate(found) if levels.get(candidate.block) == 1)


def _level(block: Block) -> int:
    """The level of a heading by its markup or by the signs before it; 0 where nothing tells."""
    return block.markup.level if block.markup else block.marker.count("#")


def _alone(page: Outline, text: str) -> frozenset[int]:
    """The blocks that hold a text and nothing else."""
    same = text.casefold()
    return frozenset(i for i in page.near if page.blocks[i].text.casefold() == same)


def _lead(ranked: Sequence[tuple[int, Candidate]]) -> int:
    """By how much the best candidate of a page on one line is better than the next that is no part of it. There a headline has no line of
    its own, and one that doesn't stand again is cut like the menu around it."""
    best = ranked[0][1].text
    others = (score for score, candidate in ranked if candidate.text not in best and best not in candidate.text)
    return ranked[0][0] - next(others, ranked[0][0] - CLOSE_UNTITLED)


def _standing(best: Candidate, ranked: Sequence[tuple[int, Candidate]]) -> str:
    """The words of the headline as they stand above the article: of one that the page only begins with the next best text further down,
    since a page's title and its headline often differ. ranked: all candidates with their scores, the best first."""
    if best.stands or not best.behind:
        return best.stands or best.text
    return next((other.text for _, other in ranked if not other.behind and other.block), best.text)


def anchor_of(found: Title | None, page: Outline) -> int | None:
    """The block of the headline that stands nearest above the body, for what stands around it; where the headline is nowhere but in the
    page's first line, the line near the body that says the same in other words."""
    if found is None:
        return None
    above = [i for i in found.blocks if i <= page.start]
    anchor = max(above, default=min(found.blocks, default=None))
    if anchor or page.oneline or page.start <= NEAR:
        return anchor
    return next(_reworded(found.text, page), anchor)


def _reworded(headline: str, page: Outline) -> Iterator[int]:
    """The lines above the body that share most words with a headline, the nearest first: pages often word their title otherwise."""
    own = frozenset(stems(headline.casefold()))
    for index in range(page.start, max(0, page.start - HIGHEST), -1):
        text = page.blocks[index].text
        if len(text) <= LONGEST and (text.startswith(headline) or not (page.kept[index] and is_long(text))):
            other = frozenset(stems(text.casefold()))
            shared = len(own & other)
            if shared >= FEWEST_SHARED and shared >= MOST_OF * min(len(own), len(other)):
                yield index


def finalists(page: Outline) -> Sequence[Candidate]:
    """The candidates with the most evidence at a glance, in the order of the page."""
    best = sorted(pool(page), key=lambda i: (-glance(page, i), i))[:FINALISTS]
    whole = [Candidate(_headline_in(page, i), i) for i in sorted(best)]
    if page.oneline:
        return [*whole, *_openings(page)]
    return [*whole, *_parts(page.blocks[0].text)] if page.start > NEAR else whole


def pool(page: Outline) -> list[int]:
    """The blocks that may be the headline."""
    low, high = page.start - HIGHEST, page.start + BELOW
    below = [i for i in page.near if page.start < i <= high and not page.kept[i]]
    near = [i for i in page.near if i == 0 or low <= i <= page.start] + below
    entries = contents(page)
    near = [*_over_mastheads(page, low), *near]
    short = [i for i in near if len(page.blocks[i].text) <= LONGEST and i not in entries]
    return [i for i in short if not (_opens_body(page, i) or _is_byline(page, i) or _is_none(page.blocks[i].text) or _is_day(page, i))]


def _is_none(text: str) -> bool:
    """Whether a line is no headline by what it says: a logo, a field of a form, or words with a credit."""
    return _is_logo(text) or has_credit(text)


def _is_day(page: Outline, index: int) -> bool:
    """Whether a line is a day, perhaps with the time of day, and nothing else."""
    days = page.days.get(index, ())
    rest = page.blocks[index].text[: days[0].start] + page.blocks[index].text[days[-1].end :] if days else "x"
    return not any(map(str.isalpha, rest))


def _is_logo(text: str) -> bool:
    """Whether a line is a name that stands twice, as what a logo is called and the link around it, or a field of a form.

    >>> _is_logo("Harbour Post Harbour Post"), _is_logo("Search the port [ ]"), _is_logo("Night ferry returns")
    (True, True, False)
    """
    middle = len(text) // 2
    return (text[middle] == " " and text[:middle] == text[middle + 1 :]) or "[ ]" in text or "[__" in text


def _over_mastheads(page: Outline, low: int) -> list[int]:
    """The lines of several words right over a byline or a day of publication, far above the body."""
    signed = [i for i, marks in page.marks.items() if low - FAR <= i - 1 < low and not MASTHEAD.isdisjoint(marks)]
    above = [range(i - 1, max(0, i - 1 - OVER), -1) for i in signed]
    wordy = [[i for i in lines if size(page.blocks[i].text) >= WORDY and i not in page.marks] for lines in above]
    return sorted({lines[0] for lines in wordy if lines})


def _opens_body(page: Outline, index: int) -> bool:
    """Whether a block is the first paragraph of the body: a kept sentence; taken for a headline it would be missing there."""
    return index == page.start and page.kept[index] and page.blocks[index].text[-1] in ".。।۔"


def _is_byline(page: Outline, index: int) -> bool:
    """Whether a line is a byline and nothing else, or the credit of a picture ("Photograph by: Jane Doe")."""
    text = page.blocks[index].text
    label, rest = labelled(text, "people.byline") if "people.byline" in page.marks.get(index, ()) else ("", "")
    if not label and " " in (credit := text.partition(":"))[0] and is_helper(credit[0]):
        label, rest = credit[0], credit[2]
    return bool(label and names(rest)) and size(text) <= BYLINE_WORDS


def _without_byline(text: str) -> str:
    """A piece of a page on one line without the "By" at its end, whose name the reader put into the next piece."""
    head, _, last = text.rpartition(" ")
    return head if head and is_byline(last) else text


def _headline_in(page: Outline, index: int) -> str:
    """A line without the byline that is glued to its end: the name behind "By" on a page on one line, all of it where the page's title
    goes without."""
    text = page.blocks[index].text
    if page.oneline:
        return _without_byline(text)
    head, title = text, page.blocks[0].text
    if not index or title.startswith(text) or not title.startswith(text[:SHORTEST]):
        return text
    while (cut := head.rpartition(" "))[0]:
        head, last = cut[0], cut[2]
        if is_byline(last):
            before, _, verb = head.rpartition(" ")
            head = before if verb.islower() and is_byline(f"{verb} {last}") else head
            return head if len(head) >= SHORTEST and title.startswith(head) else text
    return text


def _parts(first: str) -> Iterator[Candidate]:
    """What the first line is without the site's name before or behind it."""
    separators = list(SEPARATOR.finditer(first)) if len(first) <= LONGEST else []
    for cut in separators[-SPLITS:]:
        if cut.start() > 0:
            yield Candidate(first[: cut.start()], 0, behind=first[cut.end() :])
    for cut in separators[:1]:
        if cut.end() < len(first):
            yield Candidate(first[cut.end() :], 0, before=first[: cut.start()])


def _openings(page: Outline) -> Iterator[Candidate]:
    """What a page on one line begins with: its title, up to a separator or to where its menu begins, or as far as its words stand again."""
    from cleaner.compose.menus import menu_start  # few pages are on one line

    opening = " ".join([block.text for block in page.blocks[:OPENING_BLOCKS]])[:LONGEST]
    menu = menu_start(opening)
    cuts = [cut for cut in list(SEPARATOR.finditer(opening))[:SPLITS] if cut.start() > 0]
    again = _recurring(opening, " ".join([block.text for block in page.blocks[: page.start + BELOW]]))
    ends = [end for end in (*[cut.start() for cut in cuts], menu) if len(again) <= end and opening.count(" ", len(again), end) <= LEFT]
    whole = opening[: min(ends)].rstrip() if again and ends else again
    for cut in cuts:
        text = opening[: cut.start()]
        yield Candidate(text, 0, behind=opening[cut.end() :].partition("  ")[0][:SITE], stands=again if text == whole else text)
    if menu and not any(cut.start() < menu for cut in cuts):
        text = opening[:menu].rstrip()
        yield Candidate(text, 0, behind=opening[menu:][:SITE], stands=again if text == whole else "")
    if whole:
        yield Candidate(whole, 0, again=True, stands=again)


def _recurring(opening: str, text: str) -> str:
    """The longest run of words at the beginning of a text that stands in it again.

    >>> _recurring("City votes for trams | News Home", "City votes for trams | News Home Sport City votes for trams By Jo")
    'City votes for trams'
    """
    again = ""
    for space in re.finditer(r"(?=\s|\Z)", opening):
        head = opening[: space.start()]
        if len(head) >= SHORTEST and text.find(head, len(head)) < 0:
            break
        again = head
    return again.rstrip(" |–—-:·") if len(again) >= SHORTEST else ""
