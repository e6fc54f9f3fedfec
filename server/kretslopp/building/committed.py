"""What a build writes into the data directory for people to read.

The asserted graphs as Turtle, one file a named graph (``graph/``), and what CSV on the Web
says of the tables (``tables/csvw-metadata.json``).
"""

import json
from collections.abc import Callable
from pathlib import Path

from kretslopp import dataset
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.schema import csvw
from kretslopp.tables import contract_of, read_table

_DERIVED = ("inferred", "ontology")  # kinds of graph that are not what a source or person says


def write_graphs(data: Path, version: Path, tell: Callable[[str], None]) -> None:
    """Write the asserted graphs of a version to ``data/graph/`` where they differ; drop stale ones.

    ``tell`` gets a line for each file. Raises UnreadableInput when one can't be written.
    """
    home = data / "graph"
    expected = set()
    for path in sorted((version / dataset.GRAPHS).rglob("*.nq")):
        suffix = path.relative_to(version / dataset.GRAPHS).with_suffix("")
        if suffix.parts[0] in _DERIVED:
            continue
        # Not with_suffix: a period may hold a dot.
        target = home / f"{suffix}.ttl"
        expected.add(target)
        _write_if_changed(target, turtle(path), data, tell)
    for stale in sorted(set(home.rglob("*.ttl")) - expected):
        stale.unlink()
        tell(f"removed     {stale.relative_to(data)}")


def write_metadata(data: Path, tell: Callable[[str], None]) -> None:
    """Write the metadata of the tables where it differs; ``tell`` gets a line for it.

    Raises UnreadableInput when it can't be written.
    """
    home = data / "tables"
    tables = {
        path.relative_to(home).as_posix(): (contract_of(path), read_table(path).columns)
        for path in sorted(home.glob("*/*/*.csv"))
    }
    body = json.dumps(csvw.metadata(tables), ensure_ascii=False, indent=1) + "\n"
    _write_if_changed(home / csvw.METADATA, body.encode(), data, tell)


def turtle(n_quads: Path) -> bytes:
    """Return the named graph of an N-Quads file as Turtle: sorted, with our prefixes."""
    return dataset.read_graph(n_quads).serialize(format="turtle", encoding="utf-8")


def _write_if_changed(target: Path, body: bytes, data: Path, tell: Callable[[str], None]) -> None:
    if target.is_file() and target.read_bytes() == body:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    except OSError as error:
        raise UnreadableInput(
            Fault(
                f"The file can't be written: {error.strerror}.",
                Place(str(target)),
                "Give --data a copy of the data directory that you may write to.",
            )
        ) from error
    tell(f"wrote       {target.relative_to(data)}")
