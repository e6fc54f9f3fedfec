"""The VoID description: every number is counted again, by queries that it does not use."""

from functools import partial

import pytest
from rdflib import RDF, BNode, Literal, URIRef

from kretslopp import dataset as built
from kretslopp.engine import format_named, serialise
from kretslopp.namespaces import BASE, DCTERMS, FOAF, PREFIXES, SKOS, VOID
from kretslopp.publication.release import WHOLE
from kretslopp.publication.void import DESCRIPTION, void_graph
from kretslopp.settings import Publisher


@pytest.fixture(scope="module")
def void(release):
    return void_graph(release, Publisher())


@pytest.fixture(scope="module")
def count(release):
    """Count with one query: ``count(what, pattern)``."""

    def ask(what, pattern):
        ((number,),) = release.engine.select(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}").rows
        return int(number)

    return ask


def scopes(void):
    """Yield each dataset, and what puts a pattern into its scope: the whole, every named graph."""
    yield WHOLE, str
    for graph in void.objects(WHOLE, VOID.subset):
        if (graph, RDF.type, VOID.Linkset) not in void:
            yield graph, partial("GRAPH <{}> {{ {} }}".format, graph)


def told(void, subject, name):
    (number,) = void.objects(subject, name)
    return number.toPython()


def test_each_named_graph_is_a_subset_under_its_own_iri(void, release):
    found = {str(graph) for graph, _ in scopes(void)} - {str(WHOLE)}
    assert found == {entry.iri for entry in built.entries(release.directory)}
    assert len(found) > 50


def test_the_totals_of_each_dataset(void, count):
    ours = f'FILTER (isIRI(?s) && STRSTARTS(STR(?s), "{BASE}"))'
    checked = 0
    for dataset, scope in scopes(void):
        everything = scope("?s ?p ?o")
        assert told(void, dataset, VOID.triples) == count("*", everything)
        assert told(void, dataset, VOID.distinctSubjects) == count("DISTINCT ?s", everything)
        assert told(void, dataset, VOID.distinctObjects) == count("DISTINCT ?o", everything)
        assert told(void, dataset, VOID.properties) == count("DISTINCT ?p", everything)
        assert told(void, dataset, VOID.classes) == count("DISTINCT ?c", scope("?s a ?c"))
        assert told(void, dataset, VOID.entities) == count("DISTINCT ?s", f"{everything} {ours}")
        checked += 1
    assert checked > 50


def test_the_partitions_by_class(void, count):
    checked = 0
    for dataset, scope in scopes(void):
        parts = list(void.objects(dataset, VOID.classPartition))
        assert len(parts) == told(void, dataset, VOID.classes)
        for part in parts:
            (kind,) = void.objects(part, VOID["class"])
            instances = scope(f"?s a <{kind}>")
            assert told(void, part, VOID.entities) == count("DISTINCT ?s", instances), part
            checked += 1
    assert checked > 300


def test_the_partitions_by_property(void, count):
    checked = 0
    for dataset, scope in scopes(void):
        parts = list(void.objects(dataset, VOID.propertyPartition))
        assert len(parts) == told(void, dataset, VOID.properties)
        for part in parts:
            (term,) = void.objects(part, VOID.property)
            triples = scope(f"?s <{term}> ?o")
            assert told(void, part, VOID.triples) == count("*", triples), part
            assert told(void, part, VOID.distinctSubjects) == count("DISTINCT ?s", triples), part
            assert told(void, part, VOID.distinctObjects) == count("DISTINCT ?o", triples), part
            checked += 1
    assert checked > 800


def test_partitions_do_not_share_an_iri(void):
    for name in (VOID.classPartition, VOID.propertyPartition):
        parts = list(void.objects(None, name))
        assert len(parts) == len(set(parts)) > 300
        assert all(part.startswith(f"{DESCRIPTION}#") for part in parts)


def test_the_linksets_hold_the_links_to_others_and_no_link_is_outside_them(void, count, release):
    linksets = list(void.subjects(RDF.type, VOID.Linkset))
    inside = set()
    for linkset in linksets:
        (term,) = void.objects(linkset, VOID.linkPredicate)
        (there,) = void.objects(linkset, VOID.objectsTarget)
        (space,) = void.objects(there, VOID.uriSpace)
        assert (linkset, VOID.subjectsTarget, WHOLE) in void
        links = f'?s <{term}> ?o FILTER (isIRI(?o) && STRSTARTS(STR(?o), "{space}"))'
        assert told(void, linkset, VOID.triples) == count("*", links) > 0
        assert told(void, linkset, VOID.distinctObjects) == count("DISTINCT ?o", links)
        inside.add((term, str(space)))
    assert inside == {(SKOS.exactMatch, "http://metadata.un.org/sdg/")}
    query = (
        f'SELECT DISTINCT ?p ?o {{ ?s ?p ?o FILTER (isIRI(?o) && !STRSTARTS(STR(?o), "{BASE}")) }}'
    )
    namespaces = tuple(map(str, PREFIXES.values()))
    outside = {
        (p, o)
        for p, o in release.engine.select(query).rows
        if not str(o).startswith(namespaces) and p not in (RDF.object, DCTERMS.license)
    }
    assert outside
    for p, o in outside:
        assert any(p == term and str(o).startswith(space) for term, space in inside), (p, o)


def test_how_to_get_at_the_data(void, release):
    assert (DESCRIPTION, FOAF.primaryTopic, WHOLE) in void
    assert (DESCRIPTION, RDF.type, VOID.DatasetDescription) in void
    assert set(void.objects(WHOLE, VOID.sparqlEndpoint)) == {URIRef(f"{BASE}sparql")}
    assert URIRef(f"{BASE}dumps/kretslopp.ttl.gz") in set(void.objects(WHOLE, VOID.dataDump))
    assert (WHOLE, VOID.uriSpace, Literal(BASE)) in void
    assert (WHOLE, VOID.vocabulary, URIRef(f"{BASE}def")) in void
    examples = list(void.objects(WHOLE, VOID.exampleResource))
    assert len(examples) == 4
    for example in examples:
        assert release.engine.select(f"SELECT ?o {{ <{example}> ?p ?o }} LIMIT 1").rows


def test_another_base_moves_the_service_and_not_the_names(release):
    elsewhere = void_graph(release, Publisher(base="https://data.example.org/"))
    (endpoint,) = elsewhere.objects(WHOLE, VOID.sparqlEndpoint)
    assert str(endpoint) == "https://data.example.org/sparql"


def test_no_blank_nodes_and_the_same_bytes(void, release):
    assert not [node for triple in void for node in triple if isinstance(node, BNode)]
    again = void_graph(release, Publisher())
    assert serialise(again, format_named("ttl")) == serialise(void, format_named("ttl"))
