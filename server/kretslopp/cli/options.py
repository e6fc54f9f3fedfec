"""Options that several subcommands share: the same name, meaning and default everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kretslopp import artefacts
from kretslopp.languages import LANGUAGES

# What click decorates: a function, or the command it has become.
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

data = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=lambda: artefacts.data(),  # asked for when the command runs
    show_default="the checkout's data/, or the copy inside the installed package",
    help="Data directory, laid out as data/.",
)
dataset = click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    default=lambda: artefacts.dataset(),
    show_default="where “kretslopp build” writes",
    help="Built dataset, or RDF file, to read.",
)
endpoint = click.option(
    "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a dataset."
)
language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="sv",
    show_default=True,
    help="Language of texts; where there is none, the other one.",
)


def output(help_text: str, *, required: bool = False) -> Callable[[Decorated], Decorated]:
    """Return the option ``-o``: where to write."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), required=required, help=help_text
    )
