"""``kretslopp serve``: the dataset over HTTP."""

import errno
import os
from pathlib import Path
from typing import Any

import click
import waitress
from flask import Flask

from kretslopp import artefacts, questions
from kretslopp.cli import options
from kretslopp.engine import EvaluatorEngine
from kretslopp.errors import Fault, WrongUse
from kretslopp.publication import dumps
from kretslopp.publication.release import open_release
from kretslopp.settings import Publisher, QueryLimits
from kretslopp.web import create_app

HOST = "127.0.0.1"
THREADS = 4


@click.command()
@options.dataset
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(dataset: Path, port: int) -> None:
    """Serve the SPARQL endpoint, the named questions and the pages on this machine.

    Read-only, on 127.0.0.1. Stop it with Ctrl+C. Who publishes the dataset is
    read from the environment: KRETSLOPP_PUBLISHER_NAME, KRETSLOPP_CONTACT_EMAIL
    and so on, see the README.

    \b
    Example:
      kretslopp serve --port 8001
    """
    publisher = Publisher.from_environment(os.environ)
    # A query is evaluated where it can be ended: what it asks may have no end.
    release = None if dataset.is_file() else open_release(dataset, _limited)
    if release is not None:
        dumps.ensure(release.directory, lambda line: click.echo(line, err=True))
    engine = release.engine if release else _limited(dataset)
    named = questions.load(artefacts.queries())
    app = create_app(engine, named, release=release, publisher=publisher)
    server = _listen(app, port)
    address = f"http://{HOST}:{port}"
    click.echo(
        f"Kretslopp answers on {address} (stop with Ctrl+C). Try:\n"
        f"  {address}/sv/                     the start page (in English: {address}/en/)\n"
        f"  {address}/questions/actions-of-goal.csv?goal=4\n"
        f"  curl -H 'Accept: text/csv' --data-urlencode "
        f"'query=SELECT * {{ ?s ?p ?o }} LIMIT 5' {address}/sparql"
    )
    server.run()


def _limited(path: Path) -> EvaluatorEngine:
    return EvaluatorEngine(path, QueryLimits())


def _listen(app: Flask, port: int) -> Any:  # noqa: ANN401 - waitress has no types
    try:
        return waitress.create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        what = "in use" if error.errno == errno.EADDRINUSE else "not open to you"
        raise WrongUse(
            Fault(f"Port {port} is {what}.", advice="Choose another with --port (make: PORT=).")
        ) from error
