"""What each rule marks and what it leaves, from `cleaner/rules/examples.txt`, and whether that is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleaner import decide, pipeline, rules
from cleaner.chains import percents
from cleaner.ledger import MarkList
from cleaner.model import Block, Decision, Options, Page, Source
from cleaner.phrases import load as load_phrases
from cleaner.rulebook.catalog import Entry
from cleaner.rules.evidence import Evidence
from cleaner.rules.sites import slot_step
from cleaner.weights import load_table

FILE = "examples.txt"
_HEAD = re.compile(r"^\[(.+)\]$", re.MULTILINE)
_LINE = re.compile(
    r"([+-])(?: (?P<value>[^|@]*?))?"
    r"(?: @(?P<page>[a-z.]+)(?P<which>\d*)(?:~(?P<pages>\d+)(?:/(?P<seen>\d+)|%(?P<kept>\d+)))?)? \| (?P<text>.+)"
)


class Example(NamedTuple):
    """A block, and the mark it gets. marked: whether that is what the rule is for. value: of a measure, such as "20..29 or more".

    page: name of the page it stands on, "" for a block by itself; which: of the blocks that begin like that, from 1.
    pages, seen: how many other pages of its site are known, and on how many of them it stands. kept: percent of what these have between the
    same two lines that they keep, -1 where that isn't known."""

    marked: bool
    value: str
    text: str
    page: str = ""
    which: int = 1
    pages: int = 0
    seen: int = 0
    kept: int = -1

    @property
    def shown(self) -> str:
        """One line for a reader."""
        value = f"{self.value}: " if self.value else ""
        return f"{value}{self.text}{self._site}"

    @property
    def _site(self) -> str:
        if self.kept >= 0:
            return f", where {self.pages} other pages of its site keep {self.kept}% of what they have"
        return f", which stands on {self.seen} of {self.pages} other pages of its site" if self.pages else ""


class Book(NamedTuple):
    """Everything in the file. pages: by name. examples: by the name of the rule."""

    pages: Mapping[str, str]
    examples: Mapping[str, tuple[Example, ...]]


@cache
def book() -> Book:
    """The examples of the package."""
    return parse((Path(rules.__file__).parent / FILE).read_text(encoding="utf-8"))


def parse(text: str) -> Book:
    """Pages and examples of a file's text. Raises ValueError on a line that is no example."""
    sections = _HEAD.split(text)
    pages: dict[str, str] = {}
    examples: dict[str, tuple[Example, ...]] = {}
    for head, body in zip(sections[1::2], sections[2::2], strict=True):
        if head.startswith("page "):
            pages[head.removeprefix("page ")] = body.strip("\n") + "\n"
        else:
            examples[head] = tuple(map(_example, filter(None, body.split("\n"))))
    return Book(pages, examples)


def _example(line: str) -> Example:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"{FILE}: {line!r} is no example; write + VALUE | TEXT, or + VALUE @PAGE | TEXT")
    numbers = [int(found[name] or default) for name, default in (("which", 1), ("pages", 0), ("seen", 0), ("kept", -1))]
    return Example(found[1] == "+", (found["value"] or "").strip(), found["text"], found["page"] or "", *numbers)


def found(entry: Entry, example: Example) -> tuple[str, ...]:
    """The marks of this rule that the block of an example really gets: the value of a measure, or the names of the marks."""
    evidence, block, decision = _looked_at(example)
    if entry.kind == "measure":
        assert entry.rule is not None
        return (entry.labels[evidence.column(entry.rule)[block]],)
    if entry.kind == "phrase":
        return tuple(mark for mark in evidence.marks.get(block, ()) if mark == entry.name)
    assert isinstance(decision.marks, MarkList)
    marks = (mark.name for mark in (*decision.marks, *decision.marks.alone()) if mark.weight)
    return tuple(mark for mark in marks if mark.partition("=")[0].removesuffix(".above").removesuffix(".below") == entry.name)


def stands(example: Example) -> bool:
    """Whether the page of an example has the block that it is about."""
    return not example.page or len(list(_beginning(_page(example.page), example.text))) >= example.which


def holds(entry: Entry, example: Example) -> bool:
    """Whether an example gets the mark, or a counter-example doesn't, or another one."""
    marks = found(entry, example)
    if entry.kind != "measure":
        return bool(marks) == example.marked
    return marks[0] in _values(example.value, entry.labels)


def _values(value: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    name, _, side = value.partition(" or ")
    if side == "more" and value not in labels:
        return labels[labels.index(name) :]
    if side == "less" and value not in labels:
        return labels[: labels.index(name) + 1]
    return (value,) if value in labels else ()


def _looked_at(example: Example) -> tuple[Evidence, int, Decision]:
    """The evidence of an example's page, the block it is about, and what is decided about that."""
    page = _page(example.page) if example.page else _alone(example.text)
    block = list(_beginning(page, example.text))[example.which - 1]
    if example.pages:
        seen = tuple(example.seen if i == block else 0 for i in range(len(page.blocks)))
        slot = bytes([slot_step(example.kept) if i == block and example.kept >= 0 else 0 for i in range(len(page.blocks))])
        page = page._replace(siblings=example.pages, seen=seen, under=slot, over=slot)
    evidence = Evidence(page, load_phrases())
    evidence.look_again(percents(decide.alone_scores(evidence, load_table(page.shape))))
    return evidence, block, decide.decide(page).decisions[block]


def _beginning(page: Page, text: str) -> Iterator[int]:
    return (number for number, block in enumerate(page.blocks) if block.text.startswith(text))


@cache
def _page(name: str) -> Page:
    kind = "html" if name.endswith(".html") else "text"
    return pipeline.read(book().pages[name], Options(kind="html" if kind == "html" else "text"))


def _alone(text: str) -> Page:
    return Page((Block(text),), "lines", Source(text, "text", "utf-8", ""))
