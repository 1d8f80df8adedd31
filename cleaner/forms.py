"""One page from bytes to the text that is written for it, in any of the forms the command knows."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cleaner import pipeline, render
from cleaner.model import Article, Options
from cleaner.pipeline import Explanation, SiteView

Form = Literal["markdown", "json", "text", "explain"]

SEPARATORS: dict[Form, str] = {"markdown": "\n---\n\n", "json": "", "text": "\n---\n\n", "explain": "\n"}
"""What stands between two articles. The blank lines keep a Markdown `---` from making a heading of the line before."""


class Cleaned(NamedTuple):
    """A page with all that was decided about it. piece: what to write for it, in UTF-8; empty if it has no article and nobody asks why."""

    explanation: Explanation
    piece: bytes


def cleaned(data: bytes | str, form: Form, options: Options, path: str | None, site: SiteView | None = None) -> Cleaned:
    """One page in a form. site: what is known of the page's site. Raises what `pipeline.clean` raises."""
    explanation = pipeline.explain(data, options, path=path, site=site)
    return Cleaned(explanation, written(explanation, form, options))


def written(explanation: Explanation, form: Form, options: Options) -> bytes:
    """What to write for a page, in UTF-8: nothing if it holds no article, unless to explain why."""
    if form == "explain":
        from cleaner import explain

        return explain.to_text(explanation.page, explanation.decisions, explanation.article).encode()
    return of_article(explanation.article, form, options) if explanation.article.has_text else b""


def of_article(article: Article, form: Form, options: Options) -> bytes:
    """An article in a form that is not an explanation, in UTF-8; JSON on one line."""
    if form == "json":
        return render.to_json(article).encode() + b"\n"
    return render.to_text(article).encode() if form == "text" else render.markdown_bytes(article, frontmatter=options.frontmatter)
