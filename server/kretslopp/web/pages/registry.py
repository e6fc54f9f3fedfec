"""Every kind of page, once: in the order in which search engines are told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import Flask, Response, request, url_for

from kretslopp.languages import Language
from kretslopp.web.pages import (
    catalogue,
    compare,
    documents,
    explain,
    problem_kinds,
    questions,
    sparql,
    start,
    vocabulary,
    why,
)
from kretslopp.web.pages.page import Context, Page, View
from kretslopp.web.protocol import document_forms

PAGES: tuple[Page, ...] = (
    start.PAGE,
    catalogue.CATALOGUE,
    vocabulary.VOCABULARY,
    vocabulary.SHAPES,
    why.PAGE,
    compare.PAGE,
    explain.PAGE,
    sparql.PAGE,
    questions.PAGE,
    catalogue.DATASET,
    catalogue.PART,
    documents.THING,
    documents.GRAPH,
    catalogue.VOID,
    vocabulary.VERSION,
    problem_kinds.PAGE,
)
_LANGUAGE = "/<any(sv, en):language>/"
_ENDING = ".<any(html, ttl, jsonld, nt, rdf):ending>"


def pages_of(context: Context) -> list[Page]:
    """Return the kinds of page that an application has."""
    return [page for page in PAGES if page.is_in(context)]


def groups() -> dict[str, str]:
    """Return the group in the metrics of each first part of an address."""
    return {page.address.partition("/")[0]: page.group for page in PAGES}


@dataclass(frozen=True)
class MenuItem:
    """An entry of the menu; ``current`` is its ``aria-current``, "" where it has none."""

    address: str
    label: str
    current: str


def init_app(app: Flask, context: Context) -> None:
    """Let ``app`` answer at the addresses of its kinds of page, with the menu on each."""
    pages = pages_of(context)
    for page in pages:
        _add_routes(app, page, context)
        if page.further is not None:
            page.further(app, context)
    app.jinja_env.globals["menu"] = partial(_menu, pages)
    app.jinja_env.globals["is_interactive"] = context.is_interactive


def _add_routes(app: Flask, page: Page, context: Context) -> None:
    """Add the address of a page in each language and without one, and a document's endings."""
    view = page.view(context) if page.view else _document_view(page, context)
    endings = ("", _ENDING) if page.document and page.beginning == page.address else ("",)
    for ending in endings:
        app.add_url_rule(f"/{page.address}{ending}", page.name, view, methods=page.methods)
        app.add_url_rule(f"{_LANGUAGE}{page.address}{ending}", page.name, view)


def _document_view(page: Page, context: Context) -> View:
    assert page.document is not None
    describe = page.document(context)

    def view(
        language: Language | None = None, name: str = "", ending: str | None = None
    ) -> Response:
        if name:  # one slash at its end means nothing: a static site has folders
            name, ending = document_forms.split_ending(name.removesuffix("/"))
        form = document_forms.OFFERS.of_request(ending, page_first=language is not None)
        of = describe(name)
        return document_forms.answer(form, context.version, graph=of.graph, page=of.page)

    return view


def _menu(pages: Sequence[Page], language: Language) -> list[MenuItem]:
    """Return the menu as the page of the current request shows it."""
    sections = {page.name: page.section or page.name for page in pages}
    shown = sections.get(request.endpoint or "")
    listed = sorted((page for page in pages if page.menu), key=lambda page: page.menu)
    return [
        MenuItem(_address(page, language), page.label, _current(page) if page.name == shown else "")
        for page in listed
    ]


def _address(page: Page, language: Language) -> str:
    if page.anchor:
        return url_for("start", language=language, _anchor=page.anchor)
    return url_for(page.name, language=language)


def _current(page: Page) -> str:
    """Return whether the page that is shown is the one that the menu leads to, or one below it."""
    return "page" if request.endpoint == page.name and not page.anchor else "true"
