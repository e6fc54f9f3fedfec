"""Why a triple holds: ``/why``, as a page with its proof, as JSON and as RDF."""

import json
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes, urlencode

from flask import Response, request
from rdflib import Literal, URIRef

from kretslopp import explanation
from kretslopp.explanation import Explainer, Explanation, Triple
from kretslopp.languages import Language
from kretslopp.namespaces import KL
from kretslopp.publication.release import Release
from kretslopp.web import rendering
from kretslopp.web.pages import why_view
from kretslopp.web.pages.page import Context, Page, View
from kretslopp.web.protocol import document_forms, problems, validators
from kretslopp.web.protocol.forms import AnswerForm
from kretslopp.web.protocol.problems import Problem

JSON = AnswerForm("json", "application/json")
OFFERS = replace(document_forms.OFFERS, forms=(JSON, *document_forms.OFFERS.forms))
_TERMS = ("s", "p", "o")
_PARAMETERS = (*_TERMS, "format")
# One of each kind, to try; the first in the order of their addresses.
_EXAMPLES = (KL.indirectlyContributesTo, KL.responsible, KL.wasteStream)
_FIRST = "SELECT ?s ?o WHERE { ?s ?p ?o . FILTER (isIRI(?o)) } ORDER BY ?s ?o LIMIT 1"


@dataclass(frozen=True)
class Example:
    """A triple to try: what it says, and the query of its address."""

    claim: str
    query: str


def _view(context: Context) -> View:
    def view(language: Language | None = None) -> Response:
        form = OFFERS.of_request(page_first=language is not None)
        tag = validators.of_request(context.version, form.media_type)
        return validators.respond(lambda: _answer(context.published, form), tag)

    return view


def _answer(release: Release, form: AnswerForm) -> Response:
    explainer = Explainer(release.engine, release.directory)
    if form.is_page:
        return _answer_with_page(release, explainer)
    explained = _explain(explainer, _asked())
    if form == JSON:
        return _json(explained, explainer)
    return document_forms.respond(form, explanation.to_graph(explained, explainer.lookups))


def _answer_with_page(release: Release, explainer: Explainer) -> Response:
    if not any(request.args.get(name) for name in _TERMS):
        return _page(release, explainer)
    try:
        return _page(release, explainer, explained=_explain(explainer, _asked()))
    except Problem as error:
        if not problems.wants_page():
            raise
        told = problems.details(error, rendering.current_language())
        return _page(release, explainer, problem=told)


def _explain(explainer: Explainer, triple: Triple) -> Explanation:
    explained = explainer.explain(triple)
    if explained is None:
        raise Problem("does-not-hold", {"triple": dict(zip(_TERMS, _texts(triple), strict=True))})
    return explained


def _texts(triple: Triple) -> tuple[str, ...]:
    return tuple(map(explanation.text_of, triple))


def _asked() -> Triple:
    """Return the triple of the request; raises Problem where it names none."""
    _check_encoding()
    for name, values in request.args.lists():
        known = ", ".join(_PARAMETERS)
        if name not in _PARAMETERS:
            raise Problem("unknown-parameter", {"parameter": name}, parameter=name, known=known)
        if len(values) > 1 and name != "format":  # which may say the same twice
            raise Problem("several-values", {"parameter": name}, parameter=name)
    missing = [name for name in _TERMS if not request.args.get(name)]
    if missing:
        raise Problem("missing-term", {"missing": missing}, missing=", ".join(missing))
    return _iri("s"), _iri("p"), _term("o")


def _check_encoding() -> None:
    """Raise Problem for parameters that are not UTF-8, which would be taken for other IRIs."""
    try:
        unquote_to_bytes(request.query_string).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("not-utf-8") from error


def _iri(name: str) -> URIRef:
    try:
        return explanation.parse_iri(request.args[name])
    except ValueError as error:
        raise _not_a_term(name) from error


def _term(name: str) -> URIRef | Literal:
    try:
        return explanation.parse_term(request.args[name])
    except ValueError as error:
        raise _not_a_term(name) from error


def _not_a_term(name: str) -> Problem:
    value = request.args[name]
    kind = "not-a-term" if name == "o" else "not-an-iri"
    return Problem(kind, {"parameter": name}, parameter=name, value=value)


def _json(explained: Explanation, explainer: Explainer) -> Response:
    body = explanation.to_json(explained, explainer.lookups)
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return Response(text, content_type=JSON.content_type)


def _page(
    release: Release,
    explainer: Explainer,
    *,
    explained: Explanation | None = None,
    problem: problems.Details | None = None,
) -> Response:
    language = rendering.current_language()
    return rendering.render(
        "why.html",
        language,
        status=problem.status if problem else 200,
        sentence=explanation.sentence(explained, explainer.lookups, language) if explained else "",
        proof=why_view.proof(explained, explainer.lookups, language) if explained else None,
        files=_files(explained) if explained else [],
        asked={name: request.args.get(name, "") for name in _TERMS},
        examples=[] if explained else _examples(release, explainer, language),
        problem=problem,
        most=why_view.MOST,
    )


def _files(explained: Explanation) -> list[tuple[str, str]]:
    """Return the other forms of the answer: what each is called, and its address."""
    forms = (("JSON", JSON.name), *((name, key) for key, name in document_forms.NAMES.items()))
    return [
        (name, f"{request.script_root}/why?{_query(explained.triple)}&format={key}")
        for name, key in forms
    ]


def _query(triple: Triple) -> str:
    return urlencode(dict(zip(_TERMS, _texts(triple), strict=True)))


def _examples(release: Release, explainer: Explainer, language: Language) -> list[Example]:
    examples = []
    for predicate in _EXAMPLES:
        for subject, value in release.engine.select(_FIRST, {"p": predicate}).rows:
            assert isinstance(subject, URIRef)  # no blank node is published
            assert isinstance(value, URIRef)
            triple = (subject, URIRef(predicate), value)
            parts = explanation.claim(triple, explainer.lookups, language)
            examples.append(Example("".join(part.text for part in parts), _query(triple)))
    return examples


PAGE = Page("why", "why", _view, needs_release=True, is_interactive=True)
