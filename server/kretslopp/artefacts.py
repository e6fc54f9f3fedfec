"""Where the ontology, shapes, queries and data are: in a checkout or inside the wheel."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _is_checkout() -> bool:
    """Return whether the package runs from a checkout (also one installed as editable)."""
    return _PACKAGE.parent.name == "server" and (_CHECKOUT / "pyproject.toml").is_file()


def _root() -> Path:
    return _CHECKOUT if _is_checkout() else _PACKAGE / "share"


def ontology() -> Path:
    """Return the directory of the ontology."""
    return _root() / "ontology"


def shapes() -> Path:
    """Return the directory of the SHACL shapes."""
    return _root() / "shapes"


def queries() -> Path:
    """Return the directory of the named questions."""
    return _root() / "queries"


@cache
def digest() -> str:
    """Return a digest of all that answers depend on beside the data: program, queries and so on.

    It is another as soon as any of these files is, also between two versions.
    """
    checksum = hashlib.sha256()
    for root in (_PACKAGE, ontology(), shapes(), queries()):
        for path in sorted(_files(root)):
            checksum.update(f"{path.relative_to(root)}\n".encode())
            checksum.update(hashlib.sha256(path.read_bytes()).digest())
    return checksum.hexdigest()


def _files(directory: Path) -> Iterator[Path]:
    """Yield the files below a directory, without what Python and the wheel put there."""
    for path in directory.iterdir():
        if path.is_file():
            yield path
        elif path.name not in ("__pycache__", "share"):
            yield from _files(path)


def data() -> Path:
    """Return the default data directory: the checkout's, or the copy inside the wheel."""
    return _root() / "data"


def dataset() -> Path:
    """Return the default place of the built dataset, whatever the working directory is.

    ``build/dataset`` in a checkout; else ``kretslopp/dataset`` in the user's data
    directory (XDG Base Directory Specification, ``$XDG_DATA_HOME``).
    """
    if _is_checkout():
        return _CHECKOUT / "build" / "dataset"
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "kretslopp" / "dataset"
