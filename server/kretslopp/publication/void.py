"""The dataset described in VoID (W3C, Describing Linked Datasets with the VoID Vocabulary).

The whole is the default graph; each named graph is a subset under its own IRI.
Partitions and linksets have IRIs below the description's own.
"""

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef

from kretslopp import words
from kretslopp.addresses import graph_suffix
from kretslopp.namespaces import (
    BASE,
    DCTERMS,
    FOAF,
    KL,
    KL_ONTOLOGY,
    PREFIXES,
    RDF,
    VOID,
    new_graph,
    prefixed,
)
from kretslopp.publication.authorities import CC0
from kretslopp.publication.counting import TripleCounts, count_graphs, count_whole
from kretslopp.publication.dumps import WHOLE as WHOLE_DUMPS
from kretslopp.publication.dumps import manifest
from kretslopp.publication.release import WHOLE, Release
from kretslopp.publication.triples import Triple, numbers, texts
from kretslopp.settings import Publisher

DESCRIPTION = URIRef(f"{BASE}.well-known/void")

_EXAMPLES = f"""SELECT (MIN(STR(?thing)) AS ?first) {{
  ?thing a ?class . VALUES ?class {{
    <{KL.ActionProgramme}> <{KL.Goal}> <{KL.MunicipalAction}> <{KL.RegionalAction}>
  }}
}} GROUP BY ?class"""
_LINKS = """SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) {
  ?s ?p ?o FILTER (isIRI(?o) && STRSTARTS(STR(?o), STR(?space)))
  FILTER (?p != rdf:object) # what an interpretation says of a link is no link
} GROUP BY ?p ORDER BY ?p"""


# Datasets of others that ours may link to: by name, where their IRIs begin.
_TARGETS = {"sdg": "http://metadata.un.org/sdg/"}


def void_graph(release: Release, publisher: Publisher) -> Graph:
    """Return the description of a release: counts, partitions, subsets, links, where to get it.

    Without blank nodes, and the same for the same release. Raises EngineFailure
    when the engine can't answer.
    """
    graph = new_graph(DESCRIPTION)
    whole = count_whole(release.engine)
    for triple in (
        *_document(release),
        *_whole(release, publisher, whole),
        *_counts(WHOLE, "dataset", whole),
        *_subsets(release),
        *_links(release),
    ):
        graph.add(triple)
    return graph


def _document(release: Release) -> Iterator[Triple]:
    yield DESCRIPTION, RDF.type, VOID.DatasetDescription
    yield DESCRIPTION, FOAF.primaryTopic, WHOLE
    yield from texts(DESCRIPTION, DCTERMS.title, words.texts("publication.void.title"))
    yield DESCRIPTION, DCTERMS.license, CC0
    yield DESCRIPTION, DCTERMS.modified, Literal(release.day)


def _whole(release: Release, publisher: Publisher, counts: TripleCounts) -> Iterator[Triple]:
    yield WHOLE, RDF.type, VOID.Dataset
    yield from texts(WHOLE, DCTERMS.title, words.texts("publication.dataset.whole.title"))
    yield from texts(
        WHOLE, DCTERMS.description, words.texts("publication.dataset.whole.description")
    )
    yield WHOLE, DCTERMS.license, CC0
    yield WHOLE, DCTERMS.modified, Literal(release.day)
    yield WHOLE, FOAF.homepage, URIRef(publisher.base)
    yield WHOLE, VOID.uriSpace, Literal(BASE)
    if release.has_endpoint:
        yield WHOLE, VOID.sparqlEndpoint, URIRef(f"{publisher.base}sparql")
    for dump in manifest(release):
        if dump.dataset == WHOLE_DUMPS and dump.kind in ("ttl", "trig", "nq", "jsonld"):
            yield WHOLE, VOID.dataDump, URIRef(f"{publisher.base}dumps/{dump.path}")
    for vocabulary in _vocabularies(counts):
        yield WHOLE, VOID.vocabulary, vocabulary
    for (example,) in release.engine.select(_EXAMPLES).rows:
        yield WHOLE, VOID.exampleResource, URIRef(str(example))


def _vocabularies(counts: TripleCounts) -> list[URIRef]:
    """Return the vocabularies whose classes or properties are used: ours by its ontology's IRI."""
    used = {
        namespace
        for term in (*counts.properties, *counts.classes)
        for namespace in map(str, PREFIXES.values())
        if term.startswith(namespace)
    }
    return sorted(KL_ONTOLOGY if space == str(KL) else URIRef(space) for space in used)


def _subsets(release: Release) -> Iterator[Triple]:
    for graph, counts in count_graphs(release.engine).items():
        suffix = graph_suffix(graph)
        kind, _, rest = suffix.partition("/")
        yield WHOLE, VOID.subset, graph
        yield graph, RDF.type, VOID.Dataset
        titles = words.texts(f"publication.graph.{kind}", name=rest)
        yield from texts(graph, DCTERMS.title, titles)
        yield graph, DCTERMS.license, CC0
        yield graph, VOID.uriSpace, Literal(BASE)
        yield from _counts(graph, f"graph/{suffix}", counts)


def _counts(dataset: URIRef, name: str, counts: TripleCounts) -> Iterator[Triple]:
    """Yield the counts of a dataset, and its partitions by class and by property."""
    totals = {
        VOID.triples: counts.triples,
        VOID.entities: counts.entities,
        VOID.distinctSubjects: counts.subjects,
        VOID.distinctObjects: counts.objects,
        VOID.properties: len(counts.properties),
        VOID.classes: len(counts.classes),
    }
    yield from numbers(dataset, totals)
    for kind, entities in counts.classes.items():
        part = URIRef(f"{DESCRIPTION}#{name}/class/{_short(kind)}")
        yield dataset, VOID.classPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID["class"], kind
        yield from numbers(part, {VOID.entities: entities})
    for term, count in counts.properties.items():
        part = URIRef(f"{DESCRIPTION}#{name}/property/{_short(term)}")
        yield dataset, VOID.propertyPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID.property, term
        yield from numbers(
            part,
            {
                VOID.triples: count.triples,
                VOID.distinctSubjects: count.subjects,
                VOID.distinctObjects: count.objects,
            },
        )


def _links(release: Release) -> Iterator[Triple]:
    """Yield a linkset for each dataset of others and each property that leads to it."""
    for name, space in _TARGETS.items():
        there = URIRef(f"{DESCRIPTION}#{name}")
        rows = release.engine.select(
            f"PREFIX rdf: <{RDF}> {_LINKS}", {"space": Literal(space)}
        ).rows
        for term, *counted in rows:
            assert isinstance(term, URIRef)
            linkset = URIRef(f"{there}/{_short(term)}")
            yield WHOLE, VOID.subset, linkset
            yield linkset, RDF.type, VOID.Linkset
            yield linkset, VOID.linkPredicate, term
            yield linkset, VOID.subjectsTarget, WHOLE
            yield linkset, VOID.objectsTarget, there
            names = (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)
            yield from numbers(
                linkset, dict(zip(names, (int(str(number)) for number in counted), strict=True))
            )
        if rows:
            yield there, RDF.type, VOID.Dataset
            yield there, VOID.uriSpace, Literal(space)
            yield from texts(there, DCTERMS.title, words.texts(f"publication.target.{name}"))


def _short(term: URIRef) -> str:
    """Return a term as a prefixed name, ``kl:Goal``; as its IRI where no prefix is ours."""
    return prefixed(term).replace("#", "%23")
