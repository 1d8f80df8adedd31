"""Pages and weight tables for tests that hold whatever the weights are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from cleaner.chains import Moves
from cleaner.load import load
from cleaner.model import Options, Page
from cleaner.read import text
from cleaner.rules import TEXT
from cleaner.rules.columns import Weights
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.words import WordWeights
from cleaner.weights import Table

PIECES = (
    "Home",
    "Read more",
    "Share on Facebook",
    "0 comments",
    "Hot this week",
    "About the Author",
    "Loading comments…",
    "By Tilda Marsh",
    "4 March 2025, 18:20",
    "03.04.2025",
    "»",
    "!!!",
    "* a first point",
    "* a second point, which is longer and ends with a stop.",
    "1. bread",
    "2. milk",
    "The harbour, seen from the east quay. (AFP Photo)",
    "News harbour The night ferry returns",
    "The night ferry returns",
    "The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship and called it a day.",
    "“Nobody asked for a museum piece,” said the woman who runs the company, “we asked for a way to get to the hospital.”",
    "Die Fähre fährt wieder, obwohl der Rat sie vor elf Jahren verkauft hatte und niemand mehr daran glauben wollte.",
    "夜间渡轮星期一晚上再次启航，距离议会出售最后一艘船已经过去了十一年。",
    "Previous    Next    Last",
    "© 2025 The Gazette. All rights reserved.",
)
"""Lines of pages: furniture, prose, lists, dates, other scripts, nothing but punctuation."""


def page_of(lines: Sequence[str], ends: str = "\n") -> Page:
    """The page with these lines."""
    return text.read(load(ends.join(lines), Options(kind="text")))


@cache
def random_table(seed: int) -> Table:
    """Weights without any sense, the same for a seed on every machine."""
    random = Random(seed)

    def draw() -> int:
        return random.randint(-900, 900)

    def weights(rules: Sequence[Rule | TextRule]) -> tuple[Weights, ...]:
        return tuple(Weights([draw() for _ in rule.labels]) for rule in rules)

    def moves() -> Moves:
        return (draw(), draw()), (draw(), draw())

    words = {f"{kind}={word}": draw() for kind in ("open", "close", "word") for word in ("the", "home", "more", "a", "night", "by")}
    phrases = {mark: draw() for mark in ("promo.read-more", "promo.popular", "comment.count", "legal.copyright", "people.byline")}
    again = weights((*TEXT.context, *TEXT.again))
    stages = (weights(TEXT.texts), weights(TEXT.own), weights(TEXT.context), again, weights(TEXT.site))
    return Table(*stages, WordWeights.of(words | phrases), moves(), moves())
