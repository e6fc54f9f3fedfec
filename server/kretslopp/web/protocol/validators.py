"""Entity tags: a client that holds an answer is told that it still holds (RFC 9110, 8.8.3 and 13).

A tag is made of what an answer depends on, before it is evaluated: the version of the
data, the program as it is, and what is asked. It is weak, so that it stays the same where the
answer is compressed. The data may be another at any time, so an answer that is kept
is asked for again each time.
"""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from flask import Response, request
from werkzeug.http import parse_etags

from kretslopp import artefacts
from kretslopp.web import rendering

CACHE_CONTROL = "public, no-cache"
ANY = "*"  # an If-None-Match that stands for whatever there is
_CONDITIONAL = ("GET", "HEAD")  # methods that If-None-Match is read with


def tag(version: str, *parts: object) -> str:
    """Return the tag, without quotes, of what depends on a version of the data and on ``parts``.

    Parts that differ in their ``repr`` give other tags; the same parts, the same tag.
    """
    text = repr((artefacts.digest(), version, *parts))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def of_request(version: str, *parts: object) -> str | None:
    """Return the tag of the answer to the current request, None where the version is unknown, "".

    It is made of the version, the whole address, the language that is read, and ``parts``:
    what else the answer depends on, at least the media type that it is sent as.
    """
    if not version:
        return None
    address = (request.url_root, request.path, request.query_string)
    return tag(version, address, rendering.current_language(), parts)


def respond(make: Callable[[], Response], current: str | None) -> Response:
    """Return the answer to the current request, as ``make`` makes it, with its tag.

    Nothing is made for whoever holds what the tag stands for. A problem has none.
    """
    held = request.headers.get("If-None-Match") if request.method in _CONDITIONAL else None
    if current and is_held(request.method, held, current):
        response = not_modified(current)
    else:
        response = make()
        if response.status_code == HTTPStatus.OK:
            response = not_modified(current) if held == ANY else add(response, current)
    response.vary.update(("Accept", "Accept-Language"))
    return response


def is_held(method: str, if_none_match: str | None, current: str) -> bool:
    """Return whether a client that sends this If-None-Match has what the tag stands for.

    One that sends ``*`` has what there is, and whether there is anything is not known here.
    """
    if not if_none_match or method not in _CONDITIONAL:
        return False
    held = parse_etags(if_none_match)
    return held.is_weak(current) or held.is_strong(current)


def header_values(current: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that say the tag, and that an answer may be kept."""
    return (("ETag", f'W/"{current}"'), ("Cache-Control", CACHE_CONTROL))


def add(response: Response, current: str | None) -> Response:
    """Return a response to GET or HEAD with its tag; without one, none may keep it."""
    if request.method in _CONDITIONAL:
        response.headers.update(header_values(current) if current else [])
        if current is None:
            response.headers["Cache-Control"] = "no-store"
    return response


def not_modified(current: str | None) -> Response:
    """Return the answer to a client that holds what the tag stands for."""
    return add(Response(status=304), current)
