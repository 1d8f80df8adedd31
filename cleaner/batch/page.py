"""One page of a batch, from its bytes to its file: the work that a process of its own does. No page can make it raise."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

from cleaner import forms, pipeline, render
from cleaner.batch import neighbours, read, write
from cleaner.batch.values import Result, Spec, Status, Task
from cleaner.forms import Cleaned
from cleaner.intake import check_size, too_large
from cleaner.measures import tokens
from cleaner.memory import trace_of
from cleaner.model import CleanError, Options
from cleaner.sites import Identity

if TYPE_CHECKING:
    from cleaner.report import Sheet


def work(spec: Spec, task: Task) -> Result:
    """Clean one page, and write its article where it goes to a file of its own."""
    start = perf_counter()
    try:
        result = _work(spec, task)
    except CleanError as error:  # a sentence that names the input or the output
        result = failed(error, str(error), fatal=isinstance(error, write.NotWritten) and error.fatal)
    except OSError as error:
        result = failed(error, f"{task.name}: {error.strerror or error}")
    except Exception as error:  # a mistake of ours with one page must not cost the others
        result = failed(error, f"{task.name}: Internal error ({type(error).__name__}: {error}); please report it with this page")
    return result._replace(seconds=perf_counter() - start)


CRASH = "Crash"
"""What a failure of a page is called whose process was ended from outside or crashed."""
LOST = ("Timeout", CRASH)
"""Failures of pages whose process was killed, so that it may have left a temporary file."""


def failed(error: BaseException | str, message: str, fatal: bool = False) -> Result:
    """The result of a page that failed. error: what its class is called in the log, or the error itself."""
    return Result("failed", error=error if isinstance(error, str) else type(error).__name__, message=message, fatal=fatal)


@cache
def warm() -> None:
    """Load the tables that nearly every page needs, so that processes which are forked from this one share them."""
    pipeline.clean("A page.")


def _work(spec: Spec, task: Task) -> Result:
    if task.line:
        return _line(spec, task)
    if task.data is None:
        data, stamp = read.page(task.item.path, spec.max_bytes, task.item.walked)
    else:
        data, stamp = task.data, ""
    sha = hashlib.sha256(data).hexdigest()
    if sha == task.skip:
        return Result("unchanged", sha=sha, stamp=stamp, written=task.written)
    name, piped = readable(task.name), task.item.path == "-"
    check_size(data, name, spec.max_bytes)
    if spec.survey:
        return _looked_at(data, spec.options, None if piped else name)
    identity = neighbours.of_page(data, task.item.path, spec.options.url, spec.looking.site)
    site = neighbours.view(spec.looking, identity)
    page = forms.cleaned(data, spec.form, spec.options, None if piped else name, site, spec.look, listed=spec.report)
    result = _result(spec, task, page, identity)._replace(sha=sha, stamp=stamp, sheet=_sheet(spec, page, name, spec.options.url))
    if not task.item.output or not page.piece:  # an article of an earlier run stays, and stays ours
        return result._replace(piece=page.piece, written=task.written)
    path = os.path.join(spec.root, task.item.output)
    return result._replace(written=write.put(path, page.piece, task.written, spec.force))


def _line(spec: Spec, task: Task) -> Result:
    """A page from a line of JSON; its article is left for the file of all lines."""
    if task.data is None:
        raise too_large(task.name, spec.max_bytes)
    record = read.record(task.data, task.name, spec.fields)
    options = _options(spec.options, record)
    name = readable(task.name)
    if spec.survey:
        return _looked_at(record.text, options, name)
    identity = neighbours.of_record(record, task.item.path, spec.looking.site)
    site = neighbours.view(spec.looking, identity)
    page = forms.cleaned(record.text, spec.form, options, name, site, spec.look, listed=spec.report)
    piece = page.piece
    if piece and spec.form == "json" and record.id is not None:
        values = {**render.to_dict(page.explanation.article), "id": record.id}
        piece = (json.dumps(values, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")  # lone surrogates as JSON writes them
    return _result(spec, task, page, identity)._replace(piece=piece, sheet=_sheet(spec, page, name, options.url))


def _options(options: Options, record: read.Record) -> Options:
    kind = record.kind if options.kind == "auto" else options.kind
    return options._replace(kind=kind, url=record.url or options.url)


def _looked_at(data: bytes | str, options: Options, name: str | None) -> Result:
    """A page that is only looked at, for its site's others: its trace. Other extractors are not asked: of HTML that costs a
    tenth of what its site's pages gain by each other, and saves most of the time."""
    return Result("cleaned", piece=trace_of(pipeline.read(data, options, path=name, opinions=False)))


def _result(spec: Spec, task: Task, page: Cleaned, identity: Identity | None) -> Result:
    article = page.explanation.article
    kept, dropped = _words(page) if spec.words else (0, 0)
    status: Status = "cleaned" if article.text else "no article"
    learnt = neighbours.learnt(spec.looking, identity, page.explanation.page, piped=task.item.path == "-")
    told, prints = neighbours.told(spec.looking, identity, page.explanation.page, line=task.line > 0) if spec.root else (None, b"")
    sure = round(article.confidence, render.CONFIDENCE_DIGITS)
    return Result(status, kept=kept, dropped=dropped, confidence=sure, used=page.explanation.used, learnt=learnt, told=told, prints=prints)


def _sheet(spec: Spec, page: Cleaned, name: str, url: str | None) -> Sheet | None:
    """What the report shows of a page, if there is to be one."""
    if not spec.report:
        return None
    from cleaner.report import sheet

    return sheet(page.listed, name, url)


def _words(page: Cleaned) -> tuple[int, int]:
    """How many words of the page stand in blocks that were kept, and in others. A title that was taken from above counts as dropped."""
    counts = [0, 0]
    for block, decision in zip(page.explanation.page.blocks, page.explanation.decisions, strict=True):
        counts[not decision.keep] += len(tokens(block.text))
    return counts[0], counts[1]


def readable(name: str) -> str:
    """A name as UTF-8, which Python decodes it by only if the locale says so."""
    return os.fsencode(name).decode("utf-8", "surrogateescape")
