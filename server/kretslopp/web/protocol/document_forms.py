"""The forms of a document, a page and RDF in four formats, and its RDF as an answer.

Only the names of these five are file endings (``.ttl``): other dots belong to the name
(``goal/falun/2023-2030/1.1``).
"""

from collections.abc import Callable

from flask import Response
from rdflib import Graph

from kretslopp.engine import format_named, serialise
from kretslopp.web.protocol import forms, validators
from kretslopp.web.protocol.forms import PAGE, WEB_PAGE, AnswerForm, Offers

# In the server's order of preference: whoever accepts anything is a program.
RDF_FORMS = (
    AnswerForm("ttl", "text/turtle"),
    AnswerForm("jsonld", "application/ld+json"),
    AnswerForm("nt", "application/n-triples"),
    AnswerForm("rdf", "application/rdf+xml"),
)
# The names of the forms of RDF for people.
NAMES = {form.name: forms.NAMES[form.name] for form in RDF_FORMS}
_ALSO_KNOWN_AS = (
    AnswerForm(PAGE, "application/xhtml+xml"),
    AnswerForm("jsonld", "application/json"),
    AnswerForm("rdf", "application/xml"),
    AnswerForm("rdf", "text/xml"),
    AnswerForm("nt", "text/plain"),
)
OFFERS = Offers((*RDF_FORMS, WEB_PAGE), _ALSO_KNOWN_AS)


def split_ending(path: str) -> tuple[str, str | None]:
    """Return a path without its ending, and the ending where it is the name of a form.

    ``"goal/x/1.1.ttl"`` → ``("goal/x/1.1", "ttl")``; ``"goal/x/1.1"`` has no ending.
    """
    stem, dot, ending = path.rpartition(".")
    is_form = bool(dot) and ending in (*NAMES, PAGE) and not stem.endswith("/") and bool(stem)
    return (stem, ending) if is_form else (path, None)


def answer(
    form: AnswerForm, version: str, *, graph: Callable[[], Graph], page: Callable[[], Response]
) -> Response:
    """Return a document in a form, with its tag: as the page, or the graph in a form of RDF.

    ``version`` is that of what both are made of. Neither is made for whoever holds it.
    """
    tag = validators.of_request(version, form.media_type)
    return validators.respond(page if form.is_page else lambda: respond(form, graph()), tag)


def respond(form: AnswerForm, graph: Graph) -> Response:
    """Return a graph in a form of RDF: the same triples, the same bytes.

    ``graph`` has no blank nodes. Raises ValueError for the form of pages, which
    is rendered (``rendering.render``).
    """
    if form.is_page:
        raise ValueError("a page is not a form of RDF")
    body = serialise(graph, format_named(form.name))
    return Response(body, content_type=form.content_type)
