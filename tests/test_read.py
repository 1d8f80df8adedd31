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


OPTIONS = " ".join([f"Institute of Harbour Studies at Port {chr(65 + i % 26)}{chr(97 + i // 26)}llam" for i in range(60)])
"""What a form's list of choices is dumped as: one long line without a sentence."""
PROSE = "The council has asked for a new count of the seals in the bay. Nobody knows why there are fewer of them."


def test_a_long_line_without_sentences_stays_whole() -> None:
    page = read(source("\n".join(["Home", "News", "Contact", OPTIONS, PROSE])))
    assert (page.shape, [block.text for block in page.blocks]) == ("lines", ["Home", "News", "Contact", OPTIONS, PROSE])


def test_a_long_line_with_a_page_in_it_is_cut() -> None:
    page = read(source("\n".join(["Home", "News", "Contact", "Imprint", f"{OPTIONS} {PROSE} {PROSE}"])))
    assert page.shape == "oneline"
    assert "Nobody knows why there are fewer of them." in [block.text for block in page.blocks]
