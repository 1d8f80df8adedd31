"""Tables of metadata that `cleaner learn` leaves as they are shipped, because a new fit finds less on the pages of the floors."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.compose.weights import FILES, Weights, load_weights

FIRST = ("glance", "title", "author", "run_author", "date", "run_date")
"""The tables of the first stage, which are all that a family without clues has."""

HELD: Mapping[str, tuple[str, ...]] = {
    "text": ("glance", "title", "author", "date", "run_date"),
    "html": ("author", "told_author"),
    "markdown": ("date",),
}
"""Such tables by family. Those of text are from commit ce20cf2, where pages without a named author or day taught nothing, and no page got
lines of a later day (`cleaner.augment`); two fifths of the one of authors are of a later fit in the same manner. Fitted again on the
decisions that know short blocks (`cleaner.gold`) are three fifths of `glance` and `title`, and `date`. Those of HTML and Markdown are from
10f706f. Cross-validation fits them all anew. A table that isn't named here is refitted."""


def all_held(family: str) -> bool:
    """Whether a new fit of a family changes nothing."""
    return set(HELD.get(family, ())) >= set(FIRST if family == "text" else Weights._fields)


def with_held(family: str, fitted: Weights) -> tuple[Weights, tuple[str, ...]]:
    """The tables of a family with those that are held as they are shipped, and the names of these."""
    held = HELD.get(family, ())
    shipped = load_weights(next(shape for shape, name in FILES.items() if name == family))
    return fitted._replace(**{table: getattr(shipped, table) for table in held}), held
