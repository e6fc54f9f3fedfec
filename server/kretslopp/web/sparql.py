"""The SPARQL endpoint and its page."""

import json
from importlib.resources import files

from flask import Blueprint, Response, request

from kretslopp.engine import AnswerKind, Engine, Format, SerialisedAnswer, default_format
from kretslopp.errors import QueryError
from kretslopp.languages import Language
from kretslopp.settings import Settings
from kretslopp.web import answers, pages, problems, protocol, representations
from kretslopp.web.answers import Table
from kretslopp.web.problems import Problem
from kretslopp.web.protocol import QueryRequest
from kretslopp.web.representations import Representation

# The texts of an example stand under sparql.example.<name>.
_EXAMPLES = ("actions-of-a-goal", "responsible", "legal", "classes")


def examples() -> dict[str, str]:
    """Return the example queries of the page: name → query."""
    folder = files("kretslopp.web").joinpath("examples")
    return {name: folder.joinpath(f"{name}.rq").read_text("utf-8") for name in _EXAMPLES}


def blueprint(engine: Engine, settings: Settings) -> Blueprint:
    """Return the endpoint ``/sparql`` and its page in each language, answered by ``engine``."""
    room = Blueprint("sparql", __name__)

    @room.route("/sparql", methods=["GET", "POST"])
    def endpoint() -> Response:
        return _respond(engine, settings, page_first=False)

    @room.get("/<any(sv, en):language>/sparql")
    def page(language: Language) -> Response:  # noqa: ARG001 (pages.current_language() reads the path)
        return _respond(engine, settings, page_first=True)

    return room


def _respond(engine: Engine, settings: Settings, *, page_first: bool) -> Response:
    asked = QueryRequest(None, ())
    try:
        asked = protocol.read(
            request.method,
            request.query_string,
            request.headers.get("Content-Type", ""),
            request.get_data(),
            settings.max_query_bytes,
        )
        response = _answer(engine, settings, asked, page_first=page_first)
    except (QueryError, Problem) as error:
        if not problems.wants_page():
            raise
        response = _page(asked, problem=problems.details(error, pages.current_language()))
    response.vary.update(("Accept", "Accept-Language"))
    return response


def _answer(
    engine: Engine, settings: Settings, asked: QueryRequest, *, page_first: bool
) -> Response:
    accept = request.headers.get("Accept")
    choices = {
        kind: representations.choose(kind, asked.formats, accept, page_first=page_first)
        for kind in AnswerKind
    }
    if asked.query is None:
        if page_first or problems.wants_page():
            return _page(asked)
        raise Problem("missing-query")
    if not any(choices.values()):
        raise _not_acceptable(*AnswerKind)
    answer = engine.answer(
        asked.query, {kind: _format(choice, kind) for kind, choice in choices.items()}
    )
    choice = choices[answer.kind]
    if choice is None:
        raise _not_acceptable(answer.kind)
    if choice.format is None:
        return _page(asked, answer=answer, most_rows=settings.max_page_rows)
    return Response(answer.body, content_type=choice.content_type)


def _format(choice: Representation | None, kind: AnswerKind) -> Format:
    """Return the format to ask the engine for; a page is made from the default one."""
    return choice.format if choice and choice.format else default_format(kind)


def _not_acceptable(*kinds: AnswerKind) -> Problem:
    """Return a 406 that lists what there is (RFC 9110, 15.5.7)."""
    types = list(dict.fromkeys(t for kind in kinds for t in representations.media_types(kind)))
    return Problem("not-acceptable", {"available": types}, available=", ".join(types))


def _page(
    asked: QueryRequest,
    *,
    answer: SerialisedAnswer | None = None,
    most_rows: int = 0,
    problem: problems.Details | None = None,
) -> Response:
    language = pages.current_language()
    return pages.render(
        "sparql.html",
        language,
        status=problem.status if problem else 200,
        query=asked.query,
        examples=examples(),
        problem=problem,
        answer=_shown(answer, most_rows) if answer else None,
        files=representations.format_names(answer.kind) if answer else (),
        format_names=representations.NAMES,
    )


def _shown(answer: SerialisedAnswer, most_rows: int) -> Table | bool | str:
    """Return an answer in its default format as the page shows it: table, yes or no, Turtle."""
    if answer.kind is AnswerKind.GRAPH:
        return answer.body.decode()
    document = json.loads(answer.body)
    if answer.kind is AnswerKind.BOOLEAN:
        return bool(document["boolean"])
    return answers.of_solutions(document, most_rows)
