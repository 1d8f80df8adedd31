"""The smallest of the rules that put a page right and change nothing else on it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cleaner import phrases, pipeline, userrules
from cleaner.model import Action, Block, Options, UsageError, UserRule
from cleaner.pipeline import Explanation
from cleaner.suggest.candidates import candidates, with_weight
from cleaner.suggest.wanted import Wanted, visible, wanted

EXAMPLES = 5
COUNTER_EXAMPLES = 3
SHOWN = 160
"""Examples that a rule is given, and characters of each, where it matches with these."""
NAME_WORDS = 4
MARGIN = 0.5
"""Log-odds by which a weight tips a decision further than it must."""
PATTERN, ACTION, ALL_BELOW = 2, 1, 20
"""What a pattern and an action cost beside the words: one phrase for two lines is smaller than two.
A heading that drops all below it costs as much as three long phrases: on another page it may stand in the midst of the article."""


class Proposal(NamedTuple):
    """Rules that put a page right. before, after: the page without and with them."""

    rules: tuple[UserRule, ...]
    before: Explanation
    after: Explanation


def propose(data: bytes, options: Options, path: str, drop: Sequence[str], keep: Sequence[str], names: Collection[str]) -> Proposal:
    """The rules for a page, none if it is right already. options: with the rules in force. names: of rules that there are.

    Raises UsageError where no rule tells what is meant from what isn't."""
    before = pipeline.explain(data, options, path=path)
    aim = wanted(before.page, drop, keep)
    seen = visible(before)
    found: list[UserRule] = []
    wrong: tuple[tuple[Action, frozenset[int]], ...] = (("drop", aim.drop & seen), ("keep", aim.keep - seen))
    for action, blocks in wrong:
        if blocks:
            page = _Page(data, options._replace(rules=(*options.rules, *found)), path, aim)
            found.append(page.rule(sorted(blocks), action, {*names, *(rule.name for rule in found)}))
    after = pipeline.explain(data, options._replace(rules=(*options.rules, *found)), path=path)
    return Proposal(tuple(found), before, after)


class _Page:
    """A page with the rules that were found for it so far, and what is wanted of it."""

    def __init__(self, data: bytes, options: Options, path: str, aim: Wanted) -> None:
        self._data, self._options, self._path, self._aim = data, options, path, aim
        self._now = self._explained()
        self._seen = visible(self._now)

    @property
    def _blocks(self) -> Sequence[Block]:
        return self._now.page.blocks

    def rule(self, meant: Sequence[int], action: Action, names: Collection[str]) -> UserRule:
        """The smallest rule that drops or keeps these blocks, and changes nothing else that isn't wanted."""
        possible = list(candidates(self._blocks, meant, self._seen, action))
        good = [rule for rule in possible if self._fits(rule, meant, action)]
        good = good or [rule for rule in self._weights(possible, meant, action) if self._fits(rule, meant, action)]
        if not good:
            where = ", ".join(str(self._blocks[i].lines[0]) for i in meant[:5])
            raise UsageError(
                f"{self._path}: No rule tells line {where} from lines that are to stay as they are; name fewer lines at a time"
            )
        return self._finished(min(good, key=_cost), meant, names)

    def _explained(self, *rules: UserRule) -> Explanation:
        options = self._options._replace(rules=(*self._options.rules, *rules))
        return pipeline.explain(self._data, options, path=self._path)

    def _fits(self, rule: UserRule, meant: Sequence[int], action: Action) -> bool:
        after = visible(self._explained(rule))
        done = after.isdisjoint(meant) if action == "drop" else after.issuperset(meant)
        changed = (after ^ self._seen).difference(meant)
        return done and changed <= (self._aim.drop if action == "drop" else self._aim.keep)

    def _weights(self, possible: Sequence[UserRule], meant: Sequence[int], action: Action) -> Iterator[UserRule]:
        """The same rules with weights: where they also match what is decided rightly by a wider margin."""
        scores = [self._now.decisions[i].score for i in meant]
        weight = -max(scores) - MARGIN if action == "drop" else -min(scores) + MARGIN
        rounded = math.floor(weight * 10) / 10 if action == "drop" else math.ceil(weight * 10) / 10
        yield from (with_weight(rule, rounded) for rule in possible if len(rule.actions) == 1 and rule.actions[0] == action)

    def _finished(self, rule: UserRule, meant: Sequence[int], names: Collection[str]) -> UserRule:
        """The rule with a name, the site it is for, and examples."""
        matched = userrules.matches(self._blocks, (rule,)).get(rule, [])
        texts = dict.fromkeys(_short(rule, self._blocks[i].text) for i in sorted({*matched} & {*meant}) or matched)
        host = userrules.host_of(self._now.page, self._options.url)
        return rule._replace(
            name=_name(rule, names),
            sites=(host,) if host else (),
            examples=tuple(texts)[:EXAMPLES],
            counter_examples=tuple(_near(rule, [self._blocks[i].text for i in sorted(self._seen.difference(meant))], list(texts))),
        )


def _cost(rule: UserRule) -> int:
    """How large a rule is: words and patterns. A regex is harder to read than a phrase."""
    words = sum(len(phrase.split()) for phrase in rule.phrases) + sum(2 * len(regex.split()) for regex in rule.regexes)
    below = ALL_BELOW if "drop-after" in rule.actions else 0
    return words + PATTERN * (len(rule.phrases) + 2 * len(rule.regexes)) + ACTION * len(rule.actions) + below


def _short(rule: UserRule, text: str) -> str:
    """The text of a block, cut where the rule matches it nevertheless."""
    cut = text[:SHOWN].rpartition(" ")[0] if len(text) > SHOWN else text
    return cut if cut and userrules.matches([Block(cut)], (rule,)) else text


def _near(rule: UserRule, texts: Sequence[str], meant: Sequence[str]) -> list[str]:
    """The texts that have most words in common with what is meant, and that the rule leaves."""
    wanted_words = {word for text in meant for word in phrases.fold(text).split()} - phrases.load().words("words.function")
    common = {text: len(wanted_words.intersection(phrases.fold(text).split())) for text in texts}
    near = sorted((text for text in common if common[text]), key=lambda text: (-common[text], text))
    short = [text[:SHOWN].rpartition(" ")[0] if len(text) > SHOWN else text for text in near]
    return [text for text in dict.fromkeys(short) if text and not userrules.matches([Block(text)], (rule,))][:COUNTER_EXAMPLES]


def _name(rule: UserRule, names: Collection[str]) -> str:
    """A name of the first words, which no other rule has."""
    words = re.findall(r"[a-z0-9]+", phrases.fold(" ".join((*rule.phrases, *rule.regexes))))[:NAME_WORDS]
    name = "-".join([rule.actions[-1], *words])
    return next(new for new in (name, *(f"{name}-{count}" for count in range(2, 10_000))) if new not in names)
