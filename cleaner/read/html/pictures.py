"""Pictures of a page: which elements are some, and which stand for one and the same."""

from __future__ import annotations

from typing import Any

from cleaner.read.html.addresses import Addresses, file_name
from cleaner.read.html.run import visible

SMALL = 50
"""Sides in pixels up to which a picture in a line is a sign or a formula and stays there; thumbnails begin at about 60."""

EMOJI_CHARS = 12
"""Characters of an emoji at the most: families and flags are made of up to 11."""

_EMOJI_CLASSES = frozenset("emoji smiley wp-smiley emoticon twemoji emojione".split())


class Pictures:
    """The pictures of one page. Pages that load them late hold each twice: without an address, and again in a `<noscript>`.

    doubled: `<noscript>` elements whose picture stands beside them; alone: those that hold the only one."""

    def __init__(self, tree: Any, addresses: Addresses) -> None:
        self._addresses = addresses
        self._stand_ins: dict[Any, Any] = {}
        self.doubled: set[Any] = set()
        self.alone: set[Any] = set()
        for noscript in tree.iter("noscript"):
            image = next(noscript.iter("img"), None)
            if image is not None:
                self._take(noscript, image)

    def _take(self, noscript: Any, image: Any) -> None:
        """Notes whether a `<noscript>` repeats the picture beside it, which may lack its address, or holds the only one."""
        twin = _image_in(noscript.getprevious()) if noscript.getprevious() is not None else None
        if twin is None and noscript.getnext() is not None:
            twin = _image_in(noscript.getnext())
        if twin is None:
            self.alone.add(noscript)
            return
        self.doubled.add(noscript)
        if not self._addresses.picture(twin):
            self._stand_ins[twin] = image

    def of(self, element: Any) -> tuple[str, str]:
        """The address and the description of an image; both are "" where it shows nothing."""
        shown = self._stand_ins.get(element, element)
        address = self._addresses.picture(shown)
        described = " ".join((element.get("alt") or shown.get("alt") or "").split())
        return address, " ".join(visible(described).split())


def _image_in(element: Any) -> Any | None:
    """The picture that an element is, or the only thing that it holds."""
    if element.tag == "img":
        return element
    if not isinstance(element.tag, str) or element.tag == "noscript":
        return None
    inside = element
    while len(inside) == 1 and not (inside.text or "").strip():
        inside = inside[0]
        if inside.tag == "img":
            return inside
    return next(inside.iterchildren("img"), None) if inside.tag == "picture" else None


def is_emoji(element: Any, description: str) -> bool:
    """Whether an image stands for a character, which its description is."""
    if not 0 < len(description) <= EMOJI_CHARS:
        return False
    return not _EMOJI_CLASSES.isdisjoint((element.get("class") or "").split()) or not (
        description.isascii() or any(map(str.isalnum, description))
    )


def is_small(element: Any) -> bool:
    """Whether an image says that it is as small as a letter or a button."""
    sides = [(element.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    return any(side.isascii() and side.isdigit() and int(side[:6]) <= SMALL for side in sides)


def caption(address: str, description: str) -> str:
    """The text that stands for a picture: what describes it, or the name of its file."""
    return description or " ".join(visible(file_name(address)).split()) or "image"
