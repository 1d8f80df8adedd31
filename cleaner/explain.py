"""Why each line of a page was kept or dropped, as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

from cleaner.escape import printable
from cleaner.model import Article, Block, Decision, Page

TEXT_COLUMNS = 56
"""Room for a line of the page: with number, sign and confidence before it, its rules start within 80 columns."""

SHOWN_RULES = 3
"""How many rules are named, strongest first; `--removed` with JSON names more."""

BYLINE_ROOM = 30
"""Characters that a byline may have beside the name ("Reported By :", a day): a longer line is about the author."""


def to_text(page: Page, decisions: Sequence[Decision], article: Article) -> str:
    """One row for each line of the page that isn't blank, below a summary of the page.

    A row: line number, `+` (in the output) or `-`, how sure that is, the line, cut, and the rules that weighed most with their
    log-odds for body, led by what the line is if it isn't body: title, caption, byline or picture. A paragraph of several lines has its
    reasons in the first row.
    """
    source = page.source.text.split("\n")
    roles = _roles(page.blocks, decisions, article)
    rows = [_summary(page, decisions, article)]
    for block, decision, role in zip(page.blocks, decisions, roles, strict=True):
        rows += _rows(block, decision, role, source)
    return "\n".join([*rows, ""])


def _summary(page: Page, decisions: Sequence[Decision], article: Article) -> str:
    kept = sum(decision.keep for decision in decisions)
    name = printable(page.source.path or "standard input")
    return f"{name}: {kept} of {len(decisions)} blocks are body, confidence {article.confidence:.0%}"


def _roles(blocks: Sequence[Block], decisions: Sequence[Decision], article: Article) -> list[str]:
    """What each block is besides body or boilerplate: "title", "caption", "byline", "picture" or ""."""
    pictures = {(block.text, block.lines) for block in article.blocks if block.kind == "image"}
    shown = {block.lines for block in article.blocks if block.kind == "caption"}
    roles = []
    for block, decision in zip(blocks, decisions, strict=True):
        if any(block.text in caption or caption in block.text for caption in article.captions):
            roles.append("caption" if block.lines in shown else "")
        elif not decision.keep and any(name in block.text and len(block.text) <= len(name) + BYLINE_ROOM for name in article.authors):
            roles.append("byline")
        else:
            roles.append("picture" if (block.text, block.lines) in pictures else "")
    title = _title_index(blocks, article.title)
    if title is not None:
        roles[title] = "title"
    return roles


def _title_index(blocks: Sequence[Block], title: str | None) -> int | None:
    """The first block that is the title, or else that begins with it (and goes on with the site's name)."""
    if title is None:
        return None
    begun = [i for i, block in enumerate(blocks) if block.text.startswith(title)]
    return next((i for i in begun if blocks[i].text == title), begun[0] if begun else None)


def _rows(block: Block, decision: Decision, role: str, source: Sequence[str]) -> Iterator[str]:
    """The rows of one block; one that is part of a line, or of a page with markup, shows its own text."""
    first, last = block.lines
    sign = "+" if decision.keep or role in ("title", "caption", "picture") else "-"
    texts = [" ".join(block.text.split())] if first == last or block.markup else source[first - 1 : last]
    reasons = [f"[{role}]"] * bool(role) + [f"{mark.name} {mark.weight:+.1f}" for mark in decision.marks[:SHOWN_RULES]]
    tail = f"{decision.confidence:5.0%}", ", ".join(reasons)
    for number, text in enumerate(texts, first):
        if text.strip():
            sure, why = tail if number == first else ("     ", "")
            yield f"{number:5} {sign}{sure}  {_fit(text.strip(), TEXT_COLUMNS)}  {why}".rstrip()


def _fit(text: str, columns: int) -> str:
    """`text` cut or padded to that many columns of a terminal.

    >>> _fit("dogs", 6), _fit("elephants", 6), _fit("北京市议会", 6)
    ('dogs  ', 'eleph…', '北京… ')
    """
    used = 0
    for position, char in enumerate(text):
        width = _width(char)
        if used + width > columns - (position < len(text) - 1):
            return text[:position] + "…" + " " * (columns - used - 1)
        used += width
    return text + " " * (columns - used)


def _width(char: str) -> int:
    """Columns that a terminal gives to a character."""
    if char.isascii():
        return 1
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF")
