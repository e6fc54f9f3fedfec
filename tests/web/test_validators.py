"""Answers that a client holds: not sent again while they hold, and never when they may not."""

import pytest

from kretslopp.web import create_app

QUERY = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 5"
PAGE = {"Accept": "text/html"}
ADDRESSES = [
    ("/sparql", {"query": QUERY}, {}),
    ("/sparql", {"query": QUERY}, PAGE),
    ("/sv/sparql", {"query": QUERY}, {}),
    ("/questions/actions-of-goal.csv", {"goal": "4"}, {}),
    ("/questions/actions-of-goal", {"goal": "4"}, {"Accept": "application/json"}),
    ("/en/questions/actions-of-goal", {"goal": "4"}, {}),
]


@pytest.fixture(scope="module")
def versions(engine, named):
    """Clients of two servers whose data has other versions."""
    return [create_app(engine, named, version=name).test_client() for name in ("one", "two")]


@pytest.mark.parametrize(("address", "parameters", "headers"), ADDRESSES)
def test_what_a_client_holds_is_not_sent_again(versions, address, parameters, headers):
    client, other = versions
    first = client.get(address, query_string=parameters, headers=headers)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, no-cache"
    held = {**headers, "If-None-Match": first.headers["ETag"]}
    again = client.get(address, query_string=parameters, headers=held)
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name].removesuffix(", Accept-Encoding") == first.headers[
            name
        ].removesuffix(", Accept-Encoding")
    assert "Content-Type" not in again.headers
    assert other.get(address, query_string=parameters, headers=held).status_code == 200


def test_each_answer_has_a_tag_of_its_own(versions):
    client = versions[0]
    wishes = ("Accept", "Accept-Language")
    tags = [
        client.get(address, query_string=sent, headers=[*zip(wishes, wanted, strict=True)])
        .headers["ETag"]
        for address, sent, *wanted in [
            ("/sparql", {"query": QUERY}, "*/*", "sv"),
            ("/sparql", {"query": f"{QUERY} # another text"}, "*/*", "sv"),
            ("/sparql", {"query": QUERY}, "text/csv", "sv"),
            ("/sparql", {"query": QUERY, "default-graph-uri": "http://example.org/"}, "*/*", "sv"),
            ("/sparql", {"query": QUERY}, "text/html", "sv"),
            ("/sparql", {"query": QUERY}, "text/html", "en"),
            ("/sv/sparql", {"query": QUERY}, "*/*", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "text/csv", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "text/csv", "en"),
            ("/questions/actions-of-goal", {"goal": "10"}, "text/csv", "sv"),
            ("/questions/actions-of-goal", {"goal": "4"}, "application/json", "sv"),
        ]
    ]  # fmt: skip
    assert len(set(tags)) == len(tags) == 11


def test_a_held_answer_is_not_evaluated(versions, named):
    tag = versions[0].get("/sparql", query_string={"query": QUERY}).headers["ETag"]

    class Broken:
        def answer(self, *_):
            raise AssertionError("it was evaluated")

    client = create_app(Broken(), named, version="one").test_client()
    told = client.get("/sparql", query_string={"query": QUERY}, headers={"If-None-Match": tag})
    assert told.status_code == 304


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?now) {}", "SELECT (RAND() AS ?x) {}"])
def test_what_may_change_is_not_to_be_kept(versions, query):
    answer = versions[0].get("/sparql", query_string={"query": query})
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_data_of_an_unknown_version_is_not_to_be_kept(client):
    answer = client.get("/sparql", query_string={"query": QUERY})
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_error_has_no_tag(versions):
    answer = versions[0].get("/sparql?query=ASK")
    assert answer.status_code == 400
    assert "ETag" not in answer.headers
    post = versions[0].post("/sparql", data={"query": QUERY})
    assert post.status_code == 200
    assert "ETag" not in post.headers
