"""The reference: owlrl's complete OWL 2 RL closure, to hold our own against.

Slow (some seconds for 5 thousand triples, a minute for 100 thousand) and full of
triples that nobody asks for, but it knows every rule of the profile.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph

from kretslopp.namespaces import RDF
from kretslopp.reasoning.closure import speaks_of_data
from kretslopp.reasoning.rules import Triple


@dataclass(frozen=True)
class Difference:
    """How inferred triples differ from the reference; nothing on either side where they agree."""

    missing: frozenset[Triple]
    extra: frozenset[Triple]

    def __bool__(self) -> bool:
        """Return whether there is a difference."""
        return bool(self.missing or self.extra)


def reference_closure(data: Graph, ontology: Graph) -> Graph:
    """Return data, ontology and all that OWL 2 RL entails of them, as owlrl computes it.

    Without the axiomatic triples of OWL and its datatypes, and without owlrl's own
    notes on inconsistencies (``inconsistencies`` finds those).
    """
    # Read when it is needed: the server, which shows what was inferred, has no use for it.
    from owlrl.Namespaces import ERRNS
    from owlrl.OWLRL import OWLRL_Semantics

    graph = Graph()
    for triple in (*ontology, *data):
        graph.add(triple)
    OWLRL_Semantics(graph, axioms=False, daxioms=False).closure()  # type: ignore[no-untyped-call]
    for note in list(graph.subjects(RDF.type, ERRNS.ErrorMessage)):
        graph.remove((note, None, None))
    return graph


def comparable(graph: Iterable[Triple]) -> frozenset[Triple]:
    """Return the triples that our closure and the reference must have in common.

    Left out, in full: triples

    - whose subject is a literal (generalised RDF: ``"2024"^^xsd:integer rdf:type
      xsd:integer``, rules prp-rng, dt-type2, eq-ref);
    - that say that something is ``owl:sameAs`` itself (eq-ref);
    - whose predicate is ``rdfs:subClassOf``, ``rdfs:subPropertyOf``, ``rdfs:domain``,
      ``rdfs:range``, ``owl:equivalentClass``, ``owl:equivalentProperty`` or
      ``owl:disjointWith``: they are about terms, not data (scm-*, dt-diff);
    - that give the type ``owl:Thing``, ``owl:Class``, ``owl:AnnotationProperty`` or
      ``rdfs:Datatype`` (cax-sco below owl:Thing, cls-thing, prp-ap, dt-type1).
    """
    return frozenset(triple for triple in graph if speaks_of_data(triple))


def verify(data: Graph, ontology: Graph, inferred: Iterable[Triple]) -> Difference:
    """Return how the ``inferred`` triples differ from what the reference entails.

    Compared are the ``comparable`` triples that neither ``data`` nor ``ontology`` holds.
    """
    reference = comparable(reference_closure(data, ontology)) - {*data, *ontology}
    ours = frozenset(inferred)
    return Difference(missing=reference - ours, extra=ours - reference)
