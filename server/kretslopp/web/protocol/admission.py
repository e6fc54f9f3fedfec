"""Who is let in: limits to the requests of one client, and to those whose bodies are on their way.

They stand before everything else. A refusal is raised where the view would have been asked,
so that it is told as every other problem is. How slowly a body comes is not limited here: one
that never comes whole keeps its place, and keeps only other bodies out.
"""

import io
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from flask import Flask, request

from kretslopp.errors import LimitReached
from kretslopp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REFUSED = "kretslopp.refused"  # in the environment of WSGI: why a request is not answered
_MINUTE = 60.0  # seconds
# That are remembered: whoever has asked nothing for the longest is forgotten.
_MOST_CLIENTS = 10_000


def init_app(app: Flask) -> None:
    """Let ``app`` tell whoever was refused."""

    @app.before_request
    def tell() -> None:
        refused = request.environ.get(REFUSED)
        if refused is not None:
            raise refused


class Clients:
    """Counts requests by client: each may make so many at once, and so many a minute after that.

    A client is an IPv4 address, or the 64 bits of an IPv6 address that its network gave it.
    ``clock`` gives seconds. Safe to use from several threads.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        # Of each client, how many requests it may make, and when that was so.
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def admits(self, address: str) -> bool:
        """Return whether a client may make one more request now, and count it if so."""
        client = _network(address)
        now = self._clock()
        with self._lock:
            left, then = self._left.pop(client, (float(self._per_minute), now))
            left = min(self._per_minute, left + (now - then) * self._per_minute / _MINUTE)
            is_admitted = left >= 1
            self._left[client] = (left - is_admitted, now)
            if len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        return is_admitted


def _network(address: str) -> str:
    """Return who is one client: an IPv4 address, or a network of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:  # a proxy may say anything
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


class Admission:
    """A WSGI application that lets another answer, unless a limit of ``settings`` is reached."""

    def __init__(self, application: "WSGIApplication", settings: Settings) -> None:
        self._application = application
        self._settings = settings
        self._clients = Clients(settings.requests_per_minute)
        self._bodies = threading.BoundedSemaphore(settings.bodies_at_once)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        limit = self._reached(environ)
        if limit:
            value = str(getattr(self._settings, limit))
            environ[REFUSED] = LimitReached(limit, value)
        return self._application(environ, start_response)

    def _reached(self, environ: "WSGIEnvironment") -> str:
        """Return the name of the limit that keeps a request out, "" where it comes in."""
        address = environ.get("REMOTE_ADDR", "")
        if self._settings.requests_per_minute and not self._clients.admits(address):
            return "requests_per_minute"
        return self._limit_of_body(environ) if _has_body(environ) else ""

    def _limit_of_body(self, environ: "WSGIEnvironment") -> str:
        """Have the whole body at hand; return the name of the limit that keeps it out, if one does.

        One that is larger than it may be is left to whoever refuses it.
        """
        most = self._settings.max_request_bytes
        length = environ.get("CONTENT_LENGTH", "")
        if length and not (length.isdecimal() and int(length) <= most):
            return ""
        if not self._bodies.acquire(blocking=False):
            return "bodies_at_once"
        try:
            body = environ["wsgi.input"].read(int(length) if length else most + 1)
        finally:
            self._bodies.release()
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)  # it came in pieces, and no longer does
        return ""


def _has_body(environ: "WSGIEnvironment") -> bool:
    """Return whether a request comes with a body, of whatever length."""
    return bool(environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING"))
