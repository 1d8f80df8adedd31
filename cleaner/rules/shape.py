"""Shape: what a block looks like by itself: its length, its punctuation, its capitals, its function words."""

from __future__ import annotations

from cleaner.rules.columns import capped
from cleaner.rules.rule import YES_NO, Scale, TextRule, cross_texts
from cleaner.rules.texts import ASCII, HEAD, Texts

SENTENCE_ENDS = tuple('.!?"”’»…。！？」』”):;：；।؟۔')
"""What a sentence can end with; colons are told apart by `shape.end`."""
_FULL_STOPS = tuple(".!?。！？।؟۔")
_CLOSERS = tuple("\"”’»」』)]'“")
_LENGTHS = Scale(2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 45, 70, 110)
_SIZES = Scale(4, 10, 25)
_SHARES = Scale(5, 15, 25, 35, 45, 60, 80)
_COMMAS = Scale(1, 2, 4, 8)
_SENTENCES = Scale(1, 2, 3, 5, 8)
_NUMBERS = Scale(1, 2, 3, 5)
_LETTERS = Scale(3, 4, 5, 6, 7, 9, 12)


def _words(texts: Texts) -> bytes:
    return _LENGTHS(texts.lengths)


def sizes(lengths: bytes) -> bytes:
    """The size of each block or text, by its words."""
    return _SIZES(lengths)


def _size(texts: Texts) -> bytes:
    return sizes(texts.lengths)


WORDS = TextRule("shape.words", "How many words: furniture is short, paragraphs are long.", _LENGTHS.labels, _words)
SIZE = TextRule("shape.size", "Words in four sizes, to be seen together with other rules.", _SIZES.labels, _size)

_END_LABELS = ("word", "stop", "closer", "colon", "ellipsis", "comma", "question")


_THAI = "\u0e00", "\u0e7f"
_SAID = 25
"""Characters from which a text that ends in Thai, which has no stops, can end with a sentence: menu items are shorter. Of 91 paragraphs of
two invented pages in seven dumps 8 are lost with 25, 11 with 40 and 13 where none ends so."""


def _end_of(text: str) -> int:
    if _THAI[0] <= text[-1] <= _THAI[1]:
        return int(len(text) >= _SAID)
    if text[-1].isalnum():
        return 0
    if text.endswith(("...", "…")):
        return 4
    if text[-1] in "?？؟":
        return 6
    if text.endswith(_FULL_STOPS):
        return 1
    if text.endswith(_CLOSERS):
        return 1 if text[-2:-1] in ".!?。！？।؟۔," else 2
    if text[-1] in ":：":
        return 3
    return 5 if text[-1] in ",，、،;；؛" else 0


_ENDS = {char: _end_of(char) for char in map(chr, range(0x20, 0x2FF)) if char != "." and char not in _CLOSERS}
"""What a text ends with by its last character, where nothing before it matters."""


def _end(texts: Texts) -> bytes:
    known, rows = _ENDS.get, zip(texts.texts, texts.lasts, strict=True)
    stops = [(4 if text[-3:] == "..." else 1) if last == "." else known(last) for text, last in rows]
    return bytes([_end_of(text) if end is None else end for text, end in zip(texts.texts, stops, strict=True)])


END = TextRule("shape.end", "How it ends: sentences end with a stop, menu items with a word.", _END_LABELS, _end)

_START_LABELS = ("other", "lower", "upper", "digit", "quote", "bracket", "bar")


_CASELESS = (("\u0590", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u1200", "\u139f"), ("\uac00", "\ud7a3"))
"""Scripts without capitals whose words are counted: Hebrew, Arabic, those of India, Thai and its neighbours, Ethiopic, Hangul. What begins
with them is read as if it began with a capital, as lines in other scripts do: no case says nothing, where a page in Latin letters without
one is odd."""


def _caseless(char: str) -> bool:
    return char >= _CASELESS[0][0] and char.isalpha() and any(first <= char <= last for first, last in _CASELESS)


def _start_of(char: str) -> int:
    if char.islower():
        return 1
    if char.isupper() or _caseless(char):
        return 2
    if char.isdigit():
        return 3
    if char in "\"“”‘’'«»„「『":
        return 4
    return 5 if char in "([{（【" else 6 if char in "|/»›>·•-–—" else 0


class _Starts(dict[str, int]):
    """What a first character is, worked out when it is first met."""

    def __missing__(self, char: str) -> int:
        self[char] = start = _start_of(char)
        return start


_STARTS = _Starts()


def _start(texts: Texts) -> bytes:
    return bytes(map(_STARTS.__getitem__, [text[0] for text in texts.texts]))


START = TextRule("shape.start", "What it starts with: a lower-case start is the rest of a broken line.", _START_LABELS, _start)


def _function_share(texts: Texts) -> bytes:
    known = texts.function_words.intersection
    return _SHARES(bytes([100 * len(known(head)) // len(head) if head else 0 for head in texts.heads]))


FUNCTION = TextRule(
    "shape.function-words", "Share of function words (the, of, und, не): prose is full of them.", _SHARES.labels, _function_share
)


_FEW = 6
"""Kinds of capitals beyond ASCII up to which each is looked for."""
_BUT_CAPITALS = bytes(code for code in range(256) if not 65 <= code <= 90)
_BUT_LINED_CAPITALS = _BUT_CAPITALS.replace(b"\n", b"")


def _capitals(texts: Texts) -> list[int]:
    """Capital letters at the start of each text. In one pass over the page's bytes, in which the few of other alphabets are an A, as É is;
    where they are many, as on pages in Greek or Russian, these are counted text by text."""
    others = [char for char in texts.characters if char.isupper()]
    few = [char.encode() for char in others] if len(others) <= _FEW else []

    def plain(utf8: bytes) -> bytes:
        for char in few:
            utf8 = utf8.replace(char, b"A")
        return utf8

    lines = plain(texts.page).translate(None, _BUT_LINED_CAPITALS).split(b"\n")
    if len(lines) != texts.size:  # of HTML, some texts have several lines
        lines = [plain(text.encode(errors="replace")).translate(None, _BUT_CAPITALS) for text in texts.starts]
    counts = list(map(len, lines))
    for i in texts.beyond if len(others) > len(few) else ():
        counts[i] += sum(map(str.isupper, texts.starts[i].encode(errors="replace").translate(None, ASCII).decode()))
    for i in texts.beyond if any(map(_caseless, texts.characters)) else ():
        counts[i] += _caseless(texts.starts[i][0])
    return counts


def _capital_share(texts: Texts) -> bytes:
    rows = zip(_capitals(texts), texts.starts, texts.words, strict=True)
    return _SHARES(capped([100 * count // (words if words < HEAD else text.count(" ") + 1) if count else 0 for count, text, words in rows]))


CAPITALS = TextRule("shape.capitals", "Capital letters a hundred words: headlines and menus capitalise.", _SHARES.labels, _capital_share)


def _commas(texts: Texts) -> bytes:
    if texts.spaceless:
        return _COMMAS(capped([text.count(",") + text.count("，") + text.count("、") for text in texts.texts]))
    return _COMMAS(capped([text.count(",") if "," in text else 0 for text in texts.texts]))


COMMAS = TextRule("shape.commas", "How many commas: prose has them, furniture seldom.", _COMMAS.labels, _commas)


_STOPS = ".!?。！？।؟۔"
_SPACED_STOPS = "।؟۔"
"""Stops of Hindi and Bengali, Arabic and Persian, Urdu, behind which a space stands."""


def _sentences(texts: Texts) -> bytes:
    rows = zip(texts.texts, texts.lasts, texts.words, strict=True)
    counts = [text.count(". ") + (last in ".!?") if words > 4 else last in _STOPS for text, last, words in rows]
    for sign in "?!":
        for i in [i for i, text in enumerate(texts.texts) if sign in text]:
            if texts.words[i] > 4:
                counts[i] += texts.texts[i].count(f"{sign} ")
    for i in texts.beyond:
        text = texts.texts[i]
        if texts.words[i] > 4:
            counts[i] += text.count("。") + text.count("！") + text.count("？")
    for sign in [sign for sign in _SPACED_STOPS if sign in texts.characters]:
        for i in texts.beyond:
            if texts.words[i] > 4:
                counts[i] += texts.texts[i].count(f"{sign} ") + (texts.lasts[i] == sign)
    return _SENTENCES(capped(counts))


SENTENCES = TextRule("shape.sentences", "How many sentences: a paragraph has several.", _SENTENCES.labels, _sentences)


def _numbers(texts: Texts) -> bytes:
    return _NUMBERS(capped([text.count("0") for text in texts.folded]))


NUMBERS = TextRule("shape.numbers", "How many numbers: counters, dates, prices and page links are made of them.", _NUMBERS.labels, _numbers)


def _letters(texts: Texts) -> bytes:
    if texts.spaceless:
        words = [texts.words[i] if i in texts.lettered else text.count(" ") + 1 for i, text in enumerate(texts.texts)]
        return _LETTERS(capped([len(text) // count for text, count in zip(texts.texts, words, strict=True)]))
    return _LETTERS(capped([len(text) // words for text, words in zip(texts.texts, texts.words, strict=True)]))


LETTERS = TextRule("shape.word-length", "Mean length of its words: file names and addresses have long ones.", _LETTERS.labels, _letters)


def _flags(characters: str, name: str, doc: str) -> TextRule:
    def measure(texts: Texts) -> bytes:
        column = bytearray(texts.size)
        for char in [char for char in characters if char.encode() in texts.page]:
            for i in [i for i, text in enumerate(texts.starts) if char in text]:
                column[i] = 1
        return bytes(column)

    return TextRule(name, doc, YES_NO, measure)


BAR = _flags("|»›", "shape.bar", "Bars and arrows part menu items and breadcrumbs.")


def _upper(texts: Texts) -> bytes:
    return bytes([text.isupper() for text in texts.texts])


UPPER = TextRule("shape.upper-case", "All in capitals: buttons and section names.", YES_NO, _upper)

_ADDRESS_LABELS = ("none", "web", "mail")


def _is_web(text: str) -> bool:
    return ".com" in text or "www." in text or "http" in text


def _address(texts: Texts) -> bytes:
    return bytes([2 if "@" in text else 1 if "." in text and _is_web(text) else 0 for text in texts.texts])


ADDRESS = TextRule("shape.address", "Web and mail addresses and handles.", _ADDRESS_LABELS, _address)

_PAIRS_LABELS = ("none", "curly", "straight")


def _quotes(texts: Texts) -> bytes:
    return bytes([1 if "“" in text or "«" in text or "„" in text or "「" in text else 2 if '"' in text else 0 for text in texts.texts])


QUOTES = TextRule("shape.quotes", "Quoted speech stands in articles and their teasers.", _PAIRS_LABELS, _quotes)

SHAPE = (
    WORDS,
    cross_texts(SIZE, END),
    cross_texts(SIZE, START),
    cross_texts(SIZE, FUNCTION),
    cross_texts(SIZE, CAPITALS),
    cross_texts(SIZE, COMMAS),
    cross_texts(SIZE, NUMBERS),
    cross_texts(SIZE, LETTERS),
    cross_texts(SIZE, QUOTES),
    SENTENCES,
    cross_texts(FUNCTION, CAPITALS),
    cross_texts(END, START),
    cross_texts(SIZE, BAR),
    UPPER,
    cross_texts(SIZE, ADDRESS),
)
"""The shape rules, in the order of the reference."""
