"""Which form of a document a request gets, and its RDF as an answer.

The forms are a page and RDF in four formats. ``?format=`` and a file ending of the
same name (``.ttl``) beat Accept. Only these five are endings: other dots belong to
the name (``goal/falun/2023-2030/1.1``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request
from rdflib import Graph

from kretslopp.engine import format_named, serialise
from kretslopp.web.protocol import negotiation, validators
from kretslopp.web.protocol.problems import Problem

PAGE = "html"


@dataclass(frozen=True)
class Form:
    """One form of a document: its name, also its file ending, and the media type sent."""

    name: str
    media_type: str

    @property
    def is_page(self) -> bool:
        """Return whether it is the web page."""
        return self.name == PAGE

    @property
    def content_type(self) -> str:
        """Return the Content-Type header; text types say their charset (RFC 6838, 4.2.1)."""
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


# In the server's order of preference: whoever accepts anything is a program.
FORMS = (
    Form("ttl", "text/turtle"),
    Form("jsonld", "application/ld+json"),
    Form("nt", "application/n-triples"),
    Form("rdf", "application/rdf+xml"),
    Form(PAGE, "text/html"),
)
RDF_FORMS = tuple(form for form in FORMS if not form.is_page)
# What clients also call a form: it is sent under the name that they asked for.
_ALSO_KNOWN_AS = (
    Form(PAGE, "application/xhtml+xml"),
    Form("jsonld", "application/json"),
    Form("rdf", "application/xml"),
    Form("rdf", "text/xml"),
    Form("nt", "text/plain"),
)
_NAMED = {form.name: form for form in FORMS}
# The names of the forms for people.
NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}


def split_ending(path: str) -> tuple[str, str | None]:
    """Return a path without its ending, and the ending where it is the name of a form.

    ``"goal/x/1.1.ttl"`` → ``("goal/x/1.1", "ttl")``; ``"goal/x/1.1"`` has no ending.
    """
    stem, dot, ending = path.rpartition(".")
    is_form = bool(dot) and ending in _NAMED and not stem.endswith("/") and bool(stem)
    return (stem, ending) if is_form else (path, None)


def choose(
    ending: str | None = None, *, page_first: bool = False, before: tuple[Form, ...] = ()
) -> Form:
    """Return the form to answer the current request in.

    ``ending`` is the path's file ending, if it has one (``split_ending``).
    ``page_first`` is for addresses that are pages (``/sv/doc/…``): Accept does not
    count there; ``before`` are forms that an address has beside these, and offers
    before them. Raises Problem for a form that there is not (400), for two that
    differ (400), and for none acceptable (406, with what there is).
    """
    forms = {form.name: form for form in (*before, *FORMS)}
    asked = [value for value in request.args.getlist("format") if value]
    for value in asked:
        if value.lower() not in forms:
            raise Problem("unknown-format", format=value, known=", ".join(forms))
    names = {value.lower() for value in asked} | ({ending} if ending else set())
    if len(names) > 1:
        formats = [*asked, *([f".{ending}"] if ending else [])]
        raise Problem("several-formats", formats=", ".join(formats))
    if names:
        return forms[names.pop()]
    return forms[PAGE] if page_first else _acceptable(before)


def _acceptable(before: tuple[Form, ...]) -> Form:
    offers = (*before, *FORMS, *_ALSO_KNOWN_AS)
    types = [form.media_type for form in offers]
    best = negotiation.best(types, request.headers.get("Accept"))
    if best is None:
        there_are = [form.media_type for form in (*before, *FORMS)]
        raise Problem("not-acceptable", {"available": there_are}, available=", ".join(there_are))
    return offers[types.index(best)]


def answer(
    form: Form, version: str, *, graph: Callable[[], Graph], page: Callable[[], Response]
) -> Response:
    """Return a document in a form, with its tag: as the page, or the graph in a form of RDF.

    ``version`` is that of what both are made of. Neither is made for whoever holds it.
    """
    tag = validators.of_request(version, form.media_type)
    return validators.respond(page if form.is_page else lambda: respond(form, graph()), tag)


def respond(form: Form, graph: Graph) -> Response:
    """Return a graph in a form of RDF: the same triples, the same bytes.

    ``graph`` has no blank nodes. Raises ValueError for the form of pages, which
    is rendered (``pages.render``).
    """
    if form.is_page:
        raise ValueError("a page is not a form of RDF")
    body = serialise(graph, format_named(form.name))
    return Response(body, content_type=form.content_type)
