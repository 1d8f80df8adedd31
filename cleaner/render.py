"""An article as Markdown, JSON or text."""

from __future__ import annotations

import re
from typing import Any

from cleaner import __version__
from cleaner.escape import escape_heading
from cleaner.model import Article, ArticleBlock, Removed, Source

CONFIDENCE_DIGITS = 4
"""Digits behind the point that a confidence keeps: logarithms differ between C libraries from about the 15th on."""

SCORE_DIGITS = 3
"""Digits behind the point that a score keeps: it is a sum of some dozens of weights that have three themselves."""

# JSON strings are YAML strings, but YAML wants these characters written as escapes (YAML 1.2.2, 5.1).
_NOT_PRINTABLE = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"

_SURROGATE = "[\ud800-\udfff]"


def to_markdown(article: Article, *, frontmatter: bool = False) -> str:
    """The article as CommonMark, ending with a line break; "" when there is none.

    frontmatter: YAML with what is known about the article above it.
    """
    return "\n\n".join(_whole(article, frontmatter))


def markdown_bytes(article: Article, *, frontmatter: bool = False) -> bytes:
    """The same in UTF-8, without the text in one piece: if it holds one emoji, 50 MB of it take 200."""
    return b"\n\n".join([part.encode() for part in _whole(article, frontmatter)])


def _whole(article: Article, frontmatter: bool) -> list[str]:
    parts = _parts(article)
    if parts:
        parts[0] = f"{_frontmatter(article) if frontmatter else ''}{parts[0]}"
        parts[-1] += "\n"
    return parts


def to_text(article: Article) -> str:
    """Title, blank line, body, ending with a line break; "" when there is no article."""
    body = article.text
    return "\n\n".join(filter(None, (article.title, body))) + "\n" if body else ""


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The article as the JSON object of `schema.json`, on one line unless `indent` is given."""
    import json

    return json.dumps(to_dict(article), ensure_ascii=False, indent=indent)


def to_dict(article: Article) -> dict[str, Any]:
    """The article as the object of `schema.json`: always these keys in this order, but `removed` only if it was asked for."""
    values: dict[str, Any] = {
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date,
        "site": article.site,
        "url": _scalars(article.url),
        "language": article.language,
        "text": article.text,
        "markdown": _markdown(article),
        "blocks": [_block(block) for block in article.blocks],
        "captions": list(article.captions),
        "confidence": round(article.confidence, CONFIDENCE_DIGITS),
    }
    if article.removed is not None:
        values["removed"] = [_removed(block) for block in article.removed]
    return {**values, "source": _source(article.source), "version": __version__}


def _markdown(article: Article) -> str:
    """Title and body; "" without a body."""
    return "\n\n".join(_parts(article))


def _parts(article: Article) -> list[str]:
    """Title and blocks as Markdown; none without a body."""
    if not article.has_text:
        return []
    title = [escape_heading(article.title, 1)] if article.title else []
    return [*title, *(block.markdown for block in article.blocks)]


def _frontmatter(article: Article) -> str:
    """What is known about the article as a YAML header; what isn't known is left out."""
    known = {
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date,
        "site": article.site,
        "url": _scalars(article.url),
        "language": article.language,
        "confidence": round(article.confidence, CONFIDENCE_DIGITS),
    }
    lines = [f"{key}: {_yaml(value)}" for key, value in known.items() if value not in (None, [])]
    return "\n".join(["---", *lines, "---", "", ""])


def _yaml(value: str | float | list[str]) -> str:
    r"""A value as YAML on one line; strings are always quoted, so that `no`, `1e3` or `a: b` stay strings.

    >>> print(_yaml(["Ann: \"B\"", "no"]))
    ["Ann: \"B\"", "no"]
    """
    import json

    return re.sub(_NOT_PRINTABLE, lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False))


def _block(block: ArticleBlock) -> dict[str, Any]:
    return {"kind": block.kind, "text": block.text, "markdown": block.markdown, "lines": list(block.lines)}


def _removed(block: Removed) -> dict[str, Any]:
    return {"lines": list(block.lines), "text": block.text, "rules": list(block.rules), "score": round(block.score, SCORE_DIGITS)}


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"path": _scalars(source.path), "kind": source.kind, "encoding": source.encoding, "sha256": source.sha256}


def _scalars(name: str | None) -> str | None:
    r"""A name from outside without lone surrogates: they stand for bytes that are not UTF-8, and can't be written as it.

    >>> _scalars("caf\udce9.txt")
    'caf�.txt'
    """
    return name and re.sub(_SURROGATE, "\ufffd", name)
