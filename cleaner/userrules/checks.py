"""Rules that were made in Python, and not read from a file that was checked: what can't be meant gets one sentence."""

from __future__ import annotations

from typing import get_args

from cleaner.model import Action, UsageError, UserRule
from cleaner.usage import check_choice, check_texts

HEAVIEST = 100.0
"""A weight beyond this many log-odds is "keep" or "drop"."""
_TEXTS = {
    "phrases": "Hot this week",
    "regexes": "^Hot",
    "actions": "drop",
    "sites": "example.org",
    "languages": "en",
    "examples": "Hot this week",
    "counter_examples": "A hot week",
}
"""What is a tuple of texts, and such a text."""


def check(rule: UserRule) -> None:
    """Raise UsageError for a rule that can't work."""
    owner = f"UserRule {rule.name!r}"
    for name, example in _TEXTS.items():
        check_texts(owner, name, getattr(rule, name), example)
    for action in rule.actions:
        check_choice(owner, "an action", action, get_args(Action))
    if isinstance(rule.weight, bool) or not isinstance(rule.weight, int | float) or not abs(rule.weight) <= HEAVIEST:
        raise UsageError(f"{owner}: weight is a number of log-odds from {-HEAVIEST:.0f} to {HEAVIEST:.0f}, not {rule.weight!r}")
    for regex in rule.regexes:
        from cleaner.userrules import regexes

        if problem := regexes.problem(regex):
            raise UsageError(f"{owner}: the regex {regex!r} {problem}")
