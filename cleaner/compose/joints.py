"""What stands between two pieces of a paragraph that the reader cut."""

from __future__ import annotations

from collections.abc import Sequence


def run_on(texts: Sequence[str]) -> str:
    """Sentences as one paragraph.

    >>> run_on(["One.", "Two."]), run_on(["一。", "二。"])
    ('One. Two.', '一。二。')
    """
    joined = texts[0]
    for text in texts[1:]:
        joined += joint(joined, text) + text
    return joined


def joint(before: str, after: str) -> str:
    """A space, or "" where both sides are of a script that writes none."""
    return "" if _is_wide(before[-1]) and _is_wide(after[0]) else " "


def _is_wide(char: str) -> bool:
    """Whether a character is of a script without spaces, or of its punctuation."""
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
