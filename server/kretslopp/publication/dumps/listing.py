"""The list of a version's dump files: ``dumps/dumps.json``, read back as it was written."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

from kretslopp.dataset import write_json
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.publication.release import Release

DUMPS = "dumps"
LISTING = "dumps.json"
CHECKSUMS = "SHA256SUMS"

WHOLE = "whole"
VOCABULARY = "vocabulary"

Compression = OneOf["gzip"]


@dataclass(frozen=True)
class DumpFile:
    """One file to download.

    ``path`` is below ``dumps/``; ``dataset`` is ``whole``, ``vocabulary`` or a
    municipality's slug; ``kind`` is ``ttl``, ``trig``, ``nq``, ``jsonld``, the
    name of a table (``actions``) or ``csvw`` (metadata of tables); ``media_type``
    is that of the content before any ``compression``; ``size`` is in bytes and
    ``sha256`` in hexadecimal, both of the file as it is.
    """

    path: str
    dataset: str
    kind: str
    media_type: str
    compression: Compression | None
    size: int
    sha256: str


def manifest(release: Release) -> tuple[DumpFile, ...]:
    """Return the dump files of a release, in order of their paths.

    Raises UnreadableInput for a release whose dumps have not been written.
    """
    return read_listing(release.directory / DUMPS)


def served(release: Release) -> tuple[DumpFile, ...]:
    """Return the dump files of a release, and the lists of them. Raises as ``manifest`` does."""
    directory = release.directory / DUMPS
    lists = ((LISTING, "application/json"), (CHECKSUMS, "text/plain"))
    return (
        *manifest(release),
        *(
            DumpFile(
                name,
                WHOLE,
                "list",
                media_type,
                None,
                (directory / name).stat().st_size,
                sha256(directory / name),
            )
            for name, media_type in lists
        ),
    )


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_listing(directory: Path) -> tuple[DumpFile, ...]:
    """Return the files that a directory of dumps holds, in order of their paths.

    Raises UnreadableInput for a directory without a list of them.
    """
    listed = tuple(_file(entry) for entry in _read(directory)["files"])
    return tuple(sorted(listed, key=lambda file: file.path))


def maker(directory: Path) -> str | None:
    """Return the name of the code that wrote a directory of dumps, None where there is none."""
    return str(_read(directory)["made_by"]) if (directory / LISTING).is_file() else None


def write(directory: Path, files: Iterable[DumpFile], made_by: str) -> None:
    """Write the list of dump files. Raises OSError when it can't be written."""
    entries = [asdict(file) for file in sorted(files, key=lambda file: file.path)]
    write_json(directory / LISTING, {"made_by": made_by, "files": entries})


def _file(entry: dict[str, Any]) -> DumpFile:
    return DumpFile(**entry)


def _read(directory: Path) -> dict[str, Any]:
    try:
        listing: dict[str, Any] = json.loads((directory / LISTING).read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(
            Fault(
                "This version of the dataset has no dumps.",
                Place(str(directory)),
                "Run “kretslopp build”: it writes them.",
            )
        ) from error
    return listing
