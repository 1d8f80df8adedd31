"""Standard output and standard error as the commands use them, and what happens when nobody can be written to there."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

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
