"""The tasks of a run, one after the other, from its plan: what has to be cleaned, and what is unchanged since an earlier run."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cleaner.batch import read
from cleaner.batch.page import failed
from cleaner.batch.state import State
from cleaner.batch.values import END, Item, Job, Known, Request, Result, Task

CHUNK = 1 << 20


def jobs(items: Iterable[Item], request: Request, state: State | None, made: str) -> Iterator[Job]:
    """The tasks of these inputs, each with its result if that is known. made: fingerprint of this run."""
    for item in items:
        task, result = first(item, request, state, made)
        if result or not item.lines:
            yield task._replace(data=_piped(item)), result
        else:
            yield from _lines(task, request.max_bytes, hashed=state is not None)


def first(item: Item, request: Request, state: State | None, made: str) -> Job:
    """The task of an input, with the result `unchanged` where the state and a look at the file tell that there is nothing to do."""
    known = state.known(item.output) if state else None
    if not known:
        return Task(item), None
    task = Task(item, written=known.written)
    if not request.incremental or known.made != made or not _is_there(item, request.target or "", known):
        return task, None
    stamp = read.stamp_of(item.path)
    if stamp and stamp == known.stamp:
        return task, Result("unchanged", sha=known.sha, stamp=stamp, written=known.written)
    return task._replace(skip=known.sha), None


def is_same(task: Task) -> bool:
    """Whether the file of a task still has the bytes that make it one to skip."""
    try:
        return bool(task.skip) and _hash(task.item.path) == task.skip
    except OSError:
        return False


def _is_there(item: Item, root: str, known: Known) -> bool:
    """Whether the output is where the earlier run wrote it, if it wrote one."""
    return not known.written or os.path.exists(os.path.join(root, item.output))


def _piped(item: Item) -> bytes | None:
    """What stands on standard input, which the processes can't read."""
    if item.path != "-":
        return None
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def _lines(task: Task, limit: int, hashed: bool) -> Iterator[Job]:
    """The pages of a JSON Lines file, and its end. hashed: its hash is wanted, for the state."""
    path = task.item.path
    end = task._replace(line=END)
    try:
        stamp, sha = (read.stamp_of(path), _hash(path)) if hashed else ("", "")
        if sha and sha == task.skip:
            yield task, Result("unchanged", sha=sha, stamp=stamp, written=task.written)
            return
        with _opened(path) as stream:
            for number, line in read.lines(stream, path, limit):
                yield task._replace(data=line, line=number), None
    except OSError as error:
        yield end, failed(error, f"{task.name}: {error.strerror or error}")
        return
    same = stamp == (read.stamp_of(path) if hashed else "")
    yield end, Result("cleaned", sha=sha if same else "", stamp=stamp if same else "")


def _opened(path: str) -> BinaryIO:
    if path != "-":
        return open(path, "rb", buffering=0)
    if sys.stdin is None:
        raise OSError(None, "Closed; name a file instead")
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)


def _hash(path: str) -> str:
    found = hashlib.sha256()
    with open(path, "rb") as stream:
        while data := stream.read(CHUNK):
            found.update(data)
    return found.hexdigest()
