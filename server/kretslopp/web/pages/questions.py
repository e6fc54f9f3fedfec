"""The named questions: a page with a form and a table, CSV and JSON."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, request, url_for

from kretslopp import questions
from kretslopp.characters import clean
from kretslopp.engine import Engine, may_change
from kretslopp.errors import WrongUse
from kretslopp.languages import LANGUAGES, Language
from kretslopp.questions import Answer, Parameter, ParameterType, Question
from kretslopp.questions.values import to_term
from kretslopp.web import rendering
from kretslopp.web.pages import tables
from kretslopp.web.pages.choices import Choice, Choices
from kretslopp.web.pages.page import Context, Page, SiteFile, View, as_file
from kretslopp.web.protocol import problems, validators
from kretslopp.web.protocol.forms import WEB_PAGE, AnswerForm, Offers
from kretslopp.web.protocol.problems import Problem

# JSON first: a client that takes anything is a program.
FILES = (AnswerForm("json", "application/json"), AnswerForm("csv", "text/csv"))
OFFERS = Offers((*FILES, WEB_PAGE))
_ENDINGS = tuple(form.name for form in OFFERS.forms)
_MOST_NAMED = 40  # allowed values that a problem names in its text


@dataclass(frozen=True)
class Field:
    """A parameter as a form shows it: with the value it has and what may be chosen.

    ``is_open`` says whether it may be left without a value.
    """

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    is_open: bool

    @property
    def shown(self) -> str:
        """Return the value as a reader knows it: the label of the choice that it is."""
        labels = {choice.value: choice.label for choice in self.choices}
        return labels.get(self.value, self.value)

    @property
    def offers_choice(self) -> bool:
        """Return whether there is anything to choose; a form leaves out what there is not."""
        return self.is_open or len(self.choices) != 1


def fields(
    question: Question, values: Mapping[str, str], choices: Choices, language: Language
) -> tuple[Field, ...]:
    """Return the fields of a question's form, filled with ``values``."""
    return tuple(
        _field(parameter, values.get(parameter.name, ""), choices.of(parameter.type), language)
        for parameter in question.parameters
    )


def defaults(question: Question, choices: Choices) -> dict[str, str]:
    """Return the default of each parameter that has one among what there is to choose."""
    values = {}
    for parameter in question.parameters:
        allowed = [choice.value for choice in choices.of(parameter.type)]
        if parameter.default and (not allowed or parameter.default in allowed):
            values[parameter.name] = parameter.default
    return values


def _field(
    parameter: Parameter, value: str, choices: tuple[Choice, ...], language: Language
) -> Field:
    if choices and value and value not in [choice.value for choice in choices]:
        choices = (Choice(value, value), *choices)
    return Field(
        parameter.name,
        parameter.labels[language],
        value,
        choices,
        parameter.default is None or not value,
    )


def _view(context: Context) -> View:
    def view(name: str, language: Language | None = None) -> Response:
        question, ending = _find(context.questions, name)
        form = OFFERS.of_request(ending, page_first=language is not None)
        if form.is_page and language is None:
            return rendering.redirect_to_language()
        lasting = "" if may_change(question.text) else context.version
        return validators.respond(
            lambda: _answered(context, question, form),
            validators.of_request(lasting, form.media_type, question.text),
        )

    return view


def _add_index(app: Flask, _context: Context) -> None:
    """Let ``/questions`` lead to where the start page lists them."""

    def index(language: Language | None = None) -> Response:
        shown = language or rendering.current_language()
        return rendering.redirect(url_for("start", language=shown, _anchor="questions"))

    app.add_url_rule("/questions", "questions-index", index)
    app.add_url_rule("/<any(sv, en):language>/questions", "questions-index", index)


def _answered(context: Context, question: Question, form: AnswerForm) -> Response:
    """Return the answer to a question in a form; as a page, what is wrong with it too."""
    language = rendering.current_language()
    choices = Choices(context.engine, language)
    try:
        answer = _answer(context.engine, question, choices, language)
    except (Problem, WrongUse) as error:
        if not form.is_page or not problems.wants_page():
            raise
        return _page(question, choices, problem=problems.details(error, language))
    if form.is_page:
        return _page(question, choices, answer=answer, most_rows=context.settings.max_page_rows)
    return _file(answer, form)


def _answer(engine: Engine, question: Question, choices: Choices, language: Language) -> Answer:
    """Put the question to the engine; raises Problem where a parameter is wrong."""
    values = _values()
    try:
        return question.ask(engine, values, language)
    except WrongUse as error:
        raise _wrong_value(engine, question, values, choices) or error from error


def _find(named: Mapping[str, Question], name: str) -> tuple[Question, str | None]:
    """Return the question and the format of ``NAME`` or ``NAME.csv``.

    Raises Problem, with the nearest names, where there is none.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and ending in _ENDINGS and stem in named:
        return named[stem], ending
    if name in named:
        return named[name], None
    nearest = difflib.get_close_matches(name, list(named), n=3, cutoff=0.0)
    raise Problem("unknown-question", {"nearest": nearest}, name=name, nearest=", ".join(nearest))


def _values() -> dict[str, str]:
    """Return the parameters of the request; raises Problem for one that stands twice."""
    sent = {name: values for name, values in request.args.lists() if name != "format"}
    for name, values in sent.items():
        if len(values) > 1:
            raise Problem("several-values", {"parameter": name}, parameter=name)
    return {name: values[0] for name, values in sent.items()}


def _wrong_value(
    engine: Engine, question: Question, values: Mapping[str, str], choices: Choices
) -> Problem | None:
    """Return which parameter is wrong, and what is allowed.

    None where each is right on its own.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            members = {"parameter": name, "allowed": list(known)}
            named = ", ".join(known) or "–"
            return Problem("unknown-parameter", members, parameter=name, known=named)
    for name, parameter in known.items():
        value = clean(values.get(name, ""))
        if value and not _is_meant(engine, parameter.type, value):
            return _not_allowed(parameter, value, choices)
    return None


def _is_meant(engine: Engine, parameter_type: ParameterType, value: str) -> bool:
    try:
        to_term(engine, parameter_type, value)
    except WrongUse:
        return False
    return True


def _not_allowed(parameter: Parameter, value: str, choices: Choices) -> Problem:
    allowed = [choice.value for choice in choices.of(parameter.type)]
    named: dict[str, object] = {
        "parameter": parameter.name,
        "label": parameter.labels,
        "value": value,
    }
    if not allowed:
        return Problem("wrong-year", {"parameter": parameter.name}, **named)
    listed = ", ".join(allowed[:_MOST_NAMED]) + (" …" if len(allowed) > _MOST_NAMED else "")
    members = {"parameter": parameter.name, "allowed": allowed}
    return Problem("wrong-parameter", members, allowed=listed, **named)


def _page(
    question: Question,
    choices: Choices,
    *,
    answer: Answer | None = None,
    most_rows: int = 0,
    problem: problems.Details | None = None,
) -> Response:
    language = rendering.current_language()
    sent = defaults(question, choices) | request.args.to_dict()
    values = answer.values if answer else sent
    return rendering.render(
        "question.html",
        language,
        status=problem.status if problem else 200,
        question=question,
        fields=fields(question, values, choices, language),
        table=tables.of_question(answer, most_rows) if answer else None,
        without=", ".join(answer.without) if answer else "",
        files=_files(question, values if request.args else {}),
        query=_without_head(question.text),
        problem=problem,
    )


def _files(question: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the answer as files, in the language of the page."""
    language = rendering.current_language()
    return {
        ending: url_for("questions", language=language, name=f"{question.name}.{ending}")
        + (f"?{urlencode(values)}" if values else "")
        for ending in ("csv", "json")
    }


def _without_head(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("#+"))


def _file(answer: Answer, form: AnswerForm) -> Response:
    body = questions.to_csv(answer) if form.name == "csv" else questions.to_json(answer)
    response = Response(body, content_type=form.content_type)
    name = f"{answer.question}.{form.name}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.content_language.add(answer.language)
    return response


def _addresses(_page: Page, context: Context) -> Iterator[str]:
    yield from (f"questions/{name}" for name in context.questions)


def _site_files(context: Context) -> Iterator[SiteFile]:
    for name in context.questions:
        for home in ("", *(f"{language}/" for language in LANGUAGES)):
            yield from (as_file(f"{home}questions/{name}.{form.name}") for form in FILES)


PAGE = Page(
    "questions",
    "questions/<name>",
    _view,
    label="site.questions",
    menu=2,
    anchor="questions",
    group="questions",
    sitemap=_addresses,
    site=_addresses,
    files=_site_files,
    further=_add_index,
)
