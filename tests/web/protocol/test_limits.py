"""Queries that go too far, over HTTP: each is ended, and told which limit it met."""

import threading
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path

import pytest

from kretslopp.engine import EvaluatorEngine
from kretslopp.settings import QueryLimits, Settings
from kretslopp.web import create_app
from kretslopp.web.texts import text

PRODUCT = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9))
MEMORY = 150_000_000
# Each limit, its value here, the status, and a query that meets it.
BEYOND = [
    ("query_seconds", "1", 503, f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"),
    ("memory_bytes", str(MEMORY), 503, f"SELECT * {{ {PRODUCT} }} ORDER BY ?o1 ?o2"),
    ("answer_bytes", "100000", 503, f"SELECT * {{ {PRODUCT} }}"),
    ("queries_at_once", "1", 503, "ASK {}"),
    ("nesting", "20", 400, "ASK " + "{" * 21 + "}" * 21),
    ("patterns", "30", 400, "ASK {" + "?s ?p ?o . " * 31 + "}"),
]


@pytest.fixture(scope="module")
def serve():
    """Start a server with limits; its engine is ended afterwards."""
    engines = []

    def start(**limits: int):
        file = Path(__file__).parent.with_name("small.trig")
        engines.append(EvaluatorEngine(file, QueryLimits(**limits)))
        return create_app(engines[-1], {})

    yield start
    for engine in engines:
        engine.close()


@pytest.fixture(scope="module")
def servers(serve):
    """A server for each limit, in which no other limit is met first."""
    slow, few = {"query_seconds": 120}, {"queries_at_once": 1, "wait_seconds": 0}
    return {
        "query_seconds": serve(query_seconds=1),
        "memory_bytes": serve(memory_bytes=MEMORY, **slow),
        "answer_bytes": serve(answer_bytes=100_000, **slow),
        "queries_at_once": serve(query_seconds=5, **few),
        "nesting": serve(nesting=20),
        "patterns": serve(patterns=30),
    }


@pytest.fixture
def busy(servers):
    """Keep the server that may do one thing at once at work on something long."""
    client = servers["queries_at_once"].test_client()
    long = BEYOND[0][-1]
    thread = threading.Thread(
        target=client.get, args=("/sparql",), kwargs={"query_string": {"query": long}}
    )
    thread.start()
    yield
    thread.join()


@pytest.mark.parametrize(("limit", "value", "status", "query"), BEYOND)
def test_a_program_is_told_which_limit_and_its_value(servers, busy, limit, value, status, query):
    client = servers[limit].test_client()
    answer = client.get("/sparql", query_string={"query": query})
    while limit == "queries_at_once" and answer.status_code == 200:  # the long one has not begun
        answer = client.get("/sparql", query_string={"query": query})
    assert answer.status_code == status
    problem = answer.get_json()
    kind = f"limit-{limit.replace('_', '-')}"
    assert problem["type"] == f"https://w3id.org/kretslopp/problems#{kind}"
    assert (problem["limit"], problem["value"]) == (limit, value)
    assert value in problem["detail"]
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_program_is_told_that_as_many_long_queries_are_at_work_as_may_be(serve):
    app = serve(query_seconds=2, long_queries_at_once=1)

    def ask(_):
        return app.test_client().get("/sparql", query_string={"query": BEYOND[0][-1]}).get_json()

    with ThreadPoolExecutor() as pool:
        told = sorted(pool.map(ask, range(3)), key=itemgetter("limit"))
    assert [problem["limit"] for problem in told] == [
        *["long_queries_at_once"] * 2,
        "query_seconds",
    ]
    kind = "https://w3id.org/kretslopp/problems#limit-long-queries-at-once"
    assert (told[0]["type"], told[0]["status"], told[0]["value"]) == (kind, 503, "1")
    assert "long_queries_at_once" in told[0]["detail"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_reader_is_told_on_the_page_with_the_query(servers, language):
    limit, value, status, query = BEYOND[0]
    answer = (
        servers[limit]
        .test_client()
        .get(f"/{language}/sparql", query_string={"query": query}, headers={"Accept": "text/html"})
    )
    assert answer.status_code == status
    assert text("problem.limit-query-seconds.title", language) in answer.text
    assert text("problem.limit-query-seconds.detail", language, value=value) in answer.text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_answer_that_is_too_large_for_a_page_can_be_fetched(engine, named, language):
    client = create_app(engine, named, Settings(max_page_bytes=100)).test_client()
    asked = {"query": "SELECT * { ?s ?p ?o }"}
    page = client.get(f"/{language}/sparql", query_string=asked, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert text("problem.limit-max-page-bytes.title", language) in page.text
    assert client.get("/sparql", query_string={**asked, "format": "csv"}).status_code == 200
