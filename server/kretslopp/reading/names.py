"""What things are called: labels and numbers of many things at once."""

from collections.abc import Iterable

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language, natural
from kretslopp.namespaces import DCTERMS, RDFS
from kretslopp.reading.descriptions import (
    NOTHING,
    Description,
    Text,
    descriptions,
    of_things,
    solutions,
)

_NAMES = (RDFS.label, DCTERMS.identifier)


def numbers(engine: Engine, class_iri: URIRef) -> tuple[Literal, ...]:
    """Return the numbers that things of a class have, each once, in their order."""
    query = (
        f"SELECT DISTINCT ?number WHERE {{ ?thing a <{class_iri}> ; dcterms:identifier ?number }}"
    )
    literals = {number for (number,) in solutions(engine, query) if isinstance(number, Literal)}
    return tuple(sorted(literals, key=lambda number: natural(str(number))))


class Names:
    """What the things that were asked for are called.

    Raises EngineFailure when the engine can't answer.
    """

    def __init__(self, engine: Engine, things: Iterable[Node] = ()) -> None:
        self._engine = engine
        self._known = of_things(engine, things, _NAMES)

    def learn(self, pattern: str) -> None:
        """Read what each ``?thing`` of a graph pattern is called."""
        self._known |= descriptions(self._engine, pattern, _NAMES)

    def knows(self, thing: URIRef) -> bool:
        """Return whether the graph has a label or number of a thing."""
        return thing in self._known

    def label(self, thing: URIRef, language: Language) -> Text | None:
        """Return what a thing is called, or None."""
        return self._of(thing).text(RDFS.label, language)

    def number(self, thing: URIRef) -> Text | None:
        """Return the number of a thing as its plan prints it (``K13``, ``1.1``), or None."""
        return self._of(thing).text(DCTERMS.identifier, "sv")

    def _of(self, thing: URIRef) -> Description:
        return self._known.get(thing, NOTHING)
