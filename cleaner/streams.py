"""Standard output and standard error as the commands use them, and what happens when nobody can be written to there."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from cleaner import output


def speak_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def tell(text: str) -> None:
    """Print something for the user on standard error. That it can't be written there (a full disk, a closed pipe) stops no work."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True)


def settle() -> None:
    """Give up what standard error didn't take: Python, which fails at that when it exits, would end with a status of its own."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):
        output.abandon(sys.stderr)


def show(error: click.ClickException) -> None:
    """Print what click says of wrong usage on standard error, as `tell` does."""
    if sys.stderr is not None:  # else click would take standard output
        with suppress(OSError, ValueError):
            error.show(sys.stderr)


def not_written(error: OSError) -> str:
    """A sentence about what could not be written or read, which is standard output if the error names no file."""
    output.abandon(sys.stdout)
    if error.errno == errno.ENOENT and not error.filename:
        return "The working directory is gone; change to one that is there"  # nothing else fails so without a name
    return f"{error.filename or 'standard output'}: {error.strerror}" if error.errno else str(error)


class Command(click.Command):
    """A command that ends quietly, with status 0, where the reader of its output has seen enough, as in `| head -1`."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Also shows the help."""
        with _ending_with_its_reader():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what was asked for."""
        with _ending_with_its_reader():
            return super().invoke(ctx)


class Group(Command, click.Group):
    """The same for commands with a name of their own."""


@contextmanager
def _ending_with_its_reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        output.abandon(sys.stdout)
        raise click.exceptions.Exit(0) from error
