"""`cleaner suggest`: from lines that came out wrong to a rule."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from cleaner import config, configured, streams
from cleaner.batch import read
from cleaner.escape import printable
from cleaner.files import FileName
from cleaner.intake import PAGE_LIMIT, check_size
from cleaner.model import Options, UsageError, UserRule
from cleaner.rulebook.trial import tried
from cleaner.suggest import impact, writing
from cleaner.suggest.propose import propose

CUT = 90
"""Characters of a block that are shown."""
MOST = 3
"""Blocks of a page that are shown in a directory; of more it is said how many."""


@click.command("suggest")
@click.argument("page", metavar="PAGE", type=click.Path())
@click.option("--drop", multiple=True, metavar="LINES", help="Lines that are to go, such as 12,15-20, or words of them.")
@click.option("--keep", multiple=True, metavar="LINES", help="Lines that are to stay.")
@click.option("--in", "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False), help="Show what else changes there.")
@click.option("--url", metavar="URL", help="Address of the page; the rule is for its site only.")
@click.option("--rules", "path", metavar="FILE", type=FileName(), help="Write to FILE; else to the nearest .clean.toml, or a new one.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
def suggest(
    page: str, drop: tuple[str, ...], keep: tuple[str, ...], folder: str | None, url: str | None, path: str | None, yes: bool
) -> None:
    """Propose a rule that puts PAGE right, and write it with its examples.

    `clean --explain PAGE` shows the numbers of its lines. The rule is the smallest that drops and keeps what is wanted and changes
    nothing else on PAGE: a phrase where the words do, else a regex, a weight, or all below a heading.
    """
    if not drop and not keep:
        raise UsageError("Name the lines that came out wrong: --drop LINES, --keep LINES, or both")
    target = path or config.nearest() or config.NAME
    if not os.path.isdir(folder_of := os.path.dirname(target) or "."):
        raise UsageError(f"--rules {target}: There is no directory {folder_of}")
    rules = configured.all_rules(config.load(os.environ).rules, [path] if path and os.path.exists(path) else [])
    options = Options(rules=rules, url=url)
    try:
        data, _ = read.page(page, PAGE_LIMIT, False)
    except OSError as error:
        raise UsageError(f"{page}: {error.strerror or error}") from error
    check_size(data, page, PAGE_LIMIT)
    proposal = propose(data, options, page, drop, keep, {rule.name for rule in rules})
    if not proposal.rules:
        streams.tell("The page comes out like that already; no rule is needed.")
        return
    _say(writing.to_toml(proposal.rules))
    _tell(impact.change(page, proposal.before, proposal.after), most=None)
    if folder:
        _survey(folder, page, options, proposal.rules)
    _write(target, proposal.rules, yes)


def _say(text: str) -> None:
    for line in text.split("\n"):
        click.echo(printable(line))


def _tell(change: impact.Change, most: int | None) -> None:
    """What becomes another on a page."""
    for sign, texts in (("-", change.dropped), ("+", change.restored)):
        for text in texts[:most]:
            _say(f"{change.path}: {sign} {text[:CUT]}{'…' * (len(text) > CUT)}")
        if most and len(texts) > most:
            _say(f"{change.path}: {sign} and {len(texts) - most} more")


def _survey(folder: str, page: str, options: Options, rules: Sequence[UserRule]) -> None:
    """What becomes another on the other pages of a directory."""
    looked = changed = 0
    for found in impact.changes(folder, options, rules):
        if os.path.exists(page) and os.path.samefile(found.path, page):
            continue
        if found.problem:
            streams.tell(f"cleaner: {printable(found.problem)}")
            continue
        looked += 1
        changed += bool(found.dropped or found.restored)
        _tell(found, MOST)
    click.echo(f"{folder}: {changed} of {looked} other pages change.")


def _write(target: str, rules: Sequence[UserRule], yes: bool) -> None:
    """Write the rules, if the user wants."""
    assert not [sentence for rule in rules for sentence in tried(rule)]
    if not yes and not os.isatty(0):
        streams.tell(f"Not written; add --yes to write it to {printable(target)}.")
        return
    if yes or click.confirm(f"Write it to {printable(target)}?", err=True):
        writing.add(target, rules)
        streams.tell(f"Written to {printable(target)}.")
