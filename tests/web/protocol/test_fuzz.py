"""Broken requests: whatever comes, the answer is 2xx, 3xx or 4xx, never a fault of ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from kretslopp.web.protocol.query_request import DIRECT, FORM

ADDRESSES = ("/sparql", "/sv/sparql", "/data")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
# Pieces that requests are made of, so that some of them come far before they break.
PIECES = (
    "query= update= format= graph= default default-graph-uri= named-graph-uri= & = + json csv trig",
    "html text/turtle http://example.org/ % %E5 %C3%A5 å %00 %ED%A0%80 \\uD800 \\U00110000 http://[",
    "SELECT ASK CONSTRUCT DESCRIBE FROM NAMED BASE PREFIX SERVICE INSERT DATA VALUES GRAPH FILTER",
    "UNION OPTIONAL GROUP BY LIMIT OFFSET * ?s ?p ?o ?g <a> <http://[> <:> e: e:a : . ; , { } ( )",
    "[ ] < ' \" ''' \\ # 1 1e999 99999999999999999999 ^^<http://www.w3.org/2001/XMLSchema#date> |",
    "/ ! ^",
)
WORDS = st.sampled_from([*(piece for line in PIECES for piece in line.split()), " ", "\n"])
TEXTS = st.one_of(st.lists(WORDS, max_size=14).map("".join), st.text(max_size=30))
# Queries of every form, which one change at a time breaks in their depth.
SOUND = st.sampled_from(
    [
        "PREFIX e: <http://e/> SELECT ?s (COUNT(*) AS ?n) { ?s e:a/e:b* ?o } GROUP BY ?s",
        "BASE <http://e/> ASK FROM <a> FROM <b> FROM NAMED <c> { GRAPH ?g { ?s ?p 'å'@sv } }",
        "CONSTRUCT { ?s <p> [ <q> 1.5e0 ] } { ?s ?p ?o OPTIONAL { ?o ?q ?r FILTER(?r > 1) } }",
        "DESCRIBE ?s { ?s ?p ?o } ORDER BY DESC(?p) LIMIT 1",
        'SELECT * { VALUES (?a ?b) { (UNDEF "x") } BIND(REPLACE(?b, "(x)", "$1") AS ?c) }',
        "SELECT ?s { { ?s ?p ?o } UNION { SELECT ?s { ?s ?p ?o MINUS { ?s a ?o } } LIMIT 1 } }",
    ]
)
CHANGED = st.tuples(SOUND, st.integers(0, 99), st.integers(0, 9), WORDS).map(
    lambda change: change[0][: change[1]] + change[3] + change[0][change[1] + change[2] :]
)
BYTES = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary())
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("ACCEPT", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "COOKIE", "RANGE", "IF_NONE_MATCH"),
            *("IF_MODIFIED_SINCE", "ORIGIN", "X_FORWARDED_HOST", "X_FORWARDED_PROTO", "REFERER"),
            *("HOST", "AUTHORIZATION", "EXPECT", "TRANSFER_ENCODING"),
        ]
    ),
    st.one_of(
        st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")),
        st.sampled_from(
            ["text/html", "*/*;q=x", "bytes=1-0", '"', "text/turtle;q=0.1, */*", "sv;q"]
        ),
    ),
    max_size=5,
)
CONTENT_TYPES = st.one_of(
    st.sampled_from([FORM, DIRECT, f"{DIRECT};charset=utf-8", f"{FORM};charset", "x/y;=;"]),
    st.binary(max_size=20).map(lambda raw: raw.decode("latin-1")),
)


def send(app, method, address, query_string, content_type, body, headers, length=None):
    """Hand a request to the application as a server would, and return status and body."""
    environ = EnvironBuilder(path=address, method=method, data=body).get_environ()
    environ["QUERY_STRING"] = query_string.decode("latin-1")  # PEP 3333
    environ["CONTENT_TYPE"] = content_type
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    environ.update({f"HTTP_{name}": value for name, value in headers.items()})
    parts, status, _ = run_wsgi_app(app, environ)
    return int(status.split()[0]), b"".join(parts)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(METHODS),
    st.sampled_from(ADDRESSES),
    BYTES,
    CONTENT_TYPES,
    BYTES,
    HEADERS,
    st.one_of(st.none(), st.sampled_from(["", "-1", "x", "99999999999999999999", "1"])),
)
def test_any_request_is_answered_or_refused(app, method, address, query, kind, body, headers, size):
    status, _ = send(app, method, address, query, kind, body, headers, size)
    assert 200 <= status < 500, status


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["", "/sv"]), st.one_of(CHANGED, TEXTS), TEXTS, TEXTS)
def test_any_query_is_answered_or_refused(app, language, query, default, named):
    """The same with what is well sent: any query, of any graphs."""
    client = app.test_client()
    sent = {"query": query, "default-graph-uri": f"http:{default}", "named-graph-uri": f"u:{named}"}
    for names in (["query"], ["query", "default-graph-uri"], list(sent)):
        parameters = {name: sent[name].encode("utf-8", "surrogatepass") for name in names}
        answer = client.get(f"{language}/sparql", query_string=parameters)
        assert 200 <= answer.status_code < 500, answer.text


FORMATS = ("json", "xml", "csv", "tsv", "ttl", "nt", "rdf", "jsonld", "trig", "nq", "html")


@pytest.mark.parametrize(
    "query",
    [
        # What broke the server, or might: the engine tells of these each in its own way.
        "ASK FROM <http://[> {}",
        "ASK FROM <http://[> FROM <http://b/> {}",
        "ASK FROM <http://a/\\uD800> FROM <http://b/> {}",
        "BASE <http://[> ASK FROM <a> FROM <b> {}",
        "SELECT (<http://example.org/f>(1) AS ?x) {}",
        "SELECT (SUM(<http://example.org/f>(?s)) AS ?x) { ?s ?p ?o }",
        "SELECT (1/0 AS ?x) (IRI('x y') AS ?y) (REPLACE('a', '(', 'b') AS ?z) {}",
        "CONSTRUCT { ?s ?p ?o } { BIND('a' AS ?s) ?o ?p ?q }",
        "CONSTRUCT { <a> <b> ?t } { BIND(TRIPLE(<a>, <b>, 1) AS ?t) }",
        "SELECT (TRIPLE(<a>, <b>, 1) AS ?t) (STRLANGDIR('a', 'sv', 'ltr') AS ?u) {}",
        "SELECT * {} LIMIT 99999999999999999999",
    ],
)
def test_a_query_that_an_engine_may_stumble_over(app, query):
    client = app.test_client()
    for name in FORMATS:
        answer = client.get("/sparql", query_string={"query": query, "format": name})
        assert 200 <= answer.status_code < 500, (name, answer.text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_graph_is_answered_or_refused(app, name):
    graph = f"http:{name}".encode("utf-8", "surrogatepass")
    answer = app.test_client().get("/data", query_string={"graph": graph})
    assert answer.status_code in (400, 404)


HOSTS = ("[", "a b", "å", "<script>", 'x"y', "a:b:c", "", "x" * 300, "%", "a%zz", "[::1]", "a\\b")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("accept", ["text/turtle", "text/html", "text/csv"])
@pytest.mark.parametrize("query", [b"", b"query=SELECT(%3Ca%3E%20AS%20?a){}", b"query=ASK"])
def test_a_strange_host_breaks_nothing(app, host, accept, query):
    status, body = send(app, "GET", "/sparql", query, "", b"", {"HOST": host, "ACCEPT": accept})
    assert 200 <= status < 500
    assert b"<script>" not in body
