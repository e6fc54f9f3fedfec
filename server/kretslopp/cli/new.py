"""``kretslopp new``: a template to fill in, as CSV files and as a workbook."""

from pathlib import Path

import click

from kretslopp import addresses, tables, workbooks
from kretslopp.cli import options, text
from kretslopp.errors import Fault, Place, WrongUse
from kretslopp.mapping import registers
from kretslopp.mapping.registers import Registers
from kretslopp.tables import nearest, parse_period


@click.command()
@click.argument("municipality")
@click.argument("period")
@click.option(
    "--region",
    metavar="NAME",
    help="Waste region of a municipality that the register lacks; - for none.",
)
@options.data
@options.output("Directory for the template.", required=True)
def new(municipality: str, period: str, region: str | None, data: Path, output: Path) -> None:
    """Write the template of an action programme: a CSV file a table, and a workbook.

    MUNICIPALITY is its name or address, PERIOD the years of the programme. Fill in
    the CSV files or the workbook (it has a help sheet in Swedish and lists to
    choose from), then import the directory.

    \b
    Example:
      kretslopp new borlange 2027-2030 -o build/template
    """
    known = registers.read_registers(data)
    period = _checked(period)
    name, region = _whose(municipality, region, known)
    blank = workbooks.blank(name, region, period)
    book = output / f"{addresses.slug(name)}-{period}.xlsx"
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
    if known.municipality(name) is None:
        click.echo(
            f"The register lacks {name}: the import will ask for --county, --who and --when.",
            err=True,
        )


def _checked(period: str) -> str:
    period = period.replace("–", "-")
    try:
        years = parse_period(period)
    except ValueError:
        years = None
    if years is None:
        raise WrongUse(
            Fault(f"“{period}” is not a period of years.", advice="Write it as 2027-2030.")
        )
    return period


def _whose(municipality: str, region: str | None, known: Registers) -> tuple[str, str]:
    """Return the names of the municipality and its waste region."""
    entry = known.municipality(municipality) or next(
        (row for row in known.municipalities if row["adress"] == municipality), None
    )
    if entry is not None:
        return entry["namn"], region or entry["region"]
    names = workbooks.known_names(known)
    if region is None:
        raise WrongUse(
            Fault(
                f"“{municipality}” is not a municipality of the register.",
                advice=f"{nearest(municipality, names)} If the name is right, say its waste "
                "region with --region (- for none).".strip(),
            )
        )
    return municipality, region
