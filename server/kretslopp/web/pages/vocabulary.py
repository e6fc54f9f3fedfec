"""The vocabulary on the web: the ontology, its versions and its shapes, as pages and RDF.

``https://w3id.org/kretslopp/def#Goal`` leads a browser to the anchor ``Goal`` of the
page, and a program to the RDF of the whole ontology.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, Response, abort, request

from kretslopp import artefacts, ontology
from kretslopp.languages import LANGUAGES, Language, alphabetical
from kretslopp.namespaces import BASE, KL_ONTOLOGY, KL_SHAPES, RDFS
from kretslopp.publication import vocabulary
from kretslopp.publication.release import Release
from kretslopp.publication.vocabulary import KINDS, Term, Vocabulary, texts_of
from kretslopp.web import rendering
from kretslopp.web.protocol import rdf_answers, validators
from kretslopp.web.protocol.rdf_answers import Form

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

    release: Release

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary.read(artefacts.ontology(), artefacts.shapes(), self.release.engine)

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


def blueprint(release: Release, version: str) -> Blueprint:
    """Return ``/def``, ``/def/<version>`` and ``/shapes``, and their pages in each language.

    ``version`` is that of what they are made of: the data, and what is set.
    """
    room = Blueprint("vocabulary", __name__)
    shelf = _Shelf(release)

    def terms(form: Form) -> Response:
        return rdf_answers.answer(
            form,
            version,
            graph=lambda: shelf.vocabulary.graph,
            page=lambda: _terms_page(shelf.vocabulary, KL_ONTOLOGY, is_current=True),
        )

    def released(name: str, form: Form) -> Response:
        return rdf_answers.answer(
            form,
            version,
            graph=lambda: shelf.version(name).graph,
            page=lambda: _released_page(shelf.version(name)),
        )

    def shapes(form: Form) -> Response:
        return rdf_answers.answer(
            form,
            version,
            graph=lambda: shelf.vocabulary.shape_graph,
            page=lambda: _shapes_page(shelf.vocabulary),
        )

    @room.get("/def", endpoint="def")
    @room.get("/def.<any(html, ttl, jsonld, nt, rdf):ending>", endpoint="def")
    def of_terms(ending: str | None = None) -> Response:
        return terms(rdf_answers.choose(ending))

    @room.get("/<any(sv, en):language>/def")
    def page(language: Language) -> Response:  # noqa: ARG001 (read from the path)
        return terms(rdf_answers.choose(page_first=True))

    @room.get("/def/<name>")
    def of_version(name: str) -> Response:
        stem, ending = rdf_answers.split_ending(name)
        return released(stem, rdf_answers.choose(ending))

    @room.get("/<any(sv, en):language>/def/<name>")
    def page_of_version(language: Language, name: str) -> Response:  # noqa: ARG001 (from the path)
        return released(name, rdf_answers.choose(page_first=True))

    @room.get("/<any(sv, en):language>/def/diagram.svg")
    def diagram(language: Language) -> Response:
        tag = validators.of_request(version, SVG)
        return validators.respond(lambda: _picture(shelf.diagrams[language], language), tag)

    @room.get("/shapes", endpoint="all-shapes")
    @room.get("/shapes.<any(html, ttl, jsonld, nt, rdf):ending>", endpoint="all-shapes")
    def of_shapes(ending: str | None = None) -> Response:
        return shapes(rdf_answers.choose(ending))

    @room.get("/<any(sv, en):language>/shapes")
    def page_of_shapes(language: Language) -> Response:  # noqa: ARG001 (read from the path)
        return shapes(rdf_answers.choose(page_first=True))

    return room


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
        files=[(form, rdf_answers.NAMES[form.name]) for form in rdf_answers.RDF_FORMS],
        **values,
    )
