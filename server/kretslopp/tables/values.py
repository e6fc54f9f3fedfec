"""What a cell says: years, codes, marks and periods, each read or refused in words."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

EMPTY = ("", "-")
MARK = "X"

# 7, 1.1, K3, PHU.16.8, AP.1.1:2, FBS 2017:1, M 1.1
_CODE = re.compile(r"[A-Za-zÅÄÖåäö]{0,5}[. ]?\d+(?:[.:]\d+)*\Z")
_YEARS = re.compile(r"(\d{4})?\s*([-–])?\s*(\d{4})?\Z")
_QUANTITY = re.compile(r"([<>]?)\s*([-−]?\d+(?:[.,]\d+)?)\Z")
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
class Quantity:
    """A value of a goal: a plain number, a limit (``<434``, ``>481``) or words."""

    number: Decimal | None = None
    below: Decimal | None = None
    above: Decimal | None = None
    words: str = ""


def parse_quantity(text: str) -> Quantity | None:
    """Read a value: ``384``, ``165,2``, ``-25``, ``<434``, or what the document says in words.

    Returns None for an empty cell; a decimal comma or point is read alike.
    """
    if text in EMPTY:
        return None
    match = _QUANTITY.match(text)
    if not match:
        return Quantity(words=text)
    number = Decimal(match[2].replace(",", ".").replace("−", "-"))
    if match[1] == "<":
        return Quantity(below=number)
    return Quantity(above=number) if match[1] == ">" else Quantity(number=number)


def parse_date(text: str) -> date | None:
    """Read a day, ``2025-07-28`` (ISO 8601).

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date.") from None


def parse_year(text: str) -> int | None:
    """Read one year. Returns None for an empty cell; raises ValueError for anything else."""
    years = parse_years(text)
    if years and years.start != years.end:
        raise ValueError(f"“{text}” is not one year.")
    return years.start if years else None
