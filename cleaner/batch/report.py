"""What a run says: a sentence for each page that failed, a line of the log for every page, a summary at the end."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO

from cleaner.batch.progress import Bar, Quiet
from cleaner.batch.values import Result, Task


class Report:
    """Counts and tells. say: prints a sentence. quiet, verbose: as on the command line."""

    def __init__(self, say: Callable[[str], None], *, quiet: bool, verbose: bool) -> None:
        self._say, self._quiet, self._verbose = say, quiet, verbose
        self.bar: Bar = Quiet(say)
        self.counts: Counter[str] = Counter()
        self.used: set[str] = set()
        self._log_name = ""
        self._log: BinaryIO | None = None

    def __enter__(self) -> Report:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._log:
            self._log.close()

    def open(self, log: str) -> None:
        """Add to this file a line for every page from now on. Raises OSError."""
        self._log_name, self._log = log, open(log, "ab")  # noqa: SIM115 - closed with the report

    @property
    def failed(self) -> bool:
        """Whether something failed, or a page held no article."""
        return bool(self.counts["failed"] or self.counts["no article"] or self.counts["trouble"])

    def page(self, task: Task, result: Result) -> None:
        """Tell what came of a page."""
        self.counts[result.status] += 1
        self.used |= result.used
        if result.status == "failed":
            if result.message and not (result.fatal and self.counts["fatal"]):  # every page at hand fails of a full disk
                self.bar.say(result.message)
            self.counts["fatal"] += result.fatal
        elif result.status == "no article" and not self._quiet:
            self.bar.say(f"{task.name}: No article found in it")
        elif self._verbose:
            self.bar.say(f"{task.name}: {result.status}, {task.item.output}" if task.item.output else f"{task.name}: {result.status}")
        self._write(task, result)

    def _write(self, task: Task, result: Result) -> None:
        if not self._log:
            return
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        values = {"time": when, "path": _text(task.name), "output": _text(task.item.output) or None, **result.facts()}
        try:
            self._log.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            self._log.flush()
        except OSError as error:
            self._log = None
            self.trouble(f"{self._log_name}: {error.strerror or error}; the log ends here")

    def trouble(self, sentence: str) -> None:
        """Tell what went wrong beside the pages; the run fails, but goes on."""
        self.counts["trouble"] += 1
        self.bar.say(sentence)

    def left_out(self, path: str, reason: str) -> None:
        """Count a file or directory that isn't read; name it if asked to."""
        self.counts["left out"] += 1
        if self._verbose:
            self.bar.say(f"{path}: Skipped, {reason}")

    def removed(self, path: str, *, only_shown: bool = False) -> None:
        """Count an output that was pruned."""
        self.counts["removed"] += 1
        if self._verbose:
            self.bar.say(f"{path}: {'Would be removed' if only_shown else 'Removed'}, its input is gone")

    def spared(self, path: str) -> None:
        """Count an output that is not pruned, though its input is gone; name it if asked to."""
        self.counts["spared"] += 1
        if self._verbose:
            self.bar.say(f"{path}: Stays, as no page is left where its input was, as if a disk isn't mounted; if that is right, remove it")

    def summary(self, *, dry: bool = False, stopped: str = "") -> None:
        """One sentence about the whole run, unless it is to be quiet. stopped: why it ended early."""
        if self._quiet:
            return
        counts = self.counts
        cleaned = f"{counts['planned']} would be cleaned" if dry else f"{counts['cleaned']} cleaned"
        skipped = counts["unchanged"] + counts["left out"]
        why = f" ({counts['unchanged']} unchanged, {counts['left out']} not read)" if skipped else ""
        parts = [cleaned, f"{skipped} skipped{why}", f"{counts['no article']} no article", f"{counts['failed']} failed"]
        if counts["removed"]:
            parts.append(f"{counts['removed']} {'would be removed' if dry else 'removed'}")
        if counts["spared"]:
            parts.append(f"{counts['spared']} spared (-v says why)")
        self._say(", ".join(parts) + (f"; stopped early: {stopped}" if stopped else ""))


def _text(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
