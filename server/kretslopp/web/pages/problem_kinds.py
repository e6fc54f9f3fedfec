"""The page that says what each kind of problem means: where their ``type`` points."""

from flask import Response

from kretslopp.languages import Language
from kretslopp.web import rendering
from kretslopp.web.pages.page import Context, Page, View, itself
from kretslopp.web.protocol.problems import KINDS


def _view(_context: Context) -> View:
    def view(language: Language | None = None) -> Response:
        if language is None:
            return rendering.redirect_to_language()
        return rendering.render("problems.html", language, kinds=KINDS)

    return view


PAGE = Page("problems", "problems", _view, site=itself)
