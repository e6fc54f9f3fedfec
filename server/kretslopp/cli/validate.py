"""``kretslopp validate``: SHACL shapes over the asserted data."""

from pathlib import Path

import click
from rdflib import Graph

from kretslopp import artefacts, building, ontology, validation
from kretslopp.building import BuildContext
from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import KL_ID, new_graph

# What was asserted: neither the records, which shapes never read, nor what was inferred.
_ASSERTED = """
SELECT ?s ?p ?o
WHERE {
  GRAPH ?graph { ?s ?p ?o }
  FILTER(REGEX(STR(?graph), "/graph/(source|register|interpretation)/"))
}
"""
_RECORDS = """
SELECT ?s ?p ?o
WHERE { GRAPH ?graph { ?s ?p ?o } FILTER(CONTAINS(STR(?graph), "/graph/provenance/")) }
"""
_EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


@click.command()
@options.data
@click.option(
    "--dataset",
    type=click.Path(path_type=Path),
    help="Check this built dataset or RDF file instead of a data directory.",
)
@options.language
@options.output("Write the SHACL report to this file, as Turtle.")
@click.pass_context
def validate(
    ctx: click.Context, data: Path, dataset: Path | None, language: Language, output: Path | None
) -> None:
    """Check the data and the ontology with SHACL, before any reasoning.

    Prints what is wrong (violations), doubtful in the source (warnings) or worth
    knowing, each with table, row and column. Exit code 1 when there are violations.

    \b
    Example:
      kretslopp validate --lang en -o build/validation.ttl
    """
    report = building.validate_all(BuildContext.read(data)) if dataset is None else _check(dataset)
    click.echo(validation.as_text(report, language))
    if output is not None:
        graph = validation.report_graph(report, KL_ID["validation"])
        text.write_file(output, graph.serialize(format="turtle"))
    ctx.exit(0 if report.conforms else 1)


def _check(path: Path) -> validation.Report:
    engine = open_engine(path)
    return validation.validate(
        _graph(engine, _EVERYTHING if path.is_file() else _ASSERTED),
        ontology.load(artefacts.ontology()),
        validation.load_shapes(artefacts.shapes()),
        _graph(engine, _EVERYTHING if path.is_file() else _RECORDS),
    )


def _graph(engine: Engine, query: str) -> Graph:
    graph = new_graph()
    for subject, predicate, value in engine.select(query).rows:
        assert subject is not None  # the pattern binds all three
        assert predicate is not None
        assert value is not None
        graph.add((subject, predicate, value))
    return graph
