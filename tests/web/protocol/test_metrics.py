"""What watches over the server: health, counts for Prometheus, and the access log."""

import io

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kretslopp.engine import CachingEngine, EvaluatorEngine
from kretslopp.errors import EngineFailure
from kretslopp.settings import QueryLimits, Settings
from kretslopp.web import create_app
from kretslopp.web.pages import registry
from kretslopp.web.protocol.metrics import FULL, NOTHING, PLAIN, Metrics, Observation, kind_of


def samples(client):
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def test_requests_are_counted_by_kind_and_status(engine, named):
    client = create_app(engine, named).test_client()
    for address in ("/sparql?query=ASK{}", "/sparql?query=ASK", "/nowhere", "/sv/", "/a\nb"):
        client.get(address, buffered=True)
    found = samples(client)
    assert found["kretslopp_requests_total", "2xx", "sparql"] == 1
    assert found["kretslopp_requests_total", "4xx", "sparql"] == 1
    assert found["kretslopp_requests_total", "4xx", "page"] == 2
    assert found["kretslopp_request_seconds_count", "sparql"] == 2
    assert found["kretslopp_request_seconds_bucket", "+Inf", "sparql"] == 2


def test_evaluators_limits_and_cache_are_told(built, named):
    engine = CachingEngine(EvaluatorEngine(built, QueryLimits(nesting=3)), 100_000)
    try:
        client = create_app(engine, named).test_client()
        for query in ("ASK{}", "ASK{}", "ASK{{{{}}}}"):
            client.get("/sparql", query_string={"query": query})
        found = samples(client)
    finally:
        engine.close()
    assert found["kretslopp_evaluators", "idle"] >= 2
    assert found["kretslopp_evaluators", "at_work"] == 0
    assert found["kretslopp_limits_reached_total", "nesting"] == 1
    assert found["kretslopp_cache_hits_total",] == 1
    assert found["kretslopp_cache_misses_total",] == 2
    assert found["kretslopp_cache_bytes",] > 0


def test_it_is_well_only_while_something_answers(engine, named):
    assert create_app(engine, named).test_client().get("/healthz").status_code == 200

    class Broken:
        def select(self, *_):
            raise EngineFailure

    broken = create_app(Broken(), named).test_client()
    assert broken.get("/healthz").status_code >= 500


def test_health_is_never_remembered(engine, named):
    class Breaking:
        def __init__(self):
            self.is_broken = False

        def answer(self, *arguments):
            if self.is_broken:
                raise EngineFailure
            return engine.answer(*arguments)

    breaking = Breaking()
    client = create_app(CachingEngine(breaking, 100_000), named).test_client()
    assert client.get("/healthz").status_code == 200
    breaking.is_broken = True
    assert client.get("/healthz").status_code >= 500


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sparql", "sparql"),
        ("/sv/sparql", "sparql"),
        ("/en/questions/actions-of-goal", "questions"),
        ("/id/goal/borlange/2023-2030/4", "id"),
        ("/", "page"),
        ("", "page"),
        ("/made-up-by-a-client", "page"),
    ],
)
def test_kinds_of_address_are_few(path, kind):
    assert kind_of(path, registry.groups()) == kind


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        (NOTHING, ""),
        (PLAIN, " GET /s%C3%B6k%0Aforged 404 "),
        (FULL, " 192.0.2.7 GET /s%C3%B6k%0Aforged?query=ASK%7B%7D%20x 404 "),
    ],
)
def test_the_log_tells_of_query_and_client_only_when_asked(detail, says):
    def application(environ, start_response):
        start_response("404 NOT FOUND", [])
        return [b""]

    log = io.StringIO()
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/sök\nforged".encode().decode("latin-1"),
        "QUERY_STRING": "query=ASK%7B%7D x",
        "REMOTE_ADDR": "192.0.2.7",
    }
    list(Observation(application, Metrics(), {}, detail, log)(environ, lambda *_: None))
    assert says in log.getvalue()
    assert log.getvalue().count("\n") == bool(says)
    assert ("ASK" in log.getvalue()) == (detail == FULL)


def test_forwarded_addresses_count_only_behind_a_proxy(engine, named):
    forwarded = {
        "X-Forwarded-Host": "data.example.org",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/kretslopp",
    }
    for proxies, address in ((0, "/sv/"), (1, "/kretslopp/sv/")):
        app = create_app(engine, named, Settings(trusted_proxies=proxies))
        assert app.test_client().get("/", headers=forwarded).headers["Location"] == address
