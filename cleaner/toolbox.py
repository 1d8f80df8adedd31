"""The command `cleaner`: the toolbox beside `clean`, for those who measure and fit it, or look into what it remembers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from cleaner import __version__, streams
from cleaner.escape import printable
from cleaner.memory_commands import sites
from cleaner.model import CleanError, UsageError
from cleaner.rulebook.commands import rules
from cleaner.suggest.commands import suggest

TEXT_VIEWS = ("inscriptis", "resiliparse", "bs4", "w3m", "oneline")
VIEWS = (*TEXT_VIEWS, "html", "markdown")
"""The dumps of a page; named here too, so that `--help` need not import the benchmark's reader."""

MANY = 20_000
"""Pages of `cleaner bench --batch` if no other number is given."""

_BENCH = click.argument("bench", metavar="BENCH", type=click.Path(exists=True, file_okay=False, path_type=Path))
_JOBS = click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Processes; one a core.")


@click.group(cls=streams.Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner", message="%(prog)s %(version)s")
def toolbox() -> None:
    """See, try, measure and fit what `clean` decides with, and look into what it remembers.

    BENCH is a directory of benchmark pages (*.jsonl.xz)."""


toolbox.add_command(rules)
toolbox.add_command(suggest)


def _say(message: str) -> None:
    streams.tell(message)


@toolbox.command("eval")
@_BENCH
@_JOBS
@click.option("--cv", "folds", metavar="FOLDS", type=click.IntRange(min=2), help="Cross-validate by site instead of the shipped weights.")
@click.option("--view", "views", multiple=True, type=click.Choice(VIEWS), help="Only this dump; may be repeated; else all of text.")
@click.option("--memory", is_flag=True, help="Let each page know the other pages of its site.")
@click.option("--metadata", is_flag=True, help="With --cv: fit the tables for title, authors and date by folds, too.")
@click.option("--set", "sets", multiple=True, metavar="NAME", help="Only this set of pages; may be repeated.")
@click.option("--type", "types", multiple=True, metavar="NAME", help="Only this type of pages, or article or other; may be repeated.")
@click.option("--step", metavar="N", default=1, type=click.IntRange(min=1), help="Only every Nth page.")
@click.option("--worst", "count", metavar="N", default=10, show_default=True, type=click.IntRange(min=0), help="Name the N worst pages.")
@click.option("--floors", is_flag=True, help="Exit with 1 where a pinned floor is not reached.")
@click.option("--page", "page", metavar="ID", help="Only show the decisions about one page beside its gold.")
def evaluate_command(
    bench: Path,
    jobs: int,
    folds: int | None,
    views: tuple[str, ...],
    memory: bool,
    metadata: bool,
    count: int,
    floors: bool,
    page: str | None,
    **chosen: Any,
) -> None:
    """Score the articles taken from BENCH by set, type, language and view, beside other tools."""
    from cleaner import evaluate

    ids = (page,) if page else ()
    selection = evaluate.Selection(views=views or TEXT_VIEWS, ids=ids, **chosen)
    pages = selection.pages(bench)
    if not pages:
        raise click.UsageError("No page of the benchmark is chosen; loosen --set, --type or --page.")
    if page:
        click.echo("\n\n".join(f"{view}:\n{evaluate.difference(pages[0], view)}" for view in selection.views if view in pages[0].views))
        return
    scores = evaluate.evaluate(pages, selection.views, folds, jobs, _say, memory=memory, metadata=metadata)
    click.echo(evaluate.table(scores))
    click.echo(evaluate.worst(scores, count))
    broken = evaluate.broken_floors(scores, memory) if floors else []
    for sentence in broken:
        _say(f"floor not reached: {sentence}")
    if broken:
        raise SystemExit(1)


@toolbox.command("learn")
@_BENCH
@_JOBS
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write there, not here.")
@click.option("--view", "views", multiple=True, type=click.Choice(VIEWS), help="Only from this dump; may be repeated; else all.")
def learn_command(bench: Path, jobs: int, folder: Path | None, views: tuple[str, ...]) -> None:
    """Refit the tables of weights from BENCH, and write them into the package, or into DIR.

    Some tables of metadata stay as they are; it says which."""
    from cleaner import learn, learn_metadata, weights
    from cleaner.compose import weights as metadata

    learn.write_tables(bench, folder or Path(weights.__file__).parent, views or VIEWS, jobs, _say)
    learn_metadata.write_tables(bench, folder / "metadata" if folder else Path(metadata.__file__).parent, views or VIEWS, jobs, _say)


@toolbox.command("bench")
@click.argument("bench", metavar="[BENCH]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--batch", "count", metavar="N", is_flag=False, flag_value=MANY, type=click.IntRange(min=1), help="Many pages; 20,000 or N.")
def bench_command(bench: Path | None, count: int | None) -> None:
    """Measure the speed on pages of BENCH: start, pages a second beside other tools, growth with the size of a page.

    Or that of many pages, which are made up, so that BENCH isn't needed: -j 2 against -j 1, memory, a second night."""
    if (bench is None) == (count is None):
        raise click.UsageError("Give either BENCH or --batch.")
    from cleaner import speed, throughput

    for line in throughput.report(count) if count else speed.report(bench or Path()):
        click.echo(line)


toolbox.add_command(sites)


def _status() -> int:
    """Run the command and return the exit status; every failure ends in a sentence."""
    try:
        found = toolbox.main(prog_name="cleaner", standalone_mode=False)
        return found if isinstance(found, int) else 0
    except click.ClickException as error:
        streams.show(error)
        return error.exit_code
    except UsageError as error:
        streams.tell(f"cleaner: {printable(str(error).removesuffix('.'))}.")
        return 2
    except CleanError as error:
        streams.tell(f"cleaner: {error}")
    except ModuleNotFoundError as error:
        streams.tell(f"cleaner: {error}; install the extra for it: pip install 'clean-article[learn]'")
    except OSError as error:
        streams.tell(f"cleaner: {printable(streams.not_written(error).removesuffix('.'))}.")
    except (click.Abort, KeyboardInterrupt):
        streams.tell("Aborted!")
    return 1


def main() -> None:
    """Entry point of the script `cleaner`."""
    try:
        status = _status()
    finally:
        streams.settle()
    raise SystemExit(status)
