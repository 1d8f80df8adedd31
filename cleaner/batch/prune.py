"""Outputs whose inputs are gone: the only thing that a run ever deletes, and only when told to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import NamedTuple

from cleaner.batch import write
from cleaner.batch.plan import Plan, is_below
from cleaner.batch.state import State
from cleaner.batch.walk import split


class Orphan(NamedTuple):
    """An output by its name below the root, and its path, "" if it isn't there; ours: nobody has changed it since it was written.

    lone: all pages of its input's folder are gone, too."""

    output: str
    path: str
    ours: bool
    lone: bool


def orphans(root: str, state: State, plan: Plan, roots: Collection[str]) -> Iterator[Orphan]:
    """The outputs whose inputs are gone, by the state of earlier runs. roots: directories that were walked, as absolute paths.

    A folder that is gone or has no page any more may be a disk that is not mounted: it may be the root, stand below it, or be where a
    link leads. What came from there had better stay."""
    alive: dict[tuple[str, bool], bool] = {}
    for output, path, written in state.outputs():
        if plan.writes(output) or not _is_gone(path):
            continue
        place = os.path.dirname(path), any(is_below(path, other) for other in roots)
        if place not in alive:
            alive[place] = _has_pages(place[0]) if place[1] else _has_files(place[0])
        target = os.path.join(root, output)
        with suppress(OSError):
            there = write.content_hash(target)
            yield Orphan(output, target, there is not None and write.is_ours(target, there, written), not alive[place])
            continue
        yield Orphan(output, "", ours=True, lone=not alive[place])


def _is_gone(path: str) -> bool:
    """Whether nothing is there any more, for all that can be told."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # it may be there
        return False
    return False


def _has_pages(folder: str) -> bool:
    """Whether a page is left in a folder that was walked, or below it."""
    for _, folders, names in os.walk(folder):
        if any(split(name)[1] and not name.startswith(".") for name in names):
            return True
        folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def _has_files(folder: str) -> bool:
    """Whether anything is left in a folder whose pages were named one by one. What is hidden may mark a disk that isn't there."""
    try:
        with os.scandir(folder) as entries:
            return any(not entry.name.startswith(".") for entry in entries)
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
