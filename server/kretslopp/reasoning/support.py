"""What the rules cover: an ontology that says more than that stops the build."""

from collections.abc import Iterator

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from kretslopp.errors import DataViolation, Fault
from kretslopp.namespaces import OWL, RDF, RDFS, new_graph

_ANNOTATIONS = frozenset({RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy})
_AXIOMS = frozenset(
    {
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.inverseOf,
        OWL.propertyChainAxiom,
        OWL.disjointWith,
    }
)
# They describe an ontology or a term, and entail nothing in OWL 2 RL.
_HEADER = frozenset({OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.deprecated})
_TYPES = frozenset(
    {
        OWL.Ontology,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.SymmetricProperty,
        OWL.TransitiveProperty,
    }
)


def check_supported(ontology: Graph) -> None:
    """Raise DataViolation if the ontology uses a construct that the rules don't cover.

    Every triple is looked at that has a term of the OWL or RDFS vocabulary in it.
    The faults name the term of the ontology and the construct.
    """
    faults = {
        _fault(_owner(ontology, subject), construct) for subject, construct in _uncovered(ontology)
    }
    if faults:
        raise DataViolation(*sorted(faults, key=str))


def check_data(data: Graph) -> None:
    """Raise DataViolation if the data hold what belongs in an ontology.

    An axiom or an ``owl:sameAs`` in the data would entail things that the rules,
    which are read off the ontology alone, would miss.
    """
    faults = {
        Fault(
            f"{_name(subject)} uses {_name(construct)} in the data.",
            advice="Data may use rdfs:label, rdfs:comment, rdfs:seeAlso and rdfs:isDefinedBy, "
            "but no other term of OWL or RDFS; axioms stand in the ontology.",
        )
        for subject, predicate, value in data
        for construct in ((predicate, value) if predicate == RDF.type else (predicate,))
        if _is_reserved(construct) and construct not in _ANNOTATIONS
    }
    if faults:
        raise DataViolation(*sorted(faults, key=str))


def _uncovered(ontology: Graph) -> Iterator[tuple[Node, str]]:
    """Yield the subject and the construct of each triple that the rules don't cover."""
    for subject, predicate, value in ontology:
        if predicate == RDF.type:
            if _is_reserved(value) and value not in _TYPES:
                yield subject, _name(value)
        elif predicate in _AXIOMS:
            yield from _uncovered_axiom(ontology, subject, predicate, value)
        elif _is_reserved(predicate) and predicate not in _ANNOTATIONS | _HEADER:
            yield subject, _name(predicate)


def _uncovered_axiom(
    ontology: Graph, subject: Node, predicate: Node, value: Node
) -> Iterator[tuple[Node, str]]:
    if predicate == OWL.propertyChainAxiom:
        length = len(list(ontology.items(value)))
        if length != 2:
            yield subject, f"owl:propertyChainAxiom over {length} properties"
    elif isinstance(value, BNode):
        yield subject, f"{_name(predicate)} with a class or property that has no IRI"
    for term in (subject, value):
        if _is_reserved(term) and term not in _ANNOTATIONS:
            yield subject, f"{_name(predicate)} with {_name(term)}"


def _is_reserved(term: Node) -> bool:
    return isinstance(term, URIRef) and str(term).startswith((str(OWL), str(RDFS)))


def _owner(ontology: Graph, node: Node) -> Node:
    """Return the term whose description a blank node is part of."""
    seen = {node}
    while isinstance(node, BNode):
        above = sorted(set(ontology.subjects(None, node)) - seen, key=str)
        if not above:
            return node
        node = above[0]
        seen.add(node)
    return node


def _fault(term: Node, construct: str) -> Fault:
    return Fault(
        f"{_name(term)} uses {construct}, which the reasoning rules don't cover.",
        advice="Say it with what they cover, or add the rule to kretslopp.reasoning.",
    )


def _name(term: Node) -> str:
    return term.n3(new_graph().namespace_manager)
