"""What the graph says of many things at once: a few flat queries, whatever the engine.

A query gives a thing, a property and a value a row, so that a property with
several values multiplies nothing, and its cost is that of its answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language, pick
from kretslopp.namespaces import DCTERMS, KL, ORG, PROV, RDF, RDFS, SKOS, XSD

_PREFIXES = {"dcterms": DCTERMS, "kl": KL, "org": ORG, "prov": PROV, "rdf": RDF, "skos": SKOS}
PROLOGUE = "".join(
    f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in {**_PREFIXES, "rdfs": RDFS}.items()
)
# XML Schema 1.1 part 2, 3.3.2.
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_BATCH = 500  # things that one query names: it stays short
# IRIREF of SPARQL 1.1 (section 19.8): what may stand between < and >.
_IRI = re.compile(r'[^<>"{}|^`\\\x00-\x20]+\Z')


def truth(value: Node) -> bool | None:
    """Return what a boolean says, None for what is none: ``"yes"^^xsd:boolean`` says nothing."""
    if not isinstance(value, Literal) or value.datatype != XSD.boolean:
        return None
    return _TRUTHS.get(str(value))


class Text(str):
    """A text that knows its language, ``""`` where the graph gives it none; else a plain text."""

    language: str

    @classmethod
    def of(cls, text: str, language: str | None) -> "Text":
        """Return a text in a language (BCP 47)."""
        made = cls(text)
        made.language = language or ""
        return made


@dataclass(frozen=True)
class Description:
    """What the graph says of one thing: the values of each property that was asked for."""

    values: Mapping[URIRef, Sequence[Node]]

    def all(self, name: URIRef) -> Sequence[Node]:
        """Return the values of a property, in a fixed order."""
        return self.values.get(name, ())

    def iris(self, name: URIRef) -> tuple[URIRef, ...]:
        """Return the values of a property that are IRIs."""
        return tuple(value for value in self.all(name) if isinstance(value, URIRef))

    def iri(self, name: URIRef) -> URIRef | None:
        """Return the value of a property that is an IRI, the first of several, or None."""
        return next(iter(self.iris(name)), None)

    def integer(self, name: URIRef, *, last: bool = False) -> int | None:
        """Return the whole number of a property, or None; of several the least or greatest."""
        numbers = [
            int(value)
            for value in self.all(name)
            if isinstance(value, Literal) and type(value.value) is int
        ]
        return (max if last else min)(numbers) if numbers else None

    def number(self, name: URIRef) -> float | None:
        """Return the number of a property, or None."""
        for value in self.all(name):
            if isinstance(value, Literal) and not isinstance(value.value, bool):
                try:
                    return float(value)
                except ValueError:
                    continue
        return None

    def truth(self, name: URIRef) -> bool | None:
        """Return the truth of a property, or None where it is not said; true of several."""
        truths = [is_true for value in self.all(name) if (is_true := truth(value)) is not None]
        return max(truths, default=None)

    def text(self, name: URIRef, language: Language, *others: "Description") -> Text | None:
        """Return the text of a property for a reader of ``language``, or None.

        In each language its own come before those of ``others``.
        """
        picked = pick(self.all(name), language, *(other.all(name) for other in others))
        return None if picked is None else Text.of(picked, picked.language)

    def in_language(self, name: URIRef, language: Language) -> str | None:
        """Return the text of a property in exactly this language, or None."""
        texts = (value for value in self.all(name) if isinstance(value, Literal))
        return next((str(text) for text in texts if text.language == language), None)

    def first(self, name: URIRef) -> str | None:
        """Return the first value of a property as the graph writes it, or None."""
        return next(map(str, self.all(name)), None)


NOTHING = Description({})


def descriptions(
    engine: Engine, pattern: str, names: Iterable[URIRef]
) -> dict[URIRef, Description]:
    """Return what the graph says of each ``?thing`` of a graph pattern, in order of their IRIs.

    ``names`` are the properties to read. Raises EngineFailure when the engine
    can't answer.
    """
    # Not a VALUES of the properties: that is joined with all that is said of each thing.
    listed = ", ".join(f"<{name}>" for name in names)
    described = by_thing(
        solutions(
            engine,
            f"SELECT DISTINCT ?thing ?property ?value WHERE {{ {pattern} "
            f"?thing ?property ?value . FILTER (?property IN ({listed})) }}",
        )
    )
    return {thing: described[thing] for thing in sorted(described)}


def of_things(
    engine: Engine, things: Iterable[Node], names: Sequence[URIRef]
) -> dict[URIRef, Description]:
    """Return what the graph says of these things; what is no IRI has nothing said of it.

    Raises EngineFailure when the engine can't answer.
    """
    listed = sorted({iri for iri in things if isinstance(iri, URIRef) and _IRI.match(iri)})
    described: dict[URIRef, Description] = {}
    for start in range(0, len(listed), _BATCH):
        some = values(listed[start : start + _BATCH])
        described |= descriptions(engine, f"VALUES ?thing {{ {some} }}", names)
    return described


def by_thing(triples: Iterable[Sequence[Node | None]]) -> dict[URIRef, Description]:
    """Return what triples say of each subject, as they come; values are in a fixed order."""
    said: dict[URIRef, dict[URIRef, list[Node]]] = {}
    for thing, name, value in triples:
        if isinstance(thing, URIRef) and isinstance(name, URIRef) and value is not None:
            said.setdefault(thing, {}).setdefault(name, []).append(value)
    for of in said.values():
        for several in of.values():
            if len(several) > 1:
                several.sort(key=_order)
    return {thing: Description(of) for thing, of in said.items()}


def solutions(engine: Engine, query: str) -> Iterator[tuple[Node | None, ...]]:
    """Yield the solutions of a SELECT that the prologue has been put before."""
    yield from engine.select(PROLOGUE + query).rows


def values(iris: Iterable[URIRef]) -> str:
    """Return IRIs as the terms of a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)


def _order(value: Node) -> tuple[str, str]:
    return str(value), str(getattr(value, "language", "") or "")
