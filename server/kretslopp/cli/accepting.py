"""What commands share that propose, and let a person accept what they proposed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from kretslopp.alignment import Acceptance
from kretslopp.cli import text
from kretslopp.cli.options import Decorated
from kretslopp.errors import Fault, Place, WrongUse


def accept(what: str) -> Callable[[Decorated], Decorated]:
    """Return the option ``--accept``: the file of what a person accepts (a path, or None)."""
    file = "the CSV that this command writes, without the wrong rows"
    help_text = f"Accept the {what} of this file: {file}."
    return click.option("--accept", "chosen", type=click.Path(path_type=Path), help=help_text)


def judged(
    chosen: Path | None, who: str | None, when: date | None
) -> tuple[Path, str, date] | None:
    """Return the file of what is accepted, who accepts it and when; None where nobody does.

    Raises WrongUse where one of them lacks the others.
    """
    if chosen is None and (who or when):
        raise WrongUse(Fault("--who and --when say who accepts.", advice="Give --accept FILE."))
    if chosen is None:
        return None
    if who is None or when is None:
        advice = 'Add --who "NAME" --when 2026-11-24.'
        raise WrongUse(Fault("Who accepts what is in the file, and when?", advice=advice))
    return chosen, who, when


def write(path: Path, acceptance: Acceptance) -> None:
    """Write the links with what was accepted, and tell what was added and skipped.

    Raises UnreadableInput when the file can't be written.
    """
    for words in acceptance.skipped:
        click.echo(f"skipped {words}", err=True)
    if acceptance.added:
        text.write_file(path, acceptance.text)
    for thing, kind, value, *_ in acceptance.added:
        click.echo(f"added   {thing} {kind} {value}", err=True)
    counts = f"{len(acceptance.added)} added, {len(acceptance.skipped)} skipped"
    click.echo(f"{Place(str(path))}: {counts}", err=True)
