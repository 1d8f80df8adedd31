"""Pages with the article that must come out of them: NAME.txt and NAME.expected.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cleaner.model import Article

FIXTURES = Path(__file__).parent.parent / "fixtures"
PORTALS = sorted((FIXTURES / "portals").glob("*.txt"))
FIELDS = ("title", "authors", "date", "captions", "body")


def expected(page: Path) -> dict[str, Any]:
    """What must come out of a page. body: its paragraphs; those of a page on one line as one text, since nothing parts them there."""
    found = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert tuple(found) == FIELDS
    return dict(found)


def fields(article: Article, *, oneline: bool = False) -> dict[str, Any]:
    """The same of an article."""
    body = [block.text for block in article.blocks if block.kind != "caption"]
    return {
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date,
        "captions": list(article.captions),
        "body": [" ".join(body)] if oneline else body,
    }


def cases(pages: list[Path]) -> list[tuple[Path, str]]:
    """Every page with every field, to be tested one by one."""
    return [(page, field) for page in pages for field in FIELDS]
