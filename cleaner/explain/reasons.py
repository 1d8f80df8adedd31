"""The reasons for a decision in words. Marks of one topic are one reason, whose weight is their sum; the strongest gives the words,
in which what this page has takes the place of what the mark says of any page: the line where a text stands again, the heading above."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from cleaner.ledger import MarkList
from cleaner.model import Decision, Mark, Page
from cleaner.phrases import load as load_phrases
from cleaner.rules.evidence import Evidence
from cleaner.rules.headings import FLAGS, flags
from cleaner.rules.shape import SIZE, WORDS
from cleaner.rules.tell import SPARSE, tell

SHORT = 10
"""Words below which a line is a short one."""
MANY = 3
"""Short lines from which they are counted."""
QUOTED = 32
"""Characters of a heading, or of one word, that are quoted: a page may be one word, as base64 and scripts without spaces are."""
LEAST = 0.3
"""Log-odds below which a reason isn't told beside stronger ones: less than a tenth of what a typical block is decided by."""
UNTOLD = frozenset(("cut",))
"""Topics that are the same for all blocks of a page."""


class Reason(NamedTuple):
    """Why a block is kept (weight over 0, in log-odds) or dropped. topic: of `cleaner.rules.sayings.TOPICS`. words: in words."""

    topic: str
    words: str
    weight: float


class Reasons:
    """Gives the reasons for what was decided about the blocks of one page."""

    def __init__(self, page: Page, decisions: Sequence[Decision]) -> None:
        self._page, self._decisions = page, decisions
        self._flags: dict[str, list[int]] = {}
        self._twins: dict[str, list[int]] = defaultdict(list)
        for index, block in enumerate(page.blocks):
            self._twins[block.text].append(index)

    def of(self, index: int, most: int) -> tuple[Reason, ...]:
        """The reasons that weigh most for one block, strongest first."""
        found = sorted(topics(self._decisions[index].marks), key=_strength)[:most]
        told = [topic for number, topic in enumerate(found) if not number or abs(topic.weight) >= LEAST]
        return tuple(Reason(name, self._words(name, index, lead, weight > 0), weight) for name, lead, weight in told)

    def _words(self, topic: str, index: int, lead: Mark, kept: bool) -> str:
        words = tell(lead.name).core
        if topic == "around":
            return self._around(index, kept) or words
        if topic == "repeat" and len(self._twins[self._page.blocks[index].text]) > 1:
            return self._again(index)
        if topic == "words":
            return self._own(index, kept) or words
        if topic in FLAGS:
            return self._heading(index, topic) or words
        if topic == "site" and index < len(self._page.seen):
            pages = self._page.siblings
            return f"on {self._page.seen[index]} of {pages} other page{'s' * (pages > 1)} of the site"
        return words

    def _around(self, index: int, kept: bool) -> str:
        """What the neighbours are: prose that is kept, or short lines."""
        above = index > 0 and self._decisions[index - 1].keep
        below = index + 1 < len(self._decisions) and self._decisions[index + 1].keep
        if kept:
            return "between kept blocks" if above and below else "under a kept block" if above else "above a kept block" if below else ""
        short = self._short_around(index)
        if short >= MANY:
            return f"{short} short lines around it"
        if not above and not below:
            return "what stands around it is dropped too"
        return "" if above and below else f"what stands {'below' if above else 'above'} it is dropped too"

    def _short_around(self, index: int) -> int:
        """How many short lines that are dropped stand right above and right below."""
        above, below = self._runs
        return above[index] + below[index]

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Short dropped lines right above each block, and right below it."""
        words = self._evidence.words
        short = [not decision.keep and words[i] < SHORT for i, decision in enumerate(self._decisions)]
        return _before(short), _before(short[::-1])[::-1]

    def _again(self, index: int) -> str:
        """Where the same text stands nearest."""
        block = self._page.blocks[index]
        twins = self._twins[block.text]
        place = bisect_left(twins, index)
        nearest = min([*twins[max(0, place - 1) : place], *twins[place + 1 : place + 2]], key=lambda i: abs(i - index))
        line, more = self._page.blocks[nearest].lines[0], len(twins) - 2
        where = f"on line {line}" if line != block.lines[0] else "on the same line"
        return f"stands again {where}" + (f" and {more} more time{'s' * (more > 1)}" if more else "")

    def _own(self, index: int, kept: bool) -> str:
        """What the block's own words and shape say most strongly for the same side."""
        marks = self._decisions[index].marks
        if not isinstance(marks, MarkList):
            return ""
        lead = next((mark.name for mark in marks.alone() if (mark.weight > 0) == kept), "")
        size, said = tell(SIZE.mark(self._evidence.column(SIZE)[index])).words, _quoted(lead, self._page.blocks[index].text)
        return said if not lead or lead.startswith(WORDS.name) or said.startswith(size) else f"{size}, {said}"

    def _heading(self, index: int, topic: str) -> str:
        """The heading that a block stands under, or what it stands above, in its own words."""
        flagged = self._flagged(topic)
        place = bisect_left(flagged, index)
        if flagged[place : place + 1] == [index]:
            return ""
        nearest = flagged[place : place + 1] if topic.startswith("above") else flagged[max(0, place - 1) : place]
        if not nearest:
            return ""
        text = " ".join(self._page.blocks[nearest[0]].text.split())
        near = "right " if abs(nearest[0] - index) == 1 else ""
        return f"{near}{topic.partition('.')[0]} “{_short(text)}”"

    def _flagged(self, topic: str) -> list[int]:
        """The blocks that are headings of this topic, from the top."""
        if topic not in self._flags:
            self._flags[topic] = [index for index, flag in enumerate(flags(self._evidence, FLAGS[topic])) if flag]
        return self._flags[topic]

    @cached_property
    def _evidence(self) -> Evidence:
        marks = self._decisions[0].marks if self._decisions else ()
        return marks.evidence if isinstance(marks, MarkList) else Evidence(self._page, load_phrases())


def _quoted(mark: str, text: str) -> str:
    """What a mark says, with the words as they stand in the text: marks have them folded, with 0 for every number.

    >>> _quoted("open=c 0", "© 2025 The Gazette"), _quoted("close=you", "And you?"), _quoted("word=ferry", "The Ferry")
    ('begins with “© 2025”', 'ends with “you?”', 'has the word “ferry”')
    >>> _quoted("close=deedee0", "See https://harbour.example/deedee0000000")
    'ends with “https://harbour.example/deedee0…”'
    """
    kind, _, label = mark.partition("=")
    words = text.split()
    said = {"open": words[: label.count(" ") + 1], "close": words[-1:], "line": words}.get(kind)
    return SPARSE[kind].format(" ".join(map(_short, said))) if said else tell(mark).core if mark else ""


def _short(text: str) -> str:
    """As much of a text as is quoted."""
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"


def _before(flags: Iterable[bool]) -> list[int]:
    """How many flags in a row stand right before each one.

    >>> _before([True, True, False, True])
    [0, 1, 2, 0]
    """
    counts, count = [], 0
    for flag in flags:
        counts.append(count)
        count = count + 1 if flag else 0
    return counts


class _Topic(NamedTuple):
    name: str
    lead: Mark
    weight: float


def _strength(topic: _Topic) -> float:
    return -abs(topic.weight)


def topics(marks: Iterable[Mark]) -> list[_Topic]:
    """Marks gathered by topic; what is the same for all blocks of a page is left out. lead: the strongest on the side of the sum.

    The marks are strongest first, as a decision has them. This runs on all marks of every block: it calls as little as it can."""
    sums: dict[str, float] = {}
    good: dict[str, Mark] = {}
    bad: dict[str, Mark] = {}
    known, total = _topics.get, sums.get
    for mark in marks:
        name, weight = mark
        topic = known(name) or _topic(name)
        sums[topic] = total(topic, 0.0) + weight
        if weight > 0:
            if topic not in good:
                good[topic] = mark
        elif topic not in bad:
            bad[topic] = mark
    return [_Topic(name, (good if sum_ > 0 else bad)[name], sum_) for name, sum_ in sums.items() if sum_ and name not in UNTOLD]


_topics: dict[str, str] = {}
"""Topics of marks by their names, of the last `_MOST_KNOWN` that were met."""
_MOST_KNOWN = 100_000


def _topic(name: str) -> str:
    if len(_topics) >= _MOST_KNOWN:  # words of pages are names too
        _topics.clear()
    topic = _topics[name] = tell(name).topic
    return topic
