"""What the dataset says of a thing, asked for once."""

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import RDF, RDFS
from kretslopp.reading.descriptions import NOTHING, Description, Text, by_thing

_ALL = "SELECT ?p ?o WHERE { ?s ?p ?o }"
_IN_GRAPH = "SELECT DISTINCT ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"
_HAVING = "SELECT DISTINCT ?s WHERE { ?s ?p ?o }"
_STATEMENTS = f"""SELECT DISTINCT ?statement WHERE {{
  ?statement <{RDF.subject}> ?s ; <{RDF.predicate}> ?p ; <{RDF.object}> ?o .
}}"""


class Lookups:
    """Asks an engine, and remembers: many triples of a proof are about the same things."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[URIRef, Description] = {}

    def of(self, thing: URIRef) -> Description:
        """Return all that is said of a thing."""
        if thing not in self._known:
            rows = self._engine.select(_ALL, {"s": thing}).rows
            self._known[thing] = by_thing((thing, *row) for row in rows).get(thing, NOTHING)
        return self._known[thing]

    def label(self, thing: URIRef, language: Language) -> Text | None:
        """Return what a thing is called, for a reader of ``language``, or None."""
        return self.of(thing).text(RDFS.label, language)

    def values_in(self, graph: URIRef, thing: URIRef, predicate: URIRef) -> tuple[URIRef, ...]:
        """Return the IRIs that are a property's values in one named graph, in order."""
        return self._things(_IN_GRAPH, {"graph": graph, "s": thing, "p": predicate})

    def having(self, predicate: URIRef, value: URIRef) -> tuple[URIRef, ...]:
        """Return the things that have this value of a property, in order."""
        return self._things(_HAVING, {"p": predicate, "o": value})

    def statements(self, triple: tuple[URIRef, URIRef, Node]) -> tuple[URIRef, ...]:
        """Return the reified statements of a triple (``rdf:subject`` …), in order."""
        return self._things(_STATEMENTS, dict(zip("spo", triple, strict=True)))

    def _things(self, query: str, bindings: dict[str, Node]) -> tuple[URIRef, ...]:
        rows = self._engine.select(query, bindings).rows
        return tuple(sorted(thing for (thing,) in rows if isinstance(thing, URIRef)))
