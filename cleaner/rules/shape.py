"""Shape: what a block looks like by itself: its length, its punctuation, its capitals, its function words."""

from __future__ import annotations

from cleaner.rules.evidence import HEAD, Evidence
from cleaner.rules.columns import capped
from cleaner.rules.rule import YES_NO, Rule, Scale, cross

SENTENCE_ENDS = tuple(".!?\"”’»…。！？」』”):;：；।؟")
"""What a sentence can end with; colons are told apart by `shape.end`."""
_FULL_STOPS = tuple(".!?。！？।؟")
_CLOSERS = tuple("\"”’»」』)]'“")
_LENGTHS = Scale(2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 45, 70, 110)
_SIZES = Scale(4, 10, 25)
_SHARES = Scale(5, 15, 25, 35, 45, 60, 80)
_COMMAS = Scale(1, 2, 4, 8)
_SENTENCES = Scale(1, 2, 3, 5, 8)
_NUMBERS = Scale(1, 2, 3, 5)
_LETTERS = Scale(3, 4, 5, 6, 7, 9, 12)


def _words(evidence: Evidence) -> bytes:
    return _LENGTHS(evidence.lengths)


def _size(evidence: Evidence) -> bytes:
    return _SIZES(evidence.lengths)


WORDS = Rule("shape.words", "How many words: furniture is short, paragraphs are long.", _LENGTHS.labels, _words)
SIZE = Rule("shape.size", "Words in four sizes, to be seen together with other rules.", _SIZES.labels, _size)

_END_LABELS = ("word", "stop", "closer", "colon", "ellipsis", "comma", "question")


def _end_of(text: str) -> int:
    if text[-1].isalnum():
        return 0
    if text.endswith(("...", "…")):
        return 4
    if text[-1] in "?？؟":
        return 6
    if text.endswith(_FULL_STOPS):
        return 1
    if text.endswith(_CLOSERS):
        return 1 if text[-2:-1] in ".!?。！？।؟," else 2
    if text[-1] in ":：":
        return 3
    return 5 if text[-1] in ",，、;；" else 0


def _end(evidence: Evidence) -> bytes:
    return bytes([0 if text[-1].isalnum() else _end_of(text) for text in evidence.texts])


END = Rule("shape.end", "How it ends: sentences end with a stop, menu items with a word.", _END_LABELS, _end)

_START_LABELS = ("other", "lower", "upper", "digit", "quote", "bracket", "bar")


def _start_of(char: str) -> int:
    if char.islower():
        return 1
    if char.isupper():
        return 2
    if char.isdigit():
        return 3
    if char in "\"“”‘’'«»„「『":
        return 4
    return 5 if char in "([{（【" else 6 if char in "|/»›>·•-–—" else 0


_STARTS: dict[str, int] = {chr(code): _start_of(chr(code)) for code in range(0x20, 0x2FF)}


def _start(evidence: Evidence) -> bytes:
    known = _STARTS.get
    return bytes([_start_of(text[0]) if (start := known(text[0])) is None else start for text in evidence.texts])


START = Rule("shape.start", "What it starts with: a lower-case start is the rest of a broken line.", _START_LABELS, _start)


def _function_share(evidence: Evidence) -> bytes:
    known = evidence.function_words.intersection
    return _SHARES(bytes([100 * len(known(head)) // len(head) if head else 0 for head in evidence.heads]))


FUNCTION = Rule("shape.function-words", "Share of function words (the, of, und, не): prose is full of them, menus are not.", _SHARES.labels, _function_share)


def _lower_share(evidence: Evidence) -> bytes:
    shares = []
    for text in evidence.texts:
        words = text.split(" ", HEAD)[:HEAD]
        shares.append(100 * sum(map(str.islower, words)) // len(words))
    return _SHARES(bytes(shares))


LOWER = Rule("shape.lower-case", "Share of words in lower case: headlines and menus capitalise.", _SHARES.labels, _lower_share)


def _commas(evidence: Evidence) -> bytes:
    if evidence.spaceless:
        return _COMMAS(capped([text.count(",") + text.count("，") + text.count("、") for text in evidence.texts]))
    return _COMMAS(capped([text.count(",") for text in evidence.texts]))


COMMAS = Rule("shape.commas", "How many commas: prose has them, furniture seldom.", _COMMAS.labels, _commas)


def _sentences(evidence: Evidence) -> bytes:
    if evidence.spaceless:
        return _SENTENCES(capped([text.count(". ") + text.count("。") + text.count("！") + text.count("？") + (text[-1] == ".") for text in evidence.texts]))
    return _SENTENCES(capped([text.count(". ") + text.count("? ") + text.count("! ") + (text[-1] in ".!?") for text in evidence.texts]))


SENTENCES = Rule("shape.sentences", "How many sentences: a paragraph has several.", _SENTENCES.labels, _sentences)


def _numbers(evidence: Evidence) -> bytes:
    return _NUMBERS(capped([text.count("0") for text in evidence.folded]))


NUMBERS = Rule("shape.numbers", "How many numbers: counters, dates, prices and page links are made of them.", _NUMBERS.labels, _numbers)


def _letters(evidence: Evidence) -> bytes:
    return _LETTERS(capped([len(text) // (text.count(" ") + 1) for text in evidence.texts]))


LETTERS = Rule("shape.word-length", "Mean length of its words: file names and addresses have long ones.", _LETTERS.labels, _letters)


def _flags(characters: str, name: str, doc: str) -> Rule:
    def measure(evidence: Evidence) -> bytes:
        texts = evidence.texts
        present = [char for char in characters if any(char in text for text in texts)]
        if not present:
            return bytes(len(texts))
        return bytes([any([char in text for char in present]) for text in texts])

    return Rule(name, doc, YES_NO, measure)


BAR = _flags("|»›", "shape.bar", "Bars and arrows part menu items and breadcrumbs.")


def _upper(evidence: Evidence) -> bytes:
    return bytes([text.isupper() for text in evidence.texts])


UPPER = Rule("shape.upper-case", "All in capitals: buttons and section names.", YES_NO, _upper)

_ADDRESS_LABELS = ("none", "web", "mail")


def _address_of(text: str) -> int:
    if "@" in text:
        return 2
    return 1 if "http" in text or "www." in text or ".com" in text else 0


def _address(evidence: Evidence) -> bytes:
    return bytes([_address_of(text) if "." in text or "@" in text else 0 for text in evidence.texts])


ADDRESS = Rule("shape.address", "Web and mail addresses and handles.", _ADDRESS_LABELS, _address)

_MARKER_LABELS = ("none", "bullet", "number", "table", "heading")


def _marker(evidence: Evidence) -> bytes:
    kinds = {"paragraph": 0, "item": 1, "table": 3, "heading": 4}
    return bytes([2 if block[5] and block[5][0].isdigit() else kinds[block[1]] for block in evidence.blocks])


MARKER = Rule("shape.marker", "List items and table rows: menus are lists, articles have some.", _MARKER_LABELS, _marker)

_PAIRS_LABELS = ("none", "curly", "straight")


def _quotes(evidence: Evidence) -> bytes:
    return bytes([1 if "“" in text or "«" in text or "„" in text or "「" in text else 2 if '"' in text else 0 for text in evidence.texts])


QUOTES = Rule("shape.quotes", "Quoted speech stands in articles and their teasers.", _PAIRS_LABELS, _quotes)

SHAPE = (
    WORDS,
    cross(SIZE, END),
    cross(SIZE, START),
    cross(SIZE, FUNCTION),
    cross(SIZE, LOWER),
    cross(SIZE, COMMAS),
    cross(SIZE, NUMBERS),
    cross(SIZE, LETTERS),
    cross(SIZE, MARKER),
    cross(SIZE, QUOTES),
    SENTENCES,
    cross(FUNCTION, LOWER),
    cross(END, START),
    cross(SIZE, BAR),
    UPPER,
    cross(SIZE, ADDRESS),
)
"""The shape rules, in the order of the reference."""
