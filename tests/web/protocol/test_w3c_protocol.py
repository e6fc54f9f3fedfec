"""The cases of the W3C's test suite for SPARQL 1.1 Protocol that concern queries.

They are known by their names in the suite's manifest (sparql11/protocol); the data are
its four documents, each a named graph that says of itself that it is a document.
"""

from urllib.parse import urlencode

import pytest
from rdflib import Graph

from kretslopp.engine import EvaluatorEngine, open_file
from kretslopp.settings import QueryLimits
from kretslopp.web import create_app
from kretslopp.web.protocol.query_request import DIRECT, FORM

DATA = "http://kasei.us/2009/09/sparql/data"
DOCUMENTS = tuple(f"{DATA}/data{n}.rdf" for n in range(4))
ZERO, ONE, TWO, THREE = DOCUMENTS
UTF_16 = f"{DIRECT}; charset=UTF-16"
DEFAULT, NAMED = "default-graph-uri", "named-graph-uri"
IN_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
IN_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
BOTH = f"ASK {{ <{THREE}> a ?t GRAPH ?g1 {{ <{ONE}> a ?t }} GRAPH ?g2 {{ <{TWO}> a ?t }} }}"
TWICE = f"ASK FROM <{TWO}> {{ <{ONE}> a ?type }}"


@pytest.fixture(scope="module", params=["embedded", "evaluators"])
def client(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("w3c") / "data.trig"
    graphs = (f"<{iri}> {{ <{iri}> a <http://xmlns.com/foaf/0.1/Document> }}" for iri in DOCUMENTS)
    path.write_text("\n".join(graphs), encoding="utf-8")
    if request.param == "embedded":
        yield create_app(open_file(path), {}).test_client()
        return
    engine = EvaluatorEngine(path, QueryLimits())
    yield create_app(engine, {}).test_client()
    engine.close()


def request_of(method, *parameters, body=None, content_type=None):
    address = f"/sparql?{urlencode(parameters)}" if parameters else "/sparql"
    headers = {} if content_type is None else {"Content-Type": content_type}
    return {"path": address, "method": method, "data": body, "headers": headers}


def form(*parameters):
    return {"body": urlencode(parameters), "content_type": FORM}


def direct(query):
    return {"body": query.encode(), "content_type": DIRECT}


TRUE = {
    "query_post_form": request_of("POST", (DEFAULT, ZERO), **form(("query", "ASK {}"))),
    "query_dataset_default_graphs_get": request_of(
        "GET", ("query", IN_DEFAULT), (DEFAULT, ONE), (DEFAULT, TWO)
    ),
    "query_dataset_default_graphs_post": request_of(
        "POST", (DEFAULT, ONE), (DEFAULT, TWO), **direct(IN_DEFAULT)
    ),
    "query_dataset_named_graphs_post": request_of(
        "POST", (NAMED, ONE), (NAMED, TWO), **direct(IN_NAMED)
    ),
    "query_dataset_named_graphs_get": request_of(
        "GET", ("query", IN_NAMED), (NAMED, ONE), (NAMED, TWO)
    ),
    "query_dataset_full": request_of(
        "POST", (DEFAULT, THREE), (NAMED, ONE), (NAMED, TWO), **direct(BOTH)
    ),
    # What the protocol names counts, not the query's own FROM.
    "query_multiple_dataset": request_of("POST", (DEFAULT, ONE), **direct(TWICE)),
    "query_get": request_of("GET", ("query", "ASK {}")),
    "query_post_direct": request_of("POST", **direct("ASK {}")),
}


@pytest.mark.parametrize("name", TRUE)
@pytest.mark.parametrize("accept", ["application/sparql-results+json", None])
def test_the_answer_is_true(client, name, accept):
    answer = client.open(**with_accept(TRUE[name], accept))
    assert answer.status_code == 200
    assert answer.get_json(force=True)["boolean"] is True


def with_accept(request, accept):
    headers = request["headers"] | ({} if accept is None else {"Accept": accept})
    return request | {"headers": headers}


RESULTS = "application/sparql-results+xml, application/sparql-results+json;q=0.9"
GRAPHS = "application/rdf+xml, text/turtle;q=0.9"
CONTENT_TYPES = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", RESULTS),
    "query_content_type_ask": ("ASK {}", RESULTS),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", GRAPHS),
    "query_content_type_construct": ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
}


@pytest.mark.parametrize("name", CONTENT_TYPES)
def test_the_content_type_is_one_that_was_asked_for(client, name):
    query, accept = CONTENT_TYPES[name]
    for request in (request_of("POST", **direct(query)), request_of("GET", ("query", query))):
        answer = client.open(**with_accept(request, accept))
        assert answer.status_code == 200
        assert answer.mimetype == accept.partition(",")[0]
    if name == "query_content_type_construct":
        graph = Graph().parse(data=answer.data, format="xml")
        assert [str(term) for term in next(iter(graph))][:2] == [
            "http://localhost/s",
            "http://localhost/p",
        ]


BAD = {
    "bad_query_method": (request_of("PUT", ("query", "ASK {}")), 405),
    "bad_multiple_queries": (
        request_of("GET", ("query", "ASK {}"), ("query", "SELECT * {}")),
        400,
    ),
    "bad_query_wrong_media_type": (
        request_of("POST", body=b"ASK {}", content_type="text/plain"),
        415,
    ),
    "bad_query_missing_form_type": (request_of("POST", body=b"query=ASK%20%7B%7D"), 415),
    "bad_query_missing_direct_type": (request_of("POST", body=b"ASK {}"), 415),
    "bad_query_non_utf8": (
        request_of("POST", body="ASK {}".encode("utf-16"), content_type=UTF_16),
        415,
    ),
    "bad_query_syntax": (request_of("GET", ("query", "ASK {")), 400),
    # Updates are no part of what is served here, sound or not.
    "bad_update_get": (request_of("GET", ("update", "CLEAR ALL")), 400),
    "update_post_form": (request_of("POST", **form(("update", "CLEAR ALL"))), 400),
    "update_post_direct": (
        request_of("POST", body=b"CLEAR ALL", content_type="application/sparql-update"),
        415,
    ),
    "bad_multiple_updates": (
        request_of("POST", **form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT"))),
        400,
    ),
    "bad_update_wrong_media_type": (
        request_of("POST", body=b"CLEAR NAMED", content_type="text/plain"),
        415,
    ),
    "bad_update_missing_form_type": (request_of("POST", body=b"update=CLEAR%20NAMED"), 415),
    "bad_update_syntax": (request_of("POST", **form(("update", "CLEAR XYZ"))), 400),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_refused(client, name):
    request, status = BAD[name]
    answer = client.open(**request)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
