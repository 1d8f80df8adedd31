"""Every night: only what is new is cleaned, only what is gone is removed, and two runs don't meet."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import CLEAN
from command import run as installed
from trees import NO_ARTICLE, Forked, Result, forked, grow, heads, needs_fork, page, tree

from cleaner import pipeline
from cleaner.batch import fingerprint, read
from cleaner.batch.state import AT_ONCE, State
from cleaner.batch.values import Item, Known

pytestmark = needs_fork

COUNT = 6


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A tree of pages that nobody has touched for a while."""
    grow(tmp_path / "in", COUNT)
    _age(tmp_path / "in")
    return tmp_path / "in"


def _age(folder: Path) -> None:
    """Wait until the times of files prove that they are unchanged; their inodes' times can't be set."""
    newest = max(max(path.stat().st_mtime, path.stat().st_ctime) for path in folder.rglob("*"))
    time.sleep(max(0.0, newest + 0.05 - time.time()))


def _soon() -> None:
    """Let the times of a file prove something at once."""
    read.FRESH = 0.01


def _night(pages: Path, *args: str, patch: Callable[[], Any] = _soon) -> Result:
    return forked("in", "-o", "out", "--incremental", *args, cwd=pages.parent, patch=patch)


def _says(cleaned: int, unchanged: int, none: int = 0, failed: int = 0) -> str:
    skipped = f" ({unchanged} unchanged, 0 not read)" if unchanged else ""
    return f"clean: {cleaned} cleaned, {unchanged} skipped{skipped}, {none} no article, {failed} failed.\n"


def _blind() -> None:
    """Let no input be read."""
    _soon()
    read.page = None  # type: ignore[assignment]


def test_what_is_unchanged_is_not_even_read(pages: Path) -> None:
    assert _night(pages).err == _says(COUNT, 0)
    before = tree(pages.parent / "out")
    assert _night(pages, patch=_blind).err == _says(0, COUNT)
    assert tree(pages.parent / "out") == before
    assert _night(pages, "--force", patch=_blind).err == _says(0, COUNT)


def test_without_the_flag_everything_is_cleaned(pages: Path) -> None:
    assert _night(pages).status == 0
    assert forked("in", "-o", "out", cwd=pages.parent).err == _says(COUNT, 0)


def test_a_touched_file_is_told_by_its_bytes_and_only_once(pages: Path) -> None:
    assert _night(pages).status == 0
    for path in pages.rglob("*.txt"):
        path.touch()
    _age(pages)
    assert _night(pages).err == _says(0, COUNT)
    assert _night(pages, patch=_blind).err == _says(0, COUNT)


def test_a_changed_file_is_cleaned(pages: Path) -> None:
    assert _night(pages, "--no-memory").status == 0
    (pages / "page000.txt").write_text(page("New"))
    (pages / "new.txt").write_text(page("New"))
    assert _night(pages, "--no-memory").err == _says(2, COUNT - 1)
    assert heads(pages.parent / "out")["page000.md"] == "New"


def test_a_change_that_keeps_size_and_times_is_seen_by_the_inode(pages: Path) -> None:
    assert _night(pages).status == 0
    path = pages / "page000.txt"
    before = path.stat()
    path.write_text(page("Port 9"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _night(pages).err == _says(1, COUNT - 1)


@pytest.mark.parametrize("options", [["--captions", "drop"], ["--frontmatter"], ["--links", "drop"], ["--url=https://a.example/"]])
def test_other_options_clean_again(options: list[str], pages: Path) -> None:
    one = ["in/page000.txt", "-o", "out/", "--incremental"]
    assert forked(*one, cwd=pages.parent, patch=_soon).err == _says(1, 0)
    assert forked(*one, *options, cwd=pages.parent, patch=_soon).err == _says(1, 0)
    assert forked(*one, *options, cwd=pages.parent, patch=_soon).err == _says(0, 1)


def test_another_version_or_library_cleans_again(pages: Path) -> None:
    def newer() -> None:
        _soon()
        fingerprint._version = lambda library: "99"

    assert _night(pages).status == 0
    assert _night(pages, patch=newer).err == _says(COUNT, 0)


def test_an_output_that_was_deleted_is_written_again_and_an_edited_one_left(pages: Path) -> None:
    assert _night(pages).status == 0
    (pages.parent / "out" / "page000.md").unlink()
    (pages.parent / "out" / "north" / "page001.md").write_text("Edited.\n")
    assert _night(pages).err == _says(1, COUNT - 1)
    assert heads(pages.parent / "out")["page000.md"] == "Port 0"
    assert (pages.parent / "out" / "north" / "page001.md").read_text() == "Edited.\n"


def test_a_page_without_an_article_is_looked_at_once_and_one_that_failed_every_night(pages: Path) -> None:
    (pages / "none.txt").write_text(NO_ARTICLE)
    (pages / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    assert (first := _night(pages)).status == 1
    assert first.err.endswith(_says(COUNT, 0, 1, 1))
    _age(pages)
    assert (second := _night(pages)).status == 1
    assert second.err.endswith(_says(0, COUNT + 1, 0, 1))


def test_lines_are_skipped_too(pages: Path) -> None:
    path = pages / "crawl.jsonl"
    path.write_text(json.dumps({"text": page("One")}) + "\n")
    assert _night(pages, "--no-memory").status == 0
    assert _night(pages, "--no-memory").err == _says(0, COUNT + 1)
    path.touch()
    assert _night(pages, "--no-memory").err == _says(0, COUNT + 1)
    path.write_text(json.dumps({"text": page("Two")}) + "\n")
    assert _night(pages, "--no-memory").err == _says(1, COUNT)


def test_a_file_of_lines_with_a_bad_one_is_tried_every_night(pages: Path) -> None:
    (pages / "crawl.jsonl").write_text(json.dumps({"text": page("One")}) + "\n{}\n")
    for cleaned, unchanged in ((COUNT + 1, 0), (1, COUNT)):
        assert _night(pages).err.endswith(_says(cleaned, unchanged, 0, 1))
    assert heads(pages.parent / "out")["crawl.md"] == "One"


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "words": lambda path: path.write_bytes(b"This is no database." * 100),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "a few bytes": lambda path: os.truncate(path, 50),
    "holes": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)),
    "another version": lambda path: _sql(path, "PRAGMA user_version = 99"),
    "other tables": lambda path: _sql(path, "DROP TABLE page"),
    "no run": lambda path: _sql(path, "DELETE FROM run"),
    "nonsense in it": lambda path: _sql(path, "UPDATE page SET sha = NULL, stamp = 5, made = x'ff', written = 'x'"),
    "a journal": lambda path: path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 2000),
}


def _sql(path: Path, query: str) -> None:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute(query)
    base.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_state_costs_only_time(damage: str, pages: Path) -> None:
    assert _night(pages).status == 0
    before = tree(pages.parent / "out")
    DAMAGES[damage](pages.parent / "out" / ".clean-state.sqlite")
    for path in ("page000.txt", "north/page001.txt"):
        (pages / path).write_text(page("New"))
    result = _night(pages)
    assert (result.status, "Traceback" in result.err) == (0, False), result.err
    assert tree(pages.parent / "out").items() - before.items() == {
        (name, data) for name, data in tree(pages.parent / "out").items() if name in ("page000.md", "north/page001.md")
    }
    assert _night(pages).err == _says(0, COUNT)


def test_prune_removes_what_has_no_input_any_more(pages: Path) -> None:
    assert _night(pages, "--prune").status == 0
    out = pages.parent / "out"
    (out / "mine.md").write_text("Mine.\n")
    for name in ("page000.txt", "north/east/page002.txt", "north/page001.txt"):
        (pages / name).unlink()
    (out / "north" / "page001.md").write_text("Edited.\n")
    assert _night(pages).err == _says(0, COUNT - 3)
    assert len(tree(out)) == COUNT + 1
    (pages / "north" / "east" / "none.txt").write_text(NO_ARTICLE)  # a page is left, so the disk is there
    result = _night(pages, "--prune", "-v")
    assert result.status == 1
    assert "out/north/page001.md: Its input is gone, but it was changed since it was written; remove it yourself" in result.err
    assert result.err.endswith(", 0 failed, 2 removed.\n")
    assert set(tree(out)) == {"mine.md", "north/page001.md", "north/page005.md", "page004.md", "west/page003.md"}
    assert not (out / "north" / "east").exists()


@pytest.mark.parametrize("leave", ["folder", "nothing"])
def test_prune_keeps_what_came_from_a_disk_that_is_not_mounted(leave: str, pages: Path) -> None:
    (pages.parent / "other").mkdir()
    (pages.parent / "other" / "p.txt").write_text(page("Other"))
    both = ["in", "other", "-o", "out", "--incremental", "--prune"]
    assert forked(*both, cwd=pages.parent).status == 0
    subprocess.run(["rm", "-r", pages], check=True)
    if leave == "folder":
        pages.mkdir()
    forked(*both, cwd=pages.parent)
    assert len(tree(pages.parent / "out")) == COUNT + 1


@pytest.mark.parametrize("link", [False, True], ids=["mount point", "link"])
@pytest.mark.parametrize("leave", ["folder", "hidden", "nothing"])
def test_prune_keeps_what_came_from_a_disk_below_that_is_not_mounted(leave: str, link: bool, pages: Path) -> None:
    disk = pages.parent / "disk" if link else pages / "disk"
    disk.mkdir()
    if link:
        (pages / "disk").symlink_to("../disk")
    for name in ("p.txt", "deep/q.txt"):
        (disk / name).parent.mkdir(exist_ok=True)
        (disk / name).write_text(page(name))
    assert _night(pages, "--prune").status == 0
    subprocess.run(["rm", "-r", disk], check=True)
    if leave != "nothing":
        disk.mkdir()
    if leave == "hidden":
        (disk / ".not-mounted.txt").write_text("")
    result = _night(pages, "--prune", "-v")
    assert "out/disk/deep/q.md: Stays, as no page is left where its input was" in result.err
    assert result.err.endswith(", 0 failed, 2 spared (-v says why).\n")
    assert {"disk/p.md", "disk/deep/q.md"} <= set(tree(pages.parent / "out"))
    subprocess.run(["rm", "-r", pages.parent / "out" / "disk"], check=True)
    assert "Stays" not in _night(pages, "--prune", "-v").err


def test_prune_removes_from_a_folder_with_pages_below_it(pages: Path) -> None:
    assert _night(pages, "--prune").status == 0
    for name in ("north/page001.txt", "north/page005.txt"):
        (pages / name).unlink()
    assert _night(pages, "--prune").err.endswith(", 0 failed, 2 removed.\n")


def test_prune_after_the_inputs_moved(pages: Path) -> None:
    assert _night(pages).status == 0
    pages.rename(pages.parent / "new")
    moved = ["new", "-o", "out", "--incremental", "--prune"]
    assert forked(*moved, cwd=pages.parent, patch=_soon).err == _says(0, COUNT)
    (pages.parent / "new" / "page000.txt").unlink()
    assert forked(*moved, cwd=pages.parent, patch=_soon).err.endswith(", 0 failed, 1 removed.\n")
    assert len(tree(pages.parent / "out")) == COUNT - 1


def _waiting() -> None:
    """Let pages take until somebody ends the run."""
    pipeline.explain = lambda *_, **__: signal.pause()  # type: ignore[assignment]


def test_two_runs_with_a_lock_do_not_meet(pages: Path) -> None:
    first = Forked("in", "-o", "out", "--lock", cwd=pages.parent, patch=_waiting)
    lock = pages.parent / "out" / ".clean-lock"
    while not lock.exists() or not lock.read_text():
        time.sleep(0.01)
    second = forked("in", "-o", "out", "--lock", "-q", cwd=pages.parent)
    assert (second.status, second.err) == (
        1,
        f"clean: Another run (process {first.pid}) holds out/.clean-lock; try again when it has ended.\n",
    )
    os.kill(first.pid, signal.SIGKILL)
    for worker in first.workers():
        os.kill(worker, signal.SIGKILL)
    os.waitid(os.P_PID, first.pid, os.WEXITED | os.WNOWAIT)
    assert forked("in", "-o", "out", "--lock", cwd=pages.parent).status == 0
    assert len(tree(pages.parent / "out")) == COUNT


def test_two_runs_without_a_lock_come_to_the_same(pages: Path) -> None:
    runs = [Forked("in", "-o", "out", "--incremental", "--prune", cwd=pages.parent) for _ in range(3)]
    assert [run.wait().status for run in runs] == [0, 0, 0]
    assert _night(pages).err == _says(0, COUNT)
    assert forked("in", "-o", "alone", cwd=pages.parent).status == 0
    assert tree(pages.parent / "out") == tree(pages.parent / "alone")


def test_the_log_has_a_line_for_every_page(pages: Path) -> None:
    (pages / "none.txt").write_text(NO_ARTICLE)
    (pages / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    (pages / os.fsdecode(b"caf\xe9.jsonl")).write_text(json.dumps({"text": page("One")}) + "\n[]\n")
    log = pages.parent / "out" / "log.jsonl"
    assert _night(pages, "--log", str(log)).status == 1
    assert _night(pages, "--log", str(log)).status == 1
    records = [json.loads(line) for line in log.read_bytes().splitlines()]
    keys = ["time", "path", "output", "status", "seconds", "kept", "dropped", "confidence", "error", "message"]
    assert all(list(record) == keys for record in records)
    by = {(record["path"], record["status"]): record for record in records}
    done = by["in/page000.txt", "cleaned"]
    assert (done["output"], done["error"], done["message"]) == ("page000.md", None, None)
    assert (done["kept"] > 100, done["dropped"] > 20, 0 < done["confidence"] < 1, done["seconds"] > 0) == (True, True, True, True)
    assert by["in/page000.txt", "unchanged"]["kept"] == 0
    assert by["in/none.txt", "no article"]["error"] is None
    assert by["in/image.txt", "failed"]["error"] == "UnreadableInput"
    assert by["in/caf\ufffd.jsonl:2", "failed"]["message"].startswith("in/caf")
    assert len(records) == 2 * (COUNT + 4)


def test_a_log_that_cannot_be_written(pages: Path) -> None:
    assert forked("in", "-o", "out", "--log", "no/log", cwd=pages.parent).err == "clean: no/log: No such file or directory.\n"
    result = forked("in", "-o", "out", "--log", "/dev/full", cwd=pages.parent)
    assert (result.status, len(tree(pages.parent / "out"))) == (1, COUNT)
    assert result.err == "clean: /dev/full: No space left on device; the log ends here.\n" + _says(COUNT, 0)


def test_quiet_says_only_what_failed(pages: Path) -> None:
    assert _night(pages, "-q") == (0, "", "")
    (pages / "none.txt").write_text(NO_ARTICLE)
    (pages / "gone.txt").symlink_to("nowhere")
    assert _night(pages, "-q") == (1, "", "clean: in/gone.txt: No such file or directory.\n")


def test_verbose_names_every_page(pages: Path) -> None:
    (pages / "none.txt").write_text(NO_ARTICLE)
    (pages / "x.png").write_bytes(b"")
    said = _night(pages, "-v").err
    assert said.count(": cleaned, ") == COUNT
    assert "clean: in/north/page001.txt: cleaned, north/page001.md.\n" in said
    assert "clean: in/none.txt: No article found in it.\n" in said
    assert "clean: in/x.png: Skipped, not a page by its name" in said
    assert _night(pages, "-v").err.count(": unchanged, ") == COUNT + 1


def test_the_line_for_cron_in_the_readme(pages: Path) -> None:
    """As cron would run it: a shell with next to no environment, and no terminal."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (line,) = (line for line in readme.split("\n") if line.startswith("0 3 * * *"))
    words = line.removeprefix("0 3 * * *").replace("/srv/pages/", str(pages)).replace("/srv/articles/", str(pages.parent / "out"))
    words = words.replace("/var/log/clean.jsonl", str(pages.parent / "log"))
    program = shlex.split(words)[0]
    assert Path(program).name == "clean"
    words = words.replace(program, CLEAN, 1)
    for _ in range(2):
        done = subprocess.run(["/bin/sh", "-c", words], env={"PATH": "/usr/bin:/bin", "HOME": "/"}, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(tree(pages.parent / "out")) == COUNT
    statuses = [json.loads(line)["status"] for line in (pages.parent / "log").read_text().splitlines()]
    assert statuses == ["cleaned"] * COUNT + ["unchanged"] * COUNT


def test_a_closed_pipe_and_closed_streams(pages: Path) -> None:
    with subprocess.Popen([CLEAN, "in", "-j", "2"], cwd=pages.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, b"")
    result = installed("in", cwd=pages.parent, before=lambda: os.close(1))
    assert (result.status, result.err) == (1, "clean: standard output: Standard output is closed.\n")
    result = installed("in", "-o", "out", cwd=pages.parent, before=lambda: os.closerange(2, 3))
    assert (result.status, len(tree(pages.parent / "out"))) == (0, COUNT)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /dev/full")
def test_a_full_disk_behind_standard_output(pages: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([CLEAN, pages], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"clean: standard output: No space left on device.\n")


def test_many_inputs_are_looked_up_at_once_and_in_their_order(tmp_path: Path) -> None:
    said: list[str] = []
    state = State(str(tmp_path), said.append)
    items = [Item(str(tmp_path / f"{number}.txt"), f"{number}.md") for number in range(2 * AT_ONCE + 3)]
    for number, item in enumerate(items):
        if number % 3:  # every third is new
            place = item.path if number % 5 else item.path + ".elsewhere"
            state.remember(item.output, place, Known(f"sha {number}", "stamp", "made", "written"))
    state.save()
    found = list(state.known_of(iter(items)))
    assert [item for item, _ in found] == items
    for number, (item, known) in enumerate(found):
        assert known == state.known(item.output, item.path)
        stamp = "stamp" if number % 5 else ""
        assert known == (Known(f"sha {number}", stamp, "made", "written") if number % 3 else None)
    state.close(True)
    assert not said
