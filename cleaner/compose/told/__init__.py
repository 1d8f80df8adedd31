"""Metadata of pages that say something of themselves: clues weighed together with what the text rules find.

Clues contradict each other and the text: a page's title holds the site's name, its first heading may be the site's slogan, its JSON-LD
names the company as the author, and its date is that of the last change. So nothing is believed because it comes first; each value
that anything speaks for is a candidate, and fitted weights say how much each piece of evidence counts, as for pages of text."""

from __future__ import annotations

from cleaner.compose.told.day import told_date
from cleaner.compose.told.facts import Facts, told_facts
from cleaner.compose.told.headline import told_anchor, told_title
from cleaner.compose.told.writers import told_authors

__all__ = ["Facts", "told_anchor", "told_authors", "told_date", "told_facts", "told_title"]
