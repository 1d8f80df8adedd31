"""The rules, in one ordered and visible tuple. A rule leaves marks; marks are evidence, never verdicts: only the decider drops a block.

To add a rule, write a `Rule` in the file of its family, put it into that file's tuple, and run `cleaner learn`. To add a phrase,
write it into the file of its language (`cleaner/phrases`): `python -m cleaner.phrases` puts it into effect, with the weight of its mark."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Shape
from cleaner.rules.context import CONTEXT as _NEIGHBOURS
from cleaner.rules.dates import DATES
from cleaner.rules.headings import HEADINGS
from cleaner.rules.layout import LAYOUT
from cleaner.rules.markup import MARKUP, MARKUP_CONTEXT
from cleaner.rules.phrases import PHRASES
from cleaner.rules.repeats import REPEATS
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.shape import SHAPE
from cleaner.rules.sites import SITE
from cleaner.rules.threads import THREADS
from cleaner.rules.topic import TOPIC


class RuleSet(NamedTuple):
    """The rules that look at one kind of page, by the stage of deciding that asks them.

    texts: what a block looks like by its text; words and phrases (`words`) come on top. own: what markup says of it.
    context: what stands around it. again: the contextual ones once more, with the chances that the first look at the context gave.
    site: what other pages of the site say, where some are known."""

    texts: tuple[TextRule, ...]
    own: tuple[Rule, ...]
    context: tuple[Rule, ...]
    again: tuple[Rule, ...]
    site: tuple[Rule, ...]

    @property
    def alone(self) -> tuple[Rule | TextRule, ...]:
        """All that look at a block by itself."""
        return (*self.texts, *self.own)


def _again(context: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule._replace(name=f"again.{rule.name}") for rule in context if rule.contextual and rule.twice)


def _rule_set(own: tuple[Rule, ...], context: tuple[Rule, ...]) -> RuleSet:
    return RuleSet(SHAPE, own, context, _again(context), SITE)


_ANY_PAGE = (*_NEIGHBOURS, *REPEATS, *LAYOUT, *HEADINGS, *DATES, *PHRASES)
_LINES = (*THREADS, *TOPIC)
TEXT = _rule_set((), (*_ANY_PAGE, *_LINES))
"""The rules for page text in lines."""
ONELINE = _rule_set((), _ANY_PAGE)
"""The rules for page text on one line. Its pieces are cut where sentences seem to end: fitted with the others they cost .002 of recall on
articles and .016 on other types, on unseen sites."""
MARKED = _rule_set(MARKUP, (*_ANY_PAGE, *MARKUP_CONTEXT))
"""The rules for HTML and Markdown."""
RULES: tuple[Rule | TextRule, ...] = (*MARKED.alone, *MARKED.context, *_LINES, *MARKED.again, *_again(_LINES), *SITE)
"""All of them."""


def rules_of(shape: Shape) -> RuleSet:
    """The rules that look at pages of a shape."""
    return MARKED if shape in ("html", "markdown") else ONELINE if shape == "oneline" else TEXT


def members(shape: Shape) -> tuple[RuleSet, ...]:
    """The rule sets whose fits make a shape's table together (`cleaner.learn`).

    Rules that tell much the same, fitted together, weigh on unseen sites more than they are right; half of text in lines' table is fitted
    without the newest."""
    rules = rules_of(shape)
    return (rules, ONELINE) if rules is TEXT else (rules,)
