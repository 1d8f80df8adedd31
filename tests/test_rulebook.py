"""The book of rules: every rule is described, marks its example and leaves its counter-example; the commands `cleaner rules`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import CLEANER, FIXTURES, Result, run

import cleaner
from cleaner.rulebook import catalog, examples, reference, trial
from cleaner.rulebook.catalog import Entry
from cleaner.rules import RULES
from cleaner.rules.names import known, parts
from cleaner.rules.phrases import MARKS

ENTRIES = catalog.builtin()
EXAMPLES = examples.book().examples
USERS = FIXTURES / "userrules" / "book.toml"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_rule_is_described_marks_its_example_and_leaves_its_counter_example(entry: Entry) -> None:
    cases = EXAMPLES[entry.name]
    assert entry.doc.endswith(".")
    assert {case.marked for case in cases} == {True, False}
    assert [case for case in cases if not examples.holds(entry, case)] == []
    marked, left = ({examples.found(entry, case) for case in cases if case.marked == wanted} for wanted in (True, False))
    assert marked.isdisjoint(left)


def test_every_rule_that_is_asked_is_made_of_rules_of_the_book() -> None:
    names = {entry.name for entry in ENTRIES}
    assert [rule.name for rule in RULES if not names.issuperset(parts(rule.name))] == []
    assert [rule.name for rule in RULES if rule.parts and not rule.doc] == []
    assert names <= known()
    assert len(names) == len(ENTRIES)


def test_every_phrase_mark_has_a_meaning_and_every_example_a_rule() -> None:
    assert set(catalog.phrase_marks()) == set(MARKS)
    assert EXAMPLES.keys() == {entry.name for entry in ENTRIES}


def test_the_reference_is_up_to_date() -> None:
    assert reference.PATH.read_text(encoding="utf-8") == reference.text(), "run: make docs"
    assert list(trial.builtin()) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "- word | Local news",
            "- stop | Local news",
            "shape.end: 'Local news' gets word, not what cleaner/rules/examples.txt says (stop)",
        ),
        ("- word | Local news", "", "shape.end: It has no description, no example or no counter-example"),
        ("+ | Read more", "+ | They read", "promo.more: 'They read' gets no mark, not what cleaner/rules/examples.txt says (True)"),
        ("+ @rows | Gifts", "+ @rows | Giraffes", "prior.list: The page 'rows' has no block 1 that begins with 'Giraffes'"),
        ("[shape.bar]", "[shape.baz]", "shape.baz: No rule has this name, but it has examples"),
    ],
)
def test_the_check_sees_what_is_wrong(old: str, new: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(cleaner.__file__).parent / "rules" / examples.FILE).read_text(encoding="utf-8")
    assert old in text
    monkeypatch.setattr(examples, "book", lambda: examples.parse(text.replace(old, new, 1)))
    assert any(problem.startswith(sentence) for problem in trial.builtin())


def test_a_line_that_is_no_example_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"'= word' is no example; write \+ VALUE \| TEXT"):
        examples.parse("[shape.end]\n= word\n")


# The commands.


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A working directory where nothing is set."""
    return tmp_path


def _rules(home: Path, *args: str | Path) -> Result:
    return run("rules", *args, program=(CLEANER,), cwd=home, env={"HOME": str(home), "XDG_CONFIG_HOME": ""})


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["show", "shape.wordz"], "No rule is called 'shape.wordz' (did you mean shape.words?); `cleaner rules list` shows them all."),
        (["list", "--family", "shapes"], "--family shapes: No rule is of it; there are shape, markup, "),
        (["list", "--rules", "missing.toml"], "missing.toml: No such file or directory."),
        (["test"], "No rule of your own is there; name a FILE, or write [[rules]] into a .clean.toml."),
    ],
)
def test_wrong_usage_has_a_sentence(args: list[str], sentence: str, home: Path) -> None:
    result = _rules(home, *args)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"cleaner: {sentence}")
    assert result.err.count("\n") == 1


def test_list_has_every_rule_with_family_languages_and_what_it_marks(home: Path) -> None:
    lines = _rules(home, "list", "--rules", USERS).out.splitlines()
    rows = {line.split()[0]: line.split(None, 3)[1:] for line in lines}
    assert list(rows)[: len(ENTRIES)] == [entry.name for entry in ENTRIES]
    assert rows["shape.end"] == ["shape", "any", "How it ends: sentences end with a stop, menu items with a word."]
    assert rows["promo.more"][:2] == ["promo", "all"]
    assert rows["user.offer"][:2] == ["user", "en"]
    assert rows["user.offer"][2].startswith("Drop: “Our readers get the paper ...” on gazette.example (")


def test_list_shows_one_family_and_the_rules_that_are_set(home: Path) -> None:
    shutil.copy(USERS, home / ".clean.toml")
    assert [line.split()[0] for line in _rules(home, "list", "--family", "user").out.splitlines()] == ["user.offer", "user.editor"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "promo.more",
            ["promo.more: Leads on to", "marks: Read more", "leaves: They read", "en: more; ", "lines.tsv, heaviest for drop: promo.more"],
        ),
        (
            "shape.end",
            ["values: word, stop", "marks: stop: The ferry", "asked as: shape.size&shape.end", "html.tsv, heaviest for keep: shape."],
        ),
        ("word", ["word: Each word", "marks: Subscribe to", "lines.tsv, heaviest for drop: word="]),
        ("chain", ["chain: What the blocks", "marks: Hot this week"]),
        ("offer", ["user.offer: Drop", "matches: Our readers get the paper for", "leaves: Our readers got"]),
    ],
)
def test_show_tells_everything_about_a_rule(name: str, lines: list[str], home: Path) -> None:
    result = _rules(home, "show", name, "--rules", USERS)
    assert (result.status, result.err) == (0, "")
    for start in lines:
        assert any(line.startswith(start) for line in result.out.splitlines()), result.out


def test_test_tries_the_examples(home: Path) -> None:
    good = _rules(home, "test", USERS)
    assert (good.status, good.out, good.err) == (0, "", "2 rules, 2 examples, 0 wrong; without an example: editor.\n")
    text = USERS.read_text(encoding="utf-8")
    (home / ".clean.toml").write_text(text.replace("readers got", "readers get"), encoding="utf-8")
    bad = _rules(home, "test")
    assert bad.status == 1
    assert bad.out.splitlines() == [
        ".clean.toml, line 1: The rule 'offer' matches 'Our readers get the paper late', which stands in its counter_examples."
    ]
    assert bad.err == "2 rules, 2 examples, 1 wrong; without an example: editor.\n"


def test_check_and_reference(home: Path) -> None:
    checked = _rules(home, "check")
    assert (checked.status, checked.out, checked.err) == (0, "", f"{len(ENTRIES)} rules, 0 wrong.\n")
    assert _rules(home, "reference").out == reference.text()


# A new phrase takes effect without a change of code.


def test_a_new_phrase_takes_effect_and_is_listed(tmp_path: Path) -> None:
    package = tmp_path / "cleaner"
    shutil.copytree(Path(cleaner.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))

    def told(code: str, *args: str) -> str:
        command = [sys.executable, "-c", f"{code}; main()", *args]
        env = {**os.environ, "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}
        return subprocess.run(command, capture_output=True, check=True, env=env, cwd=tmp_path).stdout.decode()

    def book(*args: str) -> str:
        return told("from cleaner.toolbox import main", "rules", *args)

    def why() -> str:
        return told("from cleaner.cli import main", "--explain", str(FIXTURES / "userrules" / "ferry.txt"))

    before, plain = book("list"), why()
    with (package / "phrases" / "en.txt").open("a", encoding="utf-8") as file:
        file.write("\n[promo.more]\nour readers get the paper ...\n\n[harbour.notice]\nthe night ferry ...\n")
    changed = [line for line in book("list").splitlines() if line not in before.splitlines()]
    assert [line.split()[0] for line in changed] == ["promo.more", "harbour.notice"]
    assert "en: the night ferry ..." in book("show", "harbour.notice")
    assert why() != plain
    assert "our readers get the paper" in (package / "phrases" / "compiled.txt").read_text(encoding="utf-8")
