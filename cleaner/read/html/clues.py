"""What an HTML page says of itself beside its text: clues from JSON-LD, `<meta>`, microdata, class names and its address.

They contradict each other, and none is believed here: composing weighs them, together with what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.model import Clue
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.heads import head_clues
from cleaner.read.html.jsonld import entity_clues, plain_address
from cleaner.read.html.named import body_clues

_DAY_IN_PATH = re.compile(r"/(20[0-4]\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_MONTH_IN_PATH = re.compile(r"/(20[0-4]\d|19[89]\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$)")
_ADDRESS_FIELDS = frozenset(("image",))


def clues(tree: Any, url: str | None) -> tuple[Clue, ...]:
    """The clues of a page, those of the head first. tree: the page as parsed. url: its address, if known.

    Addresses are absolute where they can be resolved; those that nobody should follow are left out."""
    addresses = Addresses(tree, url)
    head = list(head_clues(tree, addresses))
    own = [clue.value for clue in head if clue.field == "url"]
    named = {plain_address(address) for address in (*own, url or "")} - {""}
    titles = " ".join([clue.value for clue in head if clue.field == "title"])
    scripts = [script.text for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower() and script.text]
    facts = [_absolute(clue, addresses) for clue in entity_clues(scripts, sorted(named), titles)]
    days = [day for address in (url or "", *own) for day in _day_in(address)]
    found = [*head, *facts, *days[:1], *body_clues(tree, titles)]
    return tuple(dict.fromkeys(clue for clue in found if clue.value))


def _absolute(clue: Clue, addresses: Addresses) -> Clue:
    return clue._replace(value=addresses.link(clue.value)) if clue.field in _ADDRESS_FIELDS else clue


def _day_in(address: str) -> Iterator[Clue]:
    """The day in an address such as /2024/05/17/night-ferry or /2024/may/17/night-ferry."""
    found = _DAY_IN_PATH.search(address)
    if found:
        yield Clue("date", "url", "-".join(found.groups()))
    elif named := _MONTH_IN_PATH.search(address):
        yield Clue("date", "url", f"{named[3]} {named[2]} {named[1]}")
