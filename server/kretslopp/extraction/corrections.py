"""Corrections: what a person changes in an extracted table, each with who, when and why.

A file of corrections is a CSV (RFC 4180, UTF-8) with the head ``tabell, nr,
kolumn, från, till, vem, när, varför``. It says what a cell holds and what it
shall hold; where the cell says something else, the correction no longer fits
and is a fault. ``nr`` finds the row (empty for ``plan``, which has one row).
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kretslopp import curation
from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table, nearest

COLUMNS = ("tabell", "nr", "kolumn", "från", "till", "vem", "när", "varför")


@dataclass(frozen=True)
class Correction:
    """One change of one cell: where, from what, to what, and who, when (ISO 8601), why."""

    table: str
    number: str
    column: str
    old: str
    new: str
    who: str
    when: datetime.date
    why: str
    place: Place


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections.

    Raises UnreadableInput for a file that is no such CSV, and DataViolation
    with every fault of its rows (an unknown table or column, no who, when or why).
    """
    head, *lines = curation.csv_lines(path)
    if tuple(head) != COLUMNS:
        raise UnreadableInput(
            Fault(
                "The head is not that of a file of corrections.",
                Place(str(path), row=1),
                f"Expected: {','.join(COLUMNS)}",
            )
        )
    corrections: list[Correction] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=2):
        if not any(line):
            continue
        place = Place(str(path), row=number)
        row_faults = list(_check(line, place))
        faults += row_faults
        if not row_faults:
            corrections.append(_correction(line, place))
    if faults:
        raise DataViolation(*faults)
    return tuple(corrections)


def _check(line: list[str], place: Place) -> Iterator[Fault]:
    if len(line) != len(COLUMNS):
        message = f"The row has {len(line)} cells instead of {len(COLUMNS)}."
        yield Fault(message, place, "Put cells with a comma in them in quotation marks.")
        return
    cells = dict(zip(COLUMNS, line, strict=True))
    contract = CONTRACTS.get(cells["tabell"])
    if contract is None:
        message = f"“{cells['tabell']}” is not a table."
        advice = f"The tables are {', '.join(CONTRACTS)}."
        yield Fault(message, replace(place, column="tabell"), advice)
    elif contract.column(cells["kolumn"]) is None:
        message = f"“{cells['kolumn']}” is not a column of {contract.name}."
        known = [column.name for column in contract.columns]
        yield Fault(message, replace(place, column="kolumn"), nearest(cells["kolumn"], known))
    if cells["från"] == cells["till"]:
        message = "The correction changes nothing: från and till are the same."
        yield Fault(message, replace(place, column="till"), "Remove the row or mend it.")
    for column in ("vem", "varför"):
        if not cells[column]:
            yield Fault("The cell is empty.", replace(place, column=column), "Say who and why.")
    if not curation.is_date(cells["när"]):
        message = f"“{cells['när']}” is not a date."
        yield Fault(message, replace(place, column="när"), "Write it as 2026-11-24.")


def _correction(line: list[str], place: Place) -> Correction:
    table, number, column, old, new, who, when, why = line
    return Correction(
        table, number, column, old, new, who, datetime.date.fromisoformat(when), why, place
    )


def apply_corrections(
    tables: Mapping[str, Table], corrections: tuple[Correction, ...]
) -> dict[str, Table]:
    """Return the tables with the corrections made, one after the other.

    A correction may fill a cell of a column that the table lacked; the column
    is then added in the contract's order. Raises DataViolation with every
    correction whose row is not there, or whose cell doesn't say ``från``.
    """
    corrected = dict(tables)
    faults: list[Fault] = []
    for correction in corrections:
        table = corrected.get(correction.table)
        fault = _misfit(table, correction)
        if fault is not None:
            faults.append(fault)
        elif table is not None:
            corrected[correction.table] = _corrected(table, correction)
    if faults:
        raise DataViolation(*faults)
    return corrected


def _rows(table: Table, correction: Correction) -> list[Row]:
    return [row for row in table.rows if row["nr"] == correction.number]


def _misfit(table: Table | None, correction: Correction) -> Fault | None:
    """Return why the correction can't be made, or None."""
    place = correction.place
    if table is None:
        message = f"The document has no table {correction.table}."
        return Fault(message, replace(place, column="tabell"), "Remove the correction.")
    rows = _rows(table, correction)
    if len(rows) != 1:
        message = f"{len(rows)} rows of {correction.table} have the number “{correction.number}”."
        return Fault(message, replace(place, column="nr"), "Name a number that one row has.")
    cell = rows[0][correction.column]
    if cell != correction.old:
        where = f"{correction.table} {correction.number}".strip()
        return Fault(
            f"The correction is for “{correction.old}”, but {correction.column} of {where} "
            f"says “{cell}”.",
            replace(place, column="från"),
            "Compare it with the document, and mend or remove the correction.",
        )
    return None


def _corrected(table: Table, correction: Correction) -> Table:
    target = _rows(table, correction)[0]
    rows = tuple(
        Row(row.number, {**row.cells, correction.column: correction.new}) if row is target else row
        for row in table.rows
    )
    wanted = {*table.columns, correction.column}
    columns = tuple(c.name for c in table.contract.columns if c.name in wanted)
    return replace(table, columns=columns, rows=rows)
