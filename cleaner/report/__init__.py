"""A report about many pages: one HTML file that needs nothing else, with the doubtful pages first, what was kept of each and why."""

from __future__ import annotations

from cleaner.report.gather import Gathered
from cleaner.report.sheet import Sheet, sheet
from cleaner.report.write import write

__all__ = ["Gathered", "Sheet", "sheet", "write"]
