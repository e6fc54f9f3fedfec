"""Tables in files: CSV (RFC 4180), UTF-8."""

import csv
import io
from pathlib import Path

from kretslopp.characters import clean
from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.schema import CONTRACTS, Contract
from kretslopp.tables.check import check
from kretslopp.tables.kinds import kept
from kretslopp.tables.table import Row, Table


def read_table(path: Path) -> Table:
    """Read ``<table>.csv`` and check it against its contract.

    The file's stem says which table it is. Raises UnreadableInput for a file
    that is no such CSV, and DataViolation with every fault of its head and cells.
    """
    table = parse(_read_text(path), contract_of(path), str(path))
    faults = list(check(table))
    if faults:
        raise DataViolation(*faults)
    return table


def contract_of(path: Path) -> Contract:
    """Return the contract of the table that a file holds, by the file's stem.

    Raises UnreadableInput for a name that is no table.
    """
    contract = CONTRACTS.get(path.stem)
    if contract is None:
        raise UnreadableInput(
            Fault(
                f"“{path.stem}” is not the name of a table.",
                Place(str(path)),
                f"The tables are {', '.join(CONTRACTS)}.",
            )
        )
    return contract


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            Fault("The file is not UTF-8 text.", Place(str(path)), "Save it as CSV UTF-8.")
        ) from error
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror}.", Place(str(path)))
        ) from error


def parse(text: str, contract: Contract, file: str) -> Table:
    """Read the text of a CSV (RFC 4180) as a table of this contract; cells are not checked.

    Of each cell there is what ``kept`` keeps.

    Raises UnreadableInput for an empty text or a broken CSV.
    """
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableInput(
            Fault(f"The file is not a CSV: {error}.", Place(file), "Save it as CSV UTF-8.")
        ) from error
    if not lines or not any(lines[0]):
        raise UnreadableInput(
            Fault("The file is empty.", Place(file), "Its first row must be the head.")
        )
    head = tuple(map(clean, lines[0]))
    kinds = [column.kind if (column := contract.column(name)) else None for name in head]
    rows = tuple(
        Row(
            number,
            dict(zip(head, map(kept, kinds, line), strict=False)) | _surplus(head, line),
        )
        for number, line in enumerate(lines[1:], start=2)
        if any(map(clean, line))
    )
    return Table(contract, head, rows, file)


def _surplus(head: tuple[str, ...], line: list[str]) -> dict[str, str]:
    """Return the cells to the right of the head, under made-up heads, so that none is lost."""
    return {f"#{n}": cell for n, cell in enumerate(line[len(head) :], len(head) + 1) if clean(cell)}


def to_csv(table: Table) -> str:
    """Return a table as CSV text: the contract's order of columns, line feeds, no BOM.

    Where row numbers leave a gap there is an empty row, so that they stay as they are.
    """
    columns = [column.name for column in table.contract.columns if column.name in table.columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    expected = 2
    for row in table.rows:
        writer.writerows([""] * len(columns) for _ in range(expected, row.number))
        writer.writerow([row[column] for column in columns])
        expected = row.number + 1
    return out.getvalue()
