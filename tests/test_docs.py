"""The README says what the program does: every option, exit status, JSON key and make target of it is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import cleaner
from cleaner import cli, manual

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCHEMA = json.loads((Path(cleaner.__file__).parent / "schema.json").read_text(encoding="utf-8"))
MAKE_TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
OPTIONS = [name for param in cli.command.params for name in param.opts if name.startswith("-")]


def _table(*header: str) -> list[list[str]]:
    """The rows of the README's table with that header, without the backticks around code."""
    lines = README.split("\n")
    start = lines.index("| " + " | ".join(header) + " |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("`", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def test_the_table_of_options_is_complete() -> None:
    named = [option for row in _table("option", "what it does") for option in re.findall(r"(?<![\w-])--?[a-z0-9]+(?:-[a-z]+)*", row[0])]
    assert sorted(named) == sorted([*OPTIONS, "-h", "--help"])


def test_the_table_of_json_keys_is_complete_and_in_order() -> None:
    assert [row[0] for row in _table("key", "what it holds")] == list(SCHEMA["properties"])


def test_the_table_of_exit_statuses_is_complete() -> None:
    statuses = [int(row[0]) for row in _table("status", "when")]
    assert statuses == [0, cli.EXIT_FAILED, cli.EXIT_USAGE, cli.EXIT_INTERRUPTED, cli.EXIT_TERMINATED]


@pytest.mark.parametrize("target", ["demo", "test", "check", "eval"])
def test_make_targets_that_the_readme_names_exist(target: str) -> None:
    assert f"make {target}" in README
    assert target in MAKE_TARGETS


def test_the_manual_pages_are_up_to_date() -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in manual.FOLDER.glob("*.1")}
    assert found == manual.pages(), "run: make docs"


def test_the_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## .*\b{re.escape(cleaner.__version__)}\b", changelog, re.MULTILINE)
