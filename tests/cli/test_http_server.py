"""The served process: where it listens, what it says when it can't, and how it ends."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from processes import COMMAND, END_SECONDS, below, end, free_port, launch, left_of

HEAD = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
LONG = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9)) + " }"


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "data.ttl"
    path.write_text("\n".join(f"<a:{n}> <b:b> {n} ." for n in range(200)), encoding="utf-8")
    return path


@pytest.fixture
def start(port, file):
    """Start a server over a file; it is ended afterwards."""
    processes = []

    def run(*options, **variables):
        processes.append(launch(file, port, *options, **variables))
        return processes[-1]

    yield run
    for process in processes:
        end(process)


def ask(port, query, **parameters):
    sent = "".join(f"&{name}={value}" for name, value in parameters.items())
    url = f"http://127.0.0.1:{port}/sparql?query={quote(query)}{sent}"
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("tell", [os.kill, os.killpg])  # killpg is what Ctrl+C does
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_what_has_begun_is_finished_and_nothing_is_left(start, port, sign, tell):
    server = start(KRETSLOPP_QUERY_SECONDS="2")
    assert ask(port, "ASK {}") == 200
    processes = below(server.pid)
    assert len(processes) >= 4  # the one that answers, the zygote, two evaluators
    told = []
    thread = threading.Thread(target=lambda: told.append(ask(port, LONG)))
    thread.start()
    time.sleep(0.5)
    tell(server.pid, sign)
    _, errors = server.communicate(timeout=END_SECONDS)
    thread.join()
    assert told == [503]  # its own limit, and not the end of the server
    assert (server.returncode, errors) == (0, "")
    assert left_of(processes) == []


def test_a_signal_to_stop_may_interrupt_another():
    program = """
import os, signal, time
from kretslopp.cli.http_server import Server
server = Server("kretslopp")
signal.signal(signal.SIGTERM, server.signal_handler_interrupt)
condition = server.main_loop_interrupt._cond
notify = condition.notify_all

def notify_interrupted():  # while the lock of the event is held
    condition.notify_all = notify
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.01)
    notify()

condition.notify_all = notify_interrupted
os.kill(os.getpid(), signal.SIGTERM)
print(server.main_loop_interrupt.wait(1))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout == "True\n"


def test_nothing_is_left_when_it_is_killed(start, port):
    server = start()
    assert ask(port, "ASK {}") == 200
    processes = below(server.pid)
    server.kill()
    assert left_of(processes) == []


def test_it_listens_on_this_machine_alone_unless_told_otherwise(start, port):
    start()
    (inode,) = listening(port)
    assert inode == "0100007F"


def listening(port):
    """The addresses that a port is listened on, as /proc has them."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows
            if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}  # fmt: skip


def test_on_every_network_when_told_so(start, port):
    start("--host", "0.0.0.0")
    assert listening(port) == {"00000000"}


def test_a_port_that_is_taken_is_told(start, port, file, kretslopp):
    start()
    second = kretslopp("serve", "--dataset", file, "--port", port)
    assert second.exit_code == 2
    assert second.stderr == f"Port {port} is in use. Choose another with --port (make: PORT=).\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "no such host"], "is not an address of this machine"),
        (["--host", "192.0.2.1"], "This machine has no address 192.0.2.1."),
    ],
)
def test_a_host_that_is_not_ours_is_told(kretslopp, file, port, arguments, says):
    result = kretslopp("serve", "--dataset", file, "--port", port, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_data_that_can_not_be_read_is_told(tmp_path, port):
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a", encoding="utf-8")
    for path, says in ((broken, "not valid Turtle"), (tmp_path / "none", "no dataset here")):
        done = subprocess.run(
            [*COMMAND, "--dataset", path, "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 2
        assert says in done.stderr
        assert "Traceback" not in done.stderr


def test_a_setting_that_is_no_number_is_told(kretslopp, file, monkeypatch):
    monkeypatch.setenv("KRETSLOPP_QUERY_SECONDS", "soon")
    result = kretslopp("serve", "--dataset", file)
    assert result.exit_code == 2
    assert "KRETSLOPP_QUERY_SECONDS: “soon” is not a whole number" in result.stderr


def test_two_hundred_connections_and_slow_clients_keep_nobody_waiting(start, port):
    start()
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    for number, connection in enumerate(idle):
        if number % 2:  # half a head; half a body
            connection.sendall(b"GET /sparql?query=ASK%7B")
        else:
            connection.sendall(HEAD + b"Content-Length: 50\r\n\r\nASK")
    assert [ask(port, f"ASK {{}} # {n}") for n in range(20)] == [200] * 20
    for connection in idle:
        connection.close()
    assert ask(port, "ASK { ?s ?p ?o }") == 200


def test_a_client_that_hangs_up_harms_nobody(start, port):
    start(KRETSLOPP_QUERY_SECONDS="1", KRETSLOPP_QUERIES_AT_ONCE="4")
    for _ in range(8):
        client = http.client.HTTPConnection("127.0.0.1", port)
        client.request("GET", f"/sparql?query={quote(LONG)}")
        client.close()
    time.sleep(4)
    assert ask(port, "ASK { ?s ?p ?o }") == 200


def test_a_client_that_takes_nothing_of_its_answer_is_given_up_on(start, port):
    start(KRETSLOPP_READING_SECONDS="1")
    lines = " ".join(f"({n})" for n in range(300))
    query = f"SELECT * {{ VALUES (?a) {{ {lines} }} VALUES (?b) {{ {lines} }} }}"  # 10 MB
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    time.sleep(5)
    assert ask(port, "ASK {}") == 200
    client.settimeout(10)
    parts = [b""]
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(1 << 20):
            parts.append(part)
    assert 0 < len(b"".join(parts)) < 5_000_000


def test_bodies_that_never_come_keep_only_other_bodies_out(start, port):
    start(KRETSLOPP_BODIES_AT_ONCE="5")
    stalled = []
    while post(port) != 503 and len(stalled) < 100:  # some come too late, and are refused too
        stalled.append(socket.create_connection(("127.0.0.1", port)))
        stalled[-1].sendall(HEAD + b"Content-Length: 6\r\n\r\nA")
    assert post(port) == 503
    assert ask(port, "ASK {}") == 200
    for connection in stalled:
        with contextlib.suppress(ConnectionError):  # one that was refused
            connection.sendall(b"SK {}")
    statuses = [connection.recv(12)[-3:] for connection in stalled]
    for connection in stalled:
        connection.close()
    assert statuses.count(b"200") == 5
    assert post(port) == 200


LENGTH, CHUNKED = b"Content-Length: 50\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"
# What is sent of a request at once, and what half a second later, again and again.
LATE = {
    "nothing of a body": (HEAD + LENGTH, b""),
    "a byte now and then": (HEAD + LENGTH, b"A"),
    "no byte after the first": (HEAD + LENGTH + b"A", b""),
    "a piece now and then": (HEAD + CHUNKED, b"1\r\nA\r\n"),
    "no end of pieces": (HEAD + CHUNKED + b"6\r\nASK {}\r\n", b""),
    "nothing after being told to go on": (HEAD + b"Expect: 100-continue\r\n" + LENGTH, b""),
    "on a page's address": (HEAD.replace(b"/sparql", b"/sv/") + LENGTH, b"A"),
}


def test_bodies_have_to_come_in_time(start, port):
    start(
        KRETSLOPP_SENDING_SECONDS="1",
        KRETSLOPP_QUERY_SECONDS="1",
        KRETSLOPP_WAIT_SECONDS="1",
        KRETSLOPP_BODIES_AT_ONCE=str(len(LATE)),
    )
    with ThreadPoolExecutor(len(LATE)) as pool:
        begun = time.monotonic()
        sent = [pool.submit(trickle, port, *parts) for parts in LATE.values()]
        time.sleep(1)
        assert post(port) == 503  # they have all places
        answers = dict(zip(LATE, (future.result() for future in sent), strict=True))
    assert time.monotonic() - begun >= 2  # as long as a query may take to be answered
    for name, answer in answers.items():
        assert b"HTTP/1.1 408 " in answer, name
        assert b"problems#limit-sending-seconds" in answer, name
    assert post(port) == 200


def trickle(port, at_once, now_and_then):
    """What a client is told that sends a part every half second, for as long as it may."""
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.settimeout(0.5)
        client.sendall(at_once)
        answer = b""
        for _ in range(60):
            try:
                part = client.recv(1 << 16)
            except TimeoutError:
                client.sendall(now_and_then)
                continue
            except ConnectionResetError:
                break
            if not part:
                break
            answer += part
        return answer


def test_a_query_takes_its_time_while_bodies_are_late(start, port):
    start(KRETSLOPP_SENDING_SECONDS="1", KRETSLOPP_QUERY_SECONDS="3", KRETSLOPP_WAIT_SECONDS="1")
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(ask, port, LONG)
        assert b"HTTP/1.1 408 " in trickle(port, HEAD + LENGTH, b"A")
        assert asked.result() == 503  # its own limit; the connection was not cut


def post(port):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("POST", "/sparql", b"ASK {}", {"Content-Type": "application/sparql-query"})
    status = client.getresponse().status
    client.close()
    return status
