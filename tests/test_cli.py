"""The command `clean` as it is installed: what it reads, what it writes, what it says."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from command import PAGE, run

import cleaner
from cleaner import Options, clean
from cleaner.cli import command
from cleaner.pipeline import Explanation
from cleaner.render import to_json, to_text

HEADLINE = "Night ferry returns to Port Hallam after eleven years, with half the crew it once had"
NO_ARTICLE = b"Home\nNews\nSport\nLog in\nSubscribe\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"


@pytest.fixture(scope="module")
def markdown() -> str:
    """The demo page's article, by the library."""
    return clean(PAGE.read_bytes()).to_markdown()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.txt"
    path.write_bytes(NO_ARTICLE)
    return path


# What it says no to


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--formt", "json"], "No such option"),
        (["-f", "xml"], "'xml' is not one of 'markdown', 'json', 'text'"),
        (["--captions", "maybe"], "'maybe' is not one of"),
        (["--from", "pdf"], "'pdf' is not one of"),
        (["-o"], "requires an argument"),
        (["--frontmatter", "-f", "json"], "--frontmatter belongs to Markdown"),
        (["--removed"], "add --format json"),
        (["--explain", "-f", "json"], "leave out --format"),
        (["--url", "https://example.org", "a.txt", "b.txt"], "give one PATH"),
        (["-", "-"], "only once"),
        (["--encoding", "klingon"], "klingon"),
        (["-o", "."], "Standard input (-) has no name for a file in a directory"),
    ],
)
def test_wrong_usage_is_one_sentence(args: list[str], sentence: str, tmp_path: Path) -> None:
    result = run(*args, stdin=PAGE.read_bytes(), cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("clean: ")
    assert result.err.count("\n") == 1
    assert sentence in result.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_option_gets_a_suggestion() -> None:
    assert "--frontmatter" in run("--frontmater").err


@pytest.mark.parametrize(
    ("data", "sentence"), [(NO_ARTICLE, "No article found in it."), (b"", "No article"), (b" \n\t\n", "No article"), (PNG, "image")]
)
def test_a_page_without_an_article_fails_with_a_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    for form in ("markdown", "json", "text"):
        result = run("-f", form, path)
        assert (result.status, result.out) == (1, "")
        assert result.err.startswith(f"clean: {path}")
        assert sentence in result.err
        assert result.err.count("\n") == 1


def test_a_missing_file_fails_with_a_sentence() -> None:
    assert run("no/such.txt") == (1, "", "clean: no/such.txt: No such file or directory.\n")


def test_a_file_that_may_not_be_read_fails_with_a_sentence(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def denied(path: str, mode: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("cleaner.cli.open", denied, raising=False)  # root, who runs tests in containers, may read everything
    assert command.main([str(PAGE)], standalone_mode=False) == 1
    assert capfd.readouterr() == ("", f"clean: {PAGE}: Permission denied.\n")


def test_a_mistake_of_ours_costs_one_page(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], empty: Path) -> None:
    real = cleaner.pipeline.explain

    def broken(data: bytes, options: Options, *, path: str | None = None, site: object = None) -> Explanation:
        if path == str(empty):
            raise ZeroDivisionError("by\x1b[31m zero")
        return real(data, options, path=path)

    monkeypatch.setattr("cleaner.pipeline.explain", broken)
    assert command.main([str(empty), str(PAGE)], standalone_mode=False) == 1
    out, err = capfd.readouterr()
    assert out.startswith(f"# {HEADLINE}")
    assert err == f"clean: {empty}: Internal error (ZeroDivisionError: by\\x1b[31m zero); please report it with this page.\n"


@pytest.mark.parametrize("name", ["a\x1b[31m\n.txt", b"caf\xe9\x07.txt"])
def test_file_names_cannot_steer_the_terminal(name: str | bytes, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(NO_ARTICLE)
    for args in ([name], ["--explain", name], [name, "--url", "x\x1b[31m", name]):
        result = run(*args, cwd=tmp_path)
        assert (result.out + result.err.removesuffix("\n")).replace("\n", "").isprintable()
        assert result.status in (1, 2)


# What it reads


def test_no_path_at_a_terminal_shows_the_help() -> None:
    ours, theirs = pty.openpty()
    try:
        result = run(stdin=theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (result.status, result.out) == (2, "")
    assert "Usage: clean" in result.err


@pytest.mark.parametrize("args", [[], ["-"]])
def test_a_pipe_is_read(args: list[str], markdown: str) -> None:
    assert run(*args, stdin=PAGE.read_bytes()) == (0, markdown, "")


def test_a_closed_standard_input_is_no_page() -> None:
    assert "Usage: clean" in run(before=lambda: os.close(0), stdin=0).err
    assert run("-", before=lambda: os.close(0), stdin=0) == (1, "", "clean: standard input: Closed; name a file instead.\n")


def test_python_m_cleaner_is_the_same(markdown: str) -> None:
    assert run(PAGE, program=(sys.executable, "-m", "cleaner")) == (0, markdown, "")


def test_gzip_and_odd_names_are_read(tmp_path: Path, markdown: str) -> None:
    path = tmp_path / "caf\udce9 \n-x.txt.gz"
    path.write_bytes(gzip.compress(PAGE.read_bytes()))
    assert run(path) == (0, markdown, "")
    source = json.loads(run("-f", "json", path).out)["source"]
    assert source["path"] == str(path).replace("\udce9", "\ufffd")


def test_a_name_that_begins_with_a_dash_stands_behind_two(tmp_path: Path, markdown: str) -> None:
    (tmp_path / "-f").write_bytes(PAGE.read_bytes())
    assert run("--", "-f", cwd=tmp_path) == (0, markdown, "")


def test_the_encoding_can_be_given() -> None:
    page = PAGE.read_text(encoding="utf-8").encode("cp1252")
    result = run("-f", "json", "--encoding", "cp1252", stdin=page)
    assert json.loads(result.out)["text"] == clean(PAGE.read_bytes()).text


# What it writes


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}])
def test_output_is_utf8_whatever_the_locale(env: dict[str, str], markdown: str) -> None:
    assert "“" in markdown
    assert run(PAGE, env=env) == (0, markdown, "")
    assert run("“.txt", env=env).err.startswith("clean: “.txt: ")


def test_the_forms_are_those_of_the_library() -> None:
    article = clean(PAGE.read_bytes())
    assert run("-f", "text", PAGE).out == to_text(article)
    assert run("-f", "markdown", PAGE).out == article.to_markdown()
    assert run("--frontmatter", PAGE).out == article.to_markdown(frontmatter=True)
    piped = run("-f", "json", stdin=PAGE.read_bytes())
    assert piped.out == to_json(article) + "\n"
    assert piped.out.count("\n") == 1


def test_json_follows_the_shipped_schema() -> None:
    schema = json.loads((Path(cleaner.__file__).parent / "schema.json").read_text(encoding="utf-8"))
    values = json.loads(run("-f", "json", "--removed", "--url", "https://example.org/a", PAGE).out)
    jsonschema.validate(values, schema, cls=jsonschema.Draft202012Validator)
    assert values["title"] == HEADLINE
    assert values["url"] == "https://example.org/a"
    assert values["source"]["path"] == str(PAGE)
    assert "Hot this week" in [block["text"] for block in values["removed"]]
    assert "removed" not in json.loads(run("-f", "json", PAGE).out)


def test_captions_can_be_dropped(markdown: str) -> None:
    caption = "*The “Grey Heron” at the east quay on Monday evening. (Photo: Tilda Marsh)*"
    assert markdown.count(caption) == 1
    assert run("--captions", "drop", PAGE).out == markdown.replace(caption + "\n\n", "")


def test_several_inputs_come_in_order_and_a_bad_one_stops_none(empty: Path, markdown: str) -> None:
    result = run(PAGE, "missing.txt", empty, "-", stdin=PAGE.read_bytes())
    assert result.out == f"{markdown}\n---\n\n{markdown}"
    assert result.err.split("\n") == [
        "clean: missing.txt: No such file or directory.",
        f"clean: {empty}: No article found in it.",
        "",
    ]
    assert result.status == 1


def test_several_inputs_as_json_are_one_object_a_line(empty: Path) -> None:
    result = run("-f", "json", empty, PAGE, "-", stdin=PAGE.read_bytes())
    assert [json.loads(line)["source"]["path"] for line in result.out.splitlines()] == [str(PAGE), None]


def test_explain_shows_every_line_and_changes_nothing(markdown: str, empty: Path) -> None:
    result = run("--explain", PAGE)
    rows = re.findall(r"^ *(\d+) ([+-]) ", result.out, re.MULTILINE)
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    assert [int(number) for number, _ in rows] == [number for number, line in enumerate(lines, 1) if line.strip()]
    assert {sign for _, sign in rows} == {"+", "-"}
    assert (result.status, result.err) == (0, "")
    why = run("--explain", empty)
    assert (why.status, len(re.findall(r"^ *\d+ - ", why.out, re.MULTILINE))) == (1, 5)
    assert why.err == f"clean: {empty}: No article found in it.\n"


# What it tells about itself


def test_version() -> None:
    assert run("--version") == (0, f"clean {cleaner.__version__}\n", "")


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_names_every_option_once_under_a_heading(flag: str) -> None:
    result = run(flag)
    assert (result.status, result.err) == (0, "")
    options = [name for param in command.params for name in param.opts if name.startswith("--")]
    assert [result.out.count(f"{name} ") for name in options if result.out.count(f"\n  {name}") + result.out.count(f", {name}") != 1] == []
    for heading in ("Output:", "Input:", "Batch:", "Other:", "Examples:", "Exit status:", "Completion:"):
        assert f"{heading}" in result.out


def test_shell_completion() -> None:
    script = run(env={"_CLEAN_COMPLETE": "zsh_source"})
    assert (script.status, "#compdef clean" in script.out) == (0, True)
    asked = run(env={"_CLEAN_COMPLETE": "zsh_complete", "COMP_WORDS": "clean --fr", "COMP_CWORD": "1"})
    assert {"--from", "--frontmatter"} <= set(asked.out.split())


def test_the_toolbox_has_its_tools() -> None:
    result = run("--help", program=(str(Path(sys.executable).parent / "cleaner"),))
    assert (result.status, "eval" in result.out, "learn" in result.out) == (0, True, True)
