"""What is set once: `.clean.toml`, the user's configuration, `CLEAN_*`, and which of them counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import FIXTURES, PAGE, Result, run

from cleaner import cli, config

FERRY = FIXTURES / "userrules" / "ferry.txt"
OFFER = '[[rules]]\nname = "offer"\nphrase = "Our readers get the paper ..."\n'
WORDS = "Our readers get the paper"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a project in it, where nothing is set yet."""
    (tmp_path / "project" / "pages").mkdir(parents=True)
    return tmp_path


def _clean(home: Path, *args: str | Path, where: str = "project/pages", **env: str) -> Result:
    return run(*args, cwd=home / where, env={"HOME": str(home), "XDG_CONFIG_HOME": "", **env})


def _write(home: Path, path: str, text: str) -> None:
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_text(text, encoding="utf-8")


PLACES = {"user": ".config/clean/config.toml", "far": ".clean.toml", "near": "project/.clean.toml"}
TEXT, MARKDOWN, JSON = "Night ferry returns", "# Night ferry returns", "{"


@pytest.mark.parametrize(
    ("files", "args", "env", "start"),
    [
        ({}, [], {}, MARKDOWN),
        ({"user": 'format = "text"'}, [], {}, TEXT),
        ({"user": 'format = "text"', "near": 'format = "json"'}, [], {}, JSON),
        ({"user": 'format = "text"', "near": 'captions = "drop"'}, [], {}, TEXT),
        ({"far": 'format = "text"', "near": 'format = "json"'}, [], {}, JSON),
        ({"far": 'format = "json"', "near": "removed = false"}, [], {}, MARKDOWN),
        ({"near": 'format = "json"'}, [], {"CLEAN_FORMAT": "text"}, TEXT),
        ({"near": 'format = "json"'}, ["-f", "markdown"], {"CLEAN_FORMAT": "text"}, MARKDOWN),
        ({"near": 'format = "json"'}, ["--no-config"], {"CLEAN_FORMAT": "text"}, MARKDOWN),
        ({"near": 'format = "json"'}, [], {"CLEAN_FORMAT": ""}, JSON),
        ({"near": "", "user": 'format = "json"'}, [], {}, JSON),
    ],
)
def test_what_counts_more(home: Path, files: dict[str, str], args: list[str], env: dict[str, str], start: str) -> None:
    for place, text in files.items():
        _write(home, PLACES[place], text)
    result = _clean(home, *args, PAGE, **env)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(start)


def test_every_key_is_an_option_that_the_command_has() -> None:
    names = {name.removeprefix("--") for param in cli.command.params for name in param.opts}
    assert set(config.KEYS) <= names


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", '"text"'),
        ("frontmatter", "true"),
        ("removed", "true"),
        ("quiet", "true"),
        ("verbose", "true"),
        ("captions", '"drop"'),
        ("links", '"drop"'),
        ("images", '"drop"'),
        ("from", '"text"'),
        ("encoding", '"utf-8"'),
        ("jobs", "1"),
        ("timeout", "2.5"),
        ("timeout", "inf"),
        ("max-bytes", "100000"),
        ("only", '["offer"]'),
        ("skip", '"promo"'),
    ],
)
def test_every_key_can_be_set(home: Path, key: str, value: str) -> None:
    _write(home, ".clean.toml", f"{key} = {value}\n{OFFER}")
    result = _clean(home, PAGE)
    assert (result.status, result.out != "") == (0, True), result.err


def test_the_cases_name_every_key() -> None:
    marks = test_every_key_can_be_set.pytestmark  # type: ignore[attr-defined]
    assert {key for key, _ in marks[0].args[1]} == set(config.KEYS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('\ncapton = "drop"', "line 2: 'capton' is no option that can be set (did you mean 'captions'?); those are format, "),
        ('output = "x"', "line 1: 'output' is no option that can be set"),
        ('[rule]\nname = "x"', "line 1: 'rule' is no option that can be set"),
        ('captions = "maybe"', "line 1: captions: 'maybe' is not one of 'keep', 'drop'."),
        ("jobs = -1", "line 1: jobs: -1 is not in the range x>=0."),
        ("jobs = 1.5", "line 1: jobs: '1.5' is not a valid integer range."),
        ("timeout = nan", "line 1: timeout: nan is no number of seconds; give one, or 0 for no limit."),
        ('removed = "perhaps"', "line 1: removed: 'perhaps' is not a valid boolean."),
        ("only = 3", "line 1: only is a name in quotes, or a list of such."),
        ('skip = ["nothing"]', "--skip nothing: No rule has this name; `cleaner rules list` shows them all."),
        ('only = ["shape.wordz"]', "--only shape.wordz: No rule has this name (did you mean shape.words?)"),
        ("captions = drop", "line 1: Invalid value (column 12); see toml.io for how to write TOML."),
        ("\nonly = " + "[" * 20_000, "line 2: Too many lists or tables stand in each other; look for brackets that are not closed."),
        ("only = []\nskip = " + "{a = " * 9_000, "line 2: Too many lists or tables stand in each other"),
        ("quiet = true\njobs = " + "1" * 5_000, "line 2: A number is too large; nothing here needs more than ten digits."),
        ("quiet = true\njobs = 0x" + "f" * 5_000, "line 2: A number is too large"),
        ("jobs = 99999999999999999999", "line 1: A number is too large"),
        ('[[rules]]\nname = "x"\n[[rules]]\nname = "y"\nweight = [[0x' + "f" * 5_000 + "]]", "line 5: A number is too large"),
        (".".join(["a"] * 20_000) + " = 1", "line 1: 'a' is no option that can be set"),
        ('[[rules]]\nname = "x"', "line 2: rule 'x' matches nothing; give it a phrase or a regex."),
    ],
)
def test_what_cannot_be_meant_has_a_sentence(home: Path, text: str, sentence: str) -> None:
    _write(home, "project/.clean.toml", text)
    result = _clean(home, PAGE)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"clean: {sentence}" if sentence.startswith("--") else f"clean: ../.clean.toml, {sentence}")
    assert result.err.count("\n") == 1


def test_a_wrong_variable_has_a_sentence(home: Path) -> None:
    result = _clean(home, PAGE, CLEAN_FORMAT="yaml")
    assert (result.status, result.out) == (2, "")
    assert result.err == "clean: CLEAN_FORMAT: format: 'yaml' is not one of 'markdown', 'json', 'text'.\n"


@pytest.mark.parametrize("args", [["-f", "json"], ["--explain"], ["-f", "text"], []])
def test_what_is_set_does_not_contradict_the_command_line(home: Path, args: list[str]) -> None:
    _write(home, ".clean.toml", "frontmatter = true\nremoved = true\nformat = 'markdown'\n")
    result = _clean(home, *args, PAGE)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("---\n") == (not args)
    assert ('"removed": [' in result.out) == (args == ["-f", "json"])


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("format = 'json'\nremoved = true", ["--frontmatter"]),
        ("format = 'text'", ["--frontmatter"]),
        ("format = 'text'", ["--explain"]),
        ("from = 'jsonl'", ["--encoding", "utf-8"]),
        ("from = 'jsonl'\nformat = 'json'", ["--encoding", "utf-8", "--frontmatter"]),
    ],
)
def test_the_command_line_counts_more_than_what_contradicts_it(home: Path, text: str, args: list[str]) -> None:
    _write(home, ".clean.toml", text)
    assert _clean(home, *args, PAGE) == _clean(home, "--no-config", *args, PAGE)
    assert _clean(home, *args, PAGE).status == 0


def test_what_is_set_stays_beside_what_it_does_not_contradict(home: Path) -> None:
    _write(home, ".clean.toml", "from = 'text'\nformat = 'json'")
    result = _clean(home, "--removed", "--encoding", "utf-8", PAGE)
    assert (result.status, '"kind": "text"' in result.out, '"removed": [' in result.out) == (0, True, True)


def test_verbose_on_the_command_line_counts_more_than_quiet_in_a_file(home: Path) -> None:
    _write(home, ".clean.toml", "quiet = true\njobs = 1\n")
    assert _clean(home, f"{PAGE.parent}/", "-o", "out/").err == ""
    assert "cleaned" in _clean(home, f"{PAGE.parent}/", "-o", "out/", "-v").err


def test_a_working_directory_that_is_gone_is_no_failure(home: Path) -> None:
    gone = home / "gone"
    gone.mkdir()
    result = run(PAGE, cwd=gone, before=gone.rmdir)
    assert (result.status, result.err) == (0, "")


def test_paths_in_a_working_directory_that_is_gone_are_a_sentence(home: Path) -> None:
    gone = home / "gone"
    gone.mkdir()
    said = "clean: The working directory is gone; change to one that is there.\n"
    assert run(".", "-o", "out/", cwd=gone, before=gone.rmdir) == (1, "", said)


# Rules at the command line.


def test_rules_of_files_and_of_the_configuration_are_added(home: Path) -> None:
    _write(home, ".clean.toml", OFFER)
    _write(home, "more.toml", '[[rules]]\nname = "captain"\nphrase = "... museum piece ..."\n')
    plain, ruled = _clean(home, "--no-config", FERRY), _clean(home, "--rules", "../../more.toml", FERRY)
    assert (plain.out.count(WORDS), plain.out.count("museum")) == (1, 1)
    assert (ruled.out.count(WORDS), ruled.out.count("museum"), ruled.err) == (0, 0, "")
    assert _clean(home, FERRY, CLEAN_RULES=str(home / "more.toml")).out == ruled.out


def test_a_rule_of_the_same_name_that_is_nearer_counts(home: Path) -> None:
    _write(home, ".clean.toml", OFFER)
    _write(home, "mine.toml", OFFER.replace("Our readers", "Their readers"))
    assert WORDS in _clean(home, "--rules", "../../mine.toml", FERRY).out


@pytest.mark.parametrize("option", ["-o", "--log", "--report", "--memory"])
@pytest.mark.parametrize(("named", "what"), [("rules.toml", "CLEAN_RULES"), (".clean.toml", "the configuration")])
def test_no_output_overwrites_what_is_set(home: Path, option: str, named: str, what: str) -> None:
    text = OFFER.replace("offer", named.partition(".")[0] or "near")
    for name in ("rules.toml", ".clean.toml"):
        _write(home, f"project/pages/{name}", text)
    result = _clean(home, PAGE, option, f"./{named}", CLEAN_RULES="rules.toml")
    option = "--output" if option == "-o" else option
    said = f"clean: {option} ./{named} is the same file as {what} {named}; choose another name for one of them.\n"
    assert result == (2, "", said)
    assert (home / "project" / "pages" / named).read_text(encoding="utf-8") == text


def test_a_configuration_that_is_not_read_may_be_an_output(home: Path) -> None:
    _write(home, "project/pages/.clean.toml", OFFER)
    assert _clean(home, PAGE, "--no-config", "-o", ".clean.toml") == (0, "", "")


def test_rules_without_a_match_are_named_with_file_and_line(home: Path) -> None:
    idle = '\n[[rules]]\nname = "idle"\nphrase = "no such words"\nsites = ["example.org"]\n'
    _write(home, "rules.toml", OFFER + idle)
    sentence = "clean: ../../rules.toml, line 5: The rule 'idle' matched nothing on pages of site example.org.\n"
    assert _clean(home, "--rules", "../../rules.toml", FERRY).err == sentence
    assert _clean(home, "--rules", "../../rules.toml", "-q", FERRY).err == ""
    assert _clean(home, "--rules", "../../rules.toml", FERRY, "-o", "out/").err.endswith(sentence)


def test_a_single_page_says_nothing_of_configured_rules_that_it_has_no_use_for(home: Path) -> None:
    _write(home, ".clean.toml", "".join(OFFER.replace("offer", f"offer-{i}").replace("Our", "No") for i in range(7)))
    assert _clean(home, FERRY).err == ""
    lines = _clean(home, "-v", FERRY).err.splitlines()
    assert lines[0] == "clean: ../../.clean.toml, line 1: The rule 'offer-0' matched nothing."
    assert (len(lines), lines[-1]) == (6, "clean: 2 more rules matched nothing.")


@pytest.mark.parametrize("args", [["--timeout", "60"], ["-j", "1"], ["-o", "out/"]])
def test_a_single_page_with_options_for_many_says_no_more(home: Path, args: list[str]) -> None:
    _write(home, ".clean.toml", OFFER)
    assert "matched nothing" not in _clean(home, PAGE, *args).err
    assert "The rule 'offer' matched nothing" in _clean(home, PAGE, *args, "-v").err
    assert "The rule 'offer' matched nothing" in _clean(home, PAGE, PAGE, "--timeout", "60").err


def test_explain_and_removed_name_the_rule(home: Path) -> None:
    _write(home, ".clean.toml", OFFER)
    rows = iter(_clean(home, "--explain", FERRY).out.splitlines())
    assert " - █100%" in next(row for row in rows if WORDS in row)
    assert "your rule “offer”" in " ".join(" ".join(rows).split())
    removed = json.loads(_clean(home, "-f", "json", "--removed", FERRY).out)["removed"]
    assert [item["rules"][0] for item in removed if item["text"].startswith(WORDS)] == ["user.offer"]


def test_skip_leaves_out_users_rules_and_the_weights_of_others(home: Path) -> None:
    _write(home, ".clean.toml", OFFER)
    assert WORDS in _clean(home, "--skip", "offer", FERRY).out
    assert WORDS in _clean(home, "--skip", "user", FERRY).out
    explained = _clean(home, "--skip", "chain", "--explain=json", PAGE)
    assert (explained.status, "chain." in explained.out) == (0, False)
    assert "chain." in _clean(home, "--explain=json", PAGE).out


def test_only_a_users_rule_drops_nothing_else(home: Path) -> None:
    _write(home, ".clean.toml", OFFER)
    out = _clean(home, "--only", "offer", "-f", "text", FERRY).out
    assert "Copyright 2025 The Gazette" in out
    assert WORDS not in out


def test_a_changed_rule_cleans_again(home: Path) -> None:
    (home / "pages").mkdir()
    (home / "pages" / "ferry.txt").write_bytes(FERRY.read_bytes())
    args = ("../pages/", "-o", "../out/", "--incremental")
    assert "1 cleaned" in _clean(home, *args, where="project").err
    assert "0 cleaned, 1 skipped (1 unchanged" in _clean(home, *args, where="project").err
    _write(home, ".clean.toml", OFFER)
    assert "1 cleaned" in _clean(home, *args, where="project").err
    assert WORDS not in (home / "out" / "ferry.md").read_text(encoding="utf-8")
    assert "0 cleaned" in _clean(home, *args, where="project").err
    assert "1 cleaned" in _clean(home, *args, "--skip", "offer", where="project").err


def test_no_configuration_loads_nothing_for_it() -> None:
    import subprocess
    import sys

    loaded = "{'tomllib', 're2', 'cleaner.userrules'} & set(sys.modules)"
    code = f"from cleaner import cli; cli._status(['{PAGE}']); import sys; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/", env={"PATH": ""})
    assert done.stdout.splitlines()[-1] == "set()"
