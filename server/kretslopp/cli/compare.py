"""``kretslopp compare``: municipality against municipality."""

from pathlib import Path

import click

from kretslopp import comparison, extras
from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.comparison import PICTURE_FORMATS, ComparisonTable, PictureFormat
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language

_FORMATS = ("table", "csv", "json", "html", "xlsx")


@click.command()
@click.argument("municipality", metavar="[MUNICIPALITY]...", nargs=-1)
@click.option(
    "--by",
    type=click.Choice(list(comparison.descriptors())),
    required=True,
    help="What to compare.",
)
@click.option(
    "--period",
    multiple=True,
    metavar="YEARS",
    help="Only programmes or plans of this period, such as 2023-2026; may be repeated.",
)
@click.option(
    "--certain-only",
    is_flag=True,
    help="Leave out cells that the source calls proposed or that are doubtful.",
)
@options.dataset
@options.endpoint
@options.language
@options.format_name(
    _FORMATS, "Format of the comparison; csv, json and xlsx have every column, IRIs too."
)
@options.output("Write the comparison to this file.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE.svg|.png",
    help="Draw it too; what the picture shows is also told in words on stderr.",
)
def compare(
    municipality: tuple[str, ...],
    by: str,
    period: tuple[str, ...],
    certain_only: bool,
    dataset: Path,
    endpoint: str | None,
    language: Language,
    format_name: str,
    output: Path | None,
    plot: Path | None,
) -> None:
    """Compare municipalities; all of them where none is named.

    MUNICIPALITY is a name or an address: Borlänge, borlange; a county stands for its
    municipalities: "Dalarnas län". A cell says yes, no,
    not-marked (row read, cell empty) or not-stated (no such column or row); what
    is missing is empty.

    \b
    Example:
      kretslopp compare borlange falun --by timing --plot build/timing.svg
    """
    picture = _picture_format(plot) if plot else None
    table = comparison.compare(
        open_engine(dataset, endpoint),
        by,
        municipality or None,
        period or None,
        certain_only=certain_only,
        language=language,
        in_full=format_name == "xlsx",
    )
    for of in table.without:
        click.echo(f"{of.name}: the data has no such programme or plan.", err=True)
    if plot and picture:
        _draw(table, language, picture, plot)
    if format_name == "xlsx":
        if output is None:
            raise WrongUse(Fault("A workbook needs a file.", advice="Give it with -o FILE.xlsx."))
        text.write_bytes(output, comparison.to_xlsx(table, language))
    else:
        text.write(_written(table, format_name, language), output)


def _written(table: ComparisonTable, format_name: str, language: Language) -> str:
    if format_name == "csv":
        return comparison.to_csv(table)
    if format_name == "json":
        return comparison.to_json(table, language)
    if format_name == "html":
        return comparison.to_html(table, language)
    return comparison.to_text(table, language, text.terminal_width())


def _picture_format(path: Path) -> PictureFormat:
    ending = path.suffix.removeprefix(".").lower()
    for known in PICTURE_FORMATS:
        if ending == known:
            return known
    raise WrongUse(
        Fault(
            f"“{path.name}” is not the name of a picture.",
            advice=f"End it with .{' or .'.join(PICTURE_FORMATS)}.",
        )
    )


def _draw(table: ComparisonTable, language: Language, wanted: PictureFormat, path: Path) -> None:
    # Here, because only who draws should wait for the plotting library, and have it.
    with extras.needed("research", "A picture"):
        from kretslopp.comparison import plots

    text.write_bytes(path, plots.draw(table, language, wanted))
    click.echo(f"{path}:\n{plots.summary(table, language)}", err=True)
