"""RDF terms between rdflib and Oxigraph."""

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kretslopp.errors import EngineFailure, Fault, WrongUse
from kretslopp.namespaces import XSD


def to_oxigraph(term: Node) -> ox.NamedNode | ox.Literal:
    """Return an IRI or literal of rdflib as a term of Oxigraph.

    Raises WrongUse for a blank node: it can't be bound to a variable.
    """
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype:
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
        return ox.Literal(str(term))
    raise WrongUse(Fault(f"{term!r} can't be bound to a variable: only IRIs and literals can."))


def from_oxigraph(term: object) -> Node | None:
    """Return a term of Oxigraph, or None for an unbound variable, as rdflib has it.

    A plain string has no datatype in rdflib, where ``"a"`` and ``"a"^^xsd:string``
    differ; in RDF 1.1 they are one. Raises EngineFailure for a term that RDF 1.1
    does not have.
    """
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal(language=str()):
            return Literal(term.value, lang=term.language)
        case ox.Literal():
            datatype = URIRef(term.datatype.value)
            return Literal(term.value, datatype=None if datatype == XSD.string else datatype)
        case None:
            return None
    raise EngineFailure(Fault(f"{term} is not a term of RDF 1.1."))
