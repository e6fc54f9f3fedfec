"""``kretslopp serve``: the dataset over HTTP."""

import multiprocessing
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from kretslopp import artefacts, questions, serving
from kretslopp.engine import Nursery
from kretslopp.errors import Fault, Place, WrongUse
from kretslopp.serving.editions import Editions
from kretslopp.settings import Federation, Publisher, QueryLimits, Settings, from_environment

HOST = "127.0.0.1"


@click.command()
@click.option(
    "--dataset",
    "datasets",
    metavar="PATH",
    type=click.Path(path_type=Path),
    multiple=True,
    show_default="where “kretslopp build” writes",
    help="Built dataset to serve, or RDF file; give several files to serve them together.",
)
@click.argument("files", metavar="[FILE]...", type=click.Path(path_type=Path), nargs=-1)
@click.option("--host", default=HOST, show_default=True, help="IP address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(datasets: tuple[Path, ...], files: tuple[Path, ...], host: str, port: int) -> None:
    """Serve the SPARQL endpoint, the named questions and the pages.

    Read-only, to this machine alone unless --host says otherwise. A version that
    “kretslopp build” makes meanwhile takes its place by itself. Stop it with Ctrl+C.

    Who publishes the dataset, and every limit, is read from the environment:
    KRETSLOPP_PUBLISHER_NAME, KRETSLOPP_QUERY_SECONDS and so on, see the README.

    Files of any RDF data (.ttl, .nt, .rdf, .jsonld, .trig, .nq) are served as they are,
    as one dataset. Where they hold triples outside any named graph, those are the default
    graph; where they hold named graphs alone it is the merge of them.

    \b
    Example:
      kretslopp serve --port 8001
      kretslopp serve --dataset plan.ttl statistics.nq
    """
    paths = (*datasets, *files) or (artefacts.dataset(),)
    publisher = from_environment(Publisher, os.environ)
    settings = from_environment(Settings, os.environ)
    limits = from_environment(QueryLimits, os.environ)
    federation = from_environment(Federation, os.environ)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    # Where the server's process is forked from this one, so are those of the evaluators.
    nursery = Nursery() if multiprocessing.get_start_method() == "fork" else None
    serving.run(
        partial(_application, paths, settings, limits, federation, publisher, nursery),
        host,
        port,
        _welcome(address),
    )


def _application(
    paths: Sequence[Path],
    settings: Settings,
    limits: QueryLimits,
    federation: Federation,
    publisher: Publisher,
    nursery: Nursery | None,
) -> Editions:
    named = questions.load(artefacts.queries())
    tell = partial(click.echo, err=True)
    served = serving.Serving(named, settings, limits, federation, publisher, tell, nursery)
    if len(paths) == 1 and not paths[0].is_file():
        return serving.serve_dataset(served, paths[0])
    for path in paths:
        if path.is_dir():
            raise WrongUse(
                Fault(
                    "This is a directory, and only RDF files can be served together.",
                    Place(str(path)),
                    "Give one built dataset, or files alone.",
                )
            )
    return serving.serve_files(served, paths)


def _welcome(address: str) -> str:
    return (
        f"Kretslopp answers on {address} (stop with Ctrl+C). Try:\n"
        f"  {address}/sv/                     the start page (in English: {address}/en/)\n"
        f"  {address}/questions/actions-of-goal.csv?goal=4\n"
        f"  curl -H 'Accept: text/csv' --data-urlencode "
        f"'query=SELECT * {{ ?s ?p ?o }} LIMIT 5' {address}/sparql"
    )
