"""Scoring the articles that come out of the benchmark's pages: `cleaner eval`.

With `folds`, every page is scored by weights fitted on other sites (site-grouped cross-validation): that is the figure to quote. With the
shipped weights, which were fitted on these very pages, it is only a guard against regressions."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from cleaner.bench import KINDS, TEXT_VIEWS, BenchPage, fold_of, read_bench
from cleaner.measures import alike, f1, overlap, shingles, tokens
from cleaner.model import Options, Shape
from cleaner.peers import PEERS
from cleaner.pipeline import SiteView, explain, read
from cleaner.sites import Neighbours, look
from cleaner.traces import Trace
from cleaner.weights import Table

if TYPE_CHECKING:
    from cleaner.compose.weights import Weights
    from cleaner.metadata_settings import Setting

FLOORS = Path(__file__).with_name("floors.json")
"""The pinned floors: group -> measure -> least value."""

Tables = Mapping[Shape, Table]
"""Weights by page shape, instead of the shipped ones."""
Log = Callable[[str], None]


class Score(NamedTuple):
    """How one reading of one page came out. title, author, date: whether right; None where the gold has none or it is not in the text."""

    page: BenchPage
    view: str
    precision: float
    recall: float
    word_f1: float
    shingle_f1: float
    title: bool | None
    author: bool | None
    date: bool | None
    peers: tuple[float, ...]


class Selection(NamedTuple):
    """What to evaluate: views, sets and types (all when empty), every `step`-th page, pages by id."""

    views: tuple[str, ...] = TEXT_VIEWS
    sets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    step: int = 1
    ids: tuple[str, ...] = ()

    def pages(self, bench: Path) -> list[BenchPage]:
        """The chosen pages of a benchmark."""
        found = [page for page in read_bench(bench, self.views) if self._wants(page)]
        return found[:: self.step]

    def _wants(self, page: BenchPage) -> bool:
        kind = "article" if page.type == "article" else "other"
        return (
            (not self.sets or page.set in self.sets)
            and (not self.types or page.type in self.types or kind in self.types)
            and (not self.ids or page.id in self.ids)
        )


Sites = Mapping[tuple[str, str], Neighbours]
"""Site and view -> the pages of the site, for those with several."""


def score_page(
    page: BenchPage,
    views: Sequence[str],
    tables: Tables | None,
    with_peers: bool,
    sites: Sites | None = None,
    weights: Mapping[Shape, Weights] | None = None,
) -> list[Score]:
    """Scores of each view of a page; with what its site's other pages say, if `sites` has them. weights: for metadata."""
    gold = tokens(page.gold)
    return [_score(page, view, gold, tables, with_peers, sites or {}, weights) for view in views if view in page.views]


def _score(
    page: BenchPage,
    view: str,
    gold: list[str],
    tables: Tables | None,
    with_peers: bool,
    sites: Sites,
    weights: Mapping[Shape, Weights] | None,
) -> Score:
    text = page.views[view]
    site = SiteView(page.id, sites.get((page.site, view)))
    article = explain(text, Options(kind=KINDS.get(view, "text")), tables=tables, site=site, weights=weights).article
    found = tokens(article.text)
    precision, recall, word_f1 = overlap(found, gold)
    peers = tuple(f1(tokens(peer(text)), gold) for peer in PEERS.values()) if with_peers else ()
    marked = view == "html"  # it may hold what no text shows
    title = None if page.title is None else alike(article.title or "", page.title)
    author = alike(" ".join(article.authors), page.author) if page.author and (marked or _stands(page.author, text)) else None
    date = (article.date or "")[:10] == page.date[:10] if page.date and (marked or date_stands(page.date, text)) else None
    return Score(page, view, precision, recall, word_f1, f1(shingles(found), shingles(gold)), title, author, date, peers)


def _stands(words: str, text: str) -> bool:
    return " ".join(tokens(words)) in " ".join(tokens(text))


def date_stands(date: str, text: str) -> bool:
    """Whether a text holds what reads as this ISO day: its year, its day and its month as number or English name. A month is no day."""
    if len(date) < len("2025-06-03"):
        return False
    year, month, day = date[:10].split("-")
    name = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")[int(month) - 1]
    words = set(tokens(text))
    names = {month, str(int(month))} | {word for word in words if word.startswith(name)}
    days = {day, str(int(day)), *(f"{int(day)}{end}" for end in ("st", "nd", "rd", "th"))}
    return year in words and bool(words & days) and bool(words & names)


def evaluate(
    pages: Sequence[BenchPage],
    views: Sequence[str],
    folds: int | None,
    jobs: int,
    log: Log,
    *,
    memory: bool = False,
    metadata: bool = False,
) -> list[Score]:
    """Scores of all pages with the shipped weights, or by cross-validation grouped by site.

    memory: let each page know the other ones of its site among these. metadata: fit the tables for title, authors and date by folds,
    too."""
    if folds is None:
        return _score_all(pages, views, None, jobs, remembered(pages, views, jobs) if memory else {})
    from cleaner import learn  # needs the `learn` extra

    samples = learn.training(pages, views, jobs)
    settings = read_metadata(pages, views, jobs) if metadata else []
    scores = []
    for fold in range(folds):
        held = [page for page in pages if fold_of(page.site, folds) == fold]
        rest = [sample for sample in samples if fold_of(sample.view.page.site, folds) != fold]
        log(f"fold {fold + 1} of {folds}: fitting on {len(rest)} views, scoring {len(held)} pages")
        weights = fit_metadata([s for s in settings if fold_of(s.site, folds) != fold], jobs) if metadata else None
        tables = learn.fit_shapes(rest, jobs, lambda _: None)
        sites = remembered(held, views, jobs, tables) if memory else {}
        scores += _score_all(held, views, tables, jobs, sites, weights)
    return scores


def read_metadata(pages: Sequence[BenchPage], views: Sequence[str], jobs: int) -> list[Setting]:
    """These pages as the tables for metadata are fitted on. Needs the `learn` extra, as does `fit_metadata`."""
    from cleaner.metadata_settings import read_settings

    return read_settings(pages, views, jobs)


def fit_metadata(settings: Sequence[Setting], jobs: int) -> Mapping[Shape, Weights]:
    """Tables for metadata by page shape, fitted on these readings."""
    from cleaner.learn_metadata import by_shape, fit

    return by_shape(fit(settings, jobs))


def remembered(pages: Sequence[BenchPage], views: Sequence[str], jobs: int, tables: Tables | None = None) -> Sites:
    """What is remembered of every site's pages, a view each, for sites with several of these pages. tables: as of `explain`."""
    count = Counter(page.site for page in pages)
    several = [(page, view) for page in pages if count[page.site] > 1 for view in views if view in page.views]
    with ProcessPoolExecutor(jobs) as pool:
        traces = list(pool.map(partial(_trace, tables=tables), several, chunksize=8))
    found: dict[tuple[str, str], dict[str, Trace]] = defaultdict(dict)
    for (page, view), trace in zip(several, traces, strict=True):
        found[page.site, view][page.id] = trace
    return {key: Neighbours(group, tables) for key, group in found.items()}


def _trace(job: tuple[BenchPage, str], tables: Tables | None) -> Trace:
    page, view = job
    return look(read(page.views[view], Options(kind=KINDS.get(view, "text")), opinions=False), tables)


_sites: Sites = {}
"""Of the pages that are scored; each process has its own, so that a site is judged once in each."""


def _share(sites: Sites) -> None:
    global _sites
    _sites = sites


def _score_all(
    pages: Sequence[BenchPage],
    views: Sequence[str],
    tables: Tables | None,
    jobs: int,
    sites: Sites,
    weights: Mapping[Shape, Weights] | None = None,
) -> list[Score]:
    work = partial(_score_shared, views=views, tables=tables, weights=weights)
    with ProcessPoolExecutor(jobs, initializer=_share, initargs=(sites,)) as pool:
        return [score for found in pool.map(work, pages, chunksize=8) for score in found]


def _score_shared(
    page: BenchPage, views: Sequence[str], tables: Tables | None, weights: Mapping[Shape, Weights] | None
) -> list[Score]:
    return score_page(page, views, tables, with_peers=True, sites=_sites, weights=weights)


Group = tuple[str, str, str, str]
"""Set, type (`article` or `other`, or a page type of its own), language (or "") and view."""


def grouped(scores: Iterable[Score]) -> dict[Group, list[Score]]:
    """Scores by set, type, language and view; never pooled over sets."""
    groups: dict[Group, list[Score]] = defaultdict(list)
    for score in scores:
        page = score.page
        groups[page.set, "article" if page.type == "article" else "other", "", score.view].append(score)
        if page.type != "article":
            groups[page.set, page.type, "", score.view].append(score)
        if page.language:
            groups[page.set, page.type, page.language, score.view].append(score)
    return dict(sorted(groups.items()))


def share(flags: Iterable[bool | None]) -> float | None:
    """Share of right ones among those that count."""
    known = [flag for flag in flags if flag is not None]
    return fmean(known) if known else None


MEASURES = ("word-F1", "shingle-F1", "precision", "recall", "title", "author", "date")
"""The measures of a group, as the table and the floors name them."""


def measure(scores: Sequence[Score]) -> dict[str, float | None]:
    """The measures of one group."""
    return {
        "word-F1": fmean(score.word_f1 for score in scores),
        "shingle-F1": fmean(score.shingle_f1 for score in scores),
        "precision": fmean(score.precision for score in scores),
        "recall": fmean(score.recall for score in scores),
        "title": share(score.title for score in scores),
        "author": share(score.author for score in scores),
        "date": share(score.date for score in scores),
    }


def table(scores: Sequence[Score]) -> str:
    """The scores as a table of plain text, a line a group, the peers beside."""
    head = f"{'set':7} {'type':13} {'language':8} {'view':11} {'pages':>5} " + " ".join(f"{name:>10}" for name in (*MEASURES, *PEERS))
    rows = [head]
    for (set_, type_, language, view), group in grouped(scores).items():
        values = [*measure(group).values(), *(fmean(peer) for peer in zip(*(score.peers for score in group), strict=True))]
        cells = " ".join(f"{'-' if value is None else format(value, '.4f'):>10}" for value in values)
        rows.append(f"{set_:7} {type_:13} {language:8} {view:11} {len(group):5} {cells}")
    return "\n".join(rows)


def worst(scores: Sequence[Score], count: int) -> str:
    """The worst pages of each set and view."""
    rows = []
    for (set_, type_, language, view), group in grouped(scores).items():
        if language or type_ not in ("article", "other"):
            continue
        rows.append(f"worst of {set_} {type_} {view}:")
        rows += [_line(score) for score in sorted(group, key=lambda score: (score.word_f1, score.page.id))[:count]]
    return "\n".join(rows)


def _line(score: Score) -> str:
    page = score.page
    return f"  {page.id:28} word-F1 {score.word_f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  {page.site}"


def difference(page: BenchPage, view: str, tables: Tables | None = None) -> str:
    """One page's blocks: `+` kept, `-` dropped, and `!` before a decision that the gold contradicts."""
    from cleaner.gold import Gold

    read, decisions, *_ = explain(page.views[view], Options(kind=KINDS.get(view, "text")), tables=tables)
    labels = Gold(page.gold).labels(read.blocks)
    rows = []
    for block, decision, label in zip(read.blocks, decisions, labels, strict=True):
        sign = "+" if decision.keep else "-"
        rows.append(f"{' ' if decision.keep == label else '!'}{sign} {decision.score:+6.2f}  {block.text}")
    return "\n".join(rows)


WITH_MEMORY = " memory"
"""How the floors of groups end whose pages know their site."""


def broken_floors(scores: Sequence[Score], memory: bool = False) -> list[str]:
    """A sentence for every pinned floor that is not reached. memory: as of `evaluate`; it has floors of its own."""
    pinned: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    floors = {group: least for group, least in pinned.items() if group.endswith(WITH_MEMORY) == memory}
    end = WITH_MEMORY if memory else ""
    found = {" ".join(part for part in group if part) + end: measure(part) for group, part in grouped(scores).items()}
    broken = []
    for group, least in floors.items():
        for name, floor in least.items():
            value = found.get(group, {}).get(name)
            if value is None or value < floor:
                broken.append(f"{group}: {name} {'missing' if value is None else format(value, '.4f')}, floor {floor}")
    return broken
