"""The values of a batch: what was asked for, what is to be done, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleaner.forms import PLAIN, Form, Look
from cleaner.intake import PAGE_LIMIT
from cleaner.model import Options

if TYPE_CHECKING:
    from cleaner.report import Sheet

Status = Literal["cleaned", "unchanged", "no article", "failed"]
"""What became of a page. `unchanged`: it was cleaned by an earlier run, and nothing has changed since."""

TIME_LIMIT = 300.0
"""Seconds that a page may take if nothing else is asked for: twice the time of a page of `PAGE_LIMIT` on a slow machine."""

FIELDS: Mapping[str, str] = MappingProxyType({name: name for name in ("html", "markdown", "text", "url", "id")})
"""What a JSON line may hold, and the key it stands under if nothing else is asked for. Of several pages the first of these counts."""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that the user chose about a run.

    paths: files, directories and "-". files_from: file with more of them, "-" for standard input; null: they end with NUL, not a line end.
    target: where articles go, None for standard output; tree: `target` is a directory that mirrors the inputs.
    lines: the inputs are JSON Lines, whatever their names. fields: keys of JSON lines by what they hold.
    jobs: processes, 0 for one a core. timeout: seconds a page may take, 0 for no limit. max_bytes: that a page may have.
    remember: pages shall know their site's other pages. memory: file that knows some of earlier runs. site: name of the site of all pages.
    log: file that gets one JSON object a page. report: file for a report in HTML.
    look: of explanations. told: say which of the user's rules matched nothing, even after one page.
    The rest are the flags of the same names.
    """

    paths: tuple[str, ...]
    target: str | None = None
    tree: bool = False
    form: Form = "markdown"
    options: Options = field(default_factory=Options)
    files_from: str | None = None
    null: bool = False
    lines: bool = False
    fields: Mapping[str, str] = field(default_factory=lambda: FIELDS)
    jobs: int = 0
    timeout: float = TIME_LIMIT
    max_bytes: int = PAGE_LIMIT
    remember: bool = False
    memory: str | None = None
    site: str | None = None
    log: str | None = None
    report: str | None = None
    incremental: bool = False
    prune: bool = False
    lock: bool = False
    force: bool = False
    dry_run: bool = False
    quiet: bool = False
    verbose: bool = False
    look: Look = PLAIN
    told: bool = True


class Found(NamedTuple):
    """An input. path: as the user would name it. mirror: its place below the output directory, with its own name.

    walked: found in a directory, so that it has to be a regular file."""

    path: str
    mirror: str
    walked: bool


class Item(NamedTuple):
    """An input and where its article goes. output: below the output directory, "" for the common stream. lines: it is JSON Lines."""

    path: str
    output: str = ""
    lines: bool = False
    walked: bool = False


class Known(NamedTuple):
    """What an earlier run remembers of an input and its output.

    sha: hash of the input's bytes. stamp: size, times and number of the file then, "" if they prove nothing.
    made: fingerprint of the options and the program. written: hash of the output, "" when there was no article.
    told: what its site's other pages said of it, as JSON (`Told`, one for each site of a file of many). prints: packed fingerprints of the
    blocks of a page, so that it can be told whether they would say the same now; b"" if it is to be cleaned again once they differ."""

    sha: str
    stamp: str
    made: str
    written: str
    told: str = "[]"
    prints: bytes = b""


class Told(NamedTuple):
    """What a page was told of its site. key: the page's own there. digest: of what the other pages said of its blocks, or, where the blocks
    are not remembered, of these pages; `UNSURE` if they could not be told of this page."""

    site: str
    key: str
    digest: str


UNSURE = "?"
"""Digest of what has to be found out again."""


class Looking(NamedTuple):
    """How pages get to know their site's other pages. wanted: they shall. site: name of the site of all pages, None to find it out.

    base: file in which the run holds what it knows of sites, "" before it does. memory: file of earlier runs, for sites that the base
    doesn't know. learn: what a page holds is wanted for that."""

    wanted: bool = False
    site: str | None = None
    base: str = ""
    memory: str = ""
    learn: bool = False


class Spec(NamedTuple):
    """What holds for all pages of a run. words: count them, for the log. root: the output directory, "" for the common stream.

    survey: pages are only looked at, for their site's others. report: make sheets of pages. look: of explanations."""

    options: Options
    form: Form
    root: str = ""
    fields: Mapping[str, str] = dict(FIELDS)
    max_bytes: int = PAGE_LIMIT
    force: bool = False
    words: bool = False
    looking: Looking = Looking()
    survey: bool = False
    report: bool = False
    look: Look = PLAIN


END = -1
"""In place of a line's number: what isn't a page, but says that a file of many is over."""


class Task(NamedTuple):
    """One page to clean. data: its bytes if they were read already; line: its number in a JSON Lines file, else 0; `END` behind the last.

    skip: hash that the bytes must have for the page to be left as it is. written: hash of the output by an earlier run."""

    item: Item
    data: bytes | None = None
    line: int = 0
    skip: str = ""
    written: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        shown = "standard input" if self.item.path == "-" else self.item.path
        return f"{shown}:{self.line}" if self.line > 0 else shown


class Result(NamedTuple):
    """What came of a page.

    piece: what to write for it, if that is not done yet. sha, stamp, written: as in `Known`. kept, dropped: words.
    learnt: site, key and trace to remember. told, prints: as in `Known`, of this page alone.
    error: class of the failure; message: its sentence. fatal: no other page can do better (the disk is full).
    used: names of the user's rules that matched something. sheet: for the report, if one was asked for."""

    status: Status
    piece: bytes = b""
    sha: str = ""
    stamp: str = ""
    written: str = ""
    seconds: float = 0.0
    kept: int = 0
    dropped: int = 0
    confidence: float | None = None
    error: str = ""
    message: str = ""
    fatal: bool = False
    used: frozenset[str] = frozenset()
    learnt: tuple[str, str, bytes] | None = None
    told: Told | None = None
    prints: bytes = b""
    sheet: Sheet | None = None

    def facts(self) -> dict[str, Any]:
        """What the log says of it."""
        return {
            "status": self.status,
            "seconds": round(self.seconds, 4),
            "kept": self.kept,
            "dropped": self.dropped,
            "confidence": self.confidence,
            "error": self.error or None,
            "message": self.message or None,
        }


Job = tuple[Task, Result | None]
"""A task, and its result where that is known without work."""
