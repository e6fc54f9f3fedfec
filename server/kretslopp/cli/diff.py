"""``kretslopp diff``: what changed between two versions of the dataset."""

import base64
import hashlib
from pathlib import Path

import click
from rdflib import URIRef

from kretslopp import changes, dataset
from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.engine import format_named, serialise
from kretslopp.languages import Language
from kretslopp.publication.release import WHOLE

_FORMATS = ("text", "json", "ttl")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@options.format_name(_FORMATS, "Format of the list; ttl is a change set for each thing.")
@options.language
@options.output("Write the list to this file.")
@click.pass_context
def diff(
    ctx: click.Context,
    old: Path,
    new: Path,
    format_name: str,
    language: Language,
    output: Path | None,
) -> None:
    """Tell what changed from OLD to NEW, thing by thing.

    Each is a built dataset, one version in it, or a dump with named graphs (.nq,
    .trig, .jsonld). What is inferred and where it was read do not count; what we
    add to the sources is told apart.

    As with diff, the exit code is 0 when nothing changed, 1 when something did,
    and 2 when they can't be compared.

    \b
    Example:
      kretslopp diff build/dataset/current build/dataset --lang en
    """
    changed = changes.compare(open_engine(old), open_engine(new))
    if format_name == "json":
        text.write(changes.to_json(changed), output)
    elif format_name == "ttl":
        graph = changes.to_graph(changed, _name(old), _name(new))
        text.write(serialise(graph, format_named("ttl")).decode("utf-8"), output)
    else:
        text.write(changes.to_text(changed, language), output)
    ctx.exit(0 if changed.is_empty else 1)


def _name(path: Path) -> URIRef:
    """Return the name of a version: its own, or for a file that of its bytes (RFC 6920)."""
    if path.is_dir():
        return URIRef(f"{WHOLE}/version/{dataset.version(dataset.current(path))}")
    digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest())
    return URIRef(f"ni:///sha-256;{digest.decode().rstrip('=')}")
