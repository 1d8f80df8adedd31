"""Users' own rules: five lines of TOML that put a site right.

[[rules]]
name = "hot-this-week"
phrase = ["Hot this week", "Read more: ..."]
action = "drop"
examples = ["Read more: the tram is late"]
"""

from __future__ import annotations

from cleaner.userrules.match import LeftMarks, host_of, leave_marks, matches
from cleaner.userrules.parse import load_rules, parse_rules, rules_of

__all__ = ["LeftMarks", "host_of", "leave_marks", "load_rules", "matches", "parse_rules", "rules_of"]
