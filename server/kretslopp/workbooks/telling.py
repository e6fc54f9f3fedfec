"""What is worth a look in a form's cells, though each may be so: told, and hinders nothing."""

import re
from collections.abc import Iterator

from kretslopp.errors import Fault
from kretslopp.tables import EMPTY, Row, Table
from kretslopp.workbooks.sheet import Sheet

PROSE = ("text", "name", "names")
_AREA = "målområde"
# What a spreadsheet may take for a formula when it opens a CSV file; not a number or a year.
_FORMULA = re.compile(r"[=@]|[+-](?![\d\s.,–-]*%?\Z)")
_DITTO = re.compile(r"[-–—]?\s*(?:[\"”“″„]|'{2}|’{2})\s*[-–—]?|d:o|dito|ditto|do\.|se ovan", re.I)


def is_ditto(text: str) -> bool:
    """Return whether a cell says nothing but that it is as the one above: ``-”-``, ``dito``."""
    return _DITTO.fullmatch(text) is not None


def told_of_cells(table: Table, sheet: Sheet) -> Iterator[Fault]:
    """Yield what begins like a formula, and goal areas that may be those of the row above."""
    names = [sheet.name_of(position) for position in range(sheet.width)]
    above: Row | None = None
    for row in table.rows:
        for name in table.columns:
            column = table.contract.column(name)
            if column and column.kind.name in PROSE and _FORMULA.match(row[name]):
                yield sheet.fault(
                    row.number,
                    names.index(name),
                    f"“{row[name]}” begins like a formula; it was kept as it is, as text.",
                    "A spreadsheet that opens it as CSV may run it: see data/README.md.",
                )
        if above and _AREA in table.columns and row[_AREA] in EMPTY and above[_AREA] not in EMPTY:
            yield sheet.fault(
                row.number,
                names.index(_AREA),
                f"The cell is empty below “{above[_AREA]}”; it was read as none.",
                "Where it is meant as above, write it in each row.",
            )
        above = row
