"""What a page's address says of it: the day in /2024/05/17/night-ferry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model import Clue

_NUMBERS = re.compile(r"/(20[0-4]\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_NAMED = re.compile(r"/(20[0-4]\d|19[89]\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$)")


def day_in(address: str) -> Iterator[Clue]:
    """The day in an address, as a clue; none where it has none.

    >>> [clue.value for clue in day_in("https://a.example/2024/05/17/ferry")], [clue.value for clue in day_in("/2024/may/17/ferry")]
    (['2024-05-17'], ['17 may 2024'])
    """
    found = _NUMBERS.search(address)
    if found:
        yield Clue("date", "url", "-".join(found.groups()))
    elif named := _NAMED.search(address):
        yield Clue("date", "url", f"{named[3]} {named[2]} {named[1]}")
