"""The readings of benchmark pages that the metadata tables are fitted on: what composing sees, and what the gold says of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import NamedTuple

from cleaner import decide
from cleaner.augment import visit
from cleaner.bench import KINDS, BenchPage
from cleaner.compose.outline import Outline, outline
from cleaner.compose.weights import FILES, Weights
from cleaner.gold import Gold
from cleaner.model import Clue, Decision, Options, Page
from cleaner.pipeline import read
from cleaner.read.html.clues import clues
from cleaner.read.html.parse import parse

ARTICLE = "article"
"""The type of pages that teach everything."""

LOOSE = ("class", "rel", "twitter", "profile")
"""Clues about authors that each page of a site has, whoever wrote it."""


class Setting(NamedTuple):
    """One reading of one page as composing sees it, with some decisions about its blocks. title, author, date: of the gold;
    "" where the page has none, None where nobody looked.

    decided: whether the decisions are those of the shipped weights, not the gold's. visited: whether lines of a later day were added
    (`cleaner.augment`): nothing to be scored by, and it teaches days alone, since made-up lines cost headlines and authors.
    article: whether the page is one; others (threads of forums, above all) teach only how clues and text together tell the day."""

    site: str
    family: str
    id: str
    view: str
    outline: Outline
    clues: tuple[Clue, ...]
    title: str | None
    author: str | None
    date: str | None
    decided: bool = False
    visited: bool = False
    article: bool = True


def settings_of(page: BenchPage, views: Sequence[str], complete: bool) -> list[Setting]:
    """The settings of a page: each view with the blocks that the gold holds, and with those that the shipped weights keep, which shows the
    tables wrong decisions. complete: whether authors and dates of the page's set are known, so that one that isn't named doesn't exist."""
    found = []
    head = _head(page)
    taught = _taught(page, head, "" if complete else None)
    for view in views:
        if view in page.views:
            whole = read(page.views[view], Options(kind=KINDS.get(view, "text")))
            found += list(_settings(taught, view, whole, front_clues(page.id, head) if view == "markdown" else whole.clues))
            seen = visit(page, view)
            if seen:
                later = read(seen, Options(kind=KINDS.get(view, "text")))
                settings = _settings(taught, view, later, later.clues)
                found += [setting._replace(title=None, author=None, visited=True) for setting in settings]
    if page.type == ARTICLE:
        return found
    return [setting._replace(title=None, author=None, article=False) for setting in found if setting.date]


def _head(page: BenchPage) -> tuple[Clue, ...]:
    """What the page itself says, of which its dumps show nothing."""
    tree = parse(page.views.get("html", ""))
    return () if tree is None else clues(tree, None)


def _taught(page: BenchPage, head: Sequence[Clue], unnamed: str | None) -> BenchPage:
    """The page with the author and the day that its readings are to teach, as in `Setting`."""
    author = page.author or (None if _speak(head, ("author",), LOOSE) else unnamed)
    return replace(page, author=author, date=_day(page.date, None if _speak(head, ("date", "modified"), ()) else unnamed))


def _settings(page: BenchPage, view: str, whole: Page, above: tuple[Clue, ...]) -> Iterator[Setting]:
    labels = Gold(page.gold).labels(whole.blocks)
    decisions, _, marks = decide.decide(whole)
    for decided, kept in ((False, [Decision(label, 0.0, 1.0) for label in labels]), (True, decisions)):
        if any(decision.keep for decision in kept):
            view_of = outline(whole, kept, marks, Weights())
            bare = [block._replace(markup=block.markup._replace(markdown="")) if block.markup else block for block in whole.blocks]
            yield Setting(
                page.site,
                FILES[whole.shape],
                page.id,
                view,
                view_of._replace(blocks=bare, weights=Weights()),
                whole.clues if decided else above,
                page.title,
                page.author,
                page.date,
                decided,
            )


FRONTS: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
    ("front-matter", {"title": ("og", "title"), "author": ("meta", "json-ld", "og"), "date": ("json-ld", "og", "meta"), "site": ("og",)}),
    ("front-matter", {"title": ("title",), "author": ("json-ld", "meta"), "date": ("og", "json-ld", "time.near"), "url": ("canonical",)}),
    ("header", {"title": ("title", "og"), "date": ("og", "json-ld"), "url": ("canonical", "og")}),
    ("front-matter", {"author": ("json-ld", "meta"), "url": ("canonical", "og")}),
)
"""What stands above documents that crawlers and reading services make of pages, and which clues of the page they take for it."""


def front_clues(name: str, head: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues that a page as Markdown would have above it if a crawler had made it of the page, in one of several manners, by its name.

    The benchmark's documents have none, but those of users often do, and what stands there is as right or wrong as in the page's head."""
    source, taken = FRONTS[zlib.crc32(name.encode()) % len(FRONTS)]
    found = []
    for field, sources in taken.items():
        first = next((name for name in sources if any(clue.field == field and clue.source == name for clue in head)), None)
        found += [clue._replace(source=source) for clue in head if clue.field == field and clue.source == first]
        found += [clue for clue in head if field == "url" and clue.source == "url"]
    return tuple(dict.fromkeys(found))


def _speak(clues: Sequence[Clue], fields: Sequence[str], loose: Sequence[str]) -> bool:
    """Whether a page names what its gold is silent about, but for loose sources: that silence teaches nothing, for annotators miss it."""
    return any(clue.field in fields and not clue.source.startswith(tuple(loose)) for clue in clues)


def _day(date: str | None, unnamed: str | None) -> str | None:
    """The day of a date; a month alone says nothing of it."""
    if not date:
        return unnamed
    return date[:10] if len(date) >= len("2025-06-03") else None


def read_settings(pages: Sequence[BenchPage], views: Sequence[str], jobs: int) -> list[Setting]:
    """The settings of all pages that teach something, in order, with `jobs` processes."""
    complete = {page.set for page in pages if page.author}
    work = [(page, views, page.set in complete) for page in pages if page.type == ARTICLE or page.date]
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        return [setting for found in pool.map(_job, work, chunksize=8) for setting in found]


def _job(job: tuple[BenchPage, Sequence[str], bool]) -> list[Setting]:
    return settings_of(*job)
