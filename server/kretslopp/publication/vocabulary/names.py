"""Names of terms and things: what a page shows, and what it links to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp.languages import LANGUAGES, Language, pick
from kretslopp.namespaces import KL, KL_ID, PREFIXES, RDFS

# A text for a reader of each language, which knows its own; empty where there is none at all.
Texts = Mapping[Language, Literal]


@dataclass(frozen=True)
class Name:
    """How to name and link a term, concept or thing.

    ``short`` is its prefixed name (``kl:Goal``), or for a thing of the data what
    stands after ``id/``. ``labels`` are empty for terms of others: those go by
    their prefixed names.
    """

    iri: URIRef
    short: str
    labels: Texts

    @property
    def is_ours(self) -> bool:
        """Return whether it is a term of our own vocabulary."""
        return self.iri.startswith(str(KL))


def texts(values: Iterable[Node]) -> Texts:
    """Return the text of ``values`` for a reader of each language."""
    listed = list(values)
    return {language: pick(listed, language) or Literal("") for language in LANGUAGES}


def texts_of(graph: Graph, subject: Node, predicate: URIRef) -> Texts:
    """Return what ``graph`` says of a subject in words, for a reader of each language."""
    return texts(graph.objects(subject, predicate))


def short(iri: str) -> str:
    """Return the prefixed name of a term, what follows ``id/`` of a thing, else the IRI.

    ``https://w3id.org/kretslopp/def#Goal`` is ``kl:Goal``.
    """
    if iri.startswith(str(KL_ID)):
        return iri.removeprefix(str(KL_ID))
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(str(namespace))
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def name(graph: Graph, iri: URIRef) -> Name:
    """Return the name of a term, with its labels where the ontology has them."""
    return Name(iri, short(iri), texts_of(graph, iri, RDFS.label))


def names(graph: Graph, nodes: Iterable[Node]) -> tuple[Name, ...]:
    """Return the names of the terms among ``nodes``, ours first, then by their short names."""
    listed = [name(graph, node) for node in {*nodes} if isinstance(node, URIRef)]
    return tuple(sorted(listed, key=lambda item: (not item.is_ours, item.short)))
