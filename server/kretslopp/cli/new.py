"""``kretslopp new``: a template to fill in, as CSV files and as a workbook."""

from pathlib import Path

import click

from kretslopp import tables, workbooks
from kretslopp.characters import plain
from kretslopp.cli import options, text
from kretslopp.curation import CurationRow
from kretslopp.errors import Fault, Place, WrongUse
from kretslopp.mapping import registers
from kretslopp.mapping.registers import Registers
from kretslopp.tables import parse_period


@click.command()
@click.argument("municipality")
@click.argument("period")
@options.data
@options.output("Directory for the template.", required=True)
def new(municipality: str, period: str, data: Path, output: Path) -> None:
    """Write the template of an action programme: a CSV file a table, and a workbook.

    MUNICIPALITY is its name, address or code, PERIOD the years of the programme. Fill in
    the CSV files or the workbook (it has a help sheet in Swedish and lists to
    choose from), then import the directory.

    \b
    Example:
      kretslopp new borlange 2027-2030 -o build/template
    """
    known = registers.read_registers(data)
    period = _checked(period)
    entry = _whose(municipality, known)
    name, region = entry["namn"], entry["region"]
    blank = workbooks.blank(name, region, period)
    book = output / f"{entry['adress']}-{period}.xlsx"
    files = {
        output / f"{table}.csv": tables.to_csv(blank_table) for table, blank_table in blank.items()
    }
    for path in (*files, book):
        if path.exists():
            raise WrongUse(
                Fault(
                    "There is such a file already; it may be filled in.",
                    Place(str(path)),
                    "Give -o another directory.",
                )
            )
    workbook = workbooks.workbook(blank, workbooks.of_registers(known, name, region))
    for path, body in files.items():
        text.write_file(path, body)
    text.write_bytes(book, workbook)
    click.echo(f"{book} and {len(files)} CSV files: fill in either.", err=True)
    click.echo(f"Then: kretslopp import {output} --check", err=True)


def _checked(period: str) -> str:
    period = plain(period)
    try:
        years = parse_period(period)
    except ValueError:
        years = None
    if years is None:
        raise WrongUse(
            Fault(f"“{period}” is not a period of years.", advice="Write it as 2027-2030.")
        )
    return period


def _whose(municipality: str, known: Registers) -> CurationRow:
    """Return the municipality that is named."""
    entry = known.municipality(municipality)
    if entry is None:
        raise WrongUse(known.unknown_municipality(municipality, Place()))
    return entry
