"""Pages that nobody wrote by hand: huge, deep, broken a hundred thousand times. Each is read whole, or refused with a sentence."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MEMORY = 1_000_000_000
"""Bytes that a page may take."""
GIVE_UP = 120
"""Seconds after which a page hangs; they take one to five of a free core. Speed is no matter of tests."""

SENTENCE = "The night ferry sailed again on Monday evening, eleven years after."
STORY = f"<div><h2>Harbour</h2><p>{SENTENCE} <b>Nobody</b> <a href='/x'>asked</a>.</p></div>"
LINKS = "".join(f"<a href='/{i}'>Link {i}</a> " for i in range(20_000))
ATTRIBUTES = f"class='{'a ' * 500_000}' title='{'x' * 1_000_000}' style='{'a:b;' * 250_000}' data-x={'y' * 1_000_000}"
SOURCES = f"src='data:image/png;base64,{'A' * 1_000_000}' srcset='{'a 1x, ' * 150_000}' alt='{'z' * 1_000_000}'"

PAGES = {
    "10 MB of prose": ("'<p>' + SENTENCE * 150_000", 1, 150_000 * len(SENTENCE)),
    "10 MB of stories": ("(STORY + SENTENCE * 20) * 7_000", 21_000, 9_000_000),
    "100,000 divisions": ("'<div>' * 100_000 + '<p>X</p>'", 1, 1),
    "100,000 divisions and their ends": ("'<div>' * 100_000 + '<p>X</p>' + '</div>' * 100_000", 1, 1),
    "1 MB attributes": ("f'<p {ATTRIBUTES}>X <a href=\"/{\"y\" * 1_000_000}\">Y</a></p><img {SOURCES}>'", 2, 1_000_003),
    "100,000 attributes": ("'<p ' + ' '.join(f'a{i}=1' for i in range(100_000)) + '>X</p>'", 1, 1),
    "50,000 paragraphs": ("f'<p>{SENTENCE}</p>' * 50_000", 50_000, 50_000 * len(SENTENCE)),
    "20,000 links": ("f'<p>{LINKS}</p>'", 1, 208_889),
    "200,000 unclosed bolds": ("'<p>' + '<b>x ' * 200_000", 1, 399_999),
    "100,000 cells": ("'<table>' + ('<tr>' + '<td>x</td>' * 10 + '</tr>') * 10_000 + '</table>'", 1, 199_999),
    "100,000 cells in a row": ("'<table><tr><th>h</th>' + '<td>x</td>' * 100_000 + '</table>'", 1, 200_001),
    "cells that span thousands": ("'<table>' + ('<tr>' + '<td rowspan=9999 colspan=9999>x</td>' * 10) * 1_000 + '</table>'", 1, 10_000),
    "tables in tables": ("'<table><tr><td>' * 5_000 + 'X' + '</td></tr></table>' * 5_000", 1, 1),
    "lists in lists": ("'<ul><li>x' * 20_000", 20_000, 20_000),
    "only scripts": ("'<script>var a = \"<p>no</p>\";</script>' * 50_000 + '<div id=app></div>'", 0, 0),
    "an element alone": ("'<html></html>'", 0, 0),
    "nothing": ("''", 0, 0),
    "brackets of JSON-LD": ("'<script type=application/ld+json>' + '[' * 200_000 + '</script><p>X</p>'", 1, 1),
    "a tag without an end": ("'<p>X</p><a href=' + 'x' * 5_000_000", 1, 1),
}
"""Name: the page as an expression, how many blocks it has, and how many characters at least."""

READ = """
import json, resource, sys
from test_html_hostile import *
from pages import kept, markdown, read
page = read(eval(PAGES[sys.argv[1]][0]))
shown = markdown(kept(page))
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(json.dumps([len(page.blocks), sum(len(block.text) for block in page.blocks), len(shown), peak]))
"""


def _run(code: str, name: str) -> subprocess.CompletedProcess[str]:
    place = __file__.rpartition("/")[0]
    return subprocess.run([sys.executable, "-c", code, name], cwd=place, capture_output=True, text=True, timeout=GIVE_UP, check=False)


@pytest.mark.parametrize("name", PAGES)
def test_it_is_read_whole_in_little_memory(name: str) -> None:
    _, blocks, chars = PAGES[name]
    done = _run(READ, name)
    assert done.stderr == ""
    found, length, shown, memory = json.loads(done.stdout)
    assert found == blocks
    assert length >= chars
    assert shown >= chars
    assert memory < MEMORY


@pytest.mark.parametrize(
    "page", ["<i>x</i>" * 300_001, STORY * 100_000, "<" * 700_000], ids=["600,002 tags", "10 MB of tags", "less-than signs"]
)
def test_what_takes_too_long_is_refused_with_a_sentence(page: str) -> None:
    from cleaner import Options, UnreadableInput, clean

    with pytest.raises(UnreadableInput, match=r"over 600,000 tags, .*: split it into smaller pages first$"):
        clean(page, Options(kind="html"))
