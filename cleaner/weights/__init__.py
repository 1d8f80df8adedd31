"""The fitted weights: a readable table for each page shape, one line a mark, in thousandths of log-odds for keeping a block.

`cleaner learn` writes the tables. Each line holds the stage that reads the weight, the mark and the weight, parted by tabs:

    alone    shape.words=1            -512
    context  repeat.times=first of 2  +310

The stage `move` has the weights of neighbours: `keep>drop` for a dropped block right under a kept one.

An edited table takes effect by itself; `python -m cleaner.weights` makes it load fast again (`packed`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.chains import Moves
from cleaner.model import Shape
from cleaner.rules import RuleSet, rules_of
from cleaner.rules.columns import Weights
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.words import WordWeights
from cleaner.weights import packed

MOVES = (("drop>drop", "drop>keep"), ("keep>drop", "keep>keep"))
STAGES = ("alone", "context", "again", "site", "word", "move")
FILES: Mapping[Shape, str] = {
    "lines": "lines.tsv",
    "wrapped": "lines.tsv",
    "oneline": "oneline.tsv",
    "html": "html.tsv",
    "markdown": "markdown.tsv",
}
"""The file of each shape's table."""


class Table(NamedTuple):
    """The weights of one page shape, for the rules of that shape.

    texts, own, context: one entry for each of the stage's rules; again: for those of `context` and `again`; site: what
    counts in each look where other pages of the site are known. words: phrase and word marks. moves: neighbours' weights."""

    texts: tuple[Weights, ...]
    own: tuple[Weights, ...]
    context: tuple[Weights, ...]
    again: tuple[Weights, ...]
    site: tuple[Weights, ...]
    words: WordWeights
    moves: Moves
    moves_again: Moves


FOLDER = os.path.dirname(__file__)
"""Where the tables are. A string, because pathlib and importlib.resources take longer to import than the table takes to read."""


def load_table(shape: Shape) -> Table:
    """The shipped weights for pages of this shape."""
    return _load(FILES[shape])


@cache
def _load(name: str) -> Table:
    return read_table(os.path.join(FOLDER, name), _rules_of(name))


def _rules_of(name: str) -> RuleSet:
    return rules_of(next(shape for shape, file in FILES.items() if file == name))


def read_table(path: str, rules: RuleSet) -> Table:
    """The table in a file, from the layout beside it if that is of this text and these rules. Raises ValueError as `parse_table`."""
    with open(path, "rb") as file:
        text = file.read()
    try:
        with open(packed_path(path), "rb") as file:
            table = packed.unpack(file.read(), text, rules)
    except OSError:
        table = None
    return table or parse_table(text.decode().replace("\r\n", "\n"), rules)


def packed_path(path: str) -> str:
    """Where the layout of a table is."""
    return os.path.splitext(path)[0] + packed.SUFFIX


def lay_out(folder: str) -> None:
    """Writes the layouts of all tables in a folder, each whole or not at all."""
    from threading import get_ident

    for name in sorted(set(FILES.values())):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, "rb") as file:
                text = file.read()
            rules = _rules_of(name)
            target = packed_path(path)
            new = f"{target}.{os.getpid()}.{get_ident()}"
            with open(new, "wb") as file:
                file.write(packed.pack(parse_table(text.decode(), rules), text, rules))
            os.replace(new, target)


def parse_table(text: str, rules: RuleSet) -> Table:
    """A table for these rules from its lines.

    Raises ValueError on a line that is not `stage<TAB>mark<TAB>weight`, or lines of a stage that part."""
    stages = _stages(text)
    move = stages["move"]
    return Table(
        _of_rules(rules.texts, stages["alone"]),
        _of_rules(rules.own, stages["alone"]),
        _of_rules(rules.context, stages["context"]),
        _of_rules((*rules.context, *rules.again), stages["again"]),
        _of_rules(rules.site, stages["site"]),
        WordWeights.of(stages["word"]),
        _moves(move, ""),
        _moves(move, " again"),
    )


def muted(table: Table, rules: RuleSet, mutes: Callable[[str], bool]) -> Table:
    """The table without the weights of rules that are not to count, by their names; `chain` is that of the neighbours' weights."""

    def of(asked: Sequence[Rule | TextRule], weights: Sequence[Weights]) -> tuple[Weights, ...]:
        return tuple(Weights([0] * len(weight.values)) if mutes(rule.name) else weight for rule, weight in zip(asked, weights, strict=True))

    still: Moves = ((0, 0), (0, 0))
    moves = (still, still) if mutes("chain") else (table.moves, table.moves_again)
    return Table(
        of(rules.texts, table.texts),
        of(rules.own, table.own),
        of(rules.context, table.context),
        of((*rules.context, *rules.again), table.again),
        of(rules.site, table.site),
        table.words.muted(mutes),
        *moves,
    )


def _stages(text: str) -> dict[str, dict[str, int]]:
    """Weights by stage and mark. All lines at once: 20,000 of them one by one would take a fifth of the command's time."""
    while text.startswith("#"):
        text = text.partition("\n")[2]
    cells = text.rstrip("\n").replace("\n", "\t").split("\t") if text else []
    names, marks, weights = cells[0::3], cells[1::3], list(map(int, cells[2::3]))
    stages, told = {}, 0
    for stage in STAGES:
        count = names.count(stage)
        first = names.index(stage) if count else 0
        told += names[first : first + count].count(stage)
        stages[stage] = dict(zip(marks[first : first + count], weights[first : first + count], strict=True))
    if told != len(names) or len(marks) != len(weights) or len(cells) != 3 * told:
        raise ValueError("a line of a table of weights is not stage, mark and weight, or stands outside its stage")
    return stages


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
