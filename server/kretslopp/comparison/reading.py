"""What the graph says of many things at once: a few flat queries, whatever the engine.

A query gives a thing, a property and a value a row, so that a property with
several values multiplies nothing, and its cost is that of its answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language, order, pick
from kretslopp.namespaces import DCTERMS, KL, ORG, PROV, RDF, RDFS, SKOS

_PREFIXES = {"dcterms": DCTERMS, "kl": KL, "org": ORG, "prov": PROV, "rdf": RDF, "skos": SKOS}
PROLOGUE = "".join(
    f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in {**_PREFIXES, "rdfs": RDFS}.items()
)


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
class Said:
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
            if isinstance(value, Literal) and isinstance(value.value, int)
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
        truths = {
            value.value
            for value in self.all(name)
            if isinstance(value, Literal) and isinstance(value.value, bool)
        }
        return max(truths) if truths else None

    def text(self, name: URIRef, language: Language) -> Text | None:
        """Return the text of a property for a reader of ``language``, or None."""
        picked = pick(self.all(name), language)
        return None if picked is None else Text.of(picked, picked.language)


NOTHING = Said({})


def said(engine: Engine, pattern: str, names: Iterable[URIRef]) -> dict[URIRef, Said]:
    """Return what the graph says of each ``?thing`` of a graph pattern.

    ``names`` are the properties to read. Raises EngineFailure when the engine
    can't answer.
    """
    listed = ", ".join(f"<{name}>" for name in names)
    query = (
        f"{PROLOGUE}SELECT DISTINCT ?thing ?property ?value WHERE {{ {pattern} "
        f"?thing ?property ?value . FILTER (?property IN ({listed})) }}"
    )
    found: dict[URIRef, dict[URIRef, list[Node]]] = {}
    for thing, name, value in engine.select(query).rows:
        if isinstance(thing, URIRef) and isinstance(name, URIRef) and value is not None:
            found.setdefault(thing, {}).setdefault(name, []).append(value)
    for values in found.values():
        for several in values.values():
            if len(several) > 1:
                several.sort(key=_order)
    return {thing: Said(found[thing]) for thing in sorted(found)}


def rows(engine: Engine, query: str) -> Iterator[tuple[Node | None, ...]]:
    """Yield the solutions of a SELECT that the prologue has been put before."""
    yield from engine.select(PROLOGUE + query).rows


def texts(
    own: Said, shared: Said, name: URIRef, language: Language, fallback: URIRef | None = None
) -> Text | None:
    """Return what a thing is called: in the reader's language before any other.

    In each language its ``own`` words come before those that are ``shared``.
    ``fallback`` is the property of the shared thing to read where there is none.
    """
    for wanted in order(language):
        for source in (own.all(name), shared.all(name)):
            for value in source:
                if isinstance(value, Literal) and value.language == wanted:
                    return Text.of(value, wanted)
    return shared.text(fallback, language) if fallback else None


def values(iris: Iterable[URIRef]) -> str:
    """Return IRIs as the terms of a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)


def _order(value: Node) -> tuple[str, str]:
    return str(value), str(getattr(value, "language", "") or "")
