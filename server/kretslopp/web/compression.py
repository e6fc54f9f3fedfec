"""Answers compressed for whoever accepts it (RFC 9110, 8.4 and 12.5.3).

Only gzip, which every client has. An answer that is compressed already, a part of a
file, or one with a strong tag, which stands for its very bytes, is sent as it is.
"""

import gzip
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kretslopp.engine import FORMATS, BoundedCache
from kretslopp.web import negotiation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LEAST_BYTES = 1_000  # of an answer that is worth it
_LEVEL = 5  # beyond it, time grows faster than answers shrink
_LONGEST = 200  # characters of an Accept-Encoding that is worth reading
_MEDIA_TYPES = frozenset(
    {
        *(item.media_type for item in FORMATS),
        "application/json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
        "text/html",
        "text/plain",
        "text/xml",
    }
)


class Compression:
    """A WSGI application that compresses the answers of another.

    Answers that have a tag are kept compressed, up to ``most_bytes`` of them.
    """

    def __init__(self, application: "WSGIApplication", most_bytes: int) -> None:
        self._application = application
        self._kept: BoundedCache[str, bytes] = BoundedCache(most_bytes)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        begun: list[tuple[str, list[tuple[str, str]], Any]] = []

        def hold(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:  # noqa: ANN401 - WSGI's own
            begun[:] = [(status, headers, error)]
            return _no_writing

        body = self._application(environ, hold)
        ((status, headers, error),) = begun
        if _is_short(environ, status, body):
            start_response(status, headers, error)
            return body
        told = {name.lower(): value for name, value in headers}
        is_compressible = _is_compressible(status, told)
        if is_compressible or _is_held(status, told):
            replaced = {"vary": ", ".join(filter(None, (told.get("vary"), "Accept-Encoding")))}
            if is_compressible and _accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
                replaced |= {"content-encoding": "gzip", "content-length": ""}
                if environ["REQUEST_METHOD"] != "HEAD":  # else nobody knows how long it would be
                    packed = self._compressed(body, told.get("etag"))
                    replaced["content-length"] = str(len(packed))
                    body = [packed]
            headers = _with(headers, replaced)
        start_response(status, headers, error)
        return body

    def _compressed(self, body: Iterable[bytes], tag: str | None) -> bytes:
        try:
            whole = b"".join(body)
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()
        packed = self._kept.get(tag) if tag else None
        if packed is None:
            packed = gzip.compress(whole, _LEVEL, mtime=0)
            if tag:
                self._kept.put(tag, packed, len(packed) + len(tag))
        return packed


def _is_short(environ: "WSGIEnvironment", status: str, body: Iterable[bytes]) -> bool:
    """Return whether an answer is sent as it is, without a look at its headers: most are short."""
    if environ["REQUEST_METHOD"] == "HEAD" or status.startswith("304"):
        return False
    return isinstance(body, list) and sum(map(len, body)) < LEAST_BYTES


def _no_writing(_: bytes) -> None:
    raise NotImplementedError("Answers are returned, not written.")


def _with(headers: list[tuple[str, str]], replaced: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return headers with others in their place; an empty value stands for none."""
    kept = [(name, value) for name, value in headers if name.lower() not in replaced]
    return kept + [(name.title(), value) for name, value in replaced.items() if value]


def _is_compressible(status: str, told: Mapping[str, str]) -> bool:
    return (
        int(told.get("content-length", "0")) >= LEAST_BYTES
        and not status.startswith(("1", "204", "206", "304"))
        and "content-encoding" not in told
        and not told.get("etag", "").startswith('"')
        and told.get("content-type", "").partition(";")[0] in _MEDIA_TYPES
    )


def _is_held(status: str, told: Mapping[str, str]) -> bool:
    """Return whether a client is told that it holds what may have been compressed."""
    return status.startswith("304") and told.get("etag", "").startswith("W/")


def _accepts_gzip(accept_encoding: str) -> bool:
    return 0 < len(accept_encoding) <= _LONGEST and _wants_gzip(accept_encoding)


@lru_cache(maxsize=256)
def _wants_gzip(accept_encoding: str) -> bool:
    wanted = {item.range: item.quality for item in negotiation.preferences(accept_encoding)}
    named = wanted.get("gzip", wanted.get("x-gzip", wanted.get("*", 0.0)))
    return named > 0 and named >= wanted.get("identity", 0.0)
