"""The endpoint described by itself (W3C, SPARQL 1.1 Service Description).

Without blank nodes: what has no IRI elsewhere has one below the endpoint's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kretslopp.engine import FORMATS, Engine
from kretslopp.namespaces import DCAT, DCTERMS, RDF, SD, VOID, new_graph
from kretslopp.publication.triples import Triple, numbers
from kretslopp.reading.edition import WHOLE, Edition

# The formats' own IRIs (https://www.w3.org/ns/formats/), by our short names.
_W3C = Namespace("http://www.w3.org/ns/formats/")
_FORMATS = {
    "json": _W3C.SPARQL_Results_JSON,
    "xml": _W3C.SPARQL_Results_XML,
    "csv": _W3C.SPARQL_Results_CSV,
    "tsv": _W3C.SPARQL_Results_TSV,
    "ttl": _W3C.Turtle,
    "nt": _W3C["N-Triples"],
    "rdf": _W3C.RDF_XML,
    "jsonld": _W3C["JSON-LD"],
    "trig": _W3C.TriG,
    "nq": _W3C["N-Quads"],
}

_WHOLE = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"
_NAMED = "SELECT ?g (COUNT(*) AS ?triples) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
# Whether a triple stands in the default graph alone, or in named graphs alone.
_ONLY_DEFAULT = (
    "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } } LIMIT 1",
    "SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } } LIMIT 1",
)


@dataclass(frozen=True)
class GraphCounts:
    """What an engine answers from: triples of the default graph, and of each named graph.

    ``is_merge`` says whether the default graph is all the named ones together.
    """

    triples: int
    named: Mapping[URIRef, int]
    is_merge: bool


def contents(engine: Engine) -> GraphCounts:
    """Count the graphs of an engine, in order of their IRIs.

    A graph without an IRI is left out: nobody can ask for it by name. Raises
    LimitReached and EngineFailure when the engine can't answer.
    """
    ((whole,),) = engine.select(_WHOLE).rows
    rows = engine.select(_NAMED).rows
    named = {graph: _number(number) for graph, number in rows if isinstance(graph, URIRef)}
    is_merge = bool(rows) and not any(engine.select(query).rows for query in _ONLY_DEFAULT)
    return GraphCounts(_number(whole), {graph: named[graph] for graph in sorted(named)}, is_merge)


def service_description(
    addresses: Sequence[str],
    found: GraphCounts,
    *,
    is_federated: bool = False,
    edition: Edition | None = None,
) -> Graph:
    """Return the description of a service: what it understands and answers from.

    ``addresses`` are the IRIs of its endpoint; the first one names the parts.
    ``is_federated`` says whether there are other endpoints that ``SERVICE`` may reach,
    ``edition`` which version of our dataset it answers from, where it is that.
    """
    graph = new_graph()
    for triple in (
        *_service(addresses, found, is_federated),
        *_dataset(addresses[0], found),
        *_edition(addresses[0], edition),
    ):
        graph.add(triple)
    return graph


def _service(addresses: Sequence[str], counts: GraphCounts, is_federated: bool) -> Iterator[Triple]:
    service = URIRef(f"{addresses[0]}#service")
    yield service, RDF.type, SD.Service
    for address in addresses:
        yield service, SD.endpoint, URIRef(address)
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    if counts.is_merge:
        yield service, SD.feature, SD.UnionDefaultGraph
    if is_federated:
        yield service, SD.feature, SD.BasicFederatedQuery
    for item in FORMATS:
        yield service, SD.resultFormat, _FORMATS[item.name]
    yield service, SD.defaultDataset, URIRef(f"{addresses[0]}#dataset")


def _dataset(endpoint: str, counts: GraphCounts) -> Iterator[Triple]:
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    yield dataset, RDF.type, SD.Dataset
    yield dataset, SD.defaultGraph, default
    yield default, RDF.type, SD.Graph
    yield from numbers(default, {VOID.triples: counts.triples})
    for name, triples in counts.named.items():
        encoded = quote(name, safe="")
        named, graph = (URIRef(f"{endpoint}#{kind}/{encoded}") for kind in ("named", "graph"))
        yield dataset, SD.namedGraph, named
        yield named, RDF.type, SD.NamedGraph
        yield named, SD.name, name
        yield named, SD.graph, graph
        yield graph, RDF.type, SD.Graph
        yield from numbers(graph, {VOID.triples: triples})


def _edition(endpoint: str, edition: Edition | None) -> Iterator[Triple]:
    if edition is not None:
        dataset = URIRef(f"{endpoint}#dataset")
        yield dataset, DCTERMS.isVersionOf, WHOLE
        yield dataset, DCAT.version, Literal(edition.version)
        for language, text in edition.citations.items():
            yield dataset, DCTERMS.bibliographicCitation, Literal(text, lang=language)


def _number(value: Node | None) -> int:
    """Return the value of a COUNT, which is always an integer (SPARQL 1.1, 18.5.1.2)."""
    return int(value) if isinstance(value, Literal) else 0
