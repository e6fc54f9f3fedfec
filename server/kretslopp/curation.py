"""What people add: rows of CSV files in ``data/curation/``, each with who, when and why."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kretslopp.characters import clean, damage
from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput

WHO, WHEN, WHY = "vem", "när", "varför"


@dataclass(frozen=True)
class CurationRow:
    """One row that someone added: its cells by column head, and where it stands."""

    cells: dict[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        """Return the cell of this column."""
        return self.cells[column]

    @property
    def who(self) -> str:
        """Return who added the row."""
        return self.cells[WHO]

    @property
    def when(self) -> date:
        """Return the day on which the row was added."""
        return date.fromisoformat(self.cells[WHEN])

    @property
    def why(self) -> str:
        """Return the reason for the row, in Swedish."""
        return self.cells[WHY]

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that may hold several, with ``;`` between."""
        return tuple(part.strip() for part in self[column].split(";") if part.strip())

    def fault(self, column: str, message: str, advice: str = "") -> Fault:
        """Return a fault of one cell of this row."""
        return Fault(message, Place(self.place.file, row=self.place.row, column=column), advice)


def read_rows(path: Path, columns: tuple[str, ...]) -> tuple[CurationRow, ...]:
    """Read a curation file with just these columns, then ``vem``, ``när`` and ``varför``.

    Raises UnreadableInput for a file that can't be read, and DataViolation with
    every fault of its head and of who, when and why.
    """
    head, *lines = csv_lines(path)
    expected = [*columns, WHO, WHEN, WHY]
    if head != expected:
        odd = [name for name in head if name not in expected]
        missing = [name for name in expected if name not in head]
        raise DataViolation(
            Fault(
                "The head is not that of this file; "
                f"missing: {', '.join(missing) or 'none'}, not known: {', '.join(odd) or 'none'}.",
                Place(str(path), row=1),
                f"It must be {','.join(expected)}.",
            )
        )
    rows = tuple(
        CurationRow(dict(zip(expected, line, strict=False)), Place(str(path), row=number))
        for number, line in enumerate(lines, start=2)
    )
    faults = [
        fault
        for row, line in zip(rows, lines, strict=True)
        for fault in _check(row, line, expected)
    ]
    if faults:
        raise DataViolation(*faults)
    return rows


def csv_lines(path: Path, delimiters: str = ",") -> list[list[str]]:
    """Return the rows of a CSV file (RFC 4180, UTF-8), cells stripped; the first is the head.

    Of several ``delimiters`` the one that the head has most of stands between
    cells (Excel writes ``;`` in Sweden). Raises UnreadableInput for a file that
    can't be read or is empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        delimiter = max(delimiters, key=text.partition("\n")[0].count)
        lines = [
            [clean(cell) for cell in line]
            for line in csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error}.", Place(str(path)), "Save it as CSV UTF-8.")
        ) from error
    if not lines:
        raise UnreadableInput(Fault("The file is empty.", Place(str(path))))
    return lines


def is_date(text: str) -> bool:
    """Return whether a text is a day written as ``2026-11-24`` (ISO 8601, extended)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check(row: CurationRow, line: list[str], expected: list[str]) -> list[Fault]:
    if len(line) != len(expected):
        return [
            Fault(
                f"The row has {len(line)} cells, not {len(expected)}.",
                row.place,
                "Put a cell that holds a comma between quotation marks.",
            )
        ]
    faults = [
        row.fault(column, "The cell is empty.", "Say who added the row, when and why.")
        for column in (WHO, WHEN, WHY)
        if not row[column]
    ]
    faults += [
        row.fault(column, harm, "Write it again.")
        for column in expected
        if (harm := damage(row[column]))
    ]
    if row[WHEN] and not is_date(row[WHEN]):
        faults.append(row.fault(WHEN, f"“{row[WHEN]}” is not a date.", "Write it as 2026-11-24."))
    return faults
