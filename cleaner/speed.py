"""How fast the command starts, how many pages a second it cleans, and how time and memory grow with a page: `cleaner bench`.

All of it in one run on one core, with the peers beside, as figures of different machines or days can't be compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time

from cleaner.bench import read_bench
from cleaner.model import Options
from cleaner.peers import PEERS
from cleaner.pipeline import clean

VIEW = "inscriptis"
PAGES = 300
"""Pages that each tool cleans; their mean size is within a hundredth of that of all."""
HTML_PAGES = 120
"""Pages of HTML that are turned into Markdown, by us and by trafilatura; the first one doesn't count."""
STARTS = 9
"""Starts of each program, in turn, of which the fastest counts: the others were disturbed."""
SIZES = (1, 10, 50)
"""Megabytes of the large pages."""
MEGABYTE = 1_000_000


WIDTH = 80
"""Columns at which a page is wrapped."""
_WORDS = re.compile(rf"\S[^\n]{{0,{WIDTH - 1}}}(?=\s|\Z)|\S+")
SHAPES: Mapping[str, Callable[[str], str]] = {
    "lines": lambda text: text,
    "wrapped lines": lambda text: "\n".join(["\n".join(_WORDS.findall(line)) for line in text.split("\n")]),
    "one line": lambda text: " ".join(text.split()),
}
"""How the large pages are laid out."""


def report(bench: Path, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Lines of the report, as they are measured."""
    texts = [page.views[VIEW] for page in read_bench(bench, (VIEW,)) if page.views.get(VIEW)]
    texts = texts[:: max(1, len(texts) // PAGES)][:PAGES]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(texts[0], encoding="utf-8")
        yield _start(page)
        yield from _rates(texts)
        yield _html([page.views["html"] for page in read_bench(bench, ("html",)) if page.type == "article" and page.views.get("html")])
        for name, shape in SHAPES.items():
            for size in sizes:
                page.write_text(shape(_large(texts, size * MEGABYTE)), encoding="utf-8")
                yield _growth(page, name, size)


def _start(page: Path) -> str:
    """`clean` on a page against Python that imports click; both compiled, as after an installation, whatever the environment says."""
    ours, theirs = [sys.executable, "-m", "cleaner", str(page)], [sys.executable, "-c", "import click"]
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(page.parent / "compiled")
    turns = [(_run(ours, compiled), _run(theirs, compiled)) for _ in range(STARTS)]
    told = []
    for at, name in enumerate(("wall time", "processor time")):
        cleaning, importing = (min(run[at] for run in runs) for runs in zip(*turns, strict=True))
        told.append(f"{name} {cleaning * 1000:.0f} ms, of import click {importing * 1000:.0f} ms, ratio {cleaning / importing:.2f}")
    return f"start: clean page.txt: {'; '.join(told)}"


def _rates(texts: Sequence[str]) -> Iterator[str]:
    """Pages a second of processor time of `clean` and of each peer, in this process."""
    tools: dict[str, Callable[[str], object]] = {"clean": clean, "jusText": _justext, **PEERS}
    for name, tool in tools.items():
        tool(texts[0])  # imports and tables don't count
        start = process_time()
        for text in texts:
            tool(text)
        yield f"rate: {name} {len(texts) / (process_time() - start):,.0f} pages/s"


def _html(pages: Sequence[str]) -> str:
    """HTML to Markdown with metadata, of `clean` against trafilatura: processor time, page by page in turns, each page once.

    Once, as trafilatura remembers pieces of what it has seen before."""
    import trafilatura

    def ours(page: str) -> str:
        return clean(page, Options(kind="html")).to_markdown(frontmatter=True)

    def theirs(page: str) -> str | None:
        return trafilatura.extract(page, output_format="markdown", with_metadata=True)

    seconds = [0.0, 0.0]
    chosen = pages[:: max(1, len(pages) // HTML_PAGES)][:HTML_PAGES]
    for number, page in enumerate(chosen):
        for at, tool in enumerate((ours, theirs)):
            start = process_time()
            tool(page)
            seconds[at] += process_time() - start if number else 0.0  # imports and tables don't count
    measured = max(len(chosen) - 1, 1)
    cleaning, extracting = (1000 * spent / measured for spent in seconds)
    ratio = cleaning / extracting if extracting else float("nan")
    return f"html: clean {cleaning:.0f} ms a page, trafilatura.extract with metadata {extracting:.0f} ms, ratio {ratio:.2f}"


def _justext(text: str) -> str:
    """jusText fed with the lines as paragraphs."""
    from html import escape

    import justext

    html = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    kept = justext.justext(html or "<p></p>", justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in kept if not paragraph.is_boilerplate)


def _large(texts: Sequence[str], size: int) -> str:
    """Pages one after the other until they have `size` characters."""
    parts, length = [], 0
    for text in cycle(texts):
        parts.append(text)
        length += len(text)
        if length >= size:
            return "\n".join(parts)[:size]
    return ""


_APART = """import sys
from cleaner.speed import _run
_, seconds, memory = _run(sys.argv[1:])
print(seconds, memory)"""
"""Runs a program from a small process: a program's peak counts what the process held that started it, and this one holds the pages."""


def _growth(page: Path, shape: str, size: int) -> str:
    """Processor time and memory of `clean` on a page of that many million characters."""
    line = [sys.executable, "-c", _APART, sys.executable, "-m", "cleaner", str(page)]
    told = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    seconds, memory = map(float, told.split())
    return f"size: {size} MB as {shape} in {seconds:.1f} s, {seconds / size:.2f} s per MB, {memory / MEGABYTE:,.0f} MB of memory"


def _run(line: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[float, float, int]:
    """Wall time and processor time in seconds and peak memory in bytes of a program."""
    start = perf_counter()
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit
