"""Options that several subcommands share: the same name, meaning and default everywhere."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kretslopp import addresses, artefacts
from kretslopp.errors import Fault, WrongUse
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


def format_name(names: Sequence[str], help_text: str) -> Callable[[Decorated], Decorated]:
    """Return the option ``--format``: one of these names, the first where none is given."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=help_text,
    )


def who(help_text: str) -> Callable[[Decorated], Decorated]:
    """Return the option ``--who``: someone whose name can be put down (a string, or None)."""
    return click.option("--who", metavar="NAME", callback=_name, help=help_text)


def when(help_text: str) -> Callable[[Decorated], Decorated]:
    """Return the option ``--when``: a day, written as 2026-11-24 (a date, or None)."""
    return click.option("--when", metavar="DAY", callback=_day, help=help_text)


def _name(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        addresses.agent(value)
    except ValueError:
        raise WrongUse(Fault(f"--{option.name} “{value}” is not a name.")) from None
    return value.strip()


def _day(_: click.Context, option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise WrongUse(
            Fault(f"--{option.name} “{value}” is not a day.", advice="Write it as 2026-11-24.")
        ) from None
