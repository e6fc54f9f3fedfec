"""``kretslopp build``: tables, registers and ontology → validated, reasoned dataset."""

import time
from pathlib import Path

import click

from kretslopp import artefacts, building
from kretslopp.cli import options
from kretslopp.publication import dumps


@click.command()
@options.data
@options.output("Where to build the dataset (default: where the other commands read).")
@click.option("--verify", is_flag=True, help="Compare what is inferred with owlrl's closure.")
def build(data: Path, output: Path | None, *, verify: bool) -> None:
    """Build the dataset: map, validate, reason, store, dump; only what changed is built again.

    Says which parts it built and why. When anything is wrong the last good
    dataset stays as it was.

    \b
    Example:
      kretslopp build --verify
    """
    start = time.monotonic()

    def tell(line: str) -> None:
        click.echo(line, err=True)

    built = building.build(data, output or artefacts.dataset(), tell, verify=verify)
    dumps.ensure(built.version, tell)
    click.echo(
        f"{len(built.rebuilt)} of {len(built.rebuilt) + len(built.kept)} parts built, "
        f"{built.warnings} warnings, {time.monotonic() - start:.1f} s",
        err=True,
    )
