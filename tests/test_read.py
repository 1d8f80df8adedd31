"""Cases of reading page text, from readable files: each holds pages and the blocks they are read as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.model import Block, Source
from cleaner.read.text import read

FIXTURES = Path(__file__).parent.parent / "fixtures" / "read"
SIGNS = {"paragraph": "¶", "table": "|", "heading": "#"}


def source(text: str) -> Source:
    return Source(text, "text", "utf-8", "")


def show(block: Block) -> str:
    """A block as the fixtures write it."""
    return f"{'  ' * block.depth}{block.marker or SIGNS[block.kind]} {block.text}"


def cases(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """The cases of a fixture file: name, page, blocks."""
    for part in (FIXTURES / name).read_text(encoding="utf-8").split("=====> ")[1:]:
        title, _, rest = part.partition("\n")
        page, _, blocks = rest.partition("-----> blocks\n")
        yield title, page, [line for line in blocks.split("\n") if line.strip()]


def _all() -> list[object]:
    return [
        pytest.param(page, blocks, id=f"{path.stem}: {title}")
        for path in sorted(FIXTURES.glob("*.txt"), key=lambda path: path.name != "negatives.txt")
        for title, page, blocks in cases(path.name)
    ]


@pytest.mark.parametrize(("page", "blocks"), _all())
def test_blocks(page: str, blocks: list[str]) -> None:
    assert [show(block) for block in read(source(page)).blocks] == blocks
