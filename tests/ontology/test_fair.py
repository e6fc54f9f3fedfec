"""The vocabulary is findable, accessible, interoperable and reusable; each check has a canary."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import rdflib.namespace
from rdflib import Graph, Literal, URIRef

from kretslopp import artefacts, ontology
from kretslopp.engine import Engine
from kretslopp.namespaces import BASE, KL, KL_ONTOLOGY, KL_SHAPES, PREFIXES, RDF
from kretslopp.publication.release import open_release
from kretslopp.web import create_app
from ontology.broken import broken, parsed
from ontology.fair import CHECKS

IRI = f"<{KL_ONTOLOGY}>"
HTML = "text/html"
RDF_TYPES = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
}

# What makes a broken copy: statements taken away and put in, where * is anything.
BROKEN = {
    "persistent_iri": (f"{IRI} a *", "<http://example.org/def> a owl:Ontology ."),
    "one_iri": ("", f"<{KL_ONTOLOGY}#> a owl:Ontology ."),
    "version_iri": (f"{IRI} owl:versionIRI *", f"{IRI} owl:versionIRI {IRI} ."),
    "version_info": (f"{IRI} owl:versionInfo *", f'{IRI} owl:versionInfo "1" .'),
    "title": (f"{IRI} dcterms:title *", f'{IRI} dcterms:title "Kretslopp"@sv .'),
    "description": (f"{IRI} dcterms:description *", ""),
    "abstract": (f"{IRI} dcterms:abstract *", f'{IRI} dcterms:abstract "Text" .'),
    "citation": (
        f"{IRI} dcterms:bibliographicCitation *",
        f'{IRI} dcterms:bibliographicCitation "Kretslopp"@sv , "Kretslopp"@en .',
    ),
    "licence": (f"{IRI} dcterms:license *", f'{IRI} dcterms:license "free" .'),
    "creator": ("", f"{IRI} dcterms:creator <https://w3id.org/kretslopp/id/agent/nameless> ."),
    "contributor": (f"{IRI} dcterms:contributor *", ""),
    "publisher": (f"{IRI} dcterms:publisher *", ""),
    "dates": (
        f"{IRI} dcterms:created *",
        f'{IRI} dcterms:created "2030-01-01T00:00:00Z"^^xsd:dateTime .',
    ),
    "prefix": (
        f"{IRI} vann:preferredNamespacePrefix *",
        f'{IRI} vann:preferredNamespacePrefix "org" .',
    ),
    "namespace": (
        f"{IRI} vann:preferredNamespaceUri *",
        f'{IRI} vann:preferredNamespaceUri "{KL_ONTOLOGY}" .',
    ),
    "status": (f"{IRI} bibo:status *", ""),
    "previous_version": ("", f"{IRI} owl:priorVersion <{KL_ONTOLOGY}/0.1.0> ."),
    "labels": ("<https://w3id.org/kretslopp/id/plan-status/adopted> rdfs:label *", ""),
    "definitions": ("kl:Goal skos:definition *", 'kl:Goal skos:definition "Ett mål."@sv .'),
    "belonging": ("kl:Goal rdfs:isDefinedBy *", ""),
    "undefined_terms": ("", "kl:Goal rdfs:subClassOf kl:Gaol ."),
    "reuse_of_metadata": ("", f"{IRI} <http://example.org/title> 1 ."),
    "reuse_of_terms": ("* rdfs:subClassOf *; * rdfs:subPropertyOf *", ""),
    "datatypes": ("", "kl:year rdfs:range xsd:gYear ."),
}


def test_every_check_has_a_broken_copy():
    assert set(BROKEN) == set(CHECKS)
    assert len(CHECKS) > 20


@pytest.mark.parametrize("check", CHECKS)
def test_the_ontology_says(vocabulary, check):
    assert CHECKS[check](vocabulary) == []


@pytest.mark.parametrize("check", CHECKS)
def test_a_broken_copy_is_caught_by(vocabulary, check):
    assert CHECKS[check](broken(vocabulary, *BROKEN[check])) != []


#### Resolving: FOOPS!'s CN1, DOC1, RDF1, URI1 and VER2


@pytest.fixture(scope="module")
def engine(few) -> Engine:
    return open_release(few).engine


@pytest.fixture(scope="module")
def published(few):
    """A client of a server that publishes the vocabulary."""
    release = open_release(few)
    return create_app(release.engine, {}, release=release).test_client()


@pytest.fixture(scope="module")
def unpublished(engine):
    """A client of one that does not: nothing of the vocabulary resolves there."""
    return create_app(engine, {}).test_client()


def resolves(client, iri: str, accept: str) -> bool:
    """Return whether an IRI of ours answers with the media type, and with what it is about."""
    answer = client.get("/" + iri.removeprefix(BASE), headers={"Accept": accept})
    if answer.status_code != 200 or answer.mimetype != accept or "Accept" not in answer.vary:
        return False
    if accept == HTML:
        return "<h1>" in answer.text
    graph = Graph().parse(data=answer.data, format=RDF_TYPES[accept])
    return (KL_ONTOLOGY, RDF.type, None) in graph


def resolving_iris(vocabulary: Graph) -> list[str]:
    return [str(KL_ONTOLOGY), str(vocabulary.value(KL_ONTOLOGY, rdflib.OWL.versionIRI))]


@pytest.mark.parametrize("accept", [HTML, *RDF_TYPES])
def test_the_ontology_and_its_version_resolve(published, unpublished, vocabulary, accept):
    for iri in resolving_iris(vocabulary):
        assert resolves(published, iri, accept), iri
        assert not resolves(unpublished, iri, accept), iri


#### Terms: ours are defined wherever they are used, those of others are spelt right

REUSED = tomllib.loads(Path(__file__).with_name("reused-terms.toml").read_text("utf-8"))
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PREFIXED = re.compile(r"(?<![\w:<])([a-z]+):([A-Za-z_][\w-]*)")


def terms_of(nodes) -> dict[str, set[str]]:
    """Return the terms among nodes, and their datatypes, by prefix."""
    found = defaultdict(set)
    for node in nodes:
        iri = node.datatype if isinstance(node, Literal) else node
        for prefix, namespace in PREFIXES.items():
            if isinstance(iri, URIRef) and iri.startswith(str(namespace)):
                found[prefix].add(iri.removeprefix(str(namespace)))
    return found


def terms_of_query(text: str) -> dict[str, set[str]]:
    """Return the prefixed names of a query, outside its comments and texts."""
    found = defaultdict(set)
    for prefix, name in _PREFIXED.findall(_TEXT.sub('""', _COMMENT.sub("", text))):
        if prefix in PREFIXES:
            found[prefix].add(name)
    return found


@pytest.fixture(scope="module")
def used(engine) -> dict[str, set[str]]:
    """Every term that ontology, shapes, questions, cube checks and data use, by prefix."""
    found = defaultdict(set)
    files = [*artefacts.ontology().rglob("*.ttl"), *artefacts.shapes().rglob("*.ttl")]
    queries = [*artefacts.queries().rglob("*.rq"), *artefacts.shapes().rglob("*.rq")]
    assert len(files) > 30
    assert len(queries) > 30
    graphs = [terms_of(n for t in ontology.read_turtle(path) for n in t) for path in files]
    data = engine.select(
        "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term }"
        " UNION { ?s ?p ?o BIND(DATATYPE(?o) AS ?term) FILTER(BOUND(?term)) } }"
    )
    graphs.append(terms_of(term for (term,) in data.rows))
    for terms in (*graphs, *(terms_of_query(path.read_text("utf-8")) for path in queries)):
        for prefix, names in terms.items():
            found[prefix] |= names
    return found


def test_every_term_of_ours_that_is_used_anywhere_is_defined(used, vocabulary):
    defined = {s.removeprefix(str(KL)) for s in vocabulary.subjects(RDF.type) if KL in s}
    assert len(used["kl"]) > 100
    assert used["kl"] - defined == set()


def test_every_shape_that_is_named_anywhere_is_there(used):
    shapes = {
        subject.removeprefix(str(KL_SHAPES))
        for path in artefacts.shapes().rglob("*.ttl")
        for subject in ontology.read_turtle(path).subjects()
        if KL_SHAPES in subject
    }
    assert len(used["klsh"]) > 200
    assert used["klsh"] - shapes == set()


def test_terms_of_others_are_those_that_were_looked_up(used):
    foreign = {prefix: names for prefix, names in used.items() if not prefix.startswith("kl")}
    assert {prefix: sorted(names) for prefix, names in foreign.items()} == {
        prefix: sorted(entry["terms"]) for prefix, entry in REUSED.items()
    }


def is_known(prefix: str, name: str) -> bool:
    """Return whether rdflib's list of a vocabulary's terms has the name."""
    known = getattr(rdflib.namespace, prefix.upper())
    return URIRef(f"{PREFIXES[prefix]}{name}") in known


@pytest.mark.parametrize("prefix", REUSED)
def test_terms_of_others_are_spelt_right(prefix):
    terms = REUSED[prefix]["terms"]
    assert terms
    if REUSED[prefix]["checked"] == "rdflib":
        assert [name for name in terms if not is_known(prefix, name)] == []
    else:
        # Looked up by hand: rdflib has no list of the vocabulary that would do it.
        assert REUSED[prefix]["checked"] == "specification"
        assert not hasattr(rdflib.namespace, prefix.upper())


@pytest.mark.parametrize(
    ("prefix", "name"),
    [("dcterms", "tittle"), ("skos", "preflabel"), ("org", "Organisation"), ("xsd", "datetime")],
)
def test_a_misspelt_term_is_found(prefix, name):
    assert not is_known(prefix, name)
    assert terms_of(n for t in parsed(f"kl:Goal {prefix}:{name} 1 .") for n in t)[prefix] >= {name}
    assert name in terms_of_query(f'SELECT ?x {{ ?x {prefix}:{name} "skos:note" }}')[prefix]


def test_terms_in_texts_and_comments_of_a_query_do_not_count():
    query = '# kl:Comment\nSELECT ?x { ?x a kl:Goal ; rdfs:label "kl:Text" } # after'
    assert terms_of_query(query)["kl"] == {"Goal"}
