"""What the entailed triples contradict: rule cax-dw, nothing is of two disjoint classes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import Graph, URIRef
from rdflib.term import Node

from kretslopp.errors import Fault
from kretslopp.languages import label
from kretslopp.namespaces import OWL, RDF, new_graph
from kretslopp.reasoning.rules import Derivation, Triple


def inconsistencies(
    data: Graph, derivations: Iterable[Derivation], ontology: Graph
) -> tuple[Fault, ...]:
    """Return a fault for each thing that is, or follows to be, of two disjoint classes.

    ``derivations`` are what ``infer`` gives for ``data``: by them a fault says which
    triples of the data each of the two types rests on.
    """
    reasons = {derivation.triple: derivation for derivation in derivations}
    types = _types(data, reasons)
    faults = [
        _fault(thing, (one, other), reasons, ontology)
        for one, other in _disjoint(ontology)
        for thing in types[one] & types[other]
    ]
    return tuple(sorted(faults, key=str))


def _types(data: Graph, derivations: Mapping[Triple, Derivation]) -> dict[Node, set[Node]]:
    types: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, value in (*data, *derivations):
        if predicate == RDF.type:
            types[value].add(subject)
    return types


def _disjoint(ontology: Graph) -> Iterator[tuple[URIRef, URIRef]]:
    """Yield each pair of disjoint classes once, whichever of the two says so."""
    pairs = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    for pair in pairs:
        one, *others = sorted(cls for cls in pair if isinstance(cls, URIRef))
        yield one, others[0] if others else one


def _fault(
    thing: Node,
    classes: tuple[URIRef, URIRef],
    derivations: Mapping[Triple, Derivation],
    ontology: Graph,
) -> Fault:
    one, other = (f"“{label(ontology, cls, 'en')}” ({_name(cls)})" for cls in classes)
    reasons = " ".join(
        f"It is of the class {_name(cls)} because of {_because(thing, cls, derivations)}."
        for cls in classes
    )
    return Fault(
        f"{_name(thing)} is both {one} and {other}, which exclude each other. {reasons}",
        advice="Correct the triple that is wrong.",
    )


def _because(thing: Node, cls: Node, derivations: Mapping[Triple, Derivation]) -> str:
    grounds = sorted(
        " ".join(map(_name, triple)) for triple in _grounds((thing, RDF.type, cls), derivations)
    )
    return " and ".join(f"[{ground}]" for ground in grounds)


def _grounds(triple: Triple, derivations: Mapping[Triple, Derivation]) -> set[Triple]:
    """Return the triples of the data that a triple rests on: itself, or its premises'."""
    derivation = derivations.get(triple)
    if derivation is None:
        return {triple}
    _axiom, *premises = derivation.premises
    return {ground for premise in premises for ground in _grounds(premise, derivations)}


def _name(term: Node) -> str:
    return term.n3(new_graph().namespace_manager)
