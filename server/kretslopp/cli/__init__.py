"""The command line: one module a subcommand, named by its verb.

Errors end here: their faults go to stderr, one a line, and their exit code to
the shell (0 good, 1 the data has violations, 2 wrong use or unreadable input).
"""

from typing import Any

import click

from kretslopp import __version__
from kretslopp.cli.align import align
from kretslopp.cli.ask import ask
from kretslopp.cli.build import build
from kretslopp.cli.compare import compare
from kretslopp.cli.diff import diff
from kretslopp.cli.export import export
from kretslopp.cli.extract import extract
from kretslopp.cli.import_tables import import_tables
from kretslopp.cli.new import new
from kretslopp.cli.publish import publish
from kretslopp.cli.query import query
from kretslopp.cli.serve import serve
from kretslopp.cli.validate import validate
from kretslopp.cli.why import why
from kretslopp.errors import KretsloppError


class _Commands(click.Group):
    """A group whose commands end with words and an exit code, never with a traceback."""

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


_SUBCOMMANDS: tuple[click.Command, ...] = (
    extract,
    new,
    import_tables,
    build,
    validate,
    query,
    ask,
    compare,
    why,
    align,
    diff,
    export,
    serve,
    publish,
)
for _command in _SUBCOMMANDS:
    main.add_command(_command)
