"""Layouts of tables: always what their text says, whatever happened to either."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaner.rules import MARKED, TEXT, RuleSet, rules_of
from cleaner.weights import FILES, FOLDER, Table, lay_out, packed_path, parse_table, read_table
from cleaner.weights.packed import pack, unpack

TABLES = sorted(set(FILES.values()))
NAME = "lines.tsv"


def _rules(name: str) -> RuleSet:
    return next(rules_of(shape) for shape, file in FILES.items() if file == name)


def _plain(table: Table) -> list[object]:
    """A table as values that compare."""
    fields = (table.texts, table.own, table.context, table.again, table.site)
    return [*[[weights.values for weights in field] for field in fields], table.words, table.moves, table.moves_again]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of one table with its layout."""
    for path in (os.path.join(FOLDER, NAME), packed_path(os.path.join(FOLDER, NAME))):
        shutil.copy(path, tmp_path)
    return tmp_path


def _read(folder: Path) -> Table:
    return read_table(str(folder / NAME), _rules(NAME))


def _parsed(folder: Path) -> Table:
    return parse_table((folder / NAME).read_text(encoding="utf-8"), _rules(NAME))


def _is_laid_out(folder: Path) -> bool:
    return unpack((folder / "lines.bin").read_bytes(), (folder / NAME).read_bytes(), _rules(NAME)) is not None


def _edit(folder: Path) -> None:
    """Another weight of one mark, in as many bytes, at the same time of change."""
    path = folder / NAME
    times = path.stat()
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("word\tword="))
    stage, mark, weight = lines[at].split("\t")
    lines[at] = "\t".join([stage, mark, weight[:-1] + ("1" if weight[-1] != "1" else "2")])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("name", TABLES)
def test_layouts_are_fresh(name: str) -> None:
    path = Path(FOLDER, name)
    layout = Path(packed_path(str(path))).read_bytes()
    found = unpack(layout, path.read_bytes(), _rules(name))
    assert found is not None, "run: python -m cleaner.weights"
    assert _plain(found) == _plain(parse_table(path.read_text(encoding="utf-8"), _rules(name)))
    assert layout == pack(found, path.read_bytes(), _rules(name))


def test_an_edited_table_takes_effect_by_itself(folder: Path) -> None:
    before = _plain(_read(folder))
    _edit(folder)
    assert not _is_laid_out(folder)
    assert _plain(_read(folder)) == _plain(_parsed(folder)) != before
    lay_out(str(folder))
    assert _is_laid_out(folder)
    assert _plain(_read(folder)) == _plain(_parsed(folder))


def test_a_layout_for_other_rules_is_not_used(folder: Path) -> None:
    layout, text = (folder / "lines.bin").read_bytes(), (folder / NAME).read_bytes()
    renamed = TEXT._replace(texts=(TEXT.texts[0]._replace(name="shape.other"), *TEXT.texts[1:]))
    relabelled = TEXT._replace(texts=(TEXT.texts[0]._replace(labels=(*TEXT.texts[0].labels[:-1], "other")), *TEXT.texts[1:]))
    turned = TEXT._replace(context=TEXT.context[::-1])
    assert [unpack(layout, text, rules) for rules in (MARKED, renamed, relabelled, turned)] == [None] * 4


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:100], lambda data: b"", lambda data: b"\0" + data])
def test_a_damaged_or_missing_layout_is_not_used(folder: Path, spoil: object) -> None:
    layout = folder / "lines.bin"
    assert callable(spoil)
    layout.write_bytes(spoil(layout.read_bytes()))
    assert _plain(_read(folder)) == _plain(_parsed(folder))
    layout.unlink()
    assert _plain(_read(folder)) == _plain(_parsed(folder))


def test_windows_line_ends_change_no_weight(folder: Path) -> None:
    path = folder / NAME
    expected = _plain(_parsed(folder))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _plain(_read(folder)) == expected


def test_reading_writes_nothing_so_that_a_read_only_install_works(folder: Path) -> None:
    _edit(folder)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    try:
        assert _plain(_read(folder)) == _plain(_parsed(folder))
        assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    finally:
        folder.chmod(stat.S_IRWXU)


def test_readers_never_see_a_half_written_layout(folder: Path) -> None:
    expected = _plain(_parsed(folder))
    _edit(folder)
    edited = _plain(_parsed(folder))
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(lay_out, str(folder)) for _ in range(2)]
        seen = [pool.submit(_read, folder) for _ in range(8)]
    assert all(each.exception() is None for each in writing)
    assert all(_plain(each.result()) == edited != expected for each in seen)
    assert _is_laid_out(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["lines.bin", NAME]


def test_only_one_kind_of_machine_reads_layouts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout, text = (folder / "lines.bin").read_bytes(), (folder / NAME).read_bytes()
    monkeypatch.setattr(sys, "byteorder", "big")
    assert unpack(layout, text, TEXT) is None
