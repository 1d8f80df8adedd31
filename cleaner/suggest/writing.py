"""Rules as TOML, added to a file that keeps everything else that stands in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence

from cleaner import output, tomlfile, userrules
from cleaner.model import UserRule


def to_toml(rules: Sequence[UserRule]) -> str:
    """Tables that read back as these rules.

    >>> print(to_toml([UserRule("hot", ("Hot this week",), actions=("drop", "drop-after"))]))
    [[rules]]
    name = "hot"
    phrase = "Hot this week"
    action = ["drop", "drop-after"]
    <BLANKLINE>
    """
    return "\n".join("\n".join(["[[rules]]", *_keys(rule), ""]) for rule in rules)


def _keys(rule: UserRule) -> Iterator[str]:
    yield f"name = {_text(rule.name)}"
    for key, texts in (("phrase", rule.phrases), ("regex", rule.regexes)):
        if texts:
            yield f"{key} = {_texts(texts)}"
    yield f"weight = {rule.weight}" if "weight" in rule.actions else f"action = {_texts(rule.actions)}"
    for key, texts in (("sites", rule.sites), ("languages", rule.languages)):
        if texts:
            yield f"{key} = [{', '.join(map(_text, texts))}]"
    for key, texts in (("examples", rule.examples), ("counter_examples", rule.counter_examples)):
        if texts:
            yield f"{key} = [\n" + "".join(f"    {_text(text)},\n" for text in texts) + "]"


def _texts(texts: Sequence[str]) -> str:
    return _text(texts[0]) if len(texts) == 1 else f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    """A string of TOML. The escapes of JSON are among those of TOML, but for one character."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007F")


def add(path: str, rules: Sequence[UserRule]) -> None:
    """Add rules to the end of a file, which appears with them whole or stays as it was. Raises UsageError where it can't be read."""
    before = _before(path)
    text = before + "\n" * (bool(before) + bool(before and not before.endswith("\n"))) + to_toml(rules)
    userrules.rules_of(tomlfile.parse(text, path))  # what is written can be read again
    with output.opened(path) as stream:
        stream.write(text.encode())


def _before(path: str) -> str:
    if not os.path.exists(path):
        return ""
    tomlfile.read(path)
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()
