"""The benchmark's pages: reading them, and grouping them by site."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from cleaner.model import Kind

TEXT_VIEWS = ("inscriptis", "resiliparse", "bs4", "w3m", "oneline")
"""The plain-text views of a benchmark page."""
VIEWS = (*TEXT_VIEWS, "html", "markdown")
"""All of its views: the page itself, and what was made of it."""
KINDS: Mapping[str, Kind] = {"html": "html", "markdown": "markdown"}
"""What the views that are no plain text are."""
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne", "go"})


@dataclass(frozen=True, slots=True)
class BenchPage:
    """One page with its gold article. views: text by view name. type: `article` or another page type."""

    id: str
    set: str
    type: str
    language: str
    site: str
    gold: str
    title: str | None
    author: str | None
    date: str | None
    views: dict[str, str] = field(repr=False)


def read_bench(bench: Path, views: Sequence[str] = TEXT_VIEWS) -> Iterator[BenchPage]:
    """The pages of every `*.jsonl.xz` under `bench` (or its `dev` folder), in file order.

    Raises FileNotFoundError when there is no such file."""
    files = sorted((bench / "dev").glob("*.jsonl.xz")) or sorted(bench.glob("*.jsonl.xz"))
    if not files:
        raise FileNotFoundError(f"{bench}: no *.jsonl.xz in it or in its dev folder")
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as rows:
            for row in rows:
                yield _page(json.loads(row), views)


def _page(row: dict[str, Any], views: Sequence[str]) -> BenchPage:
    return BenchPage(
        id=row["id"],
        set="WCXB" if row["set"].startswith("wcxb") else "Waddle",
        type=row["type"],
        language=row["lang"],
        site=registered_domain(row.get("site") or row["url"] or row["id"]),
        gold=row["gold"],
        title=row["title"],
        author=row["author"],
        date=row["date"],
        views={view: text for view in views if (text := row["html"] if view == "html" else row["text"].get(view))},
    )


def registered_domain(address: str) -> str:
    """The site an address belongs to: `https://a.b.co.uk/x` and `www.b.co.uk` give `b.co.uk`.

    A short list of second-level labels stands for the public suffix list: here it only groups pages into folds."""
    host = (urlparse(address).netloc or address).lower().split(":")[0]
    labels = host.split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def fold_of(site: str, folds: int) -> int:
    """The cross-validation fold of a site, the same on every machine."""
    return int(hashlib.sha1(site.encode()).hexdigest(), 16) % folds
