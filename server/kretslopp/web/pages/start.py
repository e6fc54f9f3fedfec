"""The start page: what Kretslopp is, what is in the graph, the named questions."""

from itertools import groupby

from flask import Response, url_for

from kretslopp.languages import Language
from kretslopp.questions import Question
from kretslopp.web import rendering
from kretslopp.web.pages import questions
from kretslopp.web.pages.choices import Choices
from kretslopp.web.pages.contents import contents
from kretslopp.web.pages.page import Context, Page, View, itself
from kretslopp.web.pages.questions import Field


def _view(context: Context) -> View:
    def view(language: Language | None = None) -> Response:
        if language is None:
            return rendering.redirect(url_for("start", language=rendering.current_language()))
        choices = Choices(context.engine, language)
        named = context.questions.values()
        areas = {
            area: [(question, _form(question, choices, language)) for question in group]
            for area, group in groupby(named, key=lambda question: question.area)
        }
        shown = contents(context.engine, language)
        return rendering.render("start.html", language, contents=shown, areas=areas)

    return view


def _form(question: Question, choices: Choices, language: Language) -> tuple[Field, ...]:
    values = questions.defaults(question, choices)
    return questions.fields(question, values, choices, language)


PAGE = Page("start", "", _view, label="site.start", menu=1, sitemap=itself, site=itself)
