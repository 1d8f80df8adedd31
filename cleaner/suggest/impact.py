"""What rules would change on the other pages of a directory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner import pipeline
from cleaner.batch import read, walk
from cleaner.intake import PAGE_LIMIT, check_size
from cleaner.model import CleanError, Options, UserRule
from cleaner.pipeline import Explanation
from cleaner.suggest.wanted import visible


class Change(NamedTuple):
    """A page that is changed. dropped, restored: texts of its blocks. problem: why it could not be looked at, or ""."""

    path: str
    dropped: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    problem: str = ""


def change(path: str, before: Explanation, after: Explanation) -> Change:
    """What became another on a page."""
    old, new, blocks = visible(before), visible(after), before.page.blocks
    return Change(path, tuple(blocks[i].text for i in sorted(old - new)), tuple(blocks[i].text for i in sorted(new - old)))


def pages(folder: str) -> Iterator[str]:
    """The files below a directory that are one page each, in order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and walk.split(name)[1] not in ("", *walk.LINES):
                yield os.path.join(place, name)


def changes(folder: str, options: Options, rules: Sequence[UserRule]) -> Iterator[Change]:
    """A value for every page below a directory, also for those that are not changed."""
    ruled = options._replace(rules=(*options.rules, *rules))
    for path in pages(folder):
        try:
            data, _ = read.page(path, PAGE_LIMIT, True)
            check_size(data, path, PAGE_LIMIT)
            before = pipeline.explain(data, options, path=path)
            yield change(path, before, pipeline.explain(data, ruled, path=path))
        except (CleanError, OSError) as error:
            yield Change(path, problem=str(error))
