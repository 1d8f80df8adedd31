"""Files that the command line names: that each has a name, and that none is written over another of the same run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from stat import S_ISREG
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
    known: dict[object, Named] = {}
    for what, path in written:
        if place := _place(path):
            _meet(known.get(place), what, path)
            known[place] = what, path
    for what, path in read if known else ():
        _meet(known.get(_place(path)), what, path)


def _meet(first: Named | None, what: str, path: str) -> None:
    if first:
        raise UsageError(f"{first[0]} {first[1]} is the same file as {what} {path}; choose another name for one of them")


def _place(path: str) -> object:
    """What is the same for two names of one file, which need not be there yet; None for what no writing can overwrite."""
    if path in ("", "-"):
        return None
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return os.path.realpath(path)
    return (found.st_dev, found.st_ino) if S_ISREG(found.st_mode) else None
