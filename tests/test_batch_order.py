"""The same bytes come out for any number of processes and any order of the inputs."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from command import run as installed
from trees import NO_ARTICLE, forked, grow, needs_fork, page, tree

from cleaner import pipeline, throughput

pytestmark = needs_fork

COUNT = 12


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of all kinds, some of which fail or hold no article."""
    folder = grow(tmp_path_factory.mktemp("order") / "in", COUNT)
    body = "".join(f"<p>{line}</p>" for line in page("Markup").split("\n") if len(line) > 80)
    (folder / "a.html").write_text(f"<html><body><nav>Home</nav><article><h1>Night ferry</h1>{body}</article></body></html>")
    pipeline.clean((folder / "a.html").read_bytes())  # so that no forked process has to load what HTML needs
    (folder / "b.md").write_text("# Night ferry\n\n" + page("Markdown"))
    (folder / "none.txt").write_text(NO_ARTICLE)
    (folder / "west" / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    lines = (json.dumps({"text": page(f"Line {number}"), "id": number}) for number in range(12))
    (folder / "north" / "crawl.jsonl").write_text("\n".join(lines) + "\n{}\n")
    return folder


def _listed(pages: Path, seed: int | None) -> bytes:
    """The inputs as a list: in the order of the walk, or shuffled."""
    names = [str(path.relative_to(pages)) for path in sorted(pages.rglob("*")) if path.is_file()]
    if seed is not None:
        random.Random(seed).shuffle(names)
    return "\n".join(names).encode()


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_trees_are_the_same_byte_by_byte(form: str, pages: Path) -> None:
    trees, logs = [], []
    for name, jobs, seed in (("one", "1", None), ("two", "2", None), ("shuffled", "2", 1), ("many", "5", 2)):
        out, log = pages.parent / form / name, pages.parent / f"{form}-{name}.log"
        given = _listed(pages, seed)
        assert forked("--files-from", "-", "-o", out, "-f", form, "-j", jobs, "--log", log, cwd=pages, stdin=given).status == 1
        trees.append(tree(out))
        records = [json.loads(line) for line in log.read_text().splitlines()]
        logs.append({(record["path"], record["status"], record["kept"], record["dropped"], record["confidence"]) for record in records})
    assert len(trees[0]) == COUNT + 3
    assert all(other == trees[0] for other in trees[1:])
    assert all(other == logs[0] for other in logs[1:])


def test_a_tree_is_what_its_list_is(pages: Path) -> None:
    forked(pages, "-o", pages.parent / "walked")
    forked("--files-from", "-", "-o", pages.parent / "listed", cwd=pages, stdin=_listed(pages, 5))
    assert tree(pages.parent / "walked") == tree(pages.parent / "listed")


def test_one_stream_and_its_messages_keep_the_order_of_the_inputs(pages: Path) -> None:
    for given in (_listed(pages, None), _listed(pages, 6)):
        results = {forked("--files-from", "-", "-j", jobs, cwd=pages, stdin=given) for jobs in "123"}
        assert len(results) == 1


def test_a_batch_gives_what_single_files_give(pages: Path) -> None:
    paths = [pages / "a.html", pages / "none.txt", pages / "page000.txt", pages / "page004.txt"]
    single, batch = installed(*paths), installed(*paths, "-j", "2")
    assert (batch.status, batch.out) == (single.status, single.out)


def test_the_benchmark_of_many_pages(tmp_path: Path) -> None:
    folder = throughput.make(tmp_path / "pages", 3)
    assert forked(folder, "-o", tmp_path / "out", "-q").status == 0
    assert all(re.search(rb"^# .*\n\n.{200}", text, re.DOTALL) for text in tree(tmp_path / "out").values())
    lines = list(throughput.report(20))
    assert [line.partition(":")[0] for line in lines] == [
        *("pages", "-j 1", "-j 2", "-j 2 against -j 1", "memory of the parent", "a second --incremental run")
    ]
