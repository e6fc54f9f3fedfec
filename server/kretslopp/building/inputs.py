"""What a unit was built from: the checksum of each file, so that only changes are built again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kretslopp import artefacts, ontology
from kretslopp.dataset import INPUTS

Inputs = dict[str, str]

_PACKAGE = Path(__file__).resolve().parent.parent
# The rooms that come after the build: what they do does not change what is built.
READERS = (
    "reading",
    "workbooks",
    "questions",
    "alignment",
    "comparison",
    "explanation",
    "changes",
    "publication",
    "web",
    "serving",
    "cli",
)


@dataclass(frozen=True)
class UnitEntry:
    """What a version says of one unit: its inputs, and the suffixes of its graphs."""

    inputs: Inputs
    graphs: tuple[str, ...]


def shared_inputs(data: Path, interpretations: tuple[Path, ...]) -> Inputs:
    """Return the inputs that every unit has: code, ontology, shapes, registers, shared links."""
    digests = {"the code of Kretslopp": _digest(_code_files(), _PACKAGE)}
    digests |= _files(ontology.files(artefacts.ontology()), artefacts.ontology(), "ontology")
    shapes = (path for kind in ("*.ttl", "*.rq") for path in artefacts.shapes().rglob(kind))
    digests |= _files(sorted(shapes), artefacts.shapes(), "shapes")
    registers = sorted((data / "curation" / "registers").glob("*.csv"))
    return digests | _files([*registers, *interpretations], data, "data")


def programme_inputs(data: Path, tables: Path, others: tuple[Path, ...]) -> Inputs:
    """Return the inputs of one programme beyond the context: its tables and ``others``."""
    files = [*sorted(tables.glob("*.csv")), *(path for path in others if path.is_file())]
    return _files(files, data, "data")


def _files(paths: Iterable[Path], root: Path, name: str) -> Inputs:
    return {
        f"{name}/{path.relative_to(root).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def _code_files() -> list[Path]:
    return sorted(
        path
        for kind in ("*.py", "schema/*.toml")
        for path in _PACKAGE.rglob(kind)
        if path.relative_to(_PACKAGE).parts[0] not in READERS
    )


def _digest(paths: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def why(now: Inputs, before: Inputs | None) -> str | None:
    """Return in words why a unit must be built again, or None when nothing changed."""
    if before is None:
        return "it was not built before"
    changes = [
        f"{name} {'is new' if name not in before else 'is gone' if name not in now else 'changed'}"
        for name in sorted(now.keys() | before.keys())
        if now.get(name) != before.get(name)
    ]
    if not changes:
        return None
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    return ", ".join(changes[:3]) + more


def read_units(version: Path | None) -> dict[str, UnitEntry]:
    """Return the units of a version by name; none when there is no version."""
    if version is None:
        return {}
    units = json.loads((version / INPUTS).read_text(encoding="utf-8"))
    return {name: UnitEntry(unit["inputs"], tuple(unit["graphs"])) for name, unit in units.items()}


def as_json(units: dict[str, UnitEntry]) -> dict[str, object]:
    """Return units in the form that ``read`` reads."""
    return {
        name: {"inputs": unit.inputs, "graphs": list(unit.graphs)} for name, unit in units.items()
    }
