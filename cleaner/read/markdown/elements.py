"""What Markdown says of pictures and code, as the elements of which the readers of HTML pages ask it."""

from __future__ import annotations

from collections.abc import Mapping


class Element:
    """An element with attributes, but with nothing in it or around it."""

    __slots__ = ("attrib",)

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.attrib = attributes

    def get(self, name: str) -> str | None:
        return self.attrib.get(name)

    def getparent(self) -> None:
        return None

    def iter(self, *names: str) -> tuple[()]:
        return ()

    def iterchildren(self, *names: str) -> tuple[()]:
        return ()
