"""The commands `cleaner sites ...`, about what `clean --memory FILE` remembers."""

from __future__ import annotations

import click


@click.group()
def sites() -> None:
    """What `clean --memory FILE` remembers of sites."""


_MEMORY = click.argument("memory", metavar="FILE", type=click.Path())
_SITE = click.argument("site", metavar="SITE")
_FORM = click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write; text if not given."
)


@sites.command("list")
@_MEMORY
@_FORM
def list_command(memory: str, form: str) -> None:
    """The sites that FILE knows: how many pages of each, and when the oldest and the newest were read."""
    from cleaner import memories

    click.echo(memories.listed(memory, form == "json"), nl=False)


@sites.command("show")
@_MEMORY
@_SITE
@_FORM
def show_command(memory: str, site: str, form: str) -> None:
    """The pages of SITE that FILE knows, when they were read, and on how many of them their blocks stand."""
    from cleaner import memories

    click.echo(memories.shown(memory, site, form == "json"), nl=False)


@sites.command("forget")
@_MEMORY
@_SITE
@_FORM
def forget_command(memory: str, site: str, form: str) -> None:
    """Forget all that FILE knows of SITE."""
    from cleaner import memories

    click.echo(memories.forgotten(memory, site, form == "json"), nl=False)


@sites.command("export")
@_MEMORY
def export_command(memory: str) -> None:
    """All that FILE knows as JSON Lines, a page each: site, key, day, and the fingerprints of its blocks in hexadecimal."""
    from cleaner import memories

    for line in memories.exported(memory):
        click.echo(line)
