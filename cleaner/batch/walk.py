"""Which files below a directory are pages, in an order that is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from stat import S_ISDIR
from typing import NamedTuple

from cleaner.batch.values import Found
from cleaner.sniff import MARKDOWN_ENDINGS

TEXT = (".txt", ".text")
HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl",)
PAGES = (*TEXT, *HTML, *MARKDOWN_ENDINGS, *LINES)
"""Endings of files that are pages, in lower case; each also with `PACKED` behind it."""
PACKED = ".gz"

LeftOut = Callable[[str, str], None]
"""Is told the path of what is not read, and why."""
Broken = Callable[[str, OSError], None]
"""Is told the path of a directory that could not be read, and the reason."""


class Place(NamedTuple):
    """A file by its device and number: the same whatever it is called."""

    device: int
    number: int

    @staticmethod
    def of(path: str) -> Place | None:
        """The place of a path, through links; None where nothing is."""
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        return Place(found.st_dev, found.st_ino)


def split(name: str) -> tuple[str, str]:
    """A file name without the ending of a page, and the ending in lower case without `PACKED`, "" if it is no page's.

    >>> split("story.HTML.gz"), split("story.v2"), split(".txt")
    (('story', '.html'), ('story.v2', ''), ('.txt', ''))
    """
    bare = name[: -len(PACKED)] if name.lower().endswith(PACKED) else name
    stem, ending = os.path.splitext(bare)
    return (stem, ending.lower()) if ending.lower() in PAGES else (name, "")


class Walk:
    """Walks directories. Each directory is read once in a run, under its own name where that is in the tree, else under a link's.

    own: places of the output, which are not read again. left_out, broken: are told what isn't read."""

    def __init__(self, own: Sequence[Place | None], left_out: LeftOut, broken: Broken) -> None:
        self._own = frozenset(place for place in own if place)
        self._left_out = left_out
        self._broken = broken
        self._read: set[Place] = set()

    def pages(self, root: str, mirror: str = "") -> Iterator[Found]:
        """The pages below a directory: names in order of their bytes, what links lead to at the end. mirror: place of the root."""
        links: list[tuple[str, str]] = []
        yield from self._below(root, mirror, links)
        for path, place in links:  # grows as more links are found behind them
            yield from self._below(path, place, links)

    def _below(self, root: str, mirror: str, links: list[tuple[str, str]]) -> Iterator[Found]:
        """Depth first with a stack of our own: trees may be deeper than Python's."""
        stack = [iter([(root, mirror)])]
        while stack:
            folder = next(stack[-1], None)
            if folder is None:
                stack.pop()
                continue
            place = Place.of(folder[0])
            if place in self._read or place in self._own:
                self._left_out(folder[0], "the output" if place in self._own else "a directory that is read under another name")
                continue
            if place:
                self._read.add(place)
            folders: list[tuple[str, str]] = []
            yield from self._files(*folder, folders, links)
            stack.append(iter(folders))

    def _files(self, folder: str, mirror: str, folders: list[tuple[str, str]], links: list[tuple[str, str]]) -> Iterator[Found]:
        """The pages right in a folder; the directories in it are put into the two lists."""
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self._broken(folder, error)
            return
        for entry in found:
            path, place = os.path.join(folder, entry.name), f"{mirror}/{entry.name}" if mirror else entry.name
            if entry.name.startswith("."):
                self._left_out(path, "hidden")
            elif _is_folder(entry):
                (links if entry.is_symlink() else folders).append((path, place))
            elif not split(entry.name)[1]:
                self._left_out(path, f"not a page by its name, which doesn't end in {', '.join(PAGES)}")
            elif self._is_page(entry):
                yield Found(path, place, walked=True)

    def _is_page(self, entry: os.DirEntry[str]) -> bool:
        """Whether a file is one, and not the output itself; a link that leads nowhere is left to fail where it is read."""
        try:
            special = not entry.is_file() and os.path.exists(entry.path)
        except OSError:  # a link to itself
            special = False
        if special:
            self._left_out(entry.path, "a pipe, socket or device")
        elif self._is_own(entry):
            self._left_out(entry.path, "the output")
        else:
            return True
        return False


    def _is_own(self, entry: os.DirEntry[str]) -> bool:
        """Whether a file is the output; its number, which the directory tells, saves asking the system about nearly every file."""
        suspicious = entry.is_symlink() or any(place.number == entry.inode() for place in self._own)
        return suspicious and Place.of(entry.path) in self._own


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_folder(path: str) -> bool:
    """Whether a path leads to a directory; False for names that can't be any file's."""
    try:
        return S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
