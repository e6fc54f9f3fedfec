"""One shape of problem, whichever door it comes through."""

import json
import logging
from dataclasses import fields

import pytest
from werkzeug.exceptions import BadRequest, RequestedRangeNotSatisfiable

from kretslopp.errors import (
    DataViolation,
    EngineFailure,
    Fault,
    KretsloppError,
    NotFound,
    Place,
    QueryError,
    WrongUse,
)
from kretslopp.settings import Settings
from kretslopp.web import create_app
from kretslopp.web.protocol import problems
from kretslopp.web.protocol.problems import KINDS
from kretslopp.words import text
from web.protocol.test_limits import BEYOND

DIRECT = "application/sparql-query"
ASK = "ASK {}"
QUESTION = "/questions/actions-of-goal"

# Each kind of problem, and a request that meets it.
DOORS = [
    ("missing-query", "GET", "/sparql?format=csv", {}),
    (
        "missing-query",
        "POST",
        "/sparql",
        {"data": {}, "content_type": "application/x-www-form-urlencoded"},
    ),
    ("several-queries", "GET", "/sparql?query=ASK{}&query=ASK{}", {}),
    ("query-error", "GET", "/sparql?query=ASK", {}),
    ("update-refused", "POST", "/sparql", {"data": {"update": "CLEAR ALL"}}),
    ("not-a-graph", "GET", "/sparql?query=ASK{}&default-graph-uri=ontology", {}),
    ("not-one-graph", "GET", "/data", {}),
    ("not-a-graph", "GET", "/data?graph=ontology", {}),
    ("unknown-graph", "GET", "/data?graph=http://example.org/none", {}),
    ("not-acceptable", "GET", "/data?default&format=html", {}),
    ("not-utf-8", "GET", "/data?graph=%E5", {}),
    ("not-utf-8", "POST", "/sparql", {"data": b"ASK { ?s ?p '\xe5' }", "content_type": DIRECT}),
    ("unknown-format", "GET", "/sparql?query=ASK{}&format=pdf", {}),
    ("unknown-format", "GET", f"{QUESTION}?format=pdf", {}),
    ("several-formats", "GET", "/sparql?query=ASK{}&format=xml&format=csv", {}),
    ("several-formats", "GET", f"{QUESTION}.csv?format=json", {}),
    ("wrong-parameter", "GET", f"{QUESTION}?format=json&goal=99", {}),
    ("wrong-year", "GET", "/questions/actions-running-in-year.csv?year=x", {}),
    ("wrong-timeout", "GET", "/sparql?query=ASK{}&timeout=soon", {}),
    ("several-values", "GET", f"{QUESTION}.json?goal=4&goal=10", {}),
    ("unequal-keys", "GET", "/explain?format=csv&by=targets&goal=x&goal=y&target=z", {}),
    ("unknown-parameter", "GET", f"{QUESTION}.csv?gaol=4", {}),
    ("not-found", "GET", "/nowhere", {}),
    ("not-found", "GET", "/de/", {}),
    ("unknown-question", "GET", "/questions/actions-of-gaol", {}),
    ("method-not-allowed", "DELETE", "/sparql", {}),
    ("method-not-allowed", "POST", QUESTION, {}),
    ("method-not-allowed", "PUT", "/data?default", {}),
    ("not-acceptable", "GET", "/sparql?query=ASK{}", {"headers": {"Accept": "image/png"}}),
    ("not-acceptable", "GET", QUESTION, {"headers": {"Accept": "image/png"}}),
    ("query-too-long", "POST", "/sparql", {"data": "#" * 201, "content_type": DIRECT}),
    ("request-too-large", "POST", "/sparql", {"data": "#" * 1001, "content_type": DIRECT}),
    ("unsupported-media-type", "POST", "/sparql", {"data": ASK, "content_type": "text/plain"}),
    (
        "unsupported-charset",
        "POST",
        "/sparql",
        {"data": ASK, "content_type": f"{DIRECT};charset=latin-1"},
    ),
]
# Met with broken engines and by hand, below, with published data in test_documents.py and
# test_why.py, and with limits in test_limits.py, test_admission.py
# and test_federation.py.
ELSEWHERE = {
    "bad-request",
    "wrong-use",
    "engine-failure",
    "internal-error",
    "unknown-thing",
    "unknown-page",
    "withdrawn",
    "range-not-satisfiable",  # in test_dumps.py
    "missing-extra",  # in test_compare.py
    "missing-term",
    "not-an-iri",
    "not-a-term",
    "does-not-hold",
    "limit-requests-per-minute",
    "limit-bodies-at-once",
    "limit-queries-at-once",
    "limit-long-queries-at-once",
    "limit-service-bytes",
    "limit-max-page-bytes",
    "service-failure",
}
LIMITS = {f"limit-{limit.replace('_', '-')}" for limit, *_ in BEYOND}


def test_every_kind_of_problem_has_a_door():
    assert {kind for kind, *_ in DOORS} | ELSEWHERE | LIMITS == set(KINDS)


@pytest.mark.parametrize(("kind", "method", "address", "options"), DOORS)
def test_a_program_gets_problem_details(narrow, kind, method, address, options):
    answer = narrow.open(address, method=method, **options)
    assert answer.status_code == KINDS[kind]
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["type"] == f"https://w3id.org/kretslopp/problems#{kind}"
    assert problem["status"] == KINDS[kind]
    assert problem["title"]
    assert problem["detail"]
    assert "Accept" in answer.vary
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


# These a browser does not meet: it gets the page that it asked for.
PAGES = [("not-acceptable", "GET")]


@pytest.mark.parametrize(
    ("kind", "method", "address", "options"), [door for door in DOORS if door[:2] not in PAGES]
)
def test_a_reader_gets_a_page(narrow, kind, method, address, options):
    options = {**options, "headers": {"Accept": "text/html", "Accept-Language": "sv"}}
    answer = narrow.open(address, method=method, **options)
    assert answer.status_code == KINDS[kind]
    assert answer.content_type == "text/html; charset=utf-8"
    assert '<html lang="sv">' in answer.text
    assert text(f"problem.{kind}.title", "sv") in answer.text


def test_a_method_that_is_not_allowed_says_which_are(client):
    answer = client.delete("/sparql")
    assert set(answer.allow) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_limits_say_what_they_are(narrow):
    answer = narrow.post("/sparql", data="#" * 201, content_type=DIRECT).get_json()
    assert (answer["limit"], answer["value"]) == ("max_query_bytes", 200)
    assert "201" in answer["detail"]
    assert "200" in answer["detail"]


def test_an_unknown_question_names_the_nearest(client):
    answer = client.get("/questions/actions-of-gaol").get_json()
    assert answer["nearest"][0] == "actions-of-goal"
    assert "actions-of-goal" in answer["detail"]


def test_a_wrong_value_says_which_parameter_and_what_is_allowed(client):
    answer = client.get("/questions/actions-of-goal.json?goal=99").get_json()
    assert answer["parameter"] == "goal"
    assert answer["allowed"] == ["4", "10"]
    assert "Number of the goal" in answer["detail"]


class Broken:
    """An engine that fails with an error that quotes the query."""

    def __init__(self, error):
        self.error = error

    def select(self, query, _bindings=None):
        raise self.error(query)

    def answer(self, query, _formats, _asked_of=None, _base=None, _seconds=None):
        raise self.error(query)


SECRET = "SELECT ?secret { ?secret ?p 'mitt personnummer' }"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RuntimeError, "internal-error"),
        (
            lambda query: EngineFailure(Fault(f"failed on {query}", Place("/srv/x"))),
            "engine-failure",
        ),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_our_own_faults_say_nothing_of_their_cause(named, caplog, error, kind, accept):
    client = create_app(Broken(error), named).test_client()
    with caplog.at_level(logging.DEBUG):
        answer = client.post(
            "/sparql", data=SECRET, content_type=DIRECT, headers={"Accept": accept}
        )
    assert answer.status_code == KINDS[kind]
    for told in ("Traceback", "/srv/x", "RuntimeError", "failed on"):
        assert told not in answer.text
    assert "test_problems.py" in caplog.text  # where it arose
    assert "personnummer" not in caplog.text
    if accept == "*/*":
        assert "personnummer" not in answer.text


def test_a_broken_engine_breaks_no_error_page(named):
    client = create_app(Broken(RuntimeError), named).test_client()
    for address, status in (("/sv/", 500), ("/sv/nowhere", 404), ("/sv/sparql", 200)):
        assert client.get(address, headers={"Accept": "text/html"}).status_code == status


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (QueryError(Fault("No.", Place(line=2, character=5), "Do so.")), 400, "#query-error"),
        (WrongUse(Fault("No.", advice="Do so.")), 400, "#wrong-use"),
        (NotFound(Fault("No.", advice="Do so.")), 404, "#not-found"),
        (DataViolation(Fault("No.", advice="Do so.")), 422, "about:blank"),
        (KretsloppError(Fault("No.", advice="Do so.")), 400, "about:blank"),
    ],
)
def test_faults_from_below_keep_their_words(error, status, kind):
    told = problems.details(error, "sv")
    assert told.status == status
    assert told.type.endswith(kind)
    assert json.loads(told.to_json())["detail"] == "No. Do so."
    assert told.detail_language == "en"


def test_line_and_column_stand_only_where_they_are_known():
    placed = QueryError(Fault("No.", Place(line=2, character=5)))
    assert json.loads(problems.details(placed, "en").to_json())["line"] == 2
    assert json.loads(problems.details(placed, "en").to_json())["column"] == 5
    assert "line" not in json.loads(problems.details(WrongUse(Fault("No.")), "en").to_json())


def test_errors_of_http_itself():
    assert problems.details(BadRequest(), "en").kind == "bad-request"
    other = problems.details(RequestedRangeNotSatisfiable(), "en")
    assert (other.status, other.type) == (416, "about:blank")
    assert other.title == "Requested Range Not Satisfiable"


def test_the_page_of_problems_has_each_kind_where_its_type_points(client):
    assert client.get("/problems").headers["Location"] == "/sv/problems"
    for language in ("sv", "en"):
        page = client.get(f"/{language}/problems").text
        for kind in KINDS:
            assert f'<section id="{kind}">' in page


def test_every_setting_says_what_it_is_for():
    assert [field.name for field in fields(Settings)] == [
        "max_query_bytes",
        "max_request_bytes",
        "max_page_rows",
        "max_page_bytes",
        "links_per_page",
        "statements_per_page",
        "cache_bytes",
        "requests_per_minute",
        "bodies_at_once",
        "access_log",
        "trusted_proxies",
    ]
    for field in fields(Settings):
        assert field.metadata["help"].endswith(".")
        assert field.default >= 0
