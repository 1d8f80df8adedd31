"""Take the article out of scraped page text: ``from cleaner import clean, Options``."""

from __future__ import annotations

__version__ = "0.1.0"  # a literal: reading it through importlib.metadata would cost every start 20 ms

from cleaner.model import Article, CleanError, Options, UnreadableInput
from cleaner.pipeline import clean

__all__ = ["Article", "CleanError", "Options", "UnreadableInput", "__version__", "clean"]
