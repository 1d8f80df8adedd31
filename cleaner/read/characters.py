"""What single characters say about the text around them: wide ones, closing ones, sentence ends."""

from __future__ import annotations

import re

WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
"""Characters that take two columns on a terminal."""

SPACELESS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003fffd]")
"""Characters of scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer), with their punctuation."""

OPENING = frozenset("([{«‹“‘„‚「『《〈（【［｛¿¡")
CLOSING = frozenset(",.;:!?)]}”’…、。，．；：！？）】］｝」』")
"""A line that begins with one of these goes on with the line above; arrows and guillemets, which may be bullets, are left out."""

STOPS = frozenset(".!?…。！？．।۔؟;:；：")
"""A sentence can end here; a colon or semicolon ends a line that introduces what follows."""

PAUSES = "，。、！？；।۔،؛፣"
"""Stops and commas of scripts without case: prose is full of them, headlines have few."""

QUOTES = "\"'”’»“)]）」』〉》"
"""May stand behind the stop of a sentence."""


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a stop, quotes and brackets behind it aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("one of the")
    (True, False)
    """
    return text[-1] in STOPS or text.rstrip(QUOTES)[-1:] in STOPS


def goes_on(text: str) -> bool:
    """Whether a line begins as the rest of a sentence does: in lower case or with a comma or stop."""
    return text[0].islower() or text[0] in CLOSING
