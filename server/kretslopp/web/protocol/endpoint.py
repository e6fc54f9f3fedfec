"""The SPARQL endpoint: what it answers, and its description of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from flask import Response, request, url_for

from kretslopp.engine import (
    AnswerKind,
    Engine,
    Format,
    SerialisedAnswer,
    default_format,
    format_named,
    may_change,
    serialise,
)
from kretslopp.errors import LimitReached, QueryError, ServiceFailure
from kretslopp.namespaces import BASE
from kretslopp.publication.service_description import GraphCounts, contents, service_description
from kretslopp.reading.edition import Edition
from kretslopp.settings import Publisher, Settings
from kretslopp.web import rendering
from kretslopp.web.protocol import problems, query_request, validators
from kretslopp.web.protocol.forms import AnswerForm, not_acceptable
from kretslopp.web.protocol.problems import Problem
from kretslopp.web.protocol.query_request import QueryRequest
from kretslopp.web.protocol.sparql_forms import OFFERS

Choices = Mapping[AnswerKind, AnswerForm | None]
# What evaluating a query raised before the request came here, in the environment of WSGI.
RAISED = "kretslopp.raised"


@dataclass(frozen=True)
class Service:
    """What answers queries, and within which limits.

    ``publisher`` says where the public reaches it, ``is_published`` whether what it
    answers from is ours. ``contents`` counts that, once. ``version`` is that of the data,
    ``""`` where nobody knows whether it changes; ``edition`` that of our dataset.
    """

    engine: Engine
    settings: Settings
    publisher: Publisher
    is_published: bool
    contents: Callable[[], GraphCounts]
    version: str = ""
    edition: Edition | None = None

    @property
    def fixed_home(self) -> str | None:
        """Return the IRI that the endpoint is known by wherever it is asked at, if it has one."""
        if self.is_published or self.publisher.base != BASE:
            return f"{self.publisher.base}sparql"
        return None

    @property
    def home(self) -> str:
        """Return the IRI that the endpoint is known by.

        For data that is not ours, it is the one asked at where nobody has said another.
        """
        return self.fixed_home or url_for("sparql", _external=True)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return all IRIs of the endpoint, the one that it is known by first.

        The one asked at is among them where nobody has said where the public reaches it.
        """
        if self.publisher.base != BASE:
            return (self.home,)
        return tuple(dict.fromkeys((self.home, url_for("sparql", _external=True))))


def service_of(
    engine: Engine,
    settings: Settings,
    publisher: Publisher,
    *,
    is_published: bool,
    version: str = "",
    edition: Edition | None = None,
) -> Service:
    """Return what answers queries from ``engine``, which is counted when somebody asks."""
    counted = cache(lambda: contents(engine))
    return Service(engine, settings, publisher, is_published, counted, version, edition)


class EndpointPage(Protocol):
    """Makes the page of the endpoint: with an answer, a problem, or nothing but the form."""

    def __call__(
        self,
        asked: QueryRequest,
        *,
        answer: SerialisedAnswer | None = None,
        problem: problems.Details | None = None,
    ) -> Response:
        """Return the page of a request."""


def respond(service: Service, page: EndpointPage, *, page_first: bool) -> Response:
    """Return the answer to the current request; ``page_first`` at the addresses that are pages."""
    asked = QueryRequest(None, ())
    try:
        asked = query_request.read_query(
            request.method,
            request.query_string,
            request.headers.get("Content-Type", ""),
            request.get_data(),
            service.settings.max_query_bytes,
        )
        response = _answer(service, asked, page, page_first=page_first)
    except (QueryError, LimitReached, ServiceFailure, Problem) as error:
        if not problems.wants_page():
            raise
        response = page(asked, problem=problems.details(error, rendering.current_language()))
    response.vary.update(("Accept", "Accept-Language"))
    return response


def _answer(
    service: Service, asked: QueryRequest, page: EndpointPage, *, page_first: bool
) -> Response:
    choices = choose(asked.formats, request.headers.get("Accept"), page_first=page_first)
    if asked.query is None:
        return _description(service, asked, choices, page)
    if not any(choices.values()):
        raise not_acceptable(*OFFERS.values())
    formats = formats_of(choices)
    types = media_types_of(choices)
    tag = answer_tag(service, asked, types, service.home, _page_parts(choices))

    def make() -> Response:
        answer = _evaluated(service, asked, formats)
        choice = choices[answer.kind]
        if choice is None:
            raise not_acceptable(OFFERS[answer.kind])
        if not choice.is_page:
            return Response(answer.body, content_type=choice.content_type)
        most = service.settings.max_page_bytes
        if len(answer.body) > most:  # reading it would keep everybody waiting
            raise LimitReached("max_page_bytes", str(most))
        return page(asked, answer=answer)

    return validators.respond(make, tag)


def choose(asked: tuple[str, ...], accept: str | None, *, page_first: bool = False) -> Choices:
    """Return the form of each kind of answer that there may be (``Offers.choose``)."""
    return {
        kind: offers.choose(asked, accept, page_first=page_first) for kind, offers in OFFERS.items()
    }


def answer_tag(
    service: Service,
    asked: QueryRequest,
    media_types: list[str | None],
    home: str,
    page_parts: tuple[str, ...] = (),
) -> str | None:
    """Return the tag of the answer to a query, or None where it may be another next time.

    ``media_types`` are those that each kind of answer would have, ``home`` is the base of
    relative IRIs, ``page_parts`` are what a page depends on beside the answer.
    """
    if not service.version or asked.query is None or may_change(asked.query):
        return None
    parts = (asked.query, asked.asked_of, media_types, home, *page_parts)
    return validators.tag(service.version, *parts)


def _page_parts(choices: Choices) -> tuple[str, ...]:
    if not any(choice and choice.is_page for choice in choices.values()):
        return ()
    address = (request.url_root, request.path, request.query_string.decode("latin-1"))
    return (*address, rendering.current_language())


def _evaluated(
    service: Service, asked: QueryRequest, formats: Mapping[AnswerKind, Format]
) -> SerialisedAnswer:
    """Return the answer to a query; raises what asking for it on the fast path has raised."""
    raised = request.environ.get(RAISED)
    if raised is not None:
        raise raised
    assert asked.query is not None
    # Relative IRIs in a query resolve against the endpoint's own (RFC 3986, 5.1.4).
    return service.engine.answer(asked.query, formats, asked.asked_of, service.home, asked.seconds)


def _description(
    service: Service,
    asked: QueryRequest,
    choices: Choices,
    page: EndpointPage,
) -> Response:
    """Return what the endpoint says of itself to whoever asks nothing: as RDF, or the page.

    Raises Problem for who can't read that: a client that wants solutions forgot its query.
    """
    choice = choices[AnswerKind.GRAPH]
    if choice is None:
        if choices[AnswerKind.SOLUTIONS] is not None:
            raise Problem("missing-query")
        raise not_acceptable(OFFERS[AnswerKind.GRAPH])
    is_federated = bool(getattr(service.engine, "services", ()))

    def make() -> Response:
        if choice.is_page:
            return page(asked)
        graph = service_description(
            service.addresses,
            service.contents(),
            is_federated=is_federated,
            edition=service.edition,
        )
        return Response(
            serialise(graph, format_named(choice.name)), content_type=choice.content_type
        )

    tag = validators.of_request(service.version, choice.media_type, is_federated)
    return validators.respond(make, tag)


def formats_of(choices: Choices) -> dict[AnswerKind, Format]:
    """Return the format to ask the engine for, for each kind of answer."""
    return {kind: _format(choice, kind) for kind, choice in choices.items()}


def media_types_of(choices: Choices) -> list[str | None]:
    """Return the media type that each kind of answer is sent as, None where it is not sent."""
    return [choice.media_type if choice else None for choice in choices.values()]


def _format(choice: AnswerForm | None, kind: AnswerKind) -> Format:
    """Return the format to ask the engine for; a page is made from the default one."""
    return default_format(kind) if choice is None or choice.is_page else format_named(choice.name)
