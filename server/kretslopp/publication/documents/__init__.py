"""Documents of things and of named graphs: what ``/doc/…`` and ``/graph/…`` say."""

from kretslopp.publication.documents.describing import describe
from kretslopp.publication.documents.document import (
    GRAPH_KINDS,
    Curation,
    DocumentStatement,
    GraphDocument,
    Labels,
    StatementsPart,
    ThingDocument,
    address,
    graph_kind,
)
from kretslopp.publication.documents.graphs import describe_graph, triples_of
from kretslopp.publication.documents.rdf import LICENCE, document_graph, named_graph
from kretslopp.publication.documents.withdrawal import Withdrawal, withdrawal

__all__ = [
    "GRAPH_KINDS",
    "LICENCE",
    "Curation",
    "DocumentStatement",
    "GraphDocument",
    "Labels",
    "StatementsPart",
    "ThingDocument",
    "Withdrawal",
    "address",
    "describe",
    "describe_graph",
    "document_graph",
    "graph_kind",
    "named_graph",
    "triples_of",
    "withdrawal",
]
