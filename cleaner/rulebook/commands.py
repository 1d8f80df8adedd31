"""`cleaner rules`: a list of all rules, everything about one, and whether they do what is said of them."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from cleaner import config, configured, streams
from cleaner.escape import printable
from cleaner.files import FileName
from cleaner.model import UsageError, UserRule
from cleaner.rulebook import catalog, reference, shown, trial
from cleaner.rulebook.catalog import Entry

_RULES = click.option("--rules", "paths", metavar="FILE", multiple=True, type=FileName(), help="Rules of your own, beside those set.")


@click.group("rules")
def rules() -> None:
    """See what the rules mark, and try your own.

    Your own rules are those of the nearest .clean.toml, of your configuration, and of --rules FILE.
    """


def _users(paths: Sequence[str]) -> tuple[UserRule, ...]:
    found = config.load(os.environ)
    return configured.all_rules(found.rules, (*found.rule_files, *paths))


def _say(text: str) -> None:
    click.echo(printable(text))


@rules.command("list")
@_RULES
@click.option("--family", metavar="NAME", help="Only this family: shape, promo, user ...")
def list_command(paths: tuple[str, ...], family: str | None) -> None:
    """List all rules: name, family, languages, what each marks."""
    entries = [*catalog.builtin(), *catalog.of_users(_users(paths))]
    chosen = [entry for entry in entries if family in (None, entry.family)]
    if not chosen:
        raise UsageError(f"--family {family}: No rule is of it; there are {', '.join(dict.fromkeys(entry.family for entry in entries))}")
    for line in shown.listing(chosen):
        _say(line)


@rules.command("show")
@click.argument("name", metavar="NAME")
@_RULES
def show_command(name: str, paths: tuple[str, ...]) -> None:
    """Show everything about one rule: what it marks and leaves, its phrases, its heaviest weights."""
    users = _users(paths)
    entries = {entry.name: entry for entry in (*catalog.builtin(), *catalog.of_users(users))}
    for line in shown.whole(entries[_named(name, entries)], users):
        _say(line)


def _named(name: str, entries: dict[str, Entry]) -> str:
    """The full name of a rule. Raises UsageError for one that there isn't."""
    for full in (name, f"user.{name}", name.removeprefix("again.")):
        if full in entries:
            return full
    from difflib import get_close_matches

    close = get_close_matches(name, entries, 1)
    raise UsageError(f"No rule is called {name!r}{f' (did you mean {close[0]}?)' if close else ''}; `cleaner rules list` shows them all")


@rules.command("test")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path())
def test_command(files: tuple[str, ...]) -> None:
    """Try the examples and counter-examples of your rules: of FILEs, else of those that are set."""
    found = configured.all_rules((), files) if files else _users(())
    if not found:
        raise UsageError("No rule of your own is there; name a FILE, or write [[rules]] into a .clean.toml")
    wrong = [sentence for rule in found for sentence in trial.tried(rule)]
    bare = [rule.name for rule in found if not rule.examples]
    for sentence in wrong:
        _say(f"{sentence}.")
    cases = sum(len(rule.examples) + len(rule.counter_examples) for rule in found)
    without = f"; without an example: {', '.join(bare)}" if bare else ""
    streams.tell(printable(f"{len(found)} rules, {cases} examples, {len(wrong)} wrong{without}."))
    if wrong:
        raise SystemExit(1)


@rules.command("check")
def check_command() -> None:
    """Check the rules of the package: each described, with an example that it marks and one that it leaves; the reference up to date."""
    wrong = list(trial.builtin())
    for sentence in wrong:
        _say(f"{sentence}.")
    streams.tell(f"{len(catalog.builtin())} rules, {len(wrong)} wrong.")
    if wrong:
        raise SystemExit(1)


@rules.command("reference")
def reference_command() -> None:
    """Write the reference of all rules, as Markdown."""
    click.echo(reference.text(), nl=False)
