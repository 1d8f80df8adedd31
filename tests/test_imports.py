"""What cleaning text imports: nothing that is slow to load and that text doesn't need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "fixtures" / "demo" / "page.txt"

HEAVY = {"rich", "lxml", "bs4", "trafilatura", "numpy", "scipy", "ftfy", "markdown_it", "sqlite3", "importlib.metadata"}

RUN_API = "import cleaner; cleaner.clean(open({page!r}, 'rb').read()).to_markdown()"
RUN_CLI = "from cleaner import cli; cli._status([{page!r}])"
LIST = "import sys; print(*sorted(sys.modules), file=sys.stderr)"


def _modules(code: str) -> set[str]:
    """The modules that are loaded after `code` ran in a Python of its own."""
    code = code.format(page=str(PAGE))
    result = subprocess.run([sys.executable, "-c", f"{code}; {LIST}"], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(result.stderr.split())


def _started() -> set[str]:
    """What Python itself loads, also for packages that are installed in editable form."""
    return _modules("pass")


BATCH = {"cleaner.batch", "multiprocessing", "concurrent.futures", "sqlite3", "signal"}


@pytest.mark.parametrize("code", [RUN_API, RUN_CLI], ids=["api", "cli"])
def test_cleaning_one_page_loads_nothing_of_batches(code: str) -> None:
    loaded = _modules(code) - _started()
    assert {name for name in loaded if name in BATCH or name.startswith("cleaner.batch")} == set()


@pytest.mark.parametrize(("code", "forbidden"), [(RUN_API, HEAVY | {"click", "json"}), (RUN_CLI, HEAVY | {"json"})], ids=["api", "cli"])
def test_cleaning_text_loads_nothing_heavy(code: str, forbidden: set[str]) -> None:
    loaded = _modules(code)
    assert "cleaner.pipeline" in loaded
    assert (loaded - _started()) & forbidden == set()


def test_the_check_sees_a_heavy_import() -> None:
    assert "ftfy" in _modules("import ftfy")
