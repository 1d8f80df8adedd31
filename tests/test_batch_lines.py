"""JSON Lines: pages in, articles out, whatever stands in the lines."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import PAGE
from command import run as installed
from trees import NO_ARTICLE, Forked, headlines, needs_fork, page, tree
from trees import forked as run

from cleaner import pipeline

pytestmark = needs_fork


def _html(name: str) -> str:
    """The same page in HTML."""
    body = "".join(f"<p>{line}</p>" for line in page(name).split("\n") if len(line) > 80)
    return f"<html><body><article>{body}</article></body></html>"


def _lines(*values: Any) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def _records(text: str | bytes) -> list[dict[str, Any]]:
    lines = text.encode() if isinstance(text, str) else text
    return [json.loads(line) for line in lines.splitlines()]


def test_pages_in_articles_out_with_their_ids_and_addresses(tmp_path: Path) -> None:
    pages = ({"text": page(f"Port {n}"), "id": n, "url": f"https://a.example/{n}"} for n in range(9))
    (tmp_path / "crawl.jsonl").write_bytes(_lines(*pages))
    result = installed("crawl.jsonl", "-f", "json", cwd=tmp_path)
    assert result.status == 0
    records = _records(result.out)
    assert [(record["id"], record["url"]) for record in records] == [(n, f"https://a.example/{n}") for n in range(9)]
    assert [record["title"].split(" to ")[1].split(" after")[0] for record in records] == [f"Port {n}" for n in range(9)]
    assert records[3]["source"]["path"] == "crawl.jsonl:4"
    schema = json.loads((Path(pipeline.__file__).parent / "schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(records[3], schema, cls=jsonschema.Draft202012Validator)


def test_the_most_telling_field_counts() -> None:
    lines = _lines({"text": page("Text"), "html": _html("Markup")}, {"html": "", "text": page("Text")}, {"text": _html("Found")})
    records = _records(run("--from", "jsonl", "-f", "json", stdin=lines).out)
    words = ("Markup", "Text", "Found")
    assert [word for record in records for word in words if word in record["text"]] == list(words)
    assert [record["source"]["kind"] for record in records] == ["html", "text", "html"]


def test_fields_by_other_names() -> None:
    lines = _lines({"body": page("Kesk"), "link": "https://a.example/", "key": [1, {"a": None}], "text": 5, "url": 7, "id": 9})
    fields = [f"--field={pair}" for pair in ("text=body", "url=link", "id=key")]
    (record,) = _records(run("--from", "jsonl", "-f", "json", *fields, stdin=lines).out)
    assert (record["url"], record["id"]) == ("https://a.example/", [1, {"a": None}])


@pytest.mark.parametrize("value", [0, "", False, "a\u2028b", -1.5, 10**30])
def test_an_id_comes_back_as_it_was(value: Any) -> None:
    assert _records(run("--from", "jsonl", "-f", "json", stdin=_lines({"text": page("Kesk"), "id": value})).out)[0]["id"] == value


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("1e999", '"1e999"'),  # there is no such number in most programs, and Infinity is no JSON
        ("[-1E400, 1]", '["-1E400", 1]'),
        ("9" * 5_000, f'"{"9" * 5_000}"'),
        ('"\\ud800x"', '"\\ud800x"'),
        ('{"\\udfff": "é"}', '{"\\udfff": "é"}'),
    ],
    ids=["float", "in a list", "long", "lone surrogate", "in a key"],
)
def test_an_id_that_is_hard_to_write_loses_nothing(written: str, given: str) -> None:
    line = f'{{"text": {json.dumps(page("Kesk"))}, "id": {written}}}\n'
    assert run("--from", "jsonl", "-f", "json", stdin=line.encode()).out.endswith(f', "id": {given}}}\n')


@pytest.mark.parametrize("line", [b'{"text": "x", "id": null}', b'{"text": "x", "id": NaN}', b'{"text": "x"}'])
def test_what_is_no_id_is_left_out(line: bytes) -> None:
    data = line.replace(b'"x"', json.dumps(page("Kesk")).encode())
    assert "id" not in _records(run("--from", "jsonl", "-f", "json", stdin=data).out)[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"not json", "is not JSON"),
        (b'{"text": ', "is not JSON"),
        (b"[1, 2]", "is no JSON object"),
        (b'"text"', "is no JSON object"),
        (b'{"body": "x"}', "has no page under any of the keys html, markdown, text; name its key"),
        (b'{"text": 5}', "has no page under any of the keys"),
        (b'{"text": "\xff"}', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"text": "' + b"x" * 2_000_000 + b'"}', "has more than 1,000,000 bytes"),
    ],
    ids=["words", "half", "list", "string", "no field", "number", "not utf-8", "deep", "too long"],
)
def test_a_bad_line_costs_itself_only(line: bytes, said: str, tmp_path: Path) -> None:
    good = _lines({"text": page("One")}), _lines({"text": page("Two")})
    (tmp_path / "crawl.jsonl").write_bytes(b"\n  \n".join((good[0], line + b"\n", good[1])))
    result = run("crawl.jsonl", "--max-bytes", "1000000", cwd=tmp_path)
    assert (result.status, headlines(result.out)) == (1, ["One", "Two"])
    assert "crawl.jsonl:4" in result.err and said in result.err
    assert result.err.endswith("2 cleaned, 0 skipped, 0 no article, 1 failed.\n")
    assert "Traceback" not in result.err


def test_lone_surrogates_and_control_characters() -> None:
    text = page("Kesk").replace("museum", "mu\\ud800se\\u0000u\\u001bm")
    line = '{"text": ' + json.dumps(text).replace("\\\\u", "\\u") + ', "url": "https://a.example/\\udfff", "id": "\\ud800"}'
    result = run("--from", "jsonl", "-f", "json", stdin=line.encode())
    assert (result.status, len(_records(result.out))) == (0, 1), result.err
    assert "\x1b" not in _records(result.out)[0]["text"]


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    lines = b"\xef\xbb\xbf" + _lines({"text": page("Kesk")}).replace(b"\n", b"\r\n")
    assert headlines(run("--from", "jsonl", stdin=lines).out) == ["Kesk"]


@pytest.mark.parametrize("name", ["crawl.jsonl.gz", "crawl.jsonl", "CRAWL.JSONL.GZ"])
def test_gzipped_lines(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(gzip.compress(_lines({"text": page("One")})) + gzip.compress(_lines({"text": page("Two")})))
    assert headlines(run(name, cwd=tmp_path).out) == ["One", "Two"]
    assert run(name, "-f", "json", "-o", "out/", cwd=tmp_path).status == 0
    assert len(_records(tree(tmp_path / "out")[name.partition(".")[0] + ".jsonl"])) == 2


def test_damaged_gzip_is_a_sentence_and_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl.gz"
    path.write_bytes(gzip.compress(_lines({"text": page("One")})))
    assert run(path, "-f", "json", "-o", "out/", cwd=tmp_path).status == 0
    before = tree(tmp_path / "out")
    path.write_bytes(gzip.compress(_lines({"text": page("Two")}))[:-9])
    result = run(path, "-f", "json", "-o", "out/", cwd=tmp_path)
    assert (result.status, "A damaged gzip file after line" in result.err, tree(tmp_path / "out")) == (1, True, before)


def test_one_file_gives_one_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(_lines({"text": page("One")}, {"text": NO_ARTICLE}, {"text": page("Two")}))
    (tmp_path / "in" / "b.jsonl").write_bytes(_lines({"text": NO_ARTICLE}))
    (tmp_path / "in" / "c.jsonl").write_bytes(b"")
    (tmp_path / "in" / "d.txt").write_text(page("Three"))
    for form, names in (("markdown", {"a.md", "d.md"}), ("json", {"a.jsonl", "d.json"})):
        assert run("in", "-o", form, "-f", form, cwd=tmp_path).status == 1
        assert set(tree(tmp_path / form)) == names
    text = (tmp_path / "markdown" / "a.md").read_text()
    assert (headlines(text), text.count("\n---\n")) == (["One", "Two"], 1)


def test_lines_named_otherwise(tmp_path: Path) -> None:
    (tmp_path / "crawl.dat").write_bytes(_lines({"text": page("One")}))
    assert run("--from", "jsonl", "crawl.dat", "-f", "json", "-o", "out/", cwd=tmp_path).status == 0
    assert list(tree(tmp_path / "out")) == ["crawl.dat.jsonl"]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "crawl.jsonl")
    process = Forked("crawl.jsonl", "-f", "json", "-o", "out/", cwd=tmp_path)
    (tmp_path / "crawl.jsonl").write_bytes(_lines({"text": page("One")}))
    assert process.wait().status == 0
    assert len(_records(tree(tmp_path / "out")["crawl.jsonl"])) == 1


@pytest.mark.parametrize("target", [("-o", "out/"), ("-o", "all.jsonl"), ()])
def test_a_pipe_that_gives_nothing_is_no_reason_to_stay(target: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "crawl.jsonl")
    (tmp_path / "all.jsonl").write_text("before")
    process = Forked("crawl.jsonl", "-f", "json", *target, cwd=tmp_path)
    with open(tmp_path / "crawl.jsonl", "wb") as pipe:
        pipe.write(_lines({"text": page("One")}))
        pipe.flush()
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait().status == 143
    assert tree(tmp_path / "out") == {}
    assert (tmp_path / "all.jsonl").read_text() == "before"


def _slow_after_one() -> None:
    """Let every page but the first take long."""
    real = pipeline.explain

    def slow(data: bytes | str, *args: Any, **options: Any) -> pipeline.Explanation:
        if isinstance(data, str) and "Port 0" not in data:
            signal.pause()
        return real(data, *args, **options)

    pipeline.explain = slow


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_leaves_the_file_of_lines_as_it_was(number: signal.Signals, tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(_lines(*({"text": page("Before")} for _ in range(12))))
    assert run(path, "-o", "out/", cwd=tmp_path).status == 0
    before = tree(tmp_path / "out")
    path.write_bytes(_lines(*({"text": page(f"Port {n}")} for n in range(12))))
    process = Forked(path, "-o", "out/", "-j", "2", "--timeout", "1.5", "--log", "log", cwd=tmp_path, patch=_slow_after_one)
    while not (tmp_path / "log").exists() or not (tmp_path / "log").read_text():
        assert os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    os.kill(process.pid, number)
    result = process.wait()
    assert (result.status, "stopped early: interrupted" in result.err) == (128 + number, True)
    assert tree(tmp_path / "out") == before
    assert run(path, "-o", "out/", "--incremental", cwd=tmp_path).err.startswith("clean: 12 cleaned")
    assert headlines(tree(tmp_path / "out")["crawl.md"].decode()) == [f"Port {n}" for n in range(12)]



def test_what_cannot_be_written_whole_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "in" / "crawl.jsonl"
    path.parent.mkdir()
    path.write_bytes(_lines(*({"text": page(f"Port {n}")} for n in range(70))))
    (tmp_path / "in" / "one.txt").write_text(page("One"))
    article = len(run(PAGE).out)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (article * 15, article * 15))

    result = run("in", "-o", "out/", cwd=tmp_path, patch=limit)
    assert (result.status, result.err.count("out/crawl.md: File too large")) == (1, 1)
    assert list(tree(tmp_path / "out")) == ["one.md"]
    assert run("in", "-o", "out/", "--incremental", cwd=tmp_path).status == 0
    assert len(headlines(tree(tmp_path / "out")["crawl.md"].decode())) == 70
