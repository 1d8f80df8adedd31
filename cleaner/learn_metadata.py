"""Fitting the tables by which headline, authors and date are found (`cleaner/compose/weights`): a part of `cleaner learn`.

Each page of the benchmark is composed as it will be, up to its candidates; those that agree with the gold are the right ones, and a
softmax ranking of the candidates is fitted. What clues and text say together is ranked in a second stage, which sees how surely the text
speaks; that must come from weights that have not seen the page's site, or the second stage would trust the text too much (stacking,
Wolpert 1992). Needs the `learn` extra (numpy, scipy). Everything is deterministic."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from cleaner import decide
from cleaner.augment import visit
from cleaner.bench import KINDS, BenchPage, Gold, fold_of, read_bench
from cleaner.compose import people, published, title, title_evidence
from cleaner.compose.bands import total
from cleaner.compose.outline import Outline, outline
from cleaner.compose.people_evidence import evidence as people_evidence
from cleaner.compose.people_evidence import near_text
from cleaner.compose.told import day, headline, writers
from cleaner.compose.weights import FILES, Weights, load_weights, write_weights
from cleaner.held import all_held, with_held
from cleaner.measures import METADATA_F1, alike, likeness
from cleaner.model import Clue, Decision, Options, Page, Shape
from cleaner.pipeline import read
from cleaner.ranking import Race, fit_ranking
from cleaner.read.html.clues import clues
from cleaner.read.html.parse import parse

NOTE = "Fitted by `cleaner learn`; see cleaner/compose/weights/__init__.py for the format and the README for the data."
L2 = 1.0
"""Strength of the prior."""
FEWEST_SITES = 4
"""Sites on which evidence must be seen to get a weight."""
INNER_FOLDS = 2
"""Folds of sites for the stage that reads what another stage says."""
ALL_BUT = 300
"""Of so many right headlines one may be refused, so that what is none at all is refused too."""

ARTICLE = "article"
"""The type of pages that teach everything."""

LOOSE = ("class", "rel", "twitter", "profile")
"""Clues about authors that each page of a site has, whoever wrote it."""

Families = Mapping[str, Weights]
"""Weights by family of pages (`cleaner.compose.weights.FILES`)."""
Log = Callable[[str], None]


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
    labels = Gold(page.gold).labels([block.text for block in whole.blocks])
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


class Races(NamedTuple):
    """The races of one setting, an entry for each table; None where it teaches that table nothing."""

    glance: Race | None = None
    title: Race | None = None
    author: Race | None = None
    run_author: Race | None = None
    date: Race | None = None
    told_title: Race | None = None
    told_author: Race | None = None
    told_date: Race | None = None


def glance_races(setting: Setting, _: Weights) -> Races:
    """Lines that may be the headline, at a glance."""
    if setting.title is None:
        return Races()
    page = setting.outline
    pool = title.pool(page)
    seen = [title_evidence.glanced(page, index) for index in pool]
    return Races(glance=Race(setting.site, seen, _best([page.blocks[index].text for index in pool], setting.title)))


def title_races(setting: Setting, weights: Weights) -> Races:
    """The best of these lines, looked at closely."""
    if setting.title is None:
        return Races()
    page = setting.outline._replace(weights=weights)
    found = title.finalists(page)
    around = title_evidence.surroundings(page, found)
    closely = [title_evidence.evidence(candidate, page, around) for candidate in found]
    return Races(title=Race(setting.site, closely, _best([candidate.text for candidate in found], setting.title)))


def line_races(setting: Setting, weights: Weights) -> Races:
    """Bylines and days of the text, around the headline that these weights find."""
    page = setting.outline._replace(weights=weights)
    top = title.find_title(page)
    anchor = title.anchor_of(top, page)
    author = run_author = date = None
    if setting.author is not None:
        found, text = people.candidates(page, anchor, top.text if top else ""), near_text(page)
        seen = [people_evidence(candidate, page, anchor, found, text) for candidate in found]
        right = [alike(" ".join(candidate.names), setting.author) for candidate in found]
        author, run_author = [
            Race(setting.site, [*names, [people.NO_AUTHOR]], [*right, not any(right)])
            for names in (seen, people.all_evidence(page, anchor, found) if page.oneline else seen)
        ]
    if setting.date is not None and setting.article:
        days = published.candidates(page)
        seen = [published.evidence(candidate, page, anchor, days) for candidate in days]
        right = [candidate.iso == setting.date for candidate in days]
        date = Race(setting.site, [*seen, [published.NO_DATE]], [*right, not any(right)])
    return Races(author=author, run_author=run_author, date=date)


def told_title_races(setting: Setting, weights: Weights) -> Races:
    """Titles of clues and text; the score of the text is by these weights."""
    if setting.title is None or not setting.clues:
        return Races()
    page = setting.outline._replace(weights=weights)
    found, context = headline.candidates(page, setting.clues, None)
    seen = [headline.evidence(candidate, page, context) for candidate in found]
    return Races(told_title=Race(setting.site, seen, _best([candidate.text for candidate in found], setting.title)))


def told_races(setting: Setting, weights: Weights) -> Races:
    """Authors and days of clues and text, around the headline that these weights find."""
    if not setting.clues:
        return Races()
    page = setting.outline._replace(weights=weights)
    top = headline.told_title(page, setting.clues, None)
    anchor = headline.told_anchor(top, page)
    author = date = None
    if setting.author is not None:
        found, context = writers.candidates(page, setting.clues, None, top.text if top else "", anchor)
        seen = [writers.evidence(candidate, context) for candidate in found]
        author = Race(setting.site, seen, _or_last([alike(" ".join(candidate.names), setting.author) for candidate in found]))
    if setting.date is not None:
        days = day.candidates(page, setting.clues, anchor)
        seen = [day.evidence(candidate, days) for candidate in days]
        # where the gold has a day that nothing on the page names, none of them is right, and that there is none isn't, either
        date = Race(setting.site, seen, [candidate.day == setting.date for candidate in days])
    return Races(told_author=author, told_date=date)


def _best(texts: Sequence[str], gold: str) -> list[bool]:
    """Which texts are as near to the gold as any, among those that count as right."""
    scores = [likeness(text, gold) for text in texts]
    best = max(scores, default=0.0)
    return [score == best >= METADATA_F1 for score in scores]


def _or_last(right: list[bool]) -> list[bool]:
    """Which candidates are right; where none is, the last one, which is nobody and no day."""
    return right if any(right) else [*right[:-1], True]


Step = Callable[[Setting, Weights], Races]
_shared: tuple[Sequence[Setting], Step, Sequence[Weights]]


def _race(index: int) -> Races:
    """Runs in a forked process, which sees the parent's settings without copying them."""
    settings, step, weights = _shared
    return step(settings[index], weights[index])


def _races(settings: Sequence[Setting], step: Step, weights: Sequence[Weights], jobs: int) -> list[Races]:
    global _shared
    _shared = (settings, step, weights)
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        return list(pool.map(_race, range(len(settings)), chunksize=32))


def fit(settings: Sequence[Setting], jobs: int) -> Families:
    """The weights of every family that the settings have, fitted on them."""
    families = dict.fromkeys(setting.family for setting in settings)
    return {family: _fit_family([setting for setting in settings if setting.family == family], jobs) for family in families}


def by_shape(families: Families) -> Mapping[Shape, Weights]:
    """The weights for every shape of page: those of its family, or the shipped ones where it was not fitted."""
    return {shape: families.get(family) or load_weights(shape) for shape, family in FILES.items()}


def _fit_family(settings: Sequence[Setting], jobs: int) -> Weights:
    """All tables of one family; those of the second stage read what tables say that other folds of sites were left out of."""
    whole = _fit_text(settings, jobs)
    if not any(setting.clues for setting in settings):
        return whole
    folds = [fold_of("inner " + setting.site, INNER_FOLDS) for setting in settings]
    parts = [_fit_text([s for s, fold in zip(settings, folds, strict=True) if fold != k], jobs) for k in range(INNER_FOLDS)]
    told = _fitted("told_title", _races(settings, told_title_races, [parts[fold] for fold in folds], jobs))
    whole = whole._replace(told_title=told)
    races = _races(settings, told_races, [parts[fold]._replace(told_title=told) for fold in folds], jobs)
    return whole._replace(told_author=_fitted("told_author", races), told_date=_fitted("told_date", races))


def _fit_text(settings: Sequence[Setting], jobs: int) -> Weights:
    """The tables of the first stage."""
    weights = Weights()
    weights = weights._replace(glance=_fitted("glance", _races(settings, glance_races, [weights] * len(settings), jobs)))
    races = _races(settings, title_races, [weights] * len(settings), jobs)
    table = _fitted("title", races)
    weights = weights._replace(title={**table, title.LEAST: _least([race for r in races if (race := r.title)], table)})
    races = _races(settings, line_races, [weights] * len(settings), jobs)
    run = _fitted("run_author", races) if any(setting.outline.oneline for setting in settings) else {}
    return weights._replace(author=_fitted("author", races), run_author=run, date=_fitted("date", races))


def _fitted(table: str, races: Sequence[Races]) -> dict[str, int]:
    return fit_ranking([race for found in races if (race := getattr(found, table))], L2, FEWEST_SITES)


def _least(races: Sequence[Race], table: Mapping[str, int]) -> int:
    """What all but a few of the right headlines have more of."""
    scores = sorted(
        max(total(seen, table) for seen, right in zip(race.evidence, race.right, strict=True) if right) for race in races if any(race.right)
    )
    return scores[len(scores) // ALL_BUT] if scores else 0


def write_tables(bench: Path, folder: Path, views: Sequence[str], jobs: int, log: Log) -> None:
    """Refits the tables of the families that these views have from the pages of a benchmark, and writes them into a folder; those of
    `cleaner.held` as they are shipped."""
    families = dict.fromkeys(KINDS.get(view, "text") for view in views)
    fresh = [view for view in views if not all_held(KINDS.get(view, "text"))]
    pages = list(read_bench(bench, (*fresh, "html"))) if fresh else []
    settings = read_settings(pages, fresh, jobs)
    log(f"metadata: {len(settings)} readings")
    folder.mkdir(parents=True, exist_ok=True)
    fitted = fit(settings, jobs)
    for family in families:
        weights, kept = with_held(family, fitted.get(family, Weights()))
        (folder / f"{family}.tsv").write_text(write_weights(weights, NOTE), encoding="utf-8")
        log(f"fitted: metadata of {family}" + (f", but as shipped: {', '.join(kept)}" if kept else ""))
