"""The examples of the README do what it says: the Python block runs, the commands too, the TOML can be read."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command import CLEAN, FIXTURES, PAGE

from cleaner import Options, clean, tomlfile
from cleaner.config import KEYS
from cleaner.userrules import matches, rules_of

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TOML = [text for language, text in BLOCKS if language == "toml"]
COMMANDS = [
    line.split("  ")[0]
    for language, text in BLOCKS
    if not language
    for line in text.splitlines()
    if re.match(r"(find .*\| )?clean ", line) and "CLEAN_COMPLETE" not in line
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A directory with the files that the examples name."""
    shutil.copy(PAGE, tmp_path / "page.txt")
    (tmp_path / "pages").mkdir()
    shutil.copy(PAGE, tmp_path / "pages" / "a.txt")
    html = "".join(f"<p>{line}</p>" for line in PAGE.read_text(encoding="utf-8").splitlines())
    (tmp_path / "pages" / "b.html").write_text(f"<!doctype html><html><body>{html}</body></html>", encoding="utf-8")
    row = '{"id": 1, "text": "TEXT", "body": "TEXT"}\n'.replace("TEXT", PAGE.read_text(encoding="utf-8").replace("\n", "\\n"))
    (tmp_path / "crawl.jsonl").write_text(row, encoding="utf-8")
    (tmp_path / "rules.toml").write_text(TOML[0], encoding="utf-8")
    return tmp_path


def test_the_python_block_runs(place: Path) -> None:
    (block,) = [text for language, text in BLOCKS if language == "python"]
    done = subprocess.run([sys.executable, "-c", block], cwd=place, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("line", dict.fromkeys(COMMANDS))
def test_a_command_runs(line: str, place: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f'clean() {{ {shlex.quote(CLEAN)} "$@"; }}; {line}'], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 9


def test_the_rule_of_the_readme_drops_what_it_says() -> None:
    page = (FIXTURES / "userrules" / "ferry.txt").read_text(encoding="utf-8")
    rules = rules_of(tomlfile.parse(TOML[0], "README.md"), only_rules=True)
    assert len(TOML[0].splitlines()) == 5
    assert "Our readers get the paper" in clean(page).text
    assert "Our readers get the paper" not in clean(page, Options(rules=rules, url="https://gazette.example/ferry")).text
    from cleaner.model import Block

    assert matches([Block(text) for text in rules[0].examples], rules) == {rules[0]: list(range(len(rules[0].examples)))}


def test_the_options_of_the_readme_can_be_set() -> None:
    assert tomllib.loads(TOML[1]).keys() <= set(KEYS)
    assert all(f"`{key}`" in README for key in KEYS)
