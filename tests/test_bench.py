"""The benchmark's pages: reading, sites and folds, labels."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from cleaner.bench import fold_of, read_bench, registered_domain
from cleaner.evaluate import Selection

PROSE = "The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship."
MORE = "Some four hundred people stood on the east quay, and a brass band played the same three tunes twice."


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.example.org/a/b?c=d", "example.org"),
        ("http://news.example.co.uk:8080/x", "example.co.uk"),
        ("example.co.uk", "example.co.uk"),
        ("www.example.com.au", "example.com.au"),
        ("co.uk", "co.uk"),
        ("https://a.b.c.example.de/", "example.de"),
        ("EXAMPLE.ORG", "example.org"),
        ("localhost", "localhost"),
    ],
)
def test_the_site_is_the_registered_domain(address: str, site: str) -> None:
    assert registered_domain(address) == site


def test_a_site_has_one_fold_whatever_its_pages() -> None:
    sites = [f"site{i}.example" for i in range(200)]
    folds = [fold_of(site, 5) for site in sites]
    assert set(folds) == set(range(5))
    assert folds == [fold_of(registered_domain(f"https://www.{site}/page/{i}"), 5) for i, site in enumerate(sites)]
    assert fold_of("example.org", 5) == 0  # pinned: the folds of a benchmark must not change


def _row(**changes: Any) -> dict[str, Any]:
    row = {"id": "a", "set": "wcxb-dev", "type": "article", "lang": "en", "site": None, "url": "https://www.example.org/x", "gold": PROSE}
    return {**row, "title": None, "author": None, "date": None, "text": {"bs4": PROSE, "w3m": "", "oneline": None}, **changes}


def _write(path: Path, *rows: dict[str, Any]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_reading_a_benchmark(tmp_path: Path) -> None:
    _write(tmp_path / "b.jsonl.xz", _row(id="b", set="waddle", site="news.example.gr"))
    _write(tmp_path / "a.jsonl.xz", _row(), _row(id="c", url=None, type="forum"))
    pages = list(read_bench(tmp_path))
    assert [(page.id, page.set, page.site, page.type) for page in pages] == [
        ("a", "WCXB", "example.org", "article"),
        ("c", "WCXB", "c", "forum"),
        ("b", "Waddle", "example.gr", "article"),
    ]
    assert pages[0].views == {"bs4": PROSE}


def test_a_folder_dev_goes_first(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    _write(tmp_path / "dev" / "x.jsonl.xz", _row(id="x"))
    _write(tmp_path / "y.jsonl.xz", _row(id="y"))
    assert [page.id for page in read_bench(tmp_path)] == ["x"]


def test_a_folder_without_pages_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        list(read_bench(tmp_path))


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), ["a", "f", "w"]),
        (Selection(sets=("Waddle",)), ["w"]),
        (Selection(types=("article",)), ["a", "w"]),
        (Selection(types=("other",)), ["f"]),
        (Selection(types=("forum",)), ["f"]),
        (Selection(types=("service",)), []),
        (Selection(ids=("w", "a")), ["a", "w"]),
        (Selection(step=2), ["a", "w"]),
    ],
)
def test_a_selection_of_pages(selection: Selection, ids: list[str], tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl.xz", _row(id="a"), _row(id="f", type="forum"), _row(id="w", set="waddle"))
    assert [page.id for page in selection.pages(tmp_path)] == ids
