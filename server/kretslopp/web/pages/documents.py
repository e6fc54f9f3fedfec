"""Documents of things and of named graphs: every IRI of the data answers.

``/id/X`` leads to ``/doc/X`` (303: the thing is not its document), which answers in
the form that is asked for; the pages in each language stand below it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, Response, request
from rdflib import Graph, URIRef

from kretslopp import dataset
from kretslopp.addresses import graph_suffix
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import BASE, KL, KL_GRAPH, KL_ID, PROV
from kretslopp.publication import documents
from kretslopp.publication.documents import GraphDocument, ThingDocument
from kretslopp.publication.release import WHOLE
from kretslopp.web import rendering
from kretslopp.web.pages import document_view
from kretslopp.web.pages.page import (
    Context,
    Page,
    Representations,
    SiteFile,
    as_page,
)
from kretslopp.web.protocol import document_forms
from kretslopp.web.protocol.forms import AnswerForm
from kretslopp.web.protocol.problems import Problem

# What an address of ours may look like (addresses.make): others name nothing.
_NAME = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*\Z")
_THINGS = f"""SELECT DISTINCT ?thing {{
  ?thing ?p ?o FILTER(STRSTARTS(STR(?thing), "{KL_ID}"))
}} ORDER BY ?thing"""
_WITHDRAWN = f"""SELECT DISTINCT ?thing {{
  ?thing <{PROV.invalidatedAtTime}> ?day FILTER NOT EXISTS {{ ?thing a ?type }}
}}"""
# What search engines are told of, goals last: where there are too many, those are left to be
# found by links.
_OF_INTEREST = f"""SELECT DISTINCT ?thing ?rank {{
  VALUES (?class ?rank) {{
    (<{KL.Plan}> 1) (<{KL.ActionProgramme}> 2) (<{KL.MunicipalAction}> 3)
    (<{KL.RegionalAction}> 3) (<{KL.Goal}> 4)
  }}
  ?thing a ?class
}} ORDER BY ?rank ?thing"""
_REMEMBERED = 32  # documents: one is asked for in several forms and both languages at a time


class Library:
    """The documents of a release, the last ones remembered."""

    def __init__(self, context: Context) -> None:
        self._engine = context.engine
        self._settings = context.settings
        self.document = lru_cache(_REMEMBERED)(self._document)
        self.graph = lru_cache(_REMEMBERED)(self._graph)

    def _document(self, name: str, page: int) -> ThingDocument:
        """Return the document of ``id/<name>``.

        Raises Problem for a thing that there is not (404), that there was (410),
        and for a page that there is not (404).
        """
        thing = self._iri(KL_ID, name)
        gone = documents.withdrawal(self._engine, thing)
        if gone is not None:
            members = {"successor": str(gone.successor)} if gone.successor else {}
            raise Problem("withdrawn", members, thing=thing, day=gone.day, reason=gone.reason)
        document = documents.describe(self._engine, thing, max(page, 1), self._settings)
        if document.is_empty:
            raise Problem("unknown-thing", thing=thing)
        _check_page(page, document.links.pages)
        return document

    def _graph(self, name: str, page: int) -> GraphDocument:
        """Return the description of ``graph/<name>``; raises Problem as ``_document`` does."""
        graph = self._iri(KL_GRAPH, name)
        document = documents.describe_graph(self._engine, graph, max(page, 1), self._settings)
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


def _things(context: Context) -> Callable[[str], Representations]:
    describe = context.shared(Library).document
    rdf = lru_cache(_REMEMBERED)(lambda name, page: documents.document_graph(describe(name, page)))

    def document(name: str) -> Representations:
        page = _page()
        return Representations(
            graph=lambda: rdf(name, page), page=lambda: _document_page(describe(name, page))
        )

    return document


def _graphs(context: Context) -> Callable[[str], Representations]:
    describe = context.shared(Library).graph

    @lru_cache(_REMEMBERED)
    def rdf(name: str, page: int) -> Graph:
        described = describe(name, page)
        triples = documents.triples_of(context.engine, described.graph)
        return documents.named_graph(described, triples)

    def document(name: str) -> Representations:
        page = _page()
        return Representations(
            graph=lambda: rdf(name, page), page=lambda: _graph_page(describe(name, page))
        )

    return document


def _add_things(app: Flask, context: Context) -> None:
    """Let ``/id/X`` lead to ``/doc/X``."""
    library = context.shared(Library)

    def thing(name: str) -> Response:
        stem, _ = document_forms.split_ending(name.removesuffix("/"))
        library.document(stem, 1)
        return _redirect(f"/doc/{name}")

    app.add_url_rule("/id/<path:name>", "id", thing)


def _page() -> int:
    """Return the number of the page that the request asks for; 0 for what is no number."""
    text = request.args.get("page", "1")
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0


def _redirect(path: str) -> Response:
    """Return a 303 to a path on this server, the query kept."""
    asked = request.query_string.decode("utf-8", "replace")
    return rendering.redirect(request.script_root + quote(path) + (f"?{asked}" if asked else ""))


def _document_page(document: ThingDocument) -> Response:
    language = rendering.current_language()
    return rendering.render(
        "document.html",
        language,
        document=document,
        title=document_view.name_of(document.thing, document.labels, language),
        types=document_view.types(document, language),
        groups=document_view.by_property(
            document.statements,
            document.labels,
            language,
            shows_subject=False,
            rows=document.rows,
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
class DocumentContext:
    """What the pages of documents share: where they and their files are, the licence.

    ``home`` is the document's path on this server, ``here`` that of the page in one language.
    """

    home: str
    here: str
    files: tuple[tuple[AnswerForm, str], ...] = tuple(
        (form, document_forms.NAMES[form.name]) for form in document_forms.RDF_FORMS
    )
    licence: URIRef = documents.LICENCE
    whole: URIRef = WHOLE


def _around(iri: URIRef, language: Language) -> DocumentContext:
    """Return the surroundings of the document with this IRI: its path here is the same."""
    path = iri.removeprefix(BASE)
    root = request.script_root
    return DocumentContext(f"{root}/{path}", f"{root}/{language}/{path}")


def _names(context: Context, query: str) -> list[str]:
    """Return what stands after ``id/`` in the things that a query gives first, in order."""
    things = [str(row[0]) for row in context.engine.select(query).rows]
    ours = str(KL_ID)
    return [quote(thing.removeprefix(ours)) for thing in things if thing.startswith(ours)]


def _of_interest(_page: Page, context: Context) -> Iterator[str]:
    yield from (f"doc/{name}" for name in _names(context, _OF_INTEREST))


def _there_are(_page: Page, context: Context) -> Iterator[str]:
    withdrawn = set(_names(context, _WITHDRAWN))
    yield from (f"doc/{name}" for name in _names(context, _THINGS) if name not in withdrawn)


def _thing_files(context: Context) -> Iterator[SiteFile]:
    """Yield what leads from each thing to its document, and what says that one is withdrawn."""
    withdrawn = set(_names(context, _WITHDRAWN))
    for name in _names(context, _THINGS):
        if name in withdrawn:
            for room in ("id", "doc", *(f"{language}/doc" for language in LANGUAGES)):
                yield as_page(f"{room}/{name}", status=410)
        else:
            yield as_page(f"id/{name}", status=303)


def _named_graphs(_page: Page, context: Context) -> Iterator[str]:
    for entry in dataset.entries(context.published.directory):
        yield f"graph/{graph_suffix(URIRef(entry.iri))}"


THING = Page(
    "thing",
    "doc/<path:name>",
    document=_things,
    group="doc",
    needs_release=True,
    sitemap=_of_interest,
    site=_there_are,
    files=_thing_files,
    further=_add_things,
)
GRAPH = Page(
    "graph",
    "graph/<path:name>",
    document=_graphs,
    group="graph",
    needs_release=True,
    site=_named_graphs,
)
