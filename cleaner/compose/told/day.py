"""The day of publication of a page with clues: every day that a clue or a line near the headline names is a candidate, or none is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.compose.bands import at, bands, total
from cleaner.compose.months import Month, find_month
from cleaner.compose.outline import DAY_FIRST, MONTH_FIRST, Outline
from cleaner.compose.published import NO_DATE
from cleaner.compose.published import Candidate as Line
from cleaner.compose.published import candidates as text_candidates
from cleaner.compose.published import evidence as text_evidence
from cleaner.compose.told.beside import beside
from cleaner.compose.told.intext import FINALISTS, in_text
from cleaner.compose.told.several import of_publication, says
from cleaner.compose.told.stamps import Stamp, stamp_in
from cleaner.model import Clue

MOST_VALUES = 60
"""Clues with days that are looked at: an archive has one for each of its pages."""

TRUSTED = ("json-ld", "og", "itemprop", "meta", "time.published", "parsely", "sailthru", "dc", "time")
"""Whose spelling of the right day is taken, by the time of day and the zone that it has, the best first."""

HEAD = frozenset(("json-ld", "og", "meta", "itemprop", "parsely", "sailthru", "dc", "citation", "front-matter", "header"))
"""Clues that are written for machines, unless they end in one of:"""
PLACES = (".near", ".over", ".above", ".below", ".aside", ".comment", ".footer", ".teaser")

ELSEWHERE = (".below", ".aside", ".comment", ".footer", ".teaser")
"""Those of them that are not the article's head."""
LISTED = 3
"""Days of one source that are a list."""

LAST = frozenset(("front-matter.created",))
"""Clues about the document, which may be a copy: web clippers write the day of clipping there. They count only where nothing else does."""

TODAY = "today."
"""How the source of a clue begins that is the day of the visit."""

PRINTED = ("line", "time", "class")
"""Clues that readers see, too."""

AMERICA = frozenset(("US", "PH", "PR"))
"""Regions that write the month first."""

_REGION = re.compile(r"^[A-Za-z]{2}[-_]([A-Za-z]{2})$")
_AMBIGUOUS = re.compile(r"(?<![\d./-])(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|1[0-2])[./-]\d")
"""A day that may be another one: 10/3/2025."""
_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")

_SOURCES = bands("sources", (0, 1, 2, 3, 4, 6), 12)
_MODIFIED = bands("modified", (0, 1, 2, 3, 5), 12)


class Candidate:
    """A day that may be that of publication. sources: of clues that say so; changes: of those by which it is that of a change. line: where
    the text names it, with the score and rank there. sure: whether a clue spells it so that it can be no other. labelled: whether one that
    readers see says that it is the day of publication."""

    def __init__(self, day: str) -> None:
        self.day = day
        self.sources: set[str] = set()
        self.changes: set[str] = set()
        self.stamps: list[tuple[str, Stamp]] = []
        self.line: Line | None = None
        self.score = 0
        self.rank = 0
        self.sure = self.labelled = False


class Published(NamedTuple):
    """When the article was published, in ISO 8601, and the block that says so, if any does."""

    iso: str
    line: Line | Month | None


def told_date(page: Outline, clues: Sequence[Clue], anchor: int | None) -> Published | None:
    """The day of publication of a page with clues, with the time where a clue has it; the month where a page gives no more; None where
    nothing is surely it."""
    found = candidates(page, clues, anchor)
    scores = [total(evidence(candidate, found), page.weights.told_date) for candidate in found]
    best = found[max(range(len(found)), key=lambda place: (scores[place], bool(found[place].sources)))]
    dated = best.sources or (best.line and not best.changes)
    if not dated and (told := _told_month(clues)):
        return Published(told, None)
    month = None if dated else find_month(page, anchor)
    if month:
        return Published(month.iso, month)
    return Published(_spelt(best), best.line) if best.day else _last(page, clues)


def _told_month(clues: Sequence[Clue]) -> str:
    """The month that front matter gives as the date, as it stands above articles whose page gave no day; "" for none."""
    told = (clue.value for clue in clues if clue.field == "date" and clue.source == "front-matter")
    return next((value for value in told if _MONTH.fullmatch(value)), "")


def _last(page: Outline, clues: Sequence[Clue]) -> Published | None:
    """The day on which a document was made, where nothing says when the article was published."""
    stamps = [stamp for clue in clues if clue.source in LAST and (stamp := stamp_in(clue.value, page.language))]
    return Published("".join(stamps[0]), None) if stamps else None


def candidates(page: Outline, clues: Sequence[Clue], anchor: int | None) -> list[Candidate]:
    """All candidates of a page; the last of them has no day."""
    found: dict[str, Candidate] = {}
    month_first = writes_month_first(page, clues)
    dated = [clue for clue in clues if clue.field in ("date", "modified") and clue.source not in LAST and not clue.source.startswith(TODAY)]
    for clue in dated[:MOST_VALUES]:
        value = of_publication(clue.value, page.language, month_first=month_first)
        stamp = stamp_in(value, page.language, month_first=month_first)
        if stamp:
            candidate = found.setdefault(stamp.day, Candidate(stamp.day))
            published = clue.field == "date" and not says(value, "date.updated")
            (candidate.sources if published else candidate.changes).add(clue.source)
            candidate.sure = candidate.sure or _AMBIGUOUS.search(value) is None
            candidate.labelled = candidate.labelled or (published and says(value, "date.published"))
            if published:
                candidate.stamps.append((clue.source, stamp))
    for place, day, changed in beside(page, anchor, month_first):
        candidate = found.setdefault(day, Candidate(day))
        (candidate.changes if changed else candidate.sources).add(place)
    for rank, (score, line) in enumerate(_lines(page, anchor)):
        candidate = found.setdefault(line.iso, Candidate(line.iso))
        if candidate.line is None:
            candidate.line, candidate.score, candidate.rank = line, score, rank
    _merge_swapped(found)
    _merge_zones(found)
    clocks = {stamp_in(clue.value, page.language, month_first=month_first) for clue in clues if clue.source.startswith(TODAY)}
    visits = {stamp.day for stamp in clocks if stamp}
    return [*_without_changes([day for day in found.values() if day.day not in visits or _is_told(day)]), Candidate("")]


def _merge_swapped(found: dict[str, Candidate]) -> None:
    """Gives what was read as 10 March to 3 October, where something that spells the month or the year first says that this is the day."""
    for day in [day for day in found if day[5:7] != day[8:]]:
        other = found.get(f"{day[:5]}{day[8:]}-{day[5:7]}")
        if other is not None and other.sure and not found[day].sure:
            wrong = found.pop(day)
            other.sources |= wrong.sources
            other.changes |= wrong.changes
            if other.line is None:
                other.line, other.score, other.rank = wrong.line, wrong.score, wrong.rank


def _merge_zones(found: dict[str, Candidate]) -> None:
    """Gives the day of the address what the head dates in universal time a day earlier or later: there it is as the site counts it."""
    local = next((candidate for candidate in found.values() if "url" in candidate.sources), None)
    for candidate in list(found.values()) if local else ():
        zones = [stamp.time for source, stamp in candidate.stamps if _in_head({source})]
        if local and candidate is not local and _next_to(local.day, candidate.day) and zones and all(_is_universal(zone) for zone in zones):
            local.sources |= {source for source in candidate.sources if _in_head({source})}
            candidate.sources = {source for source in candidate.sources if not _in_head({source})}


def _is_universal(time: str) -> bool:
    return time.endswith(("Z", "+00:00"))


def _without_changes(found: list[Candidate]) -> list[Candidate]:
    """The candidates without those days that the page prints as that of a change, if its head gives another one as that of publication."""
    if not any(_in_head(candidate.sources) for candidate in found):
        return found
    return [candidate for candidate in found if _is_told(candidate) or not any(change.startswith(PRINTED) for change in candidate.changes)]


def _is_told(candidate: Candidate) -> bool:
    """Whether the head or the address gives it as the day of publication."""
    return _in_head(candidate.sources) or "url" in candidate.sources


def _lines(page: Outline, anchor: int | None) -> list[tuple[int, Line]]:
    """The best days of the text, with the log-odds by which they beat the page's naming none."""
    found, least = text_candidates(page), page.weights.date.get(NO_DATE, 0)
    scored = [(total(text_evidence(line, page, anchor, found), page.weights.date) - least, line) for line in found]
    return sorted(scored, key=lambda pair: -pair[0])[:FINALISTS]


def writes_month_first(page: Outline, clues: Sequence[Clue]) -> bool:
    """Whether 3/6/2025 is in March: so on pages in English that don't say that they are for another country than America, nor write
    another day with its number first."""
    regions = {found[1].upper() for clue in clues if clue.field == "language" and (found := _REGION.search(clue.value))}
    day_first = any(DAY_FIRST.search(clue.value) for clue in clues if clue.field in ("date", "modified"))
    return page.language in MONTH_FIRST and regions <= AMERICA and not day_first


def _spelt(candidate: Candidate) -> str:
    """The day with the time that the most trusted clue gives it; one with its zone comes before one without."""

    def key(named: tuple[str, Stamp]) -> tuple[bool, bool, int]:
        source, stamp = named
        rank = next((rank for rank, prefix in enumerate(TRUSTED) if source.startswith(prefix)), len(TRUSTED))
        return "T" not in stamp.time, stamp.time[-1:] != "Z" and stamp.time[-6:-5] not in ("+", "-"), rank

    stamps = sorted(candidate.stamps, key=key)
    return candidate.day + (stamps[0][1].time if stamps else "")


def evidence(candidate: Candidate, found: Sequence[Candidate]) -> list[str]:
    """The names of all evidence on one candidate."""
    if not candidate.day:
        return list(_none(found))
    return [*_clues(candidate), *_company(candidate, found), *_in_text(candidate)]


def _none(found: Sequence[Candidate]) -> Iterator[str]:
    yield "none"
    sources = {source for candidate in found for source in candidate.sources}
    if not sources:
        yield "none.no-clue"
    elif all(source.startswith(("class", "time", "url")) for source in sources):
        yield "none.no-head"


def _clues(candidate: Candidate) -> Iterator[str]:
    for source in sorted(candidate.sources):
        yield f"src={source}"
    if _in_head(candidate.sources):
        yield "head"  # for vocabularies that are too rare for weights of their own
    for source in sorted(candidate.changes):
        yield f"changed={source}"
    yield at(_SOURCES, len({_witness(source) for source in candidate.sources}))
    yield at(_MODIFIED, len({_witness(source) for source in candidate.changes}))
    if candidate.labelled:
        yield "labelled"
    if candidate.changes:
        yield "changed-too" if candidate.sources else "only-changed"


def _witness(source: str) -> str:
    """Whose word a clue is: an element aside that shows a day and the line that it stands in are the same."""
    return "line" if source.startswith(PRINTED) and source.endswith((*ELSEWHERE, ".above")) else source.partition(".")[0]


def _in_head(sources: set[str]) -> bool:
    """Whether a clue says so that is written for machines, not for readers."""
    return any(source.partition(".")[0] in HEAD and not source.endswith(PLACES) for source in sources)


def _company(candidate: Candidate, found: Sequence[Candidate]) -> Iterator[str]:
    """Where a day stands among those that clues of the head give, and those of changes."""
    told = sorted(other.day for other in found if _in_head(other.sources))
    if candidate.day in told:
        yield "sole-told" if len(told) == 1 else "first-told" if candidate.day == told[0] else "later-told"
    elif told:
        yield "before-told" if candidate.day < told[0] else "behind-told"
        if _in_head(candidate.changes):
            yield "told-as-change"
    elif sum(bool(other.sources) for other in found) == 1 and candidate.sources:
        yield "sole-source"
    changed = [other.day for other in found if other.changes]
    if changed and candidate.day > max(changed):
        yield "behind-changes"
    if _is_listed(candidate, found):
        yield "listed"
    if any(other is not candidate and other.day and other.sources and _next_to(other.day, candidate.day) for other in found):
        yield "beside-told" if candidate.day not in told else "told-beside"


def _is_listed(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a day has all that it has from elements that give several days: those of a list of other pages."""
    alike = [other for other in found if other.sources and candidate.sources <= other.sources]
    return bool(candidate.sources) and all(source.endswith(ELSEWHERE) for source in candidate.sources) and len(alike) >= LISTED


def _next_to(one: str, other: str) -> bool:
    """Whether two days follow one another in a month: the same moment in two zones."""
    return one[:7] == other[:7] and abs(int(one[8:]) - int(other[8:])) == 1


def _in_text(candidate: Candidate) -> Iterator[str]:
    return in_text(candidate.line is not None, candidate.score, candidate.rank, told=bool(candidate.sources))
