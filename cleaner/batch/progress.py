"""A bar on standard error for those who watch: inputs, pages a second, time left, failures. Only at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import IO, Any, Protocol, TextIO, cast

STEP = 0.1
"""Seconds between two pictures of the bar."""


class Bar(Protocol):
    """What shows how far a run is."""

    def say(self, sentence: str) -> None:
        """Print a sentence above the bar."""

    def advance(self, failures: int, whole: bool) -> None:
        """One page more is done, and with it an input unless it is not the last of that (whole); so many have failed so far."""


class Quiet:
    """No bar: sentences go where they always go."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def advance(self, failures: int, whole: bool) -> None:
        """Show nothing."""


@contextmanager
def bar(total: int, say: Callable[[str], None], wanted: bool, doing: str = "Cleaning") -> Iterator[Bar]:
    """A bar while pages are cleaned, if it is wanted and there is a terminal to show it. say: prints a sentence. doing: what it says."""
    if not wanted or not total or sys.stderr is None or not sys.stderr.isatty():
        yield Quiet(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    # no thread that draws: processes are forked from this one; and messages come through `say`, not by wrapping the streams
    console = Console(file=cast(IO[str], _Kept(sys.stderr)))
    shown = Progress(*columns, console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
    with shown:
        yield _Drawn(shown.update, shown.add_task(doing, total=total, rate="", failed=""), shown.refresh, say)


class _Kept:
    """A stream that never fails: that a terminal is gone must not end a run that was to go on without it, as under nohup."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, if that can be."""
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if that can be."""
        with suppress(OSError, ValueError):
            self._stream.flush()


class _Drawn:
    """A bar of rich, drawn a few times a second. update, task, refresh: rich's."""

    def __init__(self, update: Callable[..., None], task: int, refresh: Callable[[], None], say: Callable[[str], None]) -> None:
        self._update, self._task, self._refresh, self._say = update, task, refresh, say
        self._start = self._drawn = monotonic()
        self._pages = self._done = 0

    def say(self, sentence: str) -> None:
        """Clear the bar's line, print the sentence there, and draw the bar below."""
        _Kept(sys.stderr).write("\r\x1b[2K")
        self._say(sentence)
        self._refresh()

    def advance(self, failures: int, whole: bool) -> None:
        """Count a page."""
        self._pages += 1
        self._done += whole
        now = monotonic()
        if now - self._drawn < STEP:
            return
        self._drawn = now
        rate = f"{self._pages / max(now - self._start, STEP):,.0f}/s"
        self._update(self._task, completed=self._done, rate=rate, failed=f"{failures} failed" if failures else "")
        self._refresh()
