"""The terms of the vocabulary, its concepts and its own description, read from the graph."""

from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node

from kretslopp.namespaces import (
    DCTERMS,
    KL,
    KL_ONTOLOGY,
    OWL,
    QB,
    RDF,
    RDFS,
    SKOS,
    VANN,
    VS,
)
from kretslopp.publication.vocabulary.names import Name, Texts, name, names, short, texts_of

# What a term is, in the order of the documentation.
KINDS = {
    "class": OWL.Class,
    "object-property": OWL.ObjectProperty,
    "datatype-property": OWL.DatatypeProperty,
}
_CUBE_ROLES = (QB.AttributeProperty, QB.DimensionProperty, QB.MeasureProperty)


@dataclass(frozen=True)
class Header:
    """The ontology's description of itself. Dates are days (``2026-11-24``)."""

    iri: URIRef
    version: str
    version_iri: URIRef
    previous: URIRef | None
    titles: Texts
    abstracts: Texts
    descriptions: Texts
    citations: Texts
    creators: tuple[Name, ...]
    publishers: tuple[Name, ...]
    created: str
    issued: str
    modified: str
    licence: URIRef
    prefix: str
    namespace: str


@dataclass(frozen=True)
class Term:
    """A class or property of ours: what it means, and how it stands to others.

    ``above`` are ours that it stands below, ``aligned`` those of other
    vocabularies; ``below`` ours that stand below it. ``chain`` are the properties
    that entail it one after the other. ``domain_of`` and ``range_of`` are the
    properties that lead from or to a class. ``cube_roles`` say what the property
    is in the data cubes, and ``code_list`` where its values are listed.
    """

    iri: URIRef
    local: str
    kind: str
    labels: Texts
    definitions: Texts
    examples: Texts
    status: str
    above: tuple[Name, ...]
    aligned: tuple[Name, ...]
    below: tuple[Name, ...]
    disjoint: tuple[Name, ...]
    domain: tuple[Name, ...]
    range: tuple[Name, ...]
    domain_of: tuple[Name, ...]
    range_of: tuple[Name, ...]
    inverse: tuple[Name, ...]
    chain: tuple[Name, ...]
    is_transitive: bool
    cube_roles: tuple[Name, ...]
    code_list: tuple[Name, ...]

    @property
    def short(self) -> str:
        """Return the prefixed name: ``kl:Goal``."""
        return short(self.iri)

    @property
    def is_class(self) -> bool:
        """Return whether it is a class; else it is a property."""
        return self.kind == "class"


@dataclass(frozen=True)
class Concept:
    """A value of a value list; ``alternatives`` are other ways to print it."""

    name: Name
    definitions: Texts
    notation: str
    broader: tuple[Name, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Scheme:
    """A value list (SKOS concept scheme) of the vocabulary."""

    name: Name
    definitions: Texts
    concepts: tuple[Concept, ...]


def header(graph: Graph) -> Header:
    """Return the ontology's description of itself."""

    def text(predicate: URIRef) -> str:
        return str(graph.value(KL_ONTOLOGY, predicate) or "")

    previous = graph.value(KL_ONTOLOGY, OWL.priorVersion)
    return Header(
        KL_ONTOLOGY,
        version=text(OWL.versionInfo),
        version_iri=URIRef(text(OWL.versionIRI)),
        previous=URIRef(str(previous)) if previous else None,
        titles=texts_of(graph, KL_ONTOLOGY, DCTERMS.title),
        abstracts=texts_of(graph, KL_ONTOLOGY, DCTERMS.abstract),
        descriptions=texts_of(graph, KL_ONTOLOGY, DCTERMS.description),
        citations=texts_of(graph, KL_ONTOLOGY, DCTERMS.bibliographicCitation),
        creators=names(graph, graph.objects(KL_ONTOLOGY, DCTERMS.creator)),
        publishers=names(graph, graph.objects(KL_ONTOLOGY, DCTERMS.publisher)),
        created=text(DCTERMS.created)[:10],
        issued=text(DCTERMS.issued)[:10],
        modified=text(DCTERMS.modified)[:10],
        licence=URIRef(text(DCTERMS.license)),
        prefix=text(VANN.preferredNamespacePrefix),
        namespace=text(VANN.preferredNamespaceUri),
    )


def terms(graph: Graph) -> tuple[Term, ...]:
    """Return every class and property of ours, classes first, by their names."""
    return tuple(
        _term(graph, iri, kind)
        for kind, owl_kind in KINDS.items()
        for iri in sorted(graph.subjects(RDF.type, owl_kind), key=str)
        if isinstance(iri, URIRef) and iri.startswith(str(KL))
    )


def _term(graph: Graph, iri: URIRef, kind: str) -> Term:
    def both_ways(predicate: URIRef) -> tuple[Name, ...]:
        return names(graph, [*graph.objects(iri, predicate), *graph.subjects(predicate, iri)])

    relation = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
    above = names(graph, graph.objects(iri, relation))
    kinds = set(graph.objects(iri, RDF.type))
    chain = graph.value(iri, OWL.propertyChainAxiom)
    return Term(
        iri,
        iri.removeprefix(str(KL)),
        kind,
        labels=texts_of(graph, iri, RDFS.label),
        definitions=texts_of(graph, iri, SKOS.definition),
        examples=texts_of(graph, iri, SKOS.example),
        status=str(graph.value(iri, VS.term_status) or ""),
        above=tuple(item for item in above if item.is_ours),
        aligned=tuple(item for item in above if not item.is_ours),
        below=names(graph, graph.subjects(relation, iri)),
        disjoint=both_ways(OWL.disjointWith),
        domain=names(graph, graph.objects(iri, RDFS.domain)),
        range=names(graph, graph.objects(iri, RDFS.range)),
        domain_of=names(graph, graph.subjects(RDFS.domain, iri)),
        range_of=names(graph, graph.subjects(RDFS.range, iri)),
        inverse=both_ways(OWL.inverseOf),
        chain=_in_order(graph, chain),
        is_transitive=OWL.TransitiveProperty in kinds,
        cube_roles=names(graph, kinds.intersection(_CUBE_ROLES)),
        code_list=names(graph, graph.objects(iri, QB.codeList)),
    )


def _in_order(graph: Graph, head: Node | None) -> tuple[Name, ...]:
    items = graph.items(head) if head is not None else ()
    return tuple(name(graph, item) for item in items if isinstance(item, URIRef))


def schemes(graph: Graph) -> tuple[Scheme, ...]:
    """Return the value lists of the vocabulary, with their concepts in order."""
    return tuple(
        Scheme(
            name(graph, iri),
            texts_of(graph, iri, SKOS.definition),
            tuple(
                sorted(
                    (
                        _concept(graph, concept)
                        for concept in graph.subjects(SKOS.inScheme, iri)
                        if isinstance(concept, URIRef)
                    ),
                    key=lambda concept: (concept.notation, concept.name.short),
                )
            ),
        )
        for iri in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
        if isinstance(iri, URIRef)
    )


def _concept(graph: Graph, iri: URIRef) -> Concept:
    return Concept(
        name(graph, iri),
        texts_of(graph, iri, SKOS.definition),
        notation=str(graph.value(iri, SKOS.notation) or ""),
        broader=names(graph, graph.objects(iri, SKOS.broader)),
        alternatives=tuple(sorted({str(text) for text in graph.objects(iri, SKOS.altLabel)})),
    )
