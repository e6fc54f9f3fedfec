"""The results of a query, whichever engine gave them, as values or as bytes."""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from kretslopp.engine.formats import FORMATS, AnswerKind, Format, format_named
from kretslopp.engine.interface import SerialisedAnswer, Solutions
from kretslopp.engine.terms import from_oxigraph, to_oxigraph
from kretslopp.errors import Fault, QueryError, Words, WrongUse
from kretslopp.namespaces import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Results = ox.QuerySolutions | ox.QueryBoolean | frozenset[ox.Triple]

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_WITH_PREFIXES = ("ttl", "trig")
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def solutions(results: Results) -> Solutions:
    """Return the results of a SELECT as rdflib terms; raises QueryError for another query."""
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError(Fault("The query is not a SELECT.", advice="Ask with SELECT."))
    known: dict[object, Node | None] = {}  # a term that comes again is not made again

    def term(ox_term: object) -> Node | None:
        if ox_term not in known:
            known[ox_term] = from_oxigraph(ox_term)
        return known[ox_term]

    return Solutions(
        tuple(variable.value for variable in results.variables),
        tuple(tuple(map(term, solution)) for solution in results),
    )


# How to ask for an answer that ``solutions_of`` can read.
AS_VALUES = {
    AnswerKind.SOLUTIONS: format_named("json"),
    AnswerKind.BOOLEAN: format_named("json"),
    AnswerKind.GRAPH: format_named("nt"),
}


def solutions_of(answer: SerialisedAnswer) -> Solutions:
    """Return the solutions in an answer that was asked for as ``AS_VALUES``.

    Raises QueryError for the answer of another query than a SELECT.
    """
    if answer.kind is not AnswerKind.SOLUTIONS:
        raise QueryError(Fault("The query is not a SELECT.", advice="Ask with SELECT."))
    return solutions(ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON))


class AnswerTooLong(Exception):
    """An answer of more bytes than it may have."""


class _Bounded(io.BytesIO):
    """Holds what is written to it, up to a number of bytes."""

    def __init__(self, most_bytes: int | None) -> None:
        super().__init__()
        self._most_bytes = most_bytes

    def write(self, part: "ReadableBuffer") -> int:
        written = super().write(part)
        if self._most_bytes is not None and self.tell() > self._most_bytes:
            raise AnswerTooLong
        return written


def serialised(
    results: Results, formats: Mapping[AnswerKind, Format], most_bytes: int | None = None
) -> SerialisedAnswer:
    """Return results as bytes in the format given for their kind.

    Raises WrongUse when there is none for it, and AnswerTooLong as soon as there are
    more than ``most_bytes``.
    """
    kind = _kind(results)
    if kind not in formats:
        names = (item.name for item in FORMATS if kind in item.kinds)
        raise WrongUse(
            Fault(
                f"None of the formats asked for can hold an answer of kind {kind.value}.",
                advice=f"Formats for it: {', '.join(names)}.",
            )
        )
    body = _Bounded(most_bytes)
    _write(results, formats[kind], body)
    return SerialisedAnswer(kind, formats[kind], body.getvalue())


def serialise(graph: Graph, wanted: Format) -> bytes:
    """Return a graph in one of the formats of graphs: the same triples, the same bytes.

    Only prefixes that the graph uses are declared. Raises WrongUse for a graph with
    a blank node: nothing that we publish has one.
    """
    triples = sorted((_triple(triple) for triple in graph), key=str)
    text = "\n".join(map(str, triples))
    used = {name: space for name, space in _PREFIXES.items() if f"<{space}" in text}
    used.pop("klid", None)  # names of things have slashes, which Turtle would have to escape
    body = ox.serialize(triples, format=_RDF[wanted.name], prefixes=used) or b""
    if wanted.name in _WITH_PREFIXES:
        return _with_sorted_prefixes(body)
    return _with_sorted_names(body) if wanted.name == "rdf" else body


def _triple(triple: tuple[Node, Node, Node]) -> ox.Triple:
    subject, predicate, value = map(to_oxigraph, triple)
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(predicate, ox.NamedNode)
    return ox.Triple(subject, predicate, value)


def _kind(results: Results) -> AnswerKind:
    if isinstance(results, ox.QuerySolutions):
        return AnswerKind.SOLUTIONS
    return AnswerKind.BOOLEAN if isinstance(results, ox.QueryBoolean) else AnswerKind.GRAPH


def _write(results: Results, wanted: Format, body: _Bounded) -> None:
    if not isinstance(results, frozenset):
        results.serialize(body, format=_RESULTS[wanted.name])
        return
    # Sorted, so that the same graph gives the same bytes.
    triples = sorted(results, key=str)
    try:
        if wanted.name in _WITH_PREFIXES:
            turtle = ox.serialize(triples, format=_RDF[wanted.name], prefixes=_PREFIXES)
            body.write(_with_sorted_prefixes(turtle or b""))
        else:
            ox.serialize(triples, body, format=_RDF[wanted.name])
    except OSError as error:  # a term of RDF 1.2 in JSON-LD 1.1
        raise QueryError(
            Fault(
                f"{wanted.media_type} can't hold the answer: {error}.",
                advice="Ask for Turtle.",
                swedish=Words(f"{wanted.media_type} kan inte rymma svaret.", "Be om Turtle."),
            )
        ) from error


def _with_sorted_prefixes(turtle: bytes) -> bytes:
    """Return Turtle whose prefixes stand in order; the engine writes them in any order."""
    lines = turtle.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join(sorted(head) + lines[len(head) :])


def _with_sorted_names(rdf_xml: bytes) -> bytes:
    """Return RDF/XML whose namespaces stand in order on its root."""
    root = re.search(rb"<rdf:RDF( [^>]*)>", rdf_xml)
    assert root
    names = b" ".join(sorted(root[1].split()))
    return rdf_xml[: root.start(1)] + b" " + names + rdf_xml[root.end(1) :]
