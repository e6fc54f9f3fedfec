"""What goes wrong on the web, as problem details (RFC 9457) or a readable page.

One shape for every door: whatever is raised while a request is answered becomes a
``Details`` here, and is sent as ``application/problem+json`` or, to whom prefers
HTML, as a page. An internal fault says nothing of its cause to the client.
"""

import json
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadHost, HTTPException

from kretslopp.characters import named
from kretslopp.engine import FORMATS
from kretslopp.errors import KretsloppError, LimitReached, Place, ServiceFailure, Words
from kretslopp.extras import MissingExtra
from kretslopp.languages import Language
from kretslopp.namespaces import BASE
from kretslopp.web import rendering
from kretslopp.web.protocol import negotiation
from kretslopp.words import text

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 10  # after which a query that met a limit of the server may be sent again
_AGAIN = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

# A client that asks for one of these is a program: it is not sent a page.
_OF_PROGRAMS = (MEDIA_TYPE, "application/json", *(item.media_type for item in FORMATS))

# Every kind of problem and its status; its texts stand under problem.<kind>.
KINDS: Mapping[str, int] = {
    "missing-query": 400,
    "several-queries": 400,
    "query-error": 400,
    "update-refused": 400,
    "not-a-graph": 400,
    "not-one-graph": 400,
    "not-utf-8": 400,
    "unknown-format": 400,
    "several-formats": 400,
    "wrong-parameter": 400,
    "wrong-year": 400,
    "wrong-timeout": 400,
    "several-values": 400,
    "unequal-keys": 400,
    "unknown-parameter": 400,
    "missing-term": 400,
    "not-an-iri": 400,
    "not-a-term": 400,
    "wrong-use": 400,
    "bad-request": 400,
    "not-found": 404,
    "unknown-question": 404,
    "unknown-thing": 404,
    "unknown-graph": 404,
    "does-not-hold": 404,
    "unknown-page": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "withdrawn": 410,
    "limit-nesting": 400,
    "limit-patterns": 400,
    "limit-max-page-bytes": 400,
    "query-too-long": 413,
    "request-too-large": 413,
    "unsupported-media-type": 415,
    "unsupported-charset": 415,
    "range-not-satisfiable": 416,
    "limit-requests-per-minute": 429,
    "internal-error": 500,
    "missing-extra": 501,
    "limit-query-seconds": 503,
    "limit-memory-bytes": 503,
    "limit-answer-bytes": 503,
    "limit-queries-at-once": 503,
    "limit-long-queries-at-once": 503,
    "limit-service-bytes": 503,
    "limit-bodies-at-once": 503,
    "service-failure": 502,
    "engine-failure": 502,
}
_OF_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "request-too-large",
}


class Problem(Exception):
    """A problem found by the web room itself; its words are texts, in both languages.

    ``kind`` is one of ``KINDS``; ``members`` are further members of the problem
    details, ``values`` what the text of its detail names: a value that differs
    between languages is a mapping of them.
    """

    def __init__(
        self, kind: str, members: Mapping[str, object] | None = None, **values: object
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.members = members or {}
        self.values = values


@dataclass(frozen=True)
class Details:
    """A problem as it is told: the members of RFC 9457 and ours.

    ``detail_language`` is the language that ``detail`` is in: some faults found below
    the web room have words in English only.
    """

    kind: str | None
    status: int
    title: str
    detail: str
    advice: str = ""
    detail_language: Language = "en"
    place: Place = field(default=Place())
    members: Mapping[str, object] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Return the IRI of the kind of problem, described on the page of problems."""
        return f"{BASE}problems#{self.kind}" if self.kind else "about:blank"

    def to_json(self) -> str:
        """Return the JSON of RFC 9457, with ``line`` and ``column`` where they are known."""
        where = {"line": self.place.line, "column": self.place.character}
        return json.dumps(
            {
                "type": self.type,
                "title": self.title,
                "status": self.status,
                "detail": " ".join(filter(None, (self.detail, self.advice))),
                **{name: value for name, value in where.items() if value is not None},
                **self.members,
            },
            ensure_ascii=False,
        )


def details(error: Exception, language: Language) -> Details:
    """Return what to tell a reader of ``language`` about an exception."""
    match error:
        case Problem():
            return _of_kind(error.kind, language, error.values, error.members)
        case LimitReached():
            kind = f"limit-{error.limit.replace('_', '-')}"
            value = {"limit": error.limit, "value": error.value}
            return _of_kind(kind, language, {"value": error.value}, value)
        case MissingExtra():
            return _of_kind("missing-extra", language, {"extra": error.extra})
        case ServiceFailure():  # of others: no fault of ours to hide
            return _of_faults(error, language)
        case KretsloppError() if error.http_status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return _of_faults(error, language)
        case KretsloppError():
            return _of_kind("engine-failure", language)
        case HTTPException(code=int(status)):
            return _of_status(status, language)
    return _of_kind("internal-error", language)


def _of_kind(
    kind: str,
    language: Language,
    values: Mapping[str, object] | None = None,
    members: Mapping[str, object] | None = None,
) -> Details:
    return Details(
        kind,
        KINDS[kind],
        text(f"problem.{kind}.title", language),
        text(f"problem.{kind}.detail", language, **_in(language, values or {})),
        text(f"problem.{kind}.advice", language),
        language,
        members=members or {},
    )


def _in(language: Language, values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value[language] if isinstance(value, Mapping) else value
        for name, value in values.items()
    }


def _of_faults(error: KretsloppError, language: Language) -> Details:
    """Tell the faults of an error in their own words; the first one's place is the problem's.

    In Swedish where all have words for it.
    """
    swedish = [fault.swedish for fault in error.faults if fault.swedish]
    is_swedish = language == "sv" and len(swedish) == len(error.faults)
    english = [Words(fault.message, fault.advice) for fault in error.faults]
    words = swedish if is_swedish else english
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()
    return Details(
        kind if kind in KINDS else None,
        error.http_status,
        text(f"problem.{kind}.title", language) if kind in KINDS else error.title,
        named(" ".join(said.message for said in words)),
        named(" ".join(filter(None, (said.advice for said in words)))),
        "sv" if is_swedish else "en",
        place=error.faults[0].place if error.faults else Place(),
    )


def _of_status(status: int, language: Language) -> Details:
    if status in _OF_STATUS:
        return _of_kind(_OF_STATUS[status], language)
    known = HTTPStatus(status)
    return Details(None, status, known.phrase, known.description)


def wants_page() -> bool:
    """Return whether whoever sent the current request reads problems as a page."""
    return negotiation.wants_page(request.headers.get("Accept"), _OF_PROGRAMS)


def respond(error: Exception) -> Response:
    """Return the answer to the current request that tells of an exception.

    As JSON in English, or as a page in the reader's language.
    """
    # A request whose Host can't be read has no address that the links of a page could have.
    if wants_page() and not isinstance(error, BadHost):
        language = rendering.current_language()
        told = details(error, language)
        response = rendering.render("problem.html", language, status=told.status, problem=told)
    else:
        told = details(error, "en")
        response = Response(told.to_json(), told.status, content_type=MEDIA_TYPE)
    if isinstance(error, LimitReached) and told.status in _AGAIN:
        response.retry_after = RETRY_SECONDS
    if isinstance(error, HTTPException):
        allowed = getattr(error, "valid_methods", None)
        response.allow.update(sorted(allowed or ()))
    response.vary.update(("Accept", "Accept-Language"))
    return response


def answer_any_error(error: Exception) -> Response | HTTPException:
    """Answer whatever a view raised, and log what is a fault of ours.

    The log has the kind of fault and where in the code it arose, not its message:
    that may quote the query.
    """
    if isinstance(error, HTTPException) and (error.code is None or error.code < 400):
        return error
    response = respond(error)
    # A limit is there to be reached, an extra to be left out, and another server is not ours.
    is_ours = not isinstance(error, LimitReached | MissingExtra | ServiceFailure)
    if is_ours and response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        frames = "".join(traceback.format_tb(error.__traceback__))
        current_app.logger.error("%s while answering:\n%s", type(error).__name__, frames)
    return response


def init_app(app: Flask) -> None:
    """Let every error of ``app``, a wrong address included, be answered here."""
    app.register_error_handler(Exception, answer_any_error)
