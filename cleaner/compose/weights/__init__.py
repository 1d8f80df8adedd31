"""Fitted weights for finding headline, authors and date: what each piece of evidence says, in thousandths of log-odds.

`cleaner learn` writes a file for each family of pages. Each line holds the table, the evidence and its weight, parted by tabs:

    author  source=byline   +1210

Tables by what they rank: `glance` the lines that may be the headline, `title` the best of these closely, `author` bylines, `date`
days of the text, `run.author` and `run.date` those of pages on one line. `told.title`, `told.author` and `told.date` rank what clues and
text say together, on pages with clues. They are weights of a linear softmax ranking of a page's candidates. Whole numbers, so that sums
are the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from cleaner.model import Shape

FILES: Mapping[Shape, str] = {"lines": "text", "wrapped": "text", "oneline": "text", "html": "html", "markdown": "markdown"}
"""The family of each shape of page, which is the name of its file."""
TABLES = ("glance", "title", "author", "run.author", "date", "run.date", "told.title", "told.author", "told.date")
UNIT = 1000
"""Weights are in thousandths of log-odds."""

Table = Mapping[str, int]
"""Weight of each piece of evidence."""


_NONE: Table = {}


class Weights(NamedTuple):
    """The tables for one family of pages, in the order of `TABLES`."""

    glance: Table = _NONE
    title: Table = _NONE
    author: Table = _NONE
    run_author: Table = _NONE
    date: Table = _NONE
    run_date: Table = _NONE
    told_title: Table = _NONE
    told_author: Table = _NONE
    told_date: Table = _NONE


def load_weights(shape: Shape) -> Weights:
    """The shipped weights for pages of this shape."""
    return _load(FILES[shape])


def with_told(weights: Weights, other: Weights) -> Weights:
    """The weights with the other ones' for clues."""
    return weights._replace(told_title=other.told_title, told_author=other.told_author, told_date=other.told_date)


@cache
def _load(family: str) -> Weights:
    # not pathlib or importlib.resources: they take longer to import than the tables take to read
    with open(os.path.join(os.path.dirname(__file__), family + ".tsv"), encoding="utf-8") as file:
        return parse_weights(file.read())


def parse_weights(text: str) -> Weights:
    """Weights from the lines of a file. Raises ValueError on a line that is not `table<TAB>evidence<TAB>weight`.

    >>> parse_weights("# note\\ndate\\tkept\\t-620\\n").date
    {'kept': -620}
    """
    tables: dict[str, dict[str, int]] = {name: {} for name in TABLES}
    for line in text.splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3 or cells[0] not in tables:
                raise ValueError(f"a line of a file of weights is not table, evidence and weight: {line}")
            tables[cells[0]][cells[1]] = int(cells[2])
    return Weights(*tables.values())


def write_weights(weights: Weights, note: str) -> str:
    """The text of a file of weights; those of 0 are left out."""
    rows = [f"# {line}" for line in note.splitlines()]
    for name, table in zip(TABLES, weights, strict=True):
        rows += [f"{name}\t{evidence}\t{weight:+d}" for evidence, weight in sorted(table.items()) if weight]
    return "\n".join(rows) + "\n"
