"""What a cell says: years, codes, marks and periods, each read or refused in words."""

import re
from dataclasses import dataclass

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
