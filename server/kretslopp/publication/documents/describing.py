"""Describing a thing: a few queries that all begin at its IRI, whatever the dataset's size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import words
from kretslopp.engine import Engine
from kretslopp.namespaces import KL, PROV, RDF, RDFS, SKOS, prefixed
from kretslopp.publication.documents.document import (
    Curation,
    DocumentStatement,
    Labels,
    StatementsPart,
    ThingDocument,
    Triple,
    graph_owners,
)
from kretslopp.reading.descriptions import NOTHING, Description, by_thing, of_things
from kretslopp.reading.sources import SourceRow
from kretslopp.settings import Settings

_LABELS = (RDFS.label, SKOS.prefLabel)
_STATEMENTS = "SELECT ?graph ?p ?o { GRAPH ?graph { %(thing)s ?p ?o } }"
_LINKS = "SELECT ?s ?p { ?s ?p %(thing)s }"
_GRAPHS_OF_LINKS = """SELECT ?graph ?s ?p {
  VALUES (?s ?p) { %(pairs)s } GRAPH ?graph { ?s ?p %(thing)s }
}"""
# The records that a thing comes from (it may be one itself), with the parts of each,
# and the interpretations of its statements.
_BACKGROUND = f"""SELECT DISTINCT ?s ?p ?o {{
  {{ %(thing)s <{PROV.wasDerivedFrom}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.cell}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.table}> ?s }}
  UNION {{ %(thing)s <{PROV.wasDerivedFrom}>?/<{KL.table}>?/<{KL.document}> ?s }}
  UNION {{ ?s <{KL.cell}> %(thing)s }}
  UNION {{ ?row <{KL.cell}> %(thing)s . ?row <{KL.table}>/<{KL.document}>? ?s }}
  UNION {{ ?s <{RDF.subject}> %(thing)s }}
  ?s ?p ?o
}}"""


def describe(engine: Engine, thing: URIRef, page: int, settings: Settings) -> ThingDocument:
    """Return what the dataset says of a thing, with one page of the links to it.

    ``page`` counts from 1; a page beyond the last is empty. A thing that the
    dataset does not know has a document without statements and links.
    """
    statements = _statements(engine, thing)
    links = _links(engine, thing, page, settings.links_per_page)
    background = tuple(
        triple for triple in _triples(engine, _BACKGROUND, thing) if triple[0] != thing
    )
    described = by_thing([*(statement.triple for statement in statements), *background])
    return ThingDocument(
        thing,
        statements,
        links,
        _rows(described),
        _curations(thing, described),
        background,
        labels(engine, _mentioned(thing, statements, links, background)),
    )


def labels(engine: Engine, things: Iterable[Node]) -> Labels:
    """Return all labels of things in the dataset, and of terms that it uses, by IRI."""
    iris = sorted({thing for thing in things if isinstance(thing, URIRef)})
    described = of_things(engine, iris, _LABELS)
    return {iri: texts for iri in iris if (texts := _texts(iri, described.get(iri, NOTHING)))}


def _texts(iri: URIRef, of: Description) -> tuple[Literal, ...]:
    texts = {text for name in _LABELS for text in of.all(name) if isinstance(text, Literal)}
    key = f"term.{prefixed(iri)}"
    if not texts and words.has(key):
        texts = {Literal(text, language) for language, text in words.texts(key).items()}
    return tuple(sorted(texts, key=lambda text: (str(text), text.language or "")))


def statements_of(rows: Iterable[tuple[Node | None, Triple]]) -> tuple[DocumentStatement, ...]:
    """Return triples with all the graphs that each is in, from a row for each pair, in order."""
    graphs: dict[Triple, set[URIRef]] = defaultdict(set)
    for graph, triple in rows:
        if isinstance(graph, URIRef):
            graphs[triple].add(graph)
    return tuple(
        DocumentStatement(triple, tuple(sorted(graphs[triple])))
        for triple in sorted(graphs, key=lambda triple: [term.n3() for term in triple])
    )


def _statements(engine: Engine, thing: URIRef) -> tuple[DocumentStatement, ...]:
    rows = engine.select(_STATEMENTS % {"thing": thing.n3()}).rows
    return statements_of((graph, (thing, p, o)) for graph, p, o in rows if p and o is not None)


def _links(engine: Engine, thing: URIRef, page: int, size: int) -> StatementsPart:
    # Sorted here: the engine looks up both terms for every comparison.
    rows = engine.select(_LINKS % {"thing": thing.n3()}).rows
    pairs = sorted((str(p), str(s)) for s, p in rows if isinstance(s, URIRef))
    shown = pairs[(page - 1) * size : page * size]
    query = _GRAPHS_OF_LINKS % {
        "thing": thing.n3(),
        "pairs": " ".join(f"({URIRef(s).n3()} {URIRef(p).n3()})" for p, s in shown),
    }
    graphs = engine.select(query).rows if shown else ()
    return StatementsPart(
        statements_of((graph, (s, p, thing)) for graph, s, p in graphs if s and p),
        len(pairs),
        page,
        page_count(len(pairs), size),
    )


def page_count(total: int, size: int) -> int:
    """Return the number of pages that a list takes: one at least."""
    return max(1, -(-total // size))


def _triples(engine: Engine, query: str, thing: URIRef) -> list[Triple]:
    rows = engine.select(query % {"thing": thing.n3()}).rows
    triples = [(s, p, o) for s, p, o in rows if s and p and o is not None]
    return sorted(triples, key=lambda triple: [term.n3() for term in triple])


def _mentioned(
    thing: URIRef,
    statements: tuple[DocumentStatement, ...],
    links: StatementsPart,
    background: tuple[Triple, ...],
) -> set[Node]:
    all_statements = (*statements, *links.statements)
    triples = [*(statement.triple for statement in all_statements), *background]
    graphs = {graph for statement in all_statements for graph in statement.graphs}
    owners = {owner for graph in graphs for owner in graph_owners(graph)}
    return {thing, *owners, *(term for triple in triples for term in triple)}


def _rows(described: Mapping[URIRef, Description]) -> tuple[SourceRow, ...]:
    """Return the source rows among things: the thing itself may be one."""
    return tuple(
        SourceRow(subject, lambda iri: described.get(iri, NOTHING))
        for subject, of in described.items()
        if KL.SourceRow in of.all(RDF.type)
    )


def _curations(thing: URIRef, described: Mapping[URIRef, Description]) -> tuple[Curation, ...]:
    return tuple(
        Curation(
            subject,
            of.iri(PROV.wasAttributedTo),
            (of.first(PROV.generatedAtTime) or "")[:10],
            next((text for text in of.all(KL.reason) if isinstance(text, Literal)), None),
            of.iri(KL.interpretationStatus),
            _interpreted(of) if [thing] == list(of.all(RDF.subject)) else None,
        )
        for subject, of in described.items()
        if of.all(PROV.wasAttributedTo)
    )


def _interpreted(of: Description) -> tuple[Node, Node] | None:
    predicates, values = of.all(RDF.predicate), of.all(RDF.object)
    return (predicates[0], values[0]) if predicates and values else None
