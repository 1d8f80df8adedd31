"""How many pages a second a batch cleans, with one process and with two, what its own process costs, and what a second night costs:
`cleaner bench --batch`.

The pages are made here, of invented text. All programs are measured in one run, by the processor time that they took, too: on a machine
that has other things to do, that is the figure which can be trusted. Needs Linux's /proc.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

FOLDER = 100
"""Pages in a directory."""
FEWER = 10
"""How many times fewer pages the run has that memory is compared with."""
POLL = 0.02
"""Seconds between two looks at a program that runs."""
MEGABYTE = 1_000_000
SEED = 20

_NAMES = "Kesk Varnow Ulmet Tarrin Osk Pelling Hallam Brandt Ilves Corran Dunmore Setra Quill Marsh Oben Lunt".split()
_THINGS = "harbour council ferry school bridge museum orchestra market valley railway archive hospital theatre reservoir".split()
_VERBS = "opened closed repaired measured painted counted inherited abandoned flooded restored questioned praised".split()
_TIMES = "in spring|after eleven years|last winter|before anyone noticed|on a wet Tuesday|for the second time|without a word".split("|")
_FURNITURE = (
    *("Home", "News", "Sport", "Weather", "Log in", "Subscribe", "Skip to content", "7.4 C", "Read More", "Share this", "Advertisement"),
    *("Most read", "Related stories", "Loading comments…", "Sign up for our newsletter", "All rights reserved."),
)


class Usage(NamedTuple):
    """What a run took. wall, own, others: seconds, of a clock, of the processor for its own process and for those it started.

    memory: peak of its own process in bytes."""

    wall: float
    own: float
    others: float
    memory: int

    @property
    def work(self) -> float:
        """Seconds of the processor in all."""
        return self.own + self.others


def report(count: int) -> Iterator[str]:
    """Lines of the report, as they are measured. count: pages."""
    fewer = max(1, count // FEWER)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        few, many = make(root / "few", fewer), make(root / "many", count)
        yield f"pages: {count:,} of {sum(map(len, _pages(100))) / 100:,.0f} characters"
        small = _clean(few, root / "out-few", "-j", "2")
        one = _clean(many, root / "out-1", "-j", "1")
        yield _rate("-j 1", one, count)
        two = _clean(many, root / "out-2", "-j", "2")
        yield _rate("-j 2", two, count)
        yield f"-j 2 against -j 1: {one.wall / two.wall:.2f} by the clock, {bound(one, two):.2f} by processor time if two cores were free"
        yield f"memory of the parent: {small.memory / MEGABYTE:.1f} MB with {fewer:,}, {two.memory / MEGABYTE:.1f} MB with {count:,}"
        again = _clean(many, root / "out-2", "-j", "2", "--incremental")
        faster, cheaper = two.wall / again.wall, two.work / again.work
        yield f"a second --incremental run: {faster:.0f} times faster by the clock, {cheaper:.0f} by processor time"


def bound(one: Usage, two: Usage) -> float:
    """How many times faster two processes are on two cores that have nothing else to do, at most.

    With one process it and the parent have a core each, and the slower one counts; with two all three share both cores."""
    return max(one.own, one.others) / (two.work / 2)


def _rate(name: str, usage: Usage, count: int) -> str:
    return (
        f"{name}: {count / usage.wall:,.0f} pages/s by the clock; a page takes {usage.others / count * 1000:.2f} ms of the processor, "
        f"and {usage.own / count * 1000:.2f} ms in the parent"
    )


def make(folder: Path, count: int) -> Path:
    """Write so many pages below a directory."""
    for number, text in enumerate(_pages(count)):
        place = folder / f"{number // FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def _pages(count: int) -> Iterator[str]:
    """Pages of invented text, the same each time."""
    chance = random.Random(SEED)
    for _ in range(count):
        title = _sentence(chance).removesuffix(".")
        paragraphs = [" ".join(_sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(8, 16))]
        top, bottom = (chance.sample(_FURNITURE, 9) for _ in range(2))
        yield "\n".join([*top, title, f"Published: {chance.randint(1, 28)} March 2025", *paragraphs, *bottom, ""])


def _sentence(chance: random.Random) -> str:
    name, other = chance.sample(_NAMES, 2)
    first, second = chance.sample(_THINGS, 2)
    return f"The {first} of {name} was {chance.choice(_VERBS)} {chance.choice(_TIMES)}, and {other} says that the {second} is next."


def _clean(pages: Path, out: Path, *options: str) -> Usage:
    """Clean a tree, and tell what that took. Raises RuntimeError when it failed."""
    start = perf_counter()
    line: Sequence[str | Path] = (sys.executable, "-m", "cleaner", pages, "-o", out, "-q", *options)
    with subprocess.Popen(line, stdin=subprocess.DEVNULL) as process:
        own, memory = 0.0, 0
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            own, memory = _own(process.pid) or (own, memory)
            sleep(POLL)
        wall = perf_counter() - start
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"clean {pages} ended with {process.returncode}")
    return Usage(wall, own, usage.ru_utime + usage.ru_stime - own, memory)


def _own(process: int) -> tuple[float, int] | None:
    """Processor time and peak memory of a process without those it started; None when it is over."""
    try:
        times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        peak = next(line for line in Path(f"/proc/{process}/status").read_text().split("\n") if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return None
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) * 1024
