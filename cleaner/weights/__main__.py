"""`python -m cleaner.weights`: lays out the tables of weights anew, so that they load fast."""

from __future__ import annotations

from cleaner.weights import FOLDER, lay_out

if __name__ == "__main__":
    lay_out(FOLDER)
