"""A statement of ours, before it is written."""

from dataclasses import dataclass

from rdflib import Literal, URIRef

Triple = tuple[URIRef, URIRef, URIRef | Literal]


@dataclass(frozen=True)
class InterpretedStatement:
    """A triple, the IRI of the ``kl:Interpretation`` of it, and that one's labels (sv, en)."""

    triple: Triple
    interpretation: URIRef
    labels: tuple[str, str]
