"""A cell as found → its text as the contract wants it, whatever the spreadsheet made of it."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kretslopp.characters import plain
from kretslopp.schema import Column
from kretslopp.tables import kept
from kretslopp.workbooks.sheet import SheetCell

# Kinds of cells that hold codes.
CODES = ("code", "codes", "code or key")
_YEARS = ("time", "year", "period")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?\Z")
_GROUPED = re.compile(r"[<>]? ?-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\Z")
_DECIMALS = re.compile(r"0\.(0+)(?!\d)")
# A spreadsheet counts days from here (its 1900 was a leap year); the number 2024 is a day of 1905.
_EPOCH = date(1899, 12, 30)
_YEAR_NUMBERS = range(1950, 2150)
_DAY_NUMBERS = range(36_526, 73_051)  # the days of 2000 to 2099
AS_TEXT = "Format the cell as text and write it again."


def text_of(cell: SheetCell, column: Column) -> str:
    """Return the text that a cell of this column holds.

    Raises ValueError, in words, where a spreadsheet has changed what was written
    so that it can't be told any more. A decimal number in a column of codes is
    returned as it is (``is_decimal``): what it stands for the other cells say.
    """
    value, kind = cell.value, column.kind.name
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return _of_number(value, kind, cell.number_format)
    if isinstance(value, time | timedelta):
        return _of_time(value, kind)
    if isinstance(value, date):
        return _of_day(value, kind)
    return _of_text(kept(column.kind, value), kind)


def is_decimal(cell: SheetCell, column: Column) -> bool:
    """Return whether a cell of codes holds a decimal number, such as the 4.5 made of ``4,5``."""
    return (
        column.kind.name in CODES and isinstance(cell.value, float) and not cell.value.is_integer()
    )


def decimals_shown(cell: SheetCell) -> int:
    """Return how many decimals the cell's number format fixes: 2 for ``0.00``, else 0."""
    match = _DECIMALS.search(cell.number_format)
    return len(match[1]) if match else 0


def digits(value: float) -> str:
    """Return a number as a spreadsheet shows it: 15 digits that count, no exponent, no ``.0``."""
    if isinstance(value, int):
        return str(value)
    number = Decimal(format(value, ".15g"))
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_number(value: float, kind: str, number_format: str) -> str:
    text = digits(value)
    if kind in CODES:
        return _of_code(text)
    if kind in _YEARS and value < 0:
        raise ValueError(
            f"The spreadsheet has made the number {text} of what was written: "
            f"“{text}” or “{text[1:]}-”?"
        )
    if kind == "quantity" and "%" in number_format:
        raise ValueError(
            f"The cell shows {digits(value * 100)} %, but holds {text.replace('.', ',')}."
        )
    return text.replace(".", ",")


def _of_code(text: str) -> str:
    """Return the text of a cell of codes, unless it is the number that stands for a day."""
    if text.isdecimal() and int(text) in _DAY_NUMBERS:
        day = _EPOCH + timedelta(days=int(text))
        raise ValueError(
            f"{text} is the number of the date {day}, which the spreadsheet has made of what "
            "was written."
        )
    return text


def _of_time(value: time | timedelta, kind: str) -> str:
    if kind != "text":
        raise ValueError(f"The spreadsheet has made the time {value} of what was written.")
    return str(value)


def _of_day(value: date, kind: str) -> str:
    day = value.date() if isinstance(value, datetime) else value
    if kind in _YEARS:
        return _year_of(day)
    if kind in (*CODES, "quantity", "mark"):
        raise ValueError(f"The spreadsheet has made the date {day} of what was written.")
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ")
    return day.isoformat()


def _year_of(day: date) -> str:
    """Return the year that a spreadsheet made this day of: 2024 → 1905-07-16, or 2024-01-01."""
    number = (day - _EPOCH).days
    if number in _YEAR_NUMBERS:
        return str(number)
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    raise ValueError(f"“{day}” is a day, not a year.")


def _of_text(text: str, kind: str) -> str:
    day = _day(text) if kind in (*CODES, *_YEARS, "quantity", "date") else None
    if day is not None:
        return _of_day(day, kind)
    if kind in CODES:
        return _of_code(text)
    if kind == "quantity" and _GROUPED.match(plain(text)):
        return text.replace(" ", "")
    return text


def _day(text: str) -> date | None:
    """Return the day that a text is, written as a spreadsheet writes it to CSV, or None."""
    match = _DAY.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
