"""The fitted weights: a readable table for each page shape, one line a mark, in thousandths of log-odds for keeping a block.

`cleaner learn` writes the tables. Each line holds the stage that reads the weight, the mark and the weight, parted by tabs:

    alone    shape.words=1            -512
    context  repeat.times=first of 2  +310

The stage `move` has the weights of neighbours: `keep>drop` for a dropped block right under a kept one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.model import Shape
from cleaner.rules import AGAIN, ALONE, CONTEXT
from cleaner.rules.columns import Weights
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.words import WordWeights

Moves = tuple[tuple[int, int], tuple[int, int]]
"""Weights of going from (dropped, kept) to (dropped, kept), in thousandths."""
MOVES = (("drop>drop", "drop>keep"), ("keep>drop", "keep>keep"))
STAGES = ("alone", "context", "again", "word", "move")
_FILES: Mapping[Shape, str] = {"lines": "lines.tsv", "wrapped": "lines.tsv", "oneline": "oneline.tsv"}


class Table(NamedTuple):
    """The weights of one page shape.

    alone, context: one entry for each of the stage's rules; again: for those of CONTEXT and AGAIN. words: phrase and word marks.
    moves: neighbours' weights."""

    alone: tuple[Weights, ...]
    context: tuple[Weights, ...]
    again: tuple[Weights, ...]
    words: WordWeights
    moves: Moves
    moves_again: Moves


@cache
def load_table(shape: Shape) -> Table:
    """The shipped weights for pages of this shape."""
    # not pathlib or importlib.resources: they take longer to import than the table takes to read
    with open(os.path.join(os.path.dirname(__file__), _FILES[shape]), encoding="utf-8") as file:
        return parse_table(file.read())


def parse_table(text: str) -> Table:
    """A table from its lines. Raises ValueError on a line that is not `stage<TAB>mark<TAB>weight`."""
    stages: dict[str, dict[str, int]] = {stage: {} for stage in STAGES}
    for line in text.splitlines():
        if line and line[0] != "#":
            stage, mark, weight = line.split("\t")
            if stage not in stages:
                raise ValueError(f"unknown stage in a table of weights: {stage}")
            stages[stage][mark] = int(weight)
    move = stages["move"]
    return Table(
        _of_rules(ALONE, stages["alone"]),
        _of_rules(CONTEXT, stages["context"]),
        _of_rules((*CONTEXT, *AGAIN), stages["again"]),
        WordWeights.of(stages["word"]),
        _moves(move, ""),
        _moves(move, " again"),
    )


def _of_rules(rules: Sequence[Rule | TextRule], weights: Mapping[str, int]) -> tuple[Weights, ...]:
    return tuple(Weights([weights.get(rule.mark(value), 0) for value in range(len(rule.labels))]) for rule in rules)


def _moves(weights: Mapping[str, int], suffix: str) -> Moves:
    (a, b), (c, d) = [[weights.get(name + suffix, 0) for name in row] for row in MOVES]
    return (a, b), (c, d)


def write_table(stages: Mapping[str, Mapping[str, float]], note: str) -> str:
    """The text of a table from weights in log-odds; weights that round to nothing are left out."""
    rows = [f"# {line}" for line in note.splitlines()]
    for stage in STAGES:
        for mark, weight in sorted(stages.get(stage, {}).items()):
            if value := round(weight * 1000):
                rows.append(f"{stage}\t{mark}\t{value:+d}")
    return "\n".join(rows) + "\n"
