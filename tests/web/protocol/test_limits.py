"""Queries that go too far, over HTTP: each is ended, and told which limit it met."""

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from kretslopp.engine import EvaluatorEngine
from kretslopp.settings import QueryLimits, Settings
from kretslopp.web import create_app
from kretslopp.words import text

SMALL = Path(__file__).parent.with_name("small.trig")
PRODUCT = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9))
MEMORY = 150_000_000
LONG = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"
# Each limit, its value here, the status, and a query that meets it.
BEYOND = [
    ("query_seconds", "1", 503, LONG),
    ("memory_bytes", str(MEMORY), 503, f"SELECT * {{ {PRODUCT} }} ORDER BY ?o1 ?o2"),
    ("answer_bytes", "100000", 503, f"SELECT * {{ {PRODUCT} }}"),
    ("nesting", "20", 400, "ASK " + "{" * 21 + "}" * 21),
    ("patterns", "30", 400, "ASK {" + "?s ?p ?o . " * 31 + "}"),
]


@pytest.fixture(scope="module")
def serve():
    """Start a server with limits; its engine is ended afterwards."""
    engines = []

    def start(**limits: int):
        engines.append(EvaluatorEngine(SMALL, QueryLimits(**limits)))
        return create_app(engines[-1], {})

    yield start
    for engine in engines:
        engine.close()


@pytest.fixture(scope="module")
def servers(serve):
    """A server for each limit, in which no other limit is met first."""
    slow = {"query_seconds": 120}
    return {
        "query_seconds": serve(query_seconds=1),
        "memory_bytes": serve(memory_bytes=MEMORY, **slow),
        "answer_bytes": serve(answer_bytes=100_000, **slow),
        "nesting": serve(nesting=20),
        "patterns": serve(patterns=30),
    }


@pytest.mark.parametrize(("limit", "value", "status", "query"), BEYOND)
def test_a_program_is_told_which_limit_and_its_value(servers, limit, value, status, query):
    answer = servers[limit].test_client().get("/sparql", query_string={"query": query})
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
    check_told(answer.get_json(), limit, value)


def check_told(problem, limit, value):
    kind = f"limit-{limit.replace('_', '-')}"
    assert problem["type"] == f"https://w3id.org/kretslopp/problems#{kind}"
    assert (problem["limit"], problem["value"]) == (limit, value)
    assert value in problem["detail"]


def ask(engine, query):
    client = create_app(engine, {}).test_client()
    return client.get("/sparql", query_string={"query": query})


def test_a_program_is_told_that_as_many_queries_are_at_work_as_may_be():
    limits = QueryLimits(query_seconds=600, queries_at_once=1, wait_seconds=0)
    engine = EvaluatorEngine(SMALL, limits)
    with ThreadPoolExecutor() as pool:
        try:
            long = pool.submit(ask, engine, LONG)
            while not engine.figures().at_work:
                assert not long.done()
                time.sleep(0.01)
            answer = ask(engine, "ASK {}")
        finally:
            engine.close()  # the long one would go on
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    check_told(answer.get_json(), "queries_at_once", "1")


def test_a_program_is_told_that_as_many_long_queries_are_at_work_as_may_be():
    engine = EvaluatorEngine(SMALL, QueryLimits(query_seconds=600, long_queries_at_once=1))
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(ask, engine, LONG) for _ in range(2)]
        try:
            (first,), _ = wait(asked, return_when=FIRST_COMPLETED)
        finally:
            engine.close()  # the other would go on
    assert first.result().status_code == 503
    check_told(first.result().get_json(), "long_queries_at_once", "1")


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
