"""The report as one HTML file that loads nothing. All that comes from pages is escaped, and a content security policy lets no script run
but the report's own, which puts texts of pages in as text."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib import resources
from typing import Any

from cleaner import __version__, output
from cleaner.report.charts import histogram, meter
from cleaner.report.gather import FAILURES, Gathered, Row
from cleaner.rules.sayings import TOPICS

MOST_TOPICS = 15
"""Rules in the table of those that dropped most; all can be filtered by."""
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element or a line of JavaScript, as JSON writes it too."""


def write(target: str, found: Gathered) -> None:
    """Write the report to a file, whole or not at all. Raises OSError."""
    with output.opened(target) as stream:
        for part in _parts(found):
            stream.write(part.encode("utf-8", "replace"))


def _parts(found: Gathered) -> Iterator[str]:
    style, script = _asset("report.css"), _asset("report.js")
    rows, texts = found.rows, found.texts
    yield _head(style, script)
    yield f"<body>\n<header><h1>What clean did</h1><p>{_headline(found)}</p></header>\n<main>\n"
    yield from (_totals(found), _charts(found), _topics(found), _failures(found), _pages(found, rows, texts))
    yield f"</main>\n<footer><p>clean {escape(__version__)}. This file needs no network and holds all that it shows.</p></footer>\n"
    yield f'<script type="application/json" id="index">{safe_json(_index(rows, texts))}</script>\n'
    for row in rows:
        if row.number in texts:
            data = zlib.decompress(texts[row.number]).decode("utf-8").translate(_UNSAFE)
            yield f'<script type="application/json" id="p{row.number}">{data}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return resources.files("cleaner.report").joinpath(name).read_text(encoding="utf-8")


def safe_json(values: Any) -> str:
    r"""JSON that can stand in a script element: no character in it can end that.

    >>> safe_json("</script><!--&")
    '"\\u003c/script\\u003e\\u003c!--\\u0026"'
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _head(style: str, script: str) -> str:
    hashes = {name: f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for name, text in (("s", style), ("j", script))}
    policy = f"default-src 'none'; style-src {hashes['s']}; script-src {hashes['j']}; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<title>What clean did</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
    )


def _headline(found: Gathered) -> str:
    total = sum(found.counts.values())
    stopped = f" The run stopped early: {escape(found.stopped)}; this is what it had done." if found.stopped else ""
    return f"{total:,} page{'s' * (total != 1)}.{stopped}"


def _totals(found: Gathered) -> str:
    words = found.words["kept"] + found.words["dropped"]
    share = f"{found.words['kept'] / words:.0%}" if words else "–"
    tiles = [(f"{found.counts[name]:,}", name) for name in ("cleaned", "no article", "failed", "unchanged")]
    tiles += [(f"{found.words['kept']:,}", "words kept"), (f"{found.words['dropped']:,}", "words dropped"), (share, "of all words kept")]
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for value, name in tiles)
    return f'<section aria-labelledby="h-totals"><h2 id="h-totals">Totals</h2><dl class="tiles">{items}</dl></section>\n'


def _charts(found: Gathered) -> str:
    charts = histogram(found.confidence, "Pages by confidence") + histogram(found.share, "Pages by share of words kept")
    return f'<section aria-labelledby="h-charts"><h2 id="h-charts">Distributions</h2><div class="charts">{charts}</div></section>\n'


def _topics(found: Gathered) -> str:
    ranked = sorted(found.dropped.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_TOPICS]
    most = ranked[0][1][0] if ranked else 0
    rows = "".join(
        f'<tr><th scope="row"><button type="button" data-topic="{escape(name)}">{escape(_told(name))}</button></th>'
        f"<td>{meter(blocks, most)}{blocks:,}</td><td>{words:,}</td><td>{pages:,}</td></tr>"
        for name, (blocks, words, pages) in ranked
    )
    names = ("What spoke most for dropping a block, beside its neighbours", "Blocks", "Words", "Pages")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>Nothing was dropped.</p>"
    scrolls = f'<div class="scroll" role="group" aria-label="The table" tabindex="0">{body}</div>'
    return f'<section aria-labelledby="h-topics"><h2 id="h-topics">What dropped most</h2>{scrolls}</section>\n'


def _told(topic: str) -> str:
    return TOPICS.get(topic) or f"your rule “{topic.removeprefix('user.')}”"


def _failures(found: Gathered) -> str:
    if not found.counts["failed"]:
        return ""
    items = "".join(f"<li>{escape(message or name)}</li>" for name, message in found.failures)
    left = found.counts["failed"] - len(found.failures)
    more = f"<p>{left:,} more failed; the first {FAILURES:,} are listed.</p>" if left else ""
    return f'<section aria-labelledby="h-failures"><h2 id="h-failures">Failures</h2><ul class="failures">{items}</ul>{more}</section>\n'


def _pages(found: Gathered, rows: list[Row], texts: dict[int, bytes]) -> str:
    total = found.counts["cleaned"] + found.counts["no article"]
    notes = [f"All {total:,} are listed." if len(rows) == total else f"The {len(rows):,} most doubtful of {total:,} are listed."]
    if len(texts) < len(rows):
        notes.append(f"To keep the file quick to open, it holds the text of the {len(texts):,} most doubtful only.")
    return (
        '<section aria-labelledby="h-pages" class="pages"><h2 id="h-pages">Pages, the most doubtful first</h2>'
        f'<p class="note">{" ".join(notes)} <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous one.</p>'
        "<noscript><p>The list of pages needs JavaScript.</p></noscript>"
        '<form class="filters" id="filters"><label>Site or folder <select id="site"><option value="">all</option></select></label>'
        '<label>Dropped by <select id="topic"><option value="">anything</option></select></label>'
        '<label>Name or title <input id="search" type="search" autocomplete="off"></label>'
        '<output id="count" aria-live="polite"></output></form>'
        '<div class="split"><nav aria-label="Pages"><ol id="list"></ol><button type="button" id="more" hidden>Show more</button></nav>'
        '<article id="page" tabindex="-1" aria-label="The chosen page"></article></div></section>\n'
    )


def _index(rows: list[Row], texts: dict[int, bytes]) -> dict[str, Any]:
    """What the list is made of: sites and topics by their numbers in two tables."""
    sites = {site: i for i, site in enumerate(sorted({row.site for row in rows}))}
    topics = {topic: i for i, topic in enumerate(sorted({topic for row in rows for topic in row.topics}, key=_told))}
    return {
        "sites": list(sites),
        "topics": [[topic, _told(topic)] for topic in topics],
        "pages": [_listed(row, sites[row.site], [topics[topic] for topic in row.topics], row.number in texts) for row in rows],
    }


def _listed(row: Row, site: int, topics: list[int], text: bool) -> list[Any]:
    cleaned = row.status == "cleaned"
    return [row.number, row.name, row.title, site, cleaned, row.confidence, row.kept, row.dropped, topics, text]
