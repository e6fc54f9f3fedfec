"""What a cell of each kind may hold: the check of its text."""

from collections.abc import Callable, Mapping

from kretslopp import characters
from kretslopp.schema import CellKind
from kretslopp.tables.times import parse_time
from kretslopp.tables.values import (
    parse_code,
    parse_codes,
    parse_count,
    parse_date,
    parse_key,
    parse_lines,
    parse_mark,
    parse_names,
    parse_period,
    parse_plan_key,
    parse_quantity,
    parse_year,
)

# Kinds whose cells keep their print; the others are written as they are compared.
_PRINTED = ("text", "name", "names", "time", "year", "quantity")


def kept(kind: CellKind | None, text: str) -> str:
    """Return what is kept of a cell of this kind; None is that of a column which is not ours."""
    if kind is None or kind.name in _PRINTED:
        return characters.clean(text)
    return characters.plain(text)


def check_text(kind: CellKind, text: str) -> None:
    """Raise ValueError, in words, where a cell of this kind may not hold the text.

    So it is of every kind where the text was damaged on its way here.
    """
    damage = characters.damage(text)
    if damage:
        raise ValueError(damage)
    if kind.name in _PARSERS:
        _PARSERS[kind.name](text)
    elif text and kind.word(text) is None:
        raise ValueError(f"“{text}” is not one of {', '.join(kind.values)}.")


def check_read(kind: CellKind, text: str) -> None:
    """Raise ValueError where a cell of this kind may not hold the text, or it can't be read."""
    check_text(kind, text)
    if kind.name == "time" and (time := parse_time(text)) and not time.is_read:
        raise ValueError(f"“{text}” can't be read as a time.")


def _parse_code_or_key(text: str) -> str | None:
    try:
        return parse_code(text)
    except ValueError:
        return parse_key(text)


# Of the kinds that have no list of words.
_PARSERS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "name": parse_names,
    "names": parse_names,
    "key": parse_key,
    "plan key": parse_plan_key,
    "lines": parse_lines,
    "code": parse_code,
    "code or key": _parse_code_or_key,
    "codes": parse_codes,
    "time": parse_time,
    "period": parse_period,
    "mark": parse_mark,
    "year": parse_year,
    "date": parse_date,
    "quantity": parse_quantity,
    "count": parse_count,
}
