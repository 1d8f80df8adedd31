"""An explanation for programs: JSON with every mark of every block."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cleaner import __version__
from cleaner.explain.rows import Row, rows
from cleaner.explain.text import MOST_REASONS
from cleaner.model import Article, Decision, Mark, Page
from cleaner.render import CONFIDENCE_DIGITS
from cleaner.rules.tell import tell

DIGITS = 9
"""Digits behind the point that a weight keeps: a hundred of them add up to the margin within 1e-6, and all C libraries agree on them."""


def to_json(page: Page, decisions: Sequence[Decision], article: Article) -> str:
    """The explanation as one line of JSON: `path`, `title`, `authors`, `date`, `confidence`, `blocks`, `version`.

    A block has `lines`, `text`, `role`, `keep` (whether it stands in the article), `margin` (log-odds above the page's cut: content from
    0 on), `confidence` (that this is right), `reasons` (what weighed most: `topic`, `words`, `weight`) and `marks` (`name`, `weight`,
    `words`), whose weights add up to the margin."""
    path = page.source.path and page.source.path.encode("utf-8", "replace").decode()
    values = {
        "path": path,
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date,
        "confidence": round(article.confidence, CONFIDENCE_DIGITS),
        "blocks": [_block(row) for row in rows(page, decisions, article, MOST_REASONS)],
        "version": __version__,
    }
    return json.dumps(values, ensure_ascii=False) + "\n"


def _block(row: Row) -> dict[str, Any]:
    block, part, decision, reasons = row
    return {
        "lines": list(block.lines),
        "text": block.text,
        "role": part.role or None,
        "keep": part.shown,
        "margin": round(decision.score, DIGITS),
        "confidence": round(decision.confidence, CONFIDENCE_DIGITS),
        "reasons": [{"topic": topic, "words": words, "weight": round(weight, DIGITS)} for topic, words, weight in reasons],
        "marks": [_mark(mark) for mark in decision.marks if mark.weight],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {"name": mark.name, "weight": round(mark.weight, DIGITS), "words": tell(mark.name).words}
