"""Which blocks of a page the gold article makes content."""

from __future__ import annotations

import pytest

from cleaner.gold import Gold
from cleaner.model import Block

PROSE = "The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship."
MORE = "Some four hundred people stood on the east quay, and a brass band played the same three tunes twice."
GOLD = Gold(f"{PROSE}\nA short line\n{MORE}")


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        ([], []),
        (["", "…"], [False, False]),
        ([PROSE, MORE], [True, True]),
        (["Home", PROSE, "Share"], [False, True, False]),
        (["A short line"], [False]),  # no content near it
        ([PROSE, "A short line"], [True, True]),
        ([PROSE, "x", "y", "a SHORT line!"], [True, False, False, True]),
        ([PROSE, "x", "y", "z", "A short line"], [True, False, False, False, False]),
        (["A short line", "A short line", MORE], [False, True, True]),
        (["A short line", "x", "y", MORE], [True, False, False, True]),
        (["A short line", "x", "y", "z", MORE], [False, False, False, False, True]),
        ([PROSE, "short line"], [True, False]),  # only part of a line
        ([f"{PROSE} and not a word of this"], [True]),
        (["the night ferry sailed and then there was a lot more of it which nobody wrote"], [False]),
        (["eleven years after the"], [True]),
        (["the last ship. A short line"], [True]),  # lines that a dumper joined
    ],
)
def test_labels_by_the_gold_article(texts: list[str], labels: list[bool]) -> None:
    assert GOLD.labels([Block(text) for text in texts]) == labels


LISTED = Gold(f"{PROSE}\n1. The school\n{MORE}\nTickets: 40\n{PROSE} It is the last of its kind.")


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ([PROSE, "2.|The school", MORE], [True, True, True]),  # a dump may count for itself
        ([PROSE, "1.|The school", MORE], [True, True, True]),
        ([PROSE, "|The school", MORE], [True, True, True]),
        ([PROSE, "1.|The", "|school", MORE], [True, True, True, True]),  # cut at inline markup
        ([PROSE, "|The", MORE], [True, False, True]),
        (["1.|The school", "|Menu", "|Shop", "|Search", PROSE], [False] * 4 + [True]),  # far from content
        ([MORE, "|Tickets", "|40", PROSE], [True, True, True, True]),
        ([MORE, "|40", "|Tickets", PROSE], [True, False, False, True]),  # in another order
        (["|40", MORE, "|Share", "|40", PROSE], [False, True, False, True, True]),
    ],
)
def test_a_short_block_is_content_where_it_stands_between_the_same_words(lines: list[str], labels: list[bool]) -> None:
    blocks = [Block(text, marker=marker) for line in lines for marker, _, text in (line.rpartition("|"),)]
    assert LISTED.labels(blocks) == labels


CHAPTERS = Gold(f"{PROSE}\nThe keeper of the lighthouse\n{MORE}\nA short line\n{PROSE}")


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        # a table of contents above what it lists, and a caption that stands twice
        (["The keeper of the lighthouse", "A short line", PROSE, "The keeper of the lighthouse", MORE], [False, True, True, True, True]),
        (["A short line", "Share", PROSE, "The keeper of the lighthouse", MORE, "A short line"], [False, False, True, True, True, True]),
        ([PROSE, "The keeper of the lighthouse", "The keeper of the lighthouse", MORE], [True, True, True, True]),  # which, nobody knows
        ([PROSE, MORE, PROSE], [True, True, True]),  # twice in the gold article, too
        ([PROSE, "Share", PROSE, "Mail", PROSE], [True, False, True, False, True]),
    ],
)
def test_of_blocks_with_the_same_text_those_in_their_place_are_content(texts: list[str], labels: list[bool]) -> None:
    assert CHAPTERS.labels([Block(text) for text in texts]) == labels
