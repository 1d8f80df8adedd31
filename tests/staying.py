"""Pages whose lines say whether they stay: "+ " or "- " before a line, "? " before one that is not asked about, "#" before a remark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from expected import FIXTURES

from cleaner import clean


class Staying(NamedTuple):
    """One page. lines: each with its sign."""

    name: str
    lines: list[str]

    @property
    def text(self) -> str:
        """The page itself."""
        return "\n".join([line[2:] for line in self.lines])

    def keeps(self, line: str) -> bool:
        """Whether a line is a paragraph of what comes out."""
        return line in clean(self.text).text.split("\n\n")


def pages(folder: str) -> dict[str, Staying]:
    """The pages of a folder of fixtures by name."""
    return {
        path.stem: Staying(path.stem, [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")])
        for path in sorted((FIXTURES / folder).glob("*.txt"))
    }


def lines(found: dict[str, Staying]) -> Iterator[Any]:
    """Every line that is asked about: its page, the line, whether it stays."""
    for page in found.values():
        for sign, line in [(line[0], line[2:]) for line in page.lines if line[0] != "?"]:
            yield pytest.param(page, line, sign == "+", id=f"{page.name}: {line[:40]}")
