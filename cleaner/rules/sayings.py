"""What marks say in words: `sayings.txt` has a piece of a sentence for every label of every rule, `tell` puts the pieces together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from cleaner.rules.phrases import MARKS

TOPICS: Mapping[str, str] = {
    "words": "its own words and shape",
    "around": "what stands around it",
    "place": "where it stands on the page",
    "repeat": "it stands on the page more than once",
    "layout": "blank lines, indents and list marks",
    "date": "dates, on it or near it",
    "thread": "short dated pieces under a long one",
    "topic": "whether it speaks of what the page's paragraphs speak of",
    "phrase": "a phrase of page furniture",
    "under.promo": "under a heading that promotes other pages",
    "under.comment": "under a line of a comment section",
    "under.trail": "under a line that closes articles",
    "above.tools": "above share links, tools, tags or comments",
    "under.byline": "under a byline, a date line or page tools",
    "markup": "what the markup says of it",
    "links": "how much of it is links",
    "trafilatura": "whether trafilatura keeps it",
    "readability": "whether readability keeps it",
    "site": "whether other pages of the site have it",
    "slot": "what other pages of the site keep between the same two lines",
    "prior": "an announcement of other pages, a menu, a standfirst, or a heading between paragraphs",
    "cut": "how doubtful the page is as a whole",
    "compose": "it stands elsewhere in the article",
    **{name: doc[0].lower() + doc[1:].removesuffix(".") for name, doc in MARKS.items()},
}
"""What reasons are gathered under -> what that is. Each phrase mark is a topic of its own."""

OTHERS: Mapping[str, tuple[str, str]] = {
    "chain.above": ("around", "what stands above it"),
    "chain.below": ("around", "what stands below it"),
    "alone.score": ("words", "its own words and shape"),
    "page.cut": ("cut", "how doubtful the page is"),
    "prior.promotion": ("prior", "announces other pages or an advertisement"),
    "prior.menu": ("prior", "a menu on one line"),
    "prior.script": ("prior", "a script, a style sheet or data for one"),
    "prior.stamp": ("prior", "says when the article came out"),
    "prior.motto": ("prior", "a short line right above the menu"),
    "prior.standfirst": ("prior", "a sentence right over the first paragraph"),
    "prior.heading": ("prior", "a short line right between kept paragraphs"),
    "prior.sentence": ("prior", "a sentence between kept paragraphs"),
    "prior.list": ("prior", "the rest of a list or table that is kept"),
    "prior.paragraph": ("prior", "a piece of a long kept paragraph"),
    "prior.table": ("prior", "in a table or a count between paragraphs"),
    "prior.chronology": ("prior", "in a chronology of which half is kept"),
    "prior.question": ("prior", "a question or its answer, of a series that is kept"),
    "prior.numbered": ("prior", "in a numbered section, of a series that is kept"),
    "prior.closing": ("prior", "in one of the last sections, below kept ones of the same form"),
    "prior.post": ("prior", "a post of a thread of which half is kept"),
    "prior.last": ("prior", "a sentence between kept ones and the end of the article"),
    "prior.told": ("prior", "a sentence on a page that is mostly sentences"),
    "prior.comments": ("prior", "stands below the count of comments"),
    "prior.replies": ("prior", "a reply to the article"),
    "prior.form": ("prior", "stands below the form for comments"),
    "prior.foot": ("prior", "stands below the furniture that ends the page"),
    "prior.teasers": ("prior", "in a list of headlines below the article"),
    "prior.doubt": ("prior", "in a doubtful end of the page, with much furniture in it"),
    "prior.talk": ("prior", "the page speaks of errors or cookies and of nothing else"),
    "prior.box": ("prior", "in a box in the midst of the article"),
    "prior.past": ("prior", "the article goes on under a box"),
    "compose.moved": ("compose", "stands elsewhere in the article"),
    "compose.repeated": ("compose", "stood in the article before"),
}
"""Topic and words of marks that no rule leaves."""

NUMBERS, WEAK = "*", "~"
_FILE = "sayings.txt"


class Saying(NamedTuple):
    """What one rule says. topic: of `TOPICS`. pieces: words by label."""

    topic: str
    pieces: Mapping[str, str]


@cache
def sayings() -> Mapping[str, Saying]:
    """The words of every rule that is no cross of others, by its name."""
    found: dict[str, Saying] = {}
    pieces: dict[str, str] = {}
    for line in resources.files("cleaner.rules").joinpath(_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, _, topic = line[1:].partition("] ")
            pieces = {}
            found[name] = Saying(topic, pieces)
        elif line and not line.startswith("# "):
            label, _, words = line.partition(" =")
            pieces[label] = words.strip()
    phrase = found["phrase.mark"]
    found["phrase.mark"] = phrase._replace(pieces={**phrase.pieces, **{name: TOPICS[name] for name in MARKS}})
    return found
