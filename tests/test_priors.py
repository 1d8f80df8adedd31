"""What is kept for the sake of what is kept around it (headings, sentences, items of lists and rows of tables, pieces of long
paragraphs), and what is dropped whatever stands around it."""

from __future__ import annotations

import pytest
from tables import page_of

from cleaner.model import Block, BlockKind, Page, Shape, Source
from cleaner.phrases import load as load_phrases
from cleaner.rules import rows
from cleaner.rules.evidence import Evidence
from cleaner.rules.priors import promotions, rest_of_chronologies, rest_of_lists, rest_of_paragraphs, sentences, stamps
from cleaner.rules.sections import headings
from cleaner.rules.told import all_told

PARAGRAPH = "The keeper lights the lamp at dusk, and {} moths come to it every evening of the year."
SENTENCE = "This is a simple lamp with very high ratings."
PRICE = "Lamp No. 3"


def _found(lines: list[str], scores: list[float], shape: str = "lines") -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines)
    evidence = Evidence(Page(page.blocks, shape, page.source), load_phrases())  # type: ignore[arg-type]
    return sentences(evidence, scores)


def _between(sentence: str, score: float, apart: int = 1) -> tuple[list[str], list[float]]:
    gap = [f"Lamp No. {number}" for number in range(apart - 1)]
    return [PARAGRAPH.format("ten"), *gap, sentence, PARAGRAPH.format("nine")], [2.0, *[-3.0] * len(gap), score, 2.0]


@pytest.mark.parametrize(
    ("sentence", "score", "apart"),
    [
        (SENTENCE, -1.2, 1),  # likelier a teaser's
        (SENTENCE, 0.3, 1),  # kept anyway
        (SENTENCE, -0.5, 5),  # too far from the paragraph above
        ("This is a simple lamp with very high ratings", -0.5, 1),  # no sentence
        ("It is fine.", -0.5, 1),
        ("Sign up for our newsletter and never miss a story again.", -0.5, 1),  # furniture in it
        (PARAGRAPH.format("ten"), -0.5, 1),  # stands twice
    ],
)
def test_what_is_no_sentence_of_the_article_stays_out(sentence: str, score: float, apart: int) -> None:
    assert _found(*_between(sentence, score, apart)) == []


@pytest.mark.parametrize(("score", "apart"), [(-0.9, 1), (-0.1, 1), (-0.5, 4)])
def test_a_sentence_between_paragraphs_is_the_article_s(score: float, apart: int) -> None:
    assert _found(*_between(SENTENCE, score, apart)) == [apart]


def test_it_takes_a_kept_paragraph_on_both_sides() -> None:
    lines, _ = _between(SENTENCE, -0.5)
    assert _found(lines, [2.0, -0.5, -2.0]) == _found(lines, [-2.0, -0.5, 2.0]) == []
    assert _found(lines[:2], [2.0, -0.5]) == _found(lines[1:], [-0.5, 2.0]) == []
    assert _found([PARAGRAPH.format("ten"), SENTENCE, PRICE], [2.0, -0.5, 2.0]) == []  # what is kept below is short


@pytest.mark.parametrize("shape", ["html", "markdown"])
def test_it_is_for_text(shape: str) -> None:
    lines, scores = _between(SENTENCE, -0.5)
    assert _found(lines, scores, shape) == []
    assert _found(lines, scores, "wrapped") == [1]


def test_on_one_line_five_words_are_enough() -> None:
    for words, found in ((4, []), (5, [1])):
        lines, scores = _between(" ".join(["gulls"] * words) + ".", -0.5)
        assert _found(lines, scores, "oneline") == found
        assert _found(lines, scores, "lines") == []


def _evidence(blocks: list[Block]) -> Evidence:
    return Evidence(page_of(["x"])._replace(blocks=tuple(blocks)), load_phrases())


def _listed(kinds: str, *scores: float, text: str = "a chair") -> list[int]:
    """What is kept of blocks for the sake of their list. kinds: a letter a block, for item, table and paragraph."""
    names: dict[str, BlockKind] = {"i": "item", "t": "table", "p": "paragraph"}
    return rest_of_lists(_evidence([Block(f"{text} {number}", names[kind]) for number, kind in enumerate(kinds)]), scores)


@pytest.mark.parametrize(
    ("kinds", "scores"),
    [
        ("piiii", (2, 2, -1, -1, -1)),  # most of it is dropped
        ("pii", (2, 2, -1)),  # too short
        ("ppp", (2, 2, -1)),  # no list
        ("pitt", (2, 2, -1, 2)),  # another kind
        ("iii", (2, 2, -1)),  # under nothing
        ("piii", (-1, 2, 2, -1)),  # under what is dropped
        ("piii", (2, -1, -1, -1)),
        ("piii", (2, 2, 2, 2)),
    ],
)
def test_of_a_list_that_is_hardly_kept_nothing_more_is(kinds: str, scores: tuple[float, ...]) -> None:
    assert _listed(kinds, *scores) == []


def test_furniture_in_a_list_stays_out() -> None:
    assert _listed("piii", 2, 2, 2, -1, text="Read more") == []


@pytest.mark.parametrize("kind", "it")
def test_a_list_of_which_half_is_kept_is_kept(kind: str) -> None:
    assert _listed(f"p{kind * 4}p", 2, 2, -1, 2, -5, 2) == [2, 4]


@pytest.mark.parametrize(
    ("onward", "scores", "kept"),
    [
        ("-++-", (2, -1, -1, 2), []),  # most of it is dropped
        ("-+++", (2, -1, -1, 2), [1, 2]),
        ("-+++-", (-1, 2, -1, 2, -1), [0, 2]),
        ("-++++", (-1, 2, -1, 2, -1), [2]),  # less than half: what stands between
        ("-+-+", (-1, 2, 2, -1), [0, 3]),
        ("--", (-1, 2), []),
        ("-++", (-1, -1, -1), []),
    ],
)
def test_a_long_paragraph_is_kept_whole(onward: str, scores: tuple[float, ...], kept: list[int]) -> None:
    blocks = [Block(f"piece {number}", goes_on=sign == "+") for number, sign in enumerate(onward)]
    assert rest_of_paragraphs(_evidence(blocks), scores) == kept


@pytest.mark.parametrize(
    "line",
    [
        "Related work: lamps of the last century were lit by hand, and nobody had to read a book about them to know how.",  # long
        "Related: what the keeper says.",  # a sentence
        "Related lamps: a survey",  # other words
        "See also the lamp of the harbour office",  # nothing parts it from what follows
        "Related:",
        "The lamp | A survey",
        "Advertisements were hung on the wall of the harbour office",
    ],
)
def test_what_is_no_promotion_is_left_alone(line: str) -> None:
    found = promotions(_evidence([Block(line)]))
    assert found == ([0] if line == "Related:" else [])  # which is nothing but the label


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Anzeige",
        "Реклама",
        "Related: A lamp for the harbour",
        "ALSO READ | A lamp for the harbour",
        ">> See also: A lamp for the harbour",
        "Lees ook: Een lamp voor de haven",
    ],
)
def test_a_label_of_advertisements_or_of_another_article_is_promotion(line: str) -> None:
    assert promotions(_evidence([Block(line)])) == [0]


def _heading(block: Block, below: str = PARAGRAPH.format("nine")) -> list[int]:
    """What is kept as a heading of a dropped block between kept ones."""
    return headings(_evidence([Block(PARAGRAPH.format("ten")), block, Block(below)]), [2.0, -2.0, 2.0])


@pytest.mark.parametrize(
    "block",
    [
        Block("The school", "item", marker="*"),  # an item of a list
        Block("The school", "item", marker="1."),
        Block("Advertisement"),
        Block("Advertisement - story continues below"),
        Block("the school"),
        Block("The school of the harbour was built in this very year", marker="2."),  # long
    ],
)
def test_what_heads_no_section_stays_out(block: Block) -> None:
    below = "Another school" if block.marker == "1." else PARAGRAPH.format("nine")
    assert _heading(block, below) == []


@pytest.mark.parametrize("marker", ["", "2.", "12.", "3)", "(4)"])
def test_a_short_line_between_paragraphs_heads_a_section_with_its_number_or_without(marker: str) -> None:
    assert _heading(Block("The school", "item" if marker else "paragraph", marker=marker)) == [1]


@pytest.mark.parametrize("line", ["कैसे लौटा पानी", "เงินซ่อมมาจากไหน", "শুরুর গল্প", "Що можна побачити"])
def test_a_heading_may_end_with_a_vowel_sign(line: str) -> None:
    assert _heading(Block(line)) == [1]


TOLD = [PARAGRAPH.format(number) for number in ("two", "three", "four", "five")] + [SENTENCE]
MENU = ["Home News Sport", "Weather Boats Contact"]


def test_of_lines_the_longest_run_of_paragraphs_is() -> None:
    assert _told([TOLD[4], *MENU * 3, *TOLD[:2], "Weather", "Sport", *TOLD[2:4], *MENU * 3], shape="lines") == [7, 8, 11, 12]


def _told(lines: list[str], score: float = -2.0, shape: str = "oneline") -> list[int]:
    page = page_of(lines)
    evidence = Evidence(Page(page.blocks, shape, page.source), load_phrases())  # type: ignore[arg-type]
    return all_told(evidence, [*[-2.0] * (len(lines) - 1), score])


@pytest.mark.parametrize(
    ("lines", "score", "shape"),
    [
        ([*MENU, "This page can't be found.", *TOLD[:4]], -2.0, "oneline"),  # an error page says little
        ([*TOLD, *MENU * 24], -2.0, "oneline"),  # mostly a menu
        ([line.rstrip(".") for line in TOLD], -2.0, "oneline"),  # headlines
        (["It is fine."] * 9, -2.0, "oneline"),
        ([*MENU, *TOLD], 0.5, "oneline"),  # something is kept anyway
        ([*MENU, *TOLD[:3]], -2.0, "lines"),  # too few
        ([line for told in TOLD for line in (told, *MENU * 3)], -2.0, "lines"),  # far apart
    ],
)
def test_what_falls_as_a_whole_stays_out(lines: list[str], score: float, shape: str) -> None:
    assert _told(lines, score, shape) == []


def test_sentences_of_four_words_are_told_in_languages_without_articles() -> None:
    told = [f"{name} on ostanut polkupyörän." for name in ("Salo", "Rautio", "Ohlsen", "Bessen", "Varenne", "Beltran")]
    assert _told([*MENU, *told, *MENU]) == [2, 3, 4, 5, 6, 7]
    assert _told([*MENU, *told[1:], *MENU]) == []  # five are too few


def test_of_a_page_that_is_mostly_sentences_they_are_kept_with_the_short_ones_between_them() -> None:
    assert _told([*MENU, "It is late.", TOLD[0], "Weather", "It is fine.", *TOLD[1:], "It is late.", *MENU]) == [3, 5, 6, 7, 8, 9]


EVENT = "The last oil is burned, and the keeper notes the hour."


def _dated(pieces: str, *scores: float) -> list[int]:
    """What is kept of blocks for the sake of their chronology. pieces: a letter a block, for day, event, name and furniture."""
    texts = {"d": "{} June 1911", "e": EVENT + " {}.", "n": "Ann Teller {}", "f": "Sign up for our newsletter and never miss a story {}"}
    return rest_of_chronologies(_evidence([Block(texts[kind].format(number)) for number, kind in enumerate(pieces, 1)]), scores)


@pytest.mark.parametrize(
    ("pieces", "scores"),
    [
        ("dedede", (-1, -1, -1, -1, -1, 2)),  # most of it is dropped
        ("dede", (-1, 2, -1, -1)),  # too few
        ("dnedne", (-1, -1, 2, -1, -1, 2)),  # comments: who wrote stands between
        ("nednedned", (-1, 2, -1, -1, 2, -1, -1, -1, -1)),
        ("dedede", (2, 2, 2, 2, 2, 2)),  # all is kept anyway
        ("eeeeee", (2, 2, 2, -1, -1, -1)),
        ("dddddd", (-1, 2, -1, 2, -1, -1)),
    ],
)
def test_what_is_no_chronology_stays_out(pieces: str, scores: tuple[float, ...]) -> None:
    assert _dated(pieces, *scores) == []


def test_a_chronology_of_which_half_is_kept_is_kept_with_its_days() -> None:
    assert sorted(_dated("edededee", 2, -1, 2, -1, -1, -1, 2, -1)) == [1, 3, 4, 5]


def test_furniture_in_a_chronology_stays_out() -> None:
    assert 5 not in _dated("dededf", -1, 2, -1, 2, -1, -2)


Texts = list[tuple[BlockKind, str]]
ROWS: Texts = [("table", f"Club {letter} 54 points") for letter in "ABCDE"]
COUNTED: Texts = [("paragraph", f"{number} Port Hallam") for number in range(7, 12)]
LONG: tuple[BlockKind, str] = ("paragraph", PARAGRAPH.format("nine"))
SHORT: tuple[BlockKind, str] = ("paragraph", "Port Hallam meet Old Ferry on Saturday, when Berg returns.")
NAME: tuple[BlockKind, str] = ("paragraph", "Ann Teller")


def _rows(above: Texts, run: Texts, below: Texts, shape: Shape = "lines") -> int:
    """How many of a run of dropped blocks between kept ones are kept as rows of a table or lines that count up."""
    page = Page(tuple([Block(text, kind) for kind, text in (*above, *run, *below)]), shape, Source("", "text", "utf-8", ""))
    return len(rows.between_paragraphs(Evidence(page, load_phrases()), [*[2.0] * len(above), *[-1.0] * len(run), *[2.0] * len(below)]))


def test_rows_of_a_table_and_lines_that_count_up_between_paragraphs_are_kept() -> None:
    assert _rows([LONG], ROWS, [NAME, LONG]) == len(ROWS)
    assert _rows([LONG, NAME], COUNTED, [LONG], "wrapped") == len(COUNTED)
    assert _rows([LONG], COUNTED, [SHORT]) == len(COUNTED)  # what counts up is surely a table


@pytest.mark.parametrize(
    ("above", "run", "below", "shape"),
    [
        ([], ROWS, [LONG], "lines"),  # nothing is kept above
        ([LONG], ROWS, [], "lines"),
        ([NAME], ROWS, [LONG], "lines"),  # no paragraph above
        ([LONG], ROWS, [NAME], "lines"),
        ([LONG], ROWS, [SHORT], "lines"),
        ([LONG], COUNTED, [NAME], "lines"),
        ([SHORT], COUNTED, [LONG], "lines"),
        ([LONG], ROWS[:2], [LONG], "lines"),
        ([LONG], ROWS, [LONG], "wrapped"),  # a layout
        ([LONG], COUNTED[::-1], [LONG], "lines"),
        ([LONG], COUNTED[:3], [LONG], "lines"),
        ([LONG], COUNTED, [LONG], "html"),
        ([LONG], [NAME] * 5, [LONG], "lines"),
    ],
)
def test_what_is_no_table_between_paragraphs_stays_out(above: Texts, run: Texts, below: Texts, shape: Shape) -> None:
    assert _rows(above, run, below, shape) == 0


def test_furniture_in_a_table_stays_out() -> None:
    assert _rows([LONG], [*ROWS, ("table", "Sign up for our newsletter")], [LONG]) == len(ROWS)


def _stamps(*lines: str, below: str = PARAGRAPH.format("nine") + " " + EVENT, chance: float = 0.5) -> list[int]:
    """Which of the lines above a paragraph are taken for its day."""
    return stamps(_evidence([*map(Block, lines), Block(below)]), [*[chance] * len(lines), 0.9], 0.4)


@pytest.mark.parametrize(
    "line",
    [
        "The best lamps of March 2026",  # no day
        "On 3 March 1911 the two offices are merged.",  # a sentence
        "The list of stations that is drawn up on 3 March 1911 ends at the river, and nobody knows why it does",  # long
        "Lamp No. 3",
        "12 March at 8:12 PM " + "1-" * 30_000,  # one long word, which the pattern must not be tried on
    ],
)
def test_what_says_nothing_of_the_day_is_no_stamp(line: str) -> None:
    assert _stamps(line) == []


def test_dropped_lines_posts_and_lines_under_the_article_are_no_stamps() -> None:
    assert _stamps("12 June 2023", chance=0.3) == []
    assert _stamps(*[f"{day} June 2023" for day in (1, 2, 3)]) == []
    assert stamps(_evidence([Block(PARAGRAPH.format("nine") + " " + EVENT), Block("12 June 2023")]), [0.9, 0.5], 0.4) == []


@pytest.mark.parametrize("line", ["12 June 2023", "Dec 17, 2025Julian K. Teller", "Updated March 13th, 2024", "Ann Teller 3 March 2025"])
def test_a_line_with_a_day_over_the_first_paragraph_is_a_stamp(line: str) -> None:
    assert _stamps("Home", line) == [1]
