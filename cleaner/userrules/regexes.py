"""Regexes of users, searched for by RE2, whose time grows with the text and never explodes (Cox 2010, "Regular Expression Matching in
the Wild"). The library is loaded only when somebody has a regex."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cleaner.model import UsageError

LARGEST = 2_000
"""Instructions of a regex's program. RE2 needs up to a microsecond a character for every hundred of them, on text made for that;
`\\\\pL+` has 400, a long list of words 1,000."""
MEMORY = 16 << 20
"""Bytes for the automaton of all regexes together."""


def problem(regex: str) -> str:
    """What is wrong with a regex, as the end of a sentence about it, or ""."""
    re2 = _library()
    try:
        compiled = re2.compile(_encoded(regex), _options(re2))
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else str(error)
        return f"can't be used: {reason}; the syntax is that of RE2, without look-around and back-references"
    if compiled.programsize > LARGEST:
        return "is too large; count to a smaller number in {}, or use phrases"
    return "matches every line; say what must stand there" if compiled.search(b"") else ""


def searcher(regexes: Sequence[str]) -> Callable[[str], Sequence[int]]:
    """A function from a text to the indices of the regexes that stand in it, all looked for in one pass."""
    re2 = _library()
    found = re2.Set.SearchSet(_options(re2))
    try:
        for regex in regexes:
            found.Add(_encoded(regex))
        found.Compile()
    except re2.error as error:
        raise UsageError(f"All {len(regexes)} regexes of the rules are too large together; use phrases instead of some") from error

    def search(text: str) -> Sequence[int]:
        return found.Match(_encoded(text)) or ()

    return search


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _options(re2: Any) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    return options


def _library() -> Any:
    try:
        import re2
    except ImportError as error:
        raise UsageError("A rule with a regex needs google-re2, which is not installed; pip install google-re2") from error
    return re2
