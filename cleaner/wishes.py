"""A page with the rules of a user: what is decided about it, and its article, without what the rules drop for good."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from cleaner import compose, decide, userrules
from cleaner.compose.weights import Weights
from cleaner.model import Article, Decision, Options, Page, Removed, UserRule
from cleaner.rules.names import Selection
from cleaner.weights import Table

Item = TypeVar("Item")


class Decided(NamedTuple):
    """One decision for every block, what came out, and the names of the user's rules that matched something."""

    decisions: Sequence[Decision]
    article: Article
    used: frozenset[str]


def decided(page: Page, options: Options, table: Table | None, weights: Weights | None) -> Decided:
    """What becomes of a page. table, weights: as of `pipeline.explain`. Raises UsageError for names of rules that don't exist."""
    selection = selection_of(options)
    mutes = selection.mutes if options.only or options.skip else None
    left = userrules.leave_marks(page, options.rules, options.url, selection.mutes)
    decisions, confidence, marks = decide.decide(page, table, decide.Wishes(left.marks, mutes))
    stays = [block for block in range(len(page.blocks)) if block not in left.dropped]
    article = compose.compose(
        Page(tuple(_those(page.blocks, stays)), page.shape, page.source, page.clues),  # what is known of its site was for deciding
        [decisions[block] for block in stays],
        options,
        confidence,
        {place: marks[block] for place, block in enumerate(stays) if block in marks},
        weights,
        {place for place, block in enumerate(stays) if block in left.kept},
    )
    if article.removed is not None:
        article = article._replace(removed=tuple(_removed(page, decisions, left.dropped, article.removed)))
    return Decided(decisions, article, left.used)


def selection_of(options: Options) -> Selection:
    """The rules that count. Raises UsageError for a name that no rule has."""
    return _selection(options.only, options.skip, _names(options.rules) if options.only or options.skip else ())


@lru_cache(maxsize=8)
def _selection(only: tuple[str, ...], skip: tuple[str, ...], users: tuple[str, ...]) -> Selection:
    return Selection(only, skip, users)


def _names(rules: Sequence[UserRule]) -> tuple[str, ...]:
    return tuple([rule.name for rule in rules])


def _those(items: Sequence[Item], places: Collection[int]) -> list[Item]:
    return [items[place] for place in places]


def _removed(page: Page, decisions: Sequence[Decision], dropped: Collection[int], others: Sequence[Removed]) -> Iterator[Removed]:
    """What was left out, in the order of the page: what the user's rules dropped, between what else was."""
    rest = iter(others)
    following = next(rest, None)
    for number, (block, decision) in enumerate(zip(page.blocks, decisions, strict=True)):
        if number in dropped:
            names = islice((mark.name for mark in decision.marks if mark.weight < 0), compose.RULES)
            yield Removed(block.lines, block.text, tuple(names), decision.score)
        elif following and (following.lines, following.text) == (block.lines, block.text):
            yield following
            following = next(rest, None)
