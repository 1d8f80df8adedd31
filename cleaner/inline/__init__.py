"""Text with links, emphasis, code and images as CommonMark, and such CommonMark without its links or images.

A text is a row of spans, each with its marks. Where a mark stands so that no parser would read it as one (emphasis that begins with a
bracket in the midst of a word), the mark is left out and the text stays. What the text itself holds is escaped, so that nothing of it
is taken for markup, also not after links or images were taken out again.
"""

from cleaner.inline.addresses import target
from cleaner.inline.spans import CODE, DELETED, EMPHASIS, STRONG, Span, is_plain, plain
from cleaner.inline.taken import without
from cleaner.inline.write import markdown

__all__ = ["CODE", "DELETED", "EMPHASIS", "STRONG", "Span", "is_plain", "markdown", "plain", "target", "without"]
