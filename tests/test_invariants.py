"""What holds for every page, whatever is decided about it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import pytest
from expected import FIXTURES, PORTALS
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import PIECES

from cleaner import decide, ledger, weights
from cleaner.model import Article, Options, Shape
from cleaner.pipeline import Explanation, clean, explain
from cleaner.render import to_json, to_markdown, to_text
from cleaner.rules import TEXT, RuleSet

PAGES = [*PORTALS, FIXTURES / "demo" / "page.txt"]
ARTICLES = [path for path in PAGES if path.stem != "not-found"]
EVERYTHING = Options(removed=True)
TABLES: dict[Shape, str] = {"lines": "lines.tsv", "wrapped": "lines.tsv", "oneline": "oneline.tsv"}
WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Pd", "Po", "Ps", "Zs"]), min_size=1, max_size=30)
LINES = st.lists(st.sampled_from([*PIECES, ""]) | WORDS, min_size=1, max_size=40)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", " "])
"""What stands between two pieces: pages with and without blank lines, and pages on one line."""


@cache
def _explained(path: Path) -> Explanation:
    return explain(path.read_bytes(), EVERYTHING)


def _check_decisions(found: Explanation) -> None:
    """Every block has one decision, and its marks are named and add up."""
    assert len(found.decisions) == len(found.page.blocks)
    for decision in found.decisions:
        assert len(decision.marks) > 0
        assert all(mark.name for mark in decision.marks)
        assert sum(mark.weight for mark in decision.marks) == pytest.approx(decision.score, abs=1e-6)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_has_one_decision_that_names_its_rules(path: Path) -> None:
    _check_decisions(_explained(path))


@given(LINES, ENDS)
def test_every_block_of_any_page_has_one_decision(lines: list[str], ends: str) -> None:
    _check_decisions(explain(ends.join(lines)))


def _missing(words: Iterable[str], text: Iterable[str]) -> list[str]:
    """The words that don't stand in the text, each behind the one before."""
    rest = iter(text)
    return [word for word in words if word not in rest]


def _body(article: Article) -> Iterator[str]:
    """What stands in the body and its captions, in order, without white space: where lines are joined none is invented or lost."""
    for block in article.blocks:
        yield from _dense(block.text)


def _dense(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _check_nothing_is_invented(found: Explanation) -> None:
    """All of the output stands in the input: the body in its order, title and names as they are there."""
    article, source = found.article, found.page.source.text
    assert _missing(_body(article), source) == []
    if found.page.shape != "wrapped":  # there a word may have been parted by the wrap
        assert _missing([word for block in article.blocks for word in _words(block.text)], _words(source)) == []
    assert all(_dense(text) in _dense(source) for text in (article.title or "", *article.authors))
    assert all(_missing(_words(caption), _words(source)) == [] for caption in article.captions)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_is_invented(path: Path) -> None:
    _check_nothing_is_invented(_explained(path))


@given(LINES, ENDS)
def test_nothing_is_invented_on_any_page(lines: list[str], ends: str) -> None:
    _check_nothing_is_invented(explain(ends.join(lines)))


def test_what_is_invented_is_noticed() -> None:
    assert _missing(["b", "a"], ["a", "b"]) == ["a"]
    assert _missing(["a", "x", "b"], ["a", "b"]) == ["x", "b"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_cleaned_article_keeps_its_paragraphs(path: Path) -> None:
    """But for the first line: with the headline gone, it may be taken for one, and is the title then."""
    before = _explained(path).article.text.split("\n\n")
    again = clean("\n\n".join(before))
    paragraphs = again.text.split("\n\n")
    assert before in (paragraphs, [again.title, *paragraphs])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_cleaned_article_with_its_title_stays_the_same(path: Path) -> None:
    article = _explained(path).article
    again = clean(to_text(article))
    assert (again.title, again.text.split("\n\n")) == (article.title, article.text.split("\n\n"))


@pytest.mark.parametrize("path", sorted((FIXTURES / "again").glob("*.md")), ids=lambda path: path.stem)
@pytest.mark.parametrize("named", [True, False], ids=["file", "pipe"])
def test_an_article_in_markdown_stays_the_same(path: Path, named: bool) -> None:
    text = path.read_text(encoding="utf-8")
    assert to_markdown(clean(text, path=path.name if named else None)) == text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_cleaned_article_in_markdown_stays_the_same(path: Path) -> None:
    text = to_markdown(_explained(path).article)
    assert to_markdown(clean(text)) == text


def _answer(article: Article) -> str:
    return to_json(article, indent=1) + to_markdown(article, frontmatter=True)


@given(LINES, ENDS)
def test_explaining_never_changes_the_answer(lines: list[str], ends: str) -> None:
    page = ends.join(lines)
    explained = explain(page, EVERYTHING)
    for decision in explained.decisions:
        list(decision.marks)
    assert _answer(explained.article) == _answer(clean(page, EVERYTHING))
    plain = clean(page)
    assert (plain.removed, plain.blocks) == (None, explained.article.blocks)


@given(LINES, ENDS)
def test_bytes_and_text_give_the_same_answer(lines: list[str], ends: str) -> None:
    page = ends.join(lines)
    assert clean(page.encode(), EVERYTHING).text == clean(page, EVERYTHING).text


SCRIPT = """
import json, sys
from pathlib import Path
from cleaner.model import Options
from cleaner.pipeline import clean
from cleaner.render import to_json, to_markdown
answers = {}
for name in sys.argv[1:]:
    article = clean(Path(name).read_bytes(), Options(removed=True))
    answers[name] = to_json(article, indent=1) + to_markdown(article, frontmatter=True)
print(json.dumps(answers))
"""


def _in_another_process(paths: Sequence[Path], seed: str) -> dict[str, str]:
    """The answers to these pages, in this order, of a new process with another hash seed."""
    line = [sys.executable, "-c", SCRIPT, *map(str, paths)]
    done = subprocess.run(line, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=60)
    return dict(json.loads(done.stdout))


def test_no_process_and_no_other_page_changes_the_answer() -> None:
    here = {str(path): _answer(_explained(path).article) for path in PAGES}
    assert _in_another_process(PAGES, "0") == here
    assert _in_another_process(PAGES[::-1], "1") == here
    assert _in_another_process(PAGES[3:4], "4242") == {str(PAGES[3]): here[str(PAGES[3])]}


@given(LINES, LINES, ENDS)
@settings(max_examples=30)
def test_the_page_before_changes_nothing(lines: list[str], other: list[str], ends: str) -> None:
    page = ends.join(lines)
    first = _answer(clean(page, EVERYTHING))
    clean(ends.join(other))
    assert _answer(clean(page, EVERYTHING)) == first


def _told(found: Explanation) -> tuple[list[tuple[object, ...]], str]:
    """All that is said about a page, marks included, which are named only when somebody asks."""
    return [(*decision[:3], *decision.marks) for decision in found.decisions], _answer(found.article)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_rules_never_changes_the_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [_told(_explained(path)) for path in PAGES]
    shuffled = RuleSet(*(tuple(Random(seed).sample(rules, len(rules))) for rules in TEXT))
    assert all(after != before for after, before in zip(shuffled, TEXT, strict=True) if len(before) > 1)
    for module in (decide, ledger):
        monkeypatch.setattr(module, "rules_of", lambda shape: shuffled)
    folder = Path(weights.__file__).parent
    tables = {shape: weights.parse_table((folder / name).read_text(encoding="utf-8"), shuffled) for shape, name in TABLES.items()}
    assert [_told(explain(path.read_bytes(), EVERYTHING, tables=tables)) for path in PAGES] == before
