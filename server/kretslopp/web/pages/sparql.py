"""The page of the SPARQL endpoint: a form, examples, and the answer as a table."""

import json
from functools import partial
from importlib.resources import files

from flask import Response

from kretslopp.engine import AnswerKind, SerialisedAnswer
from kretslopp.languages import Language
from kretslopp.web import rendering
from kretslopp.web.pages import tables
from kretslopp.web.pages.page import Context, Page, View, itself
from kretslopp.web.pages.tables import ShownTable
from kretslopp.web.protocol import endpoint, problems, query_request
from kretslopp.web.protocol.endpoint import Service
from kretslopp.web.protocol.forms import NAMES, AnswerForm
from kretslopp.web.protocol.query_request import QueryRequest
from kretslopp.web.protocol.sparql_forms import OFFERS

# The texts of an example stand under sparql.example.<name>.
_EXAMPLES = ("actions-of-a-goal", "responsible", "legal", "classes")


def examples() -> dict[str, str]:
    """Return the example queries of the page: name → query."""
    folder = files("kretslopp.web").joinpath("examples")
    return {name: folder.joinpath(f"{name}.rq").read_text("utf-8") for name in _EXAMPLES}


def service_of(context: Context) -> Service:
    """Return what answers queries of an application's data."""
    return endpoint.service_of(
        context.engine,
        context.settings,
        context.publisher,
        is_published=context.release is not None,
        version=context.version,
        edition=context.release.edition(context.publisher) if context.release else None,
    )


def _view(context: Context) -> View:
    service = context.shared(service_of)
    page = partial(_page, context.settings.max_page_rows)

    def view(language: Language | None = None) -> Response:
        return endpoint.respond(service, page, page_first=language is not None)

    return view


def _page(
    most_rows: int,
    asked: QueryRequest,
    *,
    answer: SerialisedAnswer | None = None,
    problem: problems.Details | None = None,
) -> Response:
    language = rendering.current_language()
    return rendering.render(
        "sparql.html",
        language,
        status=problem.status if problem else 200,
        query=asked.query,
        graphs=_graphs(asked),
        examples=examples(),
        problem=problem,
        answer=_shown(answer, most_rows) if answer else None,
        files=[form.name for form in _files(answer)],
        format_names=NAMES,
    )


def _files(answer: SerialisedAnswer | None) -> list[AnswerForm]:
    """Return the forms in which an answer can be had as a file."""
    return [form for form in OFFERS[answer.kind].forms if not form.is_page] if answer else []


def _graphs(asked: QueryRequest) -> dict[str, list[str]]:
    """Return the parameters that name the graphs a query is asked of, for forms and links."""
    if asked.asked_of is None:
        return {}
    chosen = asked.asked_of
    return {
        query_request.DEFAULT_GRAPH: list(chosen.default),
        query_request.NAMED_GRAPH: list(chosen.named),
    }


def _shown(answer: SerialisedAnswer, most_rows: int) -> ShownTable | bool | str:
    """Return an answer in its default format as the page shows it: table, yes or no, Turtle."""
    if answer.kind is AnswerKind.GRAPH:
        return answer.body.decode()
    document = json.loads(answer.body)
    if answer.kind is AnswerKind.BOOLEAN:
        return bool(document["boolean"])
    return tables.of_solutions(document, most_rows)


PAGE = Page(
    "sparql",
    "sparql",
    _view,
    methods=("GET", "POST"),
    label="site.sparql",
    menu=4,
    group="sparql",
    is_interactive=True,
    sitemap=itself,
)
