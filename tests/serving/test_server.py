"""The served process: where it listens, what it says when it can't, and how it ends."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from processes import COMMAND, END_SECONDS, below, end, eventually, free_port, launch, left_of

HEAD = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
LONG = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(9)) + " }"
AT_WORK = 'kretslopp_evaluators{state="at_work"}'


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
        with urllib.request.urlopen(url, timeout=END_SECONDS) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def figure(port, name):
    """A figure of the server's own, as it counts for Prometheus; 0 for what it has not counted."""
    with urllib.request.urlopen(
        f"http://127.0.0.1:{port}/metrics", timeout=END_SECONDS
    ) as response:
        lines = response.read().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


@pytest.mark.slow
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
    eventually(lambda: told or figure(port, AT_WORK))
    tell(server.pid, sign)
    _, errors = server.communicate(timeout=END_SECONDS)
    thread.join()
    assert told == [503]  # its own limit, and not the end of the server
    assert (server.returncode, errors) == (0, "")
    assert left_of(processes) == []


def test_a_signal_to_stop_may_interrupt_another():
    program = """
import os, signal, time
from kretslopp.serving.server import Server
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
print(server.main_loop_interrupt.wait(60))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=END_SECONDS,
        check=True,
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
            timeout=END_SECONDS,
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


def test_clients_that_hang_up_harm_nobody(start, port):
    start(KRETSLOPP_QUERY_SECONDS="1", KRETSLOPP_QUERIES_AT_ONCE="4")
    for _ in range(8):
        client = http.client.HTTPConnection("127.0.0.1", port)
        client.request("GET", f"/sparql?query={quote(LONG)}")
        client.close()
    eventually(lambda: figure(port, 'kretslopp_limits_reached_total{limit="query_seconds"}'))
    eventually(lambda: not figure(port, AT_WORK))
    assert ask(port, "ASK { ?s ?p ?o }") == 200


def test_bodies_that_never_come_keep_only_other_bodies_out(start, port):
    start(KRETSLOPP_BODIES_AT_ONCE="5")
    stalled = []
    while post(port) != 503:  # a place may be taken by the last one only after it was looked for
        stalled.append(socket.create_connection(("127.0.0.1", port)))
        stalled[-1].sendall(HEAD + b"Content-Length: 6\r\n\r\nA")
    refused = []
    while len(refused) < len(stalled) - 5:  # those that came too late have their answer already
        refused, _, _ = select.select(stalled, [], [])
    assert post(port) == 503
    assert ask(port, "ASK {}") == 200
    admitted = [connection for connection in stalled if connection not in refused]
    for connection in admitted:
        connection.sendall(b"SK {}")
    assert {connection.recv(12)[-3:] for connection in admitted} == {b"200"}
    assert {connection.recv(12)[-3:] for connection in refused} <= {b"503"}
    for connection in stalled:
        connection.close()
    assert post(port) == 200


def post(port):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    client.request("POST", "/sparql", b"ASK {}", {"Content-Type": "application/sparql-query"})
    status = client.getresponse().status
    client.close()
    return status
