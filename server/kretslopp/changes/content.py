"""What a version says of each thing: what is asserted, and what we add, apart.

What is inferred follows from the rest, and provenance says where it was read:
neither is a change of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.namespaces import DCTERMS, KL, KL_GRAPH, PROV, QB, RDF, RDFS

# Of each thing the values of each property.
Things = dict[URIRef, dict[URIRef, set[Node]]]
# A statement that is an interpretation.
Statement = tuple[URIRef, URIRef, Node]

_QUERY = """
SELECT ?s ?p ?o {{
  GRAPH ?graph {{ ?s ?p ?o }}
  FILTER ({})
}}
"""
_ASSERTED = ("source/", "register/")
_INTERPRETATION = ("interpretation/",)
# Where a thing was read, what a value is for the cube, and what follows from kl:precededBy.
_NO_CHANGE = frozenset({PROV.wasDerivedFrom, QB.dataSet, KL.buildsOn})


@dataclass(frozen=True)
class VersionContent:
    """What one version says: asserted, interpreted, and whether interpretations are accepted."""

    asserted: Things
    interpreted: Things
    statuses: Mapping[Statement, URIRef] = field(default_factory=dict)

    def all_of(self, thing: URIRef, name: URIRef) -> set[Node]:
        """Return all values of a property of a thing."""
        sources = (self.asserted, self.interpreted)
        return {value for known in sources for value in known.get(thing, {}).get(name, ())}


def read_content(engine: Engine, which: str) -> VersionContent:
    """Return what a version says of its things; an error names it with ``which``.

    Raises WrongUse for what has none of our named graphs, and EngineFailure when
    the engine can't answer.
    """
    asserted: Things = {}
    for thing, name, value in _statements(engine, _ASSERTED):
        if name not in _NO_CHANGE and not _is_of_cube(name, value):
            asserted.setdefault(thing, {}).setdefault(name, set()).add(value)
    if not asserted:
        raise WrongUse(
            Fault(
                f"The {which} version has none of Kretslopp's graphs of sources and registers.",
                advice="Compare built datasets, or dumps with named graphs: .nq, .trig, .jsonld.",
            )
        )
    _drop_repeated_labels(asserted)
    added: Things = {}
    for thing, name, value in _statements(engine, _INTERPRETATION):
        added.setdefault(thing, {}).setdefault(name, set()).add(value)
    about = {thing: of for thing, of in added.items() if _is_about_statements(of)}
    interpreted = {thing: of for thing, of in added.items() if thing not in about}
    _drop_repeated_labels(interpreted)
    return VersionContent(asserted, interpreted, dict(_statuses(about)))


def _statements(engine: Engine, kinds: tuple[str, ...]) -> Iterator[tuple[URIRef, URIRef, Node]]:
    wanted = " || ".join(f'STRSTARTS(STR(?graph), "{KL_GRAPH[kind]}")' for kind in kinds)
    for thing, name, value in engine.select(_QUERY.format(wanted)).rows:
        if isinstance(thing, URIRef) and isinstance(name, URIRef) and value is not None:
            yield thing, name, value


def _is_of_cube(name: URIRef, value: Node) -> bool:
    return name == RDF.type and str(value).startswith(QB)


def _drop_repeated_labels(things: Things) -> None:
    """Leave out labels of things with a title: they repeat it, or are made of the address."""
    for of in things.values():
        if DCTERMS.title in of:
            of.pop(RDFS.label, None)


def _is_about_statements(of: dict[URIRef, set[Node]]) -> bool:
    """Return whether a thing says who interprets: an interpretation itself, or an agent."""
    return bool(of.get(RDF.type, set()) & {KL.Interpretation, PROV.Agent})


def _statuses(about: Things) -> Iterator[tuple[Statement, URIRef]]:
    for of in about.values():
        for subject in of.get(RDF.subject, ()):
            for name in of.get(RDF.predicate, ()):
                for value in of.get(RDF.object, ()):
                    for status in of.get(KL.interpretationStatus, ()):
                        assert isinstance(subject, URIRef)
                        assert isinstance(name, URIRef)
                        assert isinstance(status, URIRef)
                        yield (subject, name, value), status
