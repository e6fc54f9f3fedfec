"""Who is let in: so many requests of one client, so many bodies on their way."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.settings import Settings
from kretslopp.web import create_app
from kretslopp.web.protocol.admission import Clients
from kretslopp.words import text


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


def test_a_client_may_make_so_many_requests_and_again_with_time(clock):
    clients = Clients(6, clock)
    assert [clients.admits("192.0.2.1") for _ in range(7)] == [True] * 6 + [False]
    assert clients.admits("192.0.2.2")
    clock.seconds = 9
    assert not clients.admits("192.0.2.1")
    clock.seconds = 10  # a sixth of a minute
    assert [clients.admits("192.0.2.1") for _ in range(2)] == [True, False]
    clock.seconds = 1000
    assert [clients.admits("192.0.2.1") for _ in range(7)] == [True] * 6 + [False]


@given(st.integers(1, 20), st.lists(st.floats(0, 100), max_size=100))
def test_nobody_gets_more_than_the_limit_in_any_time(per_minute, pauses):
    clock = Clock()
    clients = Clients(per_minute, clock)
    admitted = []
    for pause in pauses:
        clock.seconds += pause
        if clients.admits("client"):
            admitted.append(clock.seconds)
    for number, begin in enumerate(admitted):
        for count, end in enumerate(admitted[number:], 1):
            assert count <= per_minute + (end - begin) * per_minute / 60 + 1e-6


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unknown", "also unknown", False),
    ],
)
def test_a_network_of_ipv6_is_one_client(clock, first, second, are_one):
    clients = Clients(1, clock)
    assert clients.admits(first)
    assert clients.admits(second) is not are_one


@pytest.fixture
def limited(engine, named):
    return create_app(engine, named, Settings(requests_per_minute=3)).test_client()


def test_a_program_is_told_to_wait(limited):
    answers = [limited.get("/sparql?query=ASK{}") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    problem = answers[-1].get_json()
    assert problem["type"] == "https://w3id.org/kretslopp/problems#limit-requests-per-minute"
    assert (problem["limit"], problem["value"]) == ("requests_per_minute", "3")
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].headers["Access-Control-Allow-Origin"] == "*"
    elsewhere = limited.get("/sparql?query=ASK{}", environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_reader_is_told_on_a_page(limited, language):
    for _ in range(4):
        answer = limited.get(f"/{language}/sparql", headers={"Accept": "text/html"})
    assert answer.status_code == 429
    assert text("problem.limit-requests-per-minute.title", language) in answer.text


def test_nobody_is_counted_unless_a_limit_is_set(engine, named):
    client = create_app(engine, named).test_client()
    assert {client.get("/sparql?query=ASK{}").status_code for _ in range(50)} == {200}


class Slow:
    """A body that is on its way until it may come."""

    def __init__(self):
        self.is_read = threading.Event()
        self.may_come = threading.Event()

    def read(self, length=-1):
        self.is_read.set()
        assert self.may_come.wait(120)
        return b"ASK {}"[:length]


def test_bodies_that_come_slowly_keep_only_other_bodies_waiting(engine, named):
    app = create_app(engine, named, Settings(bodies_at_once=1))
    slow = Slow()
    answers = []

    def post(body=None):
        answer = app.test_client().post(
            "/sparql",
            data="ASK {}",
            content_type="application/sparql-query",
            environ_overrides={"wsgi.input": body} if body else {},
        )
        answers.append((answer.status_code, answer.get_json().get("limit")))

    waiting = threading.Thread(target=post, args=(slow,))
    waiting.start()
    assert slow.is_read.wait(120)
    post()
    assert app.test_client().get("/sparql?query=ASK{}").status_code == 200
    slow.may_come.set()
    waiting.join()
    post()
    assert answers == [(503, "bodies_at_once"), (200, None), (200, None)]


def test_a_body_without_a_length_is_read_up_to_the_limit(engine, named):
    client = create_app(engine, named, Settings(max_request_bytes=6)).test_client()
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    for body, status in ((b"ASK {}", 200), (b"ASK  {}", 413)):
        answer = client.post(
            "/sparql",
            data=body,
            content_type="application/sparql-query",
            environ_overrides={**chunked, "CONTENT_LENGTH": ""},
        )
        assert answer.status_code == status
