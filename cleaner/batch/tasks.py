"""The tasks of a run, one after the other, from its plan: what has to be cleaned, and what is unchanged since an earlier run."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator

from cleaner.batch import read
from cleaner.batch.page import failed
from cleaner.batch.state import State
from cleaner.batch.values import END, UNSURE, Item, Job, Known, Request, Result, Task
from cleaner.intake import too_large, upto
from cleaner.model import UnreadableInput

CHUNK = 1 << 20


Same = Callable[[Known], bool]
"""Whether an unchanged page would be told the same of its site now."""


def jobs(items: Iterable[Item], request: Request, state: State | None, made: str, wake: int, same_told: Same) -> Iterator[Job]:
    """The tasks of these inputs, each with its result if that is known. made: fingerprint of this run. same_told: as of `first`.

    wake: descriptor that can be read once the run should end, so that nobody waits for a pipe; there are no more tasks then."""
    try:
        for item, known in known_of(items, state):
            task, result = first(item, known, request, made, same_told)
            if result or not item.lines:
                yield _piped(task, request.max_bytes, wake) if item.path == "-" else (task, result)
            else:
                yield from _lines(task, request.max_bytes, wake)
    except read.Stopped:
        return


def known_of(items: Iterable[Item], state: State | None) -> Iterator[tuple[Item, Known | None]]:
    """Inputs, each with what the state remembers of it."""
    return state.known_of(items) if state else ((item, None) for item in items)


def first(item: Item, known: Known | None, request: Request, made: str, same_told: Same | None = None) -> Job:
    """The task of an input, with the result `unchanged` where a look at the file tells that there is nothing to do.

    known: what the state remembers of it. same_told: whether a page would be told the same of its site; None before that is known."""
    if not known:
        return Task(item), None
    task = Task(item, written=known.written)
    if not request.incremental or known.made != made or not _is_there(item, request.target or "", known):
        return task, None
    if f'"{UNSURE}"' in known.told or (same_told and not same_told(known)):
        return task, None
    stamp = read.stamp_of(item.path)
    if stamp and stamp == known.stamp:
        return task, Result("unchanged", sha=known.sha, stamp=stamp, written=known.written)
    return task._replace(skip=known.sha), None


def same(task: Task, wake: int) -> Result | None:
    """The result `unchanged` if the file of a task still has the bytes that make it one to skip. Raises Stopped."""
    try:
        if not task.skip or not os.path.isfile(task.item.path):
            return None
        with read.Source.of(task.item.path, walked=True, wake=wake) as source:
            while source.read(CHUNK):
                pass
            return Result("unchanged", sha=source.sha, stamp=source.stamp(), written=task.written) if source.sha == task.skip else None
    except (OSError, UnreadableInput):
        return None


def _is_there(item: Item, root: str, known: Known) -> bool:
    """Whether the output is where the earlier run wrote it, if it wrote one."""
    return not known.written or os.path.exists(os.path.join(root, item.output))


def _piped(task: Task, limit: int, wake: int) -> Job:
    """The task of what stands on standard input, which the processes can't read."""
    try:
        with read.Source.of("-", walked=False, wake=wake) as source:
            data = upto(source, limit + 1)
        if len(data) > limit:
            raise too_large(task.name, limit)
    except (OSError, UnreadableInput) as error:
        return task, failed(error, _sentence(task, error))
    return task._replace(data=data), None


def _lines(task: Task, limit: int, wake: int) -> Iterator[Job]:
    """The pages of a JSON Lines file, and its end. Raises Stopped."""
    end = task._replace(line=END)
    if result := same(task, wake):
        yield task, result
        return
    try:
        with read.Source.of(task.item.path, task.item.walked, wake) as source:
            buffered: io.BufferedReader = io.BufferedReader(source, read.BUFFER)
            for number, line in read.lines(buffered, task.item.path, limit):
                yield task._replace(data=line, line=number), None
            result = Result("cleaned", sha=source.sha, stamp=source.stamp())
    except (OSError, UnreadableInput) as error:
        result = failed(error, _sentence(task, error))
    yield end, result


def _sentence(task: Task, error: OSError | UnreadableInput) -> str:
    return f"{task.name}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
