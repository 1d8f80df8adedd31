"""What users set once: options from `CLEAN_*` variables and TOML files, and the rules in these files.

The nearest `.clean.toml`, from the working directory upward, counts more than the file in the user's directory for configuration; a
variable more than both, the command line more than all. A library must not depend on where it is called, so only the command reads this.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.model import UserRule

NAME = ".clean.toml"
PREFIX = "CLEAN_"
FLAGS = ("frontmatter", "removed", "quiet", "verbose")
TEXTS = ("format", "captions", "links", "images", "from", "encoding", "jobs", "timeout", "max-bytes")
LISTS = ("only", "skip")
KEYS = (*TEXTS[:1], *FLAGS, *TEXTS[1:], *LISTS)
"""The options that can be set, named as on the command line. What reads, writes or removes files is not among them, because a file in
a directory that somebody else made must not be able to."""


class Setting(NamedTuple):
    """The value of an option and where it stands: a line of a file, or a variable. The value is as it stands there."""

    value: Any
    where: str


class Config(NamedTuple):
    """All that was set. settings: by key. rules: of the files; rule_files: paths of more, from `CLEAN_RULES`. files: what was read."""

    settings: Mapping[str, Setting] = {}
    rules: tuple[UserRule, ...] = ()
    rule_files: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def load(environ: Mapping[str, str]) -> Config:
    """What is set for a run in the working directory. Raises UsageError with file and line where a file can't be meant.

    Without any file this looks at some names and is done: a page is cleaned in a tenth of a second."""
    settings: dict[str, Setting] = {}
    rules: dict[str, UserRule] = {}
    paths = tuple(files(environ))
    for path in reversed(paths):  # what counts more comes later
        from cleaner import tomlfile, userrules

        file = tomlfile.read(path)
        for key in file.values:
            if key not in (*KEYS, "rules"):
                place = file.tables[key][0].line if key in file.tables else file.top.of(key)
                raise file.error(place, f"{key!r} is no option that can be set{_meant(key)}; those are {', '.join(KEYS)}, and [[rules]]")
        settings |= {key: Setting(file.values[key], f"{path}, line {file.top.of(key)}") for key in KEYS if key in file.values}
        rules |= {rule.name: rule for rule in userrules.rules_of(file)}
    for key in KEYS:
        variable = PREFIX + key.upper().replace("-", "_")
        if value := environ.get(variable):
            settings[key] = Setting(value, variable)
    more = environ.get(PREFIX + "RULES", "")
    return Config(settings, tuple(rules.values()), tuple(filter(None, more.split(os.pathsep))), paths)


def files(environ: Mapping[str, str]) -> Iterator[str]:
    """The files that are there, the one that counts most first."""
    near = nearest()
    if near:
        yield near
    base = environ.get("APPDATA") if sys.platform == "win32" else environ.get("XDG_CONFIG_HOME") or _below_home(environ)
    if base and os.path.isfile(path := os.path.join(base, "clean", "config.toml")):
        yield path


def _below_home(environ: Mapping[str, str]) -> str:
    home = environ.get("HOME", "")
    return os.path.join(home, ".config") if home else ""


def nearest() -> str | None:
    """The nearest `.clean.toml` in the working directory or above it, as seen from there."""
    try:
        folder = os.getcwd()
    except OSError:  # it was removed
        return None
    prefix = ""
    while True:
        if os.path.isfile(os.path.join(folder, NAME)):
            return os.path.join(prefix, NAME)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder, prefix = above, os.path.join(prefix, os.pardir)


def _meant(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, KEYS, 1)
    return f" (did you mean {close[0]!r}?)" if close else ""
