"""How much a release holds: of the whole and of each named graph, counted by SPARQL."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.namespaces import BASE, RDF

# The default graph is the whole; in a query of named graphs each counts on its own.
_ANYWHERE = "?s ?p ?o"
_BY_GRAPH = "GRAPH ?g { ?s ?p ?o }"
_ALL = """SELECT {g} (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) {{ {pattern} }} {group}"""
# An entity has an IRI that begins with the dataset's uriSpace (VoID, 4.2).
_ENTITIES = (
    """SELECT {g} (COUNT(DISTINCT ?s) AS ?entities) {{ {pattern} """
    f"""FILTER (STRSTARTS(STR(?s), "{BASE}"))"""
    """ }} {group}"""
)
_OF_PROPERTIES = """SELECT {g} ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) {{ {pattern} }} GROUP BY {g} ?p"""
_OF_CLASSES = """SELECT {g} ?o (COUNT(DISTINCT ?s) AS ?entities) {{ {pattern}
  FILTER (?p = {type}) }} GROUP BY {g} ?o"""


@dataclass(frozen=True)
class PropertyCounts:
    """How often a property occurs: in triples, with distinct subjects, with distinct objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class TripleCounts:
    """What VoID tells of a set of triples; ``classes`` are the number of instances of each."""

    triples: int
    subjects: int
    objects: int
    entities: int
    properties: Mapping[URIRef, PropertyCounts] = field(default_factory=dict)
    classes: Mapping[URIRef, int] = field(default_factory=dict)


def count_whole(engine: Engine) -> TripleCounts:
    """Return the counts of the default graph, the merge of all named graphs.

    Raises EngineFailure when the engine can't answer.
    """
    return _count(engine, _ANYWHERE, "").get(None, TripleCounts(0, 0, 0, 0))


def count_graphs(engine: Engine) -> dict[URIRef, TripleCounts]:
    """Return the counts of each named graph, in order of their IRIs.

    Raises EngineFailure when the engine can't answer.
    """
    counts = _count(engine, _BY_GRAPH, "?g")
    return {graph: counts[graph] for graph in sorted(filter(None, counts))}


def _count(engine: Engine, pattern: str, graph: str) -> dict[URIRef | None, TripleCounts]:
    """Return the counts of every graph that a pattern matches, None standing for the default."""

    def ask(query: str) -> Iterable[tuple[URIRef | None, tuple[Node | None, ...]]]:
        text = query.format(
            pattern=pattern,
            g=graph,
            group=f"GROUP BY {graph}" if graph else "",
            type=RDF.type.n3(),
        )
        for row in engine.select(text).rows:
            yield (URIRef(str(row[0])), row[1:]) if graph else (None, row)

    properties: dict[URIRef | None, dict[URIRef, PropertyCounts]] = defaultdict(dict)
    for name, (item, *numbers) in ask(_OF_PROPERTIES):
        properties[name][URIRef(str(item))] = PropertyCounts(*map(_number, numbers))
    classes: dict[URIRef | None, dict[URIRef, int]] = defaultdict(dict)
    for name, (item, number) in ask(_OF_CLASSES):
        classes[name][URIRef(str(item))] = _number(number)
    entities = {name: _number(number) for name, (number,) in ask(_ENTITIES)}
    return {
        name: TripleCounts(
            _number(triples),
            _number(subjects),
            _number(objects),
            entities.get(name, 0),
            properties[name],
            classes[name],
        )
        for name, (triples, subjects, objects) in ask(_ALL)
    }


def _number(value: Node | None) -> int:
    """Return the value of a COUNT, which is always an integer (SPARQL 1.1, 18.5.1.2)."""
    return int(value) if isinstance(value, Literal) else 0
