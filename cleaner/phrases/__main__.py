"""`python -m cleaner.phrases`: writes the look-up tables of the phrase files anew."""

from __future__ import annotations

from cleaner.phrases import made_anew

if __name__ == "__main__":
    made_anew()
