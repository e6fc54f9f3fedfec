"""How often each term stands in the dataset, and real things and statements that use it."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language, pick
from kretslopp.namespaces import KL, RDFS
from kretslopp.publication.vocabulary.names import Name, short, texts
from kretslopp.reading.descriptions import NOTHING, of_things

# One pass each, however many terms there are. MIN and MAX choose the examples: the same
# data, the same ones, and from two ends of the data.
_OF_CLASSES = f"""SELECT ?term (COUNT(?thing) AS ?times)
    (MIN(STR(?thing)) AS ?first) (MAX(STR(?thing)) AS ?last) {{
  ?thing a ?term FILTER(STRSTARTS(STR(?term), "{KL}"))
}} GROUP BY ?term"""
_OF_PROPERTIES = f"""SELECT ?term (COUNT(*) AS ?times)
    (MIN(STR(?thing)) AS ?first) (MAX(STR(?thing)) AS ?last) {{
  ?thing ?term ?value FILTER(STRSTARTS(STR(?term), "{KL}"))
}} GROUP BY ?term"""


@dataclass(frozen=True)
class UsageExample:
    """A real thing of a class, or a real statement of a property: thing and one value.

    A value is another thing or a literal; of texts the one for each language.
    """

    thing: Name
    value: Name | Mapping[Language, Literal] | None = None


@dataclass(frozen=True)
class Usage:
    """How many things a class has, or statements a property, and up to two of them."""

    times: int
    examples: tuple[UsageExample, ...]


def usages(engine: Engine) -> dict[URIRef, Usage]:
    """Return the usage of every term of ours that the dataset uses.

    What is inferred counts too. Raises EngineFailure when the engine can't answer.
    """
    classes = _chosen(engine, _OF_CLASSES)
    properties = _chosen(engine, _OF_PROPERTIES)
    values = _values(engine, properties)
    things = {thing for _, both in (*classes.values(), *properties.values()) for thing in both}
    things |= {value for value in values.values() if isinstance(value, URIRef)}
    known = _named(engine, things)
    by_term = {
        term: Usage(times, tuple(UsageExample(known[thing]) for thing in both))
        for term, (times, both) in classes.items()
    }
    for term, (times, both) in properties.items():
        shown = tuple(
            UsageExample(known[thing], known[value] if isinstance(value, URIRef) else value)
            for thing in both
            for value in [values[thing, term]]
        )
        by_term[term] = Usage(times, shown)
    return by_term


def _chosen(engine: Engine, query: str) -> dict[URIRef, tuple[int, tuple[URIRef, ...]]]:
    """Return of each term how often it is used, and the one or two things to show."""
    return {
        URIRef(str(term)): (
            int(str(times)),
            tuple(URIRef(thing) for thing in sorted({str(first), str(last)})),
        )
        for term, times, first, last in engine.select(query).rows
    }


def _values(
    engine: Engine, properties: Mapping[URIRef, tuple[int, tuple[URIRef, ...]]]
) -> dict[tuple[URIRef, URIRef], URIRef | dict[Language, Literal]]:
    """Return one value of each chosen thing and property."""
    pairs = [f"(<{thing}> <{term}>)" for term, (_, both) in properties.items() for thing in both]
    query = f"SELECT ?s ?p ?o {{ VALUES (?s ?p) {{ {' '.join(sorted(pairs))} }} ?s ?p ?o }}"
    by_pair: defaultdict[tuple[URIRef, URIRef], list[Node]] = defaultdict(list)
    for subject, predicate, value in engine.select(query).rows:
        if value is not None:
            by_pair[URIRef(str(subject)), URIRef(str(predicate))].append(value)
    return {pair: _one(values) for pair, values in by_pair.items()}


def _one(values: list[Node]) -> URIRef | dict[Language, Literal]:
    things = sorted(value for value in values if isinstance(value, URIRef))
    if things:
        return things[0]
    first = sorted((value for value in values if isinstance(value, Literal)), key=str)[0]
    return {"sv": pick(values, "sv") or first, "en": pick(values, "en") or first}


def _named(engine: Engine, things: Set[URIRef]) -> dict[URIRef, Name]:
    known = of_things(engine, things, (RDFS.label,))
    return {
        thing: Name(thing, short(thing), texts(known.get(thing, NOTHING).all(RDFS.label)))
        for thing in things
    }
