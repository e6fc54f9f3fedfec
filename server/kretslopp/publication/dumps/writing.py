"""Writing the dumps of a built version: all of them, or none."""

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kretslopp import __version__
from kretslopp.engine import DUMP_FORMATS, Graphs, open_dataset, write_dump
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.publication.dumps import graphs, listing, tables
from kretslopp.publication.dumps.contents import municipalities
from kretslopp.publication.dumps.listing import DumpFile

Tell = Callable[[str], None]

WHOLE_NAME = "kretslopp"  # of the files of the whole dataset
_LEVEL = 9  # of gzip; the files are read far more often than written
_CSVW = "application/csvm+json"


def ensure(version: Path, tell: Tell) -> None:
    """Write the dumps of a version unless this code has written them already.

    ``tell`` gets a line when it writes. Raises UnreadableInput when the directory
    can't be written, and EngineFailure when the store can't answer.
    """
    if not are_current(version):
        files = write(version)
        size = sum(file.size for file in files)
        tell(f"dumps       {len(files)} files, {size / 1e6:.1f} MB")


def are_current(version: Path) -> bool:
    """Return whether the dumps of a version are there as this code writes them."""
    return listing.maker(version / listing.DUMPS) == _this_code()


def write(version: Path) -> tuple[DumpFile, ...]:
    """Write the dumps of a version of the dataset, and return their files.

    They take their place under ``dumps/`` at once, when all of them are there.
    Raises UnreadableInput and EngineFailure as ``ensure`` does.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{listing.DUMPS}-", dir=version) as home:
            beside = Path(home) / listing.DUMPS
            beside.mkdir()
            files = tuple(_write_all(version, beside))
            listing.write(beside, files, _this_code())
            _write_checksums(beside)
            _take_place(beside, version / listing.DUMPS)
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The dumps can't be written: {error.strerror}.", Place(str(version)))
        ) from error
    return files


def _take_place(beside: Path, target: Path) -> None:
    """Put a directory in its place; what was there goes with the temporary directory."""
    if target.exists():
        target.rename(beside.with_name("old"))
    beside.rename(target)


def _write_all(version: Path, target: Path) -> Iterator[DumpFile]:
    engine = open_dataset(version)
    triples = graphs.read_graphs(version)
    rows = tables.read_rows(engine)
    vocabulary = {name: triples[name] for name in (graphs.VOCABULARY_GRAPH,) if name in triples}
    yield from _write_rdf(triples, target, WHOLE_NAME, listing.WHOLE)
    yield from _write_tables(rows, target, WHOLE_NAME, listing.WHOLE)
    yield from _write_rdf(vocabulary, target, listing.VOCABULARY, listing.VOCABULARY)
    those = municipalities(engine)
    of_one = {str(graph) for item in those.values() for graph in item.graphs}
    around = graphs.SharedGraphs(triples, triples.keys() - of_one - vocabulary.keys())
    for slug, item in those.items():
        own = {str(graph): triples[str(graph)] for graph in item.graphs}
        yield from _write_rdf(around.standing_alone(own), target, slug, slug)
        yield from _write_tables(tables.of_municipality(rows, slug), target, slug, slug)


def _write_rdf(graphs_of: Graphs, target: Path, name: str, dataset: str) -> Iterator[DumpFile]:
    for item in DUMP_FORMATS:
        path = target / f"{name}.{item.name}"
        write_dump(graphs_of, path, item)
        yield _file(path, target, dataset, item.name, item.media_type)
        packed = path.with_name(f"{path.name}.gz")
        _pack(path, packed)
        yield _file(packed, target, dataset, item.name, item.media_type, packed=True)


def _pack(path: Path, packed: Path) -> None:
    """Compress a file; name and time of it are left out, so that the bytes are the same."""
    with (
        path.open("rb") as source,
        packed.open("wb") as raw,
        gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as target,
    ):
        shutil.copyfileobj(source, target)


def _write_tables(rows: tables.Rows, target: Path, name: str, dataset: str) -> Iterator[DumpFile]:
    folder = target / name
    folder.mkdir()
    there = [table for table in tables.descriptors().values() if rows[table.name]]
    for table in there:
        path = folder / f"{table.name}.csv"
        path.write_bytes(tables.to_csv(table, rows[table.name]))
        yield _file(path, target, dataset, table.name, "text/csv")
        about = path.with_name(f"{path.name}-metadata.json")
        about.write_bytes(tables.table_metadata(table))
        yield _file(about, target, dataset, "csvw", _CSVW)
    about = folder / tables.METADATA
    about.write_bytes(tables.folder_metadata(there))
    yield _file(about, target, dataset, "csvw", _CSVW)


def _file(
    path: Path, root: Path, dataset: str, kind: str, media_type: str, *, packed: bool = False
) -> DumpFile:
    return DumpFile(
        path.relative_to(root).as_posix(),
        dataset,
        kind,
        media_type,
        "gzip" if packed else None,
        path.stat().st_size,
        listing.sha256(path),
    )


def _write_checksums(directory: Path) -> None:
    """Write the checksum of every file, as ``sha256sum --check`` reads them."""
    paths = sorted(path for path in directory.rglob("*") if path.is_file())
    lines = [
        f"{listing.sha256(path)}  {path.relative_to(directory).as_posix()}\n" for path in paths
    ]
    (directory / listing.CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _this_code() -> str:
    """Return the name of the code that writes dumps: another code, other dumps."""
    digest = hashlib.sha256(__version__.encode())
    home = Path(__file__).parent
    for path in sorted(item for kind in ("*.py", "*.toml") for item in home.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
