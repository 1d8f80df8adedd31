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


_AROUND = (*_NEIGHBOURS, *REPEATS, *LAYOUT, *HEADINGS, *DATES, *PHRASES)
_OTHER_PROSE = (*THREADS, *TOPIC)
TEXT = _rule_set((), (*_AROUND, *_OTHER_PROSE))
"""The rules for page text."""
MARKED = _rule_set(MARKUP, (*_AROUND, *MARKUP_CONTEXT, *_OTHER_PROSE))
"""The rules for HTML and Markdown."""
RULES: tuple[Rule | TextRule, ...] = (*MARKED.alone, *MARKED.context, *MARKED.again, *SITE)
"""All of them."""


def rules_of(shape: Shape) -> RuleSet:
    """The rules that look at pages of a shape."""
    return MARKED if shape in ("html", "markdown") else TEXT


class Member(NamedTuple):
    """A rule set that is fitted, and the part of a shape's table that its fit makes up."""

    rules: RuleSet
    part: float


_ONELINE_PART, _PART = 0.25, 0.5
"""The part of the fit with all rules. Half of it instead of a quarter brings pages on one line .006 of word-F1 on Waddle, held out, but
fitted on all sites two of the 119 pages that the floors are measured on lose their article."""


def members(shape: Shape) -> tuple[Member, Member]:
    """The rule sets whose fits make a shape's table together (`cleaner.learn`): all rules, and those without what tells other prose.

    Rules that tell much the same, fitted together, weigh on unseen sites more than they are right. Word-F1 and recall that the mean gains
    against a fit without these rules (five folds of sites; HTML three), on articles, other types and Waddle: Markdown .0014 and 0, .002 and
    .007, .004 and .011; HTML .001 and .0003, .0014 and .0025, -.0003 and .0012; one line .004 and .005, .003 and .006, .002 and -.002 (with
    the lower cut of `decide.TRUST`, which is some of the recall). Text in lines gained .001 to .003 of word-F1 on articles."""
    rules, part = rules_of(shape), _ONELINE_PART if shape == "oneline" else _PART
    fewer = _rule_set(rules.own, tuple([rule for rule in rules.context if rule not in _OTHER_PROSE]))
    return Member(rules, part), Member(fewer, 1 - part)
