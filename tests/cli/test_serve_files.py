"""RDF files that are served as they are, and the clients that people use, with å, ä and ö."""

import csv
import http.client
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pandas as pd
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from processes import END_SECONDS, served

OWN = """
PREFIX : <http://example.org/>
:a :name "Återvinning på Öland"@sv ; :tonnes 12.5 .
:b :name "Källsortering, 100 % + &=#"@sv ; :tonnes 3 .
<c> :name "relativ"@sv .
"""
NAMED = (
    '<http://example.org/a> <http://example.org/says> "ä" <http://example.org/åtgärd> .\n'
    '<http://example.org/b> <http://example.org/says> "ö" <http://example.org/B> .\n'
)
FIRST, SECOND = "Återvinning på Öland", "Källsortering, 100 % + &=#"
NAMES = """PREFIX : <http://example.org/>
SELECT ?thing ?name ?tonnes { ?thing :name ?name ; :tonnes ?tonnes } ORDER BY ?thing"""
WHICH = "SELECT ?thing {{ ?thing <http://example.org/name> {} }}"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("filer åäö")
    (home / "own.ttl").write_text(OWN, encoding="utf-8")
    (home / "named.nq").write_text(NAMED, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def address(directory, free_port) -> Iterator[str]:
    with served(directory / "own.ttl", directory / "named.nq", port=free_port) as told:
        found = re.search(r"http://127\.0\.0\.1:\d+", told.readline())
        assert found
        yield found[0]


def ask(address, path, method="GET", body=None, **headers):
    """Send a request as bytes, and return status, headers and text."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=END_SECONDS)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8")
    finally:
        connection.close()


def count(address, pattern):
    query = quote(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(ask(address, f"/sparql?query={query}&format=csv")[2].split()[1])


def test_files_keep_their_own_default_graph(address):
    assert count(address, "?s ?p ?o") == 5
    assert count(address, "GRAPH ?g { ?s ?p ?o }") == 2


def test_a_relative_address_is_that_of_the_file(address, directory):
    query = quote(WHICH.format('"relativ"@sv'))
    _, _, text = ask(address, f"/sparql?query={query}&format=csv")
    assert text.split() == ["thing", (directory / "c").as_uri()]


def test_the_description_and_the_graphs(address):
    status, _, text = ask(address, "/sparql", Accept="application/n-triples")
    assert status == 200
    assert f"#endpoint> <{address}/sparql>" in text
    assert "http://example.org/åtgärd" in text
    for path, expected in (
        ("/data?default", FIRST),
        (f"/data?graph={quote('http://example.org/åtgärd')}", "ä"),
    ):
        _, _, text = ask(address, path, Accept="application/n-triples")
        assert f'"{expected}"' in text
    assert ask(address, "/data?graph=http://example.org/none")[0] == 404
    assert ask(address, "/data?default", "PUT", b"<u:a> <u:b> 1 .")[0] == 405


def test_head_sends_no_body(address):
    path = f"/sparql?query={quote(NAMES)}"
    got, head = ask(address, path), ask(address, path, "HEAD")
    assert (head[0], head[2]) == (200, "")
    assert head[1]["Content-Length"] == got[1]["Content-Length"] == str(len(got[2].encode()))


def test_a_directory_among_files_is_told(kretslopp, directory):
    result = kretslopp("serve", "--dataset", directory / "own.ttl", "--dataset", directory)
    assert result.exit_code == 2
    assert "only RDF files can be served together" in result.stderr
    result = kretslopp("serve", directory / "own.ttl", directory / "none.nq")
    assert result.exit_code == 2
    assert "none.nq" in result.stderr


# Clients

CURL = shutil.which("curl")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def curl(address, way, query):
    """Send a query in one of the three ways with curl; without it, the same request."""
    if CURL:
        sent = {
            "get": ["--get", "--data-urlencode", f"query={query}"],
            "form": ["--data-urlencode", f"query={query}"],
            "direct": ["--header", f"Content-Type: {DIRECT}", "--data-binary", query],
        }[way]
        command = [CURL, "--silent", "--show-error", "--fail", "--header", "Accept: text/csv"]
        done = subprocess.run(
            [*command, *sent, f"{address}/sparql"], capture_output=True, check=True
        )
        return done.stdout.decode("utf-8")
    encoded = f"query={quote(query, safe='')}"
    path = f"/sparql?{encoded}" if way == "get" else "/sparql"
    body = {"get": None, "form": encoded.encode(), "direct": query.encode()}[way]
    headers = {"Accept": "text/csv", "Content-Type": DIRECT if way == "direct" else FORM}
    method = "GET" if way == "get" else "POST"
    status, _, text = ask(address, path, method, body, **headers)
    assert status == 200
    return text


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(("name", "thing"), [(FIRST, "a"), (SECOND, "b")])
def test_curl(address, way, name, thing):
    found = curl(address, way, WHICH.format(f'"{name}"@sv'))
    assert found.split() == ["thing", f"http://example.org/{thing}"]


@pytest.mark.parametrize("way", [(GET, None), (POST, None), (POST, POSTDIRECTLY)])
def test_sparqlwrapper(address, way):
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(way[0])
    if way[1]:
        client.setRequestMethod(way[1])
    client.setReturnFormat(JSON)
    client.setQuery(WHICH.format(f'"{SECOND}"@sv'))
    (binding,) = client.query().convert()["results"]["bindings"]
    assert binding["thing"]["value"] == "http://example.org/b"
    client.setQuery(f'ASK {{ ?s ?p "{FIRST}"@sv }}')
    assert client.query().convert()["boolean"] is True
    client.setQuery("SELECT * { ?s ?p ?o }")
    client.addDefaultGraph("http://example.org/åtgärd")
    (binding,) = client.query().convert()["results"]["bindings"]
    assert binding["o"]["value"] == "ä"


def test_sparqlwrapper_in_other_formats(address):
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(NAMES)
    client.setReturnFormat(CSV)
    assert FIRST in client.query().convert().decode("utf-8")
    client.setReturnFormat(XML)
    assert FIRST in client.query().convert().toxml()
    client.setQuery("CONSTRUCT WHERE { ?s <http://example.org/name> ?o }")
    client.setReturnFormat(TURTLE)
    assert FIRST in client.query().convert().decode("utf-8")


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_sparql_store_of_rdflib(address, method):
    graph = Graph(SPARQLStore(f"{address}/sparql", method=method))
    rows = {(str(row.thing), str(row.name)) for row in graph.query(NAMES)}
    assert rows == {("http://example.org/a", FIRST), ("http://example.org/b", SECOND)}
    name = URIRef("http://example.org/name")
    assert graph.value(URIRef("http://example.org/a"), name) == Literal(FIRST, lang="sv")
    assert (None, name, Literal(SECOND, lang="sv")) in graph
    assert len(graph) == 5
    assert graph.query(f'ASK {{ ?s ?p "{FIRST}"@sv }}').askAnswer is True
    built = graph.query("CONSTRUCT WHERE { ?s <http://example.org/name> ?o }").graph
    assert Literal(FIRST, lang="sv") in set(built.objects())


def test_pandas_reads_csv(address):
    frame = pd.read_csv(f"{address}/sparql?query={quote(NAMES)}&format=csv")
    assert list(frame.columns) == ["thing", "name", "tonnes"]
    assert list(frame["name"]) == [FIRST, SECOND]
    assert frame["tonnes"].sum() == 15.5
    address = f"{address}/sparql?query={quote(NAMES)}&format=tsv"
    tabbed = pd.read_csv(address, sep="\t", quoting=csv.QUOTE_NONE)
    assert list(tabbed["?name"]) == [f'"{FIRST}"@sv', f'"{SECOND}"@sv']


# What is no HTTP, or breaks off

BROKEN = [
    b"\x00\xff\xfe\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /sparql?query=\xe5\xe4\xf6 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /sparql?query=ASK{} HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET /sparql?query=ASK%7B HTTP/1.1\r\nHost: x\r\nAccept: \xff\xfe\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: [\r\nAccept: text/turtle\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: a b\r\nAccept: text/html\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /sparql HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nASK",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nASK",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nASK\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: \xe5\r\nContent-Length: 3\r\n\r\nASK",
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_what_is_no_request_is_refused_or_hung_up_on(address, number):
    """The status is of the fours where there is one; and the next request is answered."""
    host, port = urlsplit(address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=END_SECONDS) as connection:
        try:
            connection.sendall(BROKEN[number])
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(65536)
        except TimeoutError:
            raise
        except OSError:  # it has hung up already
            answer = b""
    status = re.match(rb"HTTP/1\.[01] (\d)", answer)
    assert not answer or (status and status[1] in b"24"), answer[:200]
    query = quote("ASK { ?s ?p ?o }")
    status, _, text = ask(address, f"/sparql?query={query}", Accept="application/json")
    assert (status, json.loads(text)["boolean"]) == (200, True)
