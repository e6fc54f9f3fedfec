"""``kretslopp publish``: the dataset as a site of files."""

import os
from pathlib import Path

import click

from kretslopp.cli import options
from kretslopp.errors import Fault, WrongUse
from kretslopp.publication import dumps
from kretslopp.publication.release import open_release
from kretslopp.settings import Publisher, from_environment
from kretslopp.web import site


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@options.dataset
@click.option(
    "--below",
    metavar="PATH",
    default="",
    help="Path that the site will stand under on its host, such as /kretslopp; else its root.",
)
def publish(directory: Path, dataset: Path, below: str) -> None:
    """Write the whole site into DIRECTORY, as files for any web server.

    Documents of all things, dumps, catalogue, vocabulary and the answers to the named
    questions, with the same addresses as on the server; what only a server can answer
    (SPARQL, comparisons, why) is left out. A site that is there already is replaced.
    Who publishes it is read from the environment, as by serve.

    \b
    Example:
      kretslopp publish build/site
    """
    root = _root(below)
    publisher = from_environment(Publisher, os.environ)
    release = open_release(dataset)

    def tell(line: str) -> None:
        click.echo(line, err=True)

    dumps.ensure(release.directory, tell)
    count = site.publish(release, publisher, directory, tell, root)
    click.echo(f"{directory} holds {count} files: put them where a web server finds them.")


def _root(below: str) -> str:
    path = below.rstrip("/")
    if path and (not path.startswith("/") or set("?#") & set(path)):
        raise WrongUse(
            Fault(f"“{below}” is not a path.", advice="Write it as /kretslopp, or leave it out.")
        )
    return path
