"""What a person's name looks like, and where the names in a byline begin and end."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleaner import phrases
from cleaner.compose.names_in_script import hangul_name, has_hangul, unspaced_name
from cleaner.compose.nobody import is_job, is_profession, weekdays
from cleaner.compose.outline import unspaced

MOST_TOKENS = 5
"""Words of the longest names ("Maria del Carmen Ruiz Ortega"); a longer run of capitals is a name and what follows it."""

MOST_NAMES = 12
"""Authors that one byline can have; longer enumerations are tag lists."""

_COMMAS = re.compile(r"\s*[,;&、，；]\s*")
_AND = frozenset("and und et y e en i och og ja și és a ve và и та και dan with mit avec con".split())
"""What stands between two authors: a comma, an ampersand or "and" in the languages of the phrase files."""

_AND_IN_TITLES = "and"
"""The one of them that is no name when it is capitalised: Dan, Ja, Ve and Och are."""

_PARTICLE = frozenset("de del della di da dos das do du des la le van von der den ten ter zu af al el bin ibn ben y e of the".split())
"""Words in lower case that stand inside names."""

_IN_NAMES = _PARTICLE - {"the"}
"""Those that a name can go on with when they are capitalised."""

_IN_LAST_NAMES = _PARTICLE - frozenset("y e of the".split())
"""Those that stand in names of people alone, not in those of institutes."""

_TITLE = frozenset("dr prof mr mrs ms sir dr. prof. mr. mrs. ms. dott. ing. dipl. mag.".split())
"""Forms of address, which stand before a name and are not part of it."""

_TOKEN = re.compile(r"[^\W\d_][^\s\d_@/:|()\[\]{}<>…“”\"!?#+=]*")
"""A word that can be part of a name: begins with a letter, holds nothing but letters, accents, apostrophes, hyphens and full stops."""

_CREDENTIAL = r"(?:[A-Z][a-z]?\.?){2,4}[®™*]?|[A-Z]{2,5}[®™*]?(?:[ -][A-Z]{2,5})?"  # text, as few pages need it: `re` compiles it once
"""A degree or a licence behind a name (MD, Ph.D., CFP®)."""

_INITIAL = re.compile(r"[^\W\d_]\.?")
_SMALL = frozenset("in on at for the with about from".split())
"""Words that end a name even when a page capitalises them ("Jane Doe In Travel")."""

_PAPER = frozenset("news times herald press post journal gazette tribune magazine media agency network team staff".split())
"""Words in the name of a paper or agency, which stands behind the author's name and a comma."""

_GROUP = frozenset("team staff desk editors newsroom redaktion redacción rédaction redakcja redazione redactie".split())
"""What a group that signs articles is called ("Editorial Team", "News Desk")."""

_OF_DAYS = frozenset({"date.published", "date.updated"})
_BEHIND_NAMES = _OF_DAYS | {"date.relative", "page.stats", "promo.share", "promo.follow"}
"""Marks of the phrases that a page prints behind a byline, with nothing between where lines are glued."""

_BEHIND_NAMES_IN_WORDS = _BEHIND_NAMES | {"people.byline", "page.tools", "nav.breadcrumb", "nav.skip", "comment.count"}
"""The same of phrases of several words, which are no names ("Reviewed by", "Table of contents")."""

WEEKDAY = 4
"""Letters from which a weekday is cut off a name: its abbreviations are names themselves (Sun, Sat, la)."""

_NOBODY = "Xyzzy"
"""A word of no phrase: what is one with it as the first word is one with any, and so says nothing of that word."""

FURNITURE_WORDS = 3
"""Words of the longest such phrases that are looked for."""

_SHORTENED = re.compile(r"['’](?:s|t|m|re|ll|ve)$")
"""The end of a word that begins a sentence ("It’s", "Don't"), and of nobody's last name."""

_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{3,}:?\Z|By\Z)")
"""Where a dump glued the next word to a name ("DoeUpdated"); McDonald is glued as well, but what follows is no phrase."""

_GLUED_IN = re.compile(r"(?<=[a-z])In\Z")
"""The same for the word before the section ("DoeIn Travel"), which is no phrase."""

_EDGE = ' \t:：-–—|•·*"“”«»()[]/,.;~'


def names(text: str) -> tuple[str, ...]:
    """The names at the beginning of a text, up to what is none: a role, a place, a date.

    >>> names("Jane Q. Doe, Political Editor"), names("Ana Ruiz y Luis Gil"), names("3 min read")
    (('Jane Q. Doe',), ('Ana Ruiz', 'Luis Gil'), ())
    >>> names("Jane Doe, MS, RD All of them"), names("Jane Doe, MS, Ana Ruiz"), names("Jane Doe, JD Lee")
    (('Jane Doe',), ('Jane Doe', 'Ana Ruiz'), ('Jane Doe', 'JD Lee'))
    """
    found: list[str] = []
    learned = False  # whether a degree stands before, so that the next one is no initials
    for part in _parts(text)[:MOST_NAMES]:
        if found and re.fullmatch(_CREDENTIAL, part):
            learned = True
            continue
        if learned and re.fullmatch(_CREDENTIAL, part.partition(" ")[0]):
            break
        learned = False
        name, whole = _name(part)
        if not name or (found and not _goes_with(name, part, found[0])):
            break
        found.append(name)
        if not whole:
            break
    return tuple(found)


def group_name(text: str) -> str:
    """A team or desk that signs as author, where a text is its name and nothing else; "" where it is none.

    >>> group_name("Harbour Post Editorial Team"), group_name("the Hallam Team"), group_name("Ann Lee, News Desk"), group_name("team")
    ('Harbour Post Editorial Team', 'the Hallam Team', '', '')
    """
    words = text.strip(_EDGE).split()
    if not 1 < len(words) <= MOST_TOKENS or _COMMAS.search(text) or words[-1].casefold() not in _GROUP or not words[-1][0].isupper():
        return ""
    fits = all(_TOKEN.fullmatch(word) and (word[0].isupper() or word in _PARTICLE or not n) for n, word in enumerate(words))
    return " ".join(words) if fits else ""


def last_name(words: list[str]) -> str:
    """The words at an end that may be a name, without what a page prints between a name and a day.

    >>> last_name("Markets in the U.S. Julian K. Arni Last Updated".split()), last_name("Cities Ann Lee Updated |".split())
    ('Julian K. Arni', 'Ann Lee')
    """
    end = len(words)
    while end:
        if end > 1 and _is_phrase(words[end - 2 : end]):
            end -= 2
        elif not words[end - 1][0].isalnum() or _is_of_days(words[end - 1]):
            end -= 1
        else:
            break
    first = max(end - 2, 0)
    if first and (_INITIAL.fullmatch(words[first]) or words[first] in _PARTICLE):
        first -= 1
    return " ".join(words[first:end])


def and_words() -> frozenset[str]:
    """The words for "and" that stand between two authors."""
    return _AND


def _parts(text: str) -> list[str]:
    """What stands between commas, ampersands and words for "and"."""
    parts: list[str] = []
    shouts = text.isupper()
    for piece in _COMMAS.split(text.strip(_EDGE)):
        words: list[str] = []
        for word in piece.split():
            if word in _AND or (words and len(word) > 1 and _joins(word, shouts=shouts)):
                parts.append(" ".join(words))
                words = []
            else:
                words.append(word)
        parts.append(" ".join(words))
    return [part for part in (part.strip(_EDGE) for part in parts) if part]


def _joins(word: str, *, shouts: bool) -> bool:
    """Whether a capitalised word between two others is "and"; in a line that isn't all in capitals the words of most languages are names.

    >>> _joins("Dan", shouts=False), _joins("DAN", shouts=True), _joins("And", shouts=False)
    (False, True, True)
    """
    return word.lower() == _AND_IN_TITLES or (shouts and word.lower() in _AND)


def is_paper(name: str) -> bool:
    """Whether what looks like a name is that of a paper or an agency ("Harbour Post")."""
    return any(word.lower() in _PAPER for word in name.split())


def is_role(name: str) -> bool:
    """Whether what looks like a name is what somebody is at a paper ("Executive Editor")."""
    return is_job(name) or any(_is_role(token) for token in name.split())


def _goes_with(name: str, part: str, first: str) -> bool:
    """Whether a name behind the first one is another author, and not the first one's role or place."""
    if " " in first and " " not in name and name.isascii():
        return False
    part_is_job = not has_hangul(part) and is_job(part)
    return not is_job(name) and not part_is_job and not is_paper(part) and not any(_is_role(token) for token in part.split())


def _name(part: str) -> tuple[str, bool]:
    """The name a part of a byline begins with, or "", and whether the part holds nothing else."""
    if has_hangul(part):
        korean = hangul_name(part)
        return korean, bool(korean)
    if unspaced(part):
        found = unspaced_name().match(part)
        return (found[0], found.end() == len(part)) if found else ("", False)
    tokens = part.split()
    while tokens and tokens[0].lower() in _TITLE:
        tokens = tokens[1:]
    run = _run(tokens)
    if len(run) == 1 < len(tokens) and tokens[1].islower() and tokens[1] not in _SMALL:
        return "", False  # the beginning of a sentence, or "Staff writer"
    name = _trim(run, rest=len(tokens) > len(run))
    return " ".join(name).rstrip(",*"), len(name) == len(tokens)


def _run(tokens: list[str]) -> list[str]:
    """The words that look like parts of a name, up to the first that does not."""
    run: list[str] = []
    for place, token in enumerate(tokens):
        if (len(run) >= 2 and (token.lower() in _SMALL or _is_furniture(token))) or (run and _is_weekday(token)):
            break
        if len(run) >= 2 and _begins_prose(tokens[place : place + 2]):
            break
        if run and (_SHORTENED.search(token) or (token[0].isupper() and _goes_on(run, tokens[place : place + FURNITURE_WORDS]))):
            break
        glued = _GLUED.search(token) or (_GLUED_IN.search(token) if run and place + 1 < len(tokens) else None)
        if glued and (glued[0] == "In" or phrases.load().match(token[glued.start() :])):
            run.append(token[: glued.start()])
            break
        if not _TOKEN.fullmatch(token) or (token[0].islower() and not (run and token in _PARTICLE)):
            break
        run.append(token)
    return run


def _goes_on(run: list[str], rest: list[str]) -> bool:
    """Whether what stands behind a name is the name again, a day, or a phrase that a page prints there."""
    if len(run) >= 2 and rest[0] == run[0]:
        return True
    if len(rest) > 1 and rest[1][0].isdigit() and _is_month(rest[0]) and not _is_month(rest[-1]):  # Tom May 15 December
        return True
    if _is_of_days(rest[0]):
        return True
    return any(_is_phrase(rest[:count]) for count in range(2, len(rest) + 1))


def _begins_prose(words: list[str]) -> bool:
    """Whether words begin a sentence behind a name, as "If you" and "The idea" do: a function word and one in lower case."""
    first, rest = words[0], words[1:]
    if not rest or not first.istitle() or not rest[0].islower() or first.lower() in _IN_NAMES or rest[0] in _AND:
        return False
    return first.lower() in phrases.load().words("words.function")


def _is_month(token: str) -> bool:
    return token.casefold().rstrip(".,") in _months()


@cache
def _months() -> frozenset[str]:
    return phrases.load().words("date.month")


@lru_cache(4096)
def _is_of_days(token: str) -> bool:
    """Whether a word says what the day behind it is ("Updated"): no name, however short the one before it is."""
    return not _OF_DAYS.isdisjoint(phrases.load().match(token))


def _is_phrase(words: list[str]) -> bool:
    """Whether words are a phrase that a page prints behind a name, from the first of them on ("Lee Updated" is one with any)."""
    return _matches(" ".join(words)) and not _matches(" ".join([_NOBODY, *words[1:]]))


@lru_cache(4096)
def _matches(words: str) -> bool:
    return not _BEHIND_NAMES_IN_WORDS.isdisjoint(phrases.load().match(words))


def _trim(run: list[str], *, rest: bool) -> list[str]:
    """A run of capitalised words without the role or the paper that follows the name in it."""
    while run and run[-1] in _PARTICLE:
        run = run[:-1]
    for place, token in enumerate(run):
        if place and (_is_role(token) or is_profession(token) or (place >= 2 and _shouts(token) and not _shouts(run[0]))):
            return run[: _given(run)] if _is_role(token) or is_profession(token) else run[:place]
        if not place and _is_role(token):
            return []
    return run[: _given(run)] if len(run) > MOST_TOKENS or (rest and len(run) > 3) else run


def particles(name: str) -> int:
    """How many small words are part of a last name.

    >>> particles("Jan van der Berg"), particles("Institute of the Sea")
    (2, 0)
    """
    return sum(word in _IN_LAST_NAMES for word in name.split()[1:])


def is_particle(word: str) -> bool:
    """Whether a word stands inside names, in lower case or as their beginning ("di", "von")."""
    return word.casefold() in _PARTICLE


def _given(run: list[str]) -> int:
    """How many words of a run are a name at least: first and last name, and the initials and particles between."""
    count = 2
    while count < len(run) and (_INITIAL.fullmatch(run[count - 1]) or run[count - 1] in _PARTICLE):
        count += 1
    return count


def _shouts(token: str) -> bool:
    return len(token) > 2 and token.isupper()


@lru_cache(8192)
def is_byline(word: str) -> bool:
    """Whether one word is a byline phrase ("by"); the same words come again and again in short lines."""
    return "people.byline" in phrases.load().match(word)


@lru_cache(4096)
def _is_furniture(token: str) -> bool:
    """Whether a word is what stands behind a byline, such as "Published" or "Share"."""
    return not _BEHIND_NAMES.isdisjoint(phrases.load().match(token))


def _is_weekday(token: str) -> bool:
    return len(token) >= WEEKDAY and token.casefold() in weekdays()


@lru_cache(4096)
def _is_role(token: str) -> bool:
    return "people.role" in phrases.load().match(token)
