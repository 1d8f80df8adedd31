"""`cleaner suggest`: the smallest rule that puts a page right, what else it would change, and the file it is written to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import CLEANER, FIXTURES, Result, run
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Options, UserRule, clean, load_rules
from cleaner.model import UsageError
from cleaner.rulebook.trial import tried
from cleaner.suggest.propose import Proposal, propose
from cleaner.suggest.wanted import visible
from cleaner.suggest.writing import add, to_toml
from cleaner.userrules import parse_rules

FERRY = FIXTURES / "userrules" / "ferry.txt"
PAGE = FERRY.read_text(encoding="utf-8")
OFFER, EDITOR = "Our readers get the paper", "Editing by Jo Blake"
PROSE = "{} that the night ferry between Port Hallam and the islands will sail again on Monday evening, {}"


def _proposal(page: str = PAGE, drop: tuple[str, ...] = (), keep: tuple[str, ...] = (), **options: str) -> Proposal:
    return propose(page.encode(), Options(**options), "page.txt", drop, keep, ())  # type: ignore[arg-type]


def _with(*lines: str) -> str:
    """The page with more lines before its last two."""
    rows = PAGE.rstrip("\n").split("\n")
    return "\n".join([*rows[:-2], *lines, *rows[-2:]]) + "\n"


def test_a_page_that_is_right_needs_no_rule() -> None:
    assert _proposal(drop=("1,5",), keep=("6-8",)).rules == ()


@pytest.mark.parametrize(
    ("drop", "keep", "sentence"),
    [
        (("99",), (), "--drop 99: The page has 11 lines; `clean --explain` shows the page with the numbers of its lines"),
        (("0",), (), "--drop 0: No text stands there, only blank lines or markup; `clean --explain` shows"),
        ((), ("no such words",), "--keep no such words: No block holds these words"),
        (("9-8",), (), "--drop 9-8: 9-8 goes backwards; write the smaller line first"),
        (("6-8",), ("8",), "Line 8 is to be dropped and to be kept; leave it out of one"),
    ],
)
def test_what_cannot_be_meant_has_a_sentence(drop: tuple[str, ...], keep: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        _proposal(drop=drop, keep=keep)
    assert str(error.value).startswith(sentence)


def test_lines_that_no_rule_can_tell_apart_are_refused() -> None:
    twin = PAGE.split("\n")[7]
    with pytest.raises(UsageError, match=r"page\.txt: No rule tells line 8 from lines that are to stay as they are"):
        _proposal(_with(twin), drop=("8",))


def test_lines_of_a_page_on_one_line_are_told_by_words() -> None:
    page = " ".join(PAGE.split("\n"))
    with pytest.raises(UsageError, match="Several blocks stand on this line; give words of the one that is meant instead"):
        _proposal(page, drop=("1",))
    assert OFFER not in clean(page, Options(rules=_proposal(page, drop=(OFFER,)).rules)).text


BOTH = [PROSE.format("We are told", "and that the band will play."), PROSE.format("We are told", "and the mayor says so as well.")]
ENDS = [PROSE.format("He says", "says our man on the quay."), PROSE.format("She says", "says our man on the quay.")]


@pytest.mark.parametrize(
    ("page", "drop", "keep", "expected"),
    [
        (PAGE, ("8",), (), UserRule("drop-our-readers-get-the", ("Our readers get the paper for three ...",))),
        (PAGE, (), ("10",), UserRule("keep-editing-by-jo-blake", (EDITOR,), actions=("keep",))),
        (_with(*BOTH), ("10-11",), (), UserRule("drop-we-are-told-that", ("We are told that the night ferry ...",))),
        (_with(*ENDS), ("10,11",), (), UserRule("drop-evening-says-our-man", ("... evening, says our man on the quay.",))),
    ],
)
def test_the_smallest_rule_is_found(page: str, drop: tuple[str, ...], keep: tuple[str, ...], expected: UserRule) -> None:
    (rule,) = _proposal(page, drop, keep).rules
    assert (rule.name, rule.phrases, rule.actions, rule.regexes) == (expected.name, expected.phrases, expected.actions, ())


def test_all_below_a_heading_goes_where_that_is_much_smaller() -> None:
    starts = ("At noon", "The mayor hopes", "Nobody doubts", "In the pub they say", "My aunt heard")
    ends = ("he added.", "says the baker.", "which is late.", "rain or shine.", "with a band.")
    rows = [PROSE.format(start, end) for start, end in zip(starts, ends, strict=True)]
    page = PAGE.rstrip("\n") + "\nLetters of the week\n" + "\n".join(rows) + "\n"
    shown = clean(page).text
    kept = [f"{start} that" for start in starts if start in shown]
    assert len(kept) > 3, "the page shows what is to be dropped"
    heading, above = "Letters of the week", "Copyright 2025 The Gazette"
    wanted = (heading, *kept) if heading in shown else tuple(kept)  # where it is kept, it is to go, too, below the line over it
    (rule,) = _proposal(page, drop=wanted).rules
    assert (rule.phrases, rule.actions) == ((above if heading in shown else heading,), ("drop-after",))


@pytest.mark.parametrize(("drop", "keep"), [(("8",), ()), (("6,8",), ()), ((), ("10-11",)), (("7",), ("3",)), (("6-9",), ("1-5",))])
def test_a_rule_does_what_is_wanted_and_nothing_else(drop: tuple[str, ...], keep: tuple[str, ...]) -> None:
    found = _proposal(drop=drop, keep=keep)
    before, after = visible(found.before), visible(found.after)
    lines = [block.lines[0] for block in found.before.page.blocks]
    spans = {told: range(int(told.split("-")[0]), int(told.split("-")[-1]) + 1) for text in (*drop, *keep) for told in text.split(",")}
    gone = {i for i, line in enumerate(lines) for text in drop for told in text.split(",") if line in spans[told]}
    stays = {i for i, line in enumerate(lines) for text in keep for told in text.split(",") if line in spans[told]}
    assert after == (before - gone) | stays
    for rule in found.rules:
        assert rule.examples
        assert tried(rule) == []


def test_a_rule_is_for_the_site_of_the_page() -> None:
    assert _proposal(drop=("8",), url="https://www.gazette.example/ferry").rules[0].sites == ("gazette.example",)


TEXTS = st.text(min_size=1).filter(lambda text: text.strip() != "")


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_reads_back(example: str, other: str) -> None:
    rule = UserRule(
        "hot", ("Hot this week",), (r"^\d+ \"hot\" days$",), ("drop", "drop-after"), 0.0, ("a.example",), ("de",), (example,), (other,)
    )
    (back,) = parse_rules(to_toml([rule]), "")
    clean_texts = tuple(text.encode("utf-8", "replace").decode() for text in (example, other))
    assert (back.examples, back.counter_examples) == ((clean_texts[0],), (clean_texts[1],))
    assert (back.phrases, back.regexes, back.actions, back.sites, back.languages) == tuple(
        getattr(rule, name) for name in ("phrases", "regexes", "actions", "sites", "languages")
    )


def test_a_weight_reads_back() -> None:
    rule = UserRule("light", ("Hot this week",), actions=("weight",), weight=-2.5)
    (back,) = parse_rules(to_toml([rule]), "")
    assert (back.actions, back.weight) == (("weight",), -2.5)


@pytest.mark.parametrize("before", ["", "# mine\r\ncaptions = 'drop'", 'format = "text"\n\n[[rules]]\nname = "a"\nphrase = "b c"\n'])
def test_what_stands_in_a_file_stays(before: str, tmp_path: Path) -> None:
    path = tmp_path / ".clean.toml"
    path.write_bytes(before.encode())
    add(str(path), [UserRule("hot", ("Hot this week",))])
    assert path.read_bytes().startswith(before.encode())
    assert b'name = "hot"' in path.read_bytes()


def test_a_file_that_is_wrong_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / ".clean.toml"
    path.write_bytes(b"captions = drop\n")
    with pytest.raises(UsageError, match="line 1"):
        add(str(path), [UserRule("hot", ("Hot this week",))])
    assert path.read_bytes() == b"captions = drop\n"
    assert os.listdir(tmp_path) == [".clean.toml"]


# The command.


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A working directory with three pages, where nothing is set."""
    (tmp_path / "pages").mkdir()
    for name, text in (("a.txt", PAGE), ("b.txt", PAGE.replace("Monday", "Tuesday")), ("c.txt", PAGE.replace(OFFER, "Nobody gets it"))):
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    (tmp_path / "pages" / "no-page.png").write_bytes(b"\x89PNG")
    return tmp_path


def _suggest(home: Path, *args: str) -> Result:
    return run("suggest", *args, program=(CLEANER,), cwd=home, env={"HOME": str(home), "XDG_CONFIG_HOME": ""})


def test_a_rule_is_shown_written_and_works(home: Path) -> None:
    result = _suggest(home, "pages/a.txt", "--drop", "8", "--in", "pages", "--yes")
    assert (result.status, result.err) == (0, "Written to .clean.toml.\n")
    lines = result.out.splitlines()
    assert lines[:4] == [
        "[[rules]]",
        'name = "drop-our-readers-get-the"',
        'phrase = "Our readers get the paper for three ..."',
        'action = "drop"',
    ]
    assert [line for line in lines if line.startswith("pages")] == [
        f"pages/a.txt: - {PAGE.splitlines()[7][:90]}…",
        f"pages/b.txt: - {PAGE.splitlines()[7][:90]}…",
        "pages: 1 of 2 other pages change.",
    ]
    assert OFFER not in run("pages/b.txt", cwd=home).out
    assert OFFER in run("--no-config", "pages/b.txt", cwd=home).out
    tested = run("rules", "test", program=(CLEANER,), cwd=home)
    assert (tested.status, tested.out) == (0, "")
    again = _suggest(home, "pages/a.txt", "--drop", "8")
    assert (again.status, again.out, again.err) == (0, "", "The page comes out like that already; no rule is needed.\n")


def test_nothing_is_written_without_a_yes(home: Path) -> None:
    result = _suggest(home, "pages/a.txt", "--drop", "8")
    assert (result.status, result.err) == (0, "Not written; add --yes to write it to .clean.toml.\n")
    assert not (home / ".clean.toml").exists()


def test_rules_can_go_to_another_file(home: Path) -> None:
    for line in ("8", "7"):
        assert _suggest(home, "pages/a.txt", "--drop", line, "--rules", "mine.toml", "-y").status == 0
    assert len(load_rules(str(home / "mine.toml"))) == 2
    assert not (home / ".clean.toml").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["pages/a.txt"], "Name the lines that came out wrong: --drop LINES, --keep LINES, or both."),
        (["missing.txt", "--drop", "1"], "missing.txt: No such file or directory."),
        (["pages/a.txt", "--drop", "999"], "--drop 999: The page has 11 lines; "),
        (["pages/a.txt", "--keep", "1-99999999999"], "--keep 1-99999999999: The page has 11 lines; "),
        (["pages/a.txt", "--drop", "8", "--keep", "9" * 5_000], "--keep 999"),
        (["pages/a.txt", "--drop", ""], "--drop '': Give numbers of lines, such as 12,15-20, or words that stand in them."),
        (["pages/a.txt", "--drop", " "], "--drop ' ': Give numbers"),
        (["pages/a.txt", "--drop", "8", "--keep", ","], "--keep ',': Give numbers"),
        (["pages/a.txt", "--drop", "8", "-y", "--rules", "no/rules.toml"], "--rules no/rules.toml: There is no directory no."),
    ],
)
def test_wrong_usage_has_a_sentence(args: list[str], sentence: str, home: Path) -> None:
    result = _suggest(home, *args)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"cleaner: {sentence}")
    assert result.err.count("\n") == 1
