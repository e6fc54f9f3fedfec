"""What the server does, counted for Prometheus, and a line for each request in the access log."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from werkzeug.wsgi import ClosingIterator

from kretslopp.engine import Engine, Figures
from kretslopp.languages import LANGUAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Addresses that are told apart beside the kinds of page, by their first part.
_NO_PAGES = frozenset({"data", "id", "dumps", "static", "healthz", "metrics"})
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NOTHING, PLAIN, FULL = 0, 1, 2  # what the access log tells: see Settings.access_log


class Metrics:
    """Counts of the requests that one process answers, whichever version of the data it has."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kretslopp_requests",
            "Requests, by kind of address and class of status.",
            ("kind", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "kretslopp_request_seconds",
            "Seconds until a request was answered, by kind of address.",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._of = cache(self._labelled)  # there are few, and each request needs two

    def _labelled(self, kind: str, status: str) -> tuple[Counter, Histogram]:
        return self._requests.labels(kind, status), self._seconds.labels(kind)

    def count(self, kind: str, status: str, seconds: float) -> None:
        """Count a request for a kind of address that was answered with a status (``200 OK``)."""
        requests, duration = self._of(kind, f"{status[:1]}xx")
        requests.inc()
        duration.observe(seconds)

    def text(self, figures: Figures) -> bytes:
        """Return all counts, with an engine's, in Prometheus' text format 0.0.4."""
        of_engine = CollectorRegistry()
        of_engine.register(_OfEngine(figures))
        return generate_latest(self._registry) + generate_latest(of_engine)


class _OfEngine(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        told = self._figures
        evaluators = GaugeMetricFamily(
            "kretslopp_evaluators", "Processes that evaluate queries.", labels=("state",)
        )
        evaluators.add_metric(("idle",), told.idle)
        evaluators.add_metric(("at_work",), told.at_work)
        yield evaluators
        reached = CounterMetricFamily(
            "kretslopp_limits_reached", "Queries that met a limit.", labels=("limit",)
        )
        for limit, count in sorted(told.limits_reached.items()):
            reached.add_metric((limit,), count)
        yield reached
        yield CounterMetricFamily(
            "kretslopp_cache_hits", "Answers that were in memory.", value=told.hits
        )
        yield CounterMetricFamily(
            "kretslopp_cache_misses", "Answers that were not in memory.", value=told.misses
        )
        yield GaugeMetricFamily(
            "kretslopp_cache_bytes", "Bytes of answers in memory.", value=told.cached_bytes
        )


def kind_of(path: str, groups: Mapping[str, str]) -> str:
    """Return which kind of address a path is: one of few, whatever is asked for.

    ``groups`` are those of the pages, by the first part of their address after its language.
    """
    parts = path.split("/", 3)[1:]
    first = parts[1] if len(parts) > 1 and parts[0] in LANGUAGES else parts[0] if parts else ""
    return first if first in _NO_PAGES else groups.get(first, "page")


class Observation:
    """A WSGI application that counts what another answers, and logs it.

    ``groups`` are those of the pages (``kind_of``), ``detail`` is what the log tells: NOTHING,
    PLAIN or FULL.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        metrics: Metrics,
        groups: Mapping[str, str],
        detail: int = NOTHING,
        log: TextIO | None = None,
    ) -> None:
        self._application = application
        self._metrics = metrics
        self._groups = groups
        self._detail = detail
        self._log = log

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        begun = time.perf_counter()
        told = ["500"]

        def noted(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:  # noqa: ANN401 - WSGI's own
            told[0] = status
            return start_response(status, headers, error)

        body = self._application(environ, noted)
        if isinstance(body, list):
            self._note(environ, told, begun)
            return body
        return ClosingIterator(body, partial(self._note, environ, told, begun))

    def _note(self, environ: "WSGIEnvironment", told: list[str], begun: float) -> None:
        seconds = time.perf_counter() - begun
        path = environ.get("PATH_INFO", "")
        self._metrics.count(kind_of(path, self._groups), told[0], seconds)
        if self._detail:
            log = self._log or sys.stderr
            log.write(_line(environ, told[0], seconds, is_full=self._detail == FULL))
            log.flush()


def _line(environ: "WSGIEnvironment", status: str, seconds: float, *, is_full: bool) -> str:
    """Return the line of a request: when, what, status, milliseconds.

    The query's text and the client's address are in it only where it ``is_full``. What a
    client sent is percent-encoded: it can't begin a line of its own.
    """
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    asked = quote(environ.get("PATH_INFO", "").encode("latin-1"))
    client = ""
    if is_full:
        parameters = quote(environ.get("QUERY_STRING", ""), safe="%&=+/:?-._~")
        asked += f"?{parameters}" if parameters else ""
        client = f"{quote(environ.get('REMOTE_ADDR', '-'), safe=':.')} "
    method = quote(environ.get("REQUEST_METHOD", ""))
    return f"{now} {client}{method} {asked} {status[:3]} {seconds * 1000:.1f} ms\n"


def blueprint(engine: Engine, metrics: Metrics) -> Blueprint:
    """Return ``/healthz``, for whoever restarts the server, and ``/metrics``, for Prometheus."""
    room = Blueprint("metrics", __name__)

    @room.get("/healthz")
    def health() -> Response:
        engine.select(_NOW)  # raises where nothing answers: the status then says so
        response = Response("ok\n", content_type="text/plain; charset=utf-8")
        response.headers["Cache-Control"] = "no-store"
        return response

    @room.get("/metrics")
    def metrics_page() -> Response:
        figures = getattr(engine, "figures", Figures)()
        response = Response(metrics.text(figures), content_type=CONTENT_TYPE_PLAIN_0_0_4)
        response.headers["Cache-Control"] = "no-store"
        return response

    return room


# Another answer each time, so that it is evaluated and not remembered.
_NOW = "SELECT (NOW() AS ?now) {}"
