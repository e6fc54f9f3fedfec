"""The vocabulary on the web: the ontology, its versions and its shapes, as pages and RDF.

``https://w3id.org/kretslopp/def#Goal`` leads a browser to the anchor ``Goal`` of the
page, and a program to the RDF of the whole ontology.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, Response, abort, request

from kretslopp import artefacts, ontology
from kretslopp.languages import LANGUAGES, Language, alphabetical
from kretslopp.namespaces import BASE, KL_ONTOLOGY, KL_SHAPES, RDFS
from kretslopp.publication import vocabulary
from kretslopp.publication.vocabulary import KINDS, Term, Vocabulary, texts_of
from kretslopp.web import rendering
from kretslopp.web.pages.page import Context, Page, Representations, SiteFile, as_file, itself
from kretslopp.web.protocol import document_forms, validators

SVG = "image/svg+xml"
# The texts of what a shape may ask of a value: vocabulary.value.<kind>.
VALUE_KINDS = (
    "class", "datatype", "node-kind", "pattern", "has-value", "in", "language",
    "unique-language", "least", "before", "not-after", "other",
)  # fmt: skip
SEVERITIES = ("violation", "warning", "info")
STATUSES = ("stable", "testing", "unstable", "archaic")


@dataclass(frozen=True)
class _Shelf:
    """What is read once, when it is first asked for; nothing of it changes afterwards."""

    context: Context

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary.read_vocabulary(
            artefacts.ontology(), artefacts.shapes(), self.context.engine
        )

    @cached_property
    def versions(self) -> Mapping[str, Vocabulary]:
        home = artefacts.ontology()
        return {name: vocabulary.read_version(home, name) for name in ontology.versions(home)}

    @cached_property
    def diagrams(self) -> Mapping[Language, str]:
        graph = self.vocabulary.graph
        return {language: vocabulary.diagram(graph, language) for language in LANGUAGES}

    def version(self, name: str) -> Vocabulary:
        """Return a released version; answers 404 for one that there is not."""
        if name not in self.versions:
            abort(404)
        return self.versions[name]


def _terms(context: Context) -> Callable[[str], Representations]:
    shelf = context.shared(_Shelf)
    return lambda _: Representations(
        graph=lambda: shelf.vocabulary.graph,
        page=lambda: _terms_page(shelf.vocabulary, KL_ONTOLOGY, is_current=True),
    )


def _released(context: Context) -> Callable[[str], Representations]:
    shelf = context.shared(_Shelf)
    return lambda name: Representations(
        graph=lambda: shelf.version(name).graph,
        page=lambda: _released_page(shelf.version(name)),
    )


def _shapes(context: Context) -> Callable[[str], Representations]:
    shelf = context.shared(_Shelf)
    return lambda _: Representations(
        graph=lambda: shelf.vocabulary.shape_graph,
        page=lambda: _shapes_page(shelf.vocabulary),
    )


def _add_diagram(app: Flask, context: Context) -> None:
    """Let the picture of the classes be an address of its own, in each language."""
    shelf = context.shared(_Shelf)

    def diagram(language: Language) -> Response:
        tag = validators.of_request(context.version, SVG)
        return validators.respond(lambda: _picture(shelf.diagrams[language], language), tag)

    app.add_url_rule("/<any(sv, en):language>/def/diagram.svg", "diagram", diagram)


def _picture(svg: str, language: Language) -> Response:
    response = Response(svg, content_type=f"{SVG}; charset=utf-8")
    response.content_language.add(language)
    return response


def _released_page(shown: Vocabulary) -> Response:
    return _terms_page(shown, shown.header.version_iri, is_current=False)


def _terms_page(shown: Vocabulary, home: str, *, is_current: bool) -> Response:
    language = rendering.current_language()

    def by_label(term: Term) -> str:
        return alphabetical(term.labels[language])

    kinds = {kind: sorted(shown.of_kind(kind), key=by_label) for kind in KINDS}
    return _page("vocabulary.html", shown, home, is_current=is_current, kinds=kinds)


def _shapes_page(shown: Vocabulary) -> Response:
    about = KL_SHAPES.about
    words = {
        "labels": texts_of(shown.shape_graph, about, RDFS.label),
        "comments": texts_of(shown.shape_graph, about, RDFS.comment),
    }
    return _page("shapes.html", shown, str(KL_SHAPES).removesuffix("#"), about=words)


def _page(template: str, shown: Vocabulary, home: str, **values: object) -> Response:
    """Return a page of the vocabulary; ``home`` is the IRI that it stands at, the files too."""
    return rendering.render(
        template,
        rendering.current_language(),
        status=200,
        vocabulary=shown,
        iri=home,
        home=f"{request.script_root}/{home.removeprefix(BASE)}",
        files=[(form, document_forms.NAMES[form.name]) for form in document_forms.RDF_FORMS],
        **values,
    )


def _diagrams(_context: Context) -> Iterator[SiteFile]:
    yield from (as_file(f"{language}/def/diagram.svg") for language in LANGUAGES)


def _versions(_page: Page, _context: Context) -> Iterator[str]:
    yield from (f"def/{version}" for version in ontology.versions(artefacts.ontology()))


VOCABULARY = Page(
    "vocabulary",
    "def",
    document=_terms,
    label="site.vocabulary",
    menu=6,
    needs_release=True,
    sitemap=itself,
    site=itself,
    files=_diagrams,
    further=_add_diagram,
)
VERSION = Page(
    "version",
    "def/<name>",
    document=_released,
    section="vocabulary",
    needs_release=True,
    site=_versions,
)
SHAPES = Page(
    "shapes",
    "shapes",
    document=_shapes,
    section="vocabulary",
    needs_release=True,
    sitemap=itself,
    site=itself,
)
