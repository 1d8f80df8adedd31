"""The rules, in one ordered and visible tuple. A rule leaves marks; marks are evidence, never verdicts: only the decider drops a block.

To add a rule, write a `Rule` in the file of its family, put it into that file's tuple, and run `cleaner learn`. To add a phrase,
write it into the file of its language (`cleaner/phrases`): `python -m cleaner.phrases` puts it into effect, with the weight of its mark."""

from __future__ import annotations

from cleaner.rules.context import CONTEXT as _NEIGHBOURS
from cleaner.rules.dates import DATES
from cleaner.rules.headings import HEADINGS
from cleaner.rules.layout import LAYOUT
from cleaner.rules.phrases import PHRASES
from cleaner.rules.repeats import REPEATS
from cleaner.rules.rule import Rule, TextRule
from cleaner.rules.shape import SHAPE

ALONE: tuple[TextRule, ...] = SHAPE
"""What a block looks like by itself; words and phrases (`words`) come on top."""
CONTEXT: tuple[Rule, ...] = (*_NEIGHBOURS, *REPEATS, *LAYOUT, *HEADINGS, *DATES, *PHRASES)
"""What stands around it."""
AGAIN: tuple[Rule, ...] = tuple(rule._replace(name=f"again.{rule.name}") for rule in CONTEXT if rule.contextual)
"""The same once more, with the chances that the first look at the context gave."""
RULES: tuple[Rule | TextRule, ...] = (*ALONE, *CONTEXT, *AGAIN)
"""All of them."""
