"""Scoring: groups, floors, one page's scores, on cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner import evaluate
from cleaner.bench import BenchPage
from cleaner.evaluate import MEASURES, Score, broken_floors, date_stands, difference, grouped, measure, score_page, share
from cleaner.evaluate import table as score_table
from cleaner.evaluate import worst as worst_pages
from cleaner.peers import PEERS

PROSE = "The night ferry sailed again on Monday evening, eleven years after the council had sold the last ship."
MORE = "Some four hundred people stood on the east quay, and a brass band played the same three tunes twice."


def _page(number: int = 0, **changes: Any) -> BenchPage:
    values = {
        "id": f"page-{number}",
        "set": "WCXB",
        "type": "article",
        "language": "en",
        "site": f"site{number}.example",
        "gold": PROSE,
        "title": "The ferry",
        "author": "Tilda Marsh",
        "date": "2025-03-04",
        "views": {"bs4": f"Home\n{PROSE}"},
    }
    return BenchPage(**{**values, **changes})


def _score(page: BenchPage, view: str = "bs4", value: float = 1.0, **changes: Any) -> Score:
    score = Score(page, view, value, value, value, value, True, None, False, (0.5,) * len(PEERS))
    return score._replace(**changes)


# Groups


def test_sets_are_never_pooled() -> None:
    scores = [_score(_page(1)), _score(_page(2, set="Waddle"), value=0.0), _score(_page(3, type="forum"), value=0.5)]
    groups = grouped(scores)
    assert all(len({score.page.set for score in group}) == 1 for group in groups.values())
    assert all(len({score.view for score in group}) == 1 for group in groups.values())
    assert sorted(groups) == [
        ("WCXB", "article", "", "bs4"),
        ("WCXB", "article", "en", "bs4"),
        ("WCXB", "forum", "", "bs4"),
        ("WCXB", "forum", "en", "bs4"),
        ("WCXB", "other", "", "bs4"),
        ("Waddle", "article", "", "bs4"),
        ("Waddle", "article", "en", "bs4"),
    ]


def test_every_score_is_in_the_group_of_its_view_language_and_type() -> None:
    views = [_score(_page(1), view) for view in ("bs4", "w3m")]
    greek = _score(_page(2, language="el"), "bs4")
    groups = grouped([*views, greek])
    assert groups["WCXB", "article", "", "bs4"] == [views[0], greek]
    assert groups["WCXB", "article", "", "w3m"] == [views[1]]
    assert groups["WCXB", "article", "el", "bs4"] == [greek]
    assert ("WCXB", "article", "", "oneline") not in groups
    assert all(group[2] == "" for group in grouped([_score(_page(3, language=""))]))


def test_means_count_only_what_is_known() -> None:
    scores = [_score(_page(1), date=True), _score(_page(2), value=0.5, title=False, date=None), _score(_page(3), value=0.0, title=None)]
    assert measure(scores) == {
        "word-F1": 0.5,
        "shingle-F1": 0.5,
        "precision": 0.5,
        "recall": 0.5,
        "title": 0.5,
        "author": None,
        "date": 0.5,
    }
    assert tuple(measure(scores)) == MEASURES
    assert share([None, None]) is None
    assert share([True, None, False, False, True]) == 0.5


def test_the_table_has_a_line_a_group_and_the_peers_beside() -> None:
    head, *rows = score_table([_score(_page(1)), _score(_page(2, set="Waddle"), value=0.25)]).split("\n")
    assert [name for name in (*MEASURES, *PEERS) if name not in head] == []
    assert rows[0].split() == ["WCXB", "article", "bs4", "1", *["1.0000"] * 5, "-", "0.0000", *["0.5000"] * len(PEERS)]
    assert [row.split()[:2] for row in rows] == [["WCXB", "article"]] * 2 + [["Waddle", "article"]] * 2
    assert rows[3].split()[5] == "0.2500"


def test_the_worst_pages_are_named() -> None:
    scores = [_score(_page(i), value=value) for i, value in enumerate((0.9, 0.1, 0.5, 0.1))] + [_score(_page(9, set="Waddle"))]
    lines = worst_pages(scores, 3).split("\n")
    assert [line.split()[0] for line in lines] == ["worst", "page-1", "page-3", "page-2", "worst", "page-9"]
    assert lines[0] == "worst of WCXB article bs4:"
    assert lines[1].split() == ["page-1", "word-F1", "0.100", "precision", "0.100", "recall", "0.100", "site1.example"]


# Floors


def _floors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, floors: dict[str, dict[str, float]]) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(floors), encoding="utf-8")
    monkeypatch.setattr(evaluate, "FLOORS", path)


def test_floors_that_are_reached_are_silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _floors(monkeypatch, tmp_path, {"WCXB article bs4": {"word-F1": 0.5, "recall": 0.4}, "WCXB article en bs4": {"title": 1.0}})
    assert broken_floors([_score(_page(1), value=0.5)]) == []


def test_broken_floors_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    floors = {
        "WCXB article bs4": {"word-F1": 0.51, "author": 0.1, "title": 0.9},
        "Waddle article bs4": {"recall": 0.2},
        "WCXB other bs4": {"word-F1": 0.0},
    }
    _floors(monkeypatch, tmp_path, floors)
    assert broken_floors([_score(_page(1), value=0.5), _score(_page(2, set="Waddle"), value=0.1)]) == [
        "WCXB article bs4: word-F1 0.5000, floor 0.51",
        "WCXB article bs4: author missing, floor 0.1",
        "Waddle article bs4: recall 0.1000, floor 0.2",
        "WCXB other bs4: word-F1 missing, floor 0.0",
    ]


def test_another_set_does_not_lift_a_floor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _floors(monkeypatch, tmp_path, {"Waddle article bs4": {"word-F1": 0.5}})
    scores = [_score(_page(1)), _score(_page(2)), _score(_page(3, set="Waddle"), value=0.4)]
    assert len(broken_floors(scores)) == 1


def test_pages_that_know_their_site_have_floors_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _floors(monkeypatch, tmp_path, {"WCXB article bs4": {"word-F1": 0.6}, "WCXB article bs4 memory": {"word-F1": 0.7}})
    scores = [_score(_page(1), value=0.5)]
    assert broken_floors(scores) == ["WCXB article bs4: word-F1 0.5000, floor 0.6"]
    assert broken_floors(scores, memory=True) == ["WCXB article bs4 memory: word-F1 0.5000, floor 0.7"]


# Scoring a page


@pytest.mark.parametrize(
    ("date", "text", "stands"),
    [
        ("2025-03-04", "March 4, 2025", True),
        ("2025-03-04T18:20:00", "4th of Mar 2025", True),
        ("2025-03-04", "04.03.2025", True),
        ("2025-03-04", "2025-3-4", True),
        ("2025-03-04", "March 5, 2025", False),
        ("2025-03-04", "April 4, 2025", False),
        ("2025-03-04", "March 4", False),
        ("2025-03-04", "", False),
    ],
)
def test_whether_a_date_stands_in_a_text(date: str, text: str, stands: bool) -> None:
    assert date_stands(date, text) is stands


ARTICLE = "\n".join(["Home", "News", "The ferry is back in town", "By Tilda Marsh", "March 4, 2025", PROSE, MORE, PROSE.upper(), "Share"])


def test_scores_of_one_page() -> None:
    page = _page(gold=ARTICLE, title="The ferry is back in town", views={"bs4": ARTICLE, "w3m": ARTICLE})
    scores = score_page(page, ("bs4", "w3m", "oneline"), None, with_peers=True)
    assert [score.view for score in scores] == ["bs4", "w3m"]
    assert scores[0][2:] == scores[1][2:]
    assert scores[0].peers[0] == 1.0  # everything, against a gold that is everything
    assert 0 < scores[0].recall < 1
    assert scores[0].precision == 1.0
    assert score_page(page, ("bs4",), None, with_peers=False)[0].peers == ()


def test_metadata_counts_only_where_it_is_known_and_stands_in_the_text() -> None:
    unknown = _page(title=None, author=None, date=None, views={"bs4": ARTICLE})
    absent = _page(author="Oona Brandt", date="2025-05-05", views={"bs4": ARTICLE})
    for page in (unknown, absent):
        score = score_page(page, ("bs4",), None, with_peers=False)[0]
        assert (score.author, score.date) == (None, None)
    assert score_page(unknown, ("bs4",), None, with_peers=False)[0].title is None
    assert score_page(absent, ("bs4",), None, with_peers=False)[0].title is False  # a title that the gold has always counts


def test_the_view_of_one_page_shows_what_the_gold_contradicts() -> None:
    rows = difference(_page(gold=f"{PROSE}\nHome", views={"bs4": ARTICLE}), "bs4").split("\n")
    assert len(rows) == len(ARTICLE.split("\n"))
    assert all(row[0] in " !" and row[1] in "+-" for row in rows)
    assert next(row for row in rows if row.endswith(MORE))[:2] == "!+"
    assert next(row for row in rows if row.endswith(PROSE))[:2] == " +"
