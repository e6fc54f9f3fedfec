"""Which engine answers: a built dataset, an RDF file or a remote endpoint."""

from pathlib import Path

from kretslopp import engine
from kretslopp.engine import Engine


def open_engine(path: Path, endpoint: str | None = None) -> Engine:
    """Return the engine of ``--dataset`` and ``--endpoint``.

    Raises UnreadableInput for a path that is neither a dataset nor an RDF file,
    and WrongUse for what is not the address of an endpoint.
    """
    return engine.open_source(path) if endpoint is None else engine.remote(endpoint)
