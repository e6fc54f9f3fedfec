"""The fast path to ``/sparql``: plain queries answered before Flask makes a request of them.

A program's query whose answer is no page needs nothing of Flask: no routing, no
session, no template. What this answers, the view would answer the same, header for
header (a test compares both). Anything else goes on to the view, errors too.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kretslopp.engine import AnswerKind, Format
from kretslopp.web.protocol import endpoint, headers, query_request, validators
from kretslopp.web.protocol.admission import REFUSED
from kretslopp.web.protocol.forms import not_acceptable
from kretslopp.web.protocol.problems import Problem
from kretslopp.web.protocol.sparql_forms import OFFERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PATH = "/sparql"
_VARY = ("Vary", "Accept, Accept-Language")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?\Z")  # one that nobody objects to
_SHORT = 4_000  # characters of parameters that are remembered
_LONGEST = 500  # characters of an Accept that is remembered


class _Answer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class _Ready(NamedTuple):
    """A request that was read: the query and what comes with it, how answers are sent, the tag."""

    query: str
    asked: query_request.QueryRequest
    plan: "_Plan"
    tag: str | None


class SparqlFastPath:
    """A WSGI application that answers plain queries itself, and lets another answer the rest."""

    def __init__(self, application: "WSGIApplication", service: endpoint.Service) -> None:
        self._application = application
        self._service = service
        self._home = service.fixed_home
        self._prepared_again = lru_cache(maxsize=512)(self._prepared)  # a query often comes again

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request."""
        is_ours = environ.get("PATH_INFO") == _PATH and REFUSED not in environ
        if is_ours and self._home is not None:
            answer = self._answer(environ)
            if answer is not None:
                start_response(answer.status, answer.headers)
                return [answer.body]
        return self._application(environ, start_response)

    def _answer(self, environ: "WSGIEnvironment") -> _Answer | None:
        """Return the answer to a plain query, None for what the view has to answer."""
        method = environ["REQUEST_METHOD"]
        accept = environ.get("HTTP_ACCEPT", "")
        if len(accept) > _LONGEST or not _HOST.match(environ.get("HTTP_HOST", "localhost")):
            return None
        body = _body(environ, self._service.settings.max_request_bytes)
        if body is None:
            return None
        parameters = environ.get("QUERY_STRING", "")
        is_short = len(parameters) <= _SHORT and not body
        prepare = self._prepared_again if is_short else self._prepared
        try:
            ready = prepare(method, parameters, environ.get("CONTENT_TYPE", ""), body, accept)
        except Problem:
            return None
        if ready is None:
            return None
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held == validators.ANY:
            return None
        if held and ready.tag and validators.is_held(method, held, ready.tag):
            return _Answer("304 NOT MODIFIED", _headers(method, ready.tag), b"")
        return self._evaluated(environ, ready)

    def _prepared(
        self, method: str, parameters: str, content_type: str, body: bytes, accept: str
    ) -> "_Ready | None":
        """Return what there is to do for a request; None for what the view has to answer."""
        most = self._service.settings.max_query_bytes
        asked = query_request.read_query(
            method, parameters.encode("latin-1"), content_type, body, most
        )
        plan = _plan(asked.formats, accept)
        if asked.query is None or plan is None:
            return None
        assert self._home is not None
        tag = endpoint.answer_tag(self._service, asked, plan.media_types, self._home)
        return _Ready(asked.query, asked, plan, tag)

    def _evaluated(self, environ: "WSGIEnvironment", ready: "_Ready") -> _Answer | None:
        asked, plan = ready.asked, ready.plan
        try:
            answer = self._service.engine.answer(
                ready.query, plan.formats, asked.asked_of, self._home, asked.seconds
            )
        except Exception as error:
            # The view tells of it, and need not evaluate the query once more.
            environ[endpoint.RAISED] = error
            return None
        choice = plan.choices[answer.kind]
        if choice is None:
            environ[endpoint.RAISED] = not_acceptable(OFFERS[answer.kind])
            return None
        told = _headers(environ["REQUEST_METHOD"], ready.tag)
        told += [("Content-Type", choice.content_type), ("Content-Length", str(len(answer.body)))]
        return _Answer("200 OK", told, answer.body)


def _body(environ: "WSGIEnvironment", most_bytes: int) -> bytes | None:
    """Return the body of a GET or POST, None for what only the view can read.

    ``admission`` has it at hand, so that what is read here can be read again.
    """
    if environ["REQUEST_METHOD"] == "GET":
        return b"" if not environ.get("CONTENT_LENGTH") else None
    length = environ.get("CONTENT_LENGTH", "")
    if environ["REQUEST_METHOD"] != "POST" or not length.isdecimal() or int(length) > most_bytes:
        return None
    body: bytes = environ["wsgi.input"].read()
    environ["wsgi.input"].seek(0)
    return body


class _Plan(NamedTuple):
    """How answers are sent: the representation, format and media type for each kind."""

    choices: endpoint.Choices
    formats: dict[AnswerKind, Format]
    media_types: list[str | None]


@lru_cache(maxsize=256)
def _plan(formats: tuple[str, ...], accept: str) -> _Plan | None:
    """Return how to send what is asked for; None where it may be a page, or nothing will do.

    Raises Problem as ``Offers.choose`` does.
    """
    choices = endpoint.choose(formats, accept)
    chosen = [choice for choice in choices.values() if choice is not None]
    if not chosen or any(choice.is_page for choice in chosen):
        return None
    return _Plan(choices, endpoint.formats_of(choices), endpoint.media_types_of(choices))


def _headers(method: str, tag: str | None) -> list[tuple[str, str]]:
    told = [_VARY, *headers.OF_EVERY_ANSWER.items()]
    if method == "GET":
        told += validators.header_values(tag) if tag else [("Cache-Control", "no-store")]
    return told
