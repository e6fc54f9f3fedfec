"""The results of a query, whichever engine gave them, as values or as bytes."""

from collections.abc import Mapping

import pyoxigraph as ox
from rdflib.term import Node

from kretslopp.engine.formats import FORMATS, AnswerKind, Format
from kretslopp.engine.interface import SerialisedAnswer, Solutions
from kretslopp.engine.terms import from_oxigraph
from kretslopp.errors import Fault, QueryError, WrongUse
from kretslopp.namespaces import PREFIXES

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
}
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def solutions(results: Results) -> Solutions:
    """Return the results of a SELECT as rdflib terms; raises QueryError for another query."""
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError(Fault("The query is not a SELECT.", advice="Ask with SELECT."))
    known: dict[object, Node | None] = {}  # a term that comes again is not made again

    def term(found: object) -> Node | None:
        if found not in known:
            known[found] = from_oxigraph(found)
        return known[found]

    return Solutions(
        tuple(variable.value for variable in results.variables),
        tuple(tuple(map(term, solution)) for solution in results),
    )


def serialised(results: Results, formats: Mapping[AnswerKind, Format]) -> SerialisedAnswer:
    """Return results as bytes in the format given for their kind.

    Raises WrongUse when there is none for it.
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
    return SerialisedAnswer(kind, formats[kind], _body(results, formats[kind]))


def _kind(results: Results) -> AnswerKind:
    if isinstance(results, ox.QuerySolutions):
        return AnswerKind.SOLUTIONS
    return AnswerKind.BOOLEAN if isinstance(results, ox.QueryBoolean) else AnswerKind.GRAPH


def _body(results: Results, wanted: Format) -> bytes:
    if isinstance(results, frozenset):
        # Sorted, so that the same graph gives the same bytes.
        triples = sorted(results, key=str)
        if wanted.name == "ttl":
            return _with_sorted_prefixes(
                ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
            )
        return ox.serialize(triples, format=_RDF[wanted.name]) or b""
    return results.serialize(format=_RESULTS[wanted.name]) or b""


def _with_sorted_prefixes(turtle: bytes) -> bytes:
    """Return Turtle whose prefixes stand in order; the engine writes them in any order."""
    lines = turtle.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join(sorted(head) + lines[len(head) :])
