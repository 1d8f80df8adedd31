"""Fitted weights for finding headline, date and byline: what each piece of evidence says, a table a module."""

from __future__ import annotations

from cleaner.compose.weights.author import AUTHOR
from cleaner.compose.weights.date import DATE
from cleaner.compose.weights.glance import GLANCE
from cleaner.compose.weights.title import TITLE

__all__ = ["AUTHOR", "DATE", "GLANCE", "TITLE"]
