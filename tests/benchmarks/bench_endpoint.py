"""``make bench-endpoint``: our SPARQL endpoint beside ``oxigraph serve`` and ``rdflib-endpoint``.

On the same synthetic data and machine, in one run: requests a second, the 50th and
99th percentile, memory (PSS of all processes of a server) and the time from start to
first answer. A query is asked for the first time (its text differs each time) or again.
The load comes from a process of its own over keep-alive connections; figures mean
little on a machine that does other things, so the load average is printed too.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import sweden

from kretslopp.building import build
from kretslopp.dataset import current
from kretslopp.publication import dumps

CONNECTIONS = 4
START_SECONDS = 300.0
PATIENCE_SECONDS = 20.0  # beyond the time of a measurement, for one that takes longer
PREFIXES = (
    "PREFIX kl: <https://w3id.org/kretslopp/def#> PREFIX dcterms: <http://purl.org/dc/terms/> "
)
ID = "https://w3id.org/kretslopp/id"


def municipality(number: int) -> str:
    """Return the query for one municipality's actions."""
    return (
        PREFIXES + "SELECT ?action ?code ?title WHERE { ?action a kl:MunicipalAction ; "
        f"kl:municipality <{ID}/municipality/{sweden.slug(number)}> ; "
        "dcterms:identifier ?code ; dcterms:title ?title }"
    )


def goal(number: int) -> str:
    """Return the query for the actions of one goal."""
    name = f"{ID}/goal/{sweden.slug(number)}/{sweden.PLAN_PERIOD}/{number % sweden.GOALS + 1}"
    return PREFIXES + f"SELECT ?action WHERE {{ ?action kl:contributesTo <{name}> }}"


def matrix(_: int) -> str:
    """Return the query for the number of actions by municipality and goal."""
    return (
        PREFIXES + "SELECT ?municipality ?goal (COUNT(?action) AS ?actions) WHERE { "
        "?action a kl:MunicipalAction ; kl:municipality ?municipality ; "
        "kl:contributesTo/dcterms:identifier ?goal } GROUP BY ?municipality ?goal"
    )


def years(_: int) -> str:
    """Return the query for the number of actions by the year that they start in."""
    return (
        PREFIXES + "SELECT ?year (COUNT(?action) AS ?actions) WHERE { "
        "?action a kl:MunicipalAction ; kl:startYear ?year } GROUP BY ?year ORDER BY ?year"
    )


QUERIES: dict[str, Callable[[int], str]] = {
    "municipality": municipality,
    "goal": goal,
    "matrix": matrix,
    "years": years,
}


@dataclass(frozen=True)
class Figures:
    """What one server did with one kind of query."""

    per_second: float
    p50: float
    p99: float


@dataclass(frozen=True)
class Server:
    """A server to measure: how it is started, and where its endpoint is."""

    name: str
    command: list[str]
    port: int
    path: str


class _Connection(asyncio.Protocol):
    """One keep-alive connection, which sends the next request when an answer has come whole."""

    def __init__(self, requests: Iterator[bytes], seconds: list[float], ends: float) -> None:
        self._requests, self._seconds, self._ends = requests, seconds, ends
        self._received = bytearray()
        self._begun = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not _is_whole(self._received):
            return
        now = time.perf_counter()
        if not self._received.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(bytes(self._received[:300]).decode()))
            return
        self._seconds.append(now - self._begun)
        self._received.clear()
        if now < self._ends:
            self._send()
        else:
            self._finish()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or RuntimeError("the server hung up"))

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._finish()
            return
        self._begun = time.perf_counter()
        self._transport.write(request)

    def _finish(self) -> None:
        if not self.done.done():
            self.done.set_result(None)
        self._transport.close()


def _is_whole(received: bytearray) -> bool:
    """Return whether an answer has come whole, with its length said or in chunks."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    if b"transfer-encoding: chunked" in head:
        return received.endswith(b"\r\n0\r\n\r\n")
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return len(received) >= end + 4 + length


async def _load(server: Server, queries: Iterator[str], seconds: float) -> list[float]:
    head = (
        f" HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    )
    requests = (f"GET {server.path}?query={quote(query)}{head}".encode() for query in queries)
    took: list[float] = []
    ends = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    opened = [
        (await loop.create_connection(
            lambda: _Connection(requests, took, ends), "127.0.0.1", server.port
        ))[1]
        for _ in range(CONNECTIONS)
    ]  # fmt: skip
    await asyncio.gather(*(connection.done for connection in opened))
    return took


def _texts(kind: str, size: int, *, again: bool) -> Iterator[str]:
    """Yield queries of a kind without end: the same ones again, or each with a text of its own."""
    number = 0
    mark = os.urandom(4).hex()
    while True:
        text = QUERIES[kind](number % size + 1)
        yield text if again else f"{text} # {mark}{number}"
        number += 1


def _client(
    server: Server, kind: str, size: int, seconds: float, again: bool, told: Connection
) -> None:
    try:
        texts = _texts(kind, size, again=again)
        begun = time.perf_counter()
        took = asyncio.run(_load(server, texts, seconds))
        told.send((took, time.perf_counter() - begun))
    except Exception as error:
        told.send(str(error))


def measure(server: Server, kind: str, size: int, seconds: float, *, again: bool) -> Figures:
    """Return what a server does under the load of one kind of query for so long.

    Nothing a second where no query is done a while after that.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    client = multiprocessing.Process(
        target=_client, args=(server, kind, size, seconds, again, theirs)
    )
    client.start()
    found = ours.recv() if ours.poll(seconds + PATIENCE_SECONDS) else ([], seconds)
    client.kill()
    client.join()
    if isinstance(found, str):
        raise RuntimeError(f"{server.name}, {kind}: {found}")
    took, whole = found
    if len(took) < 2:
        return Figures(len(took) / whole, float("nan"), float("nan"))
    cuts = statistics.quantiles(took, n=100)
    return Figures(len(took) / whole, cuts[49] * 1000, cuts[98] * 1000)


@contextlib.contextmanager
def running(server: Server, log: Path) -> Iterator[tuple[int, float]]:
    """Start a server; gives its process and the seconds until it has answered a query."""
    begun = time.perf_counter()
    with log.open("w") as file:
        process = subprocess.Popen(
            server.command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait(server, process, log)
        yield process.pid, time.perf_counter() - begun
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    address = f"http://127.0.0.1:{server.port}{server.path}?query={quote('ASK { ?s ?p ?o }')}"
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=10):
            return
        time.sleep(0.01)
    raise RuntimeError(f"{server.name} does not answer: {log.read_text()[-500:]}")


def memory(root: int) -> float:
    """Return the proportional set size of a process and all below it, in MiB."""
    kibibytes = 0
    for pid in (root, *_below(root)):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            kibibytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kibibytes / 1024


def _below(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                yield child
                yield from _below(child)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def servers(version: Path, triples: Path) -> list[Server]:
    """Return the servers to compare, each over the same data."""
    ours, native, plain = _free_port(), _free_port(), _free_port()
    start = "from kretslopp.cli import main; main()"
    return [
        Server(
            "kretslopp serve",
            [sys.executable, "-c", start, "serve", "--dataset", str(version), "--port", str(ours)],
            ours,
            "/sparql",
        ),
        Server(
            "oxigraph serve",
            [_program("oxigraph"), "serve-read-only", "--location", str(version / "store"),
             "--bind", f"127.0.0.1:{native}"],
            native,
            "/query",
        ),
        Server(
            "rdflib-endpoint",
            [_program("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(plain),
             str(triples)],
            plain,
            "/",
        ),
    ]  # fmt: skip


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        sys.exit(f"{name} is not installed: pip install -e '.[bench]'")
    return found


def prepare(home: Path, municipalities: int) -> tuple[Path, Path]:
    """Build the dataset; returns its version, and its default graph as N-Triples."""
    if not (home / "dataset").exists():
        data = sweden.write(home / "data", municipalities)
        build(data, home / "dataset", lambda _: None)
    version = current(home / "dataset")
    dumps.ensure(version, lambda _: None)  # they are written once, whoever starts it
    triples = home / "default.nt"
    store = ox.Store.read_only(str(version / "store"))
    store.dump(str(triples), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return version, triples


def main() -> None:
    """Run the benchmark and print a table, with ratios to ``oxigraph serve``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--municipalities", type=int, default=70)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=5, help="of measurements, server by server")
    parser.add_argument("--home", type=Path, help="where the data is, or is written and kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = asked.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        version, triples = prepare(home, asked.municipalities)
        with triples.open(encoding="utf-8") as lines:
            count = sum(1 for _ in lines)
        print(f"{asked.municipalities} municipalities, {count} triples; {CONNECTIONS} connections")
        compare(servers(version, triples), asked, home)


def compare(measured: list[Server], asked: argparse.Namespace, home: Path) -> None:
    """Measure the servers in turn, so that what else the machine does meets all alike."""
    with contextlib.ExitStack() as stack:
        started: dict[str, int] = {}
        for server in measured:
            log = home / f"{server.name.replace(' ', '-')}.log"
            started[server.name], seconds = stack.enter_context(running(server, log))
            print(f"{server.name:<18} first answer after {seconds:6.2f} s")
        at_rest = {name: memory(pid) for name, pid in started.items()}
        print(f"\n{'median of rounds':<30}{'server':<18}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}"
              f"{'ratio':>9}  (least to most)")  # fmt: skip
        for again in (False, True):
            for kind in QUERIES:
                _compare(measured, kind, asked, again=again)
        print()
        base = memory(started["oxigraph serve"])
        for name, pid in started.items():
            now = memory(pid)
            print(f"{name:<18} PSS {at_rest[name]:6.1f} MiB at rest, {now:6.1f} MiB after; "
                  f"{now / base:.1f}x")  # fmt: skip
        print(f"load average {os.getloadavg()[0]:.1f}")


def _compare(measured: list[Server], kind: str, asked: argparse.Namespace, *, again: bool) -> None:
    """Measure one kind of query and print a line for each server."""
    rounds = [
        {
            server.name: measure(server, kind, asked.municipalities, asked.seconds, again=again)
            for server in measured
        }
        for _ in range(asked.rounds)
    ]
    label = f"{kind}, {'again' if again else 'first time'}"
    for server in measured:
        figures = [found[server.name] for found in rounds]
        ratios = [
            found[server.name].per_second / found["oxigraph serve"].per_second for found in rounds
        ]
        rate, p50, p99 = (
            statistics.median(getattr(item, name) for item in figures)
            for name in ("per_second", "p50", "p99")
        )
        print(
            f"{label:<30}{server.name:<18}{rate:>9.1f}{p50:>9.2f}{p99:>9.2f}"
            f"{statistics.median(ratios):>8.2f}x  ({min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
