"""A page as rows, one a block: what it is, whether it stands in the article, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleaner.explain.reasons import Reason, Reasons
from cleaner.explain.roles import MOVED, Part, parts
from cleaner.model import Article, Block, Decision, Page
from cleaner.rules.tell import tell


class Row(NamedTuple):
    """One block. part: what it is to the article. reasons: what weighed most, strongest first."""

    block: Block
    part: Part
    decision: Decision
    reasons: tuple[Reason, ...]


def rows(
    page: Page, decisions: Sequence[Decision], article: Article, most: int, asks: Callable[[Part, Decision], bool] | None = None
) -> Iterator[Row]:
    """The rows of a page with up to `most` reasons each. What composing left out has that as its first reason.

    asks: whether the reasons are of interest, which take longer to find than all else; of every block if not given."""
    found = Reasons(page, decisions)
    for index, (block, decision, part) in enumerate(zip(page.blocks, decisions, parts(page, decisions, article), strict=True)):
        composed = (Reason(tell(part.rule).topic, tell(part.rule).words, 0.0),) if part.rule and not part.shown else ()
        others = found.of(index, most - len(composed)) if asks is None or asks(part, decision) else ()
        yield Row(block, part, decision, (*composed, *others))


__all__ = ["MOVED", "Row", "rows"]
