"""How much a word speaks for prose or for furniture, and what can begin or end at it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from cleaner import phrases
from cleaner.read.characters import PAUSES, QUOTES, spaceless
from cleaner.read.words import OPEN_WORDS


class Word(NamedTuple):
    """plain, behind_low: what it weighs (log-odds for prose), the second when the word above it is in lower case.
    low: it is in lower case. begins, ends: a sentence can begin, end with it. opens: a capital article or pronoun.
    content: in lower case, and no article or preposition that asks for more."""

    plain: float
    behind_low: float
    low: bool
    begins: bool
    ends: bool
    opens: bool = False
    content: bool = False
    caseless: bool = False


# Fitted on the dev pages (logistic regression: is this word in a sentence or in a menu item?), rounded and halved, since
# neighbouring words say much the same. Doubling or halving the costs in `oneline` moves the result by 0.001.
WEIGHTS = {
    "symbol": (-1.1, 0.0),
    "digit": (-1.3, 0.0),
    "capitals": (-1.2, 0.2),
    "capital": (-1.5, 0.0),
    "low": (0.5, 1.6),
    "open": (1.2, 2.2),
    "open capital": (-0.2, 0.8),
    "other": (0.0, 0.5),
    "caseless open": (1.5, 1.5),
    "caseless": (0.2, 0.2),
}
# Those of scripts without capitals are set by invented pages of six languages: menus stay furniture, and no first sentence is lost.
AFTER = {**dict.fromkeys(",;.!?…،؛؟۔।", 1.0), ":": -1.5}
PLAIN_END = -0.5

HEADLINE = 18
SPACELESS_PROSE, SPACELESS_LONG, SPACELESS_SHORT = 0.2, -0.5, -2.0
"""What a stretch of Chinese or Thai weighs: with a comma so much a character, else by whether it is longer than headlines are."""

CACHED = 1 << 15
"""Words whose weight is remembered: a page repeats two of three words, and pages of a site share most."""

_HANGUL = "\uac00", "\ud7a3"

STRIP = "\"'“”‘’«»„()[]{}‹›"

ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Prof St vs etc Jr Sr Inc No bzw ca Nr ul im tzw tzn np г гг др им ул тыс млн млрд руб стр κ κα".split()
)


@lru_cache(CACHED)
def weigh(word: str) -> Word:
    """What `word` says by itself.

    >>> [weigh(word).caseless for word in ("שלום", "€5", "½", "Boats")]
    [True, False, False, False]
    """
    if not word.isascii() and any(map(spaceless, word)):
        return _spaceless(word)
    bare = word.strip(STRIP)
    core = bare.strip(".,;:!?…،؛؟۔।")
    if not core or not any(map(str.isalnum, core)):
        return _sign(word)
    kind, low = _kind(core)
    plain, behind_low = WEIGHTS[kind]
    after = AFTER.get(bare[-1], PLAIN_END)
    ends = bare[-1] in ".!?…؟۔।" and not (bare[-1] == "." and _abbreviates(core, kind))
    return Word(plain + after, behind_low + after, low, not low, ends, kind == "open capital", kind == "low", kind.startswith("caseless"))


def _abbreviates(core: str, kind: str) -> bool:
    """Whether the stop behind a word may be part of it: initials, numbers of a list, U.S., z.B., Dr."""
    return len(core) == 1 or "." in core or (kind == "digit" and len(core) < 3) or core in ABBREVIATIONS


def _kind(core: str) -> tuple[str, bool]:
    first = core[0]
    if first.islower():
        return ("open" if core in OPEN_WORDS else "low"), True
    if first.isupper():
        if core.lower() in OPEN_WORDS:
            return "open capital", False
        return ("capitals" if len(core) > 1 and core.isupper() else "capital"), False
    if first.isalpha():
        return _caseless(core), False
    return ("digit" if first.isdigit() else "other"), False


def _caseless(core: str) -> str:
    """Words of scripts without capitals: only function words tell prose, in Korean the particles at the ends of words."""
    known = _function_words()
    return "caseless open" if core in known or (_HANGUL[0] <= core[-1] <= _HANGUL[1] and core[-1] in known) else "caseless"


@cache
def _function_words() -> frozenset[str]:
    return frozenset(phrases.load().words("words.function"))


def _sign(word: str) -> Word:
    """Signs without letters: those that close a sentence's part belong to it, others stand between menu items."""
    if word[0] in ".!?…":
        return Word(0.0, 0.0, True, False, True)
    if word[0] in ",;:)]”’–—-":
        return Word(0.0, 0.0, True, False, False)
    return Word(*WEIGHTS["symbol"], False, True, False)


def _spaceless(word: str) -> Word:
    """A stretch of a script that puts no spaces between words: with a comma it is a sentence, short it is a menu item."""
    pause = any(map(word.__contains__, PAUSES))
    weight = SPACELESS_PROSE * len(word) if pause else SPACELESS_LONG if len(word) > HEADLINE else SPACELESS_SHORT
    return Word(weight, weight, pause, True, word.rstrip(QUOTES)[-1:] in ("。", "！", "？"))
