"""Which engine answers: a built dataset, an RDF file or a SPARQL endpoint."""

from pathlib import Path

from kretslopp import dataset
from kretslopp.engine.embedded import EmbeddedEngine, open_dataset, open_file
from kretslopp.engine.interface import Engine
from kretslopp.engine.remote import remote


def open_source(source: str | Path) -> Engine:
    """Return the engine over a path, or over an endpoint's address (``http://…/sparql``).

    Raises UnreadableInput for a path that is neither a dataset nor an RDF file.
    """
    if isinstance(source, str) and source.startswith(("http://", "https://")):
        return remote(source)
    return open_local(Path(source))


def open_local(path: Path, *further: Path) -> EmbeddedEngine:
    """Return the engine over a built dataset or RDF files, in this process.

    ``further`` are RDF files to read with ``path``, which is then one too. Raises
    UnreadableInput for a path that is neither dataset nor file.
    """
    if further or path.is_file():
        return open_file(path, *further)
    return open_dataset(dataset.current(path))
