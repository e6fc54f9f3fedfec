"""Where a page's links lead: to the page of a thing on this server; other IRIs lead out."""

from flask import Flask, request

from kretslopp.languages import Language
from kretslopp.namespaces import BASE
from kretslopp.web.pages import registry
from kretslopp.web.pages.references import pieces

_ID = "id/"


def page_path(iri: str, language: Language) -> str | None:
    """Return the path of the page of an IRI of ours in one language, None for any other IRI.

    ``https://w3id.org/kretslopp/id/plan/borlange/2023-2030`` has the page
    ``/sv/doc/plan/borlange/2023-2030``.
    """
    address = str(iri)  # rdflib's own startswith takes no tuple
    if not address.startswith(BASE):
        return None
    path = address.removeprefix(BASE)
    if path.startswith(_ID):
        path = "doc/" + path.removeprefix(_ID)
    documents = tuple(page.beginning for page in registry.PAGES if page.document)
    return f"/{language}/{path}" if path.startswith(documents) else None


def init_app(app: Flask, *, publishes: bool) -> None:
    """Give the templates ``iri | local(language)``: the address that a link to a thing has.

    Where the application publishes its dataset that is the page of the thing on
    this server, below the path that it is served under; else the IRI itself. ``text | pieces``
    are those of a reference.
    """

    def local(iri: str, language: Language) -> str:
        path = page_path(iri, language) if publishes else None
        return request.script_root + path if path else iri

    app.jinja_env.filters["local"] = local
    app.jinja_env.filters["pieces"] = pieces
