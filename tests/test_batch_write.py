"""Many pages: nothing is half-written, and no file is overwritten that is somebody else's."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run as installed
from trees import NO_ARTICLE, Forked, forked, grow, heads, needs_fork, page, tree

from cleaner import output
from cleaner.batch import write

pytestmark = needs_fork

OURS = "was not written by clean; move it away, or use --force to overwrite it"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return grow(tmp_path / "in", 4)


def _unmarked() -> None:
    """As on a file system without extended attributes."""

    def refuse(*_: object) -> bytes:
        raise OSError(95, "Operation not supported")

    os.setxattr = os.getxattr = refuse  # type: ignore[assignment]


@pytest.mark.parametrize("marks", [True, False])
def test_a_file_that_clean_did_not_write_is_left_alone(pages: Path, marks: bool) -> None:
    out = pages.parent / "out"
    (out / "north").mkdir(parents=True)
    (out / "north" / "page001.md").write_text("Mine.\n")
    patch = None if marks else _unmarked
    result = forked(pages, "-o", out, patch=patch)
    assert (result.status, OURS in result.err) == (1, True)
    assert (out / "north" / "page001.md").read_text() == "Mine.\n"
    assert len(tree(out)) == 4
    assert forked(pages, "-o", out, "--force", patch=patch).status == 0
    assert heads(out)["north/page001.md"] == "Port 1"


@pytest.mark.parametrize("marks", [True, False])
def test_what_clean_wrote_is_overwritten_but_not_once_it_was_edited(pages: Path, marks: bool) -> None:
    out = pages.parent / "out"
    patch = None if marks else _unmarked
    assert forked(pages, "-o", out, patch=patch).status == 0
    (pages / "page000.txt").write_text(page("Other"))
    (pages / "north" / "page001.txt").write_text(page("Other"))
    (out / "north" / "page001.md").write_text("Edited.\n")
    result = forked(pages, "-o", out, patch=patch)
    assert (result.status, result.err.count(OURS)) == (1, 1)
    assert heads(out)["page000.md"] == "Other"
    assert (out / "north" / "page001.md").read_text() == "Edited.\n"


def test_a_mark_is_enough_where_the_state_was_lost(pages: Path) -> None:
    out = pages.parent / "out"
    assert forked(pages, "-o", out).status == 0
    (out / ".clean-state.sqlite").unlink()
    (pages / "page000.txt").write_text(page("Other"))
    if not hasattr(os, "getxattr") or "user.clean.written" not in os.listxattr(out / "page000.md"):
        pytest.skip("the file system has no extended attributes")
    assert forked(pages, "-o", out).status == 0
    assert heads(out)["page000.md"] == "Other"


def test_the_same_content_is_not_written_again(pages: Path) -> None:
    out = pages.parent / "out"
    assert forked(pages, "-o", out).status == 0
    before = {path: path.stat().st_ino for path in out.rglob("*.md")}
    assert forked(pages, "-o", out).status == 0
    assert {path: path.stat().st_ino for path in out.rglob("*.md")} == before


def test_links_and_permissions_stay(pages: Path) -> None:
    out = pages.parent / "out"
    assert forked(pages, "-o", out).status == 0
    (out / "page000.md").rename(pages.parent / "real.md")
    (out / "page000.md").symlink_to("../real.md")
    (pages.parent / "real.md").chmod(0o640)
    (pages / "page000.txt").write_text(page("Other"))
    assert forked(pages, "-o", out).status == 0
    assert (out / "page000.md").is_symlink()
    assert (pages.parent / "real.md").stat().st_mode & 0o777 == 0o640
    assert heads(out)["page000.md"] == "Other"


def test_an_output_that_is_no_file(pages: Path) -> None:
    out = pages.parent / "out"
    (out / "page000.md").mkdir(parents=True)
    (out / "north").write_text("a file where a directory has to be")
    result = forked(pages, "-o", out, "--force")
    assert result.status == 1
    assert f"{out}/page000.md is no regular file; move it away, or choose another output" in result.err
    assert f"{out}/north/page001.md: Not a directory" in result.err
    assert set(tree(out)) == {"north", "west/page003.md"}


def test_a_page_without_an_article_leaves_the_earlier_one_which_stays_ours(pages: Path) -> None:
    out = pages.parent / "out"
    assert forked(pages, "-o", out, patch=_unmarked).status == 0
    before = tree(out)
    (pages / "page000.txt").write_text(NO_ARTICLE)
    result = forked(pages, "-o", out, "--incremental", patch=_unmarked)
    assert (result.status, tree(out)) == (1, before)
    assert f"{pages}/page000.txt: No article found in it" in result.err
    (pages / "page000.txt").write_text(page("Again"))
    assert forked(pages, "-o", out, "--incremental", patch=_unmarked).status == 0
    assert heads(out)["page000.md"] == "Again"


def test_a_dry_run_writes_nothing_and_tells_what_would_be_done(pages: Path) -> None:
    result = forked("in", "-o", "out", "--dry-run", "--log", "log", cwd=pages.parent)
    assert result.out.split("\n")[:2] == ["in/page000.txt -> out/page000.md", "in/north/page001.txt -> out/north/page001.md"]
    assert result.err == "clean: 4 would be cleaned, 0 skipped, 0 no article, 0 failed.\n"
    assert [path.name for path in pages.parent.iterdir()] == ["in"]
    (pages / "west" / "page007.txt").write_text(page("Port 7"))
    assert forked("in", "-o", "out", cwd=pages.parent).status == 0
    (pages / "page000.txt").write_text(page("Other"))
    (pages / "north" / "page001.txt").touch()
    (pages / "west" / "page003.txt").unlink()
    before = tree(pages.parent)
    state = (pages.parent / "out" / ".clean-state.sqlite").read_bytes()
    result = forked("in", "-o", "out", "--dry-run", "--incremental", "--prune", cwd=pages.parent)
    assert (result.status, result.out) == (0, "in/page000.txt -> out/page000.md\n")
    assert "1 would be cleaned, 3 skipped (3 unchanged, 0 not read), 0 no article, 0 failed, 1 would be removed" in result.err
    assert (tree(pages.parent), (pages.parent / "out" / ".clean-state.sqlite").read_bytes()) == (before, state)


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_files_that_may_not_grow_leave_nothing_half_written(pages: Path) -> None:
    out = pages.parent / "out"
    result = forked(pages, "-o", out, patch=_small_files)
    assert (result.status, tree(out)) == (1, {})
    assert result.err.count("File too large") == 4
    assert "Traceback" not in result.err
    _as_undisturbed(pages, out)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for one article, perhaps."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=36k", "full", place], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_ends_the_run_and_leaves_nothing_half_written(tmp_path: Path, full: Path) -> None:
    pages = grow(tmp_path / "in", 40)
    out = full / "out"
    result = forked(pages, "-o", out, "-j", "2")
    assert (result.status, result.err.count("No space left on device")) == (1, 1)
    assert result.err.endswith("; stopped early: nothing more can be written.\n")
    whole = _undisturbed(pages)
    assert tree(out).items() <= whole.items()
    assert len(tree(out)) < 40
    subprocess.run(["mount", "-o", "remount,size=10m", full], check=True)
    _as_undisturbed(pages, out)


def _obey_permissions() -> None:
    """Take from the superuser what lets him pass over permissions; anybody else doesn't have it."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP, in force with the next program


def test_what_may_not_be_read_fails_alone(pages: Path) -> None:
    (pages / "page000.txt").chmod(0)
    (pages / "north").chmod(0)
    try:
        result = installed("in", "-o", "out", "--prune", cwd=pages.parent, before=_obey_permissions)
    finally:
        (pages / "page000.txt").chmod(0o644)
        (pages / "north").chmod(0o755)
    assert (result.status, set(tree(pages.parent / "out"))) == (1, {"west/page003.md"})
    assert "clean: in/page000.txt: Permission denied.\n" in result.err
    assert "clean: in/north: Permission denied.\n" in result.err
    _as_undisturbed(pages, pages.parent / "out")


@pytest.mark.parametrize("place", ["", "north"])
def test_what_may_not_be_written(place: str, pages: Path) -> None:
    out = pages.parent / "out"
    (out / "north").mkdir(parents=True)
    (out / place).chmod(0o555)
    try:
        result = installed("in", "-o", "out", cwd=pages.parent, before=_obey_permissions)
    finally:
        (out / place).chmod(0o755)
    assert result.status == 1
    if place:
        assert "clean: out/north/page001.md: Permission denied.\n" in result.err
        assert set(tree(out)) == {"page000.md", "west/page003.md"}
    else:
        assert result.err == "clean: out: May not be written to.\n"
    _as_undisturbed(pages, out)


def test_a_state_that_may_not_be_written_costs_only_time(pages: Path) -> None:
    out = pages.parent / "out"
    assert forked(pages, "-o", out).status == 0
    (out / ".clean-state.sqlite").chmod(0)
    (pages / "page000.txt").write_text(page("Other"))
    result = installed("in", "-o", "out", "--incremental", cwd=pages.parent, before=_obey_permissions)
    assert (result.status, result.err.count("\n")) == (1, 2)
    assert "out/.clean-state.sqlite: unable to open database file; what it should remember is cleaned again by the next run" in result.err
    assert heads(out)["page000.md"] == "Other"
    (out / ".clean-state.sqlite").chmod(0o644)
    _as_undisturbed(pages, out)


def test_temporary_files_of_the_dead_are_swept_and_those_of_the_living_stay(pages: Path) -> None:
    out = pages.parent / "out"
    (out / "north").mkdir(parents=True)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    living = Path(output.temporary_in(str(out / "north")))
    left = Path(str(living).replace(f"-{os.getpid()}-", f"-{dead.pid}-"))
    foreign = living.with_name(".clean-ffffffff-1-abc.tmp")
    old = living.with_name(".clean-ffffffff-2-abc.tmp")
    for path in (living, left, foreign, old):
        path.write_text("half")
    os.utime(old, (time.time() - 2 * output.LEFT_AFTER,) * 2)
    assert forked(pages, "-o", out).status == 0
    assert [path.exists() for path in (living, left, foreign, old)] == [True, False, True, False]


def test_a_common_output_is_swept_too(pages: Path) -> None:
    process = Forked(pages, "-o", pages.parent / "all.md")
    left = Path(output.temporary_in(str(pages.parent)).replace(f"-{os.getpid()}-", f"-{process.pid}-"))
    process.wait()
    left.write_text("half")
    assert forked(pages, "-o", pages.parent / "all.md").status == 0
    assert not left.exists()


def test_a_name_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    written = write.put(str(path), b"one", "", force=False)
    assert (path.read_bytes(), write.content_hash(str(path))) == (b"one", written)
    path.write_bytes(b"two")
    with pytest.raises(write.NotWritten, match="not written by clean"):
        write.put(str(path), b"three", written, force=False)
    assert write.put(str(path), b"two", "", force=False) != written
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def _undisturbed(pages: Path) -> dict[str, bytes]:
    """What comes out of these pages when nothing goes wrong."""
    out = pages.parent / "undisturbed"
    assert forked(pages, "-o", out, "-j", "1").status == 0
    return tree(out)


def _as_undisturbed(pages: Path, out: Path) -> None:
    """Whether one more run makes up for what went wrong."""
    assert forked(pages, "-o", out, "--incremental").status == 0
    assert tree(out) == _undisturbed(pages)
