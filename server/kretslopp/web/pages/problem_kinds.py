"""The page that says what each kind of problem means: where their ``type`` points."""

from flask import Blueprint, Response

from kretslopp.languages import Language
from kretslopp.web import rendering
from kretslopp.web.protocol.problems import KINDS


def blueprint() -> Blueprint:
    """Return ``/problems`` and its page in each language."""
    room = Blueprint("problems", __name__)

    @room.get("/problems")
    def neutral() -> Response:
        return rendering.redirect_to_language()

    @room.get("/<any(sv, en):language>/problems")
    def page(language: Language) -> Response:
        return rendering.render("problems.html", language, kinds=KINDS)

    return room
