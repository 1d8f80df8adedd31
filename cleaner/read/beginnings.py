"""Where the sentences of a page on one line begin, when prose was entered too late.

The cheapest way through the words enters prose at the last capital above words in lower case; a name, an article or a number before it
belongs to the sentence, too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from cleaner.read.weight import Word
from cleaner.read.words import OPEN_WORDS

REACH = 5
"""Words of a name at the beginning of a sentence."""

PHRASE = 8
"""Words that are looked at for the beginning of a sentence that was entered too late. On the dev pages what a step back brings in before
kept text is all kept text behind a word that asks for more in 95 of 100 places, before a bracket in 94, behind a comma in 98, before a
number in 94, before a surname with a comma in 90; behind the year above an article, where names, topics and "Share" stand, in 44 only."""

SENTENCE, LABELS = 24, ":：)]"
"""Words of a sentence without capitals that are looked at for its beginning, and what a word before it ends with."""

MONEY = "$€£"
LOGS = frozenset(("Log", "Sign"))
"""Words of menu items that end with a word that would ask for more: "Log in"."""


def from_beginnings(stretches: list[tuple[int, int, bool]], words: list[str], infos: list[Word]) -> Iterator[tuple[int, int, bool]]:
    """The same stretches, where a sentence begins with its article ("The Harley Medical Group claims") or with what else it must have
    begun with, not with its last capital."""
    start = 0
    for place, (_, end, prose) in enumerate(stretches):
        if not prose and place + 1 < len(stretches):
            back = range(end - 1, max(end - REACH, start), -1)
            end = _beginning(words, infos, start, next((index for index in back if infos[index].opens), end))
            end = _caseless_beginning(words, infos, start, end)
        if end > start:
            yield start, end, prose
        start = end


def _beginning(words: list[str], infos: list[Word], start: int, end: int) -> int:
    """Where the sentence must have begun that prose is entered in at `end`.

    >>> from cleaner.read.weight import weigh
    >>> words = "Print Share Employees of Maple Leaf Foods (MLF) clean".split()
    >>> _beginning(words, [weigh(word) for word in words], 0, 7), _beginning(words, [weigh(word) for word in words], 0, 2)
    (2, 2)
    """
    while end > start:
        begun = _one_back(words, infos, max(start, end - PHRASE), end)
        if begun == end:
            break
        end = begun
    return end


def _caseless_beginning(words: list[str], infos: list[Word], start: int, end: int) -> int:
    """Where a sentence can have begun in a script without capitals, which no word tells: behind a number, a sign, a label or a stop above.
    Behind a stop, the sentence that it ends is taken, too.

    >>> from cleaner.read.weight import weigh
    >>> words = "12:40 נועה ברקאי בכל יום שלישי".split()
    >>> _caseless_beginning(words, [weigh(word) for word in words], 0, 4)
    1
    """
    above = range(end - 1, max(end - SENTENCE, start) - 1, -1) if infos[end].caseless else ()

    def within(index: int) -> bool:
        return infos[index].caseless and words[index][-1] not in LABELS and (index == end - 1 or not infos[index].ends)

    return min(takewhile(within, above), default=end)


def _one_back(words: list[str], infos: list[Word], start: int, end: int) -> int:
    """No sentence begins behind a word that asks for more or a comma, nor with a bracket, a number or a surname: the place of the capital
    above, or of as many as a bracket abbreviates; `end` itself where nothing is missing or no capital is near."""
    first, above = words[end], words[end - 1]
    amount = first[0].isdigit() or first[0] in MONEY
    if above in OPEN_WORDS or (above[0].islower() and (amount or first[0] == "(") and not infos[end - 1].ends):
        place = next((index for index in range(end - 1, start - 1, -1) if not words[index][0].islower()), end)
        asked = _goes_on(words[place], infos[place]) and words[place][-1] != "," and words[place] not in LOGS
        return place if asked else end
    if not _goes_on(above, infos[end - 1]):
        return end
    if first[0] == "(":
        named = max(sum(map(str.isupper, first)), 1)
        return min(takewhile(lambda index: _goes_on(words[index], infos[index]), range(end - 1, max(end - named, start) - 1, -1)))
    surname = first[0].isupper() and first[-1] == ","
    opened = infos[end - 1].opens and not infos[end].opens
    counted = amount and not first[:4].isdigit()  # behind a capital a year ends a date, which no sentence begins with
    return end - 1 if counted or surname or opened or above[-1] == "," else end


def _goes_on(word: str, info: Word) -> bool:
    """Whether a sentence can go on behind a word with a capital."""
    return word[0].isupper() and not info.ends and word[-1] not in ":;"
