"""The authors of an article: bylines, names under the headline and author boxes are candidates, and the best one is taken, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cleaner import phrases
from cleaner.compose.bands import total
from cleaner.compose.captions import has_credit
from cleaner.compose.helpers import is_helper
from cleaner.compose.labels import is_glued, labelled, named
from cleaner.compose.names import group_name, is_byline
from cleaner.compose.outline import BEHIND, RUN_ON, Outline, line, unspaced
from cleaner.compose.people_evidence import Candidate, evidence, near_text
from cleaner.compose.people_in_lines import glued_to_headline, with_siblings
from cleaner.compose.people_in_script import in_script
from cleaner.compose.people_sense import topics, vouched

LONGEST = 160
"""Characters of a line that can be a byline; the names of a longer one stand in prose, or in a list of contributors."""

NO_AUTHOR = "none"
"""Evidence on the candidate that the page names no author: its weight is the threshold for all others."""

REACH = 200
MOST_LINES = 40
"""Blocks above the body from which on a byline phrase counts, and how many lines with one are looked at; articles have up to ten."""

BOX = 3
"""Blocks behind "About the author" in which the name stands; before it may stand what the portrait is called."""

OVER_TITLE = 3
UNDER_TITLE = 7
UNDER_BODY = 2
UNKNOWN_TITLE = 10
"""Blocks above and below the headline, below the beginning of the body, and above it where there is no headline, among which a name
without a byline phrase is looked for: 19 of 20 of those on the dev pages."""

SHORT = 60
"""Characters of a line such as "Recipe by Jane Doe", where a byline phrase is the second word."""

MENU_LABEL = 6
"""Characters of a label that stands in menus ("About", "Bio") as often as over the author's portrait."""

_FURNITURE = ("nav.", "promo.", "legal.", "page.tools", "trail.", "media.")
"""Families of phrases on whose lines nobody is named by the way."""

BARS = re.compile(r"\s*(?:[|•·∙●⋅–—►»/]|\s-\s|\s{2,})\s*|(?<=[a-z])(?=By [A-Z])")
"""What stands between the parts of a line; also where a dump glued a byline to what stood before it ("Jane DoeBy Jane Doe")."""

_PICTURE = re.compile(r"\[[\w.-]+\]")
_GLUED_COLON = re.compile(r"(?<=[a-z]):(?=[A-Z])")
"""The name of a portrait's file, which w3m prints in brackets before a name, and a label that a dump glued to it ("by:Jane Doe")."""

_TRAIL = re.compile(r"[»›>]")
"""What a breadcrumb has between its names."""

_IS = re.compile(r"(?<=\w)\s+(?:is|was|has|ist|est|es|è|é|jest|—|–)\s")


def find_authors(page: Outline, title: int | None, headline: str) -> Candidate | None:
    """The authors of the article and where they stand, or None. title: the block of the headline that stands nearest to the body.

    headline: its text, or "" where there is none."""
    found = candidates(page, title, headline)
    table = page.weights.run_author if page.oneline else page.weights.author
    weighed = zip(all_evidence(page, title, found), topics(found, page), vouched(found, page), strict=True)
    scores = [total(seen, table) + topic + known for seen, topic, known in weighed]
    best = max(range(len(found)), key=scores.__getitem__, default=None)
    return found[best] if best is not None and scores[best] > table.get(NO_AUTHOR, 0) else None


def all_evidence(page: Outline, title: int | None, found: Sequence[Candidate]) -> list[list[str]]:
    """The names of all evidence on each candidate; on a page on one line with what stands right around the names."""
    text = near_text(page)
    seen = [evidence(candidate, page, title, found, text) for candidate in found]
    if page.oneline:
        from cleaner.compose.people_in_run import run_evidence  # few pages are on one line

        for candidate, names in zip(found, seen, strict=True):
            names += run_evidence(candidate, page, found)
    return seen


def candidates(page: Outline, title: int | None, headline: str) -> list[Candidate]:
    """Every place where an author may be named: byline phrases and author boxes, lines with a day, lines around the headline.

    title, headline: as of `find_authors`."""
    top, bottom = (page.start - UNKNOWN_TITLE, page.start) if title is None else (title, min(page.start, title + UNDER_TITLE))
    around = range(max(0, top - OVER_TITLE), min(len(page.blocks), max(bottom, title or 0) + UNDER_BODY + 1))
    bylines = _with_mark(page, "people.byline")
    bios = [i for i in range(page.stop, min(page.stop + BEHIND, len(page.blocks))) if _heads_bio(page, i)]
    found: list[Candidate] = []
    for index in sorted({*bylines, *page.days, *around, *bios}):
        if len(page.blocks[index].text) > LONGEST:
            continue
        said = [] if _is_body(page, index) else list(in_script(page.blocks[index].text, index))
        found += said
        if not said:
            told = index in bylines or index in page.days or (index in around and _is_glued_byline(page.blocks[index].text))
            found += _behind_byline(page, index) if told else _kind_byline(line(page, index), index)
            if index in around or index in bios:
                found += _bare(page, index)
    for index in _with_mark(page, "people.author-box"):
        found += _in_box(page, index)
    if title is not None and not page.oneline:
        found += glued_to_headline(page, title, headline)
    if page.oneline:
        from cleaner.compose.people_in_run import behind_headline, in_run

        return [*found, *in_run(page), *behind_headline(page, headline)]
    return [with_siblings(candidate, page) for candidate in found]


def _with_mark(page: Outline, mark: str) -> list[int]:
    """The blocks with a mark above the body and behind it; on a forum page thousands have one, and the first matter."""
    found = (i for i, marks in page.marks.items() if mark in marks and i >= page.start - REACH)
    return list(islice(found, MOST_LINES))


def _behind_byline(page: Outline, index: int) -> Iterator[Candidate]:
    """The names behind a byline phrase, on the same line or the next."""
    for part in parts(page, index):
        label, rest = labelled(part, "people.byline")
        if label and is_helper(label):
            continue
        if label and rest:
            found = list(named(rest, index, "byline", label))
            yield from found or _pen_name(page, rest, index)
        elif label and (group := _signing_group(label)):
            yield Candidate((group,), index, "byline", True, label)
        elif label and not _is_prose(page, index):
            below = list(_following(page, index, 2, "label", label))
            yield from below or (_pen_name(page, page.blocks[index + 1].text, index + 1) if index + 1 < len(page.blocks) else ())
        elif not label:
            yield from _kind_byline(part, index)


def _signing_group(label: str) -> str:
    """The group in a byline phrase that is one as a whole ("by News Desk"), or ""."""
    first, _, rest = label.partition(" ")
    return group_name(rest) if is_byline(first) else ""


def _is_prose(page: Outline, index: int) -> bool:
    """Whether a line inside the body is "by" in a sentence that a dump broke at its links: it goes on in small letters behind the name."""
    behind = page.blocks[index + 2].text if index + 2 < len(page.blocks) else ""
    return index > page.start and page.blocks[index].text[0].islower() and (behind[:1].islower() or behind[:1] in (",", ".", ";"))


def _kind_byline(text: str, index: int) -> Iterator[Candidate]:
    """The names in "Recipe by Jane Doe": behind a byline phrase that is the second word."""
    words = text.split(None, 2) if len(text) <= SHORT else []
    if len(words) == 3 and is_byline(words[1]) and not is_helper(f"{words[0]} {words[1]}"):
        yield from named(words[2], index, "kind-byline", "")


def _pen_name(page: Outline, text: str, index: int) -> Iterator[Candidate]:
    """A pen name in lower case, where it is all that stands behind a byline phrase, and a day stands beside it."""
    dated = any(other in page.days for other in (index - 1, index, index + 1))
    if dated and text.isalpha() and text.islower() and len(text) > 2 and not _is_function_word(text):
        yield Candidate((text,), index, "pen-name", True)


def _in_box(page: Outline, index: int) -> Iterator[Candidate]:
    """The names in an author box: "About Jane Doe", "About the author" and a name below it, "Jane Doe is a reporter"."""
    text = page.blocks[index].text
    label, rest = labelled(text, "people.author-box")
    if label and rest and not rest[0].islower():
        yield from named(rest, index, "box", label)
    elif label and index > page.start and len(text) > MENU_LABEL:
        yield from _following(page, index, BOX, "box-label", "")
    yield from _bio(index, text)


def _heads_bio(page: Outline, index: int) -> bool:
    """Whether a line behind the body is a name that the next line goes on with ("Jane Doe" / "Jane Doe is ...")."""
    following = page.blocks[index + 1].text if index + 1 < len(page.blocks) else ""
    return following.startswith(page.blocks[index].text)


def _following(page: Outline, index: int, reach: int, source: str, label: str) -> Iterator[Candidate]:
    """The names on the first block behind a label that has any; a single word may be what the portrait above the name is called."""
    single: list[Candidate] = []
    for other in range(index + 1, min(index + 1 + reach, len(page.blocks))):
        text = page.blocks[other].text
        if labelled(text, "people.byline")[0]:
            break
        found = list(named(text, other, source, label)) if len(text) <= LONGEST else []
        if found and (" " in found[0].names[0] or unspaced(text)):
            yield from found
            return
        single = single or found
    yield from single


def _bare(page: Outline, index: int) -> Iterator[Candidate]:
    """The names that stand alone between the days and bars of a line that is no furniture."""
    if _is_body(page, index):
        return
    if _TRAIL.search(page.blocks[index].text) or has_credit(page.blocks[index].text):
        return
    if any(mark.startswith(_FURNITURE) for mark in page.marks.get(index, ())):
        return
    if index and is_helper(page.blocks[index - 1].text):
        return
    for part in parts(page, index):
        told = is_helper(part.split(None, 1)[0]) or _is_glued_byline(part)
        if len(part) <= SHORT + RUN_ON * page.oneline and not part[0].islower() and not told:
            yield from named(part, index, "bare", "")


def _is_glued_byline(text: str) -> bool:
    """Whether a text is a byline that a dump glued to the name ("ByJane Doe"), so that no phrase is found in it."""
    return is_glued(text) and bool(labelled(text, "people.byline")[0])


def _is_body(page: Outline, index: int) -> bool:
    """Whether a short line is a heading or a row of the body."""
    return index > page.start and page.kept[index] and not _over_day(page, index)


def _over_day(page: Outline, index: int) -> bool:
    """Whether a line near the body's start stands right over a dropped line with a day: a byline that was taken for body."""
    below = index + 1
    near = index <= page.start + UNDER_BODY and below < len(page.blocks) and not page.kept[below]
    return near and len(page.blocks[below].text) <= SHORT and any(char.isdigit() for char in page.blocks[below].text)


def _bio(index: int, text: str) -> Iterator[Candidate]:
    """The name before "is a reporter", at the beginning of a line about the author."""
    verb = _IS.search(text[:80])
    if verb and not _is_function_word(text[: verb.start()]):
        yield from named(text[: verb.start()], index, "bio", "")


def _is_function_word(text: str) -> bool:
    """Whether a text is one word that names nobody, such as "She"."""
    return text.casefold() in phrases.load().words("words.function")


def parts(page: Outline, index: int) -> list[str]:
    """What a line holds between its days and bars: "July 1, 2024 by Jane Doe | 3 comments" has "by Jane Doe" and "3 comments"."""
    text = line(page, index)
    pieces, end = [], 0
    for day in page.days.get(index, ()):
        pieces.append(text[end : day.start])
        end = day.end
    pieces.append(text[end:])
    if "[" in text or ":" in text:
        pieces = [_GLUED_COLON.sub(": ", _PICTURE.sub(" ", piece)) for piece in pieces]
    return [part for piece in pieces for part in BARS.split(piece) if part.strip(" ,.-()")]
