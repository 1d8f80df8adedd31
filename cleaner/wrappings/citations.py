"""Numbers in angle brackets, `News⟨12⟩`, and the list of their addresses under the page: what crawlers write instead of links."""

from __future__ import annotations

import re

SIGN = "⟨1⟩"
FEWEST = 5
"""Numbers that a page has at least: each new one is the next one, as the program counted. Those of formulas ("⟨0⟩ and ⟨1⟩") are few."""

_NUMBER = r"⟨(\d{1,5})⟩"
_IMAGE = r"!\[[^\]\n]*⟨\d{1,5}⟩\]"
_TITLE = "\n## References"
_LIST = r"[ \t]*+\n\s*+(?:⟨\d{1,5}⟩ [^\n]*+\s*+)++\Z"


def strip(text: str) -> str:
    r"""The text without such numbers, pictures with them and their list, line for line; the text itself where it has none.

    >>> menu = " ".join(f"Item⟨{at}⟩" for at in range(1, 6))
    >>> strip(menu + "\nSee Item⟨1⟩.\n\n## References\n\n⟨1⟩ /a\n⟨2⟩ /b\n"), strip("The states ⟨0⟩ and ⟨1⟩")
    ('Item Item Item Item Item\nSee Item.\n\n\n\n\n\n', 'The states ⟨0⟩ and ⟨1⟩')
    """
    if SIGN not in text or not _is_counted(text):
        return text
    title = text.rfind(_TITLE)
    listed = title >= 0 and re.compile(_LIST).match(text, title + len(_TITLE))
    end = title if listed else len(text)
    body = re.sub(_NUMBER, "", re.sub(_IMAGE, "", text[:end]))
    return body + "\n" * text.count("\n", end)


def _is_counted(text: str) -> bool:
    """Whether the numbers count up from 1; old ones may come again."""
    most = 0
    for number in re.finditer(_NUMBER, text):
        if int(number[1]) > most + 1:
            return False
        most = max(most, int(number[1]))
    return most >= FEWEST
