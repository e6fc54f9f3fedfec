"""A document as RDF: what it says of the thing, and what is to be said of the document.

Which graphs a statement is in is said of the statement: an ``rdf:Statement`` with
the graphs as ``dcterms:isPartOf``. RDF/XML and N-Triples have no named graphs, and
all forms are to say the same. Its name is made of the triple, so that it stays
when other statements come and go.
"""

import hashlib

from rdflib import Graph, Literal, URIRef

from kretslopp.namespaces import DCTERMS, FOAF, RDF, RDFS, VOID, XSD, new_graph
from kretslopp.publication.documents.document import (
    DocumentStatement,
    GraphDocument,
    Labels,
    ThingDocument,
    Triple,
    address,
)
from kretslopp.publication.release import WHOLE

_ROLES = (RDF.subject, RDF.predicate, RDF.object)
LICENCE = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


def document_graph(document: ThingDocument) -> Graph:
    """Return a document as RDF, without blank nodes.

    It holds the statements about the thing, one page of those that lead to it, the
    graphs that each is in, the records and interpretations behind them, the labels
    of everything mentioned, and the licence and dataset of the document itself.
    """
    graph = new_graph()
    home = address(document.thing)
    for triple in (
        (home, RDF.type, FOAF.Document),
        (home, FOAF.primaryTopic, document.thing),
        (home, DCTERMS.license, LICENCE),
        (home, DCTERMS.isPartOf, WHOLE),
        *document.background,
    ):
        graph.add(triple)
    for statement in (*document.statements, *document.links.statements):
        graph.add(statement.triple)
        _add_graphs(graph, home, statement)
    if document.links.page < document.links.pages:
        graph.add((home, RDFS.seeAlso, URIRef(f"{home}?page={document.links.page + 1}")))
    _add_labels(graph, document.labels)
    return graph


def named_graph(document: GraphDocument, triples: list[Triple]) -> Graph:
    """Return a named graph's triples, with its description beside them."""
    graph = new_graph()
    for triple in triples:
        graph.add(triple)
    count = Literal(str(document.part.total), datatype=XSD.integer)
    name = document.graph
    for triple in (
        (name, RDF.type, VOID.Dataset),
        (name, VOID.triples, count),
        (name, DCTERMS.license, LICENCE),
        (name, DCTERMS.isPartOf, WHOLE),
        *((name, FOAF.topic, owner) for owner in document.owners),
    ):
        graph.add(triple)
    return graph


def _add_graphs(graph: Graph, home: URIRef, statement: DocumentStatement) -> None:
    text = " ".join(term.n3() for term in statement.triple)
    name = URIRef(f"{home}#statement-{hashlib.sha256(text.encode()).hexdigest()[:16]}")
    graph.add((name, RDF.type, RDF.Statement))
    for role, term in zip(_ROLES, statement.triple, strict=True):
        graph.add((name, role, term))
    for source in statement.graphs:
        graph.add((name, DCTERMS.isPartOf, source))


def _add_labels(graph: Graph, labels: Labels) -> None:
    for thing, texts in labels.items():
        for text in texts:
            graph.add((thing, RDFS.label, text))
