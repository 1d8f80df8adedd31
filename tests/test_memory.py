"""The memory file: what it keeps of a site, what fades, what it does with files that are damaged, others' or in use."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.memory import FORGOTTEN_AFTER, MOST_BLOCKS, SPAN, Memory, NoMemory, Remembered, today, trace_of
from cleaner.model import Block, Page, Source
from cleaner.sites import SAMPLE, sampled
from cleaner.traces import packed, trace, unpacked

DAY = 20_000 // SPAN * SPAN
"""The first day of a span."""


def _trace(*prints: int) -> bytes:
    return packed(trace(prints, bytes(len(prints)), [0] * len(prints), "lines"))


def _pages(count: int, day: int = DAY, site: str = "gazette.example", first: int = 0) -> list[Remembered]:
    return [Remembered(site, f"page-{number}", day, _trace(number, 7)) for number in range(first, first + count)]


def _keys(memory: Memory, site: str = "gazette.example") -> set[str]:
    return {page.key for page in memory.pages(site)}


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "sites.sqlite")


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.memory.today", lambda: DAY)


# What is kept


def test_what_was_remembered_is_there_when_the_file_is_opened_again(path: str) -> None:
    memory = Memory(path, make=True)
    assert memory.is_empty()
    memory.update(_pages(3))
    memory.close()
    memory = Memory(path)
    assert not memory.is_empty()
    assert sorted(memory.pages("gazette.example")) == _pages(3)
    assert memory.pages("other.example") == []
    assert [tuple(site) for site in memory.sites()] == [("gazette.example", 3, DAY, DAY)]


def test_a_page_that_is_read_again_takes_its_own_place(path: str) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(2))
    newer = Remembered("gazette.example", "page-0", DAY + 3, _trace(99))
    memory.update([newer])
    assert sorted(memory.pages("gazette.example")) == [newer, _pages(2)[1]]
    memory.update(_pages(1))  # by a run that began earlier and ended later
    assert newer in memory.pages("gazette.example")


def test_a_site_is_bounded_and_others_are_left_alone(path: str) -> None:
    memory = Memory(path, make=True)
    memory.update([*_pages(2, site="other.example"), *_pages(300)])
    assert len(memory.pages("gazette.example")) == SAMPLE
    assert [site.pages for site in memory.sites()] == [SAMPLE, 2]
    assert len(list(memory.every())) == SAMPLE + 2


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 80))
def test_neither_order_nor_pieces_change_what_is_kept(random: Random, size: int) -> None:
    pages = _pages(120)
    memory = Memory(":memory:", make=True)
    shuffled = random.sample(pages, len(pages))
    for start in range(0, len(shuffled), size):
        memory.update(shuffled[start : start + size])
    assert [page.key for page in memory.pages("gazette.example")] == sampled(page.key for page in pages)
    memory.close()


def test_names_of_any_bytes_are_kept(path: str) -> None:
    memory = Memory(path, make=True)
    odd = Remembered("/pages/\udcff\nb", "p\udcfe\x00.txt", DAY, _trace(1))
    memory.update([odd])
    assert memory.pages(odd.site) == list(memory.every()) == [odd]
    assert memory.forget(odd.site) == 1


def test_a_huge_page_is_remembered_in_part_and_always_the_same() -> None:
    lines = [f"line {'x' * (i + 1)}" for i in range(MOST_BLOCKS + 10)]
    huge, same, fit = (
        unpacked(trace_of(Page(tuple(map(Block, some)), "lines", Source("", "text", "utf-8", ""))))
        for some in (lines, lines, lines[:MOST_BLOCKS])
    )
    assert huge == same
    assert (huge.prints, huge.lengths, len(huge.scores)) == (fit.prints, fit.lengths, MOST_BLOCKS)


# What fades


def test_pages_of_newer_weeks_push_out_older_ones(path: str) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(SAMPLE))
    memory.update(_pages(20, DAY + SPAN, first=1000))
    keys = _keys(memory)
    assert len(keys) == SAMPLE
    assert {f"page-{number}" for number in range(1000, 1020)} <= keys
    memory.update(_pages(SAMPLE + 9, DAY + SPAN, first=2000))
    assert not keys & {f"page-{number}" for number in range(1000)} & _keys(memory)


def test_a_small_site_keeps_what_it_has_while_it_is_met(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(5))
    memory.update(_pages(1, DAY + 300, first=5))
    monkeypatch.setattr("cleaner.memory.today", lambda: DAY + 300 + FORGOTTEN_AFTER)
    memory.update(_pages(1, DAY + 300 + FORGOTTEN_AFTER, site="other.example"))
    assert len(_keys(memory)) == 6


def test_a_site_that_is_not_met_for_a_year_is_forgotten(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(5))
    later = DAY + FORGOTTEN_AFTER + 1
    monkeypatch.setattr("cleaner.memory.today", lambda: later)
    memory.update(_pages(1, later, site="other.example"))
    assert [site.site for site in memory.sites()] == ["other.example"]


# Other files


def test_a_missing_file_is_only_made_when_asked_for(path: str, tmp_path: Path) -> None:
    with pytest.raises(NoMemory, match="No such file"):
        Memory(path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NoMemory, match="unable to open"):
        Memory(str(tmp_path / "no" / "folder"), make=True)


def _database(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE notes (text TEXT)")
    base.close()


def _newer(path: Path) -> None:
    Memory(str(path), make=True).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()


@pytest.mark.parametrize("make", [True, False])
def test_what_is_something_else_is_left_alone(make: bool, tmp_path: Path) -> None:
    text, base, newer = tmp_path / "notes.txt", tmp_path / "notes.sqlite", tmp_path / "newer.sqlite"
    text.write_text("Buy bread.\n" * 100, encoding="utf-8")
    _database(base)
    _newer(newer)
    for file, why in ((text, "is no site memory"), (base, "is no site memory"), (newer, "by a newer version")):
        before = file.read_bytes()
        with pytest.raises(NoMemory, match=why) as failure:
            Memory(str(file), make=make)
        assert str(failure.value).startswith(str(file))
        assert file.read_bytes() == before


def test_what_can_only_be_ours_is_begun_anew_whatever_is_in_it(path: str) -> None:
    Path(path).write_bytes(b"\0\xff" * 5000)
    memory = Memory(path, make=True, ours=True)
    assert memory.damaged
    assert memory.is_empty()


def test_what_an_older_version_knew_is_begun_anew(path: str) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(3))
    memory.close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 0")
    base.close()
    memory = Memory(path, make=True)
    assert memory.damaged
    assert memory.is_empty()


def test_a_damaged_file_is_begun_anew_when_it_may_be(path: str) -> None:
    memory = Memory(path, make=True)
    memory.update(_pages(50))
    memory.close()
    damaged = bytearray(Path(path).read_bytes())
    damaged[4096:] = b"\xee" * (len(damaged) - 4096)
    Path(path).write_bytes(damaged)
    with pytest.raises(NoMemory):
        Memory(path)
    memory = Memory(path, make=True)
    assert memory.damaged
    memory.update(_pages(2))
    assert len(_keys(memory)) == 2


# Several at once

WRITER = """
import sys
from cleaner.memory import Memory, Remembered, today
from cleaner.traces import packed, trace
who, path, day = sys.argv[1], sys.argv[2], today()
memory = Memory(path, make=True)
for number in range(20):
    data = packed(trace([number], b"1", [0], "lines"))
    memory.update([Remembered(site, f"{who}-{number}", day, data) for site in (f"{who}.example", "both.example")])
"""


def test_several_processes_write_one_memory(path: str) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, who, path], stderr=subprocess.PIPE) for who in "abc"]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0)] * 3
    memory = Memory(path)
    assert {f"{who}-{number}" for who in "abc" for number in range(20)} >= _keys(memory, "both.example")
    assert len(_keys(memory, "both.example")) == SAMPLE
    assert all(len(_keys(memory, f"{who}.example")) == 20 for who in "abc")


def test_today_is_a_day() -> None:
    assert 20_000 < today() < 60_000
