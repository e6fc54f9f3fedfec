"""What a cell says: years, codes, marks and periods, each read or refused in words."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kretslopp.characters import plain

EMPTY = ("", "-")
MARK = "X"
STAR = "*"

# 7, 1A, 1.1, K3, PHU.16.8, AP.1.1:2, FBS 2017:1, M 1.1
_CODE = re.compile(
    r"[A-Za-zÅÄÖåäö]{0,5}[. ]?\d+[A-Za-zÅÄÖåäö]?(?:[.:]\d+[A-Za-zÅÄÖåäö]?)*\Z", re.ASCII
)
# What documents print beside a number: a full stop after it, a remark in parentheses.
_BESIDE_CODE = re.compile(r"\.?\s*(?:\([^()]*\))?\Z")
_YEARS = re.compile(r"([1-9]\d{3})?\s*(-)?\s*([1-9]\d{3})?\Z", re.ASCII)
_NUMBER = r"-?\s?\d+(?: \d{3})*(?:[.,]\d+)?"
_QUANTITY = re.compile(
    rf"(?P<sign>[<>≤≥]|minst|lägst|högst|max(?:imalt|\.)?|ca\.?|cirka|c:a|omkring|ungefär)?\s*"
    rf"(?P<number>{_NUMBER})(?P<rest>\s?%|\s?procent|\s?st\.?|\s+av\s+\d+)?\Z",
    re.IGNORECASE,
)
_AT_MOST = ("<", "≤", "högst", "max", "max.", "maximalt")
_AT_LEAST = (">", "≥", "minst", "lägst")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LINES = re.compile(r"(\d+)(?:-(\d+))?\Z")
_LONGEST_KEY = 100
_PERIOD = re.compile(r"([1-9]\d{3})?-([1-9]\d{3})?\Z", re.ASCII)


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
    match = _YEARS.match(plain(text))
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
    codes = tuple(part.strip() for part in plain(text).split(","))
    for code in codes:
        if not _CODE.match(code):
            raise ValueError(f"“{code}” is not a number or code.")
    if len(set(codes)) < len(codes):
        raise ValueError(f"“{text}” holds one number twice.")
    return codes


def parse_code(text: str) -> str | None:
    """Read the number of a goal or an action as printed: ``K 1.`` → ``K 1``.

    A full stop after it and a remark in parentheses are no part of it. Returns None for an
    empty cell. Raises ValueError for what is no code.
    """
    if text in EMPTY:
        return None
    code = _BESIDE_CODE.sub("", plain(text))
    if not _CODE.match(code):
        raise ValueError(f"“{text}” is not a number or code.")
    return code


def parse_mark(text: str) -> bool | None:
    """Read a mark: ``X`` or ``*`` → True, ``nej`` → False, empty → None.

    Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    if text.upper() in (MARK, STAR):
        return True
    if text.lower() == "nej":
        return False
    raise ValueError(f"“{text}” is not a mark.")


def parse_period(text: str) -> Years | None:
    """Read a period of whole years: ``2023-2026``, or one that is open: ``2023-``, ``-2025``.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    match = _PERIOD.match(plain(text))
    start, end = (int(year) if year else None for year in match.groups()) if match else (None, None)
    if not (start or end) or (start and end and start > end):
        raise ValueError(f"“{text}” is not a period of years.")
    return Years(start, end)


@dataclass(frozen=True)
class Quantity:
    """A value of a goal: a number, a limit, or words.

    ``words`` are what is printed, where that is more than a number or a limit such as ``<434``.
    """

    number: Decimal | None = None
    below: Decimal | None = None
    above: Decimal | None = None
    words: str = ""


def parse_quantity(text: str) -> Quantity | None:
    """Read a value as printed: ``384``, ``165,2``, ``–25``, ``<434``, ``minst 70``, ``60 %``.

    Returns None for an empty cell; a decimal comma or point is read alike. Of two numbers
    (``35/45``) and of other words none is read; of ``6 av 12`` it is 6.
    """
    if text in EMPTY:
        return None
    match = _QUANTITY.match(plain(text))
    if not match:
        return Quantity(words=text)
    number = Decimal(re.sub(r"\s", "", match["number"]).replace(",", "."))
    sign = (match["sign"] or "").casefold()
    words = "" if sign in ("", "<", ">") and not match["rest"] else text
    if sign in _AT_MOST:
        return Quantity(below=number, words=words)
    if sign in _AT_LEAST:
        return Quantity(above=number, words=words)
    return Quantity(number=number, words=words)


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


def parse_count(text: str) -> int | None:
    """Read how many there are, ``54``.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if text in EMPTY:
        return None
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"“{text}” is not a whole number.")
    return int(text)


def parse_key(text: str) -> str | None:
    """Read a key, which becomes part of an address: ``minska-matsvinnet``.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if not text:
        return None
    if not _KEY.match(text) or len(text) > _LONGEST_KEY:
        raise ValueError(f"“{text[:_LONGEST_KEY]}” can't be a key.")
    return text


def parse_plan_key(text: str) -> tuple[str, ...]:
    """Read the key of a plan: its owner, or owner and period, ``jonkoping/phu-16``.

    Returns an empty tuple for an empty cell. Raises ValueError for anything else.
    """
    if not text:
        return ()
    parts = text.split("/", 1)
    if not all(parts):
        raise ValueError(f"“{text}” can't be a key.")
    return tuple(part for part in parts if parse_key(part))


def parse_names(text: str) -> str:
    """Read a cell of names. Raises ValueError for one without any letter or digit, but ``-``."""
    if text not in EMPTY and not any(c.isascii() and c.isalnum() for c in _unaccented(text)):
        raise ValueError(f"“{text}” is not a name.")
    return text


def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def parse_lines(text: str) -> tuple[int, int] | None:
    """Read lines of a document, ``367-380`` or ``16``: first and last.

    Returns None for an empty cell. Raises ValueError for anything else.
    """
    if not text:
        return None
    match = _LINES.match(text)
    if not match or not text.isascii():
        raise ValueError(f"“{text}” is not a span of lines.")
    return int(match[1]), int(match[2] or match[1])
