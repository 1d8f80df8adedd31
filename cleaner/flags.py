"""The options of `clean` for many pages, and the request that they make."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cleaner.files import FileName, Named, check_apart
from cleaner.forms import EXPLAINS, Form, Look
from cleaner.model import Options, UsageError

if TYPE_CHECKING:
    from cleaner.batch.values import Request

LINES = (".jsonl", ".jsonl.gz")
"""Endings of files that hold many pages."""
TREE = ("incremental", "prune", "lock", "force")
"""Flags that make sense only where every input has an output file of its own."""
NAMES = (
    *("files_from", "null", "fields", "memory", "no_memory", "site", "jobs", "timeout", "max_bytes"),
    *("dry_run", "force", "incremental", "prune", "lock", "log", "report", "quiet", "verbose"),
)
"""The options of this module, in the order of `--help`."""

MOST_BYTES = 10**12
"""More than any page has, little enough for the system to count with."""
MOST_SECONDS = 1e6
"""Twelve days. Clocks of the system can't wait much longer."""


class _Seconds(click.FloatRange):
    """A number of seconds; one that is larger than any clock can wait is 0, no limit."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds. Raises click.BadParameter."""
        seconds = float(super().convert(value, param, ctx))
        if seconds != seconds:
            self.fail("nan is no number of seconds; give one, or 0 for no limit", param, ctx)
        return seconds if seconds <= MOST_SECONDS else 0.0


_FLAGS: Sequence[Callable[[Any], Any]] = (
    click.option("--files-from", metavar="FILE", type=FileName(), help="Read PATHs from FILE, one a line; - is standard input."),
    click.option("-0", "--null", is_flag=True, help="PATHs in that FILE end with NUL, as find -print0 writes them."),
    click.option("--field", "fields", metavar="NAME=KEY", multiple=True, help="JSON Lines: KEY of text, html, markdown, url or id."),
    click.option("--memory", metavar="FILE", type=FileName(), help="Remember in FILE what sites repeat, and know it from there."),
    click.option("--no-memory", is_flag=True, help="Clean each page as if it were the only one of its site."),
    click.option("--site", metavar="NAME", help="Site of all pages; else told by their address or their folder."),
    click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=0), help="Processes; 0, if not given: one a core."),
    click.option("--timeout", metavar="SECONDS", type=_Seconds(min=0), help="Time for a page; 300 if not given, 0: no limit."),
    click.option("--max-bytes", metavar="N", type=click.IntRange(1, MOST_BYTES), help="Refuse larger pages; 50 MB if not given."),
    click.option("--dry-run", is_flag=True, help="Only show what would be cleaned, and where to."),
    click.option("--force", is_flag=True, help="Overwrite files in DIR that clean did not write."),
    click.option("--incremental", is_flag=True, help="Skip inputs that are unchanged since they were cleaned into DIR."),
    click.option("--prune", is_flag=True, help="Remove what was written to DIR for inputs that are gone."),
    click.option("--lock", is_flag=True, help="End at once if another run with --lock writes to DIR."),
    click.option("--log", metavar="FILE", type=FileName(), help="Add a line of JSON for every page to FILE."),
    click.option("--report", metavar="FILE", type=FileName(), help="Write an HTML page about all pages, doubtful ones first."),
    click.option("-q", "--quiet", is_flag=True, help="No progress, no summary, only what failed."),
    click.option("-v", "--verbose", is_flag=True, help="Name every page, and what is skipped and why."),
)


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of this module."""
    for flag in reversed(_FLAGS):
        command = flag(command)
    return command


def is_batch(paths: Sequence[str], target: str | None, lines: bool, chosen: Mapping[str, Any]) -> bool:
    """Whether the inputs need more than to be cleaned one after the other into one stream."""
    asked = any(chosen[name] not in (None, False, ()) for name in NAMES if name not in ("quiet", "verbose", "no_memory"))
    return asked or lines or _is_folder(target) or any(path.lower().endswith(LINES) or os.path.isdir(path) for path in paths)


def _is_folder(target: str | None) -> bool:
    return target is not None and (target.endswith(("/", os.sep)) or os.path.isdir(target))


def look(target: str | None) -> Look:
    """How explanations look where they go to: in colour at a terminal, as wide as that. NO_COLOR and FORCE_COLOR decide otherwise
    (no-color.org, force-color.org)."""
    terminal = target is None and sys.stdout is not None and sys.stdout.isatty()
    color = bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")
    return Look(_columns() if terminal else 0, color and not os.environ.get("NO_COLOR"))


def _columns() -> int:
    import shutil  # brings three libraries of compression along

    return shutil.get_terminal_size().columns



def request(paths: Sequence[str], target: str | None, form: Form, lines: bool, options: Options, chosen: Mapping[str, Any]) -> Request:
    """What the command line asks for. lines: the inputs are JSON Lines. Raises UsageError for what can't work together."""
    from cleaner.batch.names import means_folder
    from cleaner.batch.values import FIELDS, Request

    given = {name: value for name, value in chosen.items() if name not in ("fields", "no_memory") and value is not None}
    files_from = chosen["files_from"]
    if not paths and not files_from:
        paths = ("-",)
    many = bool(files_from) or any(os.path.isdir(path) for path in paths)
    tree = target is not None and means_folder(target, many)
    several = tree or many or lines or any(path.lower().endswith(LINES) for path in paths)
    remember = not chosen["no_memory"] and bool(several or chosen["memory"])
    given |= {"fields": {**FIELDS, **_fields(chosen["fields"])}, "remember": remember, "look": look(target)}
    asked = Request(tuple(paths), target, tree, form, options, lines=lines, **given)
    _check(asked, chosen["no_memory"])
    return asked


def check_files(paths: Sequence[str], target: str | None, read: Sequence[Named], chosen: Mapping[str, Any]) -> None:
    """Raise UsageError where one file would be written for two purposes, or over one that is read. The output has a sentence of its own
    where it is an input. read: files of rules and configuration."""
    extra = [(f"--{name}", chosen[name] or "") for name in ("log", "report", "memory")]
    if stream := next((option for option, path in extra if path == "-"), None):
        raise UsageError(f"{stream} -: name a file; standard output is for articles")
    lists = [("--files-from", chosen["files_from"] or ""), *read]
    check_apart([("--output", target or ""), *extra], lists)
    check_apart(extra, [("the input", path) for path in paths])


def _fields(pairs: Sequence[str]) -> dict[str, str]:
    from cleaner.batch.values import FIELDS

    found = {}
    for pair in pairs:
        name, equals, key = pair.partition("=")
        if name not in FIELDS or not equals or not key:
            raise UsageError(f"--field {pair}: give one of {', '.join(FIELDS)} and its key, such as --field text=body")
        found[name] = key
    return found


def _check(asked: Request, no_memory: bool) -> None:
    """Raise UsageError for options that contradict each other or the inputs."""
    _check_memory(asked, no_memory)
    if not asked.tree and (flag := next((name for name in TREE if getattr(asked, name)), None)):
        raise UsageError(f"--{flag} needs a directory to write to; add --output DIR/")
    if asked.tree and asked.form in EXPLAINS:
        raise UsageError("--explain writes one stream; leave out --output or name a file")
    if asked.tree and os.path.isfile((asked.target or "").rstrip("/" + os.sep)):
        raise UsageError(f"The output {asked.target} is a file, not a directory")
    if asked.report is not None:
        _check_report(asked, asked.report)
    if asked.null and not asked.files_from:
        raise UsageError("-0 is about the list that --files-from names; add that")
    if asked.options.url and (len(asked.paths) > 1 or asked.files_from or any(os.path.isdir(path) for path in asked.paths)):
        raise UsageError("--url is the address of one page; give one PATH with it.")
    if asked.options.encoding and asked.lines:
        raise UsageError("--encoding: JSON Lines are UTF-8; leave it out")
    if (asked.files_from == "-") + asked.paths.count("-") > 1:
        raise UsageError("Standard input (-) can be read only once.")
    if (asked.files_from or "-") != "-" and not os.path.exists(asked.files_from or ""):
        raise UsageError(f"--files-from {asked.files_from}: No such file")
    if sys.platform == "win32" and asked.lock:
        raise UsageError("--lock needs a system with file locks of POSIX; leave it out")


def _check_memory(asked: Request, no_memory: bool) -> None:
    if no_memory and (asked.memory or asked.site):
        raise UsageError(f"--no-memory and --{'memory' if asked.memory else 'site'} contradict each other; leave one out")
    if asked.site is not None and not asked.site.strip():
        raise UsageError("--site is empty; give the name of a site, such as example.org")
    if asked.site and not asked.remember:
        raise UsageError("--site is for what is known of a site; add --memory FILE")
    if asked.memory and (os.path.isdir(asked.memory) or not os.path.isdir(os.path.dirname(asked.memory) or ".")):
        what = "is a directory" if os.path.isdir(asked.memory) else "stands in a directory that isn't there"
        raise UsageError(f"--memory {asked.memory} {what}; name a file, which is made if it isn't there")


def _check_report(asked: Request, path: str) -> None:
    """Raise UsageError for a report that can't be written, before a night's work is done for it."""
    if os.path.isdir(path) or path.endswith(("/", os.sep)):
        raise UsageError(f"--report {path}: name a file, such as --report report.html")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder) and os.path.abspath(folder) != os.path.abspath(asked.target or ""):
        raise UsageError(f"--report {path}: There is no directory {folder}")
