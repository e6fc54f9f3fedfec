"""Where rows of a comparison stand in the sources: ``/explain``, as a page, CSV or JSON."""

from flask import Response, request, url_for

from kretslopp import comparison
from kretslopp.comparison import ComparisonTable
from kretslopp.engine import Engine
from kretslopp.errors import WrongUse
from kretslopp.languages import Language
from kretslopp.web import rendering
from kretslopp.web.pages import tables
from kretslopp.web.pages.compare import table_file, wrong
from kretslopp.web.pages.page import Context, Page, View
from kretslopp.web.protocol import problems, validators
from kretslopp.web.protocol.forms import WEB_PAGE, AnswerForm, Offers
from kretslopp.web.protocol.problems import Problem

OFFERS = Offers((AnswerForm("json", "application/json"), AnswerForm("csv", "text/csv"), WEB_PAGE))
_EXPLAINED = tuple(name for name in comparison.descriptors() if comparison.keys(name))


def _view(context: Context) -> View:
    def view(language: Language | None = None) -> Response:
        form = OFFERS.of_request(page_first=language is not None)
        if form.is_page and language is None:
            return rendering.redirect_to_language()
        return validators.respond(
            lambda: _answered(context.engine, form, context.settings.max_page_rows),
            validators.of_request(context.version, form.media_type),
        )

    return view


def _answered(engine: Engine, form: AnswerForm, most_rows: int) -> Response:
    """Return where the rows stand, in a form; as a page, what is wrong with it too."""
    language = rendering.current_language()
    if form.is_page and not request.args:
        return _page(language)
    try:
        table = comparison.explain(engine, _rows(), language, request.args.get("by"))
    except (Problem, WrongUse) as error:
        if not form.is_page or not problems.wants_page():
            raise
        return _page(language, problem=problems.details(error, language))
    if form.is_page:
        return _page(language, table=table, most_rows=most_rows)
    return table_file(table, form, language)


def _rows() -> list[dict[str, object]]:
    """Return the rows that are asked about: the first values of all keys make the first.

    An empty value stands for a missing one. Raises Problem for a comparison that there is not,
    a parameter that is no key of it, and keys of which there are not equally many.
    """
    by = request.args.get("by", "")
    if by not in _EXPLAINED:
        raise wrong("by", by, _EXPLAINED)
    keys = comparison.keys(by)
    known = ("by", *keys, "format")
    for name, values in request.args.lists():
        if name not in known:
            members = {"parameter": name, "allowed": list(known)}
            raise Problem("unknown-parameter", members, parameter=name, known=", ".join(known))
        if name in ("by", "format") and len(values) > 1:
            raise Problem("several-values", {"parameter": name}, parameter=name)
    columns = {name: request.args.getlist(name) for name in keys}
    most = max(map(len, columns.values()))
    for name, values in columns.items():
        if len(values) != most:
            raise Problem("unequal-keys", {"parameter": name}, parameter=name, rows=most)
    return [
        {name: values[place] or None for name, values in columns.items()} for place in range(most)
    ]


def _page(
    language: Language,
    *,
    table: ComparisonTable | None = None,
    most_rows: int = 0,
    problem: problems.Details | None = None,
) -> Response:
    asked = request.query_string.decode("utf-8", "replace")
    address = url_for("explain", language=language)
    files = {ending: f"{address}?{asked}&format={ending}" for ending in ("csv", "json")}
    return rendering.render(
        "explain.html",
        language,
        status=problem.status if problem else 200,
        descriptor=comparison.explanation(),
        explained={name: comparison.keys(name) for name in _EXPLAINED},
        table=tables.of_comparison(table, language, most_rows) if table else None,
        files=files if table else {},
        problem=problem,
    )


PAGE = Page(
    "explain", "explain", _view, label="site.compare", section="compare", group="compare",
    is_interactive=True,
)  # fmt: skip
