"""A CSV file as people save it: any of Excel's separators and encodings → a sheet."""

import codecs
import csv
import io
from pathlib import Path

from kretslopp.characters import clean, folded
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.schema import CONTRACTS, Contract
from kretslopp.settings import FormLimits
from kretslopp.tables import contract_of
from kretslopp.workbooks.sheet import Sheet, SheetCell
from kretslopp.workbooks.text import head

_SEPARATORS = (",", ";", "\t")


def table_of(file: str) -> str:
    """Return the name of the table that a file holds: that of the file, or its last word.

    ``municipal.csv``; ``borlange-2023-2026-municipal.csv`` is what LibreOffice
    calls the sheet of a workbook whose sheets it saves.
    """
    name = folded(file.rpartition("/")[2].rpartition(".")[0])
    return name if name in CONTRACTS else name.rpartition("-")[2]


def read_csv(path: Path, limits: FormLimits) -> Sheet:
    """Read a table's CSV file: UTF-8, UTF-16 or cp1252, with ``,``, ``;`` or tabs between cells.

    Raises UnreadableInput for a file that is no such CSV or that is too large.
    """
    contract = CONTRACTS.get(table_of(path.name)) or contract_of(path)
    lines = _lines(_decode(path, limits), contract, path)
    _check_size(lines, path, limits)
    names = [head(name) for name in lines[0]] if lines else []
    while names and not names[-1]:
        names.pop()
    if not names:
        raise UnreadableInput(
            Fault("The file is empty.", Place(str(path)), "Its first row must be the head.")
        )
    rows = tuple(
        (number, tuple(SheetCell(text or None) for text in _trimmed(line)))
        for number, line in enumerate(lines[1:], start=2)
    )
    return Sheet(contract, str(path), None, tuple(names), rows)


def _decode(path: Path, limits: FormLimits) -> str:
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise UnreadableInput(
                Fault(f"The file has {size} bytes; at most {limits.max_bytes} are read.",
                      Place(str(path)))
            )  # fmt: skip
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror}.", Place(str(path)))
        ) from error
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableInput(Fault("The file is not text.", Place(str(path)), "Save it as CSV UTF-8."))


def _lines(text: str, contract: Contract, path: Path) -> list[list[str]]:
    """Return the cells of each row, cut at the separator that finds most of the table's heads."""
    first, _, rest = text.partition("\n")
    if first.casefold().startswith("sep="):  # Excel's own first line, which it doesn't show
        text = rest
    known = {column.name for column in contract.columns}
    best: tuple[int, list[list[str]]] = (-1, [])
    errors = []
    for separator in _SEPARATORS:
        try:
            lines = list(
                csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            )
        except csv.Error as error:
            errors.append(error)
            continue
        head_count = len(known & set(map(head, lines[0]))) if lines else 0
        if head_count > best[0]:
            best = (head_count, lines)
    if best[0] < 0:
        raise UnreadableInput(
            Fault(f"The file is not a CSV: {errors[0]}.", Place(str(path)), "Save it as CSV UTF-8.")
        )
    return best[1]


def _check_size(lines: list[list[str]], path: Path, limits: FormLimits) -> None:
    widest = max(map(len, lines), default=0)
    if len(lines) > limits.max_rows or widest > limits.max_columns:
        raise UnreadableInput(
            Fault(
                f"The file has {len(lines)} rows and {widest} columns; at most "
                f"{limits.max_rows} and {limits.max_columns} are read.",
                Place(str(path)),
            )
        )


def _trimmed(line: list[str]) -> list[str]:
    cells = [cell if clean(cell) else "" for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells
