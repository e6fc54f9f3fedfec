"""``kretslopp extract``: document → table."""

from pathlib import Path

import click

from kretslopp import extraction, tables
from kretslopp.cli import options, text
from kretslopp.errors import DataViolation


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@options.output("Directory for the tables.", required=True)
def extract(file: Path, output: Path) -> None:
    """Read the tables of an action programme out of its document, a PDF or its text.

    Writes plan.csv, regional.csv, municipal.csv and footnotes.csv, cells as
    printed. What can't be placed for sure is put where it most likely belongs,
    named in the column osäkra_kolumner and reported with its lines (exit code 1).

    What is struck through or can't be seen is left out and told; words in colour
    are told.

    A PDF is read by where its words stand; the lines of rader are then those
    printed on all its pages, counted from 1. A PDF of pictures must first go
    through a program that recognises text (OCR).

    \b
    Example:
      kretslopp extract data/sources/borlange-atgardsprogram-2023-2026.txt -o build/tables
    """
    extracted = extraction.extract(file)
    for name, table in extracted.tables.items():
        path = output / f"{name}.csv"
        text.write_file(path, tables.to_csv(table))
        click.echo(f"{path}: {len(table.rows)} rows", err=True)
    for note in extracted.notes:
        click.echo(f"note: {note}", err=True)
    if extracted.faults:
        raise DataViolation(*extracted.faults)
