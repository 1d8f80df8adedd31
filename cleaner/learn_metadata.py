"""Fitting the tables by which headline, authors and date are found (`cleaner/compose/weights`): a part of `cleaner learn`.

Each page of the benchmark is composed as it will be, up to its candidates; those that agree with the gold are the right ones, and a
softmax ranking of the candidates is fitted. What clues and text say together is ranked in a second stage, which sees how surely the text
speaks; that must come from weights that have not seen the page's site, or the second stage would trust the text too much (stacking,
Wolpert 1992). Needs the `learn` extra (numpy, scipy). Everything is deterministic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from cleaner.bench import KINDS, fold_of, read_bench
from cleaner.compose import people, published, title, title_evidence
from cleaner.compose.bands import total
from cleaner.compose.people_evidence import evidence as people_evidence
from cleaner.compose.people_evidence import near_text
from cleaner.compose.told import day, headline, writers
from cleaner.compose.weights import FILES, Weights, load_weights, write_weights
from cleaner.held import all_held, with_held
from cleaner.measures import METADATA_F1, alike, likeness
from cleaner.metadata_settings import Setting, read_settings
from cleaner.model import Shape
from cleaner.ranking import Race, fit_ranking

NOTE = "Fitted by `cleaner learn`; see cleaner/compose/weights/__init__.py for the format and the README for the data."
L2 = 1.0
"""Strength of the prior."""
FEWEST_SITES = 4
"""Sites on which evidence must be seen to get a weight."""
INNER_FOLDS = 2
"""Folds of sites for the stage that reads what another stage says."""
ALL_BUT = 300
"""Of so many right headlines one may be refused, so that what is none at all is refused too."""

Families = Mapping[str, Weights]
"""Weights by family of pages (`cleaner.compose.weights.FILES`)."""
Log = Callable[[str], None]


class Races(NamedTuple):
    """The races of one setting, an entry for each table; None where it teaches that table nothing."""

    glance: Race | None = None
    title: Race | None = None
    author: Race | None = None
    run_author: Race | None = None
    date: Race | None = None
    run_date: Race | None = None
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
    return Races(author=author, run_author=run_author, date=date, run_date=date if page.oneline else None)


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
    runs = ("run_author", "run_date") if any(setting.outline.oneline for setting in settings) else ()
    return weights._replace(**{table: _fitted(table, races) for table in ("author", "date", *runs)})


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
