"""The served process against whatever is meant to bring it down: it answers all, and goes on."""

import contextlib
import http.client
import itertools
import json
import select
import signal
import socket
import struct
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest

from processes import END_SECONDS, below, end, eventually, free_port, launch, left_of, memory

THINGS = 3_000
TRIPLES = 2 * THINGS
ANSWER_BYTES = 5_000_000
# Time enough for all that is to be answered, on any machine; whoever sends a query without
# end asks for a second alone.
LIMITS = {
    "KRETSLOPP_QUERY_SECONDS": str(END_SECONDS),
    "KRETSLOPP_MEMORY_BYTES": "200000000",
    "KRETSLOPP_ANSWER_BYTES": str(ANSWER_BYTES),
    "KRETSLOPP_MAX_QUERY_BYTES": "390000",  # nothing is refused for its length alone
    "KRETSLOPP_QUERIES_AT_ONCE": "8",
    "KRETSLOPP_WAIT_SECONDS": str(END_SECONDS),
}
HEAVY_AT_ONCE = 3
CROWD = 200
MOST_GROWTH = 3  # of memory, after everything: what is freed is not all given back at once

TIME, MEMORY, ANSWER = "limit-query-seconds", "limit-memory-bytes", "limit-answer-bytes"
NESTING, PATTERNS = "limit-nesting", "limit-patterns"
PRODUCT = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(5))
DEEP, ROW, MANY = 10_000, 1_000, 40_000
VALUES = " ".join(
    f"VALUES ?v{n} {{ {' '.join(str(value) for value in range(200))} }}" for n in range(9)
)
SUM = f"SELECT (COUNT(*) AS ?n) {{ {VALUES} FILTER(?v0 + ?v8 < 0) }}"

# query → the limits that it may meet, whichever comes first; or its right answer. Whatever may
# meet that of time has a second.
QUERIES = {
    "product counted": (f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}", {TIME}),
    "product ordered": (f"SELECT * {{ {PRODUCT} }} ORDER BY ?o4 ?o0", {TIME, MEMORY}),
    "product distinct": (f"SELECT DISTINCT ?s0 ?s1 ?s2 {{ {PRODUCT} }}", {TIME, MEMORY, ANSWER}),
    "product built": (
        "CONSTRUCT { ?s0 ?p1 ?o2 } { ?s0 ?p0 ?o0 . ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 }",
        {TIME, MEMORY, ANSWER},
    ),
    "path of all, counted": ("SELECT (COUNT(*) AS ?n) { ?s (!<x:x>)* ?o }", {TIME, MEMORY}),
    "path of all, asked": (
        "ASK { ?s (!<x:x>)* ?o FILTER(STRLEN(STR(?s)) > 1000) }",
        {TIME, MEMORY},
    ),
    "path of paths": ("SELECT * { ?s ((!<x:x>)*/(!<x:y>)*)* ?o }", {TIME, MEMORY, ANSWER}),
    "a million rows": ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000", {ANSWER}),
    "a million rows, skipped": ("SELECT * { ?a ?b ?c . ?d ?e ?f } OFFSET 1000000", {ANSWER, TIME}),
    "long text": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?o0), STR(?s1), STR(?s2))) AS ?all) "
        "{ ?s0 ?p0 ?o0 . ?s1 ?p1 ?o1 . ?s2 ?p2 ?o2 }",
        {TIME, MEMORY, ANSWER},
    ),
    "text doubled": (
        "SELECT (STRLEN(?x40) AS ?n) { BIND('åäö' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
        + " }",
        {TIME, MEMORY},
    ),
    "values multiplied": (SUM, {TIME}),
    "regex": (
        f"ASK {{ VALUES ?x {{ '{'a' * 20_000}!' }} FILTER REGEX(?x, '^(a+)+$') }}",
        {"boolean": False},
    ),
    "regex of regexes": (
        "ASK { ?s ?p ?o FILTER REGEX(STR(?o), '((((a{1,99}){1,99}){1,99}){1,99})$') }",
        {TIME, MEMORY},
    ),
    "groups": ("ASK " + "{" * DEEP + "}" * DEEP, {NESTING}),
    "parentheses": ("ASK { FILTER" + "(" * DEEP + "1" + ")" * DEEP + "}", {NESTING}),
    "comparison of parentheses": ("ASK { FILTER(?a<" + "(" * DEEP + "1&&?c>?d) }", {"query-error"}),
    "optionals": ("ASK {" + "OPTIONAL {" * DEEP + "}" * (DEEP + 1), {NESTING}),
    "lists": ("ASK { ?s ?p " + "( " * DEEP + "1" + ")" * DEEP + "}", {NESTING}),
    "blank nodes": ("ASK { ?s ?p " + "[ ?p " * DEEP + "1" + "]" * DEEP + "}", {NESTING}),
    "quoted triples": ("ASK { " + "<< ?s ?p " * DEEP + "1", {NESTING}),
    "signs": ("ASK { FILTER(" + "!" * DEEP + "true) }", {NESTING}),
    "steps": ("ASK { ?s " + "/".join(["<x:p>"] * ROW) + " ?o }", {PATTERNS}),
    "unions": ("ASK {" + "UNION".join(["{}"] * MANY) + "}", {PATTERNS}),
    "sum": ("ASK { FILTER(1" + "+1" * MANY + ") }", {PATTERNS}),
    "product of numbers": ("ASK { FILTER(1" + "*1" * MANY + ") }", {PATTERNS}),
    "objects": ("ASK { ?s ?p 1" + ",1" * MANY + "}", {PATTERNS}),
    "long list": ("ASK { ?s ?p (1" + " 1" * MANY + ")}", {PATTERNS}),
    "columns": ("SELECT " + "".join(f"(1AS?a{n})" for n in range(DEEP)) + "{}", {PATTERNS}),
    "conditions": ("SELECT (1 AS ?n) {} HAVING" + "(1)" * MANY, {PATTERNS}),
    "a megabyte": ("ASK {} #" + "x" * 1_000_000, {"request-too-large"}),
    "nonsense": ("{" * 50 + "'" * 10_001, {"query-error"}),
}  # fmt: skip
_numbers = itertools.count()


@dataclass(frozen=True)
class Answer:
    """What came back: status, media type and body."""

    status: int
    media_type: str
    body: bytes

    @property
    def problem(self) -> str:
        """The kind of problem that it tells of."""
        assert self.media_type == "application/problem+json"
        told = json.loads(self.body)
        assert told["status"] == self.status
        return told["type"].partition("#")[2]


def send(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2 * END_SECONDS)
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        media_type = response.headers.get_content_type()
        return Answer(response.status, media_type, response.read())


def ask(port, query, *, may_meet=(), **headers):
    """Send a query directly."""
    headers = {"Content-Type": "application/sparql-query", **headers}
    path = "/sparql?timeout=1" if TIME in may_meet else "/sparql"
    return send(port, "POST", path, query.encode(), **headers)


def is_answered(port):
    """Whether the server answers a light query that it has not met."""
    number = next(_numbers)
    answer = ask(port, f"SELECT ?o {{ <http://example.org/{number % THINGS}> ?p ?o }} # {number}")
    return answer.status == 200 and len(json.loads(answer.body)["results"]["bindings"]) == 2


def is_right(port):
    """Whether the server gives the right answer to a query that takes it a while."""
    answer = ask(
        port,
        "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c } LIMIT 300 } "
        f"{{ SELECT * {{ ?d ?e ?f }} LIMIT 200 }} }} # {next(_numbers)}",
        Accept="text/csv",
    )
    return answer.status == 200 and answer.body == b"n\r\n60000\r\n"


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def server(port, tmp_path_factory):
    home = tmp_path_factory.mktemp("unbreakable")
    file = home / "data.nt"
    thing = "<http://example.org/{}>".format
    lines = (
        f'{thing(n)} {thing("next")} {thing(n + 1)} .\n{thing(n)} {thing("name")} "sak {n}" .\n'
        for n in range(THINGS)
    )
    file.write_text("".join(lines), encoding="utf-8")
    process = launch(file, port, **LIMITS)
    yield process
    end(process)


@pytest.fixture(scope="module")
def before(server, port):
    """How many processes there are, and their memory, before anything has happened."""
    for _ in range(20):
        assert is_answered(port)
        assert is_right(port)
    processes = {server.pid, *below(server.pid)}
    return len(processes), memory(processes)


@pytest.fixture(scope="module")
def battle(server, port, before):
    """What became of each query, and of the light ones that were asked meanwhile."""
    is_over = threading.Event()

    def meanwhile():
        outcomes = []
        while not is_over.is_set():
            outcomes += [is_answered(port), is_right(port)]
        return outcomes

    with ThreadPoolExecutor() as helper, ThreadPoolExecutor(HEAVY_AT_ONCE) as pool:
        light = helper.submit(meanwhile)
        try:
            sent = [
                pool.submit(ask, port, query, may_meet=expected)
                for query, expected in QUERIES.values()
            ]
            told = dict(zip(QUERIES, (future.result() for future in sent), strict=True))
        finally:
            is_over.set()
    return told, light.result()


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_is_answered_or_told_which_limit_it_met(battle, name):
    answer = battle[0][name]
    expected = QUERIES[name][1]
    if isinstance(expected, dict):
        assert answer.status == 200
        assert expected.items() <= json.loads(answer.body).items()
    else:
        assert answer.problem in expected


def test_a_query_that_is_killed_costs_the_others_nothing(battle):
    told, light = battle
    killed = [name for name, answer in told.items() if answer.status == 503]
    assert len(killed) >= 10
    assert len(light) > 20
    assert all(light)


def test_a_megabyte_in_the_address_is_refused(server, port):
    answer = send(port, "GET", f"/sparql?query={'x' * 1_000_000}")
    assert answer.status in (413, 414, 431)
    assert is_answered(port)


@pytest.fixture(scope="module")
def crowd(server, port, before):
    """What two hundred clients are told that come at the same time."""
    connections = [socket.create_connection(("127.0.0.1", port), END_SECONDS) for _ in range(CROWD)]
    for number, connection in enumerate(connections):
        query = quote(f"ASK {{ <http://example.org/{number}> ?p ?o }}")
        head = f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
    return [read_all(connection) for connection in connections]


def read_all(connection):
    with connection, connection.makefile("rb") as stream:
        return stream.read()


def test_two_hundred_at_once_are_all_answered(crowd):
    assert len(crowd) == CROWD
    for whole in crowd:
        assert whole.startswith(b"HTTP/1.1 200 ")
        assert b'"boolean":true' in whole


HEAD = b"POST /sparql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 6\r\n"
TYPE = b"Content-Type: application/sparql-query\r\n\r\n"
# What is sent at once, a byte at a time, and at once again.
SLOW = [
    (HEAD[:60], HEAD[60:66], HEAD[66:] + TYPE + b"ASK {}"),
    (HEAD + TYPE, b"ASK {}", b""),
] * 20


@pytest.fixture(scope="module")
def slow(server, port, before):
    """What clients are told that send a byte at a time, and whether others were kept waiting."""
    clients = [socket.create_connection(("127.0.0.1", port), END_SECONDS) for _ in SLOW]
    others = []
    for client, (first, _, _) in zip(clients, SLOW, strict=True):
        client.sendall(first)
    for number in range(6):
        others += [is_answered(port) for _ in range(4)]
        for client, (_, slowly, _) in zip(clients, SLOW, strict=True):
            client.sendall(slowly[number : number + 1])
    for client, (_, _, last) in zip(clients, SLOW, strict=True):
        client.sendall(last)
    return [read_all(client) for client in clients], others


def test_slow_clients_are_answered_and_keep_nobody_waiting(slow):
    told, others = slow
    assert len(told) == 40
    assert all(whole.startswith(b"HTTP/1.1 200 ") for whole in told)
    assert len(others) > 20
    assert all(others)


LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 15000"
REQUESTS = {
    "head": HEAD,
    "body": HEAD + TYPE + b"ASK",
    "query": HEAD.replace(b": 6", b": %d" % len(SUM)).replace(b"/sparql", b"/sparql?timeout=1")
    + TYPE
    + SUM.encode(),
    "answer": HEAD.replace(b": 6", b": %d" % len(LARGE)) + TYPE + LARGE.encode(),
}


@pytest.fixture(scope="module")
def gone(server, port, before):
    """Clients that leave in the middle: with a word, or as one whose machine was switched off."""
    clients = []
    for request in [*REQUESTS.values()] * 10:
        clients.append(socket.create_connection(("127.0.0.1", port), END_SECONDS))
        clients[-1].sendall(request)
    for client in clients[3::4]:  # their answers are on their way, and nobody reads them
        assert select.select([client], [], [], END_SECONDS)[0]
    for number, client in enumerate(clients):
        if number % 2:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
    return len(clients)


def test_who_leaves_in_the_middle_harms_nobody(gone, port):
    assert gone == 40
    large = ask(port, LARGE)
    assert large.status == 200
    assert ANSWER_BYTES / 2 < len(large.body) < ANSWER_BYTES  # more than a socket takes unread
    assert all(is_answered(port) for _ in range(20))


@pytest.fixture
def neighbour():
    """A server of somebody else on this machine; whoever connects to it is counted."""
    listener = socket.create_server(("127.0.0.1", 0))
    visits = []

    def listen():
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = listener.accept()
                visits.append(visitor.recv(1000))
                visitor.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", visits
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


PLACES = ("HOMEx", "file:///etc/passwd")
REACHING = [
    "SELECT * FROM <PLACE> { ?s ?p ?o }",
    "SELECT * FROM <PLACE> FROM <x:y> { ?s ?p ?o }",
    "SELECT * FROM NAMED <PLACE> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <PLACE> { ?s ?p ?o } }",
    "DESCRIBE <PLACE>",
    "SELECT * { SERVICE <PLACE> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <PLACE> { ?s ?p ?o } }",
    "SELECT * { BIND(<PLACE> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICESILENT<PLACE>{ ?s ?p ?o } }",
    "PREFIX : <PLACE> SELECT * { SERVICE: { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<PLACE> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\u0027\\u0023' . SERVICE <PLACE> { ?s ?p ?o } }",
    "LOAD <PLACE>",
    "LOAD SILENT <PLACE> INTO GRAPH <x:y>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <PLACE> { ?s ?p ?o } }",
]
PARAMETERS = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "query", "update")


def test_no_query_reaches_the_network_or_the_disk(server, port, neighbour):
    home, visits = neighbour
    answers = []
    for place in (place.replace("HOME", home) for place in PLACES):
        answers += [ask(port, query.replace("PLACE", place)) for query in REACHING]
        sent = [{"query": "SELECT * { ?s ?p ?o }", name: place} for name in PARAMETERS]
        answers += [send(port, "GET", f"/sparql?{urlencode(values)}") for values in sent]
        answers.append(send(port, "GET", f"/data?graph={quote(place, safe='')}"))
        answers.append(send(port, "PUT", f"/data?graph={quote(place, safe='')}", b""))
    visit(home)
    assert visits == [b"GET"]  # ours, and no other before it
    assert len(answers) == 2 * (len(REACHING) + len(PARAMETERS) + 2)
    for answer in answers:
        assert answer.status in (200, 400, 404, 405), answer
        assert b"root:" not in answer.body
        if answer.status != 200:
            assert answer.problem


def visit(home):
    """Come to the neighbour, after all who came before, and wait until that is noticed."""
    with socket.create_connection(("127.0.0.1", int(home.rpartition(":")[2][:-1]))) as visitor:
        visitor.sendall(b"GET")
        visitor.recv(1)


def test_after_all_of_it_everything_is_as_before(server, port, before, battle, crowd, slow, gone):
    processes_before, memory_before = before
    assert is_answered(port)
    eventually(lambda: len(below(server.pid)) + 1 == processes_before)
    processes = {server.pid, *below(server.pid)}
    assert memory(processes) < MOST_GROWTH * memory_before
    server.send_signal(signal.SIGTERM)
    _, errors = server.communicate(timeout=END_SECONDS)
    assert (server.returncode, errors) == (0, "")
    assert left_of(processes) == []
