"""Links that a program wrote into laid out text as Markdown has them, `[News](https://a.example/news)`: their addresses are no words of it.

Their text stays. An article about Markdown shows one or two; a page has many."""

from __future__ import annotations

import re
from itertools import islice

SIGN = "]("
FEWEST = 5
"""Links of a page at least."""

MOST = 5_000_000
"""Characters of a page at most: of 50 MB a second text doesn't fit into a gigabyte beside the first."""

_ADDRESS = r"(?=https?:|mailto:|javascript:|tel:|/|#|\.{1,2}/|\?|[\w%.-]++[/?#]|[\w%-]++\.)[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+"
_TARGET = rf"\(\s?{_ADDRESS}(?:\s+\"[^\"\n]*\")?\s?\)"
_LINK = rf"(!?)\[([^\[\]]{{0,1000}}+)\](?:{_TARGET}|\(\))"


def strip(text: str) -> str:
    r"""The text with only the text of its links, line for line, and without pictures; the text itself where it has few.

    >>> strip("[Home](/) | [News](/news) | [Sport](/sport) | [ Our\n  boats ](/boats)\n![A ferry](/ferry.jpg) [About](/about)")
    'Home | News | Sport |  Our\n  boats \n About'
    """
    if len(text) > MOST or text.count(SIGN) < FEWEST or len(list(islice(re.finditer(_LINK, text), FEWEST))) < FEWEST:
        return text
    return re.sub(_LINK, lambda link: "\n" * link[2].count("\n") if link[1] else link[2], text)
