"""Finds furniture phrases on the lines of a page: by whole line, first words, last words, and words inside, each a look-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import add, attrgetter

from cleaner.phrases.folding import fold, is_spaced
from cleaner.phrases.index import Drawers, Index, Marks, drawer_of, open_drawers

_MANY = 1000
"""First letters of lines from which on all drawers are opened: so many has no page, but every run over many pages."""


class Book:
    """The phrases and word lists of several languages.

    >>> from cleaner.phrases import parse_files
    >>> book = parse_files({"en": "[promo.more]\\nread more\\nread more about ..."})
    >>> book.match("» READ MORE…"), book.match("I read more books.")
    (('promo.more',), ())
    """

    def __init__(self, index: Index, drawers: Drawers | None = None) -> None:
        self._index = index
        self._drawers = drawers
        self._opened: set[str] = set()
        self.languages = tuple(index.lists)

    @property
    def index(self) -> Index:
        """All look-up tables in full."""
        if self._drawers is not None:
            open_drawers(self._index, self._drawers, self._drawers.places)
        return self._index

    def _open(self, lines: Iterable[str]) -> None:
        """Opens the drawers of the lines' first letters; all of them where many lines come.

        Of two threads both may open one, which changes nothing; none goes on before."""
        drawers = self._drawers
        if drawers is None:
            return
        starts = {line[:2] for line in lines} - self._opened
        if len(self._opened) > _MANY:
            open_drawers(self._index, drawers, drawers.places)
            self._drawers = None
        elif starts:
            open_drawers(self._index, drawers, {drawer_of(start) for start in starts} | {start[:1] for start in starts})
            self._opened |= starts

    @lru_cache(maxsize=4096)  # noqa: B019 - the same names and labels are asked for several times a page
    def match(self, line: str) -> Marks:
        """Names of the marks that stand on a line (as it stands on the page), sorted."""
        folded = fold(line)
        words = folded.split()
        if not words:
            return ()
        self._open((folded,))
        marks = self._marks(folded, words)
        return marks if len(marks) < 2 else tuple(sorted(set(marks)))

    def match_page(self, lines: Sequence[str], split: Iterable[list[str]] | None = None, spaced: bool = False) -> dict[int, Marks]:
        """Marks of a page's lines, folded by `fold_lines`: index of the line -> sorted names. Lines without marks are left out.

        split: the words of each line, spaced: that no line is in a script without spaces (`is_spaced`), if the caller knows.
        Runs on every line of every page: what most lines don't have is tested by one look-up each, without a call."""
        self._open(lines)
        whole, _, _, _, firsts, lasts, anchors, _ = self._index
        known = anchors.keys().isdisjoint
        found: dict[int, Marks] = {}
        for number, (line, words) in enumerate(zip(lines, map(str.split, lines) if split is None else split, strict=True)):
            if words and (words[0] in firsts or line in whole or words[-1] in lasts or not known(words) or not (spaced or line.isascii())):
                marks = self._marks(line, words)
                if marks:
                    found[number] = marks if len(marks) == 1 else tuple(sorted(set(marks)))
        return found

    def _marks(self, line: str, words: list[str]) -> Marks:
        """Marks of one line, unsorted. words: of the line, at least one."""
        whole, begins, ends, _, firsts, lasts, anchors, _ = self._index
        marks = whole.get(line, ())
        if (lengths := firsts.get(words[0])) is not None:
            if not lengths:
                marks += begins.get(words[0], ())
                lengths = firsts.get(" ".join(words[:2]), ())
            for length in lengths:
                marks += begins.get(" ".join(words[:length]), ())
        if (lengths := lasts.get(words[-1])) is not None:
            if not lengths:
                marks += ends.get(words[-1], ())
                lengths = lasts.get(" ".join(words[-2:]), ())
            for length in lengths:
                marks += ends.get(" ".join(words[-length:]), ())
        if not anchors.keys().isdisjoint(words):
            marks += self._inside(f" {line} ", words)
        if not line.isascii() and not is_spaced(line):
            marks += self._unspaced(line)
        return marks

    def phrase(self, line: str) -> Marks:
        """Marks of the phrase that a line of a matched page is as a whole, also of one that lines begin with. The line is folded."""
        return self._index.whole.get(line) or self._index.begins.get(line, ())

    def phrases(self, lines: Sequence[str]) -> list[Marks]:
        """Marks of the phrase that each line is, wherever lines may have it; of folded lines that were not matched before."""
        self._open(lines)
        whole, begins, ends, inside = map(attrgetter("get"), self._index[:4])
        return [whole(line) or begins(line) or ends(line) or inside(line, ()) for line in lines]

    def _inside(self, spaced: str, words: list[str]) -> Marks:
        inside, anchors = self._index.inside, self._index.anchors
        marks: Marks = ()
        for anchor in anchors.keys() & words:
            for text in anchors[anchor].split("\t"):
                if text in spaced and f" {text} " in spaced:
                    marks += inside[text]
        return marks

    def _unspaced(self, line: str) -> Marks:
        """Marks of phrases in scripts without spaces: there a phrase is a substring, not words."""
        _, begins, ends, inside, firsts, lasts, anchors, _ = self._index
        found = [(begins, text) for length in firsts.get(f"{line[0]} ", ()) if (text := line[:length]) in begins]
        found += [(ends, text) for length in lasts.get(f"{line[-1]} ", ()) if (text := line[-length:]) in ends]
        for anchor in anchors.keys() & map(add, line, line[1:]):
            found += [(inside, text) for text in anchors[anchor].split("\t") if text in line]
        return tuple([mark for table, text in found if not is_spaced(text) for mark in table[text]])

    @cache  # noqa: B019 - books are few and live as long as the process
    def words(self, name: str, language: str | None = None) -> frozenset[str]:
        """Every entry of a word list (`words.function`, `date.month`), in one language or in all."""
        codes = self.languages if language is None else (language,)
        bodies = [self._index.lists.get(code, {}).get(name, "") for code in codes]
        return frozenset("\n".join(bodies).replace("\t", "\n").split("\n")) - {""}

    @cache  # noqa: B019
    def numbered(self, name: str, language: str | None = None) -> Mapping[str, int]:
        """Entries of a word list -> number of their line, from 1: `numbered("date.month")["janvier"]` is 1.

        What means several numbers in several languages is left out, unless one language is asked for."""
        numbers: dict[str, set[int]] = {}
        for number, words in self._entries(name, language):
            for word in words:
                numbers.setdefault(word, set()).add(number)
        return {word: min(meant) for word, meant in numbers.items() if len(meant) == 1}

    def _entries(self, name: str, language: str | None) -> Iterator[tuple[int, tuple[str, ...]]]:
        for code in self.languages if language is None else (language,):
            lines = self._index.lists.get(code, {}).get(name, "").splitlines()
            yield from enumerate([tuple(line.split("\t")) for line in lines], 1)
