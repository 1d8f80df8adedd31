"""Benchmark pages as the learner sees them: labelled blocks with the columns and word marks of every rule."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from multiprocessing import get_context
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.bench import KINDS, BenchPage
from cleaner.gold import Gold
from cleaner.model import Options, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.pipeline import read
from cleaner.redumped import redumped
from cleaner.rules import rules_of
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.sites import SITE
from cleaner.rules.words import phrase_marks, word_marks
from cleaner.sites import Neighbours, sampled
from cleaner.traces import Trace, fingerprints, trace

MOST_BLOCKS = 1500
"""Blocks of a page that the learner looks at; longer pages would outweigh the others."""

Part = Literal["whole", "article", "opening", "furniture"]
"""What of a page the learner looks at. Most pages are whole; some are what is left of them when only the article, only its first
paragraphs or only the furniture stands there: pages that are clean already, short, or hold no article."""
OPENING = 3
"""Blocks of an opening at the most."""
LEAST_FURNITURE = 8
"""Blocks from which furniture is a page; a lone line that the gold misses is not."""
EVERY = 25
"""Of so many views, one also gives a page of each other part."""


class View(NamedTuple):
    """One view of one page, to be read."""

    page: BenchPage
    view: str
    part: Part = "whole"

    def bare(self) -> View:
        """The same without the page's text."""
        return self._replace(page=replace(self.page, views={}))


class Sample(NamedTuple):
    """One view of one page, with its evidence. page: its blocks, without the source. labels: which are content.

    alone: blocks x rules, label indices. marks: word and phrase marks of each block."""

    view: View
    page: Page
    labels: NDArray[np.bool_]
    alone: NDArray[np.uint8]
    marks: list[list[str]]


_NO_SOURCE = Source("", "text", "utf-8", "")
"""Instead of a page's own, which the learner doesn't need: thousands of HTML pages would fill the memory."""


def read_view(view: View) -> tuple[Page, list[bool]]:
    """The blocks of a view, and which are content."""
    text, kind = view.page.views[view.view], KINDS.get(view.view, "text")
    if kind == "text" and view.view != "oneline":
        text = redumped(text, f"{view.page.id} {view.view}")
    page = read(text, Options(kind=kind))
    blocks = page.blocks[:MOST_BLOCKS]
    labels = Gold(view.page.gold).labels(blocks)
    rows = [i for i, label in enumerate(labels) if view.part == "whole" or label is (view.part != "furniture")]
    rows = rows[: 1 + len(view.page.id) % OPENING] if view.part == "opening" else rows
    return Page(tuple([blocks[i] for i in rows]), page.shape, _NO_SOURCE), [labels[i] for i in rows]


def columns(evidence: Evidence, rules: Sequence[Rule | TextRule]) -> NDArray[np.uint8]:
    """Blocks x rules, label indices."""
    rows = [np.frombuffer(evidence.column(rule), dtype=np.uint8) for rule in rules]
    return np.array(rows, dtype=np.uint8).T.reshape(evidence.size, len(rules))


def sample(view: View) -> Sample | None:
    """The view with labels and the evidence of its blocks alone; None when it has no block."""
    page, labels = read_view(view)
    if len(page.blocks) < (LEAST_FURNITURE if view.part == "furniture" else 1):
        return None
    evidence = Evidence(page, load_phrases())
    texts = evidence.texts
    marks = [word_marks(texts, text) for text in range(texts.size)]
    for text, mark in phrase_marks(texts):
        marks[text].append(mark)
    alone = columns(evidence, rules_of(page.shape).alone)
    return Sample(view.bare(), page, np.array(labels, dtype=bool), alone, evidence.spread(marks))


_shared: tuple[Sequence[Page], Sequence[bytes], Sequence[Rule]]


def _in_context(index: int) -> NDArray[np.uint8]:
    """Runs in a forked process, which sees the parent's pages without copying them."""
    pages, chances, rules = _shared
    evidence = Evidence(pages[index], load_phrases())
    evidence.look_again(chances[index])
    return columns(evidence, rules)


def in_context(pages: Sequence[Page], chances: Sequence[bytes], rules: Sequence[Rule], jobs: int) -> list[NDArray[np.uint8]]:
    """Blocks x rules of every page whose blocks have these chances."""
    global _shared
    _shared = (pages, chances, rules)
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        return list(pool.map(_in_context, range(len(pages)), chunksize=16))


_PARTS: tuple[Part, ...] = ("article", "opening", "furniture")


def chosen_views(pages: Sequence[BenchPage], views: Sequence[str], count: int) -> Iterator[View]:
    """`count` of the views of every article page and half as many of other pages, spread evenly and the same on every run.

    Other page types teach what articles are not; half their weight leaves the articles the say."""
    for page in pages:
        have = [view for view in views if view in page.views]
        wanted = count if page.type == "article" else (count + 1) // 2
        first = zlib.crc32(page.id.encode()) % max(len(have), 1)  # by page, so that every site shows all of its dumps
        for i in range(min(wanted, len(have))):
            yield View(page, have[(first + i) % len(have)])
        if have and zlib.crc32(page.id.encode()) // 7 % EVERY == 0:
            yield from [View(page, have[first], part) for part in _PARTS]


MEMORIES = (1, 3, 8, 50)
"""How many other pages of the site a training page may know: a first run knows few, a nightly one many."""


def site_values(samples: Sequence[Sample]) -> Iterator[tuple[Sample, NDArray[np.uint8]]]:
    """The samples of whole pages that have other pages of their site in the same view, with the values of the rule of `SITE`."""
    for sample in with_sites(samples):
        yield sample, columns(Evidence(sample.page, load_phrases()), SITE)[:, 0]


def with_sites(samples: Sequence[Sample]) -> list[Sample]:
    """The samples of whole pages that have other pages of their site in the same view, with what these hold."""
    groups: dict[tuple[str, str], dict[str, Sample]] = {}
    for sample in samples:
        if sample.view.part == "whole":
            groups.setdefault((sample.view.page.site, sample.view.view), {})[sample.view.page.id] = sample
    found = []
    for group in groups.values():
        if len(group) > 1:
            traces = {key: trace(fingerprints(sample.page), b"", (), sample.page.shape) for key, sample in group.items()}
            told = [sample._replace(page=_counted(sample.page, traces, key)) for key, sample in group.items()]
            found += [sample for sample in told if sample.page.siblings]
    return found


def _counted(page: Page, traces: Mapping[str, Trace], key: str) -> Page:
    """A page with the number of others that hold each block; of these as many are known as its key says."""
    size, prints = MEMORIES[zlib.crc32(key.encode()) % len(MEMORIES)], traces[key].prints
    others = Neighbours({other: traces[other] for other in sampled([name for name in traces if name != key], size)})
    kin = others.kin(key, frozenset(prints))
    counts = Counter(chain.from_iterable(kin.values()))
    return page._replace(siblings=len(kin), seen=tuple([counts[number] for number in prints])) if kin else page


def read_samples(views: Sequence[View], jobs: int) -> list[Sample]:
    """Samples of many views, in order, with `jobs` processes."""
    with ProcessPoolExecutor(jobs) as pool:
        return [found for found in pool.map(sample, views, chunksize=16) if found]
