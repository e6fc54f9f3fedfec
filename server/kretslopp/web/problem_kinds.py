"""The page that says what each kind of problem means: where their ``type`` points."""

from flask import Blueprint, Response

from kretslopp.languages import Language
from kretslopp.web import pages
from kretslopp.web.problems import KINDS


def blueprint() -> Blueprint:
    """Return ``/problems`` and its page in each language."""
    room = Blueprint("problems", __name__)

    @room.get("/problems")
    def neutral() -> Response:
        return pages.redirect_to_language()

    @room.get("/<any(sv, en):language>/problems")
    def page(language: Language) -> Response:
        return pages.render("problems.html", language, kinds=KINDS)

    return room
