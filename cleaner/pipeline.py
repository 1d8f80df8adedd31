"""The main path on one screen: load, read, mark, decide, compose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Article, Decision, Options, Page, Shape

if TYPE_CHECKING:
    from cleaner.compose.weights import Weights
    from cleaner.sites import Neighbours
    from cleaner.weights import Table

_DEFAULTS = Options()


class SiteView(NamedTuple):
    """The key under which a site remembers a page, and the pages of the site that it remembers, if any."""

    key: str
    neighbours: Neighbours | None


class Explanation(NamedTuple):
    """One page with everything that was decided about it: one decision for every block, and what came out.

    used: names of the user's rules that matched something."""

    page: Page
    decisions: Sequence[Decision]
    article: Article
    used: frozenset[str] = frozenset()


def clean(data: bytes | str, options: Options = _DEFAULTS, *, path: str | None = None) -> Article:
    """The article of a page. An article with an empty `text` says that the page holds none.

    data: the page as bytes in any encoding, or decoded. path: what `Article.source` calls it.
    Raises UnreadableInput when the bytes are not a page, UsageError when an option can't work.
    """
    return explain(data, options, path=path).article


def read(data: bytes | str, options: Options = _DEFAULTS, *, path: str | None = None, opinions: bool = True) -> Page:
    """The blocks of a page of any kind. Raises UnreadableInput when the bytes are not a page, UsageError when an option can't work.

    opinions: HTML is shown to other extractors too, which who only wants the text of blocks need not wait for."""
    from cleaner import load

    if options != _DEFAULTS or not isinstance(data, bytes | str) or not isinstance(path, str | None):
        from cleaner import usage

        usage.check(data, options, path)
    source = load.load(data, options, path=path)
    if source.kind == "html":
        from cleaner.read import html

        return html.read(source, options.url, opinions=opinions)
    if source.kind == "markdown":
        from cleaner.read import markdown

        if options.kind == "markdown" or not markdown.is_heavy(source.text):
            return markdown.read(source, options.url)
        source = source._replace(kind="text")  # nobody said that it is Markdown
    from cleaner.read import text

    return text.read(source)


def explain(
    data: bytes | str,
    options: Options = _DEFAULTS,
    *,
    path: str | None = None,
    site: SiteView | None = None,
    tables: Mapping[Shape, Table] | None = None,
    weights: Mapping[Shape, Weights] | None = None,
) -> Explanation:
    """The same as `clean`, with the page and the decisions; `clean` is this, so explaining can't change the answer.

    site: what is known of the page's site. tables: weights by page shape instead of the shipped ones, for those who fit them.
    weights: the same for metadata."""
    from cleaner import compose, decide

    page = read(data, options, path=path)
    if site is not None and site.neighbours is not None:
        from cleaner.sites import annotate

        page = annotate(page, site.neighbours, site.key)
    table, found = tables[page.shape] if tables else None, weights[page.shape] if weights else None
    if options.rules or options.only or options.skip:
        from cleaner import wishes

        return Explanation(page, *wishes.decided(page, options, table, found))
    decisions, confidence, marks = decide.decide(page, table)
    return Explanation(page, decisions, compose.compose(page, decisions, options, confidence, marks, found))
