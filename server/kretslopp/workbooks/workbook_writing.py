"""Tables → a workbook to fill in: a sheet each, lists to choose from, and a help sheet.

The same tables give the same bytes. Only this module writes Excel.
"""

import io
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from kretslopp import extras, words
from kretslopp.schema import Column
from kretslopp.tables import Table
from kretslopp.workbooks.lists import Lists
from kretslopp.workbooks.row_heights import adjustable, height
from kretslopp.workbooks.sheet import HELP, LISTS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The workbook says when it was made; nothing that is built may depend on the clock.
_CREATED = datetime(2023, 1, 1)
_LAST_ROW = 1_000  # drop-down lists reach down to here
_LONGEST_MESSAGE = 255
_NAMES, _OTHERS = 34, 12
_HELP_WIDTHS = (16, 20, 16, 80, 36)
_A4 = 9


def workbook(tables: dict[str, Table], lists: Lists) -> bytes:
    """Return an XLSX workbook with a sheet for each table, and Hjälp and Listor.

    Raises MissingExtra where the extra ``tables`` is not installed.
    """
    with extras.needed("tables", "Writing a workbook"):
        import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Kretslopp", "created": _CREATED})
    writer = _Writer(book, lists)
    writer.add_help(tables)
    for table in tables.values():
        writer.add_table(table)
    writer.add_lists()
    book.close()
    return adjustable(out.getvalue())


class _Writer:
    """Adds sheets to a workbook, all in one look."""

    def __init__(self, book: "Workbook", lists: Lists) -> None:
        self._book = book
        self._lists = {
            "kommuner": lists.municipalities,
            "regioner": lists.regions,
            "målområden": lists.goal_areas,
            "organisationer": lists.organisations,
        }
        # "@" is text: what is typed stays as it is typed.
        self._text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._head = book.add_format(
            {"num_format": "@", "bold": True, "bg_color": "#DCE9DC", "bottom": 1}
        )
        self._title = book.add_format({"bold": True, "font_size": 14})

    def add_table(self, table: Table) -> None:
        """Add the sheet of a table."""
        sheet = self._add_sheet(table.contract.name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        contract_columns = (table.contract.column(name) for name in table.columns)
        columns = [column for column in contract_columns if column is not None]
        for row in table.rows:
            cells = [(row[column.name], _width(column)) for column in columns]
            sheet.set_row(row.number - 1, height(cells))
        for position, column in enumerate(columns):
            sheet.set_column(position, position, _width(column), self._text)
            sheet.write_string(0, position, column.name, self._head)
            for row in table.rows:
                if row[column.name]:
                    sheet.write_string(row.number - 1, position, row[column.name], self._text)
            self._validate(sheet, position, column)

    def _validate(self, sheet: "Worksheet", position: int, column: Column) -> None:
        """Offer a list where there is one; say what the cell may hold when it is chosen."""
        example = words.text("workbook.example", "sv", example=column.example)
        options: dict[str, object] = {
            "validate": "any",
            "input_title": column.name,
            "input_message": f"{column.about['sv']} {example}"[:_LONGEST_MESSAGE],
        }
        if column.kind.values:
            choose = words.text("workbook.choose", "sv", values=", ".join(column.kind.values))
            options |= {
                "validate": "list",
                "source": list(column.kind.values),
                "error_title": column.name,
                "error_message": choose[:_LONGEST_MESSAGE],
            }
        elif self._suggestions(column):
            # Names that the list lacks may be right all the same: the import tells.
            options |= {
                "validate": "list",
                "source": self._suggestions(column),
                "show_error": False,
            }
        sheet.data_validation(1, position, _LAST_ROW - 1, position, options)

    def _suggestions(self, column: Column) -> str:
        """Return the range of the list that a column takes its names from, or nothing."""
        names = self._lists.get(column.choices or "")
        if not names:
            return ""
        letter = "ABCD"[list(self._lists).index(column.choices or "")]
        return f"={LISTS}!${letter}$2:${letter}${len(names) + 1}"

    def add_lists(self) -> None:
        """Add the sheet that the drop-down lists read; of it only the head is printed."""
        sheet = self._add_sheet(LISTS)
        sheet.freeze_panes(1, 0)
        sheet.print_area(0, 0, 0, len(self._lists) - 1)
        sheet.set_column(0, len(self._lists) - 1, _NAMES, self._text)
        for row, values in enumerate(zip_longest(*self._lists.values(), fillvalue=""), start=1):
            sheet.set_row(row, height((value, _NAMES) for value in values))
        for position, (name, values) in enumerate(self._lists.items()):
            sheet.write_string(0, position, name, self._head)
            for row, value in enumerate(values, start=1):
                sheet.write_string(row, position, value, self._text)

    def add_help(self, tables: dict[str, Table]) -> None:
        """Add the help sheet: how to fill in, then each table and its columns."""
        sheet = self._add_sheet(HELP)
        wrapped: Format = self._text
        for position, width in enumerate(_HELP_WIDTHS):
            sheet.set_column(position, position, width, wrapped)
        sheet.write_string(0, 0, words.text("workbook.title", "sv"), self._title)
        row = 1
        for paragraph in words.text("workbook.intro", "sv").split("\n"):
            sheet.merge_range(row, 0, row, 4, paragraph, wrapped)
            sheet.set_row(row, height([(paragraph, sum(_HELP_WIDTHS))]))
            row += 1
        row += 1
        for position, name in enumerate(words.text("workbook.heads", "sv").split("\n")):
            sheet.write_string(row, position, name, self._head)
        for table in tables.values():
            contract = table.contract
            row += 1
            sheet.write_string(row, 0, contract.name, self._head)
            sheet.merge_range(row, 1, row, 4, contract.about["sv"], self._head)
            for column in contract.columns:
                row += 1
                required = words.text("workbook.required", "sv") if column.required else ""
                cells = (contract.name, column.name, required, column.about["sv"], column.example)
                sheet.set_row(row, height(zip(cells, _HELP_WIDTHS, strict=True)))
                for position, text in enumerate(cells):
                    sheet.write_string(row, position, text, wrapped)

    def _add_sheet(self, name: str) -> "Worksheet":
        """Add a sheet that prints as wide as a page, with its name and page number below."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P (&N)")
        return sheet


def _width(column: Column) -> int:
    if column.kind.name == "names":
        return _NAMES
    return column.width or max(_OTHERS, len(column.name) + 3)
