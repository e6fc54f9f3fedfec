"""The application: rooms put together, limits set."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from kretslopp.engine import Engine
from kretslopp.publication.release import Release
from kretslopp.questions import Question
from kretslopp.settings import Publisher, Settings
from kretslopp.web import sitemap
from kretslopp.web.pages import links, registry, sparql
from kretslopp.web.pages.page import Context
from kretslopp.web.protocol import (
    admission,
    dumps,
    fast_path,
    graph_store,
    headers,
    metrics,
    problems,
    validators,
)
from kretslopp.web.protocol.admission import Admission
from kretslopp.web.protocol.compression import Compression
from kretslopp.web.protocol.metrics import Metrics, Observation

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app(
    engine: Engine,
    questions: Mapping[str, Question],
    settings: Settings | None = None,
    release: Release | None = None,
    publisher: Publisher | None = None,
    version: str = "",
    counts: Metrics | None = None,
) -> Flask:
    """Return the WSGI application that answers from ``engine``, read-only.

    ``questions`` are the named questions, by name, in the order to show them;
    ``settings`` the limits, their defaults where there are none. With a
    ``release`` the application publishes it: documents of things, catalogue,
    dumps. Without one it answers queries about whatever the engine has.
    ``publisher`` is who publishes it, the project where nobody is named.
    ``version`` names what the engine has where it is no release: the same name, the
    same data. Without it no client is told that it may keep an answer. ``counts`` are
    the metrics to go on with, new ones where there are none.
    """
    limits = settings or Settings()
    counts = counts or Metrics()
    who = publisher or Publisher()
    known = release.version if release else version
    if known:  # with other limits or another publisher the same data is answered otherwise
        known = validators.tag(known, limits, who)
    app = Flask("kretslopp.web")
    app.config["MAX_CONTENT_LENGTH"] = limits.max_request_bytes
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    headers.init_app(app)
    admission.init_app(app)
    links.init_app(app, publishes=release is not None)
    problems.init_app(app)
    context = Context(engine, questions, limits, who, known, release)
    registry.init_app(app, context)
    if context.is_interactive:
        service = context.shared(sparql.service_of)
        app.wsgi_app = fast_path.SparqlFastPath(app.wsgi_app, service)  # type: ignore[method-assign]
        app.register_blueprint(graph_store.blueprint(engine, known))
    if release is not None:
        app.register_blueprint(dumps.blueprint(release))
        app.register_blueprint(sitemap.blueprint(context))
    app.register_blueprint(metrics.blueprint(engine, counts))
    _put_in_front(app, limits, counts)
    return app


def _put_in_front(app: Flask, settings: Settings, counts: Metrics) -> None:
    """Let every request pass what stands before the views, the last one first."""
    front: WSGIApplication = Compression(app.wsgi_app, settings.cache_bytes)
    front = Admission(front, settings)
    front = Observation(front, counts, registry.groups(), settings.access_log)
    if settings.trusted_proxies:
        trusted = settings.trusted_proxies
        front = ProxyFix(front, trusted, trusted, trusted, x_prefix=trusted)
    app.wsgi_app = front  # type: ignore[method-assign]
