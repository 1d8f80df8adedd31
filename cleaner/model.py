"""The values that cross layers: what a page is, what is decided about it, what comes out.

Everything here is deeply frozen; nothing here imports another part of the package at import time. All of it is named tuples: making the
five that were frozen dataclasses cost a twelfth of what a start takes of the processor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, overload

Kind = Literal["text", "html", "markdown"]
"""What an input is: plain page text, an HTML page, a Markdown document."""

BlockKind = Literal["paragraph", "heading", "item", "table", "code", "caption", "image", "rule"]
"""What a block of a page is: `item` is one list item, `table` a table (of a text page: one row), `rule` a thematic break."""

Shape = Literal["lines", "wrapped", "oneline", "html", "markdown"]
"""How a page is laid out: a paragraph a line, hard-wrapped at some width, everything on one line, or by markup."""


class CleanError(Exception):
    """Base of every failure that `clean` reports: one sentence saying what, where and what to try."""


class UnreadableInput(CleanError):
    """The bytes are not text (an image, an archive, a kind of page that this version does not read)."""


class UsageError(CleanError):
    """An option has a value that cannot work."""


Action = Literal["drop", "keep", "drop-after", "drop-before", "weight"]
"""What a user's rule does with the blocks that it matches, or with all that stands after or before them."""


class UserRule(NamedTuple):
    """A rule that a user wrote: which blocks it matches, and what becomes of them.

    phrases: words of a block, compared without case and punctuation; "..." at an end stands for more text there. regexes: RE2 syntax,
    searched for in the whole text of a block; either is enough. actions: what it does. weight: log-odds for "weight".
    sites: domains whose pages it is for, with their subdomains; languages: BCP 47, of pages it is for; () for all.
    examples, counter_examples: texts of blocks that it must match, or leave. file, line: where it stands.
    """

    name: str
    phrases: tuple[str, ...] = ()
    regexes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ("drop",)
    weight: float = 0.0
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def mark(self) -> str:
        """The name of the mark that it leaves."""
        return f"user.{self.name}"


class Options(NamedTuple):
    """Everything a caller can choose; one value that crosses all layers.

    kind: "auto" (sniffed) or a `Kind`. encoding: name of the input's encoding, None to detect it.
    captions, links, images: what becomes of picture captions, links and images in the output.
    frontmatter: YAML metadata before the Markdown. removed: list what was left out in `Article.removed`.
    url: address of the page, if known.
    rules: of the user (`cleaner.load_rules`). only, skip: names of rules or families, the only ones that count, or that don't.
    """

    kind: Literal["auto", "text", "html", "markdown"] = "auto"
    encoding: str | None = None
    captions: Literal["keep", "drop"] = "keep"
    links: Literal["keep", "drop"] = "keep"
    images: Literal["keep", "drop"] = "keep"
    frontmatter: bool = False
    removed: bool = False
    url: str | None = None
    rules: tuple[UserRule, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


class Source(NamedTuple):
    """A decoded input: `text` is normalised (only "\\n" line ends, no control or zero-width characters)
    and has as many lines as the input, so that line numbers hold. `lines` of later values count from 1 in it."""

    text: str
    kind: Kind
    encoding: str
    sha256: str
    path: str | None = None


class Quote(NamedTuple):
    """A block quote. first: index of its first block among those read. depth: how many list items it stands in."""

    first: int
    depth: int


class Markup(NamedTuple):
    """What markup says of one block.

    markdown: its text with links, emphasis and images as CommonMark (a table as GFM, a code block with its fence), "" where that is only
    the text escaped. level: of a heading, 1 to 6. quotes: the block quotes it stands in, the outermost first, twelve at the most.
    tag: name of the element that holds it ("p", "li", "h2", "td", "figcaption"; of Markdown the same by meaning).
    region: the nearest enclosing part of the page by element or role: "main", "article", "nav", "header", "footer", "aside", "form", or "".
    family: what the class and id names nearest around it speak of ("menu", "share", "comment", "related", "content"...), or "".
    linked: percent of its characters that stand in links. links: how many links it holds.
    listed: percent of the characters of its list (or of its run of siblings) that stand in links; 0 outside of lists.
    hidden: whether a reader of the page does not see it. deep: elements around it, at most 255.
    aside: which kind of furniture it stands in by the names further around it ("comment", "related", "promo"...), or "".
    held: percent of the page's unlinked sentence words that stand in its parent; outer: in its parent's parent.
    kept: percent of its words that each second opinion kept (the order is the reader's), or () where there is none.
    """

    markdown: str = ""
    level: int = 0
    quotes: tuple[Quote, ...] = ()
    tag: str = "p"
    region: str = ""
    family: str = ""
    linked: int = 0
    links: int = 0
    listed: int = 0
    hidden: bool = False
    deep: int = 0
    held: int = 0
    outer: int = 0
    aside: str = ""
    kept: tuple[int, ...] = ()


class Block(NamedTuple):
    """One line, paragraph, heading or list item of a page.

    text: without indent, bullet and line wraps; never empty. lines: first and last line in the source, from 1.
    gap: blank lines above it (0 to 3). indent: columns of white space before its first line.
    marker: the bullet or number it stood behind ("*", "1."; with the box of a task: "- [x]"), or "". depth: nesting of a list item,
    from 0; of another kind of block that belongs to a list item, one more than the item's.
    markup: what markup says of it, None on a text page. goes_on: whether it goes on with the paragraph of the block above it, which
    was cut since it is as long as a page.
    """

    text: str
    kind: BlockKind = "paragraph"
    lines: tuple[int, int] = (1, 1)
    gap: int = 0
    indent: int = 0
    marker: str = ""
    depth: int = 0
    markup: Markup | None = None
    goes_on: bool = False


class Clue(NamedTuple):
    """What a page says of itself beside its text. field: what about. source: where it stands ("json-ld", "og", "meta", "time",
    "h1", "title", "trafilatura", "front-matter"...). value: as it stands there, white space collapsed; never empty."""

    field: Literal["title", "author", "date", "modified", "site", "url", "language", "image", "description", "type"]
    source: str
    value: str


class Page(NamedTuple):
    """A page in reading order, whatever it was read from. clues: what it says of itself, in the order of the page.

    siblings: how many other pages of its site are known. seen: on how many of them each block stands, -1 for one that the page has
    again and again (`cleaner.sites.MOST_ITEMS`); () if none is known.
    under, over: how much of what stands between the same two lines these pages keep, a step of `cleaner.rules.sites` for every block: by
    the line above, and by the one below; b"" if none is known."""

    blocks: tuple[Block, ...]
    shape: Shape
    source: Source
    clues: tuple[Clue, ...] = ()
    siblings: int = 0
    seen: tuple[int, ...] = ()
    under: bytes = b""
    over: bytes = b""


class Mark(NamedTuple):
    """One piece of evidence on one block: its name (`promo.read-more`, `shape.words=12-20`) and what it weighs.

    weight: log-odds for keeping (positive) or dropping (negative) the block."""

    name: str
    weight: float


class Decision(NamedTuple):
    """What becomes of one block.

    score: log-odds above the page's cut, in the light of the whole page; kept from 0 on.
    confidence: probability of `keep` being right, 0 to 1 (doubtful text is kept, so it can be under 0.5).
    marks: the evidence, strongest first; the weights add up to the score."""

    keep: bool
    score: float
    confidence: float
    marks: Sequence[Mark] = ()


class Decisions(Sequence[Decision]):
    """The decisions on all blocks of a page, each made when somebody asks for it: the article itself only needs to know what is kept.

    scores: log-odds above the page's cut, by block. chances: of being content, 0 to 1. marks: gives the evidence on a block."""

    __slots__ = ("_chances", "_marks", "_scores")

    def __init__(self, scores: Sequence[float], chances: Sequence[float], marks: Callable[[int], Sequence[Mark]]) -> None:
        self._scores, self._chances, self._marks = scores, chances, marks

    @property
    def kept(self) -> list[bool]:
        """`Decision.keep` of every block."""
        return [score >= 0 for score in self._scores]

    @property
    def chances(self) -> Sequence[float]:
        """How likely each block is content, 0 to 1."""
        return self._chances

    def __len__(self) -> int:
        return len(self._scores)

    @overload
    def __getitem__(self, index: int) -> Decision: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Decision]: ...
    def __getitem__(self, index: int | slice) -> Decision | Sequence[Decision]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        block = range(len(self))[index]
        score, chance = self._scores[block], self._chances[block]
        return Decision(score >= 0, score, chance if score >= 0 else 1 - chance, self._marks(block))


class ArticleBlock(NamedTuple):
    """One block of the article. lines: first and last source line, from 1.

    text: plain; a list has one item a line, with its marker. markdown: the same as CommonMark."""

    kind: Literal["paragraph", "heading", "list", "quote", "code", "table", "caption", "image", "rule"]
    text: str
    markdown: str
    lines: tuple[int, int]


class Removed(NamedTuple):
    """A block that was left out: its source lines, its text, the names of the marks that weighed most, its score."""

    lines: tuple[int, int]
    text: str
    rules: tuple[str, ...]
    score: float


class Article(NamedTuple):
    """The article of a page. Unknown metadata is None (or empty); a page without an article has an empty `text`."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    image: str | None = None
    blocks: tuple[ArticleBlock, ...] = ()
    captions: tuple[str, ...] = ()
    confidence: float = 0.0
    removed: tuple[Removed, ...] | None = None
    source: Source | None = None

    def __repr__(self) -> str:
        """Without the source, which is the whole page."""
        return f"Article({', '.join([f'{name}={value!r}' for name, value in zip(self._fields[:-1], self[:-1], strict=True)])})"

    @property
    def text(self) -> str:
        """The body as plain paragraphs joined by a blank line: no title, byline, captions or what describes pictures."""
        return "\n\n".join(block.text for block in self.blocks if block.kind not in ("caption", "image", "rule"))

    @property
    def has_text(self) -> bool:
        """Whether there is any `text`, told without joining it."""
        return any(block.text and block.kind not in ("caption", "image", "rule") for block in self.blocks)

    def to_markdown(self, *, frontmatter: bool = False) -> str:
        """The article as CommonMark: title as `#`, then the body; `frontmatter` puts YAML metadata above it."""
        from cleaner.render import to_markdown

        return to_markdown(self, frontmatter=frontmatter)

    def to_dict(self) -> dict[str, Any]:
        """The article as the JSON object that `clean -f json` prints (README, "JSON")."""
        from cleaner.render import to_dict

        return to_dict(self)
