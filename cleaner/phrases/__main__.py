"""`python -m cleaner.phrases`: writes the look-up tables of the phrase files anew."""

from __future__ import annotations

from pathlib import Path

from cleaner.phrases import COMPILED, LANGUAGES, load
from cleaner.phrases.index import dump

if __name__ == "__main__":
    Path(__file__).with_name(COMPILED).write_text(dump(load(LANGUAGES).index), encoding="utf-8", newline="\n")
