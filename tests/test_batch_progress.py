"""The progress of many pages: at a terminal only, on standard error only."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from command import CLEAN
from trees import NO_ARTICLE, grow, needs_fork, page, tree

pytestmark = needs_fork

CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COUNT = 30


def _at_a_terminal(*args: str | Path, out: IO[bytes] | int = subprocess.DEVNULL, term: str = "xterm") -> tuple[int, str]:
    """Exit status and what a terminal got on standard error."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": term, "COLUMNS": "100"}
    with subprocess.Popen([CLEAN, *args], stdin=subprocess.DEVNULL, stdout=out, stderr=theirs, env=env) as process:
        os.close(theirs)
        said = b""
        try:
            while data := os.read(ours, 65536):
                said += data
        except OSError:  # what Linux says when the other end is closed
            pass
        os.close(ours)
    return process.returncode, said.decode("utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = grow(tmp_path / "in", COUNT)
    (folder / "page000.txt").write_text(NO_ARTICLE)
    (folder / "page004.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    lines = (json.dumps({"text": page(f"Line {number}")}) for number in range(COUNT))
    (folder / "west" / "crawl.jsonl").write_text("\n".join(lines))
    return folder


def test_a_terminal_gets_a_bar_and_whole_sentences(pages: Path) -> None:
    status, said = _at_a_terminal(pages, "-o", pages.parent / "out")
    assert (status, len(tree(pages.parent / "out"))) == (1, COUNT - 1)
    plain = CODES.sub("", said).replace("\r", "\n")
    assert re.search(rf"Cleaning .* \d+/{COUNT + 1} +.*/s", plain)
    assert "1 failed" in plain
    lines = [line.rstrip() for line in plain.split("\n") if line.strip()]
    assert f"clean: {pages}/page000.txt: No article found in it." in lines
    assert lines[-1] == f"clean: {2 * COUNT - 2} cleaned, 0 skipped, 1 no article, 1 failed."


def test_a_terminal_that_is_gone_does_not_end_the_run(pages: Path) -> None:
    ours, theirs = pty.openpty()
    line: list[str | Path] = [CLEAN, pages, "-o", pages.parent / "out", "-v"]
    with subprocess.Popen(line, stdin=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(theirs)
        os.read(ours, 1)
        os.close(ours)
    assert (process.returncode, len(tree(pages.parent / "out"))) == (1, COUNT - 1)


@pytest.mark.parametrize("args", [["-q"], []], ids=["quiet", "to standard output"])
def test_no_bar_where_it_is_not_wanted(args: list[str], pages: Path) -> None:
    target = ["-o", str(pages.parent / "out")] if args else []
    _, said = _at_a_terminal(pages, *target, *args)
    assert "\x1b" not in said
    assert all(line.startswith("clean: ") for line in said.splitlines())


def test_a_terminal_that_can_do_nothing(pages: Path) -> None:
    _, said = _at_a_terminal(pages, "-o", pages.parent / "out", term="dumb")
    assert f"clean: {2 * COUNT - 2} cleaned" in said


def test_standard_output_holds_articles_only(pages: Path) -> None:
    with open(pages.parent / "out", "wb") as stream:
        _at_a_terminal(pages, "-v", out=stream)
    assert (pages.parent / "out").read_bytes() == subprocess.run([CLEAN, pages], capture_output=True, check=False).stdout


def test_without_a_terminal_rich_is_not_even_loaded(pages: Path) -> None:
    code = "import sys; from cleaner import cli; cli._status(sys.argv[1:]); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, pages, "-o", pages.parent / "out"], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert "\x1b" not in done.stderr
