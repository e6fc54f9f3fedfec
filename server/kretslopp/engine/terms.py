"""RDF terms between rdflib and Oxigraph."""

import logging
import warnings

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kretslopp.errors import EngineFailure, Fault, WrongUse
from kretslopp.namespaces import XSD

# Of a literal that has no value in Python, rdflib tells with a traceback.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", "Parsing weird boolean", module="rdflib")


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
    differ; in RDF 1.1 they are one. A literal is written as it was, whatever Python can
    make of it (``"yes"^^xsd:boolean``, years before 1). Raises EngineFailure for a term
    that RDF 1.1 does not have.
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
            of_type = None if datatype == XSD.string else datatype
            return Literal(term.value, datatype=of_type, normalize=False)
        case None:
            return None
    raise EngineFailure(Fault(f"{term} is not a term of RDF 1.1."))
