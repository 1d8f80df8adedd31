"""Every rule there is: name, family, languages, and what it marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaner import phrases
from cleaner.model import UserRule
from cleaner.phrases.parsing import PhraseFile, parse
from cleaner.rules import RULES
from cleaner.rules.names import parts
from cleaner.rules.phrases import MARKS
from cleaner.rules.rule import Rule, TextRule

WORDS = {
    "open": "The first word of a block, and its first two: learnt words that furniture or articles begin with on many sites.",
    "close": "The last word of a block of up to 24 words.",
    "line": "All of a line of up to six words.",
    "word": "Each word of a block of up to 14 words.",
}
"""The learnt words: kind of mark -> what it marks. The words themselves stand in the tables of weights."""
DECIDER = {
    "chain": "What the blocks above and below say through the chain of kept and dropped blocks.",
    "prior.promotion": "A block that announces other pages or an advertisement and nothing else, or one other article by its headline.",
    "prior.menu": "A menu on one line, with bars between its items.",
    "prior.script": "A script, a style sheet or data for one, as programs leave them that take them for text.",
    "prior.stamp": "A line with a day above the article's first paragraph that would be kept.",
    "prior.motto": "A short line at the top of the page, right above its menu, that would be kept.",
    "prior.standfirst": "The sentence over the first paragraph that sums the article up.",
    "prior.heading": "A short line right between two kept paragraphs, which heads a section.",
    "prior.sentence": "A sentence that is nearly kept, between kept paragraphs (text).",
    "prior.list": "An item of a list, or a row of a table, under a kept block, of which at least half is kept.",
    "prior.paragraph": "A piece of a paragraph as long as a page of which at least half is kept, or between two kept pieces of it.",
    "prior.table": "A row of a table, or one of some lines that count up, between kept paragraphs (text in lines).",
    "prior.chronology": "A day or a piece of a chronology of which at least half of the pieces is kept.",
    "prior.question": "A question or an answer of a series whose first question and answer are kept (text in lines).",
    "prior.numbered": "A heading or a sentence of numbered sections of which the first two are kept (text in lines, Markdown).",
    "prior.closing": "A short heading or a sentence of sections right below two kept ones of the same form (text in lines, Markdown).",
    "prior.post": "A post of a thread of which at least half of the posts is kept, where one is about as long as the next.",
    "prior.last": "A sentence between kept ones and a line that closes articles, such as the label of its topics, or the end of the page.",
    "prior.told": "A sentence of a page that would be dropped as a whole, though most of it is sentences, or in lines a run of them.",
    "prior.comments": "What would be kept below the line that counts an article's comments.",
    "prior.replies": "What would be kept of the replies to an article: pieces under lines that tell a day and a time in one way.",
    "prior.form": "What would be kept below the form for a comment, with most of what is kept above it.",
    "prior.foot": "What would be kept below a run of furniture of many kinds, with most of what is kept above it.",
    "prior.teasers": "What would be kept of a list of headlines below the article, with furniture between them and it.",
    "prior.doubt": "What would be kept below the last block that is likelier content than not, with furniture of many kinds in it.",
    "prior.talk": "What would be kept of a page that says that it isn't there, or speaks of cookies and partners, and has no article.",
    "prior.box": "A line of a box in the midst of the article: its label, a teaser, the offer of a newsletter.",
    "prior.past": "A block with which the article goes on under a box, as a look at the page without its boxes says.",
}
"""What the decider itself knows: name -> what it marks."""


class Entry(NamedTuple):
    """One rule. kind: "measure" (one mark a block, by what it finds), "phrase", "word", "decider" or "user".

    languages: that it is for, () for all. labels: the values of a measure. rule: the measure itself."""

    name: str
    kind: str
    doc: str
    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    rule: Rule | TextRule | None = None

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return "words" if self.kind == "word" else self.name.partition(".")[0]


def measures() -> list[Rule | TextRule]:
    """The rules that the others are made of, in the order in which these are asked."""
    found: dict[str, Rule | TextRule] = {}
    for rule in RULES:
        for part in _atoms(rule):
            found.setdefault(part.name, part)
    return list(found.values())


def _atoms(rule: Rule | TextRule) -> Iterator[Rule | TextRule]:
    if not rule.parts:
        yield rule
    for part in rule.parts:
        yield from _atoms(part)


def combinations(name: str) -> list[str]:
    """The names of the rules that a rule is a part of."""
    names = [rule.name for rule in RULES if rule.parts and not rule.name.startswith("again.")]
    return [whole for whole in names if name in parts(whole)]


@cache
def phrase_files() -> dict[str, PhraseFile]:
    """The phrases of every language, from its file."""
    return {name: parse(phrases.data(f"{name}.txt").decode(), f"{name}.txt") for name in phrases.LANGUAGES}


def phrases_of(mark: str) -> dict[str, list[str]]:
    """The phrases that leave a mark, folded, by language, with "..." where more text may stand."""
    found: dict[str, list[str]] = {}
    for language, file in phrase_files().items():
        for section in file.sections:
            if section.mark == mark:
                found.setdefault(language, []).extend(
                    [
                        *section.whole,
                        *(f"{text} ..." for text in section.begins),
                        *(f"... {text}" for text in section.ends),
                        *(f"... {text} ..." for text in section.inside),
                    ]
                )
    return found


def phrase_marks() -> list[str]:
    """The marks of all phrases, those that the rules know first."""
    return list(dict.fromkeys([*MARKS, *(section.mark for file in phrase_files().values() for section in file.sections)]))


def builtin() -> list[Entry]:
    """All rules but the users'."""
    entries = [Entry(rule.name, "measure", rule.doc, (), tuple(rule.labels), rule) for rule in measures()]
    entries += [
        Entry(name, "phrase", MARKS.get(name, "Has no meaning of its own yet."), tuple(phrases_of(name))) for name in phrase_marks()
    ]
    entries += [Entry(name, "word", doc) for name, doc in WORDS.items()]
    return entries + [Entry(name, "decider", doc) for name, doc in DECIDER.items()]


def of_users(rules: Sequence[UserRule]) -> list[Entry]:
    """The users' rules."""
    return [Entry(rule.mark, "user", _says(rule), rule.languages) for rule in rules]


def _says(rule: UserRule) -> str:
    """What a user's rule does, in words."""
    does = f"weight {rule.weight:+g}" if "weight" in rule.actions else ", ".join(rule.actions)
    what = ", ".join([*(f"“{phrase}”" for phrase in rule.phrases), *(f"/{regex}/" for regex in rule.regexes)])
    where = f" on {', '.join(rule.sites)}" if rule.sites else ""
    return f"{does.capitalize()}: {what}{where} ({rule.file}, line {rule.line})."
