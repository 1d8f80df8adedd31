"""A run from its request to its exit status: plan, clean, write, remember, prune, sum up."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, nullcontext, suppress
from typing import TYPE_CHECKING

from cleaner import load, output
from cleaner.batch import jobs, prune, tasks
from cleaner.batch.fingerprint import fingerprint
from cleaner.batch.inputs import Inputs
from cleaner.batch.lock import Lock
from cleaner.batch.page import readable
from cleaner.batch.plan import Plan
from cleaner.batch.progress import bar
from cleaner.batch.report import Report
from cleaner.batch.sinks import Sink, Stream, Tree
from cleaner.batch.state import State
from cleaner.batch.stop import Stop
from cleaner.batch.survey import Survey
from cleaner.batch.values import END, Looking, Request, Result, Spec, Task
from cleaner.model import CleanError, UsageError
from cleaner.userrules.idle import unused

if TYPE_CHECKING:
    from cleaner.report import Gathered

FAILED = 1
Say = Callable[[str], None]


class _Stopped(Exception):
    """The run was interrupted, so that the common output must not take its place."""


def run(request: Request, say: Say, show: Say) -> int:
    """Do what was asked for, and return the exit status. say: prints a sentence for the user; show: a line of data (`dry_run`).

    Raises UsageError before anything is written."""
    if request.options.encoding:
        load.load(b"", request.options)  # an encoding that doesn't exist is wrong usage, not a fault of every page
    try:
        with ExitStack() as stack:
            stop = stack.enter_context(Stop())
            report = stack.enter_context(Report(say, quiet=request.quiet, verbose=request.verbose))
            return _Run(request, report, stop, say, show).status()
    except UsageError:
        raise
    except CleanError as error:
        say(str(error))
    except OSError as error:
        say(f"{error.filename or request.target or 'standard output'}: {error.strerror or error}")
    except sqlite3.Error as error:  # of the plan; what remembers goes on without its file
        say(f"The list of inputs can't be kept in a temporary file ({error}); make room for it, or name a directory with more as TMPDIR")
    return FAILED


def _prepare(root: str) -> None:
    """Make the output directory. Raises OSError when nothing can be written there."""
    os.makedirs(root, exist_ok=True)
    if not os.access(root, os.W_OK | os.X_OK):
        raise PermissionError(13, "May not be written to", root)


class _Run:
    """One run with what it works with."""

    def __init__(self, request: Request, report: Report, stop: Stop, say: Say, show: Say) -> None:
        self._request, self._report, self._stop, self._say, self._show = request, report, stop, say, show
        self._root = (request.target or "") if request.tree else ""
        self._gathered: Gathered | None = None
        self._spec = Spec(
            request.options,
            request.form,
            self._root,
            dict(request.fields),
            request.max_bytes,
            request.force,
            words=request.log is not None,
            looking=Looking(request.remember, request.site),
            report=request.report is not None,
            look=request.look,
        )

    def status(self) -> int:
        """Run, and return the exit status."""
        plan = Plan(self._root, self._request.form, self._request.lines)
        try:
            inputs = Inputs(self._request, self._report)
            inputs.plan(plan)
            if self._request.dry_run:
                return self._rehearse(plan, inputs)
            if self._root:
                _prepare(self._root)
            if self._request.log:  # which may stand in the output directory
                self._report.open(self._request.log)
            if self._root:
                self._to_tree(plan, inputs)
            else:
                self._to_stream(plan)
        except BrokenPipeError:  # the reader has seen enough, as in `| head`
            output.abandon(sys.stdout)
            return FAILED if self._report.failed else 0
        finally:
            plan.close()
            self._tell_all()
        self._report.summary(stopped=self._why)
        self._tell_unused()
        return self._stop.status or (FAILED if self._report.failed else 0)

    @property
    def _why(self) -> str:
        """Why the run ended early, "" if it didn't."""
        return {0: "", FAILED: "nothing more can be written"}.get(self._stop.status, "interrupted")

    def _gather(self, task: Task, result: Result) -> None:
        """Note a page for the report in HTML."""
        if self._gathered:
            self._gathered.add(readable(task.name), result.status, result.confidence, result.message, result.sheet)

    def _tell_all(self) -> None:
        """Write the report in HTML about what was done, also where the run ended early."""
        if self._request.report and self._gathered:
            from cleaner.report import write

            self._gathered.stopped = self._why
            try:
                write(self._request.report, self._gathered)
            except BrokenPipeError:  # its reader has seen enough, as in `--report /dev/stdout | head`
                pass
            except OSError as error:
                self._report.trouble(f"{self._request.report}: {error.strerror or error}; there is no report")

    def _tell_unused(self) -> None:
        """Name the user's rules that matched nothing, where all pages were looked at. A single page is no place for all that are set."""
        rules, report = self._request.options.rules, self._report
        pages = sum(report.counts[status] for status in ("cleaned", "no article", "failed"))
        if rules and (self._request.told or pages > 1) and not (self._request.quiet or self._stop.status or report.counts["unchanged"]):
            for sentence in unused(rules, report.used):
                self._say(sentence)

    def _to_stream(self, plan: Plan) -> None:
        """All articles into one stream. Raises OSError when it can't be written."""
        if self._request.target:
            output.sweep(os.path.dirname(os.path.realpath(self._request.target)))
        with suppress(_Stopped), output.opened(self._request.target) as stream, self._survey() as survey:
            survey.look(plan, self._spec, None, "")
            self._clean(plan, Stream(stream, self._spec), None, "", survey)
            if self._stop.status and self._request.target:
                raise _Stopped

    def _to_tree(self, plan: Plan, inputs: Inputs) -> None:
        """Every article into its file. Raises OSError when nothing can be written there, and Locked."""
        with Lock(self._root) if self._request.lock else nullcontext():
            state = State(self._root, self._say)
            ended = False
            try:
                self._to_files(plan, inputs, state)
                ended = True
            finally:
                state.close(ended)
                self._report.counts["trouble"] += state.broken

    def _to_files(self, plan: Plan, inputs: Inputs, state: State) -> None:
        if not state.ended:
            for folder in ("", *plan.folders()):
                output.sweep(os.path.join(self._root, folder))
        made = fingerprint(self._spec)
        with self._survey() as survey:
            survey.look(plan, self._spec, state, made)
            told = made if not survey.broken else ""  # else it would be as it should, for ever
            self._clean(plan, Tree(self._spec, state, told), state, made, survey)
        if self._report.counts["cleaned"]:
            for folder in ("", *plan.folders()):  # once, as for every file it would take as long as writing them
                output.sync_folder(os.path.join(self._root, folder))
        state.save()
        if self._request.prune and not self._stop.status:
            self._prune(state, plan, inputs)

    def _survey(self) -> Survey:
        return Survey(self._request, self._root, self._say, self._stop)

    def _clean(self, plan: Plan, sink: Sink, state: State | None, made: str, survey: Survey) -> None:
        """Clean all that is planned."""
        request, report = self._request, self._report
        if request.report:
            from cleaner.report import Gathered

            self._gathered = Gathered()
        large = not self._root or plan.has_lines()
        spec = self._spec._replace(looking=survey.looking)
        clean = jobs.cleaner(spec, request.jobs, request.timeout, self._stop, large)
        wanted = not request.quiet and request.target is not None
        todo = tasks.jobs(plan.items(), request, state, made, self._stop.wake, survey.is_told_the_same)
        with bar(len(plan), self._say, wanted) as report.bar, closing(sink), closing(clean(todo)) as done:
            for task, found in done:
                survey.learn(found.learnt)
                result = sink.take(task, found)
                if task.line != END or result.status == "failed":
                    report.page(task, result)
                    self._gather(task, result)
                report.bar.advance(report.counts["failed"], task.line <= 0)
                if result.fatal and not self._stop.status:
                    self._stop.status = FAILED

    def _prune(self, state: State, plan: Plan, inputs: Inputs, *, dry: bool = False) -> None:
        """Remove outputs whose inputs are gone, but not the folders of these."""
        for orphan in prune.orphans(self._root, state, plan, inputs.roots):
            if orphan.lone:
                if orphan.path:
                    self._report.spared(orphan.path)
                continue
            if not orphan.ours:
                self._report.trouble(f"{orphan.path}: Its input is gone, but it was changed since it was written; remove it yourself")
                continue
            if not dry:
                try:
                    prune.remove(self._root, orphan)
                except OSError as error:
                    self._report.trouble(f"{orphan.path}: {error.strerror or error}")
                    continue
                state.remember(orphan.output, "", None)
            if orphan.path:
                self._report.removed(orphan.path, only_shown=dry)

    def _rehearse(self, plan: Plan, inputs: Inputs) -> int:
        """Show what would be done."""
        state = State(self._root, self._say, write=False) if self._root else None
        made = fingerprint(self._spec) if state else ""
        for item, known in tasks.known_of(plan.items(), state):
            if self._stop.status:
                return self._stop.status
            task, result = tasks.first(item, known, self._request, made)
            if result or tasks.same(task, self._stop.wake):
                self._report.counts["unchanged"] += 1
                continue
            self._report.counts["planned"] += 1
            self._show(f"{item.path} -> {os.path.join(self._root, item.output)}" if self._root else item.path)
        if state and self._request.prune:
            self._prune(state, plan, inputs, dry=True)
        self._report.summary(dry=True)
        return FAILED if self._report.failed else 0
