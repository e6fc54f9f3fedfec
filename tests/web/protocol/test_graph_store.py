"""SPARQL 1.1 Graph Store HTTP Protocol: its reading half, by indirect identification."""

from urllib.parse import quote

import pytest
from rdflib import Dataset, Graph

from kretslopp.engine import EvaluatorEngine, open_file
from kretslopp.settings import QueryLimits
from kretslopp.web import create_app

DATA = """
PREFIX : <http://example.org/>
:outside :p "ö" .
<http://example.org/å?b=c&d#e> { :inside :p "å"@sv, "ä"@sv }
:B { :inside :p "å"@sv }
"""
# rdflib's readers use what rdflib itself calls deprecated.
RDFLIB = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
NAME = "http://example.org/å?b=c&d#e"
READERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "data.trig"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(file):
    return create_app(open_file(file), {}).test_client()


def values(answer, reader="turtle"):
    graph = Dataset().parse(data=answer.data, format=reader).default_graph
    return sorted(str(value) for value in graph.objects())


@RDFLIB
@pytest.mark.parametrize("media_type", READERS)
def test_the_default_graph_and_a_named_one_in_every_format(store, media_type):
    for address, expected in (("?default", ["ö"]), (f"?graph={quote(NAME)}", ["ä", "å"])):
        answer = store.get(f"/data{address}", headers={"Accept": media_type})
        assert answer.status_code == 200
        assert answer.mimetype == media_type
        assert "Accept" in answer.vary
        assert values(answer, READERS[media_type]) == expected


def test_a_format_by_name_and_without_any(store):
    assert store.get("/data?default&format=nq").mimetype == "application/n-quads"
    assert store.get("/data?default=").content_type == "text/turtle; charset=utf-8"
    browser = store.get("/data?default", headers={"Accept": "text/html, */*;q=0.8"})
    assert browser.mimetype == "text/turtle"


def test_it_says_what_the_endpoint_says(store):
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{NAME}> {{ ?s ?p ?o }} }}"
    asked = store.get("/sparql", query_string={"query": query, "format": "nt"})
    assert store.get("/data", query_string={"graph": NAME, "format": "nt"}).data == asked.data
    assert asked.data.count(b"\n") == 2


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", ["/data?default", f"/data?graph={quote(NAME)}", "/data"])
def test_nothing_is_written(store, method, address):
    before = store.get("/data?default&format=nt").data
    answer = store.open(address, method=method, data="<u:a> <u:b> 1 .", content_type="text/turtle")
    assert answer.status_code == 405
    assert set(answer.allow) == {"GET", "HEAD", "OPTIONS"}
    assert store.get("/data?default&format=nt").data == before


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/data", 400, "not-one-graph"),
        ("/data?format=ttl", 400, "not-one-graph"),
        (f"/data?default&graph={quote(NAME)}", 400, "not-one-graph"),
        (f"/data?graph={quote(NAME)}&graph=http://example.org/B", 400, "not-one-graph"),
        ("/data?default&default", 400, "not-one-graph"),
        ("/data?graph=B", 400, "not-a-graph"),
        ("/data?graph=", 400, "not-a-graph"),
        ("/data?graph=/graph/ontology", 400, "not-a-graph"),
        ("/data?graph=http://[", 400, "query-error"),
        ("/data?graph=%E5", 400, "not-utf-8"),
        ("/data?default&format=pdf", 400, "unknown-format"),
        ("/data?graph=http://example.org/none", 404, "unknown-graph"),
        ("/data?default&format=csv", 406, "not-acceptable"),
        ("/data?default&format=html", 406, "not-acceptable"),
    ],
)
def test_what_is_wrong_is_told(store, address, status, kind):
    answer = store.get(address)
    assert answer.status_code == status
    assert answer.get_json()["type"].endswith(f"#{kind}")


def test_406_lists_what_there_is(store):
    answer = store.get("/data?default", headers={"Accept": "text/csv"})
    assert answer.status_code == 406
    assert set(READERS) <= set(answer.get_json()["available"])
    assert "text/html" not in answer.get_json()["available"]


def test_an_empty_default_graph_is_there_all_the_same(tmp_path):
    path = tmp_path / "empty.ttl"
    path.write_text("", encoding="utf-8")
    answer = create_app(open_file(path), {}).test_client().get("/data?default&format=nt")
    assert (answer.status_code, answer.data) == (200, b"")


def test_a_graph_beyond_the_limit_is_told(file):
    engine = EvaluatorEngine(file, QueryLimits(answer_bytes=100))
    try:
        store = create_app(engine, {}).test_client()
        assert store.get("/data?default&format=nt").status_code == 200
        answer = store.get("/data", query_string={"graph": NAME, "format": "nt"})
        assert answer.status_code == 503
        assert answer.get_json()["limit"] == "answer_bytes"
    finally:
        engine.close()


def test_a_published_graph_by_both_of_its_addresses(published):
    """Direct identification describes the graph beside what it says."""
    iri = "https://w3id.org/kretslopp/graph/register/municipalities"
    indirect = Graph().parse(
        data=published.get("/data", query_string={"graph": iri}).data, format="turtle"
    )
    direct = Graph().parse(data=published.get("/graph/register/municipalities.ttl").data)
    assert len(indirect) > 10
    assert set(indirect) <= set(direct)
