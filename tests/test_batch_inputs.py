"""Many pages: which files are read, and where their articles go."""

from __future__ import annotations

import gzip
import inspect
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from command import PAGE
from command import run as installed
from trees import NO_ARTICLE, headlines, heads, needs_fork, page, tree
from trees import forked as run

pytestmark = needs_fork


def _write(path: Path, name: str = "Kesk") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(name), encoding="utf-8")
    return path


def test_the_output_mirrors_the_input_and_holds_what_clean_prints(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.TEXT", "b/d/e.md", "b/index.html.txt", "f.v2.txt"):
        _write(tmp_path / "in" / name, name)
    (tmp_path / "in" / "z.txt.gz").write_bytes(gzip.compress(PAGE.read_bytes()))
    (tmp_path / "in" / "image.png").write_bytes(b"\x89PNG")
    _write(tmp_path / "in" / ".hidden.txt")
    _write(tmp_path / "in" / ".git" / "a.txt")
    result = installed("in", "-o", "out", cwd=tmp_path)
    assert result == (0, "", "clean: 6 cleaned, 3 skipped (0 unchanged, 3 not read), 0 no article, 0 failed.\n")
    made = tree(tmp_path / "out")
    assert set(made) == {"a.md", "b/c.md", "b/d/e.md", "b/index.html.md", "f.v2.md", "z.md"}
    assert made["b/d/e.md"].decode() == run(tmp_path / "in" / "b/d/e.md").out


@pytest.mark.parametrize(("form", "ending"), [("json", ".json"), ("text", ".txt")])
def test_the_ending_is_that_of_the_format(form: str, ending: str, tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt")
    assert run("in", "-o", "out", "-f", form, cwd=tmp_path).status == 0
    assert list(tree(tmp_path / "out")) == [f"a{ending}"]


def test_html_among_the_pages(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in page("Kesk").split("\n") if len(line) > 80)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.HTM").write_text(f"<html><body><nav>Home</nav><article><h1>The night ferry</h1>{body}</article></body></html>")
    assert run("in", "-o", "out", cwd=tmp_path).status == 0
    assert tree(tmp_path / "out")["a.md"].startswith(b"# The night ferry\n")


def test_odd_names(tmp_path: Path) -> None:
    names = [b"new\nline.txt", b"caf\xe9.txt", b"-dash.txt", b"x" * 251 + b".txt", b"\xc3\xa9" * 125 + b".txt", b" .txt", b"a\x1b[31m.txt"]
    root = os.fsencode(tmp_path)
    os.mkdir(root + b"/in")
    for name in names:
        with open(root + b"/in/" + name, "wb") as stream:
            stream.write(PAGE.read_bytes())
    assert run("in", "-o", "out", "-f", "json", cwd=tmp_path).status == 0
    made = {name for name in os.listdir(root + b"/out") if not name.startswith(b".")}
    assert {b"new\nline.json", b"caf\xe9.json", b"-dash.json", b" .json", b"a\x1b[31m.json"} < made
    assert len(made) == len(names)
    assert max(map(len, made)) <= 255


def test_an_output_name_that_had_to_be_cut_stays_the_only_one(tmp_path: Path) -> None:
    for place, ending in enumerate("ab"):
        _write(tmp_path / "in" / ("x" * 250 + ending + ".txt"), f"Port {place}")
    assert run("in", "-o", "out", "-f", "json", cwd=tmp_path).status == 0
    assert [len(name) for name in tree(tmp_path / "out")] == [255, 255]


def test_messages_show_odd_names_without_control_characters(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\x1b[31m\n.txt").write_text(NO_ARTICLE)
    assert "in/a\\x1b[31m\\n.txt: No article found in it" in run("in", "-o", "out", cwd=tmp_path).err


def test_links_loops_and_what_is_no_file(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a" / "p.txt", "Once")
    _write(tmp_path / "elsewhere" / "q.txt", "Linked")
    (tmp_path / "in" / "a" / "up").symlink_to("..")
    (tmp_path / "in" / "again").symlink_to("a")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "one.txt").symlink_to(tmp_path / "elsewhere" / "q.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    os.mkfifo(tmp_path / "in" / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "in" / "socket.txt"))
        result = run("in", "-o", "out", "-v", cwd=tmp_path)
    assert result.status == 0
    assert result.err.count("a pipe, socket or device") == 3
    assert result.err.count("read under another name") == 2
    assert heads(tmp_path / "out") == {"a/p.md": "Once", "link/q.md": "Linked", "one.md": "Linked"}


def test_links_that_lead_nowhere_fail_alone(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere")
    (tmp_path / "in" / "self.txt").symlink_to("self.txt")
    result = run("in", "-o", "out", cwd=tmp_path)
    assert result.status == 1
    assert "clean: in/gone.txt: No such file or directory.\nclean: in/self.txt: Too many levels of symbolic links.\n" in result.err
    assert list(tree(tmp_path / "out")) == ["p.md"]


def test_the_output_inside_the_input_is_not_read_again(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    for _ in range(2):
        assert run("in", "-o", "in/out", "--log", "in/log.jsonl", cwd=tmp_path).status == 0
        assert set(tree(tmp_path / "in")) == {"p.txt", "log.jsonl", "out/p.md"}


def test_the_input_inside_the_output(tmp_path: Path) -> None:
    _write(tmp_path / "out" / "in" / "p.txt")
    assert run("out/in", "-o", "out", cwd=tmp_path).status == 0
    assert set(tree(tmp_path / "out")) == {"in/p.txt", "p.md"}


@pytest.mark.parametrize("names", [("p.txt", "p.text"), ("p.txt", "p.txt.gz"), ("p.html", "p.md"), ("p/q.txt", "p.md/q.txt", "p.txt")])
def test_two_inputs_for_one_output_are_found_before_anything_is_written(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        _write(tmp_path / "in" / name)
    result = run("in", "-o", "out", cwd=tmp_path)
    assert (result.status, "would write" in result.err, (tmp_path / "out").exists()) == (2, True, False)


def test_two_directories_with_the_same_names(tmp_path: Path) -> None:
    for root in ("one", "two"):
        _write(tmp_path / root / "p.txt")
    result = run("one", "two", "-o", "out", cwd=tmp_path)
    assert result.status == 2
    assert "Two inputs would write out/p.md: one/p.txt and two/p.txt; rename one of them" in result.err


def test_one_input_named_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path / "p.txt")
    result = run("p.txt", "./p.txt", "-o", "out/", cwd=tmp_path)
    assert (result.status, result.err.startswith("clean: 1 cleaned")) == (0, True)


@pytest.mark.parametrize("args", [("in", "-o", "in"), ("in/a", "in", "-o", "in/"), ("in/a", "-o", "in/a/"), ("in/p.md", "-o", "in/")])
def test_an_output_is_never_an_input(args: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("p.md", "a/p.md"):
        _write(tmp_path / "in" / name)
    before = tree(tmp_path / "in")
    result = run(*args, "--force", cwd=tmp_path)
    assert (result.status, tree(tmp_path / "in")) == (2, before), result.err


def test_an_output_that_is_an_input_by_another_name(tmp_path: Path) -> None:
    _write(tmp_path / "pages" / "p.md")
    (tmp_path / "link").symlink_to("pages")
    result = run("link/p.md", "-o", "pages/", "--force", cwd=tmp_path)
    assert (result.status, "is an input itself" in result.err) == (2, True)


@pytest.mark.parametrize(("null", "end"), [((), b"\n"), ((), b"\r\n"), (("-0",), b"\0")])
def test_a_list_of_files(null: tuple[str, ...], end: bytes, tmp_path: Path) -> None:
    _write(tmp_path / "a" / "p.txt", "One")
    _write(tmp_path / "b" / "odd name.php", "Two")
    names = end.join([b"a", b"", b"./b/odd name.php", b"a/p.txt"])
    assert run("--files-from", "-", *null, "-o", "out", cwd=tmp_path, stdin=names).status == 0
    assert heads(tmp_path / "out") == {"a/p.md": "One", "b/odd name.php.md": "Two"}


def test_a_list_ended_by_nul_may_have_line_ends_in_names(tmp_path: Path) -> None:
    _write(tmp_path / "a\nb.txt")
    (tmp_path / "list").write_bytes(b"a\nb.txt\0")
    assert run("--files-from", "list", "-0", "-o", "out", cwd=tmp_path).status == 0
    assert list(tree(tmp_path / "out")) == ["a\nb.md"]


def test_paths_of_a_list_stay_below_the_output(tmp_path: Path) -> None:
    path = _write(tmp_path / "a" / "p.txt")
    (tmp_path / "b").mkdir()
    names = f"../a/p.txt\n../../{tmp_path.name}/a/./p.txt\n{path}\n".encode()
    assert run("--files-from", "-", "-o", "out", cwd=tmp_path / "b", stdin=names).status == 0
    places = {"a/p.md", f"{tmp_path.name}/a/p.md", f"{str(path.with_suffix('.md')).lstrip('/')}"}
    assert set(tree(tmp_path / "b" / "out")) == places
    assert not list(tmp_path.glob("*.md"))


@pytest.mark.parametrize("target", ["out/", "."])
def test_a_list_with_names_that_cannot_be(target: str, tmp_path: Path) -> None:
    _write(tmp_path / "p.txt")
    result = run("--files-from", "-", "-o", target, cwd=tmp_path, stdin=b"a\0b.txt\n\0\nmissing.txt\np.txt\n" + b"x" * 5000 + b"\n")
    assert result.status == 1
    assert "a\\x00b.txt: Not the name of a file" in result.err
    assert "missing.txt: No such file or directory" in result.err
    assert "File name too long" in result.err
    assert "1 cleaned, 0 skipped, 0 no article, 4 failed" in result.err


def test_a_directory_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    deep = tmp_path / "in"
    os.chdir(deep)  # names beyond what the system takes as a path
    try:
        for _ in range(20):
            os.mkdir("d" * 250)
            os.chdir("d" * 250)
        Path("q.txt").write_text(page("Deep"))
    finally:
        os.chdir(Path(__file__).parent)
    result = run("in", "-o", "out", cwd=tmp_path)
    subprocess.run(["rm", "-rf", "in"], cwd=tmp_path, check=True)
    assert (result.status, "File name too long" in result.err, list(tree(tmp_path / "out"))) == (1, True, ["p.md"])


def _little_stack() -> None:
    sys.setrecursionlimit(len(inspect.stack(0)) + 120)


def test_a_tree_deeper_than_the_stack(tmp_path: Path) -> None:
    place = "d/" * 250
    _write(tmp_path / "in" / place / "p.txt")
    result = run("in", "-o", "out", cwd=tmp_path, patch=_little_stack)
    assert (result.status, result.err) == (0, "clean: 1 cleaned, 0 skipped, 0 no article, 0 failed.\n")
    assert (tmp_path / "out" / place / "p.md").exists()


def test_everything_in_one_file_in_order(tmp_path: Path) -> None:
    for name in "cab":
        _write(tmp_path / "in" / f"{name}.txt", name)
    assert run("in", "-o", "all.md", cwd=tmp_path).status == 0
    assert headlines((tmp_path / "all.md").read_text()) == ["a", "b", "c"]
    assert headlines(run("in/c.txt", "in", cwd=tmp_path).out) == ["c", "a", "b", "c"]


def test_an_empty_directory(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run("in", "-o", "out", cwd=tmp_path) == (0, "", "clean: 0 cleaned, 0 skipped, 0 no article, 0 failed.\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["in", "--incremental"], "--incremental needs a directory to write to; add --output DIR/"),
        (["in", "-o", "all.md", "--prune"], "--prune needs a directory"),
        (["in", "-o", "out", "--explain"], "--explain writes one stream"),
        (["in", "-0"], "-0 is about the list that --files-from names"),
        (["in", "--url", "https://a.example/"], "--url is the address of one page"),
        (["in", "-q", "-v"], "-q and -v contradict each other"),
        (["in/p.txt", "-q", "-v"], "-q and -v contradict each other"),
        (["--files-from", "-", "-"], "Standard input (-) can be read only once"),
        (["--files-from", "nowhere"], "--files-from nowhere: No such file"),
        (["--files-from", "in"], "in: Is a directory"),
        (["-", "-o", "out/"], "Standard input (-) has no name for a file in a directory"),
        (["in", "-o", "in/p.txt/"], "The output in/p.txt/ is a file, not a directory"),
        (["in", "--field", "body"], "--field body: give one of html, markdown, text, url, id and its key"),
        (["in", "-j", "-1"], "try 'clean --help'"),
        (["in", "--encoding", "nonsense"], "nonsense"),
        (["in", "--timeout", "nan"], "nan is no number of seconds"),
        (["in", "--timeout", "-inf"], "-inf is not in the range x>=0"),
        (["in/p.txt", "-o", "in/p.txt", "--timeout", "9"], "would overwrite an input"),
        (["--files-from", "list", "-o", "list"], "--output list is the same file as --files-from list"),
        (["--files-from", "list", "--log", "./list"], "--log ./list is the same file as --files-from list"),
        (["--files-from", "list", "--memory", "link"], "--memory link is the same file as --files-from list"),
        (["in/p.txt", "-o", "new.md", "--log", "in/../new.md"], "--output new.md is the same file as --log in/../new.md"),
        (["in/p.txt", "--rules", "rules", "-o", "rules"], "--output rules is the same file as --rules rules; choose another name"),
        (["in/p.txt", "in", "--rules", "rules", "--report", "rules"], "--report rules is the same file as --rules rules"),
        (["in", "-f", "json", "-o", "new.jsonl", "--memory", "new.jsonl"], "--output new.jsonl is the same file as --memory new.jsonl"),
        (["in", "--memory", "new", "--log", "new"], "--log new is the same file as --memory new"),
        (["in/p.txt", "--log", "in/p.txt"], "--log in/p.txt is the same file as the input in/p.txt"),
        (["in", "-o", "out/", "--report", "out/p.md"], "--report out/p.md is where an article goes; choose another name"),
        (["in", "-o", "out/", "--log", "in/../out/p.md"], "--log in/../out/p.md is where an article goes"),
        (["in", "-o", "out/", "--memory", "out/p.md"], "--memory out/p.md is where an article goes"),
        *(
            (["in", "-o", "out/", option, f"out/{name}"], f"{option} out/{name} is where the run keeps what it knows; choose another name")
            for option in ("--log", "--report", "--memory")
            for name in (".clean-state.sqlite", ".clean-lock", *([".clean-sites.sqlite"] if option != "--memory" else []))
        ),
        *(
            (["in/p.txt", *more, option, ""], "It is empty; name a file, and look whether a variable is not set; try 'clean --help'")
            for option in ("-o", "--log", "--memory", "--report", "--files-from", "--rules")
            for more in ([], ["in"])
        ),
        *(
            (["in/p.txt", option, "-"], f"{option} -: name a file; standard output is for articles")
            for option in ("--log", "--memory", "--report")
        ),
    ],
)
def test_wrong_usage_is_a_sentence_and_writes_nothing(args: list[str], said: str, tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    (tmp_path / "list").write_text("in/p.txt\n")
    (tmp_path / "link").symlink_to("list")
    (tmp_path / "rules").write_text("")
    (tmp_path / "out").mkdir()
    before = tree(tmp_path)
    result = run(*args, cwd=tmp_path)
    assert (result.status, result.out, tree(tmp_path)) == (2, "", before)
    assert said in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("seconds", ["inf", "1e7", "1e10", "1e300"])
def test_more_time_than_any_clock_counts_is_no_limit(seconds: str, tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    result = run("in", "-q", "--timeout", seconds, cwd=tmp_path)
    assert (result.status, result.err, result.out[:13]) == (0, "", "# Night ferry")


def test_one_device_may_take_everything(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "p.txt")
    assert run("in", "-o", os.devnull, "--log", os.devnull, "-q", cwd=tmp_path) == (0, "", "")
