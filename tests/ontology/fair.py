"""What FOOPS! and Linked Open Vocabularies ask that the ontology says of itself and its terms.

A function takes the ontology as published and returns what is wrong, nothing where all is
well. The names in brackets are FOOPS!'s tests. Left out, since no file can bring it about: that
prefix.cc and LOV list the prefix (FIND2, FIND3) and that there is a DOI.
"""

import re
from datetime import datetime

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp import artefacts, ontology
from kretslopp.namespaces import (
    BIBO,
    DCTERMS,
    KL,
    KL_ONTOLOGY,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    VANN,
    XSD,
)

# OWL 2 Profiles, section 4.2: the datatypes of OWL 2 RL, as far as RDF has them; a text
# with a language is an rdf:PlainLiteral there.
RL_XSD = """decimal integer nonNegativeInteger nonPositiveInteger positiveInteger
    negativeInteger long int short byte unsignedLong unsignedInt unsignedShort unsignedByte
    float double string normalizedString token language Name NCName NMTOKEN boolean
    hexBinary base64Binary anyURI dateTime dateTimeStamp"""
RL_DATATYPES = {
    RDF.PlainLiteral,
    RDF.XMLLiteral,
    RDFS.Literal,
    *(XSD[name] for name in RL_XSD.split()),
}
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def _said(graph: Graph, predicate: URIRef) -> list[Node]:
    return list(graph.objects(KL_ONTOLOGY, predicate))


def _unless(good: bool, problem: str) -> list[str]:
    return [] if good else [problem]


def _in_both_languages(graph: Graph, predicate: URIRef) -> list[str]:
    found = sorted(str(getattr(text, "language", "")) for text in _said(graph, predicate))
    return _unless(found == ["en", "sv"], f"the languages are {found}")


def persistent_iri(graph: Graph) -> list[str]:
    """The ontology's IRI is at w3id (PURL1), over HTTPS (HTTP1)."""
    iris = list(graph.subjects(RDF.type, OWL.Ontology))
    return [str(iri) for iri in iris if not str(iri).startswith("https://w3id.org/")]


def one_iri(graph: Graph) -> list[str]:
    """The ontology is called by the IRI that it is found at (URI2)."""
    iris = list(graph.subjects(RDF.type, OWL.Ontology))
    return _unless(iris == [KL_ONTOLOGY], f"{iris}")


def version_iri(graph: Graph) -> list[str]:
    """There is a version IRI, other than the ontology's (VER1), which ends in the version."""
    found = _said(graph, OWL.versionIRI)
    (version,) = _said(graph, OWL.versionInfo) or [""]
    return _unless(found == [URIRef(f"{KL_ONTOLOGY}/{version}")], f"{found}")


def version_info(graph: Graph) -> list[str]:
    """There is one version, of three numbers (OM2)."""
    found = _said(graph, OWL.versionInfo)
    good = len(found) == 1 and re.fullmatch(r"\d+\.\d+\.\d+", str(found[0]))
    return _unless(bool(good), f"{found}")


def title(graph: Graph) -> list[str]:
    """There is a title in both languages (OM1)."""
    return _in_both_languages(graph, DCTERMS.title)


def description(graph: Graph) -> list[str]:
    """There is a description in both languages (OM1)."""
    return _in_both_languages(graph, DCTERMS.description)


def abstract(graph: Graph) -> list[str]:
    """There is an abstract in both languages."""
    return _in_both_languages(graph, DCTERMS.abstract)


def citation(graph: Graph) -> list[str]:
    """There is a citation in both languages (OM2), which names version and address."""
    (version,) = _said(graph, OWL.versionIRI) or [""]
    cited = [str(text) for text in _said(graph, DCTERMS.bibliographicCitation)]
    missing = [text for text in cited if not version or str(version) not in text]
    return _in_both_languages(graph, DCTERMS.bibliographicCitation) + missing


def licence(graph: Graph) -> list[str]:
    """There is one licence, by its address (OM4_1)."""
    found = _said(graph, DCTERMS.license)
    return _unless(
        len(found) == 1 and str(found[0]).startswith("https://creativecommons.org/"), f"{found}"
    )


def _agents(graph: Graph, predicate: URIRef) -> list[str]:
    found = _said(graph, predicate)
    nameless = [str(agent) for agent in found if (agent, RDFS.label, None) not in graph]
    return _unless(bool(found), "nobody is named") + nameless


def creator(graph: Graph) -> list[str]:
    """There is a creator, with a name (OM1, OM5_1)."""
    return _agents(graph, DCTERMS.creator)


def contributor(graph: Graph) -> list[str]:
    """There is a contributor, with a name (OM2)."""
    return _agents(graph, DCTERMS.contributor)


def publisher(graph: Graph) -> list[str]:
    """There is a publisher, with a name (OM3, OM5_2)."""
    return _agents(graph, DCTERMS.publisher)


def dates(graph: Graph) -> list[str]:
    """Created, issued and modified are instants in that order (OM2, OM3, OM5)."""
    found = [_said(graph, p) for p in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)]
    if [len(values) for values in found] != [1, 1, 1]:
        return [f"{found}"]
    times = [value.toPython() for (value,) in found if isinstance(value, Literal)]
    good = all(isinstance(time, datetime) for time in times) and times == sorted(times)
    return _unless(good, f"{times}")


def prefix(graph: Graph) -> list[str]:
    """The preferred prefix is the one that we write (FIND1, OM2)."""
    found = [str(value) for value in _said(graph, VANN.preferredNamespacePrefix)]
    return _unless(len(found) == 1 and PREFIXES.get(found[0]) == KL, f"{found}")


def namespace(graph: Graph) -> list[str]:
    """The preferred namespace is that of the terms (OM1)."""
    found = [str(value) for value in _said(graph, VANN.preferredNamespaceUri)]
    return _unless(found == [str(KL)], f"{found}")


def status(graph: Graph) -> list[str]:
    """There is a status (OM3)."""
    found = _said(graph, BIBO.status)
    return _unless(found == [BIBO["status/published"]], f"{found}")


def previous_version(graph: Graph) -> list[str]:
    """A version after the first names the one before it (OM3)."""
    released = ontology.versions(artefacts.ontology())
    (version,) = _said(graph, OWL.versionInfo)
    before = [name for name in released if _numbers(name) < _numbers(str(version))][-1:]
    found = _said(graph, OWL.priorVersion)
    return _unless(found == [URIRef(f"{KL_ONTOLOGY}/{name}") for name in before], f"{found}")


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _terms(graph: Graph) -> list[Node]:
    found = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if str(s).startswith(KL)}
    concepts = {
        *graph.subjects(RDF.type, SKOS.Concept),
        *graph.subjects(RDF.type, SKOS.ConceptScheme),
    }
    return sorted(found | concepts, key=str)


def _without(graph: Graph, predicate: URIRef) -> list[str]:
    return [
        str(term)
        for term in _terms(graph)
        if sorted(str(getattr(t, "language", "")) for t in graph.objects(term, predicate))
        != ["en", "sv"]
    ]


def labels(graph: Graph) -> list[str]:
    """Every class, property, concept and value list has a label in both languages (VOC3)."""
    return _without(graph, RDFS.label)


def definitions(graph: Graph) -> list[str]:
    """Every class, property, concept and value list has a definition in both (VOC4)."""
    return _without(graph, SKOS.definition)


def belonging(graph: Graph) -> list[str]:
    """Every one of them says that it is defined by the ontology."""
    return [str(t) for t in _terms(graph) if (t, RDFS.isDefinedBy, KL_ONTOLOGY) not in graph]


def undefined_terms(graph: Graph) -> list[str]:
    """No term of our own namespace is used without being defined."""
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    used = {node for node in nodes if node.startswith(str(KL))}
    return sorted(str(node) for node in used - set(_terms(graph)))


def reuse_of_metadata(graph: Graph) -> list[str]:
    """The ontology describes itself in known vocabularies only (VOC1)."""
    known = (DCTERMS, OWL, VANN, BIBO, RDF, RDFS)
    used = {str(predicate) for predicate in graph.predicates(KL_ONTOLOGY)}
    return [p for p in sorted(used) if not p.startswith(tuple(str(n) for n in known))]


def reuse_of_terms(graph: Graph) -> list[str]:
    """Classes and properties of ours stand below those of at least three others (VOC2)."""
    above = {
        prefix
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf)
        for value in graph.objects(None, relation)
        for prefix, space in PREFIXES.items()
        if not prefix.startswith("kl") and str(value).startswith(str(space))
    }
    return _unless(len(above) >= 3, f"{sorted(above)}")


def datatypes(graph: Graph) -> list[str]:
    """Literals and ranges have the datatypes of OWL 2 RL only."""
    used = {
        node.datatype or XSD.string
        for triple in graph
        for node in triple
        if isinstance(node, Literal) and not node.language
    }
    used |= {
        value
        for term, value in graph.subject_objects(RDFS.range)
        if (term, RDF.type, OWL.DatatypeProperty) in graph
    }
    return sorted(str(datatype) for datatype in used - RL_DATATYPES)


CHECKS = {
    check.__name__: check
    for check in (
        persistent_iri, one_iri, version_iri, version_info, title, description, abstract, citation,
        licence, creator, contributor, publisher, dates, prefix, namespace, status,
        previous_version, labels, definitions, belonging, undefined_terms, reuse_of_metadata,
        reuse_of_terms, datatypes,
    )
}  # fmt: skip
