"""Whether rules do what is said of them: those in the package, and users' own."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import userrules
from cleaner.model import Block, UserRule
from cleaner.rulebook import catalog, examples, reference


def tried(rule: UserRule) -> list[str]:
    """A sentence about each example that a user's rule doesn't match, and each counter-example that it does."""
    cases = [("examples", text, True) for text in rule.examples] + [("counter_examples", text, False) for text in rule.counter_examples]
    return [
        f"{rule.file}, line {rule.line}: The rule {rule.name!r} {'leaves' if wanted else 'matches'} {text!r}, which stands in its {where}"
        for where, text, wanted in cases
        if bool(userrules.matches([Block(text)], (rule,))) != wanted
    ]


def builtin() -> Iterator[str]:
    """A sentence about everything in the package that isn't as it should be."""
    known = catalog.builtin()
    for entry in known:
        cases = examples.book().examples.get(entry.name, ())
        if not entry.doc or {case.marked for case in cases} != {True, False}:
            yield f"{entry.name}: It has no description, no example or no counter-example; add it to cleaner/rules/{examples.FILE}"
        for case in cases:
            if not examples.stands(case):
                yield f"{entry.name}: The page {case.page!r} has no block {case.which} that begins with {case.text!r}"
            elif not examples.holds(entry, case):
                found = ", ".join(examples.found(entry, case)) or "no mark"
                yield f"{entry.name}: {case.text!r} gets {found}, not what cleaner/rules/{examples.FILE} says ({case.value or case.marked})"
    for name in examples.book().examples.keys() - {entry.name for entry in known}:
        yield f"{name}: No rule has this name, but it has examples"
    if not reference.PATH.is_file() or reference.PATH.read_text(encoding="utf-8") != reference.text():
        yield f"cleaner/rules/{reference.PATH.name} is stale; run: make docs"
