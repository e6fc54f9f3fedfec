"""The rules: OWL 2 RL/RDF rules by their W3C names, read off the ontology's axioms.

An axiom becomes a ``Step`` (one triple of the data gives another) or a ``Join``
(two triples of the data that meet give a third). Rules that only rewrite axioms
into axioms (scm-*) are left out: what they would add about individuals comes out
of the same axioms applied one after the other.
https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import Graph
from rdflib.term import Node

from kretslopp.namespaces import OWL, RDF, RDFS

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True)
class Derivation:
    """Why a triple is entailed: the rule, and what it was applied to.

    The premises stand as in the W3C's tables: the axiom of the ontology first, then
    the triples of the data, each asserted or the conclusion of another derivation.
    Of a list that an axiom points to, only the pointing triple is a premise.
    """

    triple: Triple
    rule: str
    premises: tuple[Triple, ...]


@dataclass(frozen=True)
class SimpleRule:
    """An axiom by which one triple gives another.

    It applies to triples with this predicate and, where ``value`` is given, this
    object; ``conclude`` makes the conclusion of the triple's subject and object.
    """

    rule: str
    axiom: Triple
    predicate: Node
    value: Node | None
    conclude: Callable[[Node, Node], Triple]


@dataclass(frozen=True)
class Join:
    """An axiom by which ``x first y`` and ``y second z`` give ``x result z``."""

    rule: str
    axiom: Triple
    first: Node
    second: Node
    result: Node


def steps(ontology: Graph) -> Iterator[SimpleRule]:
    """Yield a step for each axiom of a kind that rewrites one triple."""
    for sub, _, sup in ontology.triples((None, RDFS.subClassOf, None)):
        yield SimpleRule("cax-sco", (sub, RDFS.subClassOf, sup), RDF.type, sub, _subject_type(sup))
    for prop, _, cls in ontology.triples((None, RDFS.domain, None)):
        yield SimpleRule("prp-dom", (prop, RDFS.domain, cls), prop, None, _subject_type(cls))
    for prop, _, cls in ontology.triples((None, RDFS.range, None)):
        yield SimpleRule("prp-rng", (prop, RDFS.range, cls), prop, None, _object_type(cls))
    for sub, _, sup in ontology.triples((None, RDFS.subPropertyOf, None)):
        yield SimpleRule("prp-spo1", (sub, RDFS.subPropertyOf, sup), sub, None, _same(sup))
    for one, _, other in ontology.triples((None, OWL.inverseOf, None)):
        yield SimpleRule("prp-inv1", (one, OWL.inverseOf, other), one, None, _turned(other))
        yield SimpleRule("prp-inv2", (one, OWL.inverseOf, other), other, None, _turned(one))
    for prop in ontology.subjects(RDF.type, OWL.SymmetricProperty):
        axiom = (prop, RDF.type, OWL.SymmetricProperty)
        yield SimpleRule("prp-symp", axiom, prop, None, _turned(prop))


def joins(ontology: Graph) -> Iterator[Join]:
    """Yield a join for each transitive property and each chain of two properties."""
    for prop in ontology.subjects(RDF.type, OWL.TransitiveProperty):
        yield Join("prp-trp", (prop, RDF.type, OWL.TransitiveProperty), prop, prop, prop)
    for prop, _, chain in ontology.triples((None, OWL.propertyChainAxiom, None)):
        first, second = ontology.items(chain)
        yield Join("prp-spo2", (prop, OWL.propertyChainAxiom, chain), first, second, prop)


def _subject_type(cls: Node) -> Callable[[Node, Node], Triple]:
    return lambda subject, _value: (subject, RDF.type, cls)


def _object_type(cls: Node) -> Callable[[Node, Node], Triple]:
    return lambda _subject, value: (value, RDF.type, cls)


def _same(predicate: Node) -> Callable[[Node, Node], Triple]:
    return lambda subject, value: (subject, predicate, value)


def _turned(predicate: Node) -> Callable[[Node, Node], Triple]:
    return lambda subject, value: (value, predicate, subject)
