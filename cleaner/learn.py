"""Fitting the weight tables from the benchmark: `cleaner learn`.

Stacked fitting (Wolpert 1992): what the first stage says of a training page must come from weights that have not seen the page's site, or
the second stage would trust it too much; so each stage is fitted by folds of sites for the stage after it, and once more on everything
for the table. Everything is deterministic. Needs the `learn` extra (numpy, scipy)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from cleaner import crf
from cleaner.bench import BenchPage, fold_of, read_bench
from cleaner.chains import chain, percents
from cleaner.model import Shape
from cleaner.rules import RuleSet, members, rules_of
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.sites import SITE, here_only, on_all, slots, telling
from cleaner.samples import Sample, chosen_views, in_context, read_samples, site_values
from cleaner.weights import MOVES, Table, lay_out, parse_table, write_table

TEXT_SHAPES: tuple[Shape, ...] = ("lines", "wrapped", "oneline")
LINES = ("inscriptis", "resiliparse", "bs4", "w3m")
"""The views with lines, which share a table; each of the others has its own."""
NOTE = "Fitted by `cleaner learn`; see cleaner/weights/__init__.py for the format and the README for the data."
FEWEST = 50
"""Views of a shape from which it gets a table of its own."""
LINE_VIEWS = 4
"""Line views of each article page that a table is fitted on; half as many of other pages. With 4 instead of 2 WCXB articles gained 0.002 of
word-F1 and 0.004 of recall on inscriptis, nothing on w3m; other types gained 0.004 or more, and Waddle stayed within 0.001 (two folds
of five)."""
INNER_FOLDS = 2
"""Folds of sites within the training pages for stacking."""
WORD_SITES, PHRASE_SITES = 12, 3
"""Distinct sites that must use a word or phrase before it gets a weight; below, words name the site instead of its furniture."""
L2_ALONE, L2_CHAIN = 3.0, 3.0
"""Strength of the priors; 20 costs WCXB articles 0.003 word-F1 and gives Waddle 0.005 (one fold of sites)."""
STEPS_ALONE, STEPS_CHAIN = 30, 45
"""Steps of L-BFGS. On a sixth of the pages 30 steps of the chain came within 1.2% of the loss of 120, 60 steps within 0.3%."""
L2_SITE, STEPS_SITE = 3.0, 60
"""The same for the few weights of site memory."""
HERE_ONLY = 0.2
"""Log-odds for a block that none of the site's other pages has: it gives back recall that the other weights cost. With 0.1 it
is .003 lower on inscriptis and w3m."""
SITE_LEAST = -2.5
"""Log-odds that a short line's standing on other pages weighs at most: few sites taught these weights, and what a page is sure of stays."""
SLOT = 0.3
"""The part of the log-odds of `site.under` and of `site.over` that counts: they tell much the same, and of a whole slot, not of a block.
Set, since few sites teach it: fitted freely, step by step, these weights cost 0.02 of recall on unseen sites. With 0.2 to 0.4 the word-F1
of Waddle's multi-page sites stays within 0.006 on inscriptis and HTML."""
LENGTH_POWER = 0.5
"""A page's say grows with the square root of its length: between one vote a block and one vote a page."""

Stages = dict[str, dict[str, float]]
"""Weights in log-odds by stage and mark."""
Number = TypeVar("Number", np.float64, np.int64)
Rows = NDArray[np.bool_]
Log = Callable[[str], None]


class Stack(NamedTuple):
    """All samples' blocks in one array each, in order.

    rules: those of their page shape. first: index of each sample's first block, and the end."""

    samples: list[Sample]
    rules: RuleSet
    first: NDArray[np.int64]
    labels: NDArray[np.int64]
    fold: NDArray[np.int64]

    @classmethod
    def of(cls, samples: list[Sample]) -> Stack:
        """Stacks samples."""
        sizes = np.array([len(sample.labels) for sample in samples])
        fold = np.array([fold_of("inner " + sample.view.page.site, INNER_FOLDS) for sample in samples])
        first = np.concatenate([[0], np.cumsum(sizes)])
        labels = np.concatenate([sample.labels for sample in samples]).astype(np.int64)
        return cls(samples, rules_of(samples[0].page.shape), first, labels, fold)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Blocks of each sample."""
        return np.diff(self.first)

    def parts(self, values: NDArray[Number]) -> list[NDArray[Number]]:
        """One value a block, cut into samples."""
        return np.split(values, self.first[1:-1])


def learn(samples: list[Sample], jobs: int, log: Log) -> Stages:
    """Weights of all stages, fitted on these samples. Raises ValueError when there is nothing to learn from.

    What stands around a block is fitted once for each of the shape's `members`, and averaged: a sum of marks is linear, so that the mean of
    fits is a table, too (averaging predictors: Breiman 1996)."""
    if not samples:
        raise ValueError("no page with text to learn from")
    stack = Stack.of(samples)
    log(f"{len(samples)} views, {len(stack.labels)} blocks")
    alone, names = _alone_matrix(stack)
    scores, weights = _stacked(stack, alone, jobs, _fit_alone)
    stages: Stages = _named_alone(stack.rules, weights, names)
    log("fitted: alone")
    chances = _chances(stack, scores)
    together = members(stack.samples[0].page.shape)
    fits = [_fit_around(stack._replace(rules=member.rules), chances, jobs, log) for member in together]
    parts = [member.part for member in together]
    stages |= _mean([fit for fit, _ in fits], parts)
    stages["site"] = {mark: SLOT * odds for mark, odds in slots()}
    if stack.samples[0].page.shape != "html":  # on HTML they gave 0.002 of word-F1, and cost 0.001 of recall
        stages["site"] |= _fit_site(stack, np.average([scores for _, scores in fits], axis=0, weights=parts))
        log("fitted: site")
    return stages


def _fit_around(stack: Stack, chances: Sequence[bytes], jobs: int, log: Log) -> tuple[Stages, NDArray[np.float64]]:
    """The weights of the stages `context`, `again` and `move`, and log-odds of every block by weights that have not seen its site.

    chances: percents of every sample's blocks alone."""
    context = _context_matrix(stack, chances, stack.rules.context, jobs)
    scores, weights = _stacked(stack, context, jobs, _fit_chain)
    stages: Stages = {"context": _named(stack.rules.context, weights), "move": dict(_named_moves(weights[-4:], ""))}
    log("fitted: context")
    again = hstack([context, _context_matrix(stack, _chances(stack, scores), stack.rules.again, jobs)]).tocsr()
    scores, weights = _stacked(stack, again, jobs, _fit_chain)
    stages["again"] = _named((*stack.rules.context, *stack.rules.again), weights)
    stages["move"].update(_named_moves(weights[-4:], " again"))
    log("fitted: again")
    return stages, scores


def _mean(fits: Sequence[Stages], parts: Sequence[float]) -> Stages:
    """The mean of weights by stage and mark; a mark that a fit doesn't know weighs nothing there. parts: how much each fit counts."""
    mean: Stages = {}
    for fit, part in zip(fits, parts, strict=True):
        for stage, weights in fit.items():
            sums = mean.setdefault(stage, {})
            for mark, weight in weights.items():
                sums[mark] = sums.get(mark, 0.0) + weight * part
    return mean


def _fit_site(stack: Stack, scores: NDArray[np.float64]) -> dict[str, float]:
    """Weights of site memory on top of what the page itself says, from the pages that have others of their site beside them.

    scores: log-odds of every block, by weights that have not seen its site."""
    index = {id(sample.view): i for i, sample in enumerate(stack.samples)}
    own, labels = stack.parts(scores), stack.parts(stack.labels)
    parts = [(seen, own[i], labels[i]) for sample, seen in site_values(stack.samples) for i in (index[id(sample.view)],)]
    return fit_sites(*map(np.concatenate, zip(*parts, strict=True))) if parts else {}


def fit_sites(values: NDArray[np.uint8], scores: NDArray[np.float64], labels: NDArray[np.int64]) -> dict[str, float]:
    """Weights of the marks of site memory in log-odds. values: of the rule of `SITE`, a block; scores: log-odds without site memory.

    None is above 0: what a site repeats is never evidence for content. What stands here only gets what keeps recall from falling."""
    told = np.array(sorted(telling()))
    hit, rows = values[:, None] == told, np.isin(values, told)
    counts = np.ones(int(rows.sum()))
    weights = crf.fit_logistic(csr_matrix(hit[rows].astype(float)), labels[rows].astype(float), counts, L2_SITE, STEPS_SITE, scores[rows])
    fitted = {SITE[0].mark(int(value)): min(max(float(weight), SITE_LEAST), 0.0) for value, weight in zip(told, weights, strict=True)}
    known = {SITE[0].mark(value): min(weight, fitted.get(SITE[0].mark(value), 0.0)) for value, weight in on_all()}
    return {SITE[0].mark(value): HERE_ONLY for value in here_only()} | fitted | known


def _alone_matrix(stack: Stack) -> tuple[csr_matrix, list[str]]:
    """Blocks x marks of the first stage, and the names of the sparse marks, whose columns follow the rules'."""
    sites: dict[str, set[str]] = defaultdict(set)
    for sample in stack.samples:
        for mark in {mark for marks in sample.marks for mark in marks}:
            sites[mark].add(sample.view.page.site)
    names = sorted(mark for mark, found in sites.items() if len(found) >= (WORD_SITES if "=" in mark else PHRASE_SITES))
    dense = _dense(np.concatenate([sample.alone for sample in stack.samples]), stack.rules.alone)
    index = {mark: i for i, mark in enumerate(names)}
    rows = [[index[mark] for mark in marks if mark in index] for sample in stack.samples for marks in sample.marks]
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([column for row in rows for column in row], dtype=np.int32)
    sparse = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    return hstack([dense, sparse]).tocsr(), names


def _dense(columns: NDArray[np.uint8], rules: Sequence[Rule | TextRule]) -> csr_matrix:
    """Blocks x marks of rules. Each rule's commonest mark is its reference and left out (weight 0), which makes fitting faster by half;
    the first rule keeps all of its marks and so stands for the intercept."""
    offsets = np.concatenate([[0], np.cumsum([len(rule.labels) for rule in rules])])
    common = np.array([np.bincount(column).argmax() for column in columns.T])
    common[0] = len(rules[0].labels)
    told = columns != common
    ends = np.concatenate([[0], np.cumsum(told.sum(axis=1))])
    marks = (columns + offsets[:-1].astype(np.int32))[told]
    return csr_matrix((np.ones(len(marks)), marks, ends), shape=(len(columns), int(offsets[-1])))


def _chances(stack: Stack, scores: NDArray[np.float64]) -> list[bytes]:
    """Percents of every sample's blocks, from log-odds."""
    return [percents(np.rint(part * 1000).astype(int).tolist()) for part in stack.parts(scores)]


def _context_matrix(stack: Stack, chances: Sequence[bytes], rules: Sequence[Rule], jobs: int) -> csr_matrix:
    return _dense(np.concatenate(in_context([sample.page for sample in stack.samples], chances, rules, jobs)), rules)


Fit = Callable[[csr_matrix, Stack, Rows], NDArray[np.float64]]


def _fit_alone(matrix: csr_matrix, stack: Stack, docs: Rows) -> NDArray[np.float64]:
    rows = np.repeat(docs, stack.sizes)
    labels = stack.labels[rows].astype(np.float64)
    return crf.fit_logistic(matrix[rows], labels, np.ones(len(labels)), L2_ALONE, STEPS_ALONE)


def _fit_chain(matrix: csr_matrix, stack: Stack, docs: Rows) -> NDArray[np.float64]:
    rows, sizes = np.repeat(docs, stack.sizes), stack.sizes[docs]
    counts = np.repeat((sizes.mean() / sizes) ** LENGTH_POWER, sizes)
    weights, moves = crf.fit_chain(matrix[rows], stack.labels[rows], sizes, counts, L2_CHAIN, STEPS_CHAIN)
    return np.concatenate([weights, moves.ravel()])


_shared: tuple[csr_matrix, Stack, Fit]


def _fit_fold(fold: int) -> NDArray[np.float64]:
    """Runs in a forked process, which sees the parent's matrix without copying it."""
    matrix, stack, fit = _shared
    return fit(matrix, stack, stack.fold != fold)


def _stacked(stack: Stack, matrix: csr_matrix, jobs: int, fit: Fit) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scores of every block by weights that have not seen its site, with what its neighbours say of it; and the weights fitted on
    everything."""
    global _shared
    _shared = (matrix, stack, fit)
    with ProcessPoolExecutor(jobs) as pool:
        whole, *fitted = pool.map(_fit_fold, [-1, *range(INNER_FOLDS)])  # the longest first
    scores = np.zeros(len(stack.labels))
    for fold in range(INNER_FOLDS):
        rows = np.repeat(stack.fold == fold, stack.sizes)
        scores[rows] = matrix[rows] @ fitted[fold][: matrix.shape[1]]
        if len(fitted[fold]) > matrix.shape[1]:
            _add_messages(scores, stack, fold, fitted[fold][-4:])
    return scores, whole


def _add_messages(scores: NDArray[np.float64], stack: Stack, fold: int, moves: NDArray[np.float64]) -> None:
    """Turns a chain's own scores into the log-odds of its marginals, in place."""
    (a, b), (c, d) = np.rint(moves.reshape(2, 2) * 1000).astype(int).tolist()
    for i in np.nonzero(stack.fold == fold)[0]:
        part = slice(stack.first[i], stack.first[i + 1])
        scores[part] = np.log(chain(np.rint(scores[part] * 1000).astype(int).tolist(), ((a, b), (c, d))).total)


def _named(rules: Sequence[Rule | TextRule], weights: NDArray[np.float64]) -> dict[str, float]:
    marks = [rule.mark(value) for rule in rules for value in range(len(rule.labels))]
    return dict(zip(marks, weights.tolist(), strict=False))


def _named_alone(rules: RuleSet, weights: NDArray[np.float64], names: Sequence[str]) -> Stages:
    size = len(weights) - len(names)
    return {"alone": _named(rules.alone, weights[:size]), "word": dict(zip(names, weights[size:].tolist(), strict=True))}


def _named_moves(weights: NDArray[np.float64], suffix: str) -> Mapping[str, float]:
    return dict(zip([name + suffix for row in MOVES for name in row], weights.tolist(), strict=True))


def training(pages: Sequence[BenchPage], views: Sequence[str], jobs: int) -> list[Sample]:
    """The samples that tables are fitted on: `LINE_VIEWS` of the line views of each page, and each of the others."""
    lines = [view for view in views if view in LINES]
    chosen = list(chosen_views(pages, lines, LINE_VIEWS))
    for view in views:
        if view not in lines:
            chosen += chosen_views(pages, [view], 1)
    return read_samples(chosen, jobs)


def fit_shapes(samples: Sequence[Sample], jobs: int, log: Log) -> dict[Shape, Table]:
    """A table for every page shape that the samples have."""
    return {shape: parse_table(text, rules_of(shape)) for shape, text in table_texts(samples, jobs, log).items()}


def table_texts(samples: Sequence[Sample], jobs: int, log: Log) -> dict[Shape, str]:
    """The text of each shape's table. A sample counts for the shape that the reader found, whatever its view is called; a text shape that
    no sample has gets the table of the others."""
    groups: dict[Shape, list[Sample]] = {}
    for sample in samples:
        groups.setdefault("lines" if sample.page.shape == "wrapped" else sample.page.shape, []).append(sample)
    if len(groups.get("oneline", ())) < FEWEST and "lines" in groups:
        groups.pop("oneline", None)
    texts: dict[Shape, str] = {shape: write_table(learn(group, jobs, log), NOTE) for shape, group in groups.items()}
    if text := texts.get("lines") or texts.get("oneline"):
        texts.update({shape: text for shape in TEXT_SHAPES if shape not in texts})
    return texts


def write_tables(bench: Path, folder: Path, views: Sequence[str], jobs: int, log: Log) -> None:
    """Refits the tables of these views from a benchmark and writes them into a folder. Raises ValueError when there is nothing to
    learn from."""
    texts = table_texts(training(list(read_bench(bench, views)), views, jobs), jobs, log)
    folder.mkdir(parents=True, exist_ok=True)
    for shape, text in texts.items():
        if shape != "wrapped":
            (folder / f"{shape}.tsv").write_text(text, encoding="utf-8")
    lay_out(str(folder))
