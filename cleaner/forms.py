"""One page from bytes to the text that is written for it, in any of the forms the command knows."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cleaner import pipeline, render
from cleaner.model import Article, Options
from cleaner.pipeline import Explanation, SiteView

Form = Literal["markdown", "json", "text", "explain", "explain-json"]
EXPLAINS: tuple[Form, ...] = ("explain", "explain-json")
"""The forms that are no article, but show why it is as it is."""

SEPARATORS: dict[Form, str] = {"markdown": "\n---\n\n", "json": "", "text": "\n---\n\n", "explain": "\n", "explain-json": ""}
"""What stands between two articles. The blank lines keep a Markdown `---` from making a heading of the line before."""


class Look(NamedTuple):
    """How an explanation looks that is to be read: columns of the terminal, 0 if there is none, and whether it shows colours."""

    width: int = 0
    color: bool = False


PLAIN = Look()


class Cleaned(NamedTuple):
    """A page with all that was decided about it. piece: what to write for it, in UTF-8; empty if it has no article and nobody asks why.

    listed: the same explanation, with an article that lists what was removed if that was asked for."""

    explanation: Explanation
    piece: bytes
    listed: Explanation


def cleaned(
    data: bytes | str,
    form: Form,
    options: Options,
    path: str | None,
    site: SiteView | None = None,
    look: Look = PLAIN,
    *,
    listed: bool = False,
) -> Cleaned:
    """One page in a form. site: what is known of the page's site. listed: what was removed is of interest, whatever is written.

    Raises what `pipeline.clean` raises."""
    listed = listed or form in EXPLAINS
    full = pipeline.explain(data, options._replace(removed=True) if listed else options, path=path, site=site)
    hides = listed and not options.removed
    explanation = full._replace(article=full.article._replace(removed=None)) if hides else full
    return Cleaned(explanation, written(full if form in EXPLAINS else explanation, form, options, look), full)


def written(explanation: Explanation, form: Form, options: Options, look: Look = PLAIN) -> bytes:
    """What to write for a page, in UTF-8: nothing if it holds no article, unless to explain why."""
    if form in EXPLAINS:
        from cleaner import explain

        page, decisions, article = explanation[:3]
        if form == "explain-json":
            return explain.to_json(page, decisions, article).encode()
        return explain.to_text(page, decisions, article, width=look.width or explain.WIDTH, color=look.color).encode()
    return of_article(explanation.article, form, options) if explanation.article.has_text else b""


def of_article(article: Article, form: Form, options: Options) -> bytes:
    """An article in a form that is not an explanation, in UTF-8; JSON on one line."""
    if form == "json":
        return render.to_json(article).encode() + b"\n"
    return render.to_text(article).encode() if form == "text" else render.markdown_bytes(article, frontmatter=options.frontmatter)
