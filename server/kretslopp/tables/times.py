"""What a cell of time says: the words that plans print, read as far as they can be.

``senast 2025``, ``från 2024 och framåt``, ``löpande``, ``Q2 2024``: what is read becomes years,
a quarter, or that the action goes on all the time. What can't be read is no fault of the
table: it is kept as printed, and told.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from kretslopp.characters import folded
from kretslopp.tables.values import EMPTY

_TOKEN = re.compile(
    r"""(?P<day>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))
    | (?P<year>(?<!\d)(?:19|20)\d\d(?!\d))
    | (?P<quarter>q\ ?(?P<q>[1-4])(?!\d) | kv(?:artal)?\.?\ ?(?P<kv>[1-4])(?!\d)
        | (?P<kvartalet>[1-4]):?(?:a|e)\ kvartalet)
    | (?P<short>(?<=\d\d\d\d[-/])\d\d(?!\d))
    | (?P<dash>-)
    | (?P<join>[,;/&])
    | (?P<word>(?:[^\W\d_]+\.?)+)
    | (?P<unknown>\S)""",
    re.VERBOSE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FROM = _words("från fr fro from fom start startar startas startår påbörjas börjar inleds")
_TO = _words("till tom senast klart klar klara slutförs slutfört avslutas färdig färdigt")
_ON = _words("framåt framöver därefter tills vidare")
_CONTINUOUS = _words("löpande fortlöpande kontinuerlig kontinuerligt årlig årligen årligt varje")
# What narrows a year down says nothing more than its year.
_WITHIN = _words(
    """år under i av vår våren sommar sommaren höst hösten vinter vintern vt ht första andra halvår
    halvåret början mitten slutet kvartal kvartalet med o m och samt
    januari februari mars april maj juni juli augusti september oktober november december
    jan feb mar apr jun jul aug sep sept okt nov dec"""
)
_YEARS = ("year", "day", "short")
_MONTHS = 12
_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_YEAR = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}")
_NUMBERS_ALONE = re.compile(r"[\d\s/,.-]+\Z")


@dataclass(frozen=True)
class Time:
    """What a cell of time says; None where it says nothing of it.

    ``is_continuous`` is true of what goes on all the time or comes back each year.
    ``is_read`` is false of words that can't be read: then nothing else is known.
    """

    start: int | None = None
    end: int | None = None
    quarter: int | None = None
    is_continuous: bool = False
    is_read: bool = True


@dataclass(frozen=True)
class _Year:
    number: int
    role: str  # “from”, “to” or “in”


_UNREAD = Time(is_read=False)


def parse_time(text: str) -> Time | None:
    """Read a cell of time as plans print it: ``2023-2025``, ``senast 2025``, ``löpande``.

    Returns None for an empty cell. Raises ValueError where numbers stand alone and are no
    years: ``0000``, ``20244``.
    """
    if text in EMPTY:
        return None
    plain = folded(text)
    time = _read(plain)
    if not time.is_read and _NUMBERS_ALONE.match(plain) and not _has_years_alone(plain):
        raise ValueError(f"“{text}” is not a year or a span of years.")
    return time


def _has_years_alone(text: str) -> bool:
    return bool(_A_YEAR.search(text)) and not _NO_YEAR.search(text)


def _read(text: str) -> Time:
    tokens = list(_TOKEN.finditer(text))
    years: list[_Year] = []
    quarters: list[int] = []
    is_continuous, role, before = False, "in", ""
    for token in tokens:
        kind, word = str(token.lastgroup), token[0].replace(".", "")
        if kind in _YEARS:
            number = int(token[0][:4])
            if kind == "short":
                number += years[-1].number // 100 * 100
            if kind == "short" and int(token[0]) <= _MONTHS:
                return _UNREAD  # 2023-10 may be October
            if role == "in" and before in _YEARS:
                return _UNREAD  # two years with nothing between
            years.append(_Year(number, role))
            role = "in"
        elif kind == "quarter":
            quarters.append(int(token["q"] or token["kv"] or token["kvartalet"]))
        elif kind == "dash" and before in _YEARS:
            years[-1] = _Year(years[-1].number, "from")
            role = "to"
        elif kind == "dash" and not before:
            role = "to"
        elif word in _FROM:
            role = "from"
        elif word in _TO:
            role = "to"
        elif word in _ON and years:
            years[-1] = _Year(years[-1].number, "from")
        elif word in _CONTINUOUS:
            is_continuous = True
        elif kind not in ("join", "dash") and word not in _WITHIN:
            return _UNREAD
        before = kind
    if not years:
        return Time(is_continuous=True) if is_continuous and not quarters else _UNREAD
    span = _span(years)
    if span is None:
        return _UNREAD
    start, end = span
    one_quarter = quarters[0] if len(quarters) == 1 and start == end else None
    return Time(start, end, one_quarter, is_continuous)


def _span(years: list[_Year]) -> tuple[int | None, int | None] | None:
    """Return first and last year, None for an end that is open; None where they don't fit."""
    if any(one.number > other.number for one, other in pairwise(years)):
        return None
    first, last = years[0], years[-1]
    roles = [year.role for year in years]
    if roles == ["from"]:
        return first.number, None
    if roles == ["to"]:
        return None, last.number
    if len(years) == 2 and roles[0] != "to" and roles[1] == "to":
        return first.number, last.number
    if set(roles) == {"in"} and all(b.number - a.number <= 1 for a, b in pairwise(years)):
        return first.number, last.number
    return None
