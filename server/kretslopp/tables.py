"""The table contract: what is extracted and what a civil servant fills in.

One CSV a table, UTF-8, the first row is the head in Swedish lower case; rows
are counted as a spreadsheet shows them, so the first row of data is row 2. A
column that the document lacks is missing from its table ("not stated"); an
empty cell or ``-`` is a cell that was read and says nothing ("not marked").
"""

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.namespaces import DCTERMS, KL

EMPTY = ("", "-")
MARK = "X"

_CODE = re.compile(r"[A-ZÅÄÖ]{0,4}\.?\d+(?:\.\d+)*\Z")
_YEARS = re.compile(r"(\d{4})?\s*([-–])?\s*(\d{4})?\Z")
_PERIOD = re.compile(r"(\d{4})[-–](\d{4})\Z")


@dataclass(frozen=True)
class Years:
    """First and last year of something; None where the cell leaves it open."""

    start: int | None
    end: int | None


def parse_years(text: str) -> Years | None:
    """Read a cell of years: ``2024``, ``2023-2025``, ``-2025`` or ``2025-``.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    match = _YEARS.match(text)
    if not match or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise ValueError(f"“{text}” is not a year or a span of years.")
    start, dash, end = (int(match[1] or 0), match[2], int(match[3] or 0))
    if not dash:
        end = start
    if start and end and start > end:
        raise ValueError(f"“{text}” ends before it starts.")
    return Years(start or None, end or None)


def parse_codes(text: str) -> tuple[str, ...]:
    """Read a cell of numbers or codes: ``4,5`` → ``("4", "5")``.

    Returns an empty tuple for an empty cell. Raises ValueError for what is no
    code, and for a code that stands twice.
    """
    if text in EMPTY:
        return ()
    codes = tuple(part.strip() for part in text.split(","))
    for code in codes:
        if not _CODE.match(code):
            raise ValueError(f"“{code}” is not a number or code.")
    if len(set(codes)) < len(codes):
        raise ValueError(f"“{text}” holds one number twice.")
    return codes


def parse_mark(text: str) -> bool | None:
    """Read a mark: ``X`` → True, ``nej`` → False, empty → None.

    Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    if text.upper() == MARK:
        return True
    if text.lower() == "nej":
        return False
    raise ValueError(f"“{text}” is not a mark.")


def parse_period(text: str) -> Years | None:
    """Read a period of whole years: ``2023-2026``.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    match = _PERIOD.match(text)
    if not match or int(match[1]) > int(match[2]):
        raise ValueError(f"“{text}” is not a period of years.")
    return Years(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class Kind:
    """A kind of cell: what it may hold, in words, and the check of it."""

    name: str
    allowed: str
    parse: Callable[[str], object]


def _parse_code(text: str) -> str | None:
    codes = parse_codes(text)
    if len(codes) > 1:
        raise ValueError(f"“{text}” is more than one number.")
    return codes[0] if codes else None


def _one_of(*values: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in ("", *values):
            raise ValueError(f"“{text}” is not one of {', '.join(values)}.")
        return text

    return parse


TEXT = Kind("text", "any text", str)
NAMES = Kind("names", "names of organisations, several with “; ” between", str)
CODE = Kind("code", "one number or code, such as 7, 1.1 or PHU.16.8", _parse_code)
CODES = Kind(
    "codes", "numbers or codes with a comma between, such as 4,5, or - for none", parse_codes
)
YEARS = Kind("years", "a year or a span: 2024, 2023-2025, -2025 or 2025-", parse_years)
PERIOD = Kind("period", "a period of years, such as 2023-2026", parse_period)
A_MARK = Kind("mark", "X, nej or nothing", parse_mark)
TABLE_NAME = Kind("table", "regional or municipal", _one_of("regional", "municipal"))


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, what its cells may hold, and what they become in RDF.

    A ``required`` column must be there, and each of its cells filled in.
    """

    name: str
    kind: Kind
    label_en: str
    required: bool = False
    term: URIRef | None = None


@dataclass(frozen=True)
class Contract:
    """One table: its name and all the columns it may have, in their order."""

    name: str
    label_sv: str
    label_en: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column with this head, or None."""
        return next((column for column in self.columns if column.name == name), None)


_EVERYWHERE = (
    Column("nyckel", TEXT, "stable key of a row that has no number"),
    Column("källa", TEXT, "source"),
    Column("osäkra_kolumner", TEXT, "columns whose cells are not certain", term=KL.uncertainColumn),
    Column("anmärkning", TEXT, "remark"),
    Column("rader", TEXT, "lines of the document"),
)

PLAN = Contract(
    "plan",
    "Planen och åtgärdsprogrammet",
    "The plan and the action programme",
    (
        Column("kommun", TEXT, "municipality", required=True, term=KL.municipality),
        Column("region", TEXT, "waste region", term=KL.region),
        Column("titel", TEXT, "title", term=DCTERMS.title),
        Column("planperiod", PERIOD, "years of the plan", required=True),
        Column("programperiod", PERIOD, "years of the programme", required=True),
        Column("status", TEXT, "status", term=KL.planStatus),
        *_EVERYWHERE,
    ),
)
REGIONAL = Contract(
    "regional",
    "Regionala åtgärder",
    "Regional actions",
    (
        Column("nr", CODE, "number", required=True, term=DCTERMS.identifier),
        Column("målområde", TEXT, "goal area", term=KL.goalArea),
        Column("åtgärder", TEXT, "action", required=True, term=DCTERMS.title),
        Column("mål", CODES, "goals", term=KL.contributesTo),
        Column("år", YEARS, "years", term=KL.startYear),
        Column("ansvar_regionalt", NAMES, "lead", term=KL.lead),
        Column("medverkande", NAMES, "participants", term=KL.participant),
        Column("lagkrav", A_MARK, "required by law", term=KL.legallyRequired),
        *_EVERYWHERE,
    ),
)
MUNICIPAL = Contract(
    "municipal",
    "Kommunala åtgärder",
    "Municipal actions",
    (
        Column("nr", CODE, "number", required=True, term=DCTERMS.identifier),
        Column("målområde", TEXT, "goal area", term=KL.goalArea),
        Column("åtgärder", TEXT, "action", required=True, term=DCTERMS.title),
        Column("rekommenderas", A_MARK, "recommended for all", term=KL.recommendedForAll),
        Column("mål", CODES, "goals", term=KL.contributesTo),
        Column("regional_åtgärd", CODES, "preceding regional actions", term=KL.precededBy),
        Column("år", YEARS, "years", term=KL.startYear),
        Column("ansvar", NAMES, "responsible", term=KL.responsible),
        Column("medverkande", NAMES, "participants", term=KL.participant),
        Column("lagkrav", A_MARK, "required by law", term=KL.legallyRequired),
        *_EVERYWHERE,
    ),
)
FOOTNOTES = Contract(
    "footnotes",
    "Fotnoter",
    "Footnotes",
    (
        Column("nr", CODE, "number", required=True),
        Column("text", TEXT, "text", required=True),
        Column("tabell", TABLE_NAME, "table that the mark stands in"),
        Column("rad", TEXT, "row of that table that the mark stands in"),
        *_EVERYWHERE,
    ),
)

CONTRACTS = {contract.name: contract for contract in (PLAN, REGIONAL, MUNICIPAL, FOOTNOTES)}


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


def nearest(name: str, known: list[str]) -> str:
    """Return words that name the nearest known values, or nothing when none is near."""
    matches = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"Nearest known: {', '.join(matches)}." if matches else ""


def read(path: Path) -> Table:
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
    head = tuple(name.strip() for name in lines[0])
    rows = tuple(
        Row(
            number,
            dict(zip(head, (cell.strip() for cell in line), strict=False)) | _surplus(head, line),
        )
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    )
    return Table(contract, head, rows, file)


def _surplus(head: tuple[str, ...], line: list[str]) -> dict[str, str]:
    """Return the cells to the right of the head, under made-up heads, so that none is lost."""
    return {
        f"#{n}": cell for n, cell in enumerate(line[len(head) :], len(head) + 1) if cell.strip()
    }


def check(table: Table) -> Iterator[Fault]:
    """Yield every fault of a table's head and cells, from top to bottom."""
    yield from _check_head(table)
    seen: dict[str, int] = {}
    for row in table.rows:
        yield from _check_row(table, row)
        number = row["nr"]
        if number and number in seen and table.contract in (REGIONAL, MUNICIPAL):
            yield Fault(
                f"Action number {number} stands in row {seen[number]} already.",
                table.place(row, "nr"),
                "Give each action its own number.",
            )
        seen.setdefault(number, row.number)


def _check_head(table: Table) -> Iterator[Fault]:
    known = [column.name for column in table.contract.columns]
    for position, name in enumerate(table.columns):
        place = Place(table.file, row=1, column=name or f"#{position + 1}")
        if name not in known:
            yield Fault(
                f"“{name}” is not a column of {table.contract.name}.", place, nearest(name, known)
            )
        elif name in table.columns[:position]:
            yield Fault(f"The column “{name}” stands twice.", place, "Remove one of the two.")
    for column in table.contract.columns:
        if column.required and column.name not in table.columns:
            yield Fault(
                f"The column “{column.name}” is missing.",
                Place(table.file, row=1),
                f"It holds {column.kind.allowed}.",
            )


def _check_row(table: Table, row: Row) -> Iterator[Fault]:
    for name in row.cells:
        if name.startswith("#"):
            yield Fault(
                f"“{row[name]}” stands to the right of the last head.",
                table.place(row, name),
                "Give it a column of the contract, or remove it.",
            )
    for column in table.contract.columns:
        if column.name not in table.columns:
            continue
        text = row[column.name]
        try:
            column.kind.parse(text)
        except ValueError as error:
            yield Fault(
                str(error), table.place(row, column.name), f"Allowed: {column.kind.allowed}."
            )
        if column.required and text in EMPTY:
            yield Fault(
                "The cell is empty.",
                table.place(row, column.name),
                f"It holds {column.kind.allowed}.",
            )
    for name in uncertain_columns(row):
        if table.contract.column(name) is None:
            yield Fault(
                f"“{name}” is not a column of {table.contract.name}.",
                table.place(row, "osäkra_kolumner"),
                nearest(name, list(table.columns)),
            )


def uncertain_columns(row: Row) -> tuple[str, ...]:
    """Return the heads of the columns whose cells in this row are not certain."""
    return tuple(part.strip() for part in row["osäkra_kolumner"].split(";") if part.strip())


def to_csv(table: Table) -> str:
    """Return a table as CSV text: the contract's order of columns, line feeds, no BOM."""
    columns = [column.name for column in table.contract.columns if column.name in table.columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in table.rows)
    return out.getvalue()
