"""What a site repeats, through the command: which pages know each other, and that nothing else changes what comes out."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command import CLEAN, FIXTURES, Result, run
from trees import forked, needs_fork

from cleaner import pipeline
from cleaner.batch import neighbours
from cleaner.batch.plan import Plan
from cleaner.batch.stop import Stop
from cleaner.batch.survey import Survey
from cleaner.batch.values import Found, Looking, Request, Spec
from cleaner.memory import Memory
from cleaner.model import Article, Options, Page
from cleaner.pipeline import SiteView
from cleaner.sites import Neighbours, annotate, look
from cleaner.weights import load_table

pytestmark = needs_fork
CLEANER = (str(Path(sys.executable).parent / "cleaner"),)
SYLLABLES = "ba de fi go lu ma ne pi ro sa te vu kra sto lin mer".split()
FITTED = any(any(weights.values) for weights in load_table("lines").site)
"""Whether the shipped weights were fitted with sites."""


def _sentence(random: Random, words: int) -> str:
    text = " ".join("".join(random.choices(SYLLABLES, k=random.randint(1, 3))) for _ in range(words))
    return f"{text.capitalize()}."


def page(site: str, number: int) -> str:
    """An invented page of a site: its menu, a story of its own, its teasers and its foot."""
    own, shared = Random(f"{site} {number}"), Random(site)
    menu = [_sentence(shared, 2)[:-1] for _ in range(12)]
    foot = [_sentence(shared, 9) for _ in range(6)]
    story = [_sentence(own, 6)[:-1], *[_sentence(own, 40) for _ in range(6)]]
    return "\n".join([*menu, f"{number} March 2025", *story, *foot, f"{number} readers"]) + "\n"


def tree(root: Path, sites: int = 2, pages: int = 4) -> Path:
    """A directory with a folder for every site."""
    for site in range(sites):
        folder = root / f"site{site}"
        folder.mkdir(parents=True)
        for number in range(pages):
            (folder / f"page{number}.txt").write_text(page(f"s{site}", number), encoding="utf-8")
    return root


def outputs(root: Path) -> dict[str, bytes]:
    """The articles below a directory."""
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file() and file.name[0] != "."}


def counts(memory: Path) -> dict[str, int]:
    """Sites and the number of their pages in a memory."""
    base = Memory(str(memory))
    found = {os.path.basename(site.site): site.pages for site in base.sites()}
    base.close()
    return found


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of the test's own, to see what is left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# Which site, and which pages


def test_a_directory_is_looked_at_first_and_its_memory_kept(tmp_path: Path, _temporary: Path) -> None:
    result = forked(tree(tmp_path / "pages"), "-o", tmp_path / "out")
    assert (result.status, result.err) == (0, "clean: 8 cleaned, 0 skipped, 0 no article, 0 failed.\n")
    assert counts(tmp_path / "out" / ".clean-sites.sqlite") == {"site0": 4, "site1": 4}
    assert list(_temporary.iterdir()) == []


@pytest.mark.parametrize("option", [["--no-memory"], ["--dry-run"]])
def test_nothing_is_kept_where_nothing_is_wanted(option: list[str], tmp_path: Path) -> None:
    forked(tree(tmp_path / "pages"), "-o", tmp_path / "out", *option)
    assert not (tmp_path / "out" / ".clean-sites.sqlite").exists()


def test_one_page_a_run_is_remembered_too(tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages", sites=1), tmp_path / "sites.sqlite"
    for number in range(3):
        assert forked(pages / "site0" / f"page{number}.txt", "--memory", memory, "-q").err == ""
    assert counts(memory) == {"site0": 3}
    assert forked(pages / "site0" / "page0.txt", "--memory", memory, "-q").status == 0
    assert counts(memory) == {"site0": 3}


def test_pipes_are_remembered_by_their_address(tmp_path: Path) -> None:
    memory = tmp_path / "sites.sqlite"
    for number in range(2):
        url = f"https://www.gazette.example/{number}"
        assert forked("--memory", memory, "--url", url, stdin=page("s", number).encode()).status == 0
    assert forked("--memory", memory, stdin=page("s", 3).encode()).status == 0  # from nowhere
    assert counts(memory) == {"gazette.example": 2}


CANONICAL = '<html><head><link rel="canonical" href="https://gazette.example/{}"></head><body><p>{}</p></body></html>'
FRONT = "---\ntitle: A story\nurl: https://gazette.example/{}\n---\n\n{}\n"


@pytest.mark.parametrize(
    ("name", "form", "site"),
    [
        ("page{}.html", CANONICAL, "gazette.example"),
        ("page{}.md", FRONT, "gazette.example"),
        ("page{}.txt", "{}\n\n{}", "pages"),
        ("page{}.txt.gz", CANONICAL, "gazette.example"),
    ],
)
def test_the_site_of_a_file(name: str, form: str, site: str, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(3):
        data = form.format(number, page("s", number)).encode()
        (pages / name.format(number)).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    forked(pages, "-o", tmp_path / "out")
    assert counts(tmp_path / "out" / ".clean-sites.sqlite") == {site: 3}
    forked(pages, "-o", tmp_path / "named", "--site", "mine")
    assert counts(tmp_path / "named" / ".clean-sites.sqlite") == {"mine": 3}


def _lines(path: Path, numbers: list[int], url: str | None = "https://gazette.example/{}") -> Path:
    rows = [{"id": number, "text": page("s", number), **({"url": url.format(number)} if url else {})} for number in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_site_of_a_json_line(tmp_path: Path) -> None:
    memory = tmp_path / "sites.sqlite"
    forked(_lines(tmp_path / "crawl.jsonl", [*range(4), 3]), "-f", "json", "--memory", memory)
    assert counts(memory) == {"gazette.example": 4}
    forked(_lines(tmp_path / "bare.jsonl", [*range(5)], None), "-f", "json", "--memory", memory)
    assert counts(memory) == {"gazette.example": 4, tmp_path.name: 5}


def test_json_lines_from_a_pipe_are_remembered_at_the_end(tmp_path: Path) -> None:
    memory, crawl = tmp_path / "sites.sqlite", _lines(tmp_path / "crawl.jsonl", [*range(3)])
    assert forked("--from", "jsonl", "-f", "json", "--memory", memory, stdin=crawl.read_bytes()).status == 0
    assert counts(memory) == {"gazette.example": 3}


def test_a_memory_is_bounded(tmp_path: Path) -> None:
    crawl, memory = _lines(tmp_path / "crawl.jsonl", [*range(53)]), tmp_path / "sites.sqlite"
    forked(crawl, "-f", "text", "--memory", memory, "-q")
    assert counts(memory) == {"gazette.example": 50}


# Nothing else changes what comes out


def _evidence(paths: list[str], jobs: int, folder: Path) -> dict[str, Page]:
    """What each page would know of its site in a run over these paths: the page as read, with the pages that hold its blocks."""
    request = Request(tuple(paths), jobs=jobs, remember=True)
    plan = Plan("", "markdown", lines=False)
    plan.add(Found(path, "", walked=True) for path in paths)
    found = {}
    with Stop() as stop, Survey(request, "", pytest.fail, stop) as survey:
        survey.look(plan, Spec(request.options, "markdown", looking=Looking(True)), None, "")
        for path in paths:
            data = Path(path).read_bytes()
            view = neighbours.view(survey.looking, neighbours.of_page(data, path, None, None))
            assert view is not None
            found[os.path.relpath(path, folder)] = annotate(pipeline.read(data), view.neighbours, view.key)
    plan.close()
    return found


def test_every_page_has_the_same_evidence_in_any_order(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=2, pages=53)
    paths = sorted(str(path) for path in pages.rglob("*.txt"))
    first = _evidence(paths, 1, pages)
    assert first == _evidence(Random(5).sample(paths, len(paths)), 2, pages)
    shutil.copytree(pages, tmp_path / "elsewhere" / "copy")
    assert first == _evidence(
        [path.replace(str(pages), str(tmp_path / "elsewhere" / "copy")) for path in paths], 1, tmp_path / "elsewhere" / "copy"
    )
    told = {(page.siblings, *page.seen[:12], *page.seen[13:20]) for page in first.values()}
    assert told == {(50, *[50] * 12, *[0] * 7), (49, *[49] * 12, *[0] * 7)}  # those in the sample don't count themselves


def test_a_page_that_is_alone_on_its_site_has_none(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=2, pages=1)
    assert [page.seen for page in _evidence([str(path) for path in pages.rglob("*.txt")], 1, pages).values()] == [(), ()]


def test_empty_pages_change_nothing(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=1, pages=5)
    forked(pages, "-o", tmp_path / "before")
    folder = next(pages.rglob("*.txt")).parent
    for number in range(3):
        (folder / f"empty{number}.txt").write_text(" \n" * number, encoding="utf-8")
    result = forked(pages, "-o", tmp_path / "after")
    assert "5 cleaned, 0 skipped, 3 no article, 0 failed" in result.err
    assert outputs(tmp_path / "after") == outputs(tmp_path / "before")


def test_strangers_in_one_folder_have_none(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"page{number}.txt").write_text(page(f"s{number}", number), encoding="utf-8")
    assert {page.seen for page in _evidence([str(path) for path in tmp_path.glob("*.txt")], 1, tmp_path).values()} == {()}


def test_processes_and_order_change_nothing(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=3)
    paths = sorted(str(path) for path in pages.rglob("*.txt"))
    base = None
    for name, jobs, order in (("one", "1", paths), ("two", "2", paths), ("shuffled", "2", Random(7).sample(paths, len(paths)))):
        result = forked("--files-from", "-", "-j", jobs, "-o", tmp_path / name, "-q", stdin="\n".join(order).encode())
        assert (result.status, result.err) == (0, "")
        base = base or outputs(tmp_path / name)
        assert outputs(tmp_path / name) == base
    assert base is not None
    assert len(base) == 12


def test_the_order_of_json_lines_changes_nothing(tmp_path: Path) -> None:
    numbers = [*range(53)]
    first = forked(_lines(tmp_path / "a.jsonl", numbers), "-f", "json", "-j", "1").out.splitlines()
    second = forked(_lines(tmp_path / "a.jsonl", Random(3).sample(numbers, 53)), "-f", "json", "-j", "2").out.splitlines()
    bodies = [sorted((row["id"], row["text"], row["confidence"]) for row in map(json.loads, lines)) for lines in (first, second)]
    assert bodies[0] == bodies[1]
    assert len(bodies[0]) == 53


def test_where_the_tree_stands_changes_nothing(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=1, pages=53)
    shutil.copytree(pages, tmp_path / "elsewhere" / "copy")
    forked(pages, "-o", tmp_path / "a")
    forked(tmp_path / "elsewhere" / "copy", "-o", tmp_path / "b")
    assert outputs(tmp_path / "a") == outputs(tmp_path / "b")


def test_a_run_that_is_not_incremental_goes_by_what_it_is_given(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages")
    forked(pages, "-o", tmp_path / "once")
    forked(pages / "site0", "-o", tmp_path / "twice" / "site0")
    shutil.copytree(tmp_path / "twice" / "site0", tmp_path / "twice", dirs_exist_ok=True)  # a memory of other pages
    forked(pages, "-o", tmp_path / "twice", "--force")
    assert outputs(tmp_path / "once").items() <= outputs(tmp_path / "twice").items()


def test_an_interrupted_night_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    """What an earlier run looked at before it was killed is known to the next one, though it skips what is done."""
    pages = tree(tmp_path / "pages", sites=1, pages=56)
    forked(pages, "-o", tmp_path / "whole", "--incremental")
    forked(pages, "-o", tmp_path / "parts", "--incremental")
    gone = sorted((tmp_path / "parts").rglob("*.md"))[::2]
    for file in gone:
        file.unlink()
    result = forked(pages, "-o", tmp_path / "parts", "--incremental")
    assert result.err == "clean: 28 cleaned, 28 skipped (28 unchanged, 0 not read), 0 no article, 0 failed.\n"
    assert outputs(tmp_path / "parts") == outputs(tmp_path / "whole")


def test_a_memory_that_is_gone_is_made_again_from_all_pages(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages")
    forked(pages, "-o", tmp_path / "out", "--incremental")
    (tmp_path / "out" / ".clean-sites.sqlite").unlink()
    result = forked(pages, "-o", tmp_path / "out", "--incremental")
    assert "8 unchanged" in result.err
    assert counts(tmp_path / "out" / ".clean-sites.sqlite") == {"site0": 4, "site1": 4}


def test_a_memory_changes_no_decision_to_skip(tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages"), tmp_path / "sites.sqlite"
    args = (pages, "-o", tmp_path / "out", "--incremental")
    forked(*args, "--memory", memory)
    assert "8 unchanged" in forked(*args, "--memory", memory).err
    assert "8 cleaned" in forked(*args, "--no-memory").err  # but to have none is another way to clean
    assert "8 cleaned" in forked(*args, "--memory", memory).err


@pytest.mark.parametrize("name", ["page3.txt", "more.jsonl"])
def test_a_page_that_comes_later_is_told_to_the_others(name: str, tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=2)
    folder = pages / "site0"
    _lines(folder / "crawl.jsonl", [7], None)
    if name == "more.jsonl":
        _lines(folder / name, [8], None)
    late = (folder / name).read_bytes()
    forked(pages, "-o", tmp_path / "whole", "--incremental")
    (folder / name).unlink()
    forked(pages, "-o", tmp_path / "nights", "--incremental")
    (folder / name).write_bytes(late)
    second = forked(pages, "-o", tmp_path / "nights", "--incremental")
    assert re.search(r"[12345] cleaned, [4-9] skipped", second.err)  # at least the other site's
    assert outputs(tmp_path / "nights") == outputs(tmp_path / "whole")
    assert " 0 cleaned" in forked(pages, "-o", tmp_path / "nights", "--incremental").err


def test_a_process_that_is_killed_while_it_looks_costs_no_knowledge(tmp_path: Path) -> None:
    pages, once = tree(tmp_path / "pages", sites=1, pages=6), tmp_path / "once"

    def patch() -> None:
        real = pipeline.read

        def read(data: bytes | str, *args: Any, **more: Any) -> Page:
            if not more.get("opinions", True) and b"3 March" in data and not once.exists():
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return real(data, *args, **more)

        pipeline.read = read

    forked(pages, "-o", tmp_path / "whole")
    assert forked(pages, "-o", tmp_path / "killed", "-j", "2", patch=patch).status == 0
    assert once.exists()
    assert counts(tmp_path / "killed" / ".clean-sites.sqlite") == {"site0": 6}
    assert outputs(tmp_path / "killed") == outputs(tmp_path / "whole")


def test_a_page_at_which_nobody_could_look_is_cleaned_again(tmp_path: Path) -> None:
    pages = tree(tmp_path / "pages", sites=1, pages=6)

    def patch() -> None:
        real = pipeline.read

        def read(data: bytes | str, *args: Any, **more: Any) -> Page:
            if not more.get("opinions", True) and b"3 March" in data:
                raise OSError(5, "Input/output error")
            return real(data, *args, **more)

        pipeline.read = read

    forked(pages, "-o", tmp_path / "whole", "--incremental")
    assert forked(pages, "-o", tmp_path / "missed", "--incremental", patch=patch).status == 0
    forked(pages, "-o", tmp_path / "missed", "--incremental")
    assert outputs(tmp_path / "missed") == outputs(tmp_path / "whole")
    assert " 0 cleaned" in forked(pages, "-o", tmp_path / "missed", "--incremental").err


# A small newspaper: three pages begin with the standing words of a series, three have one story from an agency

GAZETTE = FIXTURES / "sites" / "gazette"
PROSE = 60
"""Characters of a line of its pages that is prose; only those of the newsletter and teasers are as long."""
FURNITURE = (
    "Subscribe",
    "Port Hallam today",
    "Hot this week",
    "Most read",
    "Council votes",
    "A goat was",
    "Get the best",
    "We use",
    "About the",
    "©",
)


@pytest.mark.parametrize("name", sorted(path.stem for path in GAZETTE.glob("*.txt")))
def test_what_is_known_of_a_site_takes_no_prose(name: str, gazette: Path) -> None:
    article = (gazette / f"{name}.md").read_text(encoding="utf-8")
    lines = (GAZETTE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    story = [line for line in lines if len(line) > PROSE and not line.startswith(FURNITURE)]
    assert len(story) > 2
    assert [line for line in story if line not in article] == []


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the newspaper."""
    out = tmp_path_factory.mktemp("gazette")
    assert run(GAZETTE, "-o", out, "-q").status == 0
    return out


def test_the_newspaper_s_pages_know_each_other() -> None:
    pages = _evidence([str(path) for path in GAZETTE.glob("*.txt")], 1, GAZETTE)
    seen = {block.text: count for page in pages.values() for block, count in zip(page.blocks, page.seen, strict=True)}
    assert {page.siblings for page in pages.values()} == {6, 8}  # the two others that print the agency's story say nothing
    for page in pages.values():
        standing = {"Terms and privacy", "© 2025 The Hallam Gazette, printed at Quay Street", "Sign in"}
        assert [count for block, count in zip(page.blocks, page.seen, strict=True) if block.text in standing] == [page.siblings] * 3
    told = {
        start: count
        for text, count in seen.items()
        for start in ("Every Friday", "The old line", "There were two")
        if text.startswith(start)
    }
    assert told == {"Every Friday": 2, "The old line": 0, "There were two": 0}


@pytest.mark.skipif(not FITTED, reason="the shipped weights were not fitted with sites")
def test_what_stands_on_every_page_goes(gazette: Path, tmp_path: Path) -> None:
    """Each page by itself leaves some of it in."""
    run(GAZETTE, "-o", tmp_path, "-q", "--no-memory")
    known, alone = (" ".join(data.decode() for data in outputs(folder).values()) for folder in (gazette, tmp_path))
    assert sum(map(known.count, FURNITURE)) < sum(map(alone.count, FURNITURE))


# Sites in other languages: a story from an agency, a series with standing words, a notice under every article, and a line that leads on

SITES = FIXTURES / "sites"
SURVIVORS = ("„Wir haben lange gewartet“, sagte der Vormann der Lotsen.", "«No había otra salida», dijo el capitán.")
"""Short lines of stories that stand on several pages."""


def _known(folder: Path, skip: tuple[str, ...] = ()) -> dict[str, Article]:
    """The articles of a site's pages through the Python API, each in the light of the others. skip: rules that don't count."""
    options = Options(skip=skip)
    texts = {path.stem: path.read_bytes() for path in folder.glob("*.txt")}
    pages = Neighbours({name: look(pipeline.read(text)) for name, text in texts.items()})
    return {name: pipeline.explain(text, options, site=SiteView(name, pages)).article for name, text in texts.items()}


@pytest.mark.parametrize("site", ["deichbote", "faro", "gazette", "haigang"])
def test_what_survives_on_a_site(site: str, tmp_path: Path) -> None:
    known = _known(SITES / site)
    run(SITES / site, "-o", tmp_path, "-q")
    for name, article in known.items():
        alone = pipeline.clean((SITES / site / f"{name}.txt").read_bytes()).text
        lines = (SITES / site / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        story = [line for line in lines if (len(line.encode()) > PROSE and not line.startswith(FURNITURE)) or line in SURVIVORS]
        assert len(story) > 1
        assert [line for line in story if line in alone and line not in article.text] == []
        assert [line for line in article.text.split("\n\n") if line not in alone and len(line.split()) < 4] == []
        assert (tmp_path / f"{name}.md").read_bytes() == article.to_markdown().encode()


# Between lines that all pages have: some readers' comments read like the article, but not on most pages


def _letters(text: str) -> tuple[list[str], list[str]]:
    """Long lines of a page's article, and those of its readers' comments."""
    article, _, comments = text.partition("\nComments (")
    first, second = ([line for line in part.split("\n") if len(line) > PROSE] for part in (article, comments))
    return first, second


def test_comments_that_read_like_prose_go_by_what_other_pages_have_there() -> None:
    alone = ("prior.comments",)  # which knows them by the line that counts them
    known = _known(SITES / "kettle", alone)
    left = {True: 0, False: 0}
    for name, article in known.items():
        text = (SITES / "kettle" / f"{name}.txt").read_text(encoding="utf-8")
        story, comments = _letters(text)
        assert (len(story), [line for line in story if line not in article.text]) == (3, [])
        for sited, found in ((True, article), (False, pipeline.clean(text, Options(skip=alone)))):
            left[sited] += sum(line in found.text for line in comments)
    assert left[True] == 0 < left[False]


def test_a_run_over_the_site_says_the_same_and_why(tmp_path: Path) -> None:
    assert run(SITES / "kettle", "-o", tmp_path, "-q").status == 0
    assert {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")} == {
        name: article.to_markdown() for name, article in _known(SITES / "kettle").items()
    }
    shown = run(SITES / "kettle", "--explain").out
    assert "other pages of the site keep" in shown


# What goes wrong


@pytest.mark.parametrize("content", [b"Buy bread.\n" * 100, b"\0" * 5000], ids=["text", "nulls"])
def test_a_file_that_is_no_memory_costs_a_sentence_and_stays(content: bytes, tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages", sites=1), tmp_path / "notes.txt"
    memory.write_bytes(content)
    result = forked(pages, "-o", tmp_path / "out", "--memory", memory, "-q")
    assert (result.status, result.err.count("\n"), len(outputs(tmp_path / "out"))) == (0, 1, 4)
    assert result.err.startswith(f"clean: {memory} is no site memory")
    assert memory.read_bytes() == content


def test_a_damaged_memory_costs_what_it_knew_and_a_sentence(tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages"), tmp_path / "sites.sqlite"
    forked(pages, "-o", tmp_path / "out", "--memory", memory)
    data = bytearray(memory.read_bytes())
    data[4096:] = b"\xee" * (len(data) - 4096)
    memory.write_bytes(data)
    result = forked(pages, "-o", tmp_path / "again", "--memory", memory, "-q")
    assert (result.status, result.err) == (0, f"clean: {memory} was damaged, so it begins anew: what sites repeat is learnt again.\n")
    assert outputs(tmp_path / "again") == outputs(tmp_path / "out")
    assert counts(memory) == {"site0": 4, "site1": 4}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_memory_that_may_not_be_written_costs_a_sentence(tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages", sites=1), tmp_path / "sites.sqlite"
    Memory(str(memory), make=True).close()
    memory.chmod(0o444)
    result = forked(pages, "-o", tmp_path / "out", "--memory", memory, "-q")
    assert (result.status, result.err.count("\n"), len(outputs(tmp_path / "out"))) == (0, 1, 4)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--memory", "m.sqlite", "--no-memory"], "contradict each other"),
        (["--site", "a", "--no-memory"], "contradict each other"),
        (["--site", "a"], "add --memory FILE"),
        (["--site", " ", "--memory", "m.sqlite"], "--site is empty"),
        (["--memory", "no/such/folder/m.sqlite"], "stands in a directory that isn't there"),
        (["--memory", "."], "is a directory"),
    ],
)
def test_wrong_usage_has_a_sentence(args: list[str], sentence: str, tmp_path: Path) -> None:
    result = forked(*args, "-", stdin=b"A page.", cwd=tmp_path)
    assert (result.status, result.out, sentence in result.err) == (2, "", True)
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def test_two_runs_use_one_memory_at_once(tmp_path: Path) -> None:
    pages, memory = tree(tmp_path / "pages", sites=3, pages=4), tmp_path / "sites.sqlite"
    inputs = (pages / "site0", pages / "site1", pages)
    runs = [
        subprocess.Popen([CLEAN, str(path), "-o", str(tmp_path / f"out{i}"), "--memory", str(memory), "-q"], stderr=subprocess.PIPE)
        for i, path in enumerate(inputs)
    ]
    assert [(one.communicate()[1], one.returncode) for one in runs] == [(b"", 0)] * 3
    assert counts(memory) == {f"site{site}": 4 for site in range(3)}


def test_a_pipe_that_can_be_read_once_is_not_looked_at_first(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", str(_lines(tmp_path / "crawl.jsonl", [1, 2, 3])), str(pipe)]) as writer:
        result = forked("--from", "jsonl", "-f", "json", pipe, "-q")
        assert (result.status, len(result.out.splitlines())) == (0, 3)
    assert writer.returncode == 0


# cleaner sites


def _sites(*args: str | Path) -> Result:
    return run("sites", *args, program=CLEANER)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "sites.sqlite"
    forked(_lines(tmp_path / "crawl.jsonl", [0, 1, 2]), "-f", "json", "--memory", path)
    return path


def test_sites_are_listed(memory: Path) -> None:
    head, row = _sites("list", memory).out.splitlines()
    assert head.split() == ["pages", "first", "last", "site"]
    assert (row.split()[0], row.split()[3]) == ("3", "gazette.example")
    (site,) = json.loads(_sites("list", "-f", "json", memory).out)
    assert (site["site"], site["pages"], site["first"]) == ("gazette.example", 3, site["last"])


def test_a_site_is_shown(memory: Path) -> None:
    _, *rows = _sites("show", memory, "gazette.example").out.splitlines()
    assert [row.split()[-1] for row in sorted(rows)] == [f"gazette.example/{number}" for number in range(3)]
    pages = json.loads(_sites("show", "--format", "json", memory, "gazette.example").out)
    assert {(page["alone"], page["most"]) for page in pages} == {(7, 20)}  # the story; menu, day, foot, readers


def test_a_site_is_forgotten(memory: Path) -> None:
    assert _sites("forget", memory, "gazette.example").out == "gazette.example: 3 pages forgotten\n"
    assert json.loads(_sites("list", "-f", "json", memory).out) == []


def test_a_memory_is_exported(memory: Path) -> None:
    rows = [json.loads(line) for line in _sites("export", memory).out.splitlines()]
    assert sorted(row["key"] for row in rows) == [f"gazette.example/{number}" for number in range(3)]
    assert all(int(block, 16) < 2**64 for row in rows for block in row["blocks"])


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["list", "{}/nothing"], "No such file"),
        (["export", "{}/crawl.jsonl"], "is no site memory"),
        (["show", "{}/sites.sqlite", "other.example"], "knows no site other.example"),
        (["forget", "{}/sites.sqlite", "other.example"], "knows no site other.example"),
    ],
)
def test_what_is_not_there_has_a_sentence(args: list[str], sentence: str, memory: Path) -> None:
    result = _sites(*(arg.format(memory.parent) for arg in args))
    assert (result.status, result.out, result.err.count("\n"), sentence in result.err) == (1, "", 1, True)


TOWNS = ("mill", "quarry", "school", "bridge", "orchard", "library", "station")
STANDING = "The Herald is printed on paper from the valley's own mill, and delivered by bicycle."
HEAD_LINE = (
    "Every week we ask somebody in the valley how it was before the road came, and write down what they say, whether or not it can be true."
)


def _herald(folder: Path, towns: tuple[str, ...]) -> Path:
    """Pages with a story each; under it a sentence, and over it a paragraph, that all of them have."""
    folder.mkdir()
    for number, name in enumerate(towns):
        story = [
            f"The {name} at the edge of the town was opened again after {number + 3} years of work, and many people came in the rain.",
            f"Nobody had expected that the {name} would cost so much, said the mayor, but the council has never regretted it at all.",
            f"Those who remember the old {name} say that it was colder, darker and better, and that the view is worth a climb.",
        ]
        head = ["The Valley Herald", "Home", "News", f"The {name} opens again", "By Jo Marsh", "3 March 2025"]
        (folder / f"{name}.txt").write_text("\n".join([*head, HEAD_LINE, *story, STANDING, "Contact us"]))
    return folder


@pytest.mark.parametrize("few", [2, 3, 5])
def test_what_stands_on_all_of_few_pages_stays(few: int, tmp_path: Path) -> None:
    pages = _herald(tmp_path / "pages", TOWNS[:few])
    run(pages, "-o", tmp_path / "out", "-q")
    for name in TOWNS[:few]:
        known = (tmp_path / "out" / f"{name}.md").read_text()
        assert STANDING in known and HEAD_LINE in known


@pytest.mark.skipif(not FITTED, reason="the shipped tables have no weights for sites")
def test_a_sentence_on_all_of_many_pages_goes_and_a_paragraph_stays(tmp_path: Path) -> None:
    pages = _herald(tmp_path / "pages", TOWNS)
    run(pages, "-o", tmp_path / "out", "-q")
    for name in TOWNS:
        alone, known = pipeline.clean((pages / f"{name}.txt").read_bytes()).text, (tmp_path / "out" / f"{name}.md").read_text()
        assert STANDING in alone and STANDING not in known
        assert HEAD_LINE in known
        assert [line for line in alone.split("\n\n") if line != STANDING and line not in known] == []
