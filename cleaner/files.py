"""Files that the command line names."""

from __future__ import annotations

from typing import Any

import click


class FileName(click.Path):
    """The name of a file or directory. An empty one is refused: most likely a variable of a script is not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name. Raises click.BadParameter."""
        if not value:
            self.fail("It is empty; name a file, and look whether a variable is not set", param, ctx)
        return super().convert(value, param, ctx)
