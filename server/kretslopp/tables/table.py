"""A table as it was read: rows of cells, and places to point at."""

from dataclasses import dataclass

from kretslopp.characters import folded
from kretslopp.errors import Place
from kretslopp.schema import Contract


@dataclass(frozen=True)
class Row:
    """One row of a table: its number in a spreadsheet, and its cells by column head."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of this column; ``""`` where the table lacks the column."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """A table as read: which contract it follows, its columns in order, its rows.

    ``file`` is the name to show in messages.
    """

    contract: Contract
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str

    def place(self, row: Row, column: str | None = None) -> Place:
        """Return the place of a row or cell."""
        return Place(file=self.file, row=row.number, column=column)


def uncertain_columns(row: Row) -> tuple[str, ...]:
    """Return the heads of the columns whose cells in this row are not certain."""
    return _heads(row["osäkra_kolumner"])


def reworded_columns(row: Row) -> tuple[str, ...]:
    """Return the heads of the columns whose cells in this row are in our own words."""
    return _heads(row["egna_ord"])


def is_partial(row: Row) -> bool | None:
    """Return whether a plan's tables hold only parts of its document; None where it is not said."""
    cell = folded(row["omfattning"])
    return cell == "delar" if cell else None


def _heads(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
