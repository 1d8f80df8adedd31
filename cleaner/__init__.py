"""Take the article out of scraped page text: ``from cleaner import clean, Options``."""

from __future__ import annotations

__version__ = "0.1.0"  # a literal: reading it through importlib.metadata would cost every start 20 ms

from cleaner.model import Article, CleanError, Options, UnreadableInput, UserRule
from cleaner.pipeline import clean

__all__ = ["Article", "CleanError", "Options", "UnreadableInput", "UserRule", "__version__", "clean", "load_rules"]


def load_rules(path: str) -> tuple[UserRule, ...]:
    """The rules of a TOML file, for `Options(rules=...)`. Raises CleanError with file and line where something is wrong."""
    from cleaner.userrules import load_rules

    return load_rules(path)
