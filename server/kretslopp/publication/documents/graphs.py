"""Describing a named graph: its kind, whose it is, its statements page by page."""

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.publication.documents.describing import labels, page_count
from kretslopp.publication.documents.document import (
    DocumentStatement,
    GraphDocument,
    StatementsPart,
    Triple,
    graph_owners,
)
from kretslopp.settings import Settings

_COUNT = "SELECT (COUNT(*) AS ?count) { GRAPH %(graph)s { ?s ?p ?o } }"
_TRIPLES = "SELECT ?s ?p ?o { GRAPH %(graph)s { ?s ?p ?o } }"
_PAGE = f"{_TRIPLES} ORDER BY ?s ?p ?o LIMIT %(limit)d OFFSET %(offset)d"


def describe_graph(engine: Engine, graph: URIRef, page: int, settings: Settings) -> GraphDocument:
    """Return what there is to say of a named graph, with one page of its statements.

    ``page`` counts from 1; a page beyond the last is empty, and so is a graph that
    the dataset does not have.
    """
    name = graph.n3()
    ((count,),) = engine.select(_COUNT % {"graph": name}).rows
    total, size = int(str(count)), settings.statements_per_page
    pages = page_count(total, size)
    query = _PAGE % {"graph": name, "limit": size, "offset": (page - 1) * size}
    triples = _triples(engine, query)
    owners = graph_owners(graph)
    known = labels(engine, {*owners, *(term for triple in triples for term in triple)})
    statements = tuple(DocumentStatement(triple, (graph,)) for triple in triples)
    return GraphDocument(
        graph,
        StatementsPart(statements, total, page, pages),
        tuple(owner for owner in owners if owner in known),
        known,
    )


def triples_of(engine: Engine, graph: URIRef) -> list[Triple]:
    """Return all the triples of a named graph."""
    return _triples(engine, _TRIPLES % {"graph": graph.n3()})


def _triples(engine: Engine, query: str) -> list[Triple]:
    rows = engine.select(query).rows
    return [(s, p, o) for s, p, o in rows if s and p and o is not None]
