"""What the dataset says of a thing, asked for once."""

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.explanation.model import Triple
from kretslopp.explanation.terms import same
from kretslopp.languages import Language, pick
from kretslopp.namespaces import RDF, RDFS

_GRAPHS = "SELECT DISTINCT ?graph ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"
_SAID = "SELECT ?p ?o WHERE { ?s ?p ?o }"
_SAID_IN = "SELECT DISTINCT ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"
_HAVING = "SELECT DISTINCT ?s WHERE { ?s ?p ?o }"
_STATEMENTS = f"""SELECT DISTINCT ?statement WHERE {{
  ?statement <{RDF.subject}> ?s ; <{RDF.predicate}> ?p ; <{RDF.object}> ?o .
}}"""

Said = dict[URIRef, list[Node]]


class Lookups:
    """Asks an engine, and remembers: many triples of a proof are about the same things."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._said: dict[URIRef, Said] = {}

    def graphs(self, triple: Triple) -> tuple[URIRef, ...]:
        """Return the named graphs that hold a triple, in order; none where it does not hold.

        Literals are compared by term: ``02026`` is not ``2026``.
        """
        subject, predicate, value = triple
        rows = self._engine.select(_GRAPHS, {"s": subject, "p": predicate}).rows
        holding = (graph for graph, found in rows if same(_term(found), value))
        return tuple(sorted(URIRef(str(graph)) for graph in holding))

    def said(self, thing: URIRef) -> Said:
        """Return all that is said of a thing: the values of each property, in order."""
        if thing not in self._said:
            said: Said = {}
            for predicate, value in self._engine.select(_SAID, {"s": thing}).rows:
                if value is not None:
                    said.setdefault(URIRef(str(predicate)), []).append(value)
            for values in said.values():
                values.sort(key=lambda value: (str(value), getattr(value, "language", "") or ""))
            self._said[thing] = said
        return self._said[thing]

    def values(self, thing: URIRef, predicate: URIRef) -> list[Node]:
        """Return the values of a property of a thing, in order."""
        return self.said(thing).get(predicate, [])

    def value(self, thing: URIRef, predicate: URIRef) -> Node | None:
        """Return the value of a property of a thing, the first of several, or None."""
        return next(iter(self.values(thing, predicate)), None)

    def iri(self, thing: URIRef, predicate: URIRef) -> URIRef | None:
        """Return the value of a property that is an IRI, or None."""
        return next((v for v in self.values(thing, predicate) if isinstance(v, URIRef)), None)

    def text(self, thing: URIRef, predicate: URIRef) -> str | None:
        """Return the value of a property of a thing as text, or None."""
        value = self.value(thing, predicate)
        return None if value is None else str(value)

    def label(self, thing: URIRef, language: Language) -> Literal | None:
        """Return what a thing is called, for a reader of ``language``, or None."""
        return pick(self.values(thing, RDFS.label), language)

    def values_in(self, graph: URIRef, thing: URIRef, predicate: URIRef) -> tuple[URIRef, ...]:
        """Return the IRIs that are a property's values in one named graph, in order."""
        asked = {"graph": graph, "s": thing, "p": predicate}
        rows = self._engine.select(_SAID_IN, asked).rows
        return tuple(sorted(value for (value,) in rows if isinstance(value, URIRef)))

    def having(self, predicate: URIRef, value: URIRef) -> tuple[URIRef, ...]:
        """Return the things that have this value of a property, in order."""
        rows = self._engine.select(_HAVING, {"p": predicate, "o": value}).rows
        return tuple(sorted(thing for (thing,) in rows if isinstance(thing, URIRef)))

    def statements(self, triple: Triple) -> tuple[URIRef, ...]:
        """Return the reified statements of a triple (``rdf:subject`` …), in order."""
        rows = self._engine.select(_STATEMENTS, dict(zip("spo", triple, strict=True))).rows
        return tuple(sorted(found for (found,) in rows if isinstance(found, URIRef)))


def _term(node: Node | None) -> URIRef | Literal:
    assert isinstance(node, URIRef | Literal)  # no blank node is published
    return node
