"""Forms as people fill them in: workbooks that Excel has touched, and CSV files it has saved."""

from datetime import date, datetime
from pathlib import Path

import openpyxl

from kretslopp import artefacts, workbooks
from kretslopp.mapping import registers
from kretslopp.schema import CONTRACTS
from kretslopp.settings import FormLimits

LIMITS = FormLimits()
PLAN = {
    "kommun": "Borlänge",
    "region": "Dalarna",
    "titel": "Kretsloppsplan",
    "planperiod": "2023-2030",
    "programperiod": "2027-2030",
}
ACTION = {
    "nr": "1",
    "målområde": "Matsvinn",
    "åtgärder": "Mät matsvinnet i köken",
    "mål": "4,5",
    "år": "2027-2028",
    "ansvar": "Miljökontor",
}


def blank_workbook(path: Path) -> Path:
    """A new template's workbook for Borlänge 2027-2030."""
    known = registers.read_registers(artefacts.data())
    blank = workbooks.blank("Borlänge", "Dalarna", "2027-2030")
    path.write_bytes(
        workbooks.workbook(blank, workbooks.of_registers(known, "Borlänge", "Dalarna"))
    )
    return path


class Workbook:
    """A template's workbook, opened as a person opens it, with cells to write."""

    def __init__(self, path: Path) -> None:
        self.path = blank_workbook(path)
        self.book = openpyxl.load_workbook(path)
        self.put("plan", 2, **PLAN)

    def cell(self, table: str, row: int, column: str):
        """The cell of a table by row and head."""
        sheet = self.book[table]
        heads = [cell.value for cell in sheet[1]]
        return sheet.cell(row, heads.index(column) + 1)

    def put(self, table: str, row: int, **cells) -> "Workbook":
        """Write cells as Excel would store them."""
        for column, value in cells.items():
            cell = self.cell(table, row, column)
            cell.value = value
            if not isinstance(value, str):
                cell.number_format = (
                    "yyyy-mm-dd" if isinstance(value, date | datetime) else "General"
                )
        return self

    def save(self) -> Path:
        """Save, and return the file."""
        self.book.save(self.path)
        return self.path

    def read(self) -> workbooks.FilledForm:
        """Save, and read as the import does."""
        return workbooks.read_form((self.save(),), LIMITS)


def csv_form(directory: Path, encoding: str = "utf-8", separator: str = ",", **tables) -> Path:
    """Write tables, each a list of rows by head, as CSV files with all the contract's heads."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in {"plan": [PLAN], **tables}.items():
        heads = [column.name for column in CONTRACTS[name].columns]
        lines = [heads, *([row.get(head, "") for head in heads] for row in rows)]
        quoted = [
            separator.join(f'"{cell}"' if separator in cell else cell for cell in line)
            for line in lines
        ]
        text = "".join(f"{line}\r\n" for line in quoted)
        (directory / f"{name}.csv").write_bytes(text.encode(encoding))
    return directory


def read(path: Path) -> workbooks.FilledForm:
    """Read as the import does."""
    return workbooks.read_form((path,), LIMITS)
