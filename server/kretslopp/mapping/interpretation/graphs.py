"""Curated rows → an interpretation graph: each triple, and the ``kl:Interpretation`` of it."""

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.mapping.interpretation import concepts, links, translations
from kretslopp.mapping.interpretation.curated import Curated
from kretslopp.mapping.interpretation.statements import InterpretedStatement
from kretslopp.mapping.provenance import attribute
from kretslopp.namespaces import KL, RDF, RDFS, new_graph


def interpretation_graph(curated: Curated) -> Graph:
    """Return one interpretation graph: each triple, and the ``kl:Interpretation`` of it.

    What has no status of its own (a translation, a concept) is accepted.
    """
    graph = new_graph(addresses.graph("interpretation", *curated.suffix.split("/")))
    accepted = links.STATUSES[links.ACCEPTED]
    if curated.concepts:
        scheme = concepts.SCHEMES[curated.suffix]
        concepts.add_scheme(graph, scheme)
        for row in curated.concepts:
            concepts.add_concept(graph, scheme, row)
            for statement in concepts.statements(scheme, row):
                _add(graph, statement, row, accepted)
    for row in curated.translations:
        for statement in translations.statements(row):
            _add(graph, statement, row, accepted)
    for row in curated.links:
        _add(graph, links.statement(row), row, links.STATUSES[row["läge"]])
    return graph


def _add(graph: Graph, statement: InterpretedStatement, row: CurationRow, status: URIRef) -> None:
    thing, predicate, value = statement.triple
    interpretation = statement.interpretation
    graph.add(statement.triple)
    graph.add((interpretation, RDF.type, KL.Interpretation))
    for text, language in zip(statement.labels, ("sv", "en"), strict=True):
        graph.add((interpretation, RDFS.label, Literal(text, lang=language)))
    graph.add((interpretation, RDF.subject, thing))
    graph.add((interpretation, RDF.predicate, predicate))
    graph.add((interpretation, RDF.object, value))
    graph.add((interpretation, KL.interpretationStatus, status))
    attribute(graph, interpretation, row.who, row.when, row.why)
