"""Bytes in an unknown legacy encoding -> the name of that encoding.

The question is not "which bytes are these?" but "in which encoding do these bytes spell a language?": every
encoding that the web uses is tried, and the one whose text is made of the letters of one language wins. Letters
between which the languages of one encoding differ (é or č, ł or ³) decide even in a short text.

charset-normalizer, held to the same encodings, was measured first: of 1,442 pieces (60 to 6,000 characters) of pages in
six languages it read 91% right, this 99%; of the short texts in fixtures/load/encodings.txt 55 of 101, this all. It takes
windows-1252 for windows-1250 (French, Italian, Swedish ...), and its answers may change with its version.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

from cleaner.charset.alphabets import CJK_SYMBOLS, ENCODINGS, READ_AS, SYMBOLS, UNICODE, Encoding, Language

SAMPLE = 6_000
"""Bytes that are looked at: 2,000 do as well as 20,000 on pages of six languages, but for letters as rare as the Greek Ά."""

ASCII = bytes(range(0x80))

COMMON, LETTER, SYMBOL, FOREIGN, STRANGE, BROKEN = 1.0, 0.5, 0.2, -0.4, -1.0, -2.0
CAPITAL, EVERYDAY = 0.95, 0.7
"""How much a character speaks for an encoding: a common letter of the language, another letter of it, a quote or the like,
a letter of another language, something else, what no text has; a capital (times its letter), an everyday ideograph. Not
fitted: with any one of them 0.1 higher or lower, at most one of the texts in fixtures/load/encodings.txt comes out wrong."""

WORDS_OF_ONE_LETTER = "àâáéèêíìóòôøåőÀÁÉÈÍÓØÅ"
NOTHING = re.compile(r"(?!)")

LATIN_ENCODINGS = tuple(encoding for encoding in ENCODINGS if encoding.latin)

HIGH = re.compile(rb"[\x80-\x9f\xa1-\xff]")
HIGH_RUN = re.compile(rb"[\x80-\x9f\xa1-\xff]{3,}")
RUN_SHARE = 0.2
"""Share of the bytes beyond ASCII that stand three in a row: up to 0.3 in Latin letters (a Czech line), from 0.25 (a menu
in Big5) in other scripts. Below, the script is Latin, however well a curly quote and the letter behind it make a Japanese
character; above, the letters decide."""


TRUST = 0.15
"""How much less a character may be worth in the encoding that a page says it is in. Between encodings that differ in a few letters
it is up to 0.1, while a page read in the encoding of another script loses 0.5 and more."""


def detect(data: bytes, said: str | None = None) -> Encoding:
    """The encoding in which these bytes, which are not UTF-8, read best. said: the codec that a page names, believed when in doubt.

    >>> detect("Die Brücke bleibt gesperrt".encode("cp1252")).name
    'windows-1252'
    >>> detect("Паром не ходит".encode("koi8-r")).name
    'koi8-r'
    """
    sample = _sample(data)
    high = len(HIGH.findall(sample))
    in_runs = sum(map(len, HIGH_RUN.findall(sample)))
    candidates = ENCODINGS if in_runs > RUN_SHARE * high else LATIN_ENCODINGS
    best = BROKEN, 0
    for worth, place in sorted(((_worth(sample, encoding), -place) for place, encoding in enumerate(candidates)), reverse=True):
        if worth < best[0]:  # slips only make it less: none of the rest can win
            break
        best = max(best, (worth + STRANGE * _slip_share(sample, candidates[-place]), place))
    asked = next((encoding for encoding in ENCODINGS if encoding.codec == said), None)
    if asked and _worth(sample, asked) + STRANGE * _slip_share(sample, asked) >= best[0] - TRUST:
        return asked
    return candidates[-best[1]]


def is_known(codec: str) -> bool:
    """Whether a codec is among those that are told apart by their letters."""
    return any(encoding.codec == codec for encoding in ENCODINGS)


def named(name: str) -> tuple[str, str] | None:
    """Codec and web name for the name of an encoding, None if there is none. The codec may be a superset.

    >>> named("Latin-1"), named("utf8"), named("klingon"), named("punycode")
    (('cp1252', 'windows-1252'), ('utf-8', 'utf-8'), None, None)
    """
    known = next((encoding for encoding in ENCODINGS if encoding.name == name.lower()), None)
    if known:  # Python has no windows-874
        return known.codec, known.name
    try:
        b"\xe9".decode(name, "replace")  # refuses codecs that do not make text of bytes (base64), or not of any bytes (punycode)
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    codec = READ_AS.get(codec, codec)
    return codec, next((encoding.name for encoding in ENCODINGS if encoding.codec == codec), codec)


def like(name: str) -> str | None:
    """The known name of an encoding that is most like this one."""
    from difflib import get_close_matches

    matches = get_close_matches(name.lower().replace("_", "-"), [*(encoding.name for encoding in ENCODINGS), *UNICODE], n=1)
    return matches[0] if matches else None


def _sample(data: bytes) -> bytes:
    """The first lines that hold bytes beyond ASCII. Begins with a whole character; the last one may be cut."""
    start = _ascii_length(data)
    lines = data[max(0, start - 20) : start + 100 * SAMPLE].replace(b"\r", b"\n").split(b"\n")
    return b"\n".join(line[max(0, _ascii_length(line) - 20) :] for line in lines if not line.isascii())[:SAMPLE]


def _ascii_length(data: bytes) -> int:
    """How many bytes of ASCII the data begins with."""
    return len(data) - len(data.lstrip(ASCII))


def _read(sample: bytes, encoding: Encoding) -> tuple[str, list[tuple[str, int]], int]:
    """The sample in an encoding; the characters beyond ASCII and how often each stands there; how many these are in all."""
    text = codecs.getincrementaldecoder(encoding.codec)("replace").decode(sample)
    counts = [(char, count) for char, count in Counter(text).items() if char > "\x7f"]
    return text, counts, max(1, sum(count for _, count in counts))


def _worth(sample: bytes, encoding: Encoding) -> float:
    """What a character beyond ASCII is worth, on average, read as the language that suits best."""
    _, counts, total = _read(sample, encoding)
    unknown = FOREIGN if encoding.lead else STRANGE
    return max(sum(count * weights.get(char, unknown) for char, count in counts) for weights in _weights(encoding)) / total


def _slip_share(sample: bytes, encoding: Encoding) -> float:
    """Slips for each character beyond ASCII."""
    text, _, total = _read(sample, encoding)
    return len(_slips(encoding).findall(text)) / total


@cache
def _weights(encoding: Encoding) -> tuple[dict[str, float], ...]:
    """For each language of the encoding, what the characters of that encoding are worth; what isn't in it is STRANGE."""
    shared = dict.fromkeys(CJK_SYMBOLS, EVERYDAY) | _everyday(encoding) if encoding.lead else dict.fromkeys(SYMBOLS, SYMBOL)
    shared |= dict.fromkeys(map(chr, (*range(0x80, 0xA0), 0xFFFD)), BROKEN)
    for language in encoding.languages:
        shared |= dict.fromkeys(_letters(language), FOREIGN) if not encoding.lead else {}
    return tuple(
        shared
        | dict.fromkeys(_capitals(language.letters), CAPITAL * LETTER)
        | dict.fromkeys(_capitals(language.common), CAPITAL * COMMON)
        | dict.fromkeys(language.letters, LETTER)
        | dict.fromkeys(language.common, COMMON)
        for language in encoding.languages
    )


def _capitals(letters: str) -> str:
    return "".join(letter.upper() for letter in letters if len(letter.upper()) == 1)


def _letters(language: Language) -> str:
    letters = language.common + language.letters
    return letters + _capitals(letters)


def _everyday(encoding: Encoding) -> dict[str, float]:
    """The everyday ideographs or syllables of an East Asian encoding, which lists them apart from the rare ones."""
    assert encoding.lead
    pairs = (bytes((lead, trail)) for lead in range(encoding.lead[0], encoding.lead[1] + 1) for trail in encoding.trail)
    return dict.fromkeys(b"".join(pairs).decode(encoding.codec, "ignore"), EVERYDAY)


@cache
def _slips(encoding: Encoding) -> re.Pattern[str]:
    """Finds what no language does: a capital after a small letter, two scripts in one word, a lone ť, a digit on a letter."""
    if encoding.lead:
        return NOTHING
    letters = "".join(sorted({char for language in encoding.languages for char in _letters(language)}))
    small, capital = ("".join(filter(case, letters)) for case in (str.islower, str.isupper))
    slips = [f"[{letters}][0-9]"] + [f"[a-z{small}][{capital}]"] * bool(capital)
    if encoding.latin:
        return re.compile("|".join([*slips, rf"(?<!\w)[{letters}](?<![{WORDS_OF_ONE_LETTER}])(?!\w)"]))
    return re.compile("|".join([*slips, f"[A-Za-z][{letters}]", f"[{letters}][A-Za-z]"]))
