"""A page on one line is cut into sentences and menu runs.

Prose and furniture differ word by word: sentences are made of words in lower case, articles and commas, menus of capitals
and numbers. Every word weighs for one or the other, changing sides costs something (less behind the end of a sentence),
and the cheapest way through the line says which stretches are prose. These are cut at their stops, the rest into short runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from operator import itemgetter

from cleaner.model import Block
from cleaner.read.beginnings import from_beginnings
from cleaner.read.labels import with_labels
from cleaner.read.stamps import at_stamps
from cleaner.read.weight import Word, weigh
from cleaner.read.words import OPEN_WORDS

SLAB = 65536
"""Characters that are worked on at a time, so that a line of 20 MB needs no list of all its words."""

ENTER, LEAVE = 4.0, 6.0
"""What it costs to enter and to leave prose; a menu word weighs about -2, a word of prose +1 to +2 (`weight.WEIGHTS`)."""

ENTER_AT_STOP, LEAVE_AT_STOP = 2.0, 2.0
"""The same behind a sentence's end."""

LONG = 35
"""Words of the longest sentences; a longer one is several headlines without stops and is cut at capitals too."""

STOPPED = 4
"""Characters of abbreviations with their stop."""

HEADING = 12
"""Words of a run that stays whole between two stretches of prose: it is a heading."""

RUN = range(5, 12)
"""Words of a piece of a menu run: cut at the first capital from the least on, anywhere at the most."""


BEGINS, ENDS, OPENS = map(Word._fields.index, ("begins", "ends", "opens"))
"""Places in a `Word`, for the loop over all words: twice as fast as names."""

SUSPICIOUS = 1500
"""Characters of a line that is looked at closely: on the dev pages 17 of 20,000 paragraphs are longer."""

PARAGRAPH = 400
"""Characters of a piece that an honest paragraph as long as a page is cut into, at the least."""

FURNITURE = 0.15
"""Share of furniture in a line that is no paragraph: 0.00 to 0.07 in those 17 but one, 0.2 and more in whole pages on a line."""

FEW, SHORT, STRAY = 3, 200, 40
"""A page of at most so many lines stands on one line if a line of so many characters holds more furniture than so many."""

TITLE = 300
"""Characters in which a page's title stands at its beginning, with the names before and behind it."""

REPEATS = 2
"""Times that a headline stands again: in the breadcrumb and above the article. Later it may be words of a sentence."""

COPIES = 4
"""Times that it is looked for: the first may be a shorter form, in a breadcrumb or a teaser, and the longest tells the most."""

SAME, MOST, SITE = 4, 30, 6
"""Words that must be the same to be the title again, the most that a title has, and those of a site's name before it."""

SENTENCE_EVERY = 1000
"""Characters among which a long line must have the end of a sentence, or there is no prose in it to cut free: the options of a form, a
cloud of names. In the dev views with lines 68 of 113 long lines with furniture have fewer: eight, on two pages, are in the gold as a whole,
the others not at all."""

STOP = re.compile(r"[.!?][\"'”’»)]?(?= |$)|[。！？।؟]")
"""The end of a sentence."""

_TEXT_OF = itemgetter(0)
LOOSE = re.compile(r" (?=[,.](?: |$))")
"""The space that a dumper left before a comma, where a link ended."""


def expand(blocks: list[Block], *, few: bool) -> list[Block]:
    """The same words, with the blocks that hold a whole page's furniture and prose cut into pieces.

    few: whether the page had no more than `FEW` lines. An honest paragraph has no furniture in it: as long as a page, it is cut into
    pieces that go on with it, else it stays whole. So does, among other lines, one without sentences: it has no prose in it.
    The pieces share the line number."""
    if not few and max(map(len, map(_TEXT_OF, blocks))) <= SUSPICIOUS:
        return blocks
    out: list[Block] = []
    for block in blocks:
        length = len(block.text) if block.kind != "code" else 0
        long = length > SUSPICIOUS and has_sentences(block.text)
        if long or (few and length > SHORT):
            parts = list(_around_headline(block.text))
            stray = sum(len(text) for text, prose in parts if not prose)
            if stray > (STRAY if few else FURNITURE * length):
                out.extend(_pieces(block, parts))
                continue
        if long and block.kind in ("paragraph", "table"):
            out.extend(paragraphs(block))
        else:
            out.append(block)
    return out


def paragraphs(block: Block) -> Iterator[Block]:
    """A paragraph as long as a page, cut behind sentences into pieces of the length of paragraphs. Composing joins them again.

    What stands around a block tells the most of it, and a page's whole article in one block stands alone among menus."""
    text, start = block.text, 0
    for stop in STOP.finditer(text):
        end = stop.end()
        if end - start >= PARAGRAPH and len(text) - end >= PARAGRAPH:
            yield _piece(block, start, end)
            start = end + (text[end] == " ")
    yield _piece(block, start, len(text)) if start else block


def _piece(block: Block, start: int, end: int) -> Block:
    text = block.text[start:end]
    return Block(text, "paragraph", block.lines, 0, block.indent, goes_on=True) if start else block._replace(text=text, kind="paragraph")


def has_sentences(text: str) -> bool:
    """Whether a long line holds as many ends of sentences as one with prose in it; looks no further than these."""
    needed = len(text) // SENTENCE_EVERY + 1
    return sum(1 for _ in islice(STOP.finditer(text), needed)) == needed


def _pieces(block: Block, parts: list[tuple[str, bool]]) -> Iterator[Block]:
    """One block a piece; the first keeps the marker and the gap."""
    texts = [LOOSE.sub("", text) if prose else text for text, prose in parts]
    yield block._replace(text=texts[0])
    for text in texts[1:]:
        yield Block(text, "paragraph", block.lines, 0, block.indent)


def _around_headline(text: str) -> Iterator[tuple[str, bool]]:
    """`split`, with the headline in one piece at the beginning, as pages begin with their title, and where it stands again. It doesn't
    count as furniture where it stands again."""
    headline = _headline(text)
    if not headline:
        yield from split(text)
        return
    before, *others = f" {text}".split(f" {headline} ", REPEATS + 1)
    if before:
        yield before[1:], False
    opening = others.pop(0)
    yield headline, all(prose for _, prose in split(f"{before} {headline}"))
    yield from split(opening)
    for other in others:
        yield headline, True
        yield from split(other)


def _headline(text: str) -> str:
    """The most words from a page's beginning that stand again further on; "" when there are none.

    >>> _headline("Ten Ways To Bake Bread - The Oven Home News Contact Ten Ways To Bake Bread By Ann Lee")
    'Ten Ways To Bake Bread'
    """
    words = text[: TITLE + 1].split(" ")[:-1]
    longest = ""
    for first in range(min(SITE, len(words) - SAME)):
        again = sum(map(len, words[:first])) + first
        for _ in range(COPIES):
            again = text.find(f" {' '.join(words[first : first + SAME])} ", again + 1) + 1
            if not again:
                break
            copy = text[again : again + TITLE].split(" ")[:-1]
            same = list(takewhile(lambda pair: pair[0] == pair[1], zip(words[first:], copy, strict=False)))
            if len(same) <= MOST:
                longest = max(longest, " ".join(word for word, _ in same), key=len)
    return longest


def split(text: str) -> Iterator[tuple[str, bool]]:
    """The words of `text` in pieces, in order; with each whether it is prose."""
    for part, stamp in at_stamps(text):
        if stamp:
            yield part, False
        else:
            yield from _split(part)


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """The same, of a text without moments that stand there again and again."""
    for slab in _slabs(text):
        words = slab.split()
        infos = list(map(weigh, words))
        for start, end, prose, label in with_labels(list(from_beginnings(_stretches(infos), words, infos)), words, infos):
            if label:
                yield " ".join(words[start:end]), False
                continue
            cuts = _sentences(words, infos, start, end) if prose else _runs(words, infos, start, end)
            for cut in cuts:
                yield " ".join(words[start:cut]), prose
                start = cut


def _slabs(text: str) -> Iterator[str]:
    """`text` in parts of about `SLAB` characters, parted behind a sentence if there is one, never inside a word."""
    start = 0
    while len(text) - start > SLAB:
        end = text.rfind(". ", start + SLAB // 2, start + SLAB) + 1
        end = end or text.rfind(" ", start + SLAB // 2, start + SLAB)
        if end < 0:
            end = text.find(" ", start + SLAB)
        if end < 0:
            break
        yield text[start:end]
        start = end
    yield text[start:]


def _stretches(infos: list[Word]) -> list[tuple[int, int, bool]]:
    """The cheapest way through the words: stretches of prose and of furniture by turns, as (start, end, prose).

    `lead` is by how much prose is ahead of furniture so far. Where changing sides is allowed (at a word that can begin
    something) the side behind may start anew from the side ahead; these places are all that the way back needs to know.
    """
    lead = 0.0
    entered: list[int] = []
    left: list[int] = []
    low, stop = False, True
    for index, (plain, behind_low, is_low, begins, ends, *_) in enumerate(infos):
        if begins:
            enter, leave = (ENTER_AT_STOP, LEAVE_AT_STOP) if stop else (ENTER, LEAVE)
            if lead < -enter:
                lead = -enter
                entered.append(index)
            elif lead > leave:
                lead = leave
                left.append(index)
        lead += behind_low if low else plain
        low, stop = is_low, ends
    return _way_back(lead > 0, len(infos), entered, left)


def _way_back(prose: bool, end: int, entered: list[int], left: list[int]) -> list[tuple[int, int, bool]]:
    """The stretches from the last to the first: each begins where its side last started anew."""
    stretches = []
    while end > 0:
        starts = entered if prose else left
        while starts and starts[-1] >= end:
            starts.pop()
        start = starts.pop() if starts else 0
        stretches.append((start, end, prose))
        end, prose = start, not prose
    stretches.reverse()
    return stretches


def _sentences(words: list[str], infos: list[Word], start: int, end: int) -> Iterator[int]:
    """Where the sentences of a stretch of prose end."""
    above = infos[start]
    for index in range(start + 1, end):
        here = infos[index]
        if (above[ENDS] and (here[BEGINS] or _stops(words[index - 1]))) or (here[OPENS] and _new_start(infos, index, start, end)):
            if index - start > LONG:
                yield from _headlines(words, infos, start, index)
            yield index
            start = index
        above = here
    if end - start > LONG:
        yield from _headlines(words, infos, start, end)
    yield end


def _stops(word: str) -> bool:
    """Whether a sentence ends with a word even though the next goes on in lower case: not with speech, nor with an abbreviation.

    >>> _stops("tomorrow."), _stops("why!”"), _stops("vol.")
    (True, False, False)
    """
    return len(word) > STOPPED and word[-1] in ".!?"


def _new_start(infos: list[Word], index: int, start: int, end: int) -> bool:
    """Whether a capital article or pronoun between words in lower case begins something new ("implants His comments")."""
    return index - start > 3 and index + 1 < end and infos[index - 1].content and infos[index + 1].low


def _headlines(words: list[str], infos: list[Word], start: int, end: int) -> Iterator[int]:
    """Where a stretch that is too long for a sentence can be cut: at capitals behind words that don't ask for more."""
    for index in range(start + 5, end - 3):
        if index - start > 4 and infos[index].begins and infos[index - 1].content and words[index - 1][-1] not in ",;:":
            yield index
            start = index


def _runs(words: list[str], infos: list[Word], start: int, end: int) -> Iterator[int]:
    """Where the pieces of a stretch of furniture end."""
    if end - start > HEADING:
        for index in range(start + 1, end - 2):
            taken = index - start
            if taken in RUN and (taken == RUN[-1] or _begins_item(words, infos, index)):
                yield index
                start = index
    yield end


def _begins_item(words: list[str], infos: list[Word], index: int) -> bool:
    """Whether a menu item can begin at a word: at a capital or number that no word above asks for."""
    return infos[index].begins and words[index - 1] not in OPEN_WORDS and words[index - 1] != "&"
