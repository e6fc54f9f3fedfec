"""The application: rooms put together, limits set."""

from collections.abc import Mapping

from flask import Flask
from jinja2 import StrictUndefined

from kretslopp.engine import Engine
from kretslopp.publication.release import Release
from kretslopp.questions import Question
from kretslopp.settings import Settings
from kretslopp.web import (
    compare,
    headers,
    links,
    problem_kinds,
    problems,
    question_pages,
    sparql,
    start,
)


def create_app(
    engine: Engine,
    questions: Mapping[str, Question],
    settings: Settings | None = None,
    release: Release | None = None,
) -> Flask:
    """Return the WSGI application that answers from ``engine``, read-only.

    ``questions`` are the named questions, by name, in the order to show them;
    ``settings`` the limits, their defaults where there are none. With a
    ``release`` the application publishes it: documents of things, catalogue,
    dumps. Without one it answers queries about whatever the engine has.
    """
    limits = settings or Settings()
    app = Flask("kretslopp.web")
    app.config["MAX_CONTENT_LENGTH"] = limits.max_request_bytes
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    headers.init_app(app)
    links.init_app(app, publishes=release is not None)
    problems.init_app(app)
    app.register_blueprint(start.blueprint(engine, questions))
    app.register_blueprint(question_pages.blueprint(engine, questions, limits))
    app.register_blueprint(compare.blueprint(engine, limits))
    app.register_blueprint(sparql.blueprint(engine, limits))
    app.register_blueprint(problem_kinds.blueprint())
    return app
