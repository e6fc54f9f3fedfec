"""Changes as RDF: a change set for each thing (the Changeset vocabulary), its triples reified."""

from uuid import NAMESPACE_URL, uuid5

from rdflib import Graph, Literal, URIRef

from kretslopp.changes.changes import Changes, ThingChange, Triple
from kretslopp.changes.rendering import sentence
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import CS, PROV, RDF, RDFS, new_graph


def to_graph(changes: Changes, old: URIRef, new: URIRef) -> Graph:
    """Return changes as RDF, without blank nodes.

    ``old`` and ``new`` name the versions. The same changes between the same
    versions have the same names.
    """
    graph = new_graph()
    if old != new:
        graph.add((new, PROV.wasRevisionOf, old))
    for part, things in (("said", changes.things), ("interpreted", changes.interpretations)):
        for thing in things:
            _add(graph, thing, f"{old} {new} {part}", (old, new))
    return graph


def _add(graph: Graph, thing: ThingChange, of: str, versions: tuple[URIRef, URIRef]) -> None:
    node = _name(of, str(thing.iri))
    graph.add((node, RDF.type, CS.ChangeSet))
    graph.add((node, CS.subjectOfChange, thing.iri))
    for version in versions:
        graph.add((node, PROV.wasDerivedFrom, version))
    for language in LANGUAGES:
        graph.add((node, RDFS.label, Literal(sentence(thing, language), lang=language)))
    for change in thing.properties:
        for name, triples in ((CS.removal, change.removed), (CS.addition, change.added)):
            for triple in triples:
                graph.add((node, name, _statement(graph, of, str(name), triple)))


def _statement(graph: Graph, of: str, role: str, triple: Triple) -> URIRef:
    subject, predicate, value = triple
    node = _name(of, role, subject.n3(), predicate.n3(), value.n3())
    graph.add((node, RDF.type, RDF.Statement))
    graph.add((node, RDF.subject, subject))
    graph.add((node, RDF.predicate, predicate))
    graph.add((node, RDF.object, value))
    return node


def _name(*parts: str) -> URIRef:
    """Return a name made of what it names (RFC 9562, UUID version 5)."""
    return URIRef(uuid5(NAMESPACE_URL, "\n".join(parts)).urn)
