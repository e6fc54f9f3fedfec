"""The endpoint: three ways to ask, every format, every error, and its page."""

import json

import pytest
from rdflib import Dataset

from kretslopp.errors import QueryError
from kretslopp.web.pages.sparql import examples

# rdflib's readers use what rdflib itself calls deprecated.
RDFLIB = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
DIRECT = "application/sparql-query"
BORLANGE = "<https://w3id.org/kretslopp/id/municipality/borlange>"
SELECT = f"SELECT ?o {{ {BORLANGE} ?p ?o FILTER(isLiteral(?o)) }}"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/kretslopp/def#Goal> ; ?p ?o }"
SWEDISH = 'SELECT ?s { ?s ?p "AO Återvinning"@sv }'


def ask(client, query, accept=None, **parameters):
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **parameters}, headers=headers)


def test_the_three_ways_give_the_same_answer(client):
    answers = [
        client.get("/sparql", query_string={"query": SWEDISH}),
        client.post("/sparql", data={"query": SWEDISH}),
        client.post("/sparql", data=SWEDISH.encode(), content_type=DIRECT),
        client.post("/sparql", data=SWEDISH.encode(), content_type=f"{DIRECT}; charset=utf-8"),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.data for answer in answers} == {answers[0].data}
    (binding,) = answers[0].get_json(force=True)["results"]["bindings"]
    assert binding["s"]["value"].endswith("/org/borlange-energi/atervinning")


RESULTS = [
    ("application/sparql-results+json", "json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "xml", "application/sparql-results+xml"),
]
TABLES = [
    ("text/csv", "csv", "text/csv; charset=utf-8"),
    ("text/tab-separated-values", "tsv", "text/tab-separated-values; charset=utf-8"),
]
GRAPHS = [
    ("text/turtle", "ttl", "text/turtle; charset=utf-8"),
    ("application/n-triples", "nt", "application/n-triples"),
    ("application/rdf+xml", "rdf", "application/rdf+xml"),
    ("application/ld+json", "jsonld", "application/ld+json"),
    ("application/trig", "trig", "application/trig"),
    ("application/n-quads", "nq", "application/n-quads"),
]


@pytest.mark.parametrize(
    ("query", "accept", "name", "content_type"),
    [(query, *case) for query in (SELECT, ASK) for case in RESULTS]
    + [(SELECT, *case) for case in TABLES]
    + [(CONSTRUCT, *case) for case in GRAPHS]
    + [("DESCRIBE <https://w3id.org/kretslopp/id/goal/borlange/2023-2030/4>", *GRAPHS[0])],
)
def test_every_format_by_accept_and_by_name(client, query, accept, name, content_type):
    by_accept = ask(client, query, f"image/png, {accept}")
    by_name = ask(client, query, "image/png", format=name)
    for answer in (by_accept, by_name):
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == content_type
        assert {"Accept", "Accept-Language"} <= set(answer.vary)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert by_accept.data == by_name.data


@RDFLIB
@pytest.mark.parametrize(("accept", "name", "_type"), GRAPHS)
def test_graphs_are_whole(client, accept, name, _type):
    answer = ask(client, CONSTRUCT, accept)
    formats = {
        "ttl": "turtle",
        "nt": "nt",
        "rdf": "xml",
        "jsonld": "json-ld",
        "trig": "trig",
        "nq": "nquads",
    }
    # Of a dataset it is the default graph.
    graph = Dataset().parse(data=answer.data, format=formats[name]).default_graph
    assert len(graph) == 12
    assert "Mål 4" in {str(label) for label in graph.objects()}


def test_tables_and_xml_keep_swedish_letters(client):
    for accept in ("text/csv", "text/tab-separated-values", "application/sparql-results+xml"):
        assert "Borlänge" in ask(client, SELECT, accept).data.decode("utf-8"), accept


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/xml", "text/xml; charset=utf-8"),
        (SELECT, "application/*;q=0.1, text/csv;q=0.2", "text/csv; charset=utf-8"),
        (SELECT, "application/sparql-results+json;q=0, application/*", RESULTS[1][0]),
        (SELECT, "text/turtle, application/sparql-results+xml;q=0.1", RESULTS[1][0]),
        (CONSTRUCT, None, "text/turtle; charset=utf-8"),
        (CONSTRUCT, "text/turtle;charset=utf-8", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/json", "application/json"),
        (CONSTRUCT, "text/turtle, */*;q=0.1", "text/turtle; charset=utf-8"),
        (CONSTRUCT, 'application/ld+json;profile="http://a,b"', "application/ld+json"),
    ],
)
def test_negotiation(client, query, accept, content_type):
    answer = ask(client, query, accept)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type


@pytest.mark.parametrize(
    ("query", "formats", "content_type"),
    [
        # What SPARQLWrapper sends.
        (CONSTRUCT, ["turtle"], "text/turtle; charset=utf-8"),
        (CONSTRUCT, ["xml"], "application/rdf+xml"),
        (CONSTRUCT, ["json"], "application/ld+json"),
        (
            CONSTRUCT,
            ["json-ld", "application/ld+json,application/x-json+ld"],
            "application/ld+json",
        ),
        (SELECT, ["tsv", "text/tab-separated-values"], TABLES[1][2]),
        (SELECT, ["application/sparql-results+xml"], "application/sparql-results+xml"),
        (SELECT, ["CSV"], TABLES[0][2]),
        (SELECT, [""], "application/sparql-results+json"),
    ],
)
def test_other_names_of_formats(client, query, formats, content_type):
    answer = ask(client, query, "*/*", format=formats)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type


def test_what_no_format_can_hold_is_406_with_what_there_is(client):
    for query, options in (
        (SELECT, {"accept": "text/turtle"}),
        (SELECT, {"format": "ttl"}),
        (SELECT, {"accept": "*/*;q=0"}),
        (CONSTRUCT, {"accept": "text/csv"}),
        (CONSTRUCT, {"format": "csv"}),
    ):
        answer = ask(client, query, **options)
        assert answer.status_code == 406, options
        expected = "text/turtle" if query is CONSTRUCT else "text/csv"
        assert expected in answer.get_json()["available"]
        assert expected in answer.get_json()["detail"]


def test_a_syntax_error_has_the_line_and_column_that_the_engine_found(client, engine):
    query = "SELECT *\nWHERE { ?s ?p }"
    with pytest.raises(QueryError) as caught:
        engine.select(query)
    place = caught.value.faults[0].place
    answer = ask(client, query)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["type"] == "https://w3id.org/kretslopp/problems#query-error"
    assert (problem["line"], problem["column"]) == (place.line, place.character)
    assert problem["line"] == 2


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    ],
)
def test_updates_and_other_servers_are_refused(client, query):
    for answer in (
        ask(client, query),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", data=query, content_type=DIRECT),
    ):
        assert answer.status_code == 400
        assert answer.get_json()["line"] == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/sparql?query={ASK}", 200),
        ("/sparql", 200),
        ("/sparql?query=ASK", 400),
        ("/sparql?query=ASK{}&format=ttl", 406),
        ("/data?default", 200),
        ("/data?graph=http://example.org/none", 404),
    ],
)
def test_head_has_the_headers_of_get_and_no_body(client, address, status):
    head, get = client.head(address), client.get(address)
    assert head.status_code == get.status_code == status
    assert head.data == b""
    assert get.data
    assert dict(head.headers) == dict(get.headers)
    assert int(get.headers["Content-Length"]) == len(get.data)


def test_preflight(client):
    asked = client.options(
        "/sparql",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"},
    )
    assert asked.status_code == 200
    assert set(asked.allow) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    allowed = asked.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Accept", "Content-Type", "If-None-Match"} <= set(allowed)


@pytest.mark.parametrize("query", [ASK, "ASK"])
def test_a_script_of_another_origin_may_read_the_headers(client, query):
    exposed = ask(client, query).headers["Access-Control-Expose-Headers"].split(", ")
    assert {"Allow", "ETag", "Link", "Location", "Retry-After"} <= set(exposed)


def test_relative_addresses_of_a_query_resolve_against_the_endpoint(client):
    query = "SELECT (<graph/x> AS ?x) (<#y> AS ?y) {}"
    rows = ask(client, query, "text/csv").text.splitlines()
    assert rows == ["x,y", "http://localhost/graph/x,http://localhost/sparql#y"]
    own = ask(client, f"BASE <http://example.org/> {query}", "text/csv").text.splitlines()
    assert own[1] == "http://example.org/graph/x,http://example.org/#y"


def test_nothing_is_written(client, engine):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = engine.select(count)
    client.post("/sparql", data={"update": "CLEAR ALL"})
    client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update")
    assert engine.select(count) == before


# The page


def test_a_browser_without_query_gets_the_page(browser):
    answer = browser.get("/sparql", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert "<textarea" in answer.text
    assert "Run the query" in answer.text
    assert answer.headers["Content-Language"] == "en"
    assert "Kör frågan" in browser.get("/sparql").text
    assert "Kör frågan" in browser.get("/sv/sparql", headers={"Accept-Language": "en"}).text


def test_the_page_shows_solutions_as_a_table(browser):
    answer = ask(browser, 'SELECT ?s ?o { ?s ?o "Borlänge"@sv }')
    assert answer.status_code == 200
    assert "1 rad<" in answer.text
    assert 'href="https://w3id.org/kretslopp/id/municipality/borlange"' in answer.text
    assert ">klid:municipality/borlange</a>" in answer.text
    assert "format=csv" in answer.text
    assert "format=ttl" not in answer.text


def test_the_page_shows_verdicts_and_graphs(browser):
    assert '<p class="verdict">ja</p>' in ask(browser, ASK).text
    assert '<p class="verdict">nej</p>' in ask(browser, "ASK { ?s ?s ?s }").text
    graph = ask(browser, CONSTRUCT).text
    assert "&#34;Mål 4&#34;@sv" in graph
    assert "format=ttl" in graph
    assert "Inget i grafen svarar" in ask(browser, "SELECT * { ?s ?s ?s }").text
    assert "tom graf" in ask(browser, "CONSTRUCT { ?s ?s ?s } WHERE { ?s ?s ?s }").text


def test_the_page_keeps_the_query_and_shows_where_it_is_wrong(browser):
    answer = browser.get("/en/sparql", query_string={"query": "SELECT *\n{ ?s ?p </textarea><b> }"})
    assert answer.status_code == 400
    assert "Line 2, column" in answer.text
    assert "&lt;/textarea&gt;&lt;b&gt; }</textarea>" in answer.text
    assert 'role="alert"' in answer.text


def test_a_page_answers_as_a_file_where_asked(browser):
    answer = browser.get("/sv/sparql", query_string={"query": SELECT, "format": "csv"})
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "Borlänge" in answer.text


def test_a_page_has_no_more_rows_than_set(narrow):
    query = "SELECT ?s { ?s ?p ?o } LIMIT 5"
    page = narrow.get("/sv/sparql", query_string={"query": query}).text
    assert page.count('<td role="cell"') == 2
    assert "de första 2 av 5 rader" in page
    whole = narrow.get("/sparql", query_string={"query": query, "format": "json"})
    assert len(json.loads(whole.data)["results"]["bindings"]) == 5


def test_texts_and_addresses_of_the_data_can_not_attack_the_page(browser):
    query = "SELECT ?p ?o { <https://w3id.org/kretslopp/id/action/borlange/2023-2026/K1> ?p ?o }"
    page = ask(browser, query).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_every_example_runs(browser):
    assert len(examples()) == 4
    for name, query in examples().items():
        answer = browser.get("/sv/sparql", query_string={"query": query})
        assert answer.status_code == 200, name
        assert 'role="alert"' not in answer.text, name
