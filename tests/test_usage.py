"""From Python: what can't work gets one sentence that says what, where and what to try."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from cleaner import CleanError, Options, UserRule, clean, usage
from cleaner.model import UsageError

PAGE = (Path(__file__).parent.parent / "fixtures" / "demo" / "page.txt").read_text(encoding="utf-8")

OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"kind": "pdf"}, "Options: kind can't be 'pdf'; it is one of auto, text, html, markdown"),
    ({"captions": "bogus"}, "Options: captions can't be 'bogus'; it is one of keep, drop"),
    ({"links": None}, "Options: links can't be None; it is one of keep, drop"),
    ({"images": ["keep"]}, "Options: images can't be ['keep']; it is one of keep, drop"),
    ({"encoding": 8}, "Options: encoding is a str or None, not int"),
    ({"encoding": "punycode"}, "unknown encoding 'punycode': try utf-8 or windows-1252, or leave it out to have it detected"),
    ({"url": b"https://a.example"}, "Options: url is a str or None, not bytes"),
    ({"removed": "yes"}, "Options: removed is True or False, not 'yes'"),
    ({"skip": ["promo"]}, "Options: skip is a tuple of texts, not list; write skip=('promo',)"),
    ({"only": "shape"}, "Options: only is a tuple of texts, not str; write only=('shape',)"),
    ({"rules": [UserRule("a", ("Hot",))]}, "Options: rules is a tuple of UserRule, such as load_rules('rules.toml') or (UserRule(...),)"),
    ({"rules": ("a",)}, "Options: rules is a tuple of UserRule, such as load_rules('rules.toml') or (UserRule(...),)"),
]

RULES: list[tuple[dict[str, Any], str]] = [
    ({"regexes": ("(",)}, "UserRule 'a': the regex '(' can't be used: missing ): (; the syntax is that of RE2, without"),
    ({"regexes": "Night"}, "UserRule 'a': regexes is a tuple of texts, not str; write regexes=('Night',)"),
    ({"phrases": ["Night"]}, "UserRule 'a': phrases is a tuple of texts, not list; write phrases=('Hot this week',)"),
    ({"phrases": ("Hot",), "sites": "a.example"}, "UserRule 'a': sites is a tuple of texts, not str; write sites=('a.example',)"),
    (
        {"phrases": ("Hot",), "actions": ("nuke",)},
        "UserRule 'a': an action can't be 'nuke'; it is one of drop, keep, drop-after, drop-before",
    ),
    (
        {"phrases": ("Hot",), "actions": ("weight",), "weight": float("nan")},
        "UserRule 'a': weight is a number of log-odds from -100 to 100, not nan",
    ),
    ({"phrases": ("Hot",), "weight": "2"}, "UserRule 'a': weight is a number of log-odds from -100 to 100, not '2'"),
]

INPUTS: list[tuple[Any, dict[str, Any], str]] = [
    (bytearray(b"a"), {}, "A page is bytes or str, not bytearray; give bytes(page)"),
    (None, {}, "A page is bytes or str, not NoneType; read the file first"),
    (Path("p.txt"), {}, "A page is bytes or str, not PosixPath; read the file first"),
    (PAGE, {"path": Path("p.txt")}, "The path is a str or None, not PosixPath; give str(path)"),
    (PAGE, {"options": {"kind": "html"}}, "The options are Options, not dict; give Options(captions='drop') or the like"),
]


def _named(values: dict[str, Any]) -> str:
    return ", ".join(values)


@pytest.mark.parametrize(("values", "sentence"), OPTIONS, ids=[_named(values) for values, _ in OPTIONS])
def test_options(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        clean(PAGE.encode(), Options(**values))
    assert str(error.value) == sentence


@pytest.mark.parametrize(("values", "sentence"), RULES, ids=[_named(values) for values, _ in RULES])
def test_rules(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        clean(PAGE, Options(rules=(UserRule("a", **values),)))
    assert str(error.value).startswith(sentence)


@pytest.mark.parametrize(("data", "more", "sentence"), INPUTS)
def test_inputs(data: Any, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CleanError) as error:
        clean(data, **more)
    assert str(error.value) == sentence


def test_the_choices_are_those_of_the_type() -> None:
    hints = {name: get_args(hint) for name, hint in get_type_hints(Options).items() if get_origin(hint) is Literal}
    assert hints == usage._CHOICES


def test_every_option_that_can_work_works() -> None:
    options = Options("text", "utf-8", "drop", "drop", "drop", True, True, "https://a.example/", (UserRule("a", ("Hot",)),), (), ("promo",))
    assert clean(PAGE, options, path="p.txt").title
