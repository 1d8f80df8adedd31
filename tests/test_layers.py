"""The layers of the package: upper ones import lower ones, siblings don't import each other, heavy libraries have one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cleaner"

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "__main__ manual",
        "cli toolbox",
        "suggest",
        "rulebook memory_commands",
        "flags configured streams",
        "evaluate speed throughput memories files",
        "learn learn_metadata",
        "metadata_settings",
        "samples augment held",
        "bench",
        "batch",
        "report",
        "forms memory",
        "pipeline",
        "explain wishes sites",
        "load read decide compose render output slots config",
        "ledger traces",
        "weights",
        "rules inline userrules gold",
        "phrases redumped tomlfile intake wrappings normalise sniff charset escape measures peers crf ranking chains",
        "usage",
        "model",
    )
)
"""From the top. A name is a module or a subpackage with all in it; the package itself only hands out what is below."""

METHODS = {("model", "render")}
"""Imports that go up, in the bodies of methods: `Article.to_markdown` and `to_dict` are there for those who use the package."""

HOMES = {
    "click": {"cli", "configured", "files", "flags", "manual", "memory_commands", "rulebook", "streams", "suggest", "toolbox"},
    "rich": {"batch"},
    "sqlite3": {"batch", "memories", "memory"},
    "numpy": {"crf", "learn", "ranking", "samples"},
    "scipy": {"crf", "learn", "ranking"},
    "ftfy": {"load", "normalise"},
    "lxml": {"read"},
    "bs4": set[str](),
    "trafilatura": {"read", "speed"},
    "markdown_it": {"read"},
    "justext": {"speed"},
    "re2": {"userrules"},
    "tomllib": {"tomlfile"},
}
"""Libraries, and the only places that may import them."""


def _imports(source: str) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _level(unit: str) -> int:
    return next(level for level, names in enumerate(LAYERS) if unit in names)


def _violations(unit: str, source: str) -> list[str]:
    """The imports of a module of `unit` that the layers forbid."""
    found = []
    for name in _imports(source):
        top, _, rest = name.partition(".")
        part = rest.split(".")[0]
        inside = top == "cleaner" and part not in (unit, "__version__") and (unit, part) not in METHODS
        if (inside and _level(part) <= _level(unit)) or (top in HOMES and unit not in HOMES[top]):
            found.append(name)
    return found


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _unit(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    assert _violations(_unit(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("unit", "source"),
    [
        ("model", "import cleaner.load"),
        ("model", "def f():\n    from cleaner.phrases import load"),
        ("render", "from cleaner import compose"),
        ("compose", "import cleaner.decide"),
        ("pipeline", "from cleaner import cli"),
        ("load", "import click"),
        ("cli", "from rich.console import Console"),
        ("read", "import numpy as np"),
        ("cli", "from cleaner import toolbox"),
    ],
)
def test_what_the_layers_forbid(unit: str, source: str) -> None:
    assert len(_violations(unit, source)) == 1


@pytest.mark.parametrize(
    ("unit", "source"),
    [
        ("render", "from cleaner.model import Article\nfrom cleaner.escape import escape_heading\nfrom cleaner import __version__"),
        ("rules", "from cleaner.rules.shape import SIZE"),
        ("cli", "import click\nfrom cleaner import pipeline, render"),
    ],
)
def test_what_the_layers_allow(unit: str, source: str) -> None:
    assert _violations(unit, source) == []


def test_every_module_has_a_layer_and_every_layer_a_module() -> None:
    assert {_unit(path) for path in MODULES} == set().union(*LAYERS)
