"""The application: rooms put together, limits set."""

from collections.abc import Mapping

from flask import Flask
from jinja2 import StrictUndefined

from kretslopp.engine import Engine
from kretslopp.publication.release import Release
from kretslopp.questions import Question
from kretslopp.settings import Publisher, Settings
from kretslopp.web import (
    catalogue,
    compare,
    documents,
    dumps,
    headers,
    links,
    problem_kinds,
    problems,
    question_pages,
    sitemap,
    sparql,
    start,
    vocabulary,
    why,
)


def create_app(
    engine: Engine,
    questions: Mapping[str, Question],
    settings: Settings | None = None,
    release: Release | None = None,
    publisher: Publisher | None = None,
) -> Flask:
    """Return the WSGI application that answers from ``engine``, read-only.

    ``questions`` are the named questions, by name, in the order to show them;
    ``settings`` the limits, their defaults where there are none. With a
    ``release`` the application publishes it: documents of things, catalogue,
    dumps. Without one it answers queries about whatever the engine has.
    ``publisher`` is who publishes it, the project where nobody is named.
    """
    limits = settings or Settings()
    app = Flask("kretslopp.web")
    app.config["MAX_CONTENT_LENGTH"] = limits.max_request_bytes
    app.jinja_env.undefined = StrictUndefined
    # Whether what a reader asks for is answered: on the pages of a static site nothing is.
    is_interactive = release is None or release.has_endpoint
    app.jinja_env.globals["is_interactive"] = is_interactive
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    headers.init_app(app)
    links.init_app(app, publishes=release is not None)
    problems.init_app(app)
    app.register_blueprint(start.blueprint(engine, questions))
    app.register_blueprint(question_pages.blueprint(engine, questions, limits))
    app.register_blueprint(problem_kinds.blueprint())
    if is_interactive:
        app.register_blueprint(compare.blueprint(engine, limits))
        app.register_blueprint(sparql.blueprint(engine, limits))
    if release is not None:
        app.register_blueprint(documents.blueprint(release, limits))
        if is_interactive:
            app.register_blueprint(why.blueprint(release))
        who = publisher or Publisher()
        app.register_blueprint(catalogue.blueprint(release, who))
        app.register_blueprint(dumps.blueprint(release))
        app.register_blueprint(vocabulary.blueprint(release))
        app.register_blueprint(sitemap.blueprint(release, who, questions))
    return app
