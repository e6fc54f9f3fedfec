"""SERVICE: only to whom it is allowed to, within limits, and joined as SPARQL has it."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from rdflib import Literal, URIRef

from kretslopp.engine import (
    AnswerKind,
    CachingEngine,
    EvaluatorEngine,
    default_format,
    may_change,
)
from kretslopp.engine.federation import clauses
from kretslopp.errors import LimitReached, QueryError, ServiceFailure
from kretslopp.settings import Federation, QueryLimits

EX = "http://example.org/"
DATA = f"""
<{EX}borlange> <{EX}code> "2081" .
<{EX}falun> <{EX}code> "2080" .
<{EX}nacka> <{EX}code> "0182" .
"""
FORMATS = {kind: default_format(kind) for kind in AnswerKind}
PEOPLE = [("2081", 51_964), ("2080", 60_032), ("9999", 1)]
MOST_BYTES = 20_000


def solutions(variables, rows):
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()


def literal(value):
    return {"type": "literal", "value": value}


POPULATION = solutions(
    ["code", "people"],
    [
        {
            "code": literal(code),
            "people": {
                "type": "literal",
                "value": str(people),
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
        }
        for code, people in PEOPLE
    ]
    + [{"people": {"type": "literal", "value": "Kärnvärde \"å\" \\ \n", "xml:lang": "sv"}}],
)  # fmt: skip
BODIES = {
    "/population": POPULATION,
    "/nothing": solutions(["code"], []),
    "/no-variable": solutions([], [{}]),
    "/yes": b'{"head": {}, "boolean": true}',
    "/page": b"<html>sorry</html>",
    "/node": solutions(["code"], [{"code": {"type": "bnode", "value": "b"}}]),
    "/large": solutions(["code"], [{"code": literal("x" * 1000)}] * 100),
}


class Endpoint(BaseHTTPRequestHandler):
    """Other people's endpoints, good and bad; keeps the queries that came."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - one for all requests

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, parse_qs(body)["query"][0]))
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/population")
            self.end_headers()
            return
        if self.path == "/broken":
            self.send_error(500)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        if self.path == "/slow":  # a byte now and then
            with contextlib.suppress(ConnectionError):
                for byte in POPULATION:
                    time.sleep(0.3)
                    self.wfile.write(bytes([byte]))
        else:
            self.wfile.write(BODIES[self.path])

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def home():
    """The address of other people's server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def start(home, tmp_path_factory):
    """Start an engine that gives others so many seconds."""
    file = tmp_path_factory.mktemp("federation") / "codes.ttl"
    file.write_text(DATA, encoding="utf-8")
    allowed = " ".join(f"{home}{path}" for path in (*BODIES, "/elsewhere", "/broken", "/slow"))
    started = []

    def run(seconds):
        federation = Federation(allowed, service_seconds=seconds, service_bytes=MOST_BYTES)
        limits = QueryLimits(query_seconds=600)
        started.append(EvaluatorEngine(file, limits, federation=federation))
        return started[-1]

    yield run
    for engine in started:
        engine.close()


@pytest.fixture(scope="module")
def engine(start):
    return start(120)


@pytest.fixture(autouse=True)
def forgotten():
    Endpoint.asked.clear()


def rows(engine, query):
    return set(engine.select(query).rows)


def test_what_others_know_is_joined_with_ours(engine, home):
    query = f"""
        PREFIX ex: <{EX}> PREFIX s: <{home}/>
        SELECT ?place ?people {{
            ?place ex:code ?code . SERVICE s:population {{ ?x ex:code ?code ; ex:people ?people }}
        }}"""
    words = Literal('Kärnvärde "å" \\ \n', lang="sv")
    places = {URIRef(f"{EX}{name}") for name in ("borlange", "falun", "nacka")}
    assert rows(engine, query) == {
        (URIRef(f"{EX}borlange"), Literal(51_964)),
        (URIRef(f"{EX}falun"), Literal(60_032)),
        *((place, words) for place in places),  # the row without a code fits each
    }
    ((path, asked),) = Endpoint.asked
    assert path == "/population"
    assert (
        asked.split()
        == (
            f"PREFIX ex: <{EX}> PREFIX s: <{home}/> "
            "SELECT * { ?x ex:code ?code ; ex:people ?people }"
        ).split()
    )


def test_it_may_be_optional_or_one_of_several(engine, home):
    query = f"""SELECT ?place ?people {{
        ?place <{EX}code> ?code
        OPTIONAL {{ SERVICE <{home}/population> {{ ?x ?code ?people }} FILTER(?people > 60000) }}
    }}"""
    found = {str(place).removeprefix(EX): people for place, people in rows(engine, query)}
    assert found == {"borlange": None, "falun": Literal(60_032), "nacka": None}
    others = (f"SERVICE <{home}{path}> {{ ?a ?code ?b }}" for path in ("/nothing", "/population"))
    both = f"SELECT ?code {{ {' '.join(others)} }}"
    assert rows(engine, both) == set()
    assert [path for path, _ in Endpoint.asked] == ["/population", "/nothing", "/population"]


def test_relative_iris_mean_the_same_there(engine, home):
    query = f"SELECT * {{ SERVICE <{home}/no-variable> {{ <a> <b> <c> }} }}"
    body = engine.answer(query, FORMATS, base=f"{EX}base/").body
    assert json.loads(body)["results"]["bindings"] == [{}]
    ((_, asked),) = Endpoint.asked
    assert asked.startswith(f"BASE <{EX}base/> ")


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://127.0.0.1:1/population> {}",
        "SERVICE <HOME/population/more> {}",
        "SERVICE <HOME/other> {}",
        "SERVICE ?anywhere {}",
        "SERVICE SILENT <HOME/other> {}",
        "SERVICE <HOME/population> { SERVICE <HOME/other> {} }",
        "SERVICE <HOME/population> {} SERVICE <file:///etc/passwd> {}",
        "SERVICE <population> {}",
        "SERVICE \\u003CHOME/population> {}",
        "?s ?p ex:o.SERVICE <HOME/population> {}",
    ],
)
def test_nobody_else_is_asked(engine, home, clause):
    text = clause.replace("HOME", home)
    query = f"PREFIX ex: <{EX}> SELECT * {{ {text} }}"
    with pytest.raises(QueryError, match="not allowed to reach any other") as error:
        engine.select(query)
    assert error.value.faults[0].place.line == 1
    assert Endpoint.asked == []


@pytest.mark.parametrize(
    "tail", ["SERVICE", "SERVICE SILENT", "SERVICE <HOME/yes>", "SERVICE <HOME/yes> {"]
)
def test_what_is_cut_off_is_refused_as_it_was_before(engine, home, tail):
    with pytest.raises(QueryError):
        engine.select(f"SELECT * {{ {tail.replace('HOME', home)}")
    assert Endpoint.asked == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/elsewhere", "leads elsewhere"),
        ("/broken", "500"),
        ("/page", "gave no answer"),
        ("/yes", "no table of solutions"),
    ],
)
def test_who_gives_no_answer_is_named_or_passed_over(engine, home, path, why):
    query = (
        f"SELECT ?code {{\n  ?s <{EX}code> ?code .\n  SERVICE <{home}{path}> {{ ?x ?y ?code }} }}"
    )
    with pytest.raises(ServiceFailure, match=why) as error:
        engine.select(query)
    assert f"{home}{path}" in str(error.value)
    assert (error.value.faults[0].place.line, error.value.faults[0].place.character) == (3, 3)
    silent = query.replace("SERVICE", "SERVICE SILENT")
    assert len(engine.select(silent).rows) == 3
    assert [asked for asked, _ in Endpoint.asked] == [path, path]


def test_who_takes_longer_than_it_may_is_named_or_passed_over(start, home):
    test_who_gives_no_answer_is_named_or_passed_over(
        start(1), home, "/slow", "longer than 1 s|timed out"
    )


def test_an_answer_beyond_the_limit_is_not_read(engine, home):
    query = f"SELECT * {{ SERVICE SILENT <{home}/large> {{ ?a ?b ?code }} }}"
    with pytest.raises(LimitReached) as error:
        engine.select(query)
    assert (error.value.limit, error.value.value) == ("service_bytes", str(MOST_BYTES))


def test_a_blank_node_of_others_is_refused(engine, home):
    with pytest.raises(QueryError, match="blank node") as error:
        engine.select(f"SELECT * {{ SERVICE <{home}/node> {{ ?a ?b ?code }} }}")
    assert error.value.faults[0].swedish.message.startswith("SERVICE gav en blank nod")


def test_what_others_answer_is_not_kept(engine, home):
    caching = CachingEngine(engine, 100_000)
    query = f"SELECT * {{ SERVICE <{home}/population> {{ ?a ?code ?people }} }}"
    assert may_change(query)
    for _ in range(2):
        assert len(caching.select(query).rows) == 4
    assert len(Endpoint.asked) == 2
    assert f"{home}/population" in caching.services


def test_clauses_are_found_where_they_are():
    query = "ASK { SERVICE SILENT <e:1> { ?s ?p '}' SERVICE <e:2> {} } # SERVICE <e:3> {}\n}"
    first, second = clauses(query)
    assert (first.address, first.is_silent) == ("e:1", True)
    assert first.pattern == " ?s ?p '}' SERVICE <e:2> {} "
    assert query[first.start : first.end].startswith("SERVICE SILENT")
    assert (second.address, second.is_silent, second.pattern) == ("e:2", False, "")
