"""What a document says of a thing: the parts, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.namespaces import BASE, KL_GRAPH, KL_ID
from kretslopp.reading.sources import SourceRow

GRAPH_KINDS = ("source", "provenance", "register", "interpretation", "inferred", "ontology")
Triple = tuple[Node, Node, Node]
Labels = Mapping[URIRef, tuple[Literal, ...]]


@dataclass(frozen=True)
class DocumentStatement:
    """One triple, and the named graphs that it is in, in order."""

    triple: Triple
    graphs: tuple[URIRef, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of the graphs that it is in (``graph_kind``), each once."""
        return tuple(dict.fromkeys(graph_kind(graph) for graph in self.graphs))


@dataclass(frozen=True)
class StatementsPart:
    """One page of a longer list of statements: ``page`` of ``pages``; ``total`` counts them all."""

    statements: tuple[DocumentStatement, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Curation:
    """Who added or interpreted something, when (a day, ISO 8601) and why.

    ``statement`` is the predicate and object of an interpreted statement, None
    for the entry of a register. ``status`` tells whether an interpretation is
    accepted or proposed.
    """

    iri: URIRef
    who: URIRef | None
    when: str
    reason: Literal | None
    status: URIRef | None = None
    statement: tuple[Node, Node] | None = None


@dataclass(frozen=True)
class ThingDocument:
    """What the dataset says of one thing.

    ``statements`` have the thing as subject, ``links`` as object. ``rows`` are the
    source rows that it was read from, ``curations`` the entries and interpretations
    that made it; ``background`` are the triples that these were read from.
    ``labels`` are those of everything that the document mentions.
    """

    thing: URIRef
    statements: tuple[DocumentStatement, ...]
    links: StatementsPart
    rows: tuple[SourceRow, ...]
    curations: tuple[Curation, ...]
    background: tuple[Triple, ...]
    labels: Labels

    @property
    def is_empty(self) -> bool:
        """Return whether the dataset says nothing of the thing and nothing leads to it."""
        return not self.statements and not self.links.total


@dataclass(frozen=True)
class GraphDocument:
    """What there is to say of a named graph: its kind, its statements, and their labels.

    ``owners`` are the programme and plan that it is about; none for a shared graph.
    """

    graph: URIRef
    part: StatementsPart
    owners: tuple[URIRef, ...]
    labels: Labels

    @property
    def kind(self) -> str:
        """Return the kind of the graph: ``graph_kind``."""
        return graph_kind(self.graph)


def address(thing: URIRef) -> URIRef:
    """Return the IRI of the document of a thing: ``…/id/X`` → ``…/doc/X``."""
    return URIRef(f"{BASE}doc/{thing.removeprefix(str(KL_ID))}")


def graph_kind(graph: URIRef) -> str:
    """Return the kind of a named graph of ours: one of ``GRAPH_KINDS``."""
    return addresses.graph_suffix(graph).partition("/")[0]


def graph_owners(graph: URIRef) -> tuple[URIRef, ...]:
    """Return the IRIs that the programme and the plan of a named graph would have."""
    if not graph.startswith(str(KL_GRAPH)):
        return ()
    _, *parts = addresses.graph_suffix(graph).split("/")
    if len(parts) != 2:
        return ()
    return (addresses.programme(*parts), addresses.plan(*parts))
