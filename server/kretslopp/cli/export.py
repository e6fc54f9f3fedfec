"""``kretslopp export``: graph → the filled template, cells as printed."""

from pathlib import Path

import click
from rdflib import URIRef

from kretslopp import addresses, tables, workbooks
from kretslopp.characters import folded, plain
from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.errors import Fault, NotFound
from kretslopp.mapping.provenance import tables_of
from kretslopp.namespaces import new_graph

_RECORDS = """
SELECT ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } }
"""


@click.command()
@click.argument("municipality")
@click.argument("period")
@options.dataset
@options.endpoint
@options.output("Directory for the tables.", required=True)
def export(
    municipality: str, period: str, dataset: Path, endpoint: str | None, output: Path
) -> None:
    """Write the filled template of a programme, cells as printed, from the graph alone.

    A CSV file for each table that the document has, and a workbook. MUNICIPALITY
    and PERIOD are as in addresses: borlange 2023-2026.

    \b
    Example:
      kretslopp export borlange 2023-2026 -o build/rebuilt
    """
    municipality, period = folded(municipality), plain(period)
    records = new_graph()
    engine = open_engine(dataset, endpoint)
    name = URIRef(addresses.graph("provenance", municipality, period))
    for row in engine.select(_RECORDS, {"graph": name}).rows:
        subject, predicate, value = row
        if subject is not None and predicate is not None and value is not None:
            records.add((subject, predicate, value))
    rebuilt = tables_of(records, municipality, period)
    if not rebuilt:
        raise NotFound(
            Fault(
                f"The dataset has no records of the programme {municipality} {period}.",
                advice="“kretslopp ask timeline” shows what it has.",
            )
        )
    lists = workbooks.of_graph(engine, municipality, period)
    workbook = workbooks.workbook(workbooks.completed(rebuilt), lists)
    for table_name, table in rebuilt.items():
        path = output / f"{table_name}.csv"
        text.write_file(path, tables.to_csv(table))
        click.echo(f"{path}: {len(table.rows)} rows", err=True)
    book = output / f"{municipality}-{period}.xlsx"
    text.write_bytes(book, workbook)
    click.echo(f"{book}: the same tables", err=True)
