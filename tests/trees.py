"""Trees of pages for the tests of batches, what a run made of them, and runs in a forked process, which start in no time."""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest
from command import PAGE

from cleaner import cli
from cleaner.batch import page as warmed
from cleaner.batch import run as loaded

OWN = frozenset((".clean-state.sqlite", ".clean-state.sqlite-journal", ".clean-sites.sqlite", ".clean-sites.sqlite-journal", ".clean-lock"))
"""What a run keeps for itself in an output directory."""
NO_ARTICLE = "Home\nNews\n"

needs_fork = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs processes that are forked, and Linux's /proc")


def page(name: str) -> str:
    """A page whose article is told from others by a name in it."""
    return PAGE.read_text(encoding="utf-8").replace("Port Hallam", name)


def grow(folder: Path, count: int) -> Path:
    """A tree of so many pages, in folders of different depth."""
    for number in range(count):
        place = folder / ("", "north", "north/east", "west")[number % 4]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"page{number:03}.txt").write_text(page(f"Port {number}"), encoding="utf-8")
    return folder


def tree(root: Path) -> dict[str, bytes]:
    """The files below a directory by their names, without what a run keeps for itself; temporary files would be among them."""
    found = (path for path in root.rglob("*") if path.name not in OWN and not path.is_dir())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def headlines(text: str) -> list[str]:
    """The names in the headlines of articles that were made of `page`."""
    return re.findall(r"^# Night ferry returns to (.*) after eleven years", text, re.MULTILINE)


def heads(root: Path) -> dict[str, str]:
    """The outputs below a directory, and the names in their headlines."""
    return {name: " ".join(headlines(data.decode())) for name, data in tree(root).items()}


class Result(NamedTuple):
    """What a run left: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


class Forked:
    """The command in a forked process of this one, where all is loaded already.

    stdin: what it reads. patch: called in it first, to make something fail there."""

    def __init__(
        self, *args: str | bytes | Path, cwd: Path | None = None, stdin: bytes = b"", patch: Callable[[], Any] | None = None
    ) -> None:
        warmed.warm()
        self._err, err = os.pipe()
        self._out = os.memfd_create("out")
        given = os.memfd_create("in")
        os.pwrite(given, stdin, 0)
        self.pid = os.fork()
        if not self.pid:
            _command(list(map(os.fsdecode, args)), (given, self._out, err), cwd, patch)
        os.close(err)
        os.close(given)
        self._result: Result | None = None

    def wait(self) -> Result:
        """What it left, once it and its processes are gone; the status is negative, the number of the signal, if one ended it."""
        if self._result is None:
            with open(self._err, "rb") as stream, open(self._out, "rb") as out:
                err = stream.read()  # ends when nobody can write any more
                status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
                out.seek(0)
                self._result = Result(status, out.read().decode("utf-8"), err.decode("utf-8"))
        return self._result

    def runs(self) -> bool:
        """Whether it has not ended yet; nothing is waited for, and `wait` still tells all."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def workers(self) -> list[int]:
        """Its processes that clean pages."""
        try:
            return [int(child) for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]
        except OSError:
            return []


def forked(*args: str | bytes | Path, cwd: Path | None = None, stdin: bytes = b"", patch: Callable[[], Any] | None = None) -> Result:
    """Run the command in a forked process, and wait for it."""
    return Forked(*args, cwd=cwd, stdin=stdin, patch=patch).wait()


def _command(args: list[str], files: Sequence[int], cwd: Path | None, patch: Callable[[], Any] | None) -> NoReturn:
    """The life of the forked process. files: its standard streams."""
    status = 70
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(cwd or ".")
        assert loaded
        if patch:
            patch()
        cli.main(args)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
