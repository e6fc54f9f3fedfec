"""The endpoint's description of itself: SPARQL 1.1 Service Description."""

from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kretslopp.engine import EvaluatorEngine, open_file
from kretslopp.namespaces import RDF, SD, VOID, XSD
from kretslopp.settings import Publisher, QueryLimits
from kretslopp.web import create_app

# rdflib's readers use what rdflib itself calls deprecated.
RDFLIB = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
HERE = URIRef("http://localhost/sparql")
FORMATS = "http://www.w3.org/ns/formats/"
# One triple outside any graph, one that two graphs share; a graph that has no name.
OWN_DEFAULT = """
PREFIX : <http://example.org/>
:a :p 1 .
<urn:å> { :a :p 1 . :b :p 1 }
:B { :b :p 1 }
_:nameless { :c :p 1 }
"""
# The default graph has a triple more, then one less, than its one named graph.
MORE = "<u:a> <u:p> 1, 2 . <u:g> { <u:a> <u:p> 1 }"
FEWER = "<u:a> <u:p> 1 . <u:g> { <u:a> <u:p> 1, 2 }"
SAME = "<u:a> <u:p> 1, 2 . <u:g> { <u:a> <u:p> 2 } <u:h> { <u:a> <u:p> 1 }"


def described(client, accept="text/turtle", **parameters):
    answer = client.get("/sparql", headers={"Accept": accept}, query_string=parameters)
    assert answer.status_code == 200, answer.text
    return answer, Graph().parse(data=answer.data, format="turtle" if "turtle" in accept else None)


def client_of(tmp_path: Path, text: str, publisher=None):
    path = tmp_path / "data.trig"
    path.write_text(text, encoding="utf-8")
    return create_app(open_file(path), {}, publisher=publisher).test_client()


def named_graphs(graph):
    (dataset,) = graph.objects(predicate=SD.defaultDataset)
    return {
        str(graph.value(item, SD.name)): int(graph.value(graph.value(item, SD.graph), VOID.triples))
        for item in graph.objects(dataset, SD.namedGraph)
    }


def default_triples(graph):
    (default,) = graph.objects(predicate=SD.defaultGraph)
    assert (default, RDF.type, SD.Graph) in graph
    return int(graph.value(default, VOID.triples))


def test_what_it_says_of_the_service(client):
    answer, graph = described(client)
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert set(graph.objects(service, SD.endpoint)) == {HERE}
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    formats = {str(name) for name in graph.objects(service, SD.resultFormat)}
    assert {name.removeprefix(FORMATS) for name in formats} == {
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "TriG", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD"),
    }
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}


def test_every_graph_with_its_number_of_triples(tmp_path):
    _, graph = described(client_of(tmp_path, OWN_DEFAULT))
    assert default_triples(graph) == 1
    assert named_graphs(graph) == {"urn:å": 2, "http://example.org/B": 1}
    assert not list(graph.objects(predicate=SD.feature))
    assert graph.value(URIRef(f"{HERE}#graph/urn%3A%C3%A5"), VOID.triples) == Literal(
        "2", datatype=XSD.integer
    )


@pytest.mark.parametrize(
    ("text", "is_union"), [(MORE, False), (FEWER, False), (SAME, True), ("<u:a> <u:p> 1 .", False)]
)
def test_a_default_graph_is_called_the_union_only_where_it_is(tmp_path, text, is_union):
    _, graph = described(client_of(tmp_path, text))
    assert list(graph.objects(predicate=SD.feature)) == [SD.UnionDefaultGraph] * is_union


def test_an_empty_dataset(tmp_path):
    _, graph = described(client_of(tmp_path, ""))
    assert default_triples(graph) == 0
    assert named_graphs(graph) == {}
    assert not list(graph.objects(predicate=SD.feature))


def test_it_is_the_same_each_time_and_from_evaluators(tmp_path, client):
    first = client.get("/sparql").data
    assert client.get("/sparql").data == first
    engine = EvaluatorEngine(Path(__file__).parent.with_name("small.trig"), QueryLimits())
    try:
        assert create_app(engine, {}).test_client().get("/sparql").data == first
    finally:
        engine.close()
    assert not [term for triple in Graph().parse(first, format="turtle") for term in triple
                if isinstance(term, BNode)]  # fmt: skip


@RDFLIB
def test_every_format_of_graphs(client):
    _, expected = described(client)
    assert len(expected) > 20
    for media_type in (
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
    ):
        answer = client.get("/sparql", headers={"Accept": media_type})
        assert answer.content_type == media_type
        assert set(Graph().parse(data=answer.data, format=media_type)) == set(expected)
    for name in ("trig", "nq"):
        answer = client.get("/sparql", query_string={"format": name})
        assert answer.status_code == 200
        assert str(SD.Service) in answer.text or "sd:Service" in answer.text


def test_whoever_wants_solutions_forgot_the_query(client):
    for options in (
        {"headers": {"Accept": "application/sparql-results+json"}},
        {"headers": {"Accept": "text/csv"}},
        {"query_string": {"format": "csv"}},
        {"query_string": {"query": " ", "format": "tsv"}},
    ):
        answer = client.get("/sparql", **options)
        assert answer.status_code == 400
        assert answer.get_json()["type"].endswith("#missing-query")
    neither = client.get("/sparql", headers={"Accept": "image/png"})
    assert neither.status_code == 406
    assert "text/turtle" in neither.get_json()["available"]
    assert "text/csv" not in neither.get_json()["available"]


def test_where_the_public_reaches_it_counts_before_where_it_is_asked(tmp_path):
    public = Publisher(base="https://data.example.se/avfall/")
    client = client_of(tmp_path, OWN_DEFAULT, public)
    _, graph = described(client)
    assert set(graph.objects(predicate=SD.endpoint)) == {
        URIRef("https://data.example.se/avfall/sparql")
    }
    answer = client.get("/sparql", query_string={"query": "SELECT (<x> AS ?x) {}", "format": "csv"})
    assert answer.text.split() == ["x", "https://data.example.se/avfall/x"]


def test_below_a_path(client):
    """As a proxy that serves it below /avfall hands it on."""
    answer = client.get("/sparql", environ_overrides={"SCRIPT_NAME": "/avfall"})
    graph = Graph().parse(data=answer.data, format="turtle")
    assert set(graph.objects(predicate=SD.endpoint)) == {URIRef("http://localhost/avfall/sparql")}


def test_the_release_is_counted_as_its_void_description_counts_it(published):
    _, graph = described(published)
    void = Graph().parse(data=published.get("/.well-known/void.ttl").data, format="turtle")
    found = named_graphs(graph)
    assert len(found) > 20
    for name, triples in found.items():
        assert int(void.value(URIRef(name), VOID.triples)) == triples, name
    whole = URIRef("https://w3id.org/kretslopp/dataset")
    assert default_triples(graph) == int(void.value(whole, VOID.triples))
    assert set(graph.objects(predicate=SD.feature)) == {SD.UnionDefaultGraph}
    public = URIRef("https://w3id.org/kretslopp/sparql")
    assert set(graph.objects(predicate=SD.endpoint)) == {public, HERE}
