"""A workbook (XLSX) → sheets, with the true address of each cell. Only this module reads Excel."""

import math
import warnings
from datetime import date, time, timedelta
from pathlib import Path

from openpyxl.cell.cell import Cell as FoundCell
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kretslopp.characters import clean, folded
from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.schema import CONTRACTS, Contract
from kretslopp.settings import FormLimits
from kretslopp.tables import nearest
from kretslopp.workbooks import workbook_strings
from kretslopp.workbooks.sheet import HELP, LISTS, Sheet, SheetCell, letters
from kretslopp.workbooks.text import head, unescape
from kretslopp.workbooks.workbook_guard import check_workbook
from kretslopp.workbooks.workbook_looks import look_of, told_of

_Rows = dict[int, dict[int, SheetCell]]


def read_workbook(path: Path, limits: FormLimits) -> list[Sheet]:
    """Read the tables of a workbook; formulas by the value that Excel stored with them.

    Macros are not run, links to other files not followed, and of cells merged
    downwards each has the value. What formatting says is told (``Sheet.told``). Raises
    UnreadableInput for what is no workbook or too large, and DataViolation for a sheet
    that is no table.
    """
    check_workbook(path, limits)
    workbook = _open(path, values=False)
    worksheets = [sheet for sheet in workbook.worksheets if sheet.title not in (HELP, LISTS)]
    for worksheet in worksheets:
        _check_size(worksheet, path, limits)
    values = _open(path, values=True) if any(map(_has_formula, worksheets)) else workbook
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for worksheet in worksheets:
        contract = CONTRACTS.get(folded(worksheet.title))
        if contract is not None:
            sheets.append(_sheet(path, contract, worksheet, values[worksheet.title]))
        elif any(cell.value is not None for row in worksheet.iter_rows() for cell in row):
            faults.append(
                Fault(
                    f"“{worksheet.title}” is not the name of a table.",
                    Place(str(path), sheet=worksheet.title),
                    f"{nearest(worksheet.title, list(CONTRACTS))} "
                    f"The tables are {', '.join(CONTRACTS)}; remove or rename the sheet.".strip(),
                )
            )
    if faults:
        raise DataViolation(*faults)
    return sheets


def _open(path: Path, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it doesn't keep
            return workbook_strings.load(path, values=values)
    except Exception as error:  # openpyxl raises errors of any kind on a broken workbook
        raise UnreadableInput(
            Fault(
                f"The workbook can't be read: {error}.",
                Place(str(path)),
                "Open it in Excel and save it as an Excel workbook (.xlsx).",
            )
        ) from error


def _has_formula(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def _check_size(sheet: Worksheet, path: Path, limits: FormLimits) -> None:
    if sheet.max_row > limits.max_rows or sheet.max_column > limits.max_columns:
        raise UnreadableInput(
            Fault(
                f"The sheet goes on to row {sheet.max_row} and column {sheet.max_column}; "
                f"at most {limits.max_rows} rows and {limits.max_columns} columns are read.",
                Place(str(path), sheet=sheet.title),
                "Delete the rows below the last one and the columns to the right of the last "
                "head, also those that look empty.",
            )
        )


def _sheet(path: Path, contract: Contract, worksheet: Worksheet, shown: Worksheet) -> Sheet:
    cells: _Rows = {}
    told: list[Fault] = []
    for number, row in enumerate(worksheet.iter_rows(), start=1):
        for position, cell in enumerate(row):
            place = Place(str(path), sheet=worksheet.title, cell=f"{letters(position)}{number}")
            read = _cell(cell, shown, place, told)
            if read.value is not None or read.fault:
                cells.setdefault(number, {})[position] = read
    told += told_of(worksheet, path, {number: set(row) for number, row in cells.items()})
    heads = {n: head(str(cell.value)) for n, cell in cells.pop(1, {}).items()}
    width = max((n for n, name in heads.items() if name), default=-1) + 1
    names = tuple(heads.get(n, "") for n in range(width))
    for area in sorted(
        worksheet.merged_cells.ranges, key=lambda item: (item.min_row, item.min_col)
    ):
        _spread(cells, names, (area.min_row, area.min_col, area.max_row, area.max_col))
    rows = tuple((number, _in_order(cells[number])) for number in sorted(cells))
    return Sheet(contract, str(path), worksheet.title, names, rows, tuple(told))


def _in_order(row: dict[int, SheetCell]) -> tuple[SheetCell, ...]:
    return tuple(row.get(position, SheetCell(None)) for position in range(max(row) + 1))


def _cell(
    cell: FoundCell | MergedCell, shown: Worksheet, place: Place, told: list[Fault]
) -> SheetCell:
    """Return a cell as found; what is to be told of it goes to ``told``."""
    if isinstance(cell, MergedCell):
        return SheetCell(None)
    value = cell.value
    if cell.data_type == "f":
        value = shown.cell(cell.row, cell.column).value
        if value is None:
            return SheetCell(
                None,
                fault="The cell holds a formula whose value is not stored in the file.",
                advice="Open the workbook in Excel and save it, or write the value itself.",
            )
    if shown.cell(cell.row, cell.column).data_type == "e":
        return SheetCell(
            None, fault=f"The cell holds the error {value}.", advice="Write the value."
        )
    look = look_of(cell, value, place)
    told += look.told
    value = look.value
    if isinstance(value, float) and not math.isfinite(value):
        return SheetCell(None, fault="The cell holds a number that is too large.")
    if isinstance(value, str):
        value = unescape(value)
        return SheetCell(value) if clean(value) else SheetCell(None)
    if value is None or isinstance(value, int | float | date | time | timedelta):
        return SheetCell(value, cell.number_format)
    return SheetCell(str(value))


def _spread(cells: _Rows, names: tuple[str, ...], area: tuple[int, int, int, int]) -> None:
    """Give each row of merged cells the value that stands in the first of them."""
    first_row, first_column, last_row, last_column = area
    position = first_column - 1
    value = cells.get(first_row, {}).get(position)
    if first_row == 1 or value is None:
        return
    over = [name for name in names[position:last_column] if name]
    if len(over) > 1:
        value = SheetCell(
            None,
            fault=f"The cell is merged over the columns {', '.join(over)}.",
            advice="Unmerge it, and write each column's value into its own cell.",
        )
        cells[first_row][position] = value
        return
    for row in range(first_row, last_row + 1):
        cells.setdefault(row, {})[position] = value
