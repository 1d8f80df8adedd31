"""What callers from Python give, looked at before it can fail oddly: the command line checks its options itself, type checkers check those
of who uses one, and everybody else gets one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleaner.model import Options, UsageError, UserRule

_CHOICES = {"kind": ("auto", "text", "html", "markdown"), **dict.fromkeys(("captions", "links", "images"), ("keep", "drop"))}
_TEXTS = ("encoding", "url")
_FLAGS = ("frontmatter", "removed")
_NAMES = ("only", "skip")


def check(data: object, options: object, path: object) -> None:
    """Raise UsageError for a page, options or a name for the page that can't work."""
    if not isinstance(data, bytes | str):
        hint = "give bytes(page)" if isinstance(data, bytearray | memoryview) else "read the file first"
        raise UsageError(f"A page is bytes or str, not {_kind(data)}; {hint}")
    if not isinstance(path, str | None):
        raise UsageError(f"The path is a str or None, not {_kind(path)}; give str(path)")
    if not isinstance(options, Options):
        raise UsageError(f"The options are Options, not {_kind(options)}; give Options(captions='drop') or the like")
    for name, choices in _CHOICES.items():
        check_choice("Options", name, getattr(options, name), choices)
    for name in _TEXTS:
        if not isinstance(value := getattr(options, name), str | None):
            raise UsageError(f"Options: {name} is a str or None, not {_kind(value)}")
    for name in _FLAGS:
        if not isinstance(value := getattr(options, name), bool):
            raise UsageError(f"Options: {name} is True or False, not {value!r}")
    for name in _NAMES:
        check_texts("Options", name, getattr(options, name), "promo")
    if not isinstance(options.rules, tuple) or not all(isinstance(rule, UserRule) for rule in options.rules):
        raise UsageError("Options: rules is a tuple of UserRule, such as load_rules('rules.toml') or (UserRule(...),)")


def check_choice(owner: str, name: str, value: object, choices: Sequence[str]) -> None:
    """Raise UsageError for a value that is none of the choices."""
    if value not in choices:
        raise UsageError(f"{owner}: {name} can't be {value!r}; it is one of {', '.join(choices)}")


def check_texts(owner: str, name: str, value: Any, example: str) -> None:
    """Raise UsageError for what is no tuple of texts. A text alone is the commonest slip: its letters would be taken for texts."""
    if not isinstance(value, tuple) or not all(isinstance(text, str) for text in value):
        told = value if isinstance(value, str) else example
        raise UsageError(f"{owner}: {name} is a tuple of texts, not {_kind(value)}; write {name}=({told!r},)")


def _kind(value: object) -> str:
    return type(value).__name__
