"""Source documents and the tables that come of them.

``data/sources/manifest.csv`` says which programme a document is of. The tables
of such a programme are the document's extraction with the corrections applied;
they are made where they are missing, and compared where they are there.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kretslopp import tables
from kretslopp.curation import csv_lines
from kretslopp.errors import DataViolation, Fault, Place
from kretslopp.extraction import extract
from kretslopp.extraction.corrections import Correction, apply_corrections, read_corrections
from kretslopp.mapping.provenance import ManifestEntry
from kretslopp.tables import Table

_HEAD = [
    "fil", "kommun", "programperiod", "titel", "url", "hämtad", "sha256", "licens", "anmärkning",
]  # fmt: skip


@dataclass(frozen=True)
class ExtractedDocument:
    """A document of the manifest, and the corrections of its extraction."""

    document: ManifestEntry
    path: Path
    corrections_path: Path
    corrections: tuple[Correction, ...]

    @property
    def programme(self) -> str:
        """Return the name of the document's programme: ``borlange/2023-2026``."""
        return f"{self.document.municipality}/{self.document.period}"

    def tables(self) -> dict[str, Table]:
        """Return the document's tables with the corrections applied.

        Raises DataViolation for what the extraction can't place for sure and for
        corrections that don't fit.
        """
        extraction = extract(self.path)
        if extraction.faults:
            raise DataViolation(*extraction.faults)
        return apply_corrections(extraction.tables, self.corrections)


def read_manifest(data: Path) -> dict[str, ExtractedDocument]:
    """Read the manifest and the corrections; returns the sources by programme.

    Raises UnreadableInput, or DataViolation for a document that is not the one
    whose checksum the manifest has.
    """
    manifest = data / "sources" / "manifest.csv"
    if not manifest.is_file():
        return {}
    head, *lines = csv_lines(manifest)
    if head != _HEAD:
        raise DataViolation(
            Fault(
                "The head is not that of a manifest.",
                Place(str(manifest), row=1),
                f"It must be {','.join(_HEAD)}.",
            )
        )
    documents = [
        _source(data, dict(zip(head, line, strict=False)), Place(str(manifest), row=number))
        for number, line in enumerate(lines, start=2)
    ]
    return {source.programme: source for source in documents}


def _source(data: Path, cells: dict[str, str], place: Place) -> ExtractedDocument:
    path = data / "sources" / cells["fil"]
    checksum = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
    if checksum != cells["sha256"]:
        raise DataViolation(
            Fault(
                f"{path.name} is not the document of the manifest; its SHA-256 is {checksum}.",
                Place(place.file, row=place.row, column="sha256"),
                "Documents are kept as received: put the file back, or describe the new one.",
            )
        )
    corrections = (
        data / "curation" / "corrections" / cells["kommun"] / f"{cells['programperiod']}.csv"
    )
    return ExtractedDocument(
        ManifestEntry(
            file=cells["fil"],
            municipality=cells["kommun"],
            period=cells["programperiod"],
            title=cells["titel"],
            url=cells["url"],
            retrieved=date.fromisoformat(cells["hämtad"]) if cells["hämtad"] else None,
            sha256=checksum,
            licence=cells["licens"],
            remark=cells["anmärkning"],
        ),
        path,
        corrections,
        read_corrections(corrections) if corrections.is_file() else (),
    )


def make_missing_tables(data: Path, source: ExtractedDocument) -> tuple[Path, ...]:
    """Write the tables of a document's programme that are not there yet; return their files."""
    directory = data / "tables" / source.programme
    if all((directory / f"{name}.csv").is_file() for name in ("plan", "municipal")):
        return ()
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for name, table in source.tables().items():
        path = directory / f"{name}.csv"
        if not path.is_file():
            path.write_text(tables.to_csv(table), encoding="utf-8")
            made.append(path)
    return tuple(made)


def reworded(source: ExtractedDocument, stands: dict[str, Table]) -> Iterator[Fault]:
    """Yield the cells of a programme's tables that are in our own words, though we hold its own."""
    for table in stands.values():
        for row in table.rows:
            for column in tables.reworded_columns(row):
                yield Fault(
                    f"The cell {column} is said to be in our own words, but its document is here: "
                    f"{source.path.name}.",
                    table.place(row, "egna_ord"),
                    "Write the cell as it is printed, and remove its head here.",
                )


def differences(source: ExtractedDocument, stands: dict[str, Table]) -> Iterator[Fault]:
    """Yield where a programme's tables say other things than its document with corrections."""
    made = source.tables()
    for name in sorted(made.keys() | stands.keys()):
        if name not in made or name not in stands:
            where = "tables" if name in stands else "document"
            yield Fault(f"The table {name} is only in the {where} of {source.programme}.")
        else:
            yield from _table_differences(stands[name], made[name], source)


def _table_differences(stands: Table, made: Table, source: ExtractedDocument) -> Iterator[Fault]:
    rows = {row["nr"]: row for row in made.rows}
    advice = (
        f"Put the change into {source.corrections_path.name} under data/curation/corrections, "
        "or remove the table: build makes it again."
    )
    for row in stands.rows:
        other = rows.pop(row["nr"], None)
        if other is None:
            yield Fault("The document has no such row.", stands.place(row), advice)
            continue
        for column in dict.fromkeys((*stands.columns, *made.columns)):
            if row[column] != other[column]:
                yield Fault(
                    f"The table says “{row[column]}”, the document “{other[column]}”.",
                    stands.place(row, column),
                    advice,
                )
    for row in rows.values():
        yield Fault(f"Row {row['nr']} of the document is missing.", Place(stands.file), advice)
