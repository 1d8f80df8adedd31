"""Names of rules, and which of them a user left in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner.model import UsageError
from cleaner.rules import RULES
from cleaner.rules.phrases import MARKS

WORDS = ("open", "close", "line", "word")
"""The learnt words of a block: its first ones, its last, all of a short line, each of a short block."""
_PRIORS = (
    "promotion menu script stamp motto standfirst heading sentence list paragraph chronology table question numbered closing post last "
    "told comments replies form foot teasers doubt talk box past"
)
PRIORS = tuple(f"prior.{name}" for name in _PRIORS.split())
CHAIN = "chain"
"""What the blocks above and below say through the chain (`chain.above`, `chain.below`)."""
USER = "user"
"""The family of users' rules."""
_SHIFT = re.compile(r"\[[+-]\d+\]\Z")


def parts(name: str) -> list[str]:
    """The names of the rules that a rule is made of.

    >>> parts("again.layout.marker&shape.size[-1]")
    ['layout.marker', 'shape.size']
    """
    return [_SHIFT.sub("", part) for part in name.removeprefix("again.").split("&")]


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The names of all built-in rules, parts and families."""
    names = {rule.name.removeprefix("again.") for rule in RULES}
    names.update(part for name in tuple(names) for part in parts(name))
    names.update((*MARKS, *WORDS, *PRIORS))
    return frozenset(names | {name.partition(".")[0] for name in names if "&" not in name} | {CHAIN, USER})


class Selection:
    """Which rules count. A rule made of several counts if all of them do. Users' rules may be named without `user.`.

    >>> mutes = Selection((), ("shape.end", "promo", "hot"), ("hot",)).mutes
    >>> mutes("shape.size&shape.end"), mutes("promo.more"), mutes("user.hot"), mutes("shape.words")
    (True, True, True, False)
    """

    def __init__(self, only: Sequence[str], skip: Sequence[str], users: Sequence[str]) -> None:
        self._only, self._skip = frozenset(_named(only, users, "--only")), frozenset(_named(skip, users, "--skip"))
        self._asked: dict[str, bool] = {}

    def mutes(self, name: str) -> bool:
        """Whether the rule of this name doesn't count."""
        muted = self._asked.get(name)
        if muted is None:
            muted = self._asked[name] = self._mutes(name)
        return muted

    def _mutes(self, name: str) -> bool:
        whole = name.removeprefix("again.")
        each = [frozenset((part, part.partition(".")[0])) for part in parts(name)]
        if whole in self._skip or any(not self._skip.isdisjoint(names) for names in each):
            return True
        return bool(self._only) and whole not in self._only and any(self._only.isdisjoint(names) for names in each)


def _named(names: Sequence[str], users: Sequence[str], option: str) -> Iterator[str]:
    """The names in full. Raises UsageError for one that no rule has."""
    for name in names:
        if name in users:
            yield f"{USER}.{name}"
        elif name in known() or (name.startswith(f"{USER}.") and name.removeprefix(f"{USER}.") in users):
            yield name
        else:
            raise UsageError(f"{option} {name}: No rule has this name{_meant(name, users)}; `cleaner rules list` shows them all")


def _meant(name: str, users: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, [*users, *known()], 1)
    return f" (did you mean {close[0]}?)" if close else ""
