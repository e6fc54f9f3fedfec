"""Comparisons on the web: a page with a form and a table, CSV, JSON and a picture."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from flask import Response, request, url_for

from kretslopp import comparison, extras
from kretslopp.comparison import ComparisonTable, Descriptor
from kretslopp.engine import Engine
from kretslopp.errors import WrongUse
from kretslopp.languages import Language
from kretslopp.reading.programmes import Programme, municipalities, programmes
from kretslopp.web import rendering
from kretslopp.web.pages import tables
from kretslopp.web.pages.choices import Choice
from kretslopp.web.pages.page import Context, Page, View, itself
from kretslopp.web.protocol import problems, validators
from kretslopp.web.protocol.forms import WEB_PAGE, AnswerForm, Offers
from kretslopp.web.protocol.problems import Problem
from kretslopp.words import texts

# JSON first: a client that takes anything is a program.
OFFERS = Offers(
    (
        AnswerForm("json", "application/json"),
        AnswerForm("csv", "text/csv"),
        WEB_PAGE,
        AnswerForm("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        AnswerForm("svg", "image/svg+xml"),
        AnswerForm("png", "image/png"),
    )
)
_PARAMETERS = ("municipality", "by", "period", "certain_only", "format")
_ONCE = ("by", "certain_only", "format")
_TRUE = "yes"
_MOST_NAMED = 40  # allowed values that a problem names in its text


@dataclass(frozen=True)
class Asked:
    """What a request asks to compare: its parameters as they were sent."""

    municipalities: tuple[str, ...]
    periods: tuple[str, ...]
    by: str
    certain_only: bool

    @property
    def query(self) -> str:
        """Return it as the query of an address."""
        return comparison.query(
            self.by, self.municipalities, self.periods, certain_only=self.certain_only
        )


@dataclass(frozen=True)
class FormChoices:
    """What may be chosen: comparisons, municipalities and periods that there are."""

    comparisons: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    periods: tuple[Choice, ...]


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
    """Return the comparison in a form; as a page, what is wrong with it too."""
    language = rendering.current_language()
    if form.is_page and not request.args:
        return _page(engine, Asked((), (), "", certain_only=False))
    try:
        asked = _asked()
        table = _compare(engine, asked, language, in_full=form.name == "xlsx")
    except (Problem, WrongUse) as error:
        if not form.is_page or not problems.wants_page():
            raise
        return _page(engine, _as_sent(), problem=problems.details(error, language))
    if form.is_page:
        return _page(engine, asked, table=table, most_rows=most_rows)
    return table_file(table, form, language)


def _as_sent() -> Asked:
    args = request.args
    return Asked(
        tuple(filter(None, args.getlist("municipality"))),
        tuple(filter(None, args.getlist("period"))),
        args.get("by", ""),
        args.get("certain_only") == _TRUE,
    )


def _asked() -> Asked:
    """Return what is asked; raises Problem for a parameter that is unknown, twice or wrong."""
    for name, values in request.args.lists():
        if name not in _PARAMETERS:
            members = {"parameter": name, "allowed": list(_PARAMETERS)}
            raise Problem(
                "unknown-parameter", members, parameter=name, known=", ".join(_PARAMETERS)
            )
        if name in _ONCE and len(values) > 1:
            raise Problem("several-values", {"parameter": name}, parameter=name)
    asked = _as_sent()
    if asked.by not in comparison.descriptors():
        raise wrong("by", asked.by, list(comparison.descriptors()))
    certain = request.args.get("certain_only", "")
    if certain not in ("", _TRUE):
        raise wrong("certain_only", certain, [_TRUE])
    return asked


def wrong(parameter: str, value: str, known: Sequence[str]) -> Problem:
    """Return the problem of a value that there is not; the nearest that there are come first."""
    nearest = difflib.get_close_matches(value, known, n=3, cutoff=0.5)
    allowed = list(dict.fromkeys((*nearest, *known)))
    listed = ", ".join(allowed[:_MOST_NAMED]) + (" …" if len(allowed) > _MOST_NAMED else "")
    return Problem(
        "wrong-parameter",
        {"parameter": parameter, "allowed": allowed},
        parameter=parameter,
        label=texts(f"compare.parameter.{parameter}"),
        value=value,
        allowed=listed,
    )


def _compare(engine: Engine, asked: Asked, language: Language, *, in_full: bool) -> ComparisonTable:
    """Return the comparison; raises Problem where a municipality or period is unknown."""
    try:
        return comparison.compare(
            engine,
            asked.by,
            asked.municipalities or None,
            asked.periods or None,
            certain_only=asked.certain_only,
            language=language,
            in_full=in_full,
        )
    except WrongUse as error:
        raise _unknown(engine, asked, language) or error from error


def _unknown(engine: Engine, asked: Asked, language: Language) -> Problem | None:
    """Return which municipality or period is unknown, and which there are."""
    form = _form(engine, language)
    for name in asked.municipalities:
        if not _is_known(engine, language, name, None):
            return wrong("municipality", name, [choice.value for choice in form.municipalities])
    for period in asked.periods:
        if not _is_known(engine, language, None, period):
            return wrong("period", period, [choice.value for choice in form.periods])
    return None


def _is_known(
    engine: Engine, language: Language, municipality: str | None, period: str | None
) -> bool:
    try:
        comparison.select(engine, language, municipality, period)
    except WrongUse:
        return False
    return True


def _form(engine: Engine, language: Language) -> FormChoices:
    known = programmes(engine, municipalities(engine, language))
    members = {of for item in known for of in item.members}
    return FormChoices(
        tuple(
            Choice(item.name, item.titles[language]) for item in comparison.descriptors().values()
        ),
        tuple(Choice(of.slug, of.name) for of in sorted(members, key=lambda of: of.order)),
        tuple(Choice(period, period) for period in _periods(known)),
    )


def _periods(programmes: Sequence[Programme]) -> list[str]:
    return sorted({period for programme in programmes for period in programme.periods})


def _page(
    engine: Engine,
    asked: Asked,
    *,
    table: ComparisonTable | None = None,
    most_rows: int = 0,
    problem: problems.Details | None = None,
) -> Response:
    language = rendering.current_language()
    descriptor = table.descriptor if table else None
    return rendering.render(
        "compare.html",
        language,
        status=problem.status if problem else 200,
        asked=asked,
        form=_form(engine, language),
        descriptor=descriptor,
        words=_words(descriptor, table, language),
        table=tables.of_comparison(table, language, most_rows) if table else None,
        without=", ".join(of.name for of in table.without) if table else "",
        files=_files(asked, descriptor),
        picture=descriptor is not None and _can_draw(descriptor),
        problem=problem,
    )


def _words(
    descriptor: Descriptor | None, table: ComparisonTable | None, language: Language
) -> dict[str, str]:
    """Return what the words of a table mean: those that stand in it, in one order."""
    if descriptor is None or table is None:
        return {}
    return {
        word: meaning[language]
        for column in descriptor.shown
        for word, meaning in column.words.items()
        if any(row[column.name] == word for row in table.rows)
    }


def _can_draw(descriptor: Descriptor) -> bool:
    return descriptor.has_picture and find_spec("matplotlib") is not None


def _files(asked: Asked, descriptor: Descriptor | None) -> dict[str, str]:
    """Return the addresses of the comparison as files, in the language of the page."""
    if descriptor is None:
        return {}
    formats = ("csv", "json", *(("xlsx",) if find_spec("xlsxwriter") else ()),
               *(("svg", "png") if _can_draw(descriptor) else ()))  # fmt: skip
    address = url_for("compare", language=rendering.current_language())
    return {ending: f"{address}?{asked.query}&format={ending}" for ending in formats}


def table_file(table: ComparisonTable, form: AnswerForm, language: Language) -> Response:
    """Return a table as a file in a form that is no page."""
    body = _body(table, form.name, language)
    response = Response(body, content_type=form.content_type)
    name = f"{table.descriptor.name}.{form.name}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.content_language.add(language)
    return response


def _body(table: ComparisonTable, ending: str, language: Language) -> str | bytes:
    if ending == "csv":
        return comparison.to_csv(table)
    if ending == "json":
        return comparison.to_json(table, language)
    if ending == "xlsx":
        return comparison.to_xlsx(table, language)
    if not table.descriptor.has_picture:
        known = [item.name for item in comparison.descriptors().values() if item.has_picture]
        raise wrong("by", table.descriptor.name, known)
    # Here, because only a server that draws should wait for the plotting library, and have it.
    with extras.needed("research", "A picture"):
        from kretslopp.comparison import plots

    return plots.draw(table, language, "svg" if ending == "svg" else "png")


PAGE = Page(
    "compare",
    "compare",
    _view,
    label="site.compare",
    menu=3,
    group="compare",
    is_interactive=True,
    sitemap=itself,
)
