"""Tables of metadata that `cleaner learn` leaves as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.compose import weights as shipped
from cleaner.compose.weights import TABLES, Weights, parse_weights
from cleaner.held import FIRST, HELD, all_held, with_held

SHIPPED = Path(shipped.__file__).parent
FITTED = Weights(*({"fitted": 1} for _ in TABLES))


@pytest.mark.parametrize("family", ["text", "html", "markdown"])
def test_what_is_not_held_is_as_fitted(family: str) -> None:
    tables, held = with_held(family, FITTED)
    assert held == HELD[family]
    expected = parse_weights((SHIPPED / f"{family}.tsv").read_text(encoding="utf-8"))
    for name in Weights._fields:
        assert getattr(tables, name) == (getattr(expected, name) if name in held else {"fitted": 1}), name


def test_nothing_is_held_of_a_family_without_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(HELD, "html")
    assert with_held("html", FITTED) == (FITTED, ())
    assert not all_held("html")


def test_a_family_of_which_all_is_held_is_written_as_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learn_metadata = pytest.importorskip("cleaner.learn_metadata", reason="fitting needs the extra `learn`")
    assert not all_held("text")
    monkeypatch.setitem(HELD, "text", FIRST)
    assert all_held("text")
    said: list[str] = []
    learn_metadata.write_tables(tmp_path, tmp_path / "out", ("inscriptis", "oneline"), 1, said.append)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["text.tsv"]
    assert (tmp_path / "out" / "text.tsv").read_bytes() == (SHIPPED / "text.tsv").read_bytes()
    assert said[-1] == "fitted: metadata of text, but as shipped: glance, title, author, run_author, date, run_date"
