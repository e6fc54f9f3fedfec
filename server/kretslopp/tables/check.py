"""Every fault of a table's head and cells."""

import difflib
import re
from collections.abc import Iterator

from kretslopp.errors import Fault, Place
from kretslopp.tables.kinds import check_text
from kretslopp.tables.table import Row, Table, reworded_columns, uncertain_columns
from kretslopp.tables.values import EMPTY

_KOMMUN = re.compile(r"\s+kommun\Z", re.IGNORECASE)


def nearest(name: str, known: list[str]) -> str:
    """Return words that name the nearest known values, or nothing when none is near."""
    matches = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Nearest known: {', '.join(matches)}." if matches else ""


def nearest_municipality(name: str, known: list[str]) -> str:
    """Return words that name the nearest municipalities; that one is called “kommun” says nothing.

    ``known`` are names without that word.
    """
    return nearest(_KOMMUN.sub("", name.strip()), known)


def check(table: Table) -> Iterator[Fault]:
    """Yield every fault of a table's head and cells, from top to bottom."""
    yield from _check_head(table)
    seen: dict[str, int] = {}
    for row in table.rows:
        yield from _check_row(table, row)
        number = row["nr"]
        if number and number in seen and table.contract.name in ("regional", "municipal"):
            yield Fault(
                f"Action number {number} stands in row {seen[number]} already.",
                table.place(row, "nr"),
                "Give each action its own number.",
            )
        seen.setdefault(number, row.number)


def _check_head(table: Table) -> Iterator[Fault]:
    known = [column.name for column in table.contract.columns]
    for position, name in enumerate(table.columns):
        place = Place(table.file, row=1, column=name or f"#{position + 1}")
        if name not in known:
            yield Fault(
                f"“{name}” is not a column of {table.contract.name}.", place, nearest(name, known)
            )
        elif name in table.columns[:position]:
            yield Fault(f"The column “{name}” stands twice.", place, "Remove one of the two.")
    for column in table.contract.columns:
        if column.required and column.name not in table.columns:
            yield Fault(
                f"The column “{column.name}” is missing.",
                Place(table.file, row=1),
                f"It holds {column.kind.allowed}.",
            )


def _check_row(table: Table, row: Row) -> Iterator[Fault]:
    for name in row.cells:
        if name.startswith("#"):
            yield Fault(
                f"“{row[name]}” stands to the right of the last head.",
                table.place(row, name),
                "Give it a column of the contract, or remove it.",
            )
    for column in table.contract.columns:
        if column.name not in table.columns:
            continue
        text = row[column.name]
        try:
            check_text(column.kind, text)
        except ValueError as error:
            near = nearest(text, list(column.kind.values))
            yield Fault(
                str(error),
                table.place(row, column.name),
                f"{near} Allowed: {column.kind.allowed}.".strip(),
            )
        if column.required and text in EMPTY:
            yield Fault(
                "The cell is empty.",
                table.place(row, column.name),
                f"It holds {column.kind.allowed}.",
            )
    code = table.contract.code
    if code and row[code] in EMPTY and not row["nyckel"]:
        yield Fault(
            "The row has no number.",
            table.place(row, code),
            "Give its number as printed, or a key of its own in the column nyckel.",
        )
    for head, names in (
        ("osäkra_kolumner", uncertain_columns(row)),
        ("egna_ord", reworded_columns(row)),
    ):
        for name in names:
            if table.contract.column(name) is None:
                yield Fault(
                    f"“{name}” is not a column of {table.contract.name}.",
                    table.place(row, head),
                    nearest(name, list(table.columns)),
                )
