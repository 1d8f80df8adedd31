"""Users' rules on a page: which blocks they match, and the marks that they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner import phrases
from cleaner.model import Block, Mark, Page, UserRule
from cleaner.phrases.build import build
from cleaner.phrases.parsing import PhraseFile, Section
from cleaner.userrules.checks import check

SURE = 1000.0
"""Log-odds of "keep" and "drop". What all other rules say together stays below a third of it (`chains._STEEPEST`)."""
LANGUAGE_CHARS = 4000
PARAGRAPH = 80
"""How much of a page tells its language, and characters of a block from which it helps with that: menus mislead."""

Search = Callable[[str], Sequence[int]]


class LeftMarks(NamedTuple):
    """What the rules of a user did to a page.

    marks: by block. kept, dropped: blocks of which "keep" or "drop" disposed. used: names of the rules that matched."""

    marks: Mapping[int, tuple[Mark, ...]]
    kept: frozenset[int]
    dropped: frozenset[int]
    used: frozenset[str]


NOTHING = LeftMarks({}, frozenset(), frozenset(), frozenset())


def leave_marks(page: Page, rules: tuple[UserRule, ...], url: str | None, muted: Callable[[str], bool]) -> LeftMarks:
    """What these rules do to a page. url: of the page, if known. muted: whether a rule, by its mark's name, is not to count.

    Of a block, "keep" beats "drop", and both beat weights, whatever the order of the rules."""
    hits = {rule: blocks for rule, blocks in matches(page.blocks, rules).items() if not muted(rule.mark)}
    hits = {rule: blocks for rule, blocks in hits.items() if _is_for(rule, page, url)} if hits else {}
    if not hits:
        return NOTHING
    kept, dropped, weighed = _effects(hits, len(page.blocks))
    marks = {block: tuple(Mark(name, SURE / len(names)) for name in names) for block, names in kept.items()}
    marks |= {block: tuple(Mark(name, -SURE / len(names)) for name in names) for block, names in dropped.items() if block not in kept}
    for block, found in weighed.items():
        marks.setdefault(block, tuple(found))
    return LeftMarks(marks, frozenset(kept), frozenset(dropped).difference(kept), frozenset(rule.name for rule in hits))


def _effects(hits: Mapping[UserRule, Sequence[int]], size: int) -> tuple[dict[int, list[str]], dict[int, list[str]], dict[int, list[Mark]]]:
    """Names of the rules that keep and that drop each block, and the marks of those that weigh, in the order of their names."""
    kept: dict[int, list[str]] = {}
    dropped: dict[int, list[str]] = {}
    weighed: dict[int, list[Mark]] = {}
    for rule in sorted(hits, key=lambda rule: rule.name):
        for block in _all_dropped(rule, hits[rule], size):
            dropped.setdefault(block, []).append(rule.mark)
        for block in hits[rule]:
            if "keep" in rule.actions:
                kept.setdefault(block, []).append(rule.mark)
            if "weight" in rule.actions:
                weighed.setdefault(block, []).append(Mark(rule.mark, rule.weight))
    return kept, dropped, weighed


def _all_dropped(rule: UserRule, blocks: Sequence[int], size: int) -> set[int]:
    """The blocks that a rule drops: what it matches, what stands after the first of these or before the last."""
    found = set(blocks) if "drop" in rule.actions else set()
    if "drop-after" in rule.actions:
        found.update(range(blocks[0] + 1, size))
    if "drop-before" in rule.actions:
        found.update(range(blocks[-1]))
    return found


def _is_for(rule: UserRule, page: Page, url: str | None) -> bool:
    if rule.sites:
        host = host_of(page, url)
        if not any(host == site or host.endswith("." + site) for site in rule.sites):
            return False
    return not rule.languages or _speaks(_language(page), rule.languages)


def host_of(page: Page, url: str | None) -> str:
    """The domain of a page by its address, "" if nobody knows it."""
    address = url or next((clue.value for clue in page.clues if clue.field == "url"), "")
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def _speaks(language: str | None, languages: Sequence[str]) -> bool:
    """Whether a page's language is one of these, each of which stands for its scripts and regions too.

    >>> _speaks("zh-Hans", ["zh"]), _speaks("de", ["de-AT"]), _speaks(None, ["de"])
    (True, False, False)
    """
    spoken = (language or "").casefold()
    return any(spoken == name or spoken.startswith(name + "-") for name in map(str.casefold, languages))


def _language(page: Page) -> str | None:
    """The language of a page's longer blocks, else the one it claims."""
    texts, room = [], LANGUAGE_CHARS
    for block in page.blocks:
        if len(block.text) >= PARAGRAPH and room > 0:
            texts.append(block.text[:room])
            room -= len(block.text)
    guessed = phrases.language("\n".join(texts))
    return guessed or next((clue.value for clue in page.clues if clue.field == "language"), None)


class _Engine(NamedTuple):
    """Rules made ready. book: the phrases of all, each under its rule's name. search: for all regexes; owner: the rule of each."""

    rules: tuple[UserRule, ...]
    book: phrases.Book | None
    search: Search | None
    owner: Sequence[str]


_engines: dict[int, _Engine] = {}
"""Engines by the identity of their rules, which they hold on to: looking a thousand rules up by what they say would take longer."""


def _engine(rules: tuple[UserRule, ...]) -> _Engine:
    engine = _engines.get(id(rules))
    if engine is None:
        if len(_engines) > 8:
            _engines.clear()
        engine = _engines[id(rules)] = _made(rules)
    return engine


def _made(rules: tuple[UserRule, ...]) -> _Engine:
    for rule in rules:
        if not rule.file:  # one of a file was checked, with its line
            check(rule)
    sections = [_section(rule) for rule in rules if rule.phrases]
    book = phrases.Book(build({"user": PhraseFile(sections, {})})) if sections else None
    texts = [(regex, rule.name) for rule in rules for regex in rule.regexes]
    search = None
    if texts:
        from cleaner.userrules.regexes import searcher

        search = searcher([regex for regex, _ in texts])
    return _Engine(rules, book, search, [name for _, name in texts])


def _section(rule: UserRule) -> Section:
    """The phrases of a rule as those of a language file."""
    section = Section(rule.name, [], [], [], [])
    for phrase in rule.phrases:
        text = phrase.strip().replace("…", "...")
        before, after = text.startswith("..."), text.endswith("...")
        side = section.inside if before and after else section.ends if before else section.begins if after else section.whole
        if folded := phrases.fold(text):
            side.append(folded)
    return section


def matches(blocks: Sequence[Block], rules: tuple[UserRule, ...]) -> dict[UserRule, list[int]]:
    """The rules that match any of these blocks, by their texts alone, and which these are, in order."""
    engine = _engine(rules)
    found: dict[str, list[int]] = {}
    if engine.book:
        for number, names in sorted(engine.book.match_page(phrases.fold_lines([block.text for block in blocks])).items()):
            for name in names:
                found.setdefault(name, []).append(number)
    if engine.search:
        for number, block in enumerate(blocks):
            for name in {engine.owner[index] for index in engine.search(block.text)}:
                found.setdefault(name, []).append(number)
    return {rule: sorted(set(found[rule.name])) for rule in rules if rule.name in found}
