"""The inputs of a run: PATHs and the entries of a list, with the directories among them walked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from cleaner.batch import lock, state, survey
from cleaner.batch.names import below, listed
from cleaner.batch.plan import Plan
from cleaner.batch.report import Report
from cleaner.batch.values import Found, Request
from cleaner.batch.walk import Place, Walk, is_folder
from cleaner.model import UsageError

_KEPT = {"log": (state.NAME, survey.NAME, lock.NAME), "report": (state.NAME, survey.NAME, lock.NAME), "memory": (state.NAME, lock.NAME)}
"""What a run keeps in its output directory under names of its own, by the options that must not name it."""


class Inputs:
    """Finds the inputs of a request. roots: the directories that were walked, as absolute paths."""

    def __init__(self, request: Request, report: Report) -> None:
        self._request, self._report = request, report
        self._own = [Place.of(path) for path in (request.target, request.log, request.report) if path]
        self.roots: set[str] = set()

    def plan(self, plan: Plan) -> None:
        """Put every input into the plan. Raises UsageError for what can't work, before anything is written."""
        for path in self._request.paths:
            self._add(plan, path, "" if is_folder(path) else os.path.basename(path))
        if self._request.files_from:
            for path in _entries(self._request.files_from, self._request.null):
                self._add(plan, path, below(path) or ("" if is_folder(path) else os.path.basename(path)))
        plan.check()
        self._check_outputs(plan)

    def _check_outputs(self, plan: Plan) -> None:
        """Raise UsageError when an article would go where a file of the run itself stands, or one of these where the run keeps another."""
        root = os.path.realpath(self._request.target or "")
        for name in ("log", "report", "memory", "files_from"):
            path = getattr(self._request, name)
            if not path or not self._request.tree:
                continue
            place = os.path.relpath(os.path.realpath(path), root)
            what = "an article goes" if plan.writes(place) else "the run keeps what it knows" if place in _KEPT.get(name, ()) else ""
            if what:
                raise UsageError(f"--{name.replace('_', '-')} {path} is where {what}; choose another name")

    def _add(self, plan: Plan, path: str, mirror: str) -> None:
        if path == "-" and self._request.tree:
            raise UsageError("Standard input (-) has no name for a file in a directory; name a file as --output")
        if path == "-" or not is_folder(path):
            if path != "-" and (place := Place.of(path)) and place in self._own:
                raise UsageError(f"The output {path} would overwrite an input; choose another name")
            plan.add([Found(path, mirror, walked=False)])
            return
        if self._request.tree and Place.of(path) == self._own[0] and self._own[0]:
            raise UsageError(f"The output {self._request.target} is the directory of the inputs; choose another, which may be below it")
        walk = Walk(self._own, self._report.left_out, self._broken)
        self.roots.add(os.path.abspath(path))
        plan.add(walk.pages(path, mirror))

    def _broken(self, path: str, error: OSError) -> None:
        self._report.trouble(f"{path}: {error.strerror or error}")


def _entries(source: str, null: bool) -> Iterator[str]:
    """The paths of a list. Raises UsageError when it can't be read."""
    try:
        with _list(source) as stream:
            yield from listed(stream, null)
    except OSError as error:
        raise UsageError(f"{'standard input' if source == '-' else source}: {error.strerror or error}") from error


@contextmanager
def _list(source: str) -> Iterator[BinaryIO]:
    if source != "-":
        with open(source, "rb") as stream:
            yield stream
    elif sys.stdin is None:
        raise OSError(None, "Closed; name a file with the list instead")
    else:
        yield sys.stdin.buffer
