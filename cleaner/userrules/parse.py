"""Reads users' rules from TOML. What can't be meant gets one sentence with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn, cast, get_args

from cleaner import phrases, tomlfile
from cleaner.model import Action, UserRule
from cleaner.tomlfile import Place, TomlFile
from cleaner.userrules import regexes
from cleaner.userrules.checks import HEAVIEST

MOST_RULES = 500
"""Rules in a file: that many take half as long to read as a page of text takes to clean. A rule can hold many phrases."""
KEYS = ("name", "phrase", "regex", "action", "weight", "sites", "languages", "examples", "counter_examples")
ACTIONS = tuple(action for action in get_args(Action) if action != "weight")
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_HOST = re.compile(r"[^\s/:@]+\Z")


def load_rules(path: str) -> tuple[UserRule, ...]:
    """The rules of a TOML file, for `Options(rules=...)`. Raises UsageError with file and line where something is wrong."""
    return rules_of(tomlfile.read(path), only_rules=True)


def parse_rules(text: str, file: str = "rules.toml") -> tuple[UserRule, ...]:
    """The same of a text; `file` is its name in messages.

    >>> parse_rules('[[rules]]\\nname = "hot"\\nphrase = "Hot this week"')[0].actions
    ('drop',)
    """
    return rules_of(tomlfile.parse(text, file), only_rules=True)


def rules_of(file: TomlFile, *, only_rules: bool = False) -> tuple[UserRule, ...]:
    """The rules of a file that was read. only_rules: nothing else may stand in it."""
    if only_rules and (other := next((key for key in file.values if key != "rules"), None)):
        line = file.tables[other][0].line if other in file.tables else file.top.of(other)
        raise file.error(line, f"{other!r} is no rule; a file of rules holds [[rules]] tables and nothing else")
    tables = file.values.get("rules", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise file.error(file.top.of("rules"), "rules are tables; begin each with a line [[rules]]")
    _refuse_many(file, len(tables))
    places = file.tables.get("rules", ())
    inline = Place(file.top.of("rules"), {})
    rules = [_Reader(file, table, places[i] if i < len(places) else inline).rule() for i, table in enumerate(tables)]
    _refuse_twins(file, rules)
    return tuple(rules)


def _refuse_many(file: TomlFile, count: int) -> None:
    if count > MOST_RULES:
        raise file.error(1, f"it has {count:,} rules, and {MOST_RULES:,} are the most; one rule can hold a list of phrases")


def _refuse_twins(file: TomlFile, rules: list[UserRule]) -> None:
    lines: dict[str, int] = {}
    for rule in rules:
        if rule.name in lines:
            raise file.error(rule.line, f"rule {rule.name!r} stands on line {lines[rule.name]} already; give this one another name")
        lines[rule.name] = rule.line


class _Reader(NamedTuple):
    """One table, and where it stands."""

    file: TomlFile
    table: Mapping[str, Any]
    place: Place

    def fail(self, key: str, problem: str) -> NoReturn:
        raise self.file.error(self.place.of(key), problem)

    def rule(self) -> UserRule:
        """The rule of this table. Raises TomlError."""
        for key in self.table:
            if key not in KEYS:
                self.fail(key, f"a rule has no {key!r}{_meant(key)}; it can have {', '.join(KEYS)}")
        rule = UserRule(
            self.name(),
            self.phrases(),
            self.texts("regex"),
            self.actions(),
            self.weight(),
            self.sites(),
            self.languages(),
            self.texts("examples"),
            self.texts("counter_examples"),
            self.file.file,
            self.place.line,
        )
        if not rule.phrases and not rule.regexes:
            self.fail("name", f"rule {rule.name!r} matches nothing; give it a phrase or a regex")
        self.check_regexes(rule)
        return rule

    def name(self) -> str:
        name = self.table.get("name")
        if name is None:
            self.fail("name", 'a rule needs a name, such as name = "hot-this-week"')
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            self.fail("name", f"{name!r} is no name for a rule; write small letters and numbers with - between, such as hot-this-week")
        return name

    def texts(self, key: str) -> tuple[str, ...]:
        """A text, or a list of them."""
        value = self.table.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
            self.fail(key, f'{key} is a text in quotes, or a list of such: ["one", "two"]')
        return tuple(found)

    def phrases(self) -> tuple[str, ...]:
        found = self.texts("phrase")
        for phrase in found:
            inner = phrase.strip().replace("…", "...")
            if len(phrases.fold(inner)) < 2:
                self.fail("phrase", f"{phrase!r} is too short for a phrase; write its words, or use a regex")
            if "..." in inner.removeprefix("...").removesuffix("..."):
                self.fail("phrase", f"{phrase!r} has '...' in its middle; it may stand at the start or the end only; or use a regex")
        return found

    def check_regexes(self, rule: UserRule) -> None:
        if rule.regexes:
            for regex in rule.regexes:
                if problem := regexes.problem(regex):
                    self.fail("regex", f"the regex {regex!r} {problem}")

    def actions(self) -> tuple[Action, ...]:
        found = self.texts("action")
        for action in found:
            if action not in ACTIONS:
                self.fail("action", f"{action!r} is nothing a rule can do{_meant(action, ACTIONS)}; it can {', '.join(ACTIONS)}")
        if "weight" in self.table:
            if found:
                self.fail("weight", "a rule has a weight or an action; leave one out")
            return ("weight",)
        if "keep" in found and "drop" in found:
            self.fail("action", "a rule can't both keep and drop a block; leave one out")
        return cast(tuple[Action, ...], found) or ("drop",)

    def weight(self) -> float:
        value = self.table.get("weight", 0.0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= HEAVIEST:
            self.fail("weight", f"weight is a number of log-odds from {-HEAVIEST:.0f} to {HEAVIEST:.0f}, below 0 for dropping")
        return float(value)

    def sites(self) -> tuple[str, ...]:
        """Domains, without what may stand around them in an address."""
        found = []
        for site in self.texts("sites"):
            host = site.strip().casefold().partition("://")[2] or site.strip().casefold()
            host = host.removesuffix("/").removeprefix("*.").removeprefix("www.")
            if not _HOST.match(host):
                self.fail("sites", f"{site!r} is no domain; write it such as example.org, which stands for its subdomains too")
            found.append(host)
        return tuple(found)

    def languages(self) -> tuple[str, ...]:
        found = self.texts("languages")
        known = {part for name in phrases.LANGUAGES for part in (name.casefold(), name.partition("-")[0])}
        for name in found:
            if name.casefold() not in known:
                self.fail("languages", f"{name!r} is no language that pages are told apart by; those are {', '.join(phrases.LANGUAGES)}")
        return found


def _meant(word: str, known: tuple[str, ...] = KEYS) -> str:
    """A guess at what a misspelt word was to be."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f" (did you mean {close[0]!r}?)" if close else ""
