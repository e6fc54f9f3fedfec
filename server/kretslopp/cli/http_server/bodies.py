"""Bodies of requests on their way to the application, and since when."""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from kretslopp.web.admission import has_body

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Readable(Protocol):
    """What a body is read from: Granian's, whose ``read`` waits until all is there."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer where the body has ended."""


class Bodies:
    """A WSGI application that lets another answer, and knows how long it reads each body.

    The other finds a TimeoutError where reading one takes ``seconds`` or longer.
    """

    def __init__(self, application: "WSGIApplication", seconds: float) -> None:
        self._application = application
        self._seconds = seconds
        self._begun: dict[int, float] = {}  # when each of those that are being read was

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        if has_body(environ):
            environ["wsgi.input"] = _Timed(environ["wsgi.input"], self)
        return self._application(environ, start_response)

    @property
    def is_one_late(self) -> bool:
        """Return whether a body has been read for ``seconds`` and has not come whole."""
        return any(map(self._is_late, list(self._begun.values())))

    def read(self, body: Readable, size: int) -> bytes:
        """Return what is read from a body; raises TimeoutError when it came too late."""
        begun = self._begun[id(body)] = time.monotonic()
        try:
            part = body.read(size)
        finally:
            del self._begun[id(body)]
        if self._is_late(begun):
            raise TimeoutError
        return part

    def _is_late(self, begun: float) -> bool:
        return time.monotonic() - begun >= self._seconds


class _Timed:
    """A body, read in one go, as ``Admission`` does."""

    def __init__(self, body: Readable, bodies: Bodies) -> None:
        self._body = body
        self._bodies = bodies

    def read(self, size: int) -> bytes:
        return self._bodies.read(self._body, size)
