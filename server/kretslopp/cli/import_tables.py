"""``kretslopp import``: a filled template → the tables of a programme."""

from pathlib import Path

import click

from kretslopp import workbooks
from kretslopp.cli import options
from kretslopp.settings import FormLimits
from kretslopp.workbooks import Import


@click.command("import")
@click.argument("paths", metavar="PATH", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.data
@click.option("--check", is_flag=True, help="Tell what is wrong and what would change; no more.")
def import_tables(paths: tuple[Path, ...], data: Path, *, check: bool) -> None:
    """Take a filled template into the data directory: all of it or nothing.

    PATH is the directory that “kretslopp new” wrote, its workbook, or CSV files.
    Tells every error at once, with file or sheet, row and column, and in notes what it
    leaves out or can't tell: struck or invisible text, hidden rows, comments, colours,
    text boxes. Importing again
    replaces the programme whole, and tells what changes. Afterwards run “kretslopp
    build”.

    \b
    Example:
      kretslopp import data/tables/borlange/2023-2026 --check
    """
    form = workbooks.read_form(paths, FormLimits())
    for told in form.told:
        click.echo(f"note: {told}", err=True)
    prepared = workbooks.prepare(data, form)
    for note in prepared.notes:
        click.echo(f"note: {note}", err=True)
    for line in _told(prepared):
        click.echo(line)
    if check:
        click.echo("Nothing is wrong; nothing was written.", err=True)
        return
    written = workbooks.carry_out(data, prepared)
    click.echo(f"{written} is written. Run “kretslopp build” next.", err=True)


def _told(prepared: Import) -> list[str]:
    """Return what an import changes, as lines."""
    if prepared.is_new:
        counts = ", ".join(f"{name} {len(t.rows)}" for name, t in prepared.tables.items())
        lines = [f"{prepared.name} is new; rows: {counts}"]
    elif prepared.changes:
        lines = [f"{prepared.name} changes:", *(f"  {line}" for line in prepared.changes)]
    else:
        lines = [f"{prepared.name}: nothing changes"]
    if prepared.gone:
        lines += ["Addresses that are gone:", *(f"  {iri}" for iri in prepared.gone)]
        lines.append("  A row of curation/registers/withdrawn.csv says so to who asks for them.")
    return lines
