"""The fast path to /sparql: what it answers is what the view answers, byte for byte."""

import itertools
from functools import partial

import pytest
from flask import Flask

from kretslopp.engine import EvaluatorEngine
from kretslopp.errors import LimitReached
from kretslopp.publication.release import Release
from kretslopp.settings import QueryLimits
from kretslopp.web import create_app
from kretslopp.web.protocol import fast_path

DIRECT = "application/sparql-query"
GOAL = "<https://w3id.org/kretslopp/id/goal/borlange/2023-2030/4>"
GRAPH = "https://w3id.org/kretslopp/graph/ontology"
QUERIES = [
    f"SELECT ?p ?o {{ {GOAL} ?p ?o }} ORDER BY ?p ?o",
    f"ASK {{ {GOAL} ?p ?o }}",
    f"DESCRIBE {GOAL}",
    'SELECT ?s { ?s ?p "AO Återvinning"@sv }',
    "SELECT ?p { <relative> ?p ?o }",
    "SELECT (isIRI(UUID()) AS ?x) {}",
    "SELECT * {",
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "CLEAR ALL",
    "",
]
ACCEPTS = [
    None,
    "*/*",
    "application/sparql-results+json",
    "text/csv",
    "text/turtle, application/sparql-results+xml;q=0.5",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "image/png",
    "text/turtle;q=0",
]
PARAMETERS = [
    {},
    {"format": "csv"},
    {"format": "nt"},
    {"format": "pdf"},
    {"timeout": "3"},
    {"timeout": "-1"},
    {"default-graph-uri": GRAPH},
    {"named-graph-uri": "no-iri"},
]


@pytest.fixture(scope="module")
def fast(release: Release, named):
    return create_app(release.engine, named, release=release)


@pytest.fixture(scope="module")
def slow(release: Release, named):
    """The same application without the fast path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_path, "SparqlFastPath", lambda application, _: application)
        return create_app(release.engine, named, release=release)


def requests():
    for query, accept, parameters in itertools.product(QUERIES, ACCEPTS, PARAMETERS):
        headers = {"Accept": accept} if accept else {}
        sent = {"query": query, **parameters}
        yield partial(dict, method="GET", query_string=sent, headers=headers)
        yield partial(dict, method="POST", data=sent, headers=headers)
        yield partial(
            dict, method="POST", query_string=parameters, data=query.encode(),
            content_type=f"{DIRECT}; charset=utf-8", headers=headers,
        )  # fmt: skip
    query = {"query": QUERIES[0]}
    yield partial(dict, method="HEAD", query_string=query)
    yield partial(dict, method="PUT", query_string=query)
    yield partial(dict, method="OPTIONS")
    yield partial(dict, method="GET", query_string="query=ASK{}&query=ASK{}")
    yield partial(dict, method="GET", query_string="query=ASK%7B%7D%E5")
    yield partial(dict, method="POST", data=b"\xe5", content_type=DIRECT)
    yield partial(dict, method="POST", data=b"ASK{}", content_type="text/plain")
    yield partial(dict, method="POST", data=b"#" * 500_000, content_type=DIRECT)
    yield partial(dict, method="GET", query_string=query, headers={"Host": "a b"})
    yield partial(dict, method="GET", query_string=query, headers={"Accept-Encoding": "gzip"})
    yield partial(dict, method="GET", query_string=query, headers={"If-None-Match": "*"})


def told(app: Flask, request):
    answer = app.test_client().open("/sparql", **request())
    return answer.status, sorted(answer.headers), answer.data


@pytest.mark.slow
def test_both_ways_give_the_same_answers(fast, slow):
    compared = 0
    for request in requests():
        assert told(fast, request) == told(slow, request), request.keywords
        compared += 1
    assert compared > 1_900


def test_both_ways_tell_who_holds_an_answer_that_it_still_holds(fast, slow):
    query = {"query": QUERIES[0]}
    tag = fast.test_client().get("/sparql", query_string=query).headers["ETag"]
    request = partial(dict, query_string=query, headers={"If-None-Match": f'"other", {tag}'})
    assert told(fast, request) == told(slow, request)
    assert told(fast, request)[0].startswith("304")


def test_plain_queries_take_the_fast_path(fast, monkeypatch):
    def refuse(self):
        raise AssertionError("Flask made a request of it")

    monkeypatch.setattr(Flask, "full_dispatch_request", refuse)
    client = fast.test_client()
    for query in QUERIES[:4]:
        assert client.get("/sparql", query_string={"query": query}).status_code == 200
        assert client.post("/sparql", data={"query": query}).status_code == 200
        assert client.post("/sparql", data=query, content_type=DIRECT).status_code == 200
    page = {"query_string": {"query": QUERIES[0]}, "headers": {"Accept": "text/html"}}
    assert client.get("/sparql", **page).status_code == 500


def test_what_has_failed_is_not_evaluated_once_more(release, named):
    class Slow:
        asked = 0

        def answer(self, *_):
            Slow.asked += 1
            raise LimitReached("query_seconds", "1")

    app = create_app(Slow(), named, release=release)
    assert app.test_client().get("/sparql?query=ASK{}").status_code == 503
    assert Slow.asked == 1


def test_a_client_may_ask_for_a_shorter_time_and_not_for_a_longer_one(built, named):
    engine = EvaluatorEngine(built, QueryLimits(query_seconds=2))
    product = (
        "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9)) + "}"
    )
    try:
        client = create_app(engine, named).test_client()
        for asked, value in (("0.2", "0.2"), ("60", "2")):
            answer = client.get("/sparql", query_string={"query": product, "timeout": asked})
            assert (answer.status_code, answer.get_json()["value"]) == (503, value)
    finally:
        engine.close()
