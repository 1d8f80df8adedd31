"""The command `cleaner` on a benchmark of one invented page."""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

import pytest
from command import PAGE, Result, run

from cleaner import clean, speed

PROGRAM = (str(Path(sys.executable).parent / "cleaner"),)


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """A benchmark in the shape of the real one, whose gold is what `clean` makes of its page."""
    text = PAGE.read_text(encoding="utf-8")
    row: dict[str, object] = {
        "id": "ferry",
        "set": "wcxb-dev",
        "type": "article",
        "lang": "en",
        "site": None,
        "url": "https://gazette.example/ferry",
    }
    row |= {"html": "", "text": {"inscriptis": text}, "gold": clean(text).text, "title": None, "author": None, "date": None}
    (tmp_path / "dev").mkdir()
    with lzma.open(tmp_path / "dev" / "pages.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    return tmp_path


def _cleaner(*args: str | Path) -> Result:
    return run(*args, program=PROGRAM)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["eval", "no/such/folder"], "does not exist"),
        (["eval", "{bench}", "--page", "nothing"], "No page of the benchmark is chosen"),
        (["eval", "{bench}", "--cv", "1"], "not in the range"),
        (["tidy"], "No such command"),
    ],
)
def test_wrong_usage_has_a_sentence(args: list[str], sentence: str, bench: Path) -> None:
    result = _cleaner(*(arg.format(bench=bench) for arg in args))
    assert (result.status, sentence in result.err) == (2, True)


def test_a_folder_without_pages_has_a_sentence(tmp_path: Path) -> None:
    result = _cleaner("eval", tmp_path)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"cleaner: {tmp_path}: no ")


def test_eval_scores_a_page(bench: Path) -> None:
    result = _cleaner("eval", bench, "--jobs", "1", "--view", "inscriptis")
    assert result.status == 0
    head, row, *worst = result.out.splitlines()
    assert head.split()[:6] == ["set", "type", "language", "view", "pages", "word-F1"]
    assert row.split()[:5] == ["WCXB", "article", "inscriptis", "1", "1.0000"]
    assert any("ferry" in line for line in worst)


def test_eval_shows_one_page(bench: Path) -> None:
    result = _cleaner("eval", bench, "--page", "ferry")
    assert result.status == 0
    assert result.out.startswith("inscriptis:\n")
    assert "Some four hundred people" in result.out
    assert "Hot this week" in result.out


def test_bench_measures_start_rates_and_growth(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "STARTS", 1)
    monkeypatch.setattr(speed, "MEGABYTE", 50_000)
    lines = list(speed.report(bench, sizes=(1,)))
    assert [line.split(":")[0] for line in lines] == ["start", *["rate"] * (len(lines) - 5), "html", *["size"] * 3]
    assert all(any(char.isdigit() for char in line) for line in lines)
