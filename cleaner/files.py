"""Files that the command line names: that each has a name, and that none is written over another of the same run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from cleaner.model import UsageError

Named = tuple[str, str]
"""What a file is for, such as `--log`, and its path."""


class FileName(click.Path):
    """The name of a file or directory. An empty one is refused: most likely a variable of a script is not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name. Raises click.BadParameter."""
        if not value:
            self.fail("It is empty; name a file, and look whether a variable is not set", param, ctx)
        return super().convert(value, param, ctx)


def check_apart(written: Sequence[Named], read: Sequence[Named]) -> None:
    """Raise UsageError where one file is to be written for two purposes, or is read, too. Devices and pipes lose nothing by it."""
    written = list(filter(_can_be_lost, written))
    read = list(filter(_can_be_lost, read)) if written else []
    for number, (what, path) in enumerate(written):
        for other, its in (*written[number + 1 :], *read):
            if is_same(path, its):
                raise UsageError(f"{what} {path} is the same file as {other} {its}; choose another name for one of them")


def _can_be_lost(named: Named) -> bool:
    path = named[1]
    return path not in ("", "-") and (os.path.isfile(path) or not os.path.exists(path))


def is_same(path: str, other: str) -> bool:
    """Whether two paths lead to one file, which need not be there yet."""
    if os.path.exists(path) and os.path.exists(other):
        return os.path.samefile(path, other)
    return os.path.realpath(path) == os.path.realpath(other)
