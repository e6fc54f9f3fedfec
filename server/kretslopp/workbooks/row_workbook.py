"""Rows as a workbook: what a spreadsheet opens without guessing at dates, codes and formulas."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from kretslopp import extras

_CREATED = datetime(2026, 1, 1)
_WIDEST = 60

Cell = str | int | float | None


def row_workbook(sheets: Mapping[str, Iterable[Iterable[Cell]]]) -> bytes:
    """Return an XLSX workbook with a sheet for each name; the first row of each is its head.

    A number is a number, a text is a text, whatever it looks like, and None is an empty cell.
    Raises MissingExtra where the extra ``tables`` is not installed.
    """
    with extras.needed("tables", "Writing a workbook"):
        import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Kretslopp", "created": _CREATED})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, place, value, None if number else bold)
                elif value is not None:
                    sheet.write_number(number, place, value)
        sheet.autofit(_WIDEST * 7)  # pixels
    book.close()
    return out.getvalue()
