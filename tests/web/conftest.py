"""A small real graph behind the web room, and the named questions as they are."""

from pathlib import Path

import pytest

from kretslopp import artefacts, questions
from kretslopp.engine import open_file
from kretslopp.settings import Settings
from kretslopp.web import create_app


@pytest.fixture(scope="session")
def engine():
    return open_file(Path(__file__).with_name("small.trig"))


@pytest.fixture(scope="session")
def named():
    return questions.load(artefacts.queries())


@pytest.fixture(scope="session")
def app(engine, named):
    return create_app(engine, named)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def browser(app):
    """A client that sends what a browser sends."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT"] = (
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    )
    return client


@pytest.fixture
def narrow(engine, named):
    """A client of a server with low limits."""
    limits = Settings(max_query_bytes=200, max_request_bytes=1_000, max_page_rows=2)
    return create_app(engine, named, limits).test_client()


@pytest.fixture(scope="session")
def published(release, named):
    """A client of a server that publishes all the real data; it asks for nothing special."""
    return create_app(release.engine, named, release=release).test_client()
