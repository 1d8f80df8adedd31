"""What every rule must keep to, and the format of the weights."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from expected import FIXTURES, PORTALS
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import PIECES, page_of

from cleaner import weights
from cleaner.load import load
from cleaner.model import Markup, Options, Page
from cleaner.phrases import LANGUAGES, data
from cleaner.phrases import load as load_phrases
from cleaner.phrases.parsing import parse
from cleaner.read import text
from cleaner.rules import MARKED, RULES, TEXT, RuleSet, rules_of
from cleaner.rules.columns import Weights
from cleaner.rules.evidence import Evidence
from cleaner.rules.rule import YES_NO, Rule, Scale, cross, shifted
from cleaner.weights import FILES as TABLES
from cleaner.weights import MOVES, STAGES, load_table, parse_table, write_table

PAGES = [*PORTALS, FIXTURES / "demo" / "page.txt"]
ODD_PAGES = {
    "one word": ["Home"],
    "one number": ["7"],
    "punctuation": ["!!!", "?!"],
    "no paragraph": ["Home", "News", "Read more"] * 5,
    "the same line": ["Read more"] * 300,
    "long": [*PIECES] * 15,
    "ideographs": ["夜间渡轮星期一晚上再次启航，距离议会出售最后一艘船已经过去了十一年。", "首页", "评论"],
    "an endless word": ["x" * 5000],
    "an endless line": ["word " * 5000],
}
FILES = sorted(Path(weights.__file__).parent.glob("*.tsv"))
LABELS = 256
"""Labels that fit into a column."""
SPARSE = ("open=", "close=", "line=", "word=")
"""How the names of word marks begin."""


INDENTED = """
Home
News
Contact

          The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship.
          Some four hundred people stood on the east quay, and a brass band played the same three tunes twice.

© 2025 The Gazette
"""
"""A page with a layout: what an indent means depends on where the content is."""


@cache
def _pages() -> tuple[Page, ...]:
    """The fixture pages, one with indents, and one with markup."""
    return (*(_page(path) for path in PAGES), page_of(INDENTED.split("\n")), _marked_up(_page(PAGES[0])))


REGIONS, FAMILIES, TAGS = ("main", "nav", "", "footer"), ("menu", "", "content"), ("p", "li", "h2", "td", "blink")


def _marked_up(page: Page) -> Page:
    """The page as if its blocks had stood in all kinds of elements."""
    blocks = [
        block._replace(
            markup=Markup(
                tag=TAGS[i % 5],
                region=REGIONS[i % 4],
                family=FAMILIES[i % 3],
                linked=i * 37 % 101,
                links=i % 9,
                listed=i * 53 % 101,
                hidden=i % 7 == 0,
                deep=i % 30,
                held=i * 11 % 101,
                outer=i * 29 % 101,
                kept=(i * 41 % 101, i * 67 % 101) if i % 11 else (),
            )
        )
        for i, block in enumerate(page.blocks)
    ]
    return Page(tuple(blocks), "html", page.source)


@cache
def _page(path: Path) -> Page:
    return text.read(load(path.read_bytes(), Options(kind="text")))


def _evidence(page: Page, chance: int | bytes = 50) -> Evidence:
    """Evidence of a page whose blocks all have this chance, or each its own."""
    evidence = Evidence(page, load_phrases())
    evidence.look_again(bytes([chance]) * len(page.blocks) if isinstance(chance, int) else chance)
    return evidence


def _chances(page: Page) -> bytes:
    """Chances of all heights."""
    return bytes(i * 37 % 100 for i in range(len(page.blocks)))


def _check_columns(page: Page, chance: int | bytes) -> None:
    evidence = _evidence(page, chance)
    for rule in RULES:
        column = evidence.column(rule)
        assert len(column) == len(page.blocks), rule.name
        assert max(column) < len(rule.labels), rule.name
        assert rule.mark(column[0]) == f"{rule.name}={rule.labels[column[0]]}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_rule_leaves_one_mark_on_every_block(path: Path) -> None:
    for chance in (0, 99, _chances(_page(path))):
        _check_columns(_page(path), chance)


@pytest.mark.parametrize("lines", ODD_PAGES.values(), ids=ODD_PAGES)
def test_every_rule_bears_odd_pages(lines: list[str]) -> None:
    page = page_of(lines)
    for chance in (0, 50, 99, _chances(page)):
        _check_columns(page, chance)


@given(st.data())
def test_every_rule_bears_any_page(data: st.DataObject) -> None:
    page = page_of(data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20)))
    chances = data.draw(st.lists(st.integers(0, 99), min_size=len(page.blocks), max_size=len(page.blocks)))
    if page.blocks:
        _check_columns(page, bytes(chances))


def test_rules_have_names_of_their_own() -> None:
    names = Counter(rule.name for rule in RULES)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_named_and_documented(rule: Rule) -> None:
    family, dot, rest = rule.name.partition(".")
    assert family.isalpha()
    assert dot
    assert rest
    assert rule.doc.endswith(".")
    assert len(rule.doc.split()) >= 3
    assert 2 <= len(rule.labels) <= LABELS
    assert len(set(rule.labels)) == len(rule.labels)
    assert not any(char in f"{rule.name}{''.join(rule.labels)}" for char in "\t\n=")


def test_the_second_look_is_at_contextual_rules_that_ask_for_it_and_no_others() -> None:
    for rules in (TEXT, MARKED):
        assert [rule.name for rule in rules.again] == [f"again.{rule.name}" for rule in rules.context if rule.contextual and rule.twice]
        assert not any(rule.contextual for rule in rules.alone)


@pytest.mark.parametrize("rule", [*MARKED.alone, *MARKED.context], ids=lambda rule: rule.name)
def test_a_rule_looks_at_chances_if_and_only_if_it_says_so(rule: Rule) -> None:
    """Each page with three kinds of chances: all low, all high, mixed."""
    for page in _pages():
        columns = {_evidence(page, chance).column(rule) for chance in (0, 99, _chances(page))}
        if rule.contextual and len(columns) > 1:
            return
        assert rule.contextual or len(columns) == 1
    assert not rule.contextual, "says that it looks at chances, but never does"


@pytest.mark.parametrize("rule", [*MARKED.alone, *MARKED.context], ids=lambda rule: rule.name)
def test_every_rule_tells_blocks_apart(rule: Rule) -> None:
    """A rule that gives every block of all pages the same mark is of no use."""
    found = {value for page in _pages() for value in _evidence(page, _chances(page)).column(rule)}
    assert len(found) > 1


def test_a_column_is_measured_again_only_for_new_chances() -> None:
    evidence = _evidence(_page(PAGES[0]), 0)
    contextual = next(rule for rule in TEXT.context if rule.contextual)
    fixed = next(rule for rule in TEXT.context if not rule.contextual)
    before = evidence.column(contextual), evidence.column(fixed)
    assert evidence.column(contextual) is before[0]
    evidence.look_again(bytes([99]) * evidence.size)
    assert evidence.column(contextual) != before[0]
    assert evidence.column(fixed) is before[1]


@pytest.mark.parametrize("text", ["Great news 🎉 for all", "Great news \uf09a for all"])
def test_pictures_between_words_are_no_ideographs(text: str) -> None:
    evidence = _evidence(page_of([text, "Home"]))
    assert evidence.texts.head(0) == ["great", "news", "for", "all"]


def test_ideographs_are_words_of_their_own() -> None:
    evidence = _evidence(page_of(["夜间渡轮再次启航", "Home page"]))
    assert evidence.texts.head(0) == list("夜间渡轮再次启航")
    assert evidence.texts.head(1) == ["home", "page"]
    assert evidence.words == [1 + 8 // 2, 2]


def test_repeated_blocks_share_their_text() -> None:
    evidence = _evidence(page_of(["Home", "News", "Home"]))
    assert (evidence.which, evidence.texts.size, evidence.words) == ([0, 1, 0], 2, [1, 1, 1])
    assert [evidence.column(rule)[0] for rule in TEXT.texts] == [evidence.column(rule)[2] for rule in TEXT.texts]


CUTS = st.lists(st.integers(1, 255), min_size=1, max_size=12, unique=True).map(sorted)


@given(CUTS)
def test_a_scale_says_into_which_bin_a_number_falls(cuts: list[int]) -> None:
    scale = Scale(*cuts)
    assert len(scale.labels) == len(cuts) + 1
    for number, value in enumerate(scale(bytes(range(256)))):
        label = scale.labels[value]
        low, _, high = label.partition("..")
        if label.startswith("<"):
            assert number < int(label[1:])
        elif label.endswith("+"):
            assert number >= int(label[:-1])
        else:
            assert int(low) <= number <= int(high or low)


def _rule(name: str, labels: tuple[str, ...], column: bytes) -> Rule:
    return Rule(name, "A rule for tests.", labels, lambda _: column)


def test_crossed_rules_name_both_values() -> None:
    evidence = _evidence(page_of(["a", "b", "c"]))
    first, second = _rule("a.a", ("x", "y", "z"), bytes([0, 2, 1])), _rule("b.b", YES_NO, bytes([1, 0, 1]))
    both = cross(first, second)
    assert [both.mark(value) for value in evidence.column(both)] == ["a.a&b.b=x&yes", "a.a&b.b=z&no", "a.a&b.b=y&yes"]


def test_shifted_rules_see_the_neighbour() -> None:
    evidence = _evidence(page_of(["a", "b", "c"]))
    rule = _rule("a.a", ("x", "y"), bytes([0, 1, 1]))
    above, below = shifted(rule, -1), shifted(rule, 2)
    assert [above.mark(value) for value in evidence.column(above)] == ["a.a[-1]=edge", "a.a[-1]=x", "a.a[-1]=y"]
    assert [below.mark(value) for value in evidence.column(below)] == ["a.a[+2]=y", "a.a[+2]=edge", "a.a[+2]=edge"]


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def test_every_shape_has_weights() -> None:
    assert {path.name for path in FILES} == set(TABLES.values())
    for shape in TABLES:
        table, rules = load_table(shape), rules_of(shape)
        sizes = (len(table.texts), len(table.own), len(table.context), len(table.again))
        assert sizes == (len(rules.texts), len(rules.own), len(rules.context), len(rules.context) + len(rules.again))
        assert any(any(weight.values) for weight in table.again)


def _rules_of(path: Path) -> RuleSet:
    return next(rules_of(shape) for shape, name in TABLES.items() if name == path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_weights_are_of_marks_that_exist(path: Path) -> None:
    rules = _rules_of(path)
    known = {
        "alone": {rule.mark(value) for rule in rules.alone for value in range(len(rule.labels))},
        "context": {rule.mark(value) for rule in rules.context for value in range(len(rule.labels))},
        "again": {rule.mark(value) for rule in (*rules.context, *rules.again) for value in range(len(rule.labels))},
        "site": {rule.mark(value) for rule in rules.site for value in range(len(rule.labels))},
        "move": {name + end for row in MOVES for name in row for end in ("", " again")},
    }
    book = {section.mark for code in LANGUAGES for section in parse(data(f"{code}.txt").decode(), code).sections}
    for stage, mark, _ in _rows(path):
        if stage == "word":
            assert mark.startswith(SPARSE) or mark.partition("&")[0] in book, mark
        else:
            assert mark in known[stage]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_weights_name_every_mark_once_and_fit_a_lane(path: Path) -> None:
    rows = _rows(path)
    assert len({(stage, mark) for stage, mark, _ in rows}) == len(rows)
    assert all(-Weights.OFFSET <= int(weight) < Weights.OFFSET and int(weight) for _, _, weight in rows)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_table_is_written_as_it_was_read(path: Path) -> None:
    stages: dict[str, dict[str, float]] = {stage: {} for stage in STAGES}
    for stage, mark, weight in _rows(path):
        stages[stage][mark] = int(weight) / 1000
    content = path.read_text(encoding="utf-8")
    note = "\n".join(line.removeprefix("# ") for line in content.splitlines() if line.startswith("#"))
    assert write_table(stages, note) == content


MARKS = st.sampled_from([rule.mark(value) for rule in TEXT.texts for value in range(len(rule.labels))])
FLOATS = st.floats(-30, 30).map(lambda weight: round(weight, 3))


@given(st.dictionaries(MARKS, FLOATS))
@settings(max_examples=30)
def test_weights_survive_writing_and_reading(alone: dict[str, float]) -> None:
    others = {"word": {"word=the": 0.5, "promo.share": -1.5}, "move": {"keep>drop": 0.25}}
    table = parse_table(write_table({"alone": alone, **others}, "A note."), TEXT)
    values = [(rule.mark(i), value) for rule, weight in zip(TEXT.texts, table.texts, strict=True) for i, value in enumerate(weight.values)]
    assert dict(values) == {mark: round(alone.get(mark, 0.0) * 1000) for mark, _ in values}
    assert (table.words.weight("word=the"), table.words.weight("promo.share")) == (500, -1500)
    assert (table.moves, table.moves_again) == (((0, 0), (250, 0)), ((0, 0), (0, 0)))


def test_weights_that_round_to_nothing_are_left_out() -> None:
    written = write_table({"alone": {"a": 0.0004, "b": -0.0006}, "again": {"c": 1.0}}, "one\ntwo")
    assert written == "# one\n# two\nalone\tb\t-1\nagain\tc\t+1000\n"


@pytest.mark.parametrize("line", ["alone\tshape.words=1", "alone\tshape.words=1\tx", "alone shape.words=1 3", "other\tshape.words=1\t3"])
def test_a_line_that_is_no_weight_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_table(line, TEXT)
