"""The rules in words: the list of all, and everything about one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from cleaner import phrases
from cleaner.model import Shape, UserRule
from cleaner.rulebook import catalog, examples
from cleaner.rulebook.catalog import Entry
from cleaner.rules import rules_of
from cleaner.rules.columns import Weights
from cleaner.rules.names import parts
from cleaner.rules.rule import Rule, TextRule
from cleaner.weights import FILES, Table, load_table

UNIT = 1000
MOST_WEIGHTS = 4
"""Marks of a table that are shown for each direction, the heaviest."""
MOST_PHRASES = 4
"""Phrases of a language that are shown."""
FEW = 4
"""Languages that are named; of more it is said how many."""


def listing(entries: Sequence[Entry]) -> Iterator[str]:
    """A line for each rule: name, family, languages, what it marks."""
    rows = [(entry.name, entry.family, languages(entry.languages), entry.doc + _count(entry)) for entry in entries]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()


def _count(entry: Entry) -> str:
    """How many phrases a rule of phrases has."""
    if entry.kind != "phrase":
        return ""
    return f" {sum(map(len, catalog.phrases_of(entry.name).values())):,} phrases."


def languages(names: Sequence[str]) -> str:
    """Languages for a reader.

    >>> languages([]), languages(["de", "en"])
    ('any', 'de en')
    """
    if not names:
        return "any"
    return " ".join(names) if len(names) <= FEW else "all" if set(names) == set(phrases.LANGUAGES) else f"{len(names)} languages"


def whole(entry: Entry, users: Sequence[UserRule]) -> Iterator[str]:
    """Everything about a rule."""
    yield f"{entry.name}: {entry.doc}"
    if entry.labels:
        yield f"values: {', '.join(entry.labels)}"
    if entry.kind == "user":
        rule = next(rule for rule in users if rule.mark == entry.name)
        yield from (f"matches: {text}" for text in rule.examples)
        yield from (f"leaves: {text}" for text in rule.counter_examples)
        return
    yield from (f"{'marks' if one.marked else 'leaves'}: {one.shown}" for one in examples.book().examples.get(entry.name, ()))
    if entry.kind == "phrase":
        yield from _phrases(entry)
    combined = catalog.combinations(entry.name)
    if combined:
        yield f"asked as: {', '.join(combined)}"
    for shape in get_args(Shape):
        if shape != "wrapped":  # has the table of "lines"
            yield from _weights(entry, shape)


def _phrases(entry: Entry) -> Iterator[str]:
    for language, texts in catalog.phrases_of(entry.name).items():
        more = f" and {len(texts) - MOST_PHRASES} more" if len(texts) > MOST_PHRASES else ""
        yield f"{language}: {'; '.join(texts[:MOST_PHRASES])}{more}"


def _weights(entry: Entry, shape: Shape) -> Iterator[str]:
    """The heaviest weights of a rule's marks in the table of a shape, in log-odds."""
    found = dict(_marks(entry, load_table(shape), shape))
    heavy = sorted(found, key=lambda mark: (-abs(found[mark]), mark))
    keep = [mark for mark in heavy if found[mark] > 0][:MOST_WEIGHTS]
    drop = [mark for mark in heavy if found[mark] < 0][:MOST_WEIGHTS]
    for side, marks in (("keep", keep), ("drop", drop)):
        if marks:
            yield f"{FILES[shape]}, heaviest for {side}: " + ", ".join(f"{mark} {found[mark] / UNIT:+.1f}" for mark in marks)


def _marks(entry: Entry, table: Table, shape: Shape) -> Iterator[tuple[str, int]]:
    """The marks of a rule and of those that it is a part of, with their weights in thousandths."""
    rules = rules_of(shape)
    pairs: list[tuple[Rule | TextRule, Weights]] = [
        *zip(rules.texts, table.texts, strict=True),
        *zip(rules.own, table.own, strict=True),
        *zip((*rules.context, *rules.again), table.again, strict=True),
        *zip(rules.site, table.site, strict=True),
    ]
    for rule, weights in pairs:
        if entry.name in parts(rule.name):
            yield from ((rule.mark(value), weight) for value, weight in enumerate(weights.values))
    if entry.kind == "phrase":
        yield from ((mark, weight) for mark, weight in table.words.phrases.items() if mark.partition("&")[0] == entry.name)
    if entry.kind == "word":
        yield from ((f"{entry.name}={word}", weight) for word, weight in getattr(table.words, entry.name).items())
