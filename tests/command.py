"""Running the installed command `clean`, as a shell would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGE = FIXTURES / "demo" / "page.txt"
CLEAN = str(Path(sys.executable).parent / "clean")
CLEANER = str(Path(sys.executable).parent / "cleaner")


class Result(NamedTuple):
    """What a run left: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


def run(
    *args: str | bytes | Path,
    stdin: bytes | IO[bytes] | int = b"",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    program: tuple[str, ...] = (CLEAN,),
    before: Callable[[], Any] | None = None,
) -> Result:
    """Run `clean` and wait for it. stdin: bytes through a pipe, or a stream. before: called in the new process."""
    how: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    how |= {"cwd": cwd, "env": {**os.environ, **(env or {})}, "preexec_fn": before}
    done = subprocess.run([*program, *args], capture_output=True, timeout=60, check=False, **how)
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
