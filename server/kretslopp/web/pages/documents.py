"""Documents of things and of named graphs: every IRI of the data answers.

``/id/X`` leads to ``/doc/X`` (303: the thing is not its document), which answers in
the form that is asked for; the pages in each language stand below it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from flask import Blueprint, Response, request
from rdflib import Graph, URIRef

from kretslopp.languages import Language
from kretslopp.namespaces import BASE, KL_GRAPH, KL_ID
from kretslopp.publication import documents
from kretslopp.publication.documents import Document, GraphDocument
from kretslopp.publication.release import WHOLE, Release
from kretslopp.settings import Settings
from kretslopp.web import rendering
from kretslopp.web.pages import document_view
from kretslopp.web.protocol import rdf_answers
from kretslopp.web.protocol.problems import Problem
from kretslopp.web.protocol.rdf_answers import Form

# What an address of ours may look like (addresses.make): others name nothing.
_NAME = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*\Z")
_REMEMBERED = 32  # documents: one is asked for in several forms and both languages at a time


@dataclass(frozen=True)
class Library:
    """The documents of a release, the last ones remembered."""

    release: Release
    settings: Settings

    def document(self, name: str, page: int) -> Document:
        """Return the document of ``id/<name>``.

        Raises Problem for a thing that there is not (404), that there was (410),
        and for a page that there is not (404).
        """
        thing = self._iri(KL_ID, name)
        gone = documents.withdrawal(self.release.engine, thing)
        if gone is not None:
            members = {"successor": str(gone.successor)} if gone.successor else {}
            raise Problem("withdrawn", members, thing=thing, day=gone.day, reason=gone.reason)
        document = documents.describe(self.release.engine, thing, max(page, 1), self.settings)
        if document.is_empty:
            raise Problem("unknown-thing", thing=thing)
        _check_page(page, document.links.pages)
        return document

    def graph(self, name: str, page: int) -> GraphDocument:
        """Return the description of ``graph/<name>``; raises Problem as ``document`` does."""
        graph = self._iri(KL_GRAPH, name)
        document = documents.describe_graph(self.release.engine, graph, max(page, 1), self.settings)
        if not document.part.total:
            raise Problem("unknown-thing", thing=graph)
        _check_page(page, document.part.pages)
        return document

    @staticmethod
    def _iri(space: str, name: str) -> URIRef:
        if not _NAME.match(name):
            raise Problem("unknown-thing", thing=f"{space}{quote(name)}")
        return URIRef(f"{space}{name}")


def _check_page(page: int, last: int) -> None:
    if not 1 <= page <= last:
        raise Problem("unknown-page", page=request.args["page"], pages=last)


def blueprint(release: Release, settings: Settings, version: str) -> Blueprint:
    """Return ``/id/…``, ``/doc/…`` and ``/graph/…``, and their pages in each language.

    ``version`` is that of what they are made of: the data, and what is set.
    """
    room = Blueprint("documents", __name__)
    library = Library(release, settings)
    document = lru_cache(_REMEMBERED)(library.document)
    graph = lru_cache(_REMEMBERED)(library.graph)

    @lru_cache(_REMEMBERED)
    def rdf_of_thing(name: str, page: int) -> Graph:
        return documents.document_graph(document(name, page))

    @lru_cache(_REMEMBERED)
    def rdf_of_graph(name: str, page: int) -> Graph:
        found = graph(name, page)
        return documents.named_graph(found, documents.triples_of(release.engine, found.graph))

    def answer_thing(name: str, form: Form) -> Response:
        page = _page()
        return rdf_answers.answer(
            form,
            version,
            graph=lambda: rdf_of_thing(name, page),
            page=lambda: _document_page(document(name, page)),
        )

    def answer_graph(name: str, form: Form) -> Response:
        page = _page()
        return rdf_answers.answer(
            form,
            version,
            graph=lambda: rdf_of_graph(name, page),
            page=lambda: _graph_page(graph(name, page)),
        )

    @room.get("/id/<path:name>")
    def thing(name: str) -> Response:
        stem, _ = _split(name)
        document(stem, 1)
        return _redirect(f"/doc/{name}")

    @room.get("/doc/<path:name>")
    def of_thing(name: str) -> Response:
        stem, ending = _split(name)
        return answer_thing(stem, rdf_answers.choose(ending))

    @room.get("/<any(sv, en):language>/doc/<path:name>")
    def page_of_thing(language: Language, name: str) -> Response:  # noqa: ARG001 (read from the path)
        return answer_thing(name.removesuffix("/"), rdf_answers.choose(page_first=True))

    @room.get("/graph/<path:name>")
    def of_graph(name: str) -> Response:
        stem, ending = _split(name)
        return answer_graph(stem, rdf_answers.choose(ending))

    @room.get("/<any(sv, en):language>/graph/<path:name>")
    def page_of_graph(language: Language, name: str) -> Response:  # noqa: ARG001 (read from the path)
        return answer_graph(name.removesuffix("/"), rdf_answers.choose(page_first=True))

    return room


def _split(name: str) -> tuple[str, str | None]:
    """Return a name without its ending, and the ending.

    One slash at its end means nothing: files of a static site are found in folders.
    """
    return rdf_answers.split_ending(name.removesuffix("/"))


def _page() -> int:
    """Return the number of the page that the request asks for; 0 for what is no number."""
    text = request.args.get("page", "1")
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0


def _redirect(path: str) -> Response:
    """Return a 303 to a path on this server, the query kept."""
    asked = request.query_string.decode("utf-8", "replace")
    return rendering.redirect(request.script_root + quote(path) + (f"?{asked}" if asked else ""))


def _document_page(document: Document) -> Response:
    language = rendering.current_language()
    return rendering.render(
        "document.html",
        language,
        document=document,
        title=document_view.name_of(document.thing, document.labels, language),
        types=document_view.types(document, language),
        groups=document_view.by_property(
            document.statements, document.labels, language, shows_subject=False
        ),
        links=document_view.by_property(
            document.links.statements, document.labels, language, shows_subject=True
        ),
        curations=document_view.curations(document, language),
        name=lambda term: document_view.name_of(term, document.labels, language),
        at=_around(documents.address(document.thing), language),
    )


def _graph_page(document: GraphDocument) -> Response:
    language = rendering.current_language()
    return rendering.render(
        "graph.html",
        language,
        document=document,
        suffix=document.graph.removeprefix(str(KL_GRAPH)),
        name=lambda term: document_view.name_of(term, document.labels, language),
        at=_around(document.graph, language),
    )


@dataclass(frozen=True)
class Surroundings:
    """What the pages of documents share: where they and their files are, the licence.

    ``home`` is the document's path on this server, ``here`` that of the page in one language.
    """

    home: str
    here: str
    files: tuple[tuple[Form, str], ...] = tuple(
        (form, rdf_answers.NAMES[form.name]) for form in rdf_answers.RDF_FORMS
    )
    licence: URIRef = documents.LICENCE
    whole: URIRef = WHOLE


def _around(iri: URIRef, language: Language) -> Surroundings:
    """Return the surroundings of the document with this IRI: its path here is the same."""
    path = iri.removeprefix(BASE)
    root = request.script_root
    return Surroundings(f"{root}/{path}", f"{root}/{language}/{path}")
