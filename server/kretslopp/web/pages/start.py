"""The start page: what Kretslopp is, what is in the graph, the named questions."""

from collections.abc import Mapping
from itertools import groupby

from flask import Blueprint, Response, url_for

from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.questions import Question
from kretslopp.web import rendering
from kretslopp.web.pages import questions
from kretslopp.web.pages.choices import Choices
from kretslopp.web.pages.contents import contents
from kretslopp.web.pages.questions import Field


def blueprint(engine: Engine, named: Mapping[str, Question]) -> Blueprint:
    """Return ``/``, which leads to the reader's language, and the page in each language."""
    room = Blueprint("start", __name__)

    @room.get("/")
    def neutral() -> Response:
        return rendering.redirect(url_for("start.page", language=rendering.current_language()))

    @room.get("/<any(sv, en):language>/")
    def page(language: Language) -> Response:
        choices = Choices(engine, language)
        areas = {
            area: [(question, _form(question, choices, language)) for question in group]
            for area, group in groupby(named.values(), key=lambda question: question.area)
        }
        return rendering.render(
            "start.html", language, contents=contents(engine, language), areas=areas
        )

    return room


def _form(question: Question, choices: Choices, language: Language) -> tuple[Field, ...]:
    values = questions.defaults(question, choices)
    return questions.fields(question, values, choices, language)
