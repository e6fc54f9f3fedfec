"""A form: the tables of a filled template, and where each cell stands in the person's file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kretslopp.characters import clean, with_marks, without_raised
from kretslopp.errors import Fault, Place
from kretslopp.schema import CONTRACTS, Column
from kretslopp.tables import EMPTY, Row, Table, check
from kretslopp.workbooks import codes
from kretslopp.workbooks.cells import AS_TEXT, CODES, decimals_shown, digits, is_decimal, text_of
from kretslopp.workbooks.codes import CodeEvidence
from kretslopp.workbooks.keys import with_keys
from kretslopp.workbooks.sheet import Sheet, SheetCell
from kretslopp.workbooks.telling import PROSE, is_ditto, told_of_cells

# The cells of the plan that a new template has filled in already.
GIVEN = ("kommun", "region", "programperiod")


@dataclass(frozen=True)
class FilledForm:
    """A form that was read: its tables that have rows, all its sheets, and every fault of them.

    ``source`` is the name of the file or directory. ``told`` is what was left out or
    is worth a look: formatting that says something, and cells that may mean another
    thing. ``marks`` are the raised digits that were taken out of cells: table, row
    and digits.
    """

    source: str
    tables: dict[str, Table]
    sheets: dict[str, Sheet]
    faults: tuple[Fault, ...]
    told: tuple[Fault, ...] = ()
    marks: frozenset[tuple[str, int, str]] = frozenset()

    @property
    def is_filled(self) -> bool:
        """Return whether a person has written anything into it."""
        if any(name != "plan" for name in self.tables):
            return True
        plan = self.tables.get("plan")
        return plan is not None and any(
            value not in EMPTY and column not in GIVEN
            for row in plan.rows
            for column, value in row.cells.items()
        )

    def locate(self, place: Place) -> Place:
        """Return a place of one of the tables as a place in the person's file."""
        name = (place.file or "").rpartition("/")[2].removesuffix(".csv")
        sheet = self.sheets.get(name)
        if sheet is None:
            return place
        names = [sheet.name_of(position) for position in range(sheet.width)]
        if place.row is None or place.column not in names:
            return replace(place, file=sheet.file, sheet=sheet.name)
        return sheet.place(place.row, names.index(place.column))

    def empty_columns(self) -> Iterator[tuple[str, str]]:
        """Yield table and head of each column of the document that no row fills in.

        They say that the document has the column, and marks nothing in it.
        """
        for name, table in self.tables.items():
            for column in table.columns if table.contract.printed else ():
                if not any(row[column] for row in table.rows):
                    yield name, column


def form_of(source: str, sheets: list[Sheet]) -> FilledForm:
    """Read the cells of sheets as tables; ``source`` is the name of the file or directory.

    Nothing is raised for a cell that can't be read: it is a fault of the form,
    beside those of the contract.
    """
    reader = _Reader(sheets)
    tables = [with_keys(reader.table(sheet)) for sheet in reader.sheets]
    form = FilledForm(
        source,
        {table.contract.name: _kept(table) for table in tables if table.rows},
        {sheet.contract.name: sheet for sheet in reader.sheets},
        tuple(reader.faults),
        (
            *(fault for sheet in reader.sheets for fault in sheet.told),
            *reader.told,
            *(
                fault
                for sheet, table in zip(reader.sheets, tables, strict=True)
                for fault in told_of_cells(table, sheet)
            ),
        ),
        frozenset(reader.marks),
    )
    told = {fault.place for fault in form.faults}
    faults = [
        replace(fault, place=form.locate(fault.place))
        for table in tables
        if table.rows
        for fault in check(table)
    ]
    return replace(
        form, faults=(*form.faults, *(fault for fault in faults if fault.place not in told))
    )


def _kept(table: Table) -> Table:
    """Return a table without the empty columns that say nothing of the document."""
    columns = tuple(
        name
        for name in table.columns
        if table.contract.empty_says(name) or any(row[name] for row in table.rows)
    )
    rows = tuple(
        Row(row.number, {name: row[name] for name in columns} | _surplus(row)) for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _surplus(row: Row) -> dict[str, str]:
    return {name: value for name, value in row.cells.items() if name.startswith("#")}


class _Reader:
    """Reads sheets in the contract's order, so that codes are defined before they are named."""

    def __init__(self, sheets: list[Sheet]) -> None:
        order = list(CONTRACTS)
        self.sheets = sorted(sheets, key=lambda sheet: order.index(sheet.contract.name))
        self.faults: list[Fault] = []
        self.told: list[Fault] = []
        self.marks: list[tuple[str, int, str]] = []
        self._defined: dict[tuple[str, str], frozenset[str]] = {}
        self._named = self._all_named()

    def table(self, sheet: Sheet) -> Table:
        """Return a sheet as a table, its columns in the order of the contract."""
        cells: dict[int, dict[str, str]] = {number: {} for number, _ in sheet.rows}
        positions = sorted(range(sheet.width), key=lambda position: _order(sheet, position))
        for position in positions:
            name = sheet.name_of(position)
            column = sheet.contract.column(name)
            for number, sheet_row in sheet.rows:
                cell = sheet_row[position] if position < len(sheet_row) else SheetCell(None)
                text = self._text(sheet, number, position, cell, column)
                if text or not name.startswith("#"):
                    cells[number][name] = text
            if column is not None:
                self._define(sheet, column, (row[name] for row in cells.values()))
        columns = tuple(sheet.head[n] for n in positions if n < len(sheet.head) and sheet.head[n])
        rows = tuple(Row(number, texts) for number, texts in cells.items() if any(texts.values()))
        return Table(sheet.contract, columns, rows, f"{sheet.contract.name}.csv")

    def _text(
        self, sheet: Sheet, row: int, position: int, cell: SheetCell, column: Column | None
    ) -> str:
        if cell.fault:
            self.faults.append(sheet.fault(row, position, cell.fault, cell.advice))
            return ""
        if column is None:
            return "" if cell.value is None else clean(str(cell.value))
        try:
            if is_decimal(cell, column):
                return self._codes(sheet, cell, column)
            text = text_of(cell, column)
        except ValueError as error:
            advice = f"{AS_TEXT} Allowed: {column.kind.allowed}."
            self.faults.append(sheet.fault(row, position, str(error), advice))
            return ""
        if is_ditto(text):
            self.faults.append(
                sheet.fault(row, position, f"“{text}” stands for what is above.", "Write that.")
            )
            return ""
        return self._without_mark(sheet, row, position, text, column)

    def _without_mark(
        self, sheet: Sheet, row: int, position: int, text: str, column: Column
    ) -> str:
        """Return the text of a cell; the mark of a footnote stays with words, and with no code."""
        if column.kind.name in PROSE:
            return with_marks(text)
        bare, marks = without_raised(text)
        for mark in marks:
            self.marks.append((sheet.contract.name, row, mark))
            self.told.append(
                sheet.fault(
                    row,
                    position,
                    f"The raised {mark} after “{bare}” was read as the mark of a footnote and "
                    "left out of the cell.",
                    "Give the footnote and this row in the table footnotes.",
                )
            )
        return bare

    def _codes(self, sheet: Sheet, cell: SheetCell, column: Column) -> str:
        assert isinstance(cell.value, float)  # is_decimal has seen to it
        family = _family(sheet, column)
        evidence = CodeEvidence(
            self._defined.get(family, frozenset()), self._named.get(family, frozenset())
        )
        several = column.kind.name == "codes"
        return codes.from_number(
            digits(cell.value), evidence, several=several, decimals=decimals_shown(cell)
        )

    def _define(self, sheet: Sheet, column: Column, texts: Iterator[str]) -> None:
        if column.codes_of == (sheet.contract.name, column.name):
            defined = frozenset(code for text in texts for code in codes.codes_in(text))
            self._defined[(sheet.contract.name, column.name)] = defined

    def _all_named(self) -> dict[tuple[str, str], frozenset[str]]:
        """Return the codes that cells name, those that a spreadsheet has not changed."""
        named: dict[tuple[str, str], set[str]] = {}
        for sheet in self.sheets:
            for position, name in enumerate(sheet.head):
                column = sheet.contract.column(name)
                if column is None or column.kind.name not in CODES:
                    continue
                for _, row in sheet.rows:
                    cell = row[position] if position < len(row) else SheetCell(None)
                    if column.kind.name != "codes" or not is_decimal(cell, column):
                        named.setdefault(_family(sheet, column), set()).update(
                            _certain_codes(cell, column)
                        )
        return {family: frozenset(named_codes) for family, named_codes in named.items()}


def _certain_codes(cell: SheetCell, column: Column) -> frozenset[str]:
    try:
        return codes.codes_in(text_of(cell, column))
    except ValueError:
        return frozenset()


def _family(sheet: Sheet, column: Column) -> tuple[str, str]:
    """Return the table and head of the column that defines the codes of a column."""
    return column.codes_of or (sheet.contract.name, column.name)


def _order(sheet: Sheet, position: int) -> tuple[int, int]:
    """Return where a column stands in the contract; one that it has not comes last."""
    names = [column.name for column in sheet.contract.columns]
    name = sheet.name_of(position)
    return (names.index(name) if name in names else len(names), position)
