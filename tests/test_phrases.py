"""Phrases: the format of their files, what they match, what they leave alone; folding and languages."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import phrases
from cleaner.phrases import COMPILED, LANGUAGES, data, fold, fold_lines, fresh, language, load, parse_files
from cleaner.phrases.folding import is_spaced
from cleaner.phrases.index import dump, read
from cleaner.phrases.parsing import MOST_CHARACTERS, PhraseFile, PhraseFileError, parse

FOLDER = Path(phrases.__file__).parent
CASES = Path(__file__).parent.parent / "fixtures" / "phrases"
FILES = {code: parse(data(f"{code}.txt").decode(), f"{code}.txt") for code in LANGUAGES}
LISTS = {
    "words.function": (25, 180),
    "words.job": (8, 80),
    "words.other-day": (5, 40),
    "words.contents": (3, 15),
    "words.helper": (5, 60),
    "date.month": (12, 24),
    "date.weekday": (7, 7),
    "date.today": (1, 2),
}
"""The word lists of each file, and how many lines they have at least and at most."""
SOME_LISTS = {"words.credit"}
"""Those that only files of scripts without capitals have."""
CORE = """
nav.menu nav.search nav.account nav.pages nav.contact promo.related promo.popular promo.more promo.share promo.follow promo.ad
legal.copyright legal.cookies legal.terms comment.form comment.count comment.reply people.byline people.role
date.published date.updated date.relative media.caption media.credit media.player trail.topics page.tools page.error page.stats
""".split()
"""Marks that every language has phrases for."""
PREPOSITIONS = frozenset("by von vom par por di door του της των द्वारा av af oleh apa".split())
"""The function words with which a line may begin or end and leave a mark: what stands before an author's name, and an agency."""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def cases(name: str) -> list[tuple[str, str]]:
    """Lines of a fixture as pairs, without comments."""
    lines = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    return [(first, second) for line in lines if line[0] != "#" for first, _, second in [line.partition("\t")]]


def texts(file: PhraseFile) -> list[tuple[str, str, str]]:
    """Mark, place and folded text of every phrase of a file."""
    return [
        (section.mark, place, text)
        for section in file.sections
        for place in ("whole", "begins", "ends", "inside")
        for text in getattr(section, place)
    ]


@pytest.mark.parametrize(("marks", "line"), cases("matching"))
def test_line(marks: str, line: str) -> None:
    found = load().match(line)
    assert found == () if marks == "-" else marks in found


@pytest.mark.parametrize(("message", "lines"), cases("malformed"))
def test_malformed_file_is_named_with_its_line(message: str, lines: str) -> None:
    with pytest.raises(PhraseFileError) as failure:
        parse("\n".join(lines.split(" | ")), "harbour.txt")
    assert str(failure.value).startswith(message)


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(PhraseFileError, match=r"^harbour\.txt, line 1: the file has 400,001 characters, and 400,000 are the most; keep"):
        parse("[promo.more]".ljust(MOST_CHARACTERS + 1), "harbour.txt")


PLACES = parse_files(
    {"en": "[a.whole]\nread more\n[a.begins]\nshare on ...\n[a.ends]\n... go to source\n[a.inside]\n... rights reserved ..."}
)
UNSPACED_PLACES = parse_files({"zh": "[a.begins]\n版权 ...\n[a.ends]\n... 摄影\n[a.inside]\n... 转载 ..."})


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("read more books", None),
        ("we share on X", None),
        ("go to source now", None),
        ("read", None),
        ("share only", None),
        ("no go to sources", None),
        ("no copyrights reserved", None),
        ("read more", "a.whole"),
        ("Share on X", "a.begins"),
        ("share on", "a.begins"),
        ("now go to source", "a.ends"),
        ("Go to Source", "a.ends"),
        ("no rights reserved, sir", "a.inside"),
        ("RIGHTS RESERVED", "a.inside"),
    ],
)
def test_places(line: str, mark: str | None) -> None:
    assert PLACES.match(line) == (() if mark is None else (mark,))


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("所有版权", None),
        ("摄影师", None),
        ("请勿转", None),
        ("版权所有", "a.begins"),
        ("本报摄影", "a.ends"),
        ("请勿转载本文", "a.inside"),
    ],
)
def test_scripts_without_spaces_have_no_words(line: str, mark: str | None) -> None:
    assert UNSPACED_PLACES.match(line) == (() if mark is None else (mark,))


@pytest.mark.parametrize("line", ["leased", "release", "a released b", "new leases"])
def test_a_phrase_is_whole_words(line: str) -> None:
    assert not parse_files({"en": "[a.b]\nlease\nlease ...\n... lease\n... lease ..."}).match(line)


def test_one_line_has_every_mark_that_stands_on_it_once() -> None:
    book = parse_files({"en": "[z.last]\nread more ...\n[a.first]\n... more about us\n... about ...\nread more about us"})
    assert book.match("Read more about us") == ("a.first", "z.last")


def test_numbers_are_any_number() -> None:
    book = parse_files({"en": "[a.b]\n0 comments"})
    assert all(book.match(line) for line in ("3 comments", "1,204 comments", "1 204 Comments", "٣ comments"))
    assert not book.match("no comments")


def test_accents_may_be_left_out_on_the_page_only() -> None:
    book = parse_files({"el": "[a.b]\nΔιαβάστε επίσης\ncafe"})
    assert book.match("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ") and book.match("διαβάστε επίσης:") and not book.match("café")


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_file_has_the_word_lists(code: str) -> None:
    assert set(FILES[code].lists) - SOME_LISTS == set(LISTS)
    for name, (least, most) in LISTS.items():
        assert least <= len(FILES[code].lists[name]) <= most, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_file_has_phrases_for_the_core_marks_under_names_that_english_explains(code: str) -> None:
    names = [section.mark for section in FILES[code].sections]
    assert len(names) == len(set(names))
    assert set(CORE) <= set(names) <= {section.mark for section in FILES["en"].sections}


def test_english_says_what_each_mark_is() -> None:
    explained = re.findall(r"^# .+\n\[(.+)\]$", data("en.txt").decode(), re.MULTILINE)
    assert sorted(explained) == sorted(section.mark for section in FILES["en"].sections)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_stands_twice(code: str) -> None:
    assert not [phrase for phrase, count in Counter(texts(FILES[code])).items() if count > 1]
    for name in ("words.function", "words.job", "date.month", "date.weekday"):
        assert not [word for word, count in Counter(word for words in FILES[code].lists[name] for word in words).items() if count > 1], name


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_as_common_as_a_word(code: str) -> None:
    """Pages mix languages: a phrase of one function word, or of a number, would mark prose in another language."""
    words = load().words("words.function")
    found = [text for _, place, text in texts(FILES[code]) if place != "whole" and text in words and is_spaced(text)]
    assert set(found) <= {fold(word) for word in PREPOSITIONS}
    assert not [text for _, _, text in texts(FILES[code]) if text == "0"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_function_words_are_single_words(code: str) -> None:
    for word in load().words("words.function", code):
        assert fold(word) == word and " " not in word
        assert len(word) == 1 or is_spaced(word)


@pytest.mark.parametrize("code", LANGUAGES)
def test_months_and_weekdays_are_told_apart(code: str) -> None:
    assert set(load().numbered("date.month", code).values()) == set(range(1, 25 if code == "fa" else 13))
    assert set(load().numbered("date.weekday", code).values()) == set(range(1, 8))


@pytest.mark.parametrize(
    ("name", "number"),
    [("january", 1), ("février", 2), ("märz", 3), ("stycznia", 1), ("мая", 5), ("ιουνίου", 6), ("7月", 7), ("ağu", 8), ("lokakuuta", 10)],
)
def test_months_of_all_languages(name: str, number: int) -> None:
    assert load().numbered("date.month")[name] == number


def test_compiled_tables_are_fresh() -> None:
    made = fresh.head(str(FOLDER), LANGUAGES) + dump(load(LANGUAGES).index).encode()
    assert data(COMPILED) == made, "run: python -m cleaner.phrases"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The language files and the tables in a directory of their own, as if they had been installed there."""
    for name in (*(f"{code}.txt" for code in LANGUAGES), COMPILED):
        (tmp_path / name).write_bytes(data(name))
    return tmp_path


def _is_fresh(folder: Path) -> bool:
    return fresh.is_fresh((folder / COMPILED).read_bytes(), str(folder / COMPILED), LANGUAGES)


def test_tables_whose_files_are_younger_but_the_same_are_fresh(copies: Path) -> None:
    os.utime(copies / COMPILED, (1, 1))
    assert _is_fresh(copies)


@pytest.mark.parametrize("change", [lambda text: text + "so long, farewell\n", lambda text: text.replace("read more", "read mote", 1)])
def test_tables_of_files_that_were_changed_are_stale(copies: Path, change: Callable[[str], str]) -> None:
    os.utime(copies / COMPILED, (1, 1))
    text = (copies / "en.txt").read_text(encoding="utf-8")
    (copies / "en.txt").write_text(change(text), encoding="utf-8")
    assert not _is_fresh(copies)


def test_tables_without_their_first_line_are_stale(copies: Path) -> None:
    (copies / COMPILED).write_bytes(fresh.body((copies / COMPILED).read_bytes()))
    assert not _is_fresh(copies)


def test_tables_that_cannot_be_written_are_no_failure(tmp_path: Path) -> None:
    fresh.write(b"tables", str(tmp_path / "missing" / "compiled.txt"))
    fresh.write(b"tables", str(tmp_path / "compiled.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["compiled.txt"]


def test_compiled_tables_are_the_parsed_ones() -> None:
    assert load().index == load(LANGUAGES).index
    assert load() is load()


def test_tables_survive_writing_even_when_empty() -> None:
    for text in ("", "[a.b]\n... all rights ...\n", "[words.function]\nthe, a\nof"):
        index = parse_files({"en": text}).index
        assert read(dump(index).encode()) == index


def test_folding() -> None:
    assert fold("  Read\u00a0MORE » ") == "read more"
    assert fold("Straße ΕΠΊΣΗΣ ｆｕｌｌ") == fold("STRASSE επίσης ｆｕｌｌ")
    assert fold("12:30, 1.204 or 1 204") == "0 or 0"
    assert fold("नमस्ते, दुनिया!") == "नमस्ते दुनिया"
    assert fold("so\u00adft ▶\ufe0f hy\u200dphen") == "soft hyphen"
    assert fold("© 2013") == fold("(c) 2013") == "c 0"
    assert fold("$1,200") == "$0" and fold("9,99 €") == "0 €"
    assert fold("***") == fold("") == ""


@given(st.lists(TEXT, max_size=5))
def test_folding_lines_together_is_folding_each(lines: list[str]) -> None:
    assert fold_lines(lines) == [fold(line) for line in lines]


@given(TEXT)
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not fold(text).startswith(" ") and "  " not in fold(text)


@given(TEXT)
def test_matching_never_fails(text: str) -> None:
    assert set(load().match(text)) <= {section.mark for section in FILES["en"].sections}


PHRASES = sorted({text for file in FILES.values() for _, _, text in texts(file)})


BEFORE, AFTER = ["", "» ", "- ", "* ", "[", "“", "… "], ["", ":", " »", "…", "!", "]", " . "]


@given(st.sampled_from(PHRASES), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_every_phrase_is_found_whatever_its_case_and_the_punctuation_around_it(phrase: str, before: str, after: str) -> None:
    marks = load().match(phrase)
    assert marks
    assert load().match(before + phrase + after) == marks
    assert load().match(phrase.upper()) == marks or fold(phrase.upper()) != phrase


@given(st.lists(st.sampled_from([*PHRASES[::9], "the ferry stays", ""]), max_size=6))
def test_a_page_is_matched_like_its_lines(lines: list[str]) -> None:
    expected = {number: marks for number, line in enumerate(lines) if (marks := load().match(line))}
    assert load().match_page(lines) == expected


@pytest.mark.parametrize(("code", "text"), cases("languages"))
def test_language_of_fifty_words(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56 !!!",
        "Home News Sport Business Weather Contact About Login Register Search Products Services Gallery",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
        (
            "Градският съвет реши да запази стария ферибот, въпреки че струва повече от новия мост. Хората, които живеят на острова, "
            "поискаха това, защото пътят е затворен, когато реката е висока. Капитанът каза, че ще остане още една година."
        ),
        "شہر کی کونسل نے پرانی کشتی رکھنے کا فیصلہ کیا ہے، حالانکہ اس پر نئے پل سے زیادہ خرچ آتا ہے۔",
    ],
)
def test_no_language_when_unsure(text: str) -> None:
    assert language(text) is None


def test_each_language_has_a_text() -> None:
    assert {code for code, _ in cases("languages")} == set(LANGUAGES)


def test_drawers_hide_nothing() -> None:
    whole = load(LANGUAGES)
    index = whole.index
    lines = [*index.whole, *(f"{text} x" for text in index.begins), *(f"{text}x" for text in index.begins), *index.firsts, "", "a", "0"]
    expected = whole.match_page(lines)
    book = load.__wrapped__()
    assert len(book._index.whole) < len(index.whole) / 100, "nothing is opened before it is needed"
    for start in range(0, len(lines), 5_000):
        part = lines[start : start + 5_000]
        assert book.match_page(part) == {i - start: expected[i] for i in range(start, start + len(part)) if i in expected}
    few = load.__wrapped__()
    assert few.match_page(["read more"]) == {0: whole.match("read more")}
    assert 0 < len(few._index.whole) < len(index.whole) / 10
    assert few.index == index


def test_threads_that_open_the_same_drawers_see_the_same() -> None:
    lines = list(load(LANGUAGES).index.whole)[::7]
    expected = load(LANGUAGES).match_page(lines)
    for _ in range(3):
        book = load.__wrapped__()
        with ThreadPoolExecutor(4) as pool:
            assert all(found == expected for found in pool.map(book.match_page, [lines] * 4))
