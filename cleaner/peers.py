"""What else runs on bare text, to be measured in the same table: C4's line filter, body-text extraction, and keeping everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_C4_WORDS = 5
_C4_ENDS = (".", "!", "?", '"')
_C4_STOP = ("lorem ipsum", "javascript", "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
_TOLL = 10


def everything(text: str) -> str:
    """The page as it is."""
    return text


def c4_lines(text: str) -> str:
    """C4's line filter (Raffel et al. 2020, section 2.2): lines of five words or more with an end mark, policy lines out."""
    lines = (line.strip() for line in text.split("\n"))
    kept = [line for line in lines if line.endswith(_C4_ENDS) and len(line.split()) >= _C4_WORDS]
    return "\n".join([line for line, low in zip(kept, map(str.lower, kept), strict=True) if not any(stop in low for stop in _C4_STOP)])


def body_text(text: str) -> str:
    """Body-text extraction (Finn et al. 2001) over lines: the run of lines with the largest sum of words less ten a line."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    best, current, start, run = 0, 0, 0, (0, 0)
    for i, line in enumerate(lines):
        if current <= 0:
            current, start = 0, i
        current += len(line.split()) - _TOLL
        if current > best:
            best, run = current, (start, i + 1)
    return "\n".join(lines[run[0] : run[1]])


PEERS: Mapping[str, Callable[[str], str]] = {"everything": everything, "C4 line filter": c4_lines, "body-text extraction": body_text}
"""Peers by the name that the table gives them."""
