"""Many pages when the world fails them: after every fault a second run ends with exactly the outputs of an undisturbed one."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from trees import Forked, Result, forked, grow, headlines, needs_fork, page, tree

from cleaner import intake, pipeline
from cleaner.batch import jobs, read, write

pytestmark = needs_fork

COUNT = 16
MOMENTS = 50
SEED = 4
LOST = "the process that cleaned it was ended from outside or crashed"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of pages, with a file of lines among them."""
    folder = grow(tmp_path_factory.mktemp("faults") / "in", COUNT)
    lines = (json.dumps({"text": page(f"Line {number}")}) for number in range(6))
    (folder / "north" / "crawl.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture(scope="module")
def undisturbed(pages: Path) -> dict[str, bytes]:
    """What comes out of them when nothing goes wrong."""
    out = pages.parent / "undisturbed"
    assert forked(pages, "-o", out, "-j", "1").status == 0
    assert len(tree(out)) == COUNT + 1
    return tree(out)


def _seconds(pages: Path) -> float:
    """How long a run takes; the longest of some, so that moments are spread over all of it."""
    taken = []
    for number in range(3):
        start = time.monotonic()
        forked(pages, "-o", pages.parent / f"timed{number}", "-j", "2")
        taken.append(time.monotonic() - start)
    return max(taken)


def _until_written(run: Forked, out: Path, count: int) -> None:
    """Wait for so many outputs of a run, or for its end."""
    while sum(1 for _ in out.rglob("*.md")) < count and run.runs():
        time.sleep(0.001)


def _second(pages: Path, out: Path, *args: str) -> dict[str, bytes]:
    """What one more run makes of it."""
    result = forked(pages, "-o", out, "--incremental", *args)
    assert (result.status, "Traceback" in result.err) == (0, False), result.err
    return tree(out)


def test_the_run_is_killed_at_any_moment(pages: Path, undisturbed: dict[str, bytes]) -> None:
    chance, length = random.Random(SEED), _seconds(pages)
    ends = []
    for number in range(MOMENTS):
        out = pages.parent / f"killed{number}"
        run = Forked(pages, "-o", out, "-j", "2", "--incremental")
        time.sleep(chance.uniform(0, length))
        os.kill(run.pid, signal.SIGKILL)
        ends.append(run.wait().status)
        if ends[-1] != -signal.SIGKILL:
            length *= 0.9  # the first run took longer than the others do
        left = tree(out)
        assert {name: data for name, data in left.items() if not name.endswith(".tmp")}.items() <= undisturbed.items()
        assert _second(pages, out) == undisturbed, f"moment {number}, seed {SEED}"
    assert ends.count(-signal.SIGKILL) > MOMENTS // 2  # the others were done already


def test_a_process_is_killed_at_any_moment(pages: Path, undisturbed: dict[str, bytes]) -> None:
    chance, length = random.Random(SEED), _seconds(pages)
    killed = 0
    for number in range(MOMENTS):
        out = pages.parent / f"lost{number}"
        run = Forked(pages, "-o", out, "-j", "2", "--incremental")
        if number % 2:  # when so many are written, however fast this machine is at the moment, pages are at hand
            _until_written(run, out, chance.randrange(1, COUNT // 2))
            time.sleep(chance.uniform(0, length / COUNT))
        else:
            time.sleep(chance.uniform(0, length))
        if workers := run.workers():
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(chance.choice(workers), signal.SIGKILL)
        result = run.wait()
        assert result.status in (0, 1)
        assert result.err.count("\n") == result.status + 1  # one page, and the summary
        assert (LOST in result.err) == bool(result.status)
        killed += result.status
        left = tree(out)
        assert left.items() <= undisturbed.items() or "crawl.jsonl" in result.err
        assert len(left) >= len(undisturbed) - result.status
        assert _second(pages, out) == undisturbed, f"moment {number}, seed {SEED}"
    assert killed > MOMENTS // 5  # else no page was at hand


def _when(mark: str, act: Callable[[], Any]) -> Callable[[], None]:
    """A patch: cleaning a page with this mark in it does something else."""

    def patch() -> None:
        real = pipeline.explain

        def explain(data: bytes | str, *args: Any, **more: Any) -> pipeline.Explanation:
            if mark in (data if isinstance(data, str) else data.decode()):
                act()
            return real(data, *args, **more)

        pipeline.explain = explain

    return patch


def _hang() -> None:
    sum(itertools.repeat(0))  # in C, where no signal handler of Python's is called


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _leave() -> None:
    os._exit(7)


def _err() -> None:
    raise RuntimeError("of the parser")


def _swell() -> None:
    raise MemoryError


FAULTS: dict[str, tuple[Callable[[], None], str, str]] = {
    "hangs": (_hang, "Timeout", "Not cleaned, it took more than 0.7 s; raise --timeout if that is no surprise"),
    "crashes": (_crash, "Crash", f"Not cleaned, {LOST} (SIGSEGV)"),
    "leaves": (_leave, "Crash", f"Not cleaned, {LOST} (exit status 7)"),
    "errs": (_err, "RuntimeError", "Internal error (RuntimeError: of the parser); please report it with this page"),
    "swells": (_swell, "MemoryError", "Internal error (MemoryError: ); please report it with this page"),
}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_that_fails_its_process_costs_itself(
    fault: str, jobs: str, pages: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    act, error, sentence = FAULTS[fault]
    log = f"--log={tmp_path / 'log'}"
    result = forked(pages, "-o", tmp_path / "out", "-j", jobs, "--timeout", "0.7", log, patch=_when("Port 6 ", act))
    assert (result.status, result.err.split("\n")[0]) == (1, f"clean: {pages}/north/east/page006.txt: {sentence}.")
    assert result.err.endswith(f"{COUNT - 1 + 6} cleaned, 0 skipped, 0 no article, 1 failed.\n")
    left = dict(undisturbed)
    del left["north/east/page006.md"]
    assert tree(tmp_path / "out") == left
    logged = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [record["error"] for record in logged if record["status"] == "failed"] == [error]
    assert _second(pages, tmp_path / "out") == undisturbed


def test_every_page_crashes(pages: Path, tmp_path: Path) -> None:
    result = forked(pages, "-o", tmp_path / "out", patch=_when("Night ferry", _crash))
    assert (result.status, result.err.count(LOST)) == (1, COUNT + 6)
    assert set(tree(tmp_path / "out")) == set()


def test_lines_that_hang_or_crash_cost_themselves(pages: Path, tmp_path: Path) -> None:
    path = pages / "north" / "crawl.jsonl"
    for mark, act in (("Line 2 ", _hang), ("Line 0 ", _crash)):
        result = forked(path, "--timeout", "0.7", patch=_when(mark, act))
        assert headlines(result.out) == [f"Line {number}" for number in range(6) if f"Line {number} " != mark]
        assert (result.status, result.err.count("\n")) == (1, 2)


def test_results_keep_their_order_around_a_slow_page(pages: Path) -> None:
    result = forked(pages, "-j", "2", patch=_when("Port 4 ", lambda: time.sleep(0.3)))
    assert result.out == forked(pages, "-j", "1").out
    assert len(headlines(result.out)) == COUNT + 6


def test_more_processes_than_the_system_allows(pages: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    def patch() -> None:
        real = jobs._Process
        started: list[jobs._Process] = []

        def start(*args: Any) -> jobs._Process:
            if sum(process._process.is_alive() for process in started) >= 2:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            started.append(real(*args))
            return started[-1]

        jobs._Process = start  # type: ignore[assignment, misc]

    assert forked(pages, "-o", tmp_path / "out", "-j", "9", patch=patch).status == 0
    assert tree(tmp_path / "out") == undisturbed


def test_processes_are_replaced_after_a_while(pages: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    def patch() -> None:
        jobs.PAGES_A_PROCESS = 3

    assert forked(pages, "-o", tmp_path / "out", "-j", "2", patch=patch).status == 0
    assert tree(tmp_path / "out") == undisturbed


def _before_reading(name: str, act: Callable[[str], Any]) -> Callable[[], None]:
    """A patch: something happens to a file between the walk and the reading."""

    def patch() -> None:
        real = read._opened

        def opened(path: str, walked: bool) -> int:
            if path.endswith(name):
                act(path)
            return real(path, walked)

        read._opened = opened

    return patch


def _vanish(path: str) -> None:
    os.unlink(path)


def _to_pipe(path: str) -> None:
    os.unlink(path)
    os.mkfifo(path)


def _to_socket(path: str) -> None:
    os.unlink(path)
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(os.path.dirname(path))
        server.bind(os.path.basename(path))


def _to_folder(path: str) -> None:
    os.unlink(path)
    os.mkdir(path)


@pytest.mark.parametrize("name", ["page002.txt", "crawl.jsonl"])
@pytest.mark.parametrize("act", [_vanish, _to_pipe, _to_socket, _to_folder])
def test_what_takes_the_place_of_a_file(name: str, act: Callable[[str], None], tmp_path: Path) -> None:
    folder = grow(tmp_path / "in", 4)
    (folder / "crawl.jsonl").write_text(json.dumps({"text": page("Line")}))
    whole = forked(folder, "-o", tmp_path / "undisturbed") and tree(tmp_path / "undisturbed")
    data = next(folder.rglob(name)).read_bytes()
    result = forked(folder, "-o", tmp_path / "out", patch=_before_reading(name, act))
    assert (result.status, result.err.count(name), result.err.count("\n")) == (1, 1, 2), result.err
    assert len(tree(tmp_path / "out")) == 4
    path = next(folder.rglob(name), folder / "north" / "east" / name if name.startswith("page") else folder / name)
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    assert _second(folder, tmp_path / "out") == whole


@pytest.mark.parametrize("name", ["page002.txt", "crawl.jsonl"])
def test_a_file_that_grows_while_it_is_read_is_cleaned_again(name: str, tmp_path: Path) -> None:
    folder = grow(tmp_path / "in", 4)
    (folder / "crawl.jsonl").write_text(json.dumps({"text": page("Line")}) + "\n")
    path = next(folder.rglob(name))
    before = path.read_bytes()
    more = json.dumps({"text": page("More")}).encode() if name == "crawl.jsonl" else b"A line that is added. " * 9

    def grow_once() -> None:
        with open(path, "ab") as stream:
            stream.write(more if stream.tell() == len(before) else b"")

    def patch() -> None:
        read.FRESH = 0.0
        upto, readinto = intake.upto, read.Source.readinto
        intake.upto = lambda stream, limit: upto(stream, 100) + (grow_once() or upto(stream, limit))  # type: ignore[func-returns-value]
        read.Source.readinto = lambda self, buffer: grow_once() or readinto(self, buffer)  # type: ignore[method-assign, func-returns-value]

    assert forked(folder, "-o", tmp_path / "out", patch=patch).status == 0
    assert path.read_bytes() == before + more
    second = _second(folder, tmp_path / "out")
    assert forked(folder, "-o", tmp_path / "undisturbed").status == 0
    assert second == tree(tmp_path / "undisturbed")


@pytest.mark.parametrize("place", ["_mark", "content_hash"])
def test_a_process_dies_while_it_writes(place: str, pages: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """Killed with the temporary file half there: nothing of it stays, not even until the next run."""

    def patch() -> None:
        real = getattr(write, place)

        def die(first: Any, *more: Any) -> Any:
            path = os.readlink(f"/proc/self/fd/{first}") if isinstance(first, int) else first
            if "north/east" in path:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(first, *more)

        setattr(write, place, die)

    result = forked(pages, "-o", tmp_path / "out", "-j", "2", patch=patch)
    assert (result.status, result.err.count(LOST)) == (1, COUNT // 4)
    assert tree(tmp_path / "out") == {name: data for name, data in undisturbed.items() if "north/east" not in name}
    assert _second(pages, tmp_path / "out") == undisturbed


def _signalled(pages: Path, out: Path, number: int, slow: Callable[[], Any], twice: bool = False) -> Result:
    """A run that gets a signal when it has cleaned a page or two, and another a little later."""
    run = Forked(pages, "-o", out, "-j", "2", "--incremental", "--log", out / "log", patch=_when("Port 8 ", slow))
    while not (out / "log").exists() or not (out / "log").stat().st_size:
        assert run.runs()
        time.sleep(0.002)
    os.kill(run.pid, number)
    if twice:
        time.sleep(0.3)
        os.kill(run.pid, number)
    return run.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_after_the_pages_at_hand(number: int, pages: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    result = _signalled(pages, tmp_path / "out", number, lambda: time.sleep(0.5))
    assert (result.status, result.err.endswith("; stopped early: interrupted.\n")) == (128 + number, True)
    assert result.err.count("\n") == 1
    left = tree(tmp_path / "out")
    logged = [line for line in left.pop("log").splitlines() if b"crawl.jsonl:" not in line]
    assert 0 < len(left) < len(undisturbed)
    assert left.items() <= undisturbed.items()
    assert len(logged) == len(left)
    second = forked(pages, "-o", tmp_path / "out", "--incremental")
    assert f"{len(left)} unchanged" in second.err  # what was done is remembered
    (tmp_path / "out" / "log").unlink()
    assert tree(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_does_not_wait(number: int, pages: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    start = time.monotonic()
    result = _signalled(pages, tmp_path / "out", number, _hang, twice=True)
    assert (result.status, "Traceback" in result.err) == (128 + number, False)
    assert time.monotonic() - start < 30
    (tmp_path / "out" / "log").unlink()
    assert _second(pages, tmp_path / "out") == undisturbed


def test_processes_whose_parent_was_killed_do_not_hang_for_ever(pages: Path, tmp_path: Path) -> None:
    def patch() -> None:
        jobs.PATIENCE = 0.2
        _when("Port", _hang)()

    run = Forked(pages, "-o", tmp_path / "out", "--timeout", "1", patch=patch)
    while not run.workers():
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()  # for all who hold its standard error
