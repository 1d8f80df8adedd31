"""Outputs whose inputs are gone: the only thing that a run ever deletes, and only when told to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from cleaner.batch import write
from cleaner.batch.plan import Plan, is_below
from cleaner.batch.state import State


class Orphan(NamedTuple):
    """An output by its name below the root, and its path; ours: nobody has changed it since it was written."""

    output: str
    path: str
    ours: bool


def orphans(root: str, state: State, plan: Plan, roots: Mapping[str, int]) -> Iterator[Orphan]:
    """The outputs that are there though their inputs are gone, by the state of earlier runs.

    roots: directories that were walked, as absolute paths, and how many pages they held. One without a page may be a disk that is
    not mounted, and so may a folder that is gone: what came from there stays."""
    for output, path, written in state.outputs():
        if plan.writes(output) or not _is_gone(path, roots):
            continue
        target = os.path.join(root, output)
        with suppress(OSError):
            there = write.content_hash(target)
            yield Orphan(output, target, there is not None and write.is_ours(target, there, written))
            continue
        yield Orphan(output, "", ours=True)


def _is_gone(path: str, roots: Mapping[str, int]) -> bool:
    """Whether an input was deleted, for all that can be told."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        walked = [count for root, count in roots.items() if is_below(path, root)]
        return any(walked) if walked else _has_files(os.path.dirname(path))
    except OSError:  # it may be there
        return False
    return False


def _has_files(folder: str) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entries)
    except OSError:
        return False


def remove(root: str, orphan: Orphan) -> None:
    """Delete an output, and the directories below the root that are empty then. Raises OSError."""
    if orphan.path:
        os.unlink(orphan.path)
    folder = os.path.dirname(orphan.output)
    while folder:
        try:
            os.rmdir(os.path.join(root, folder))
        except OSError:  # not empty
            return
        folder = os.path.dirname(folder)
