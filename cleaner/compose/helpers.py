"""Those who helped with an article and did not write it: photographers, translators, editors, by the label before their names."""

from __future__ import annotations

from functools import cache

from cleaner import phrases

_EDGE = " :：|/／-–—•·."
_AND = frozenset("and und et y e en i och og ja și és a ve и та και".split())
"""Between two labels: who took the photographs wrote, too ("Words and photographs by")."""

LABEL_WORDS = 3
"""Words of the longest label that is looked for at the end of a text ("medically reviewed by")."""


def is_helper(label: str) -> bool:
    """Whether a label, whole, stands before the name of somebody who helped.

    >>> is_helper("Photographs by"), is_helper("Translation:"), is_helper("Written by"), is_helper("Story and photographs by")
    (True, True, False, False)
    """
    return label.strip(_EDGE).casefold() in _helpers()


def ends_with_helper(text: str) -> bool:
    """Whether a text ends with such a label, and no "and" before it says that who wrote is meant as well.

    >>> ends_with_helper("the quay in May. Photographs by"), ends_with_helper("Words and photographs by"), ends_with_helper("By")
    (True, False, False)
    """
    words = text.rstrip(_EDGE).split()
    for count in range(min(LABEL_WORDS, len(words)), 0, -1):
        if is_helper(" ".join(words[-count:])):
            return len(words) == count or words[-count - 1].casefold() not in _AND
    return False


@cache
def _helpers() -> frozenset[str]:
    """The labels as they are written and without accents: looking them up so is ten times as fast as folding each text."""
    words = sorted(phrases.load().words("words.helper"))
    return frozenset([*map(str.casefold, words), *phrases.fold_lines(words)])
