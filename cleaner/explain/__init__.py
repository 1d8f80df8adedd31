"""Why each block of a page was kept or dropped: rows with reasons in words, shown as text or given as JSON."""

from __future__ import annotations

from cleaner.explain.data import to_json
from cleaner.explain.roles import Part
from cleaner.explain.rows import Row, rows
from cleaner.explain.text import WIDTH, to_text

__all__ = ["WIDTH", "Part", "Row", "rows", "to_json", "to_text"]
