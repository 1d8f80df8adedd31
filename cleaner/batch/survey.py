"""The first pass of a run, and its memory: looks at a sample of every site's pages before any page is cleaned.

What is known of a site then is what earlier runs remembered and what this run has seen, and stays so until its end: no page's article
depends on the order of pages or the number of processes.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from hashlib import blake2b
from types import TracebackType

from cleaner import output
from cleaner.batch import jobs, neighbours, read, tasks
from cleaner.batch.candidates import Candidates, Chosen
from cleaner.batch.neighbours import Base
from cleaner.batch.page import CRASH
from cleaner.batch.plan import Plan
from cleaner.batch.progress import bar
from cleaner.batch.state import State
from cleaner.batch.stop import Stop
from cleaner.batch.values import Item, Job, Known, Looking, Request, Spec
from cleaner.memory import Memory, NoMemory, Remembered, is_damage, today
from cleaner.model import UnreadableInput
from cleaner.sites import HEAD, Identity

NAME = ".clean-sites.sqlite"
"""The memory of an output directory, if no other is named."""
TIME_LIMIT = 60.0
"""Seconds that looking at a page may take; one that takes longer is cleaned, but doesn't stand for its site."""

Say = Callable[[str], None]


class Survey:
    """What a run knows of sites, from its memory and its first pass. root: the output directory, or "". say: prints a sentence.

    broken: it could not be known, so that pages may come out otherwise next time."""

    def __init__(self, request: Request, root: str, say: Say, stop: Stop) -> None:
        self._request, self._say, self._stop = request, say, stop
        self.looking = Looking(request.remember, request.site)
        self.broken = False
        self._ours = bool(root) and not request.memory
        self._path = request.memory or (os.path.join(root, NAME) if root else "")
        self._fresh = self._ours and not request.incremental  # such a run knows what it is given, and nothing else
        self._memory: Memory | None = None
        self._base: Base | None = None
        self._late: Base | None = None
        self._has_new = False
        self._day = today()

    def __enter__(self) -> Survey:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._late:
            self._remember(self._late.every())
        for base in (self._memory, self._base, self._late):
            if base:
                base.close()
        for base in (self._base, self._late):
            if base:
                with suppress(OSError):
                    os.unlink(base.path)

    def look(self, plan: Plan, spec: Spec, state: State | None, made: str) -> None:
        """Look at a sample of every site's pages. state, made: as for `tasks.jobs`; what is unchanged by them was seen by earlier runs."""
        if not self.looking.wanted:
            return
        self._open()
        try:
            with closing(Candidates()) as candidates:
                self._look(plan, spec, state, made, candidates)
        except (sqlite3.Error, NoMemory, OSError) as error:
            self._give_up(str(error))

    def _open(self) -> None:
        """Open the memory; one that can't be used costs what it knows."""
        if not self._path:
            return
        try:
            self._memory = Memory(self._path, make=True, ours=self._ours)
        except NoMemory as error:
            self.broken = self._ours
            self._say(f"{error}; this run goes without what it may know of sites")
            return
        if self._memory.damaged:
            self._say(_damaged(self._path))

    def _look(self, plan: Plan, spec: Spec, state: State | None, made: str, candidates: Candidates) -> None:
        if self._memory and self._memory.is_empty():
            state = None  # it has yet to see what is unchanged
        self._note(plan, state, made, candidates)
        if self._stopped():
            return
        self._base = base = _scratch()
        if self._memory and not self._fresh:
            base.update(page for site in candidates.sites() for page in self._known(site))
        count = candidates.choose(base.names())
        base.add_met(candidates.met())
        self._has_new = bool(candidates.noted)
        missed: list[tuple[Chosen, str]] = []
        base.update(self._seen(candidates.chosen(), count, spec, missed))
        again = [page for page, error in missed if error == CRASH]  # a process that was ended from outside costs no knowledge
        if again and not self._stopped():
            missed = [(page, error) for page, error in missed if error != CRASH]
            base.update(self._seen(again, len(again), spec, missed))
        for page, _ in missed:
            base.add_missed(page.who)
        if self._stopped():
            return
        file = self._memory.path if self._memory and not self._fresh else ""
        self.looking = self.looking._replace(base=base.path, memory=file, learn=self._memory is not None)
        self._remember(page for page in base.every() if page.day == self._day)

    def _stopped(self) -> bool:
        return bool(self._stop.status)

    def _note(self, plan: Plan, state: State | None, made: str, candidates: Candidates) -> None:
        """Note every page that is there to be cleaned."""
        shown = not self._request.quiet and self._request.target is not None
        with bar(len(plan), self._say, shown, "Finding sites") as progress:
            for item, known in tasks.known_of(plan.items(), state):
                if self._stopped():
                    return
                if item.path != "-" and not tasks.first(item, known, self._request, made)[1]:
                    for who, line, tie in self._identities(item):
                        candidates.add(who, item, line, tie)
                progress.advance(0, True)

    def _identities(self, item: Item) -> Iterator[tuple[Identity, int, bytes]]:
        """What the pages of an input are remembered as, with their lines, and what decides between pages of one key."""
        if item.lines:
            for line, data in _lines(item, self._request.max_bytes, self._stop):
                with suppress(UnreadableInput):
                    record = read.record(data, item.path, self._request.fields)
                    if who := neighbours.of_record(record, item.path, self.looking.site):
                        yield who, line, blake2b(data, digest_size=8).digest()
            return
        head = read.head(item.path, HEAD)
        if head and (who := neighbours.of_page(head, item.path, self._request.options.url, self.looking.site)):
            yield who, 0, os.fsencode(item.path)

    def _known(self, site: str) -> list[Remembered]:
        """What earlier runs remember of a site."""
        try:
            return self._memory.pages(site) if self._memory else []
        except sqlite3.Error as error:
            self._mend(error)
            return []

    def _seen(self, pages: Iterable[Chosen], count: int, spec: Spec, missed: list[tuple[Chosen, str]]) -> Iterator[Remembered]:
        """The pages that stand for their sites, as they are looked at. missed: gets those that could not be looked at, and the failure."""
        request = self._request
        limit = min(request.timeout, TIME_LIMIT)
        look = jobs.cleaner(spec._replace(survey=True), request.jobs, limit, self._stop, large=True)
        waiting: deque[Chosen] = deque()
        shown = not request.quiet and request.target is not None
        with bar(count, self._say, shown, "Looking at sites") as progress, closing(look(self._tasks(pages, waiting))) as done:
            for _, result in done:
                page = waiting.popleft()
                if result.status == "cleaned" and result.piece:
                    yield Remembered(page.who.site, page.who.key, self._day, result.piece)
                elif result.status == "failed" and result.error != UnreadableInput.__name__:
                    missed.append((page, result.error))
                progress.advance(0, True)

    def _tasks(self, chosen: Iterable[Chosen], waiting: deque[Chosen]) -> Iterator[Job]:
        """The tasks of looking at pages. waiting: gets the pages in their order."""
        for page, data in _with_lines(chosen, self._request.max_bytes, self._stop):
            waiting.append(page)
            yield page.task._replace(data=data), None

    def is_told_the_same(self, known: Known) -> bool:
        """Whether a page that was cleaned by an earlier run would come out the same in the light of what is known of its site now."""
        return not self._has_new or neighbours.is_told_the_same(self.looking, known)

    def learn(self, learnt: tuple[str, str, bytes] | None) -> None:
        """Remember, at the end of the run, a page that was cleaned and had not been looked at before."""
        if not learnt:
            return
        site, key, trace = learnt
        try:
            self._late = self._late or _scratch()
            self._late.update([Remembered(site, key, self._day, trace)])
        except (sqlite3.Error, NoMemory, OSError) as error:
            self._give_up(str(error))

    def _remember(self, pages: Iterable[Remembered]) -> None:
        """Put pages into the memory."""
        if not self._memory:
            return
        try:
            self._memory.update(pages)
        except sqlite3.Error as error:
            self._mend(error)

    def _mend(self, error: sqlite3.Error) -> None:
        """Begin a damaged memory anew; one that can't be written is left."""
        memory, self._memory = self._memory, None
        if not memory:
            return
        try:
            if is_damage(error):
                memory.begin_anew()
                self._memory = memory
                self._say(_damaged(memory.path))
                return
        except NoMemory:
            pass
        memory.close()
        self.broken = self.broken or self._ours
        self._say(f"{memory.path}: {error}; what this run learns of sites is not remembered")

    def _give_up(self, why: str) -> None:
        """Go on without."""
        if not self.broken:
            self._say(f"What sites repeat can't be told: {why}")
        self.broken = True
        self.looking = self.looking._replace(base="", learn=False)


def _damaged(path: str) -> str:
    return f"{path} was damaged, so it begins anew: what sites repeat is learnt again"


def _scratch() -> Base:
    """A base in a file of its own, which is deleted at the end of the run, or by a later one if this is killed."""
    folder = tempfile.gettempdir()
    output.sweep(folder)
    return Base(output.temporary_in(folder), make=True)


def _lines(item: Item, limit: int, stop: Stop) -> Iterator[tuple[int, bytes]]:
    """The lines of a JSON Lines file with their numbers; what is no file, can't be read or is too long is left out."""
    import io

    if not os.path.isfile(item.path):
        return
    with suppress(OSError, UnreadableInput, read.Stopped), read.Source.of(item.path, True, stop.wake) as source:
        buffered: io.BufferedReader = io.BufferedReader(source, read.BUFFER)
        for number, line in read.lines(buffered, item.path, limit):
            if stop.status:
                return
            if line is not None:
                yield number, line


def _with_lines(chosen: Iterable[Chosen], limit: int, stop: Stop) -> Iterator[tuple[Chosen, bytes | None]]:
    """Chosen pages with their lines, for those that are lines of a file. A file that is now shorter has fewer."""
    path = ""
    lines: Iterator[tuple[int, bytes]] = iter(())
    for page in chosen:
        if not page.line:
            yield page, None
            continue
        if page.item.path != path:
            path, lines = page.item.path, _lines(page.item, limit, stop)
        data = next((line for number, line in lines if number >= page.line), None)
        if data is not None:
            yield page, data
