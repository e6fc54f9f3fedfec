"""The built dataset: a directory of versions, read-only once written.

::

    <dataset>/current          → the version that readers open
    <dataset>/<version>/
        dataset.json           version and graphs, with counts and checksums
        inputs.json            what each unit was built from
        graph/<suffix>.nq      one named graph a file: sorted N-Quads
        derivations/<unit>.jsonl   rule and premises of each inferred triple
        validation/<unit>.ttl  the SHACL report
        store/                 what the engine reads

The next version is written beside the last and swapped in at once, so that a
reader has one whole version and a build that fails leaves the last good one.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from rdflib import Graph, URIRef

from kretslopp.addresses import graph_suffix
from kretslopp.errors import Fault, Place, UnreadableInput, WrongUse
from kretslopp.namespaces import KL_GRAPH, new_graph

BUILDING = ".building"
CURRENT = "current"
LOCK = ".lock"
MANIFEST = "dataset.json"
INPUTS = "inputs.json"
DERIVATIONS = "derivations"
GRAPHS = "graph"
VALIDATION = "validation"


@dataclass(frozen=True)
class GraphEntry:
    """One named graph of a version: its IRI, number of triples and SHA-256 of its N-Quads."""

    iri: str
    triples: int
    sha256: str


def n_quads(graph: Graph) -> str:
    """Return a named graph as N-Quads in sorted order: the same triples, the same text."""
    rows = graph.serialize(format="nt", encoding="utf-8").decode("utf-8").split("\n")
    name = f" <{graph.identifier}> ."
    return "".join(sorted(row.removesuffix(" .") + name + "\n" for row in rows if row))


def read_graph(path: Path) -> Graph:
    """Return the triples of a named graph's N-Quads file, as ``n_quads`` wrote it."""
    lines = path.read_text(encoding="utf-8").split("\n")
    triples = "".join(line.rsplit(" <", 1)[0] + " .\n" for line in lines if line)
    return new_graph().parse(data=triples, format="nt")


def graph_file(version: Path, iri: URIRef) -> Path:
    """Return the file of a named graph in a version."""
    return version / GRAPHS / f"{graph_suffix(iri)}.nq"


def current(path: Path) -> Path:
    """Return the version that readers of a dataset directory should open.

    ``path`` may also be one version itself. Raises UnreadableInput for a
    directory that is no dataset.
    """
    for candidate in (path / CURRENT, path):
        if (candidate / MANIFEST).is_file():
            return candidate.resolve()
    if not path.exists():
        raise UnreadableInput(
            Fault("There is no dataset here.", Place(str(path)), "Run “kretslopp build” first.")
        )
    raise UnreadableInput(
        Fault(
            "This is not a built dataset.",
            Place(str(path)),
            "Give a directory that “kretslopp build” wrote, or an RDF file.",
        )
    )


def entries(version: Path) -> tuple[GraphEntry, ...]:
    """Return the named graphs of a version."""
    manifest = json.loads((version / MANIFEST).read_text(encoding="utf-8"))
    return tuple(GraphEntry(**entry) for entry in manifest["graphs"])


def version(directory: Path) -> str:
    """Return the name of a version: 16 hexadecimal digits made of what it holds."""
    manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    return str(manifest["version"])


@contextmanager
def next_version(directory: Path) -> Iterator[Path]:
    """Give an empty directory for the next version; one build at a time.

    Whatever is in it is gone afterwards unless ``swap`` made it the current
    version. Raises WrongUse when ``directory`` holds other things than a dataset
    or another build is writing to it, and UnreadableInput when it can't be written.
    """
    if _holds_something_else(directory):
        raise WrongUse(
            Fault(
                "This is not a dataset, and it is not empty.",
                Place(str(directory)),
                "Give -o a new directory or one that “kretslopp build” wrote.",
            )
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = (directory / LOCK).open("w")
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The directory can't be written: {error.strerror}.", Place(str(directory)))
        ) from error
    building = directory / BUILDING
    with lock:
        _lock(lock, directory)
        shutil.rmtree(building, ignore_errors=True)  # what a killed build left
        building.mkdir()
        try:
            yield building
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _holds_something_else(directory: Path) -> bool:
    if not directory.is_dir():
        return directory.exists()
    if (directory / CURRENT / MANIFEST).is_file():
        return False
    return any(item.name not in (BUILDING, LOCK) for item in directory.iterdir())


def _lock(file: TextIO, directory: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise WrongUse(
            Fault(
                "Another build is writing to this dataset.",
                Place(str(directory)),
                "Wait until it is done, then try again.",
            )
        ) from error


def seal(building: Path) -> str:
    """Write the manifest of a finished version, and return the version's name.

    The name is made of the checksums of what was built: the same data, the same name.
    """
    graphs = []
    digest = hashlib.sha256()
    for kind in (GRAPHS, DERIVATIONS, VALIDATION):
        for path in sorted((building / kind).rglob("*.*")):
            body = path.read_bytes()
            sha256 = hashlib.sha256(body).hexdigest()
            digest.update(f"{path.relative_to(building).as_posix()} {sha256}\n".encode())
            if kind == GRAPHS:
                suffix = path.relative_to(building / GRAPHS).with_suffix("").as_posix()
                graphs.append(GraphEntry(str(KL_GRAPH[suffix]), body.count(b"\n"), sha256))
    version = digest.hexdigest()[:16]
    manifest = {"version": version, "graphs": [vars(entry) for entry in graphs]}
    write_json(building / MANIFEST, manifest)
    return version


def swap(building: Path, directory: Path, version: str) -> Path:
    """Make a finished version the current one; return its directory.

    The last one stays, for readers that have it open; older ones are removed.
    """
    target = directory / version
    last = (directory / CURRENT).resolve()
    if target.exists():  # the same data was built before: only what it came from may differ
        (building / INPUTS).replace(target / INPUTS)
    else:
        building.rename(target)
    link = directory / f"{BUILDING}-{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    link.replace(directory / CURRENT)
    for old in directory.iterdir():
        if (
            old.is_dir()
            and not old.is_symlink()
            and old.name != BUILDING
            and old not in (target, last)
        ):
            shutil.rmtree(old, ignore_errors=True)
    return target


def write_json(path: Path, value: object) -> None:
    """Write JSON in a fixed form: sorted keys, two spaces, UTF-8."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
