"""Bad input, as a user meets it: the installed command on bytes, files and disks that are not as they should be.

Whatever comes in, there is an article and status 0, or one sentence on standard error and nothing on standard output.
"""

from __future__ import annotations

import codecs
import ctypes
import gzip
import os
import re
import resource
import subprocess
from pathlib import Path

import pytest
from command import CLEAN, PAGE, Result, run

from cleaner import Options, clean
from cleaner.intake import PAGE_LIMIT

TEXT = PAGE.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
SAID = re.compile(r"clean: [^\n]+\.\n")
UNPRINTABLE = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def _check(result: Result) -> None:
    """What holds for every run: nothing that steers a terminal comes out, and a failure is one sentence."""
    assert not UNPRINTABLE.search(result.out)
    assert not UNPRINTABLE.search(result.err)
    assert "Traceback" not in result.err
    if result.status == 0:
        assert result.out
        assert result.err == ""
    else:
        assert result.out == ""
        assert SAID.fullmatch(result.err)


def _run_on(data: bytes, tmp_path: Path, *args: str) -> Result:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    result = run(path, *args)
    _check(result)
    return result


@pytest.fixture(scope="module")
def markdown() -> str:
    return clean(PAGE.read_bytes()).to_markdown()


HIDDEN = {
    "NULs": TEXT.replace("ferry", "fer\0ry"),
    "ANSI escapes": "".join(f"\x1b[1;3{number % 8}m{line}\x1b[0m\n" for number, line in enumerate(LINES)),
    "hyperlinks": TEXT.replace("Port Hallam", "\x1b]8;;https://hallam.example\x1b\\Port Hallam\x1b]8;;\x07"),
    "window titles": "\x1b]0;pwned\x07" + TEXT.replace("\n", "\x1b[2K\n"),
    "bidi controls": TEXT.replace("captain", "\u202ecaptain\u202c").replace("council", "\u2066council\u2069").replace("\n", "\u200e\n"),
    "zero-width": "\ufeff" + TEXT.replace("night", "ni\u200bght\u2060").replace("ferry", "fer\xadry"),
    "backspaces": TEXT.replace("ship", "ship\x08\x07"),
    "Windows lines": TEXT.replace("\n", "\r\n"),
    "old Mac lines": TEXT.replace("\n", "\r"),
    "no-break spaces": TEXT.replace("the ", "the\xa0"),
}
"""The page with things in it that nobody sees."""


@pytest.mark.parametrize("page", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_changes_nothing(page: str, tmp_path: Path, markdown: str) -> None:
    assert _run_on(page.encode(), tmp_path) == (0, markdown, "")


ENCODED = {
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 with a mark": TEXT.encode("utf-16"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16, big end first, without a mark": TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "windows-1252": TEXT.encode("cp1252"),
    "gzip": gzip.compress(TEXT.encode()),
    "gzip of UTF-16": gzip.compress(TEXT.encode("utf-16")),
    "mojibake": TEXT.encode().decode("latin-1").encode(),
}
"""The page in other bytes."""


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_the_encoding_changes_nothing(data: bytes, tmp_path: Path, markdown: str) -> None:
    assert _run_on(data, tmp_path) == (0, markdown, "")


def test_latin_1_is_read(tmp_path: Path) -> None:
    page = TEXT.replace("“", '"').replace("”", '"').replace("’", "'").replace("captain", "capitán").encode("latin-1", "replace")
    result = _run_on(page, tmp_path)
    assert result.status == 0
    assert "a capitán, an engineer" in result.out


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    broken = TEXT.replace("captain", "captain\udcff")
    result = _run_on(broken.encode("utf-8", "surrogatepass"), tmp_path)
    assert result.status == 0
    assert "a captain\ufffd" in result.out
    assert "a captain\ufffd, an engineer" in clean(broken).to_markdown()
    clean(broken).text.encode()


def test_some_bytes_that_are_no_utf8_are_replaced(tmp_path: Path) -> None:
    result = _run_on(TEXT.encode().replace(b"captain", b"capt\xffain"), tmp_path)
    assert result.status == 0
    assert "a capt\ufffdain, an engineer" in result.out
    assert "“Grey Heron”" in result.out


NO_ARTICLE = {
    "empty": b"",
    "white space": b" \n\t\r\n \xc2\xa0\n",
    "one word": b"Home\n",
    "a mark alone": codecs.BOM_UTF8,
    "packed nothing": gzip.compress(b""),
    "HTML without text": b"<!DOCTYPE html>\n<html><head><title>Ferries</title></head><body></body></html>",
    "a script alone": b"<!DOCTYPE html>\n<html><body><div id='app'></div><script>document.write('Ferries')</script></body></html>",
    "HTML cut within its head": b"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>Fer",
    "a comment that never ends": b"<!DOCTYPE html>\n<html><!-- Ferries sail at nine. <p>Ferries sail at ten.</p>",
    "frames": b"<!DOCTYPE html>\n<html><frameset cols='*,*'><frame src='a.html'><frame src='b.html'></frameset></html>",
}


@pytest.mark.parametrize("data", NO_ARTICLE.values(), ids=NO_ARTICLE)
def test_no_article_is_said(data: bytes, tmp_path: Path) -> None:
    result = _run_on(data, tmp_path)
    assert result.status == 1
    assert str(tmp_path / "page.txt") in result.err
    assert "No article" in result.err


NO_TEXT = {
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
    "a zip archive": b"PK\x03\x04" + bytes(range(256)),
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "XML": b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Ferries</title></channel></rss>',
    "cut off": gzip.compress(TEXT.encode())[:-20],
    "binary data": bytes(range(256)) * 20,
    "NULs": b"\0" * 5_000,
}


@pytest.mark.parametrize(("what", "data"), NO_TEXT.items(), ids=NO_TEXT)
def test_what_is_no_text_is_said(what: str, data: bytes, tmp_path: Path) -> None:
    result = _run_on(data, tmp_path)
    assert result.status == 1
    assert str(tmp_path / "page.txt") in result.err
    assert (what if what != "NULs" else "binary data") in result.err


def test_html_is_read(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav><article>{}</article></body></html>"
    data = page.format("".join(f"<p>{line}</p>\n" for line in LINES)).encode()
    assert "“Grey Heron”" in clean(data).text
    result = _run_on(data, tmp_path, "--from", "html")
    assert result.status == 0
    assert "“Grey Heron”" in result.out


def test_markup_is_read_as_text_when_asked(tmp_path: Path) -> None:
    article = clean("<!DOCTYPE html><html>\n" + TEXT, Options(kind="text"))
    assert article.title == clean(TEXT).title
    assert _run_on(("<!DOCTYPE html><html>\n" + TEXT).encode(), tmp_path, "--from", "text").status == 0


def test_one_line_of_20_mb_is_read(tmp_path: Path) -> None:
    sentences = " ".join(line for line in LINES if line.endswith(".") and len(line) > 150) + " "
    result = _run_on(sentences.encode() * (20_000_000 // len(sentences)), tmp_path)
    assert result.status == 0
    assert "“Grey Heron”" in result.out


@pytest.mark.parametrize("character", ["a", "-", "é", "字", ".", "\u200b"])
def test_one_long_word_harms_nobody(character: str, tmp_path: Path) -> None:
    _run_on(character.encode() * 1_000_000, tmp_path)


def test_an_unknown_encoding_is_wrong_usage(tmp_path: Path) -> None:
    result = _run_on(TEXT.encode(), tmp_path, "--encoding", "utf9")
    assert result.status == 2
    assert "unknown encoding 'utf9': did you mean utf-8" in result.err


def test_a_directory_is_walked_and_one_without_pages_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.doc").write_text("not a page")
    result = run(tmp_path)
    assert (result.status, result.out) == (0, "")
    assert "0 cleaned" in result.err


def test_a_directory_of_rules_is_wrong_usage(tmp_path: Path) -> None:
    result = run("--rules", tmp_path, PAGE)
    _check(result)
    assert result.status == 2
    assert str(tmp_path) in result.err


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    result = run(tmp_path / "page.txt")
    _check(result)
    assert result == (1, "", f"clean: {tmp_path / 'page.txt'}: No such file or directory.\n")


def _give_up_reading_everything() -> None:
    """Takes from root what lets it read any file, as far as this system can; others don't have it."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def test_no_permission_is_said(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.read_bytes())
    path.chmod(0)
    if subprocess.run(["cat", path], capture_output=True, check=False, preexec_fn=_give_up_reading_everything).returncode == 0:
        pytest.skip("here, root can read any file and can't give that up")
    result = run(path, before=_give_up_reading_everything)
    _check(result)
    assert result == (1, "", f"clean: {path}: Permission denied.\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_device_is_said() -> None:
    result = run(PAGE, "-o", "/dev/full")
    _check(result)
    assert result == (1, "", "clean: /dev/full: No space left on device.\n")


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

    result = run(PAGE, "-o", tmp_path / "article.md", before=limit)
    _check(result)
    assert result.status == 1
    assert list(tmp_path.iterdir()) == []


def test_head_ends_it_quietly(tmp_path: Path) -> None:
    """`clean ... | head -1`, with more output than a pipe holds."""
    with subprocess.Popen([CLEAN, *[PAGE] * 100], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert first.startswith(b"# Night ferry")
    assert said == b""
    assert process.returncode == 0


def test_a_bad_input_among_good_ones_costs_nothing_else(tmp_path: Path, markdown: str) -> None:
    bad = tmp_path / "image.txt"
    bad.write_bytes(NO_TEXT["a PNG image"])
    result = run(PAGE, bad, PAGE)
    assert result.status == 1
    assert result.out.count(markdown.strip()) == 2
    assert SAID.fullmatch(result.err)


# ---------------------------------------------------------------------------------------------------------- too many bytes

TOO_LARGE = "has more than {:,} bytes; raise --max-bytes, or split it into pages.\n"


@pytest.mark.parametrize("more", [[], ["-j", "1"]], ids=["a page", "a batch"])
def test_a_page_of_more_bytes_than_any_may_have_is_refused(more: list[str], tmp_path: Path) -> None:
    with open(tmp_path / "page.txt", "wb") as stream:
        stream.truncate(PAGE_LIMIT + 1)
    result = run("page.txt", "-q", *more, cwd=tmp_path)
    assert result == (1, "", f"clean: page.txt {TOO_LARGE.format(PAGE_LIMIT)}")
    with open(tmp_path / "page.txt", "rb") as stream:
        assert run("-q", *more, stdin=stream) == (1, "", f"clean: standard input {TOO_LARGE.format(PAGE_LIMIT)}")


@pytest.mark.parametrize("more", [[], ["-j", "1"]], ids=["a page", "a batch"])
def test_a_gzip_file_that_holds_more_bytes_than_a_page_may_have_is_refused(more: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(b"a" * (PAGE_LIMIT + 1)))
    assert run("page.txt.gz", "-q", *more, cwd=tmp_path) == (1, "", f"clean: page.txt.gz {TOO_LARGE.format(PAGE_LIMIT)}")


def test_max_bytes_counts_what_is_packed_and_what_is_in_it(tmp_path: Path) -> None:
    size = len(PAGE.read_bytes())
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(PAGE.read_bytes()))
    whole = run("page.txt.gz", "-q", "--max-bytes", str(size), cwd=tmp_path)
    assert (whole.status, whole.err, whole.out[:13]) == (0, "", "# Night ferry")
    for args in (["page.txt.gz"], ["page.txt.gz", "-o", "out/"], ["--from", "text"]):
        stdin = (tmp_path / "page.txt.gz").read_bytes() if args[0].startswith("-") else b""
        result = run(*args, "-q", "--max-bytes", str(size - 1), cwd=tmp_path, stdin=stdin)
        assert (result.status, result.out, result.err.endswith(TOO_LARGE.format(size - 1))) == (1, "", True), result.err


def test_more_bytes_than_can_be_counted_are_wrong_usage() -> None:
    result = run("--from", "jsonl", "--max-bytes", str(2**63 - 1), stdin=b'{"text":"x"}')
    assert (result.status, "not in the range" in result.err, result.err.count("\n")) == (2, True, 1)
