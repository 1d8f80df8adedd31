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
    """A block as the fixtures write it; code has several lines."""
    if block.kind == "code":
        return "\n· ".join([f"‹ {block.text}".split("\n")[0], *block.text.split("\n")[1:]])
    return f"{'  ' * block.depth}{'…' if block.goes_on else block.marker or SIGNS[block.kind]} {block.text}"


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
    assert "\n".join([show(block) for block in read(source(page)).blocks]).split("\n") == blocks


def test_blank_lines_above_every_line_of_a_dump_tell_nothing() -> None:
    dump = [f"Item {number} of the menu" for number in range(40)] + ["The ferry, which", "the council bought", ", has never sailed."] * 10
    parted = read(source("\n\n".join(dump)))
    assert [block.text for block in parted.blocks] == [block.text for block in read(source("\n".join(dump))).blocks]
    assert not any(block.gap for block in parted.blocks[1:])


def test_blank_lines_between_paragraphs_and_few_lines_stay() -> None:
    paragraphs = [f"In the year {year} the ferry sailed for the last time before the winter." for year in range(1900, 1970)]
    for lines in (paragraphs, ["Home", "News"] * 10):
        assert all(block.gap == 1 for block in read(source("\n\n".join(lines))).blocks[1:])


@pytest.mark.parametrize("bar", [" | ", "|", "\t"])
def test_pieces_joined_with_bars_are_lines_again_and_say_where_they_stood(bar: str) -> None:
    pieces = [f"Item {number} of the menu" for number in range(40)] + ["The ferry, which", "the council bought", ", has never sailed."]
    page = read(source("\n" + bar.join(pieces) + "\n"))
    assert [block.text for block in page.blocks] == [block.text for block in read(source("\n".join(pieces))).blocks]
    assert {block.lines for block in page.blocks} == {(2, 2)}


@pytest.mark.parametrize(
    "text",
    [
        " | ".join(f"Item {number}" for number in range(40)) + " | " + "The ferry has never sailed, and nobody knows why. " * 40,
        "\n".join("| Monday | Tuesday | Wednesday | Thursday | Friday |" for _ in range(20)),
    ],
    ids=["a menu before the article", "a table"],
)
def test_bars_that_do_not_join_the_page(text: str) -> None:
    assert any("|" in block.text for block in read(source(text)).blocks)


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


STORY = [
    "The ferry company will run its first electric boat to the northern islands in the spring.",
    "It is a small boat, with room for forty people and six bicycles, and it was built in the town.",
    "Dr. Berg, who has counted the seals of the bay for thirty years, hopes that they will like it.",
    "“They hear the old boats an hour before they come!” she says.",
    "The old boats will go on as freighters until the harbour has a second charger.",
]


def test_a_paragraph_as_long_as_a_page_is_cut_behind_sentences() -> None:
    page = read(source("\n".join(["Home", "News", "Contact", " ".join(STORY * 5), "Imprint"])))
    first, *others = page.blocks[3:-1]
    assert (page.shape, first.goes_on) == ("lines", False)
    assert len(others) > 2
    assert all(block.goes_on and block.lines == (4, 4) for block in others)
    assert " ".join([block.text for block in (first, *others)]) == " ".join(STORY * 5)
    assert all(block.text.endswith(tuple(STORY)) and len(block.text) >= 400 for block in (first, *others))


def test_a_paragraph_of_common_length_stays_whole() -> None:
    text = " ".join(STORY * 3)
    assert [block.text for block in read(source(f"Home\nNews\n{text}\nImprint")).blocks][2] == text


@pytest.mark.parametrize(
    ("above", "clues"),
    [
        (
            "URL: https://a.example/ferry\nTitle: Night ferry\nFetched: 2026-03-04",
            {"url": "https://a.example/ferry", "title": "Night ferry"},
        ),
        ("---\nauthor: Edda Norwood\ndate: 2026-03-01\n---", {"author": "Edda Norwood", "date": "2026-03-01"}),
        ("WARC/1.1\nWARC-Target-URI: https://a.example/b\nWARC-Date: 2026-03-04T11:02:08Z", {"url": "https://a.example/b"}),
        ("3 captures\nThe Wayback Machine - https://web.archive.org/web/2019id_/https://a.example/b", {"url": "https://a.example/b"}),
        ("Night ferry: it sails again", {}),
    ],
)
def test_what_stands_above_a_page_says_what_it_is(above: str, clues: dict[str, str]) -> None:
    page = read(source(f"{above}\n\nThe council bought a ferry.\nNobody knows why."))
    assert {clue.field: clue.value for clue in page.clues} == clues
    assert page.blocks[-1].lines == (above.count("\n") + 4,) * 2
