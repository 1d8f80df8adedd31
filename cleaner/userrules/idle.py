"""What is said after a run of the users' rules that matched nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.model import UserRule

MOST = 5
"""Rules that are named; of more it is said how many."""


def unused(rules: Sequence[UserRule], used: Collection[str]) -> list[str]:
    """A sentence about each rule that matched nothing in a run."""
    idle = [rule for rule in rules if rule.name not in used]
    said = [f"{rule.file}, line {rule.line}: The rule {rule.name!r} matched nothing{_limits(rule)}" for rule in idle[:MOST]]
    rest = len(idle) - len(said)
    return [*said, f"{rest} more rules matched nothing"] if rest else said


def _limits(rule: UserRule) -> str:
    """What may be the reason."""
    limits = [f"{name} {', '.join(values)}" for name, values in (("site", rule.sites), ("language", rule.languages)) if values]
    return f" on pages of {' and '.join(limits)}" if limits else ""
