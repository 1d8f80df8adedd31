"""Processes that clean pages: results come in the order of the tasks, and a process that crashes or hangs costs the page it had.

A pool of our own, as those of the standard library break as a whole when a process of theirs is killed, and can't stop one that hangs.
Each process has a pipe of its own, so that no lock is left behind by one that dies, and it ends when the other end of its pipe does.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from cleaner.batch import page
from cleaner.batch.page import failed
from cleaner.batch.stop import Stop
from cleaner.batch.values import END, Job, Result, Spec, Task

Outcome = tuple[Task, Result]

WINDOW = 512
"""Tasks that may be under way or done after one that isn't: enough that a page of a minute doesn't stop the other processes."""
WAITING = 64
"""Pages that may be in memory, read or written: they can be large."""
WAITING_BYTES = 100_000_000
"""Bytes that these may have together, beside the one that comes on top."""
AHEAD = 2
"""Tasks that a process has at a time: the one at hand, and one so that it needn't wait for us."""
SMALL = 16_384
"""Bytes of a task that a pipe takes while its reader is busy: what is larger waits, or both ends would wait for each other."""
PAGES_A_PROCESS = 5_000
"""Pages after which a process is replaced, so that what libraries forget to free doesn't add up; a new one costs 0.02 s, with HTML 1 s."""
PATIENCE = 5.0
"""Seconds that a process has to end when there is nothing left to do for it, or when it was killed."""


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> Any:
    """How processes are started. A fork takes 2 ms and shares the tables, but is safe only without threads, and not on macOS."""
    forks = sys.platform.startswith("linux") and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


class _Entry:
    """A task in the window, and its result as soon as it has one."""

    __slots__ = ("result", "task")

    def __init__(self, task: Task, result: Result | None) -> None:
        self.task, self.result = task, result

    @property
    def size(self) -> int:
        return len(self.task.data or b"")


class _Process:
    """A process and the tasks that it has, the one at hand first. since: when it began with that."""

    def __init__(self, spec: Spec, timeout: float, others: Iterable[Connection]) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        forks = context.get_start_method() == "fork"
        if forks:
            page.warm()
        unused = (self.pipe, *others) if forks else ()  # or they would keep our ends of the pipes open when we die
        self._process = context.Process(target=_serve, args=(spec, timeout, theirs, unused), daemon=True)
        self._process.start()
        theirs.close()
        self.tasks: deque[_Entry] = deque()
        self.since = 0.0
        self.left = PAGES_A_PROCESS

    def takes(self, entry: _Entry) -> bool:
        """Whether it has room for one more task."""
        return self.left > 0 and (not self.tasks or (len(self.tasks) < AHEAD and entry.size <= SMALL))

    def give(self, entry: _Entry) -> None:
        """Hand it a task. Raises OSError when it is dead."""
        self.pipe.send(entry.task)
        if not self.tasks:
            self.since = monotonic()
        self.tasks.append(entry)
        self.left -= 1

    def receive(self) -> None:
        """Take the result of the task at hand. Raises EOFError or OSError when it is dead."""
        result = self.pipe.recv()
        entry = self.tasks.popleft()
        entry.result, entry.task = result, entry.task._replace(data=None)
        self.since = monotonic()

    def end(self, kill: bool = False) -> str:
        """Let it go, and tell how it ended."""
        if kill:
            self._process.kill()
        self.pipe.close()
        self._process.join(PATIENCE)
        code = self._process.exitcode
        return signal.Signals(-code).name if code and code < 0 else f"exit status {code}"


def _serve(spec: Spec, timeout: float, pipe: Connection, unused: Iterable[Connection]) -> None:
    """The life of a process: pages come, results go. Ends with the other end of the pipe; signals are that one's affair.

    A page that hangs is given up by that one; only if it is dead does the alarm end the process, which would stay for ever."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for other in unused:
        other.close()
    gc.freeze()  # what is shared with the parent stays shared
    try:
        while True:
            task = pipe.recv()
            _alarm(timeout and timeout + PATIENCE)
            result = page.work(spec, task)
            _alarm(0.0)
            pipe.send(result)
    except (EOFError, OSError):
        return


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, 0 for never; where there are no alarms, never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


class Pool:
    """Up to `jobs` processes, started when there is work for them. timeout: seconds a page may take, 0 for no limit.

    large: tasks or results hold whole pages, so that there may be only few of them."""

    def __init__(self, spec: Spec, jobs: int, timeout: float, stop: Stop, large: bool) -> None:
        self._spec, self._jobs, self._timeout, self._stop = spec, jobs, timeout, stop
        self._room = WAITING if large else WINDOW
        self._processes: list[_Process] = []
        self._window: deque[_Entry] = deque()
        self._queue: deque[_Entry] = deque()
        self._waiting = 0  # bytes in the queue

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        """The results in the order of the tasks. After a signal those come that are at hand, and no others."""
        try:
            yield from self._run(iter(jobs))
        finally:
            for process in self._processes:
                process.end(kill=bool(process.tasks))

    def _run(self, jobs: Iterator[Job]) -> Generator[Outcome]:
        more = True
        while more or self._window:
            more = more and not self._stop.status and self._fill(jobs)
            self._hand_out()
            if self._stop.status:
                self._forget()
            while self._window and (result := self._window[0].result):
                yield self._window.popleft().task, result
            if any(process.tasks for process in self._processes):
                self._wait()

    def _fill(self, jobs: Iterator[Job]) -> bool:
        """Take tasks while there is room; False when there are no more."""
        while len(self._window) < self._room and self._waiting <= WAITING_BYTES and not self._stop.status:
            job = next(jobs, None)
            if job is None:
                return False
            entry = _Entry(*job)
            self._window.append(entry)
            if entry.result is None:
                self._queue.append(entry)
                self._waiting += entry.size
            elif len(self._window) == 1:
                return True  # nothing to wait for
        return True

    def _hand_out(self) -> None:
        """Give tasks to processes; a new one is started rather than that a task waits for a busy one."""
        while self._queue and not self._stop.status:
            entry = self._queue[0]
            ready = [process for process in self._processes if process.takes(entry)]
            process = min(ready, key=lambda process: len(process.tasks), default=None)
            if (process is None or process.tasks) and len(self._processes) < self._jobs:
                process = self._another() or process
            if process is None:
                return
            try:
                process.give(entry)
            except OSError:
                self._bury(process, "")
                continue
            self._queue.popleft()
            self._waiting -= entry.size

    def _another(self) -> _Process | None:
        """One more process; None when the system allows no more. Raises OSError when it allows none at all."""
        try:
            process = _Process(self._spec, self._timeout, [other.pipe for other in self._processes])
        except OSError:
            if not self._processes:
                raise
            self._jobs = len(self._processes)
            return None
        self._processes.append(process)
        return process

    def _forget(self) -> None:
        """Leave what no process has begun with."""
        self._queue.clear()
        self._waiting = 0
        begun = {id(entry) for process in self._processes for entry in process.tasks}
        left = {entry.task.item for entry in self._window if not entry.result and id(entry) not in begun}
        # a file of many that lacks a line must not seem to be over
        self._window = deque(
            entry
            for entry in self._window
            if (entry.result or id(entry) in begun) and not (entry.task.line == END and entry.task.item in left)
        )

    def _wait(self) -> None:
        """Wait until a process has something to say, is out of time, or a signal comes."""
        busy = {process.pipe: process for process in self._processes if process.tasks}
        deadline = min(process.since for process in busy.values()) + self._timeout if self._timeout else None
        sources: list[Any] = [*busy, *([] if self._stop.status else [self._stop.wake])]
        for pipe in wait(sources, None if deadline is None else max(0.0, deadline - monotonic())):
            if isinstance(pipe, Connection):
                self._hear(busy[pipe])
        for process in busy.values() if self._timeout else ():
            if process in self._processes and process.tasks and monotonic() - process.since >= self._timeout:
                self._bury(process, f"it took more than {self._timeout:g} s; raise --timeout if that is no surprise")

    def _hear(self, process: _Process) -> None:
        try:
            process.receive()
        except (EOFError, OSError):
            self._bury(process, "")
            return
        if not process.left and not process.tasks:
            self._processes.remove(process)
            process.end()

    def _bury(self, process: _Process, reason: str) -> None:
        """A process that is dead or has to die: the page at hand has failed, the others go to another process."""
        with suppress(EOFError, OSError):
            while process.tasks and process.pipe.poll():  # what it had done
                process.receive()
        self._processes.remove(process)
        how = process.end(kill=True)
        if process.tasks:
            lost = process.tasks.popleft()
            why = reason or f"the process that cleaned it was ended from outside or crashed ({how})"
            lost.result = failed("Timeout" if reason else page.CRASH, f"{lost.task.name}: Not cleaned, {why}")
        self._queue.extendleft(reversed(process.tasks))
        self._waiting += sum(entry.size for entry in process.tasks)


def here(spec: Spec, stop: Stop, jobs: Iterable[Job]) -> Generator[Outcome]:
    """The same without processes: for a page at a time, without a limit of time."""
    work = partial(page.work, spec)
    for task, result in jobs:
        yield task._replace(data=None), result or work(task)
        if stop.status:
            return


def cleaner(spec: Spec, jobs: int, timeout: float, stop: Stop, large: bool) -> Callable[[Iterable[Job]], Generator[Outcome]]:
    """Processes as they were asked for: jobs 0 is one a core."""
    if jobs == 1 and not timeout:
        return partial(here, spec, stop)
    return Pool(spec, jobs or cores(), timeout, stop, large).run
