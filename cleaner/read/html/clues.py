"""What an HTML page says of itself beside its text: clues from JSON-LD, `<meta>`, microdata, class names and its address.

They contradict each other, and none is believed here: composing weighs them, together with what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.model import Clue
from cleaner.read.addressed import day_in
from cleaner.read.html.addresses import Addresses
from cleaner.read.html.heads import head_clues
from cleaner.read.html.jsonld import entity_clues, plain_address
from cleaner.read.html.named import body_clues
from cleaner.read.html.run import visible

_ADDRESS_FIELDS = frozenset(("image",))


def clues(tree: Any, url: str | None) -> tuple[Clue, ...]:
    """The clues of a page, those of the head first. tree: the page as parsed. url: its address, if known.

    Addresses are absolute where they can be resolved; those that nobody should follow are left out."""
    addresses = Addresses(tree, url)
    head = list(head_clues(tree, addresses))
    own = [clue.value for clue in head if clue.field == "url"]
    named = {plain_address(address) for address in (*own, url or "")} - {""}
    titles = " ".join([clue.value for clue in head if clue.field == "title"])
    facts = [_absolute(clue, addresses) for clue in entity_clues(list(_scripts(tree)), sorted(named), titles)]
    days = [day for address in (url or "", *own) for day in day_in(address)]
    found = [*head, *facts, *days[:1], *body_clues(tree, titles)]
    return tuple(dict.fromkeys(clue for clue in map(_visible, found) if clue.value))


def _visible(clue: Clue) -> Clue:
    """A clue without what nobody sees, as all text of a page: entities and escapes of JSON bring controls in behind the reader's back."""
    value = clue.value
    return clue if value.isascii() and value.isprintable() else clue._replace(value=" ".join(visible(value).split()))


def _scripts(tree: Any) -> Iterator[str]:
    """The page's JSON-LD, also where a framework wrote it into a `<meta>` named after the script's type."""
    for element in tree.iter("script", "meta"):
        kind = element.get("type") if element.tag == "script" else element.get("name")
        text = element.text if element.tag == "script" else element.get("content")
        if kind and text and "ld+json" in kind.lower():
            yield text


def _absolute(clue: Clue, addresses: Addresses) -> Clue:
    return clue._replace(value=addresses.link(clue.value)) if clue.field in _ADDRESS_FIELDS else clue
