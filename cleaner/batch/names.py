"""Names: of inputs in a list, and of the outputs that mirror them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from cleaner.batch.walk import split
from cleaner.forms import Form
from cleaner.intake import upto

ENDINGS: dict[Form, str] = {"markdown": ".md", "json": ".json", "text": ".txt", "explain": ".txt", "explain-json": ".json"}
FILES = frozenset((".md", ".markdown", ".txt", ".text", ".json", ".jsonl", ".ndjson"))
"""Endings by which a target that isn't there yet is a file, though the inputs are directories."""
LONGEST = 255
"""Bytes of a file name, on nearly every file system."""
DIGEST = 4
"""Bytes of a hash that keep names apart that had to be shortened."""
CHUNK = 1 << 16


def output_of(mirror: str, form: Form, lines: bool = False) -> str:
    """Where the article of an input goes: an ending of a page becomes that of the form, to any other it is added.

    lines: the input is JSON Lines, and as JSON so is its output.

    >>> output_of("a/b.html.gz", "json"), output_of("index.php", "markdown"), output_of("crawl.jsonl", "json", lines=True)
    ('a/b.json', 'index.php.md', 'crawl.jsonl')
    """
    folder, name = os.path.split(mirror)
    stem = split(name)[0]
    return os.path.join(folder, _fitting(stem, ".jsonl" if lines and form == "json" else ENDINGS[form]))


def _fitting(stem: str, ending: str) -> str:
    """A file name that is no longer than may be; one that is cut has a hash of the whole, so that it stays the only one."""
    name = stem + ending
    if len(os.fsencode(name)) <= LONGEST:
        return name
    mark = "~" + blake2b(os.fsencode(stem), digest_size=DIGEST).hexdigest()
    room = LONGEST - len(os.fsencode(ending)) - len(mark)
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + mark + ending


def below(path: str) -> str:
    """A path of a list as a place below the output directory: without root, drive and steps upwards.

    >>> below("/srv/pages/a.html"), below("../pages/./b.html")
    ('srv/pages/a.html', 'pages/b.html')
    """
    steps = os.path.normpath(os.path.splitdrive(path)[1]).split(os.sep)
    return "/".join(step for step in steps if step not in ("", ".", ".."))


def listed(stream: BinaryIO, null: bool) -> Iterator[str]:
    """The paths of a list, one a line or ended by NUL each. Empty ones are left out."""
    end = b"\0" if null else b"\n"
    rest = b""
    while data := upto(stream, CHUNK):
        *names, rest = (rest + data).split(end)
        yield from filter(None, map(os.fsdecode, map(_bare if not null else bytes, names)))
    if rest and (last := rest if null else _bare(rest)):
        yield os.fsdecode(last)


def _bare(line: bytes) -> bytes:
    return line.removesuffix(b"\r")


def means_folder(target: str, many: bool) -> bool:
    """Whether `--output` names a directory. many: inputs are directories or a list, whose articles need one unless a file is named.

    >>> means_folder("articles/", False), means_folder("articles", True), means_folder("all.jsonl", True)
    (True, True, False)
    """
    if os.path.isdir(target) or target.endswith(("/", os.sep)):
        return True
    return many and not os.path.exists(target) and os.path.splitext(target)[1].lower() not in FILES
