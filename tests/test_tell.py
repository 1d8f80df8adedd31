"""Marks in words: every label of every rule says something, and says it readably."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules import RULES
from cleaner.rules.phrases import MARKS
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.sayings import OTHERS, TOPICS, sayings
from cleaner.rules.tell import tell

UNREADABLE = re.compile(r"[#&=~*{}<>]|\.\.|\d\+|, ,|  |^\s|\s$|^$")


def _trouble(mark: str) -> str:
    """What is wrong with the words of a mark, "" if nothing is."""
    telling = tell(mark)
    for words in (telling.words, telling.core):
        if mark in words or UNREADABLE.search(words):
            return f"{mark}: {words!r}"
    return "" if telling.topic in TOPICS else f"{mark}: topic {telling.topic}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_label_of_every_rule_has_words(rule: Rule | TextRule) -> None:
    assert [trouble for value in range(len(rule.labels)) if (trouble := _trouble(rule.mark(value)))] == []


@pytest.mark.parametrize("mark", [*OTHERS, *MARKS, *(f"{name}&<4" for name in MARKS)])
def test_other_marks_have_words_too(mark: str) -> None:
    assert _trouble(mark) == ""


@pytest.mark.parametrize("mark", ["shape.size=7", "no.rule=x", "place.percent=a&b", "#"])
def test_the_check_sees_what_has_no_words(mark: str) -> None:
    assert _trouble(mark) != ""


def test_no_words_are_left_of_rules_that_are_gone() -> None:
    parts = {re.sub(r"\[[+-]\d\]", "", part) for rule in RULES for part in rule.name.removeprefix("again.").split("&")}
    assert set(sayings()) == parts
    assert {saying.topic for saying in sayings().values()} <= set(TOPICS)


@pytest.mark.parametrize(
    ("mark", "topic", "words", "core"),
    [
        ("shape.size&shape.end=25+&stop", "words", "a long paragraph, ends like a sentence", "ends like a sentence"),
        ("under.promo&shape.size=1&4..9", "under.promo", "a short line, right under a heading that promotes other pages", None),
        ("under.promo&shape.size=25+&4..9", "words", "a short line, not under a heading that promotes other pages", None),
        ("phrase.mark&shape.size=promo.more&<4", "promo.more", "a few words, leads on to a full text: read more, continue reading", None),
        ("again.alone.rough[-1]&alone.rough=edge&95+", "around", "nothing above it, by itself surely an article", "nothing above it"),
        ("trafilatura.kept&markup.linked=95+&0", "trafilatura", "trafilatura keeps it, no links in it", "trafilatura keeps it"),
        ("place.run&shape.size=-3..4&25+", "place", "a long paragraph, 3 to 4 blocks before the longest run of prose", None),
        ("markup.held&shape.size=85+&25+", "markup", "a long paragraph, its parent element holds 85% or more of the page's prose", None),
        ("word=ferry", "words", "has the word “ferry”", "has the word “ferry”"),
        ("open=the 0", "words", "begins with “the 0”", None),
        ("user.weather", "user.weather", "your rule “weather”", None),
    ],
)
def test_words(mark: str, topic: str, words: str, core: str | None) -> None:
    telling = tell(mark)
    assert (telling.topic, telling.words) == (topic, words)
    assert telling.core == (core or words.partition(", ")[2] or words) or core is None


@given(st.text())
def test_any_name_has_words(name: str) -> None:
    assert tell(name or "x").words
