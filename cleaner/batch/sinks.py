"""Where results go that no process has written itself: one stream for all, or a file for the lines of a JSON Lines input."""

from __future__ import annotations

import json
import os
from typing import BinaryIO, Protocol

from cleaner.batch.page import LOST, failed
from cleaner.batch.state import State
from cleaner.batch.values import END, UNSURE, Known, Result, Spec, Task, Told
from cleaner.batch.write import Draft, NotWritten
from cleaner.forms import SEPARATORS
from cleaner.output import sweep


class Sink(Protocol):
    """Takes results in the order of the inputs."""

    def take(self, task: Task, result: Result) -> Result:
        """Write what is to be written, and give back the result as it is then: writing may fail."""

    def close(self) -> None:
        """Leave what isn't finished."""


class Stream:
    """All articles in one stream, separated as on standard output. Failures of writing are the caller's."""

    def __init__(self, stream: BinaryIO, spec: Spec) -> None:
        self._stream, self._between = stream, SEPARATORS[spec.form].encode()
        self._separator = b""

    def take(self, task: Task, result: Result) -> Result:
        """Raises OSError."""
        if result.piece:
            self._stream.write(self._separator + result.piece)
            self._separator = self._between
        return result

    def close(self) -> None:
        """Nothing: the stream is another's."""


class Tree:
    """A file for every input. Remembers in the state what is done; `made` is the fingerprint of this run."""

    def __init__(self, spec: Spec, state: State, made: str) -> None:
        self._spec, self._state, self._made = spec, state, made
        self._between = SEPARATORS[spec.form].encode()
        self._draft: Draft | None = None
        self._incomplete = False
        self._lost: Result | None = None
        self._told: dict[str, Told] = {}

    def take(self, task: Task, result: Result) -> Result:
        """Never raises: an output that can't be written is a result that says so."""
        if task.line == END:
            return self._end(task, result)
        if task.line:
            return self._add(task, result)
        if result.status != "failed":
            self._remember(task, result, (result.told,) if result.told else ())
        elif result.error in LOST:
            sweep(os.path.dirname(os.path.join(self._spec.root, task.item.output)))
        return result

    def _add(self, task: Task, result: Result) -> Result:
        """One article of a file of many. Once it could not be written, all that follow are lost; one sentence is enough for them."""
        self._incomplete = self._incomplete or result.status == "failed"
        if result.told and self._told.get(result.told.site, result.told).digest != UNSURE:
            self._told[result.told.site] = result.told
        if not result.piece:
            return result
        if self._lost:
            return self._lost._replace(message="")
        try:
            separator = self._between if self._draft else b""
            self._draft = self._draft or Draft(os.path.join(self._spec.root, task.item.output))
            self._draft.write(separator + result.piece)
        except NotWritten as error:
            self._lost = _not_written(error)
            return self._lost
        return result

    def _end(self, task: Task, result: Result) -> Result:
        """The end of a file of many. One that could not be read or written to its end doesn't replace what is there."""
        draft, incomplete, lost, told = self._draft, self._incomplete, self._lost, self._told
        self._draft, self._incomplete, self._lost, self._told = None, False, None, {}
        if result.status == "failed" or lost:
            if draft:
                draft.discard()
            return result
        try:
            if draft:
                draft.commit(task.written, self._spec.force)
        except NotWritten as error:
            return _not_written(error)
        if not incomplete:
            self._remember(task, result._replace(written=draft.written if draft else task.written), tuple(told.values()))
        return result

    def _remember(self, task: Task, result: Result, told: tuple[Told, ...]) -> None:
        """told: what the input's pages were told of their sites; what was unchanged was told the same before."""
        if result.status != "unchanged":
            known = Known(result.sha, result.stamp, self._made, result.written, json.dumps(told), result.prints)
        elif task.skip and (before := self._state.known(task.item.output, task.item.path)):
            known = before._replace(sha=result.sha, stamp=result.stamp, made=self._made, written=result.written)
        else:
            return  # the state itself said so
        self._state.remember(task.item.output, task.item.path, known)

    def close(self) -> None:
        """Leave a file that isn't finished as it was."""
        if self._draft:
            self._draft.discard()
        self._draft = None


def _not_written(error: NotWritten) -> Result:
    return failed(error, str(error), error.fatal)
