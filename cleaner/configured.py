"""The options of `clean` about rules and configuration, and what is set where the command line says nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from cleaner import config
from cleaner.config import Config, Setting
from cleaner.files import FileName, Named
from cleaner.model import UsageError, UserRule

NAMES = ("rules", "only", "skip", "no_config")
"""The options of this module, in the order of `--help`."""
_PARAMETERS = {"format": "form", "from": "kind"}
"""Options whose name in the program isn't that on the command line."""

_FLAGS: Sequence[Callable[[Any], Any]] = (
    click.option("--rules", "rules", metavar="FILE", multiple=True, type=FileName(), help="Your own rules, a TOML file."),
    click.option("--only", metavar="RULE", multiple=True, help="Let only this rule or family count; may be repeated."),
    click.option("--skip", metavar="RULE", multiple=True, help="Don't let this rule or family count; may be repeated."),
    click.option("--no-config", is_flag=True, help="Read no .clean.toml, no config file and no CLEAN_* variables."),
)


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of this module."""
    for flag in reversed(_FLAGS):
        command = flag(command)
    return command


class Put(NamedTuple):
    """What a configuration gave. names: of the parameters that were set. files: all that was read for it, also of the command line's rules,
    which no output may overwrite."""

    names: Collection[str]
    files: Sequence[Named]


def configure(ctx: click.Context, values: dict[str, Any]) -> Put:
    """Put what is set into the values of a command line, which count more, and read the rules.

    values: by the parameters' names; `rules` becomes a tuple of rules. Raises UsageError where something set can't be meant."""
    found = Config() if values.pop("no_config") else config.load(os.environ)
    parameters = {param.name: param for param in ctx.command.params}
    put = []
    for key, setting in found.settings.items():
        name = _PARAMETERS.get(key, key.replace("-", "_"))
        parameter = parameters[name]
        assert isinstance(parameter, click.Option)
        value = _value(key, setting, parameter, ctx)
        if ctx.get_parameter_source(name) is ParameterSource.DEFAULT:
            values[name] = value
            put.append(name)
    _leave_out(values, put)
    read = [("the configuration", path) for path in found.files]
    read += [(f"{config.PREFIX}RULES", path) for path in found.rule_files]
    read += [("--rules", path) for path in values["rules"]]
    values["rules"] = all_rules(found.rules, (*found.rule_files, *values["rules"]))
    return Put(put, read)


def _value(key: str, setting: Setting, parameter: click.Option, ctx: click.Context) -> Any:
    """The value of a setting as the option has it."""
    value = setting.value
    if parameter.multiple:
        names = value.replace(",", " ").split() if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise UsageError(f"{setting.where}: {key} is a name in quotes, or a list of such")
        return tuple(names)
    try:
        if parameter.is_flag:
            return click.BOOL.convert(value if isinstance(value, bool) else str(value), parameter, ctx)
        return parameter.type.convert(str(value), parameter, ctx)
    except click.BadParameter as error:
        raise UsageError(f"{setting.where}: {key}: {error.message}") from error


def _leave_out(values: dict[str, Any], put: Collection[str]) -> None:
    """What was set must not contradict what the command line asks for: there, it doesn't apply."""
    if values["frontmatter"] and "form" in put and "frontmatter" not in put:
        values["form"] = None
    if values["encoding"] and values["kind"] == "jsonl" and "kind" in put and "encoding" not in put:
        values["kind"] = "auto"
    form = "explain" if values["explain"] else values["form"] or "markdown"
    if "frontmatter" in put and form != "markdown":
        values["frontmatter"] = False
    if "removed" in put and form != "json":
        values["removed"] = False
    if "encoding" in put and values["kind"] == "jsonl":
        values["encoding"] = None
    for one, other in (("quiet", "verbose"), ("verbose", "quiet")):
        if one in put and other not in put and values[other]:
            values[one] = False
    if values["explain"] and "form" in put:
        values["form"] = None


def all_rules(configured: Sequence[UserRule], paths: Sequence[str]) -> tuple[UserRule, ...]:
    """Rules that are set and those of more files; of those with one name, the one that stands in the file named last."""
    if not configured and not paths:
        return ()
    from cleaner.userrules import load_rules

    rules = {rule.name: rule for rule in configured}
    for path in paths:
        rules |= {rule.name: rule for rule in load_rules(path)}
    return tuple(rules.values())
