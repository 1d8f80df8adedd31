"""The manual pages: every option and command is there, and troff reads them without a warning."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click
import pytest
from command import CLEAN, CLEANER, run

from cleaner import cli, manual, toolbox

PAGES = manual.pages()


def _plain(page: str) -> str:
    return PAGES[page].replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")


def _all(command: click.Command) -> list[click.Command]:
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *(found for one in below for found in _all(one))]


def test_every_option_of_clean_has_its_line() -> None:
    lines = _plain("clean.1").split("\n")
    for param in cli.command.params:
        if isinstance(param, click.Option):
            (line,) = [line for line in lines if line.startswith(".B -") and line[3:].partition(" ")[0].strip(",") in param.opts]
            assert lines[lines.index(line) + 1] == param.help


def test_every_command_of_cleaner_has_its_section() -> None:
    text = _plain("cleaner.1")
    for command in _all(toolbox.toolbox)[1:]:
        assert f" {command.name}" in text
        assert " ".join((command.help or "").split("\n\n")[0].split()) in text
        for param in command.params:
            assert all(name in text for name in param.opts if name.startswith("-"))


def test_exit_statuses_and_examples_are_there() -> None:
    text = _plain("clean.1")
    for part in (".SH EXAMPLES\n.nf\n  clean page.txt", ".SH EXIT STATUS\n0 all good", ".SH FILES", ".I .clean.toml", ".SH SEE ALSO"):
        assert part in text


@pytest.mark.parametrize("page", PAGES)
def test_troff_reads_it_without_a_warning(page: str) -> None:
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("groff is not installed")
    done = subprocess.run([groff, "-man", "-ww", "-Tutf8", "-Kutf8"], input=PAGES[page].encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"User Commands" in done.stdout


def test_pages_can_be_written_elsewhere(tmp_path: Path) -> None:
    manual.main(tmp_path / "man1")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "man1").iterdir()} == PAGES


@pytest.mark.parametrize(("program", "words", "found"), [(CLEAN, "clean --no-c", "--no-config"), (CLEANER, "cleaner rules sh", "show")])
def test_both_commands_complete_words_in_a_shell(program: str, words: str, found: str) -> None:
    name = Path(program).name
    env = {f"_{name.upper()}_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert found in run(program=(program,), env=env).out
