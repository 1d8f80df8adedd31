"""The command `clean`: reads the command line, cleans every input, and writes what comes out, in the order of the inputs."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn, cast

import click

from cleaner import __version__, configured, flags, output, streams
from cleaner.escape import printable
from cleaner.files import FileName
from cleaner.forms import SEPARATORS, Form, Look, cleaned
from cleaner.intake import PAGE_LIMIT, check_size, upto
from cleaner.model import CleanError, Options, UsageError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130  # what a shell reports for a program that SIGINT ended: 128 + 2
EXIT_TERMINATED = 143  # the same for SIGTERM, 15

KINDS = ("auto", "text", "html", "markdown", "jsonl")

_GARBAGE = 50_000
"""New objects between two searches for circular garbage, of which a page makes next to none. Python's 700 cost a start 5 ms."""

SECTIONS = {
    "Output": ("form", "target", "frontmatter", "captions", "links", "images", "removed", "explain"),
    "Input": ("kind", "encoding", "url"),
    "Rules and configuration": configured.NAMES,
    "Batch": flags.NAMES,
}
"""Headings of `--help` and the options below each; what isn't named here comes last."""

_EXPLAINS: dict[str, Form] = {"text": "explain", "json": "explain-json"}
_WITH_VALUE = {"--explain": "--explain=text"}
"""What an option without its value means."""

EPILOG = """\b
Examples:
  clean page.txt                             the article, as Markdown
  w3m -dump URL | clean                      from a pipe
  curl -s URL | clean --url URL              HTML, too
  clean -f json page.txt                     with title, authors, date ...
  clean -f json pages/*.txt -o all.jsonl     one JSON object a line
  clean --explain page.txt                   every line, + or -, and why
  clean --explain=json page.txt              the same for programs
  clean pages/ -o articles/                  a tree, on all cores
  find . -name '*.html' -print0 | clean --files-from - -0 -o articles/
  clean crawl.jsonl -f json -o all.jsonl     JSON Lines, in and out
  clean pages/ -o out/ --report report.html  what was kept and dropped, and why

\b
Every night (crontab -e):
  0 3 * * *  clean pages/ -o articles/ --incremental --prune --lock -q

\b
Exit status: 0 all good, 1 an input failed or holds no article, 2 wrong usage,
130 interrupted, 143 terminated.

\b
Completion: put into ~/.bashrc  eval "$(_CLEAN_COMPLETE=bash_source clean)"
(zsh: zsh_source; fish: _CLEAN_COMPLETE=fish_source clean | source).
"""


class _Command(streams.Command):
    """A command whose `--help` has its options under headings, and whose `--explain` may have a value, but doesn't take the next word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [_WITH_VALUE.get(arg, arg) for arg in args[:options]] + args[options:])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = {option.name: record for option in options if (record := option.get_help_record(ctx))}
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([records.pop(name) for name in names])
        with formatter.section("Other"):
            formatter.write_dl(list(records.values()))


def _utf8(argument: str) -> str:
    """An argument of the command line read as UTF-8, which Python does only if the locale says so."""
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


@click.command(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(allow_dash=True, readable=False))
@click.option("-f", "--format", "form", type=click.Choice(["markdown", "json", "text"]), help="What to write; markdown if not given.")
@click.option("-o", "--output", "target", metavar="FILE|DIR", type=FileName(), help="Write to FILE, or a file for each input to DIR.")
@click.option("--frontmatter", is_flag=True, help="Markdown: begin with title, authors, date ... as YAML.")
@click.option("--captions", type=click.Choice(["keep", "drop"]), default="keep", help="Captions of pictures; kept if not given.")
@click.option("--links", type=click.Choice(["keep", "drop"]), default="keep", help="Links as such, or only their text; kept if not given.")
@click.option("--images", type=click.Choice(["keep", "drop"]), default="keep", help="Pictures of the article; kept if not given.")
@click.option("--removed", is_flag=True, help="JSON: list what was left out, and by which rules.")
@click.option("--explain", metavar="[=json]", type=click.Choice(["text", "json"]), help="Every line, kept (+) or dropped (-), and why.")
@click.option("--from", "kind", type=click.Choice(KINDS), default="auto", help="What it is; else found out.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input; found out if not given.")
@click.option("--url", metavar="URL", type=_utf8, help="Address that the page has on the web.")
@configured.rule_options
@flags.batch_options
@click.version_option(__version__, prog_name="clean", message="%(prog)s %(version)s")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], target: str | None, **choices: Any) -> int:
    """Take the article out of web pages.

    PATH is a file with a page, its HTML, Markdown or text as a scraper stored it (it may be gzipped), a directory of such files, JSON Lines
    (*.jsonl), or - for standard input, which is also read when no PATH is given. The article goes to standard output, messages to
    standard error. Pages of several PATHs follow each other, separated by a line --- (JSON: one object a line); one that fails
    doesn't stop the others. With -o DIR each input has a file of its own, and directories are mirrored.
    """
    if not paths and not choices["files_from"] and (sys.stdin is None or sys.stdin.isatty()):
        streams.tell(ctx.get_help())
        return EXIT_USAGE
    told = bool(choices["rules"] or choices["verbose"] or len(paths) > 1)
    put = configured.configure(ctx, choices)
    chosen = {name: choices.pop(name) for name in flags.NAMES}
    explain, form = choices.pop("explain"), choices.pop("form")
    inputs = paths or ("-",)
    shown: Form = _EXPLAINS[explain] if explain else form or "markdown"
    target = None if target == "-" else target
    flags.check_files(inputs, target, put.files, chosen)
    lines = choices["kind"] == "jsonl"
    options = Options(**{**choices, "kind": "auto"} if lines else choices)
    if explain and form:
        raise UsageError("--explain has a form of its own; leave out --format.")
    if chosen["quiet"] and chosen["verbose"]:
        raise UsageError("-q and -v contradict each other; leave one out.")
    _check(inputs, target, shown, options)
    if flags.is_batch(paths, target, lines, {**chosen, "jobs": None} if "jobs" in put.names else chosen):
        from cleaner.batch.run import run

        return run(flags.request(paths, target, shown, lines, options, {**chosen, "told": told}), _say, _show)
    return _run(inputs, target, shown, options, told and not chosen["quiet"])


def _check(inputs: Sequence[str], target: str | None, form: Form, options: Options) -> None:
    """Raise UsageError for what can't work, before anything is read or written."""
    if options.frontmatter and form != "markdown":
        raise UsageError("--frontmatter belongs to Markdown; leave it out or use --format markdown.")
    if options.removed and form != "json":
        raise UsageError("--removed belongs to JSON; add --format json.")
    _check_rules(options)
    if options.url and len(inputs) > 1:
        raise UsageError("--url is the address of one page; give one PATH with it.")
    if inputs.count("-") > 1:
        raise UsageError("Standard input (-) can be read only once.")
    for path in (path for path in inputs if path != "-"):
        if target and _is_same_file(path, target):
            raise UsageError(f"The output {target} would overwrite an input; choose another name.")


def _check_rules(options: Options) -> None:
    """Raise UsageError for rules that don't exist, or that can't be made ready together."""
    if options.only or options.skip:
        from cleaner import wishes

        wishes.selection_of(options)
    if options.rules:
        from cleaner import userrules

        userrules.matches((), options.rules)


def _is_same_file(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def _run(inputs: Sequence[str], target: str | None, form: Form, options: Options, told: bool) -> int:
    """Clean all inputs into one output and return the exit status. told: say which of the user's rules matched nothing."""
    failures: list[str] = []
    used: set[str] = set()
    look = flags.look(target)
    try:
        with output.opened(target) as stream:
            separator = b""
            for path in inputs:
                piece = _piece(path, form, options, look, failures, used)
                if piece:
                    stream.write(separator)
                    stream.write(piece)
                    separator = SEPARATORS[form].encode()
    except BrokenPipeError:  # the reader has seen enough, as in `| head`
        output.abandon(sys.stdout)
    except OSError as error:
        output.abandon(sys.stdout)
        _fail(f"{_utf8(target or 'standard output')}: {error.strerror or error}", failures)
    if options.rules and told:
        from cleaner.userrules.idle import unused

        for sentence in unused(options.rules, used):
            _say(sentence)
    return EXIT_FAILED if failures else 0


def _piece(path: str, form: Form, options: Options, look: Look, failures: list[str], used: set[str]) -> bytes:
    """What to write for one input; a failure is reported and noted, and so is a page without an article.

    used: gets the names of the user's rules that matched."""
    name = "standard input" if path == "-" else _utf8(path)
    try:
        data = _read(path)
    except OSError as error:
        _fail(f"{name}: {error.strerror or error}", failures)
        return b""
    try:
        check_size(data, name, PAGE_LIMIT)
        explanation, piece, _ = cleaned(data, form, options, None if path == "-" else name, look=look)
    except UsageError:
        raise
    except CleanError as error:  # a sentence that names the input
        _fail(str(error), failures)
        return b""
    except Exception as error:  # a mistake of ours with one page must not cost the others
        _fail(f"{name}: Internal error ({type(error).__name__}: {error}); please report it with this page", failures)
        return b""
    used |= explanation.used
    if not explanation.article.has_text:
        _fail(f"{name}: No article found in it", failures)
    return piece


def _read(path: str) -> bytes:
    """The bytes of an input; of one that is too large, one more than it may have."""
    if path != "-":
        with open(path, "rb") as stream:
            return upto(stream, PAGE_LIMIT + 1)
    if sys.stdin is None:
        raise OSError(errno.EBADF, "Closed; name a file instead")
    return upto(sys.stdin.buffer, PAGE_LIMIT + 1)


def _fail(sentence: str, failures: list[str]) -> None:
    failures.append(sentence)
    _say(sentence)


def _say(sentence: str) -> None:
    streams.tell(f"clean: {printable(sentence.removesuffix('.'))}.")


def _show(line: str) -> None:
    click.echo(printable(line))


def _status(args: Sequence[str] | None) -> int:
    """Run the command and return the exit status; every failure ends in one sentence."""
    try:
        return cast(int, command.main(args, prog_name="clean", standalone_mode=False))
    except click.ClickException as error:
        _say(f"{error.format_message().removesuffix('.')}; try 'clean --help'")
    except UsageError as error:
        _say(str(error))
    except OSError as error:  # of --help and the like
        _say(streams.not_written(error))
        return EXIT_FAILED
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return EXIT_USAGE


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Entry point of the script `clean` and of `python -m cleaner`."""
    gc.set_threshold(_GARBAGE)
    streams.speak_utf8()
    try:
        status = _status(args)
    finally:
        streams.settle()
    if args is None and "multiprocessing" not in sys.modules:  # whose processes must be ended
        _leave(status)
    gc.freeze()  # else Python looks through all tables for garbage before it ends, for a seventh of the time that a page takes
    sys.exit(status)


def _leave(status: int) -> None:
    """End the process at once, as all is written: Python would take its tables apart piece by piece before the system takes all of them
    back, for a fourteenth of a start. Not under a profiler or a debugger, and not where standard output can't be written to."""
    if sys.getprofile() is None and sys.gettrace() is None:
        with suppress(AttributeError, OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
