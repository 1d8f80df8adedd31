"""A fingerprint of everything beside a page that its article depends on: options, form, rules, weights and libraries."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from cleaner import __version__
from cleaner.batch.values import Spec
from cleaner.phrases import COMPILED

LIBRARIES = ("trafilatura", "lxml", "ftfy", "htmldate", "markdown-it-py")
"""Those whose versions can change an article."""
DATA = (".py", ".tsv", ".txt", ".json")
"""Endings of the package's files that decide what comes out: its code, weights and phrases."""


def fingerprint(spec: Spec) -> str:
    """The same for two runs only if they make the same of the same bytes."""
    found = sha256()
    sites = repr((spec.looking.wanted, spec.looking.site))  # but not what is known of them: that would never be the same
    for part in (repr(spec.options), spec.form, repr(sorted(spec.fields.items())), sites, *_environment().values()):
        found.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for path in sorted(_files()):
        with open(path, "rb") as stream:
            found.update(stream.read())
    return found.hexdigest()[:32]


def _environment() -> Mapping[str, str]:
    python = ".".join(map(str, sys.version_info[:3]))
    return {
        "clean": __version__,
        "python": python,
        "unicode": unicodedata.unidata_version,
        **{name: _version(name) for name in LIBRARIES},
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _files() -> Iterator[str]:
    for folder, _, names in os.walk(os.path.dirname(os.path.dirname(__file__))):
        # what is compiled from the others is made anew when it is stale, perhaps in the middle of a run
        yield from (os.path.join(folder, name) for name in names if name.endswith(DATA) and name != COMPILED)
