"""Compressed answers: for whoever accepts it, the same when unpacked, and never twice."""

import gzip

import pytest

from kretslopp.web import create_app
from kretslopp.web.compression import Compression

QUERY = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50"}


@pytest.fixture(scope="module")
def client(engine, named):
    return create_app(engine, named, version="one").test_client()


@pytest.mark.parametrize("address", ["/sparql", "/en/sparql", "/sv/", "/questions/actions.csv"])
def test_an_answer_is_the_same_when_unpacked(client, address):
    sent = QUERY if "sparql" in address else {}
    plain = client.get(address, query_string=sent)
    packed = client.get(address, query_string=sent, headers={"Accept-Encoding": "br, gzip"})
    assert plain.status_code == packed.status_code
    if len(plain.data) < 1_000:
        assert "Content-Encoding" not in packed.headers
        return
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert packed.headers.get("ETag") == plain.headers.get("ETag")
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("accepts", "is_packed"),
    [
        ("gzip", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip;q=0.5, identity;q=0.1", True),
        ("gzip;q=0.1, identity", False),
        ("gzip;q=0", False),
        ("*;q=0", False),
        ("br, zstd", False),
        ("", False),
        ("gzip" + " " * 300, False),
    ],
)
def test_only_who_accepts_it_gets_it(client, accepts, is_packed):
    answer = client.get("/sparql", query_string=QUERY, headers={"Accept-Encoding": accepts})
    assert (answer.headers.get("Content-Encoding") == "gzip") == is_packed


def test_a_head_request_is_told_the_coding_and_no_length(client):
    answer = client.head("/sparql", query_string=QUERY, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Content-Type": "application/gzip"}),
        ("200 OK", {"Content-Type": "text/csv", "Content-Encoding": "gzip"}),
        ("200 OK", {"Content-Type": "text/csv", "ETag": '"bytes"'}),
        ("206 Partial Content", {"Content-Type": "text/csv"}),
        ("200 OK", {"Content-Type": "text/csv", "Content-Length": "999"}),
    ],
)
def test_what_is_packed_partial_or_small_is_sent_as_it_is(status, headers):
    sent = {"Content-Length": "2000", **headers}
    told = []

    def application(environ, start_response):
        start_response(status, list(sent.items()))
        return [b"x" * 2000]

    environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip"}
    body = Compression(application, 0)(environ, lambda *args: told.append(args))
    assert b"".join(body) == b"x" * 2000
    assert told == [(status, list(sent.items()), None)]
