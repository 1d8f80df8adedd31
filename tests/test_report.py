"""The report in HTML: what it holds, that nothing from a page can act in it, and that it says what it leaves out."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import CLEAN, PAGE, run
from expected import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Options
from cleaner.pipeline import explain
from cleaner.report import Gathered, Sheet, gather, sheet, write
from cleaner.report.charts import histogram
from cleaner.report.sheet import MOST_BLOCKS, MOST_CHARS
from cleaner.report.write import safe_json

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)></textarea><!--<style>@import url(//example.org)</style>&amp;\u2028"
LISTED = Options(removed=True, kind="text")


class _Parts(HTMLParser):
    """What a browser would find: elements with their attributes, and the text of each script by its id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self._script = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self._script = dict(attrs).get("id") or ""
            self.scripts[self._script] = ""

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.scripts[self._script] += data

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", {}))


def _sheet(text: str = "A page.", name: str = "a/b.txt", url: str | None = None) -> Sheet:
    return sheet(explain(text, LISTED), name, url)


def _written(found: Gathered, folder: Path) -> tuple[str, _Parts]:
    write(str(folder / "report.html"), found)
    text = (folder / "report.html").read_text(encoding="utf-8")
    return text, _Parts(text)


def _index(parts: _Parts) -> dict[str, Any]:
    index: dict[str, Any] = json.loads(parts.scripts["index"])
    return index


def test_nothing_from_a_page_becomes_markup(tmp_path: Path) -> None:
    found = Gathered()
    page = "\n".join([EVIL, f"{EVIL} " * 20, *PAGE.read_text(encoding="utf-8").split("\n")])
    found.add(EVIL, "cleaned", 0.5, "", _sheet(page, EVIL)._replace(title=EVIL, site=EVIL, topics=((f"user.{EVIL}", 1, 2),)))
    found.add(EVIL, "failed", None, f"{EVIL}: {EVIL}", None)
    found.stopped = EVIL
    text, parts = _written(found, tmp_path)
    assert [attrs for tag, attrs in parts.elements if tag == "script"] == [
        {"type": "application/json", "id": "index"},
        {"type": "application/json", "id": "p1"},
        {},
    ]
    assert not {"img", "textarea", "iframe", "object"} & {tag for tag, _ in parts.elements}
    assert sum(tag == "style" for tag, _ in parts.elements) == 1
    assert not [name for _, attrs in parts.elements for name in attrs if name.startswith("on") or name in ("style", "src")]
    assert "<!--" not in text and text.count("</script") == 3
    assert _index(parts)["pages"][0][1] == EVIL
    assert EVIL.split("\u2028", maxsplit=1)[0] in str(json.loads(parts.scripts["p1"])["blocks"])


def test_the_policy_allows_the_reports_own_script_and_style_alone(tmp_path: Path) -> None:
    _, parts = _written(Gathered(), tmp_path)
    policy = next(attrs["content"] or "" for tag, attrs in parts.elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"unsafe|https?:|\*", policy)


@given(st.text())
def test_json_in_a_script_is_the_same_json(text: str) -> None:
    shown = safe_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(shown)
    assert json.loads(shown) == {"text": text}


def test_a_sheet_has_every_block_and_reasons_for_what_was_dropped() -> None:
    found = explain(PAGE.read_bytes(), LISTED, path=str(PAGE))
    made = sheet(found, "a/b.txt", None)
    data = json.loads(zlib.decompress(made.data))
    assert [block[4] for block in data["blocks"]] == [" ".join(block.text.split()) for block in found.page.blocks]
    assert all(block[5] for block in data["blocks"] if not block[1])
    assert {index for block in data["blocks"] for index, _ in block[5]} == set(range(len(data["words"])))
    assert (made.site, made.title, data["more"]) == ("a", found.article.title, 0)
    assert sum(blocks for _, blocks, _ in made.topics) <= sum(not block[1] for block in data["blocks"])


def test_a_sheet_of_a_huge_page_stays_small() -> None:
    made = _sheet("\n".join(["word " * 1000, *(f"entry {i}" for i in range(MOST_BLOCKS + 9))]))
    data = json.loads(zlib.decompress(made.data))
    assert (len(data["blocks"]), data["more"]) == (MOST_BLOCKS, 10)
    assert len(data["blocks"][0][4]) == MOST_CHARS + 1


@pytest.mark.parametrize(
    ("url", "name", "site"),
    [("https://www.example.org/a", "x", "example.org"), (None, "a/b.txt", "a"), (None, "b.txt", "."), ("http://[", "a/b", "a")],
)
def test_the_site_of_a_page(url: str | None, name: str, site: str) -> None:
    assert _sheet(name=name, url=url).site == site


def test_the_most_doubtful_come_first_and_what_is_left_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "ROWS", 3)
    monkeypatch.setattr(gather, "TEXTS", 2)
    found = Gathered()
    for number, confidence in enumerate([0.9, 0.2, 0.8, 0.2, 0.95]):
        found.add(f"page {number}", "cleaned", confidence, "", _sheet())
    text, parts = _written(found, tmp_path)
    assert [(page[1], page[9]) for page in _index(parts)["pages"]] == [("page 1", True), ("page 3", True), ("page 2", False)]
    assert "The 3 most doubtful of 5 are listed." in text
    assert "it holds the text of the 2 most doubtful only" in text
    assert "5 pages." in text


def test_texts_have_room_for_so_many_bytes_altogether(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _sheet()
    monkeypatch.setattr(gather, "TEXT_BYTES", 2 * made.size)
    found = Gathered()
    for confidence in (0.3, 0.1, 0.2):
        found.add("page", "cleaned", confidence, "", made)
    assert sorted(found.texts) == [2, 3]


def test_a_chart_tells_its_numbers() -> None:
    assert 'aria-label="Pages. Pages by tenths: 10 to 20%: 3"' in histogram([0, 3, *[0] * 8], "Pages")
    assert "no pages" in histogram([0] * 10, "Pages")


# The command


def _pages(folder: Path) -> Path:
    (folder / "pages").mkdir()
    for name in ("one", "two"):
        (folder / "pages" / f"{name}.txt").write_bytes(PAGE.read_bytes())
    (folder / "pages" / "empty.txt").write_bytes((FIXTURES / "portals" / "not-found.txt").read_bytes())
    (folder / "pages" / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    return folder / "pages"


def test_a_tree_has_a_report_and_the_same_articles(tmp_path: Path) -> None:
    pages = _pages(tmp_path)
    plain = run(pages, "-o", tmp_path / "plain/", "-f", "json")
    told = run(pages, "-o", tmp_path / "told/", "-f", "json", "--report", tmp_path / "report.html", "-j", "2")
    assert (told.status, told.err) == (plain.status, plain.err)
    names = sorted(os.listdir(tmp_path / "plain"))
    assert names == sorted(os.listdir(tmp_path / "told"))
    for name in ("one.json", "two.json"):
        assert (tmp_path / "told" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    pages_told = _index(_Parts(text))["pages"]
    assert [(Path(page[1]).name, page[4]) for page in pages_told] == [("empty.txt", False), ("one.txt", True), ("two.txt", True)]
    assert 'id="h-failures"' in text and "bad.txt" in text


def test_the_report_is_the_same_for_any_number_of_processes_and_is_no_input(tmp_path: Path) -> None:
    pages = _pages(tmp_path)
    report = pages / "report.html"
    reports = []
    for jobs in ("1", "2"):
        run(pages, "-o", tmp_path / "out/", "--report", report, "-j", jobs)
        reports.append(report.read_bytes())
    assert reports[0] == reports[1]


def test_one_page_on_standard_output_has_a_report_too(tmp_path: Path) -> None:
    result = run("-", "--report", tmp_path / "report.html", stdin=PAGE.read_bytes())
    assert (result.status, result.out) == (0, run(PAGE).out)
    assert len(_index(_Parts((tmp_path / "report.html").read_text(encoding="utf-8")))["pages"]) == 1


def test_json_lines_have_a_report(tmp_path: Path) -> None:
    lines = [{"text": PAGE.read_text(encoding="utf-8"), "url": f"https://example.org/{i}", "id": i} for i in range(2)]
    (tmp_path / "crawl.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    plain = run(tmp_path / "crawl.jsonl", "-f", "json")
    told = run(tmp_path / "crawl.jsonl", "-f", "json", "--report", tmp_path / "report.html")
    assert told == plain
    index = _index(_Parts((tmp_path / "report.html").read_text(encoding="utf-8")))
    assert (index["sites"], len(index["pages"])) == (["example.org"], 2)


@pytest.mark.parametrize("name", ["", "-", "missing/report.html", "pages", "pages/", "pages/one.txt"])
def test_a_report_that_cannot_be_written_is_wrong_usage(tmp_path: Path, name: str) -> None:
    _pages(tmp_path)
    result = run("pages/one.txt", "--report", name, cwd=tmp_path)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "--report" in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_report_that_fails_at_the_end_is_said_and_costs_the_status(tmp_path: Path) -> None:
    result = run(PAGE, "--report", "/dev/full")
    assert (result.status, result.out) == (1, run(PAGE).out)
    assert "clean: /dev/full: No space left on device; there is no report.\n" in result.err


def test_a_closed_pipe_ends_a_report_quietly(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    line: list[str | Path] = [CLEAN, PAGE, "-q", "-o", tmp_path / "page.md", "--report", "/dev/stdout"]
    done = subprocess.run(line, stdout=theirs, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "page.md").read_bytes().startswith(b"# Night ferry")


def _heed() -> None:
    """Heeds interrupts, which a shell has the programs ignore that it starts in the background, and these theirs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_reports_what_it_has(tmp_path: Path) -> None:
    line = json.dumps({"text": PAGE.read_text(encoding="utf-8")}) + "\n"
    (tmp_path / "crawl.jsonl").write_text(line * 2000, encoding="utf-8")
    target, report, log = (str(tmp_path / name) for name in ("all.md", "report.html", "log"))
    command = [CLEAN, str(tmp_path / "crawl.jsonl"), "-o", target, "--report", report, "--log", log, "-j", "1"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=_heed)
    end = time.monotonic() + 30
    while time.monotonic() < end and not (os.path.exists(log) and os.path.getsize(log)):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    text = Path(report).read_text(encoding="utf-8")
    assert "The run stopped early: interrupted" in text
    assert 0 < len(_index(_Parts(text))["pages"]) < 2000
    assert not os.path.exists(target)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_browser_shows_the_pages_and_no_page_acts_in_it(tmp_path: Path) -> None:
    evil = "<script>document.title='acts'</script><img src=x onerror=\"document.title='acts'\"></textarea></script><!--"
    page = "\n".join([evil, *PAGE.read_text(encoding="utf-8").split("\n")])
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    run(tmp_path / "page.txt", "--from", "text", "--report", tmp_path / "report.html")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync".split()
    place = f"--user-data-dir={tmp_path / 'profile'}"
    command = [str(CHROMIUM), *flags, "--disable-component-update", place, "--dump-dom", f"file://{tmp_path / 'report.html'}"]
    try:
        dom = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False).stdout
    except subprocess.TimeoutExpired:
        pytest.skip("Chromium doesn't start here within a minute")
    assert "<title>What clean did</title>" in dom
    assert 'aria-current="true"' in dom and 'class="pair"' in dom
    assert "&lt;img src=x onerror=" in dom and "<img" not in dom
