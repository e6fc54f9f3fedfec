"""Entity tags: a client that holds an answer is told that it still holds (RFC 9110, 8.8.3 and 13).

A tag is made of what an answer depends on, before it is evaluated: the version of the
data, the program's, and what is asked. It is weak, so that it stays the same where the
answer is compressed. The data may be another at any time, so an answer that is kept
is asked for again each time.
"""

import hashlib

from flask import Response, request
from werkzeug.http import parse_etags

from kretslopp import __version__

CACHE_CONTROL = "public, no-cache"


def tag(version: str, *parts: object) -> str:
    """Return the tag, without quotes, of what depends on a version of the data and on ``parts``.

    Parts that differ in their ``repr`` give other tags; the same parts, the same tag.
    """
    text = repr((__version__, version, *parts))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_held(method: str, if_none_match: str | None, current: str) -> bool:
    """Return whether a client that sends this If-None-Match has what the tag stands for."""
    if not if_none_match or method not in ("GET", "HEAD"):
        return False
    held = parse_etags(if_none_match)
    return held.contains_raw(f'"{current}"') or held.is_weak(current)


def header_values(current: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that say the tag, and that an answer may be kept."""
    return (("ETag", f'W/"{current}"'), ("Cache-Control", CACHE_CONTROL))


def add(response: Response, current: str | None) -> Response:
    """Return a response to GET or HEAD with its tag; without one, none may keep it."""
    if request.method in ("GET", "HEAD"):
        response.headers.update(header_values(current) if current else [])
        if current is None:
            response.headers["Cache-Control"] = "no-store"
    return response


def not_modified(current: str) -> Response:
    """Return the answer to a client that holds what the tag stands for."""
    return add(Response(status=304), current)
