"""Answers compressed for whoever accepts it (RFC 9110, 8.4 and 12.5.3).

Zstandard, Brotli or gzip. An answer that is compressed already, a part of a file, or
one with a strong tag, which stands for its very bytes, is sent as it is.
"""

import gzip
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import brotli
import zstandard

from kretslopp.engine import FORMATS, BoundedCache
from kretslopp.web.protocol import negotiation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LEAST_BYTES = 1_000  # of an answer that is worth it
# How each coding is made of an answer: the same answer, the same bytes. In the server's order
# of preference: Zstandard makes answers about as small as gzip does in a fifth of the time,
# Brotli a tenth to a third smaller in as much time. Beyond these levels time grows faster than
# answers shrink. At its level Zstandard looks back 2 MB; browsers allow 8 (RFC 9659).
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": partial(zstandard.compress, level=3),
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, compresslevel=5, mtime=0),
}
_ALSO_KNOWN_AS = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3
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
        self._kept: BoundedCache[tuple[str, str], bytes] = BoundedCache(most_bytes)

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
            coding = _coding(environ.get("HTTP_ACCEPT_ENCODING", "")) if is_compressible else None
            if coding is not None:
                replaced |= {"content-encoding": coding, "content-length": ""}
                if environ["REQUEST_METHOD"] != "HEAD":  # else nobody knows how long it would be
                    packed = self._compressed(body, told.get("etag"), coding)
                    replaced["content-length"] = str(len(packed))
                    body = [packed]
            headers = _with(headers, replaced)
        start_response(status, headers, error)
        return body

    def _compressed(self, body: Iterable[bytes], tag: str | None, coding: str) -> bytes:
        try:
            whole = b"".join(body)
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()
        packed = self._kept.get((tag, coding)) if tag else None
        if packed is None:
            packed = CODINGS[coding](whole)
            if tag:
                self._kept.put((tag, coding), packed, len(packed) + len(tag))
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


def _coding(accept_encoding: str) -> str | None:
    """Return the coding to send a client, None for the answer as it is.

    Who names no coding gets none, though anything might be sent then.
    """
    is_read = 0 < len(accept_encoding) <= _LONGEST
    return _wanted(accept_encoding) if is_read else None


@lru_cache(maxsize=256)
def _wanted(accept_encoding: str) -> str | None:
    named: dict[str, float] = {}
    for coding, quality in negotiation.preferences(accept_encoding):
        name = _ALSO_KNOWN_AS.get(coding, coding)
        named[name] = min(quality, named.get(name, 1.0))  # of one that stands twice
    others = named.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: named.get(coding, others))  # the first of equals
    quality = named.get(best, others)
    return best if quality > 0 and quality >= named.get("identity", 0.0) else None
