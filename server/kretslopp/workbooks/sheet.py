"""A table as a person's file holds it: cells as found, before they are read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kretslopp.errors import Fault, Place
from kretslopp.schema import Contract

# The sheets of a workbook that are no tables.
HELP = "Hjälp"
LISTS = "Listor"

# What a spreadsheet makes of what was written.
Value = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True)
class SheetCell:
    """A cell as found: its value, its number format, and a fault where it can't be read at all.

    Digits that are set above the line are superscripts in it.
    """

    value: Value
    number_format: str = ""
    fault: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table as found: its head, its rows by number; ``name`` is None where it is a CSV file.

    ``head`` is written as the contract writes heads (``text.head``). The cells of
    a row stand in the order of the columns; a row may be shorter than the head, or
    longer. ``told`` is what a reader of the file may see and the cells don't hold, or
    the other way round.
    """

    contract: Contract
    file: str
    name: str | None
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[SheetCell, ...]], ...]
    told: tuple[Fault, ...] = ()

    @property
    def width(self) -> int:
        """Return how many columns there are, those to the right of the last head included."""
        return max([len(self.head), *(len(cells) for _, cells in self.rows)])

    def name_of(self, position: int) -> str:
        """Return the head of a column, or a made-up one where it has none: ``#5``."""
        head = self.head[position] if position < len(self.head) else ""
        return head or f"#{position + 1}"

    def place(self, row: int, position: int) -> Place:
        """Return the place of a cell; ``position`` counts columns from 0."""
        cell = f"{letters(position)}{row}" if self.name is not None else None
        return Place(self.file, row=row, column=self.name_of(position), sheet=self.name, cell=cell)

    def fault(self, row: int, position: int, message: str, advice: str = "") -> Fault:
        """Return a fault of one cell."""
        return Fault(message, self.place(row, position), advice)


def letters(position: int) -> str:
    """Return the letters of a column as a spreadsheet shows them: 0 → ``A``, 26 → ``AA``."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
