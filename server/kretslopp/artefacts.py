"""Where the ontology, shapes, queries and data are: in a checkout or inside the wheel."""

import os
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
