"""The command line: one module a subcommand, named by its verb.

Errors end here: their faults go to stderr, one a line, and their exit code to
the shell (0 good, 1 the data has violations, 2 wrong use or unreadable input).
"""

from importlib import import_module
from typing import Any

import click

from kretslopp import __version__
from kretslopp.errors import KretsloppError

# The module of each subcommand, and in it the command of the same name. It is read when
# it is asked for: a subcommand starts, and takes the memory, without the others.
_MODULES = {
    "align": "align",
    "ask": "ask",
    "build": "build",
    "compare": "compare",
    "diff": "diff",
    "export": "export",
    "extract": "extract",
    "import": "import_tables",
    "new": "new",
    "publish": "publish",
    "query": "query",
    "serve": "serve",
    "themes": "themes",
    "validate": "validate",
    "why": "why",
}


class _Commands(click.Group):
    """A group whose commands end with words and an exit code, never with a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand of a name, None where there is none."""
        name = _MODULES.get(cmd_name)
        if name is None:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command; turn an error into text and an exit code."""
        try:
            return super().invoke(ctx)
        except KretsloppError as error:
            for fault in error.faults:
                click.echo(f"{fault}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kretslopp")
def main() -> None:
    """Municipal waste-plan action programmes as linked open data.

    From document to answers: extract → build (map, validate, reason) → query,
    ask, compare, serve or publish.
    """
