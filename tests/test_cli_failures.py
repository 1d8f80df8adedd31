"""The command `clean` when the world fails it: full disks, closed pipes, interruptions. Nothing is ever half-written."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from command import CLEAN, CLEANER, PAGE, run

from cleaner import clean

BEFORE = "What was there before.\n"

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")


@pytest.fixture(scope="module")
def markdown() -> str:
    return clean(PAGE.read_bytes()).to_markdown()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An output file that exists, with permissions of its own."""
    path = tmp_path / "article.md"
    path.write_text(BEFORE)
    path.chmod(0o640)
    return path


def _limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_output_replaces_a_file_and_keeps_its_permissions(target: Path, markdown: str) -> None:
    assert run(PAGE, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == markdown
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_a_new_output_has_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    assert run(PAGE, "-o", path, before=lambda: os.umask(0o027)).status == 0
    assert path.stat().st_mode & 0o777 == 0o640


def test_output_through_a_link_keeps_the_link(target: Path, markdown: str) -> None:
    link = target.with_name("link.md")
    link.symlink_to(target)
    assert run(PAGE, "-o", link).status == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == markdown


def test_output_dash_is_standard_output(tmp_path: Path, markdown: str) -> None:
    assert run(PAGE, "-o", "-", cwd=tmp_path) == (0, markdown, "")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with subprocess.Popen(["cat", fifo], stdout=subprocess.PIPE) as reader:
        assert run(PAGE, "-o", fifo).status == 0
        assert reader.communicate()[0].startswith(b"# Night ferry")
    assert fifo.is_fifo()


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("option", ["-o", "--report"])
def test_a_pipe_may_be_named_by_its_descriptor(option: str, many: bool, tmp_path: Path, markdown: str) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.read_bytes())
    ours, theirs = os.pipe()
    with open(theirs, "wb") as end, open(ours, "rb") as stream:
        target = ["-o", os.devnull] if option == "--report" else []
        line: list[str | Path] = [CLEAN, tmp_path if many else PAGE, "-q", *target, option, f"/dev/fd/{theirs}"]
        process = subprocess.Popen(line, pass_fds=[theirs], stderr=subprocess.PIPE)
        end.close()
        written = stream.read().decode()
        assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)
    assert written == markdown if option == "-o" else "<title>What clean did</title>" in written


def test_the_output_never_overwrites_an_input(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    (tmp_path / "link").symlink_to(page)
    result = run(page, "-o", tmp_path / "link")
    assert (result.status, "would overwrite an input" in result.err) == (2, True)
    assert page.read_bytes() == PAGE.read_bytes()


def test_without_an_article_the_output_stays_as_it_was(target: Path) -> None:
    assert run("-", "-o", target, stdin=b"Home\nNews\n").status == 1
    assert run("missing.txt", "-o", target).status == 1
    assert target.read_text() == BEFORE
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_leaves_nothing_half_written(target: Path) -> None:
    result = run(PAGE, "-o", target, before=_limit_file_size)
    assert (result.status, result.out) == (1, "")
    assert result.err == f"clean: {target}: File too large.\n"
    assert target.read_text() == BEFORE
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("args", [["--dry-run"], ["-o", "out/"], ["-o", "all.md"]])
def test_no_room_for_the_list_of_inputs_is_a_sentence(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "list").write_text("".join(f"pages/of/a/site/with/rather/long/names/{number:06}.html\n" for number in range(50_000)))
    (tmp_path / "all.md").write_text(BEFORE)
    result = run("--files-from", "list", *args, cwd=tmp_path, before=_limit_file_size)
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1), result.err
    assert result.err.startswith("clean: The list of inputs can't be kept in a temporary file (")
    assert result.err.endswith("); make room for it, or name a directory with more as TMPDIR.\n")
    assert (tmp_path / "all.md").read_text() == BEFORE


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "no" / "article.md"
    assert run(PAGE, "-o", path) == (1, "", f"clean: {path}: No such file or directory.\n")
    assert run(PAGE.parent, "-q", "-o", path) == (1, "", f"clean: {path}: No such file or directory.\n")


@needs_full
def test_a_full_disk_behind_standard_output_is_a_sentence() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([CLEAN, PAGE], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"clean: standard output: No space left on device.\n")


NOBODY_READS = {
    "full": lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 2),
    "broken": lambda: _broken_pipe(),
    "closed": lambda: os.close(2),
}
"""What standard error may be when nothing can be written to it."""


def _broken_pipe() -> None:
    ours, theirs = os.pipe()
    os.dup2(theirs, 2)
    os.close(ours)
    os.close(theirs)


@needs_full
@pytest.mark.parametrize("how", NOBODY_READS)
@pytest.mark.parametrize(("args", "status"), [(["none.txt", PAGE, "none.txt"], 1), (["-v", PAGE], 0), (["--nonsense"], 2)])
def test_messages_that_cannot_be_written_stop_no_work(
    how: str, args: list[str | Path], status: int, target: Path, markdown: str
) -> None:
    result = run(*args, "-o", target, before=NOBODY_READS[how])
    assert (result.status, result.out) == (status, "")
    assert target.read_text() == (BEFORE if status == 2 else markdown)


@needs_full
@pytest.mark.parametrize("how", NOBODY_READS)
def test_messages_of_many_pages_that_cannot_be_written_stop_no_work(how: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_bytes(PAGE.read_bytes() if number != 1 else b"")
    assert run(tmp_path / "in", "-o", tmp_path / "out", "-v", before=NOBODY_READS[how]).status == 1
    assert sorted(path.name for path in (tmp_path / "out").glob("*.md")) == ["0.md", "2.md"]


def test_a_closed_standard_output_is_a_sentence() -> None:
    result = run(PAGE, before=lambda: os.close(1))
    assert (result.status, result.err) == (1, "clean: standard output: Standard output is closed.\n")


@pytest.mark.parametrize(("inputs", "status"), [([], 0), (["missing.txt"], 1)])
def test_a_closed_pipe_ends_quietly(inputs: list[str], status: int) -> None:
    with subprocess.Popen([CLEAN, *inputs, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()  # what `| head -1` does, before anything is written
        process.stdin.write(PAGE.read_bytes())
        process.stdin.close()
        said = process.stderr.read()
    assert (process.returncode, said.count(b"\n")) == (status, len(inputs))


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("to_file", [False, True])
def test_an_interruption_ends_with_130_and_leaves_nothing(to_file: bool, target: Path) -> None:
    fifo = target.with_name("fifo")
    os.mkfifo(fifo)
    line = [CLEAN, str(PAGE), str(fifo), *(["-o", str(target)] if to_file else [])]
    # whoever runs the tests in the background has SIGINT ignored, and so would the command
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heed_interrupts)
    with process, fifo.open("wb"):  # opens when the command does, so that it is reading now
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert target.read_text() == BEFORE
    assert sorted(target.parent.iterdir()) == [target, fifo]


@pytest.mark.parametrize("args", [[], ["-", "-j", "1", "-q"], ["--files-from", "-", "-q"]], ids=["a page", "a batch", "a list"])
def test_standard_input_that_does_not_wait_is_read_to_its_end(args: list[str], markdown: str) -> None:
    data = f"{PAGE}\n".encode() if "--files-from" in args else PAGE.read_bytes()
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with subprocess.Popen([CLEAN, *args], stdin=ours, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.close(ours)
        with open(theirs, "wb", buffering=0) as stream:
            for part in (data[: len(data) // 2], data[len(data) // 2 :]):
                time.sleep(0.5)  # longer than a start takes, so that there is nothing yet
                stream.write(part)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, said, out.decode()) == (0, b"", markdown)


WRITERS = [
    (CLEAN, "--help"),
    (CLEAN, "--version"),
    (CLEAN, "--dry-run", str(PAGE)),
    (CLEANER, "--help"),
    (CLEANER, "--version"),
    (CLEANER, "rules", "list"),
    (CLEANER, "rules", "list", "--help"),
    (CLEANER, "rules", "reference"),
    (CLEANER, "suggest", str(PAGE), "--drop", "34"),
]
"""Commands that write much or little to standard output."""


@needs_full
@pytest.mark.parametrize("line", WRITERS, ids=" ".join)
def test_a_full_disk_behind_any_output_is_a_sentence(line: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=60, check=False)
    said = f"{Path(line[0]).name}: standard output: No space left on device.\n"
    assert (done.returncode, done.stderr.decode()) == (1, said)


@pytest.mark.parametrize("line", WRITERS, ids=" ".join)
def test_a_closed_pipe_ends_any_output_quietly(line: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(line, stdout=theirs, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=60, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@needs_full
@pytest.mark.parametrize("how", NOBODY_READS)
@pytest.mark.parametrize(
    ("args", "status"), [(["rules"], 2), (["rules", "show", "nothing"], 2), (["tidy"], 2), (["sites", "list", "no"], 1)]
)
def test_the_toolbox_ends_as_it_would_where_messages_cannot_be_written(how: str, args: list[str], status: int) -> None:
    assert run(*args, program=(CLEANER,), before=NOBODY_READS[how]) == (status, "", "")
