"""The manual pages of `clean` and `cleaner`, from what `--help` is made of: `python -m cleaner.manual DIR` writes them.

They are in troff with the macros of man(7), as every `man` reads them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cleaner import __version__, cli, toolbox

FOLDER = Path(__file__).parent / "man"
"""Where they stand in the package; an installation puts them into share/man/man1 too."""
SEE_ALSO = {"clean": "cleaner", "cleaner": "clean"}


def pages() -> dict[str, str]:
    """The text of each page by the name of its file."""
    return {"clean.1": _clean(), "cleaner.1": _cleaner()}


def _clean() -> str:
    options = {param.name: param for param in cli.command.params if isinstance(param, click.Option)}
    lines = [*_head("clean", "take the article out of web pages", ["[OPTIONS] [PATH]..."]), ".SH DESCRIPTION", *_prose(_doc(cli.command))]
    lines.append(".SH OPTIONS")
    for title, names in cli.SECTIONS.items():
        lines += [f".SS {_text(title)}", *(row for name in names for row in _option(options.pop(name)))]
    lines += [".SS Other", *(row for option in options.values() for row in _option(option)), *_help("-h", "--help")]
    return "\n".join([*lines, *_epilog(cli.EPILOG), *_foot("clean")])


def _cleaner() -> str:
    lines = [*_head("cleaner", "see, try, measure and fit what clean decides with", ["COMMAND [OPTIONS] ..."]), ".SH DESCRIPTION"]
    lines += [*_prose(_doc(toolbox.toolbox)), ".SH COMMANDS"]
    for names, command in _commands(toolbox.toolbox, ()):
        arguments = [param.metavar or (param.name or "").upper() for param in command.params if isinstance(param, click.Argument)]
        lines += [f".SS {_text(' '.join(['cleaner', *names, *arguments]))}", *_prose(_doc(command))]
        lines += [row for param in command.params if isinstance(param, click.Option) for row in _option(param)]
    return "\n".join([*lines, *_foot("cleaner")])


def _commands(group: click.Group, above: Sequence[str]) -> Iterator[tuple[Sequence[str], click.Command]]:
    """The commands of a group and of the groups in it, by their words."""
    for name, command in group.commands.items():
        words = (*above, name)
        yield words, command
        if isinstance(command, click.Group):
            yield from _commands(command, words)


def _head(name: str, what: str, forms: Sequence[str]) -> Iterator[str]:
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "User Commands"'
    yield from (".SH NAME", f"{name} \\- {_text(what)}", ".SH SYNOPSIS")
    yield from (f".B {name}\n{_text(form)}" for form in forms)


def _foot(name: str) -> Iterator[str]:
    files = {
        ".clean.toml": "options and rules for the directory it stands in and all below",
        "~/.config/clean/config.toml": "options and rules that count less",
    }
    yield ".SH FILES"
    for path, what in files.items():
        yield from (".TP", f".I {_text(path)}", _text(what))
    yield from (".SH ENVIRONMENT", ".TP", ".B CLEAN_*", "options, such as CLEAN_FORMAT=json; CLEAN_RULES names files of rules")
    yield from (".TP", '.BR NO_COLOR ", " FORCE_COLOR', "without and with colour, whatever the output is")
    yield from (".SH SEE ALSO", f".BR {SEE_ALSO[name]} (1)", "")


def _doc(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _prose(text: str) -> Iterator[str]:
    """Paragraphs of running text."""
    for paragraph in text.split("\n\n"):
        yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _option(option: click.Option) -> Iterator[str]:
    choices = f"[{'|'.join(option.type.choices)}]" if isinstance(option.type, click.Choice) else option.type.name.upper()
    metavar = "" if option.is_flag else f" {option.metavar or choices}"
    yield ".TP"
    yield f".B {_text(', '.join(option.opts) + metavar)}"
    yield _text(option.help or "")


def _help(*names: str) -> Iterator[str]:
    yield from (".TP", f".B {_text(', '.join(names))}", "Show the help and end.")


def _epilog(text: str) -> Iterator[str]:
    """The parts of an epilog: those with indented lines are examples, the others running text."""
    for part in text.split("\b\n")[1:]:
        title, _, rest = part.strip("\n").partition(":")
        if title.count(" ") > 3 or "\n" in title:
            yield from _prose(part)
        elif rest.startswith("\n"):
            yield from (f".SH {_text(title.upper())}", ".nf", *map(_text, rest.strip("\n").split("\n")), ".fi")
        else:
            yield from (f".SH {_text(title.upper())}", _text(" ".join(rest.split())))


def _text(text: str) -> str:
    """Text as troff reads it: no character of it is a command.

    >>> print(_text(".TH -f a\\\\b"))
    \\&.TH \\-f a\\eb
    """
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe


def main(folder: Path) -> None:
    """Write the pages into a directory."""
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
