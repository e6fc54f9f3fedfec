"""Codes and keys: what rows are called by, and whether what cells name is there.

``7`` and ``K 7.`` are one action, ``Å1`` and ``A1`` one address. A code that a cell names must
stand in the table that defines it, where the plan has that table.
"""

from collections.abc import Iterator

from kretslopp import addresses
from kretslopp.errors import Fault, Place
from kretslopp.schema import CONTRACTS, Column
from kretslopp.tables import EMPTY, Row, Table, is_partial, nearest, parse_code, parse_codes

ACTION_TABLES = ("regional", "municipal")
# The columns that define the codes of things.
_CODES = {
    ("goals", "mål"): "goal",
    ("indicators", "indikator"): "indicator",
    ("regional", "nr"): "regional action",
    ("municipal", "nr"): "municipal action",
}
# Tables whose rows have no code of their own: several speak of one thing.
_NUMBERED = ("plan", "targets", "status", "assessments", "decisions", "areas")
_MOST_SHOWN = 10


def action_code(table: str, printed: str) -> str:
    """Return the code of an action: ``7`` and ``K 7.`` → ``K7``; ``R7`` in the regional table."""
    prefix = "R" if table == "regional" else "K"
    number = parse_code(printed) or ""
    plain = number.removeprefix(prefix).strip()
    return f"{prefix}{plain}" if plain.isdigit() else number


def row_code(table: str, row: Row) -> str:
    """Return what other cells call a row by: its code, or its key where it has none."""
    column = CONTRACTS[table].code
    printed = row[column] if column else ""
    if printed in EMPTY:
        return row["nyckel"]
    return action_code(table, printed) if table in ACTION_TABLES else parse_code(printed) or ""


def row_key(table: str, row: Row) -> str:
    """Return what a row is called in addresses: its key, its code or its number.

    Rows of values and of follow-ups have no code of their own: several speak of
    one goal or action, whose key a follow-up may name.
    """
    if table in _NUMBERED:
        return str(row.number)
    if row["nyckel"]:
        return row["nyckel"]
    if table == "footnotes":
        return addresses.code_part(row["nr"])
    return addresses.code_part(row_code(table, row)) or str(row.number)


def codes_of_cell(column: Column, text: str) -> tuple[str, ...]:
    """Return the codes, or the key, that a cell names things by: ``10,11`` → R10 and R11."""
    if text in EMPTY:
        return ()
    try:
        codes = parse_codes(text) if column.kind.name == "codes" else (parse_code(text) or "",)
    except ValueError:
        codes = (text,)  # the key of what has no code
    table = column.codes_of[0] if column.codes_of else ""
    return tuple(action_code(table, code) if table in ACTION_TABLES else code for code in codes)


def faults_of_keys(table: Table) -> Iterator[Fault]:
    """Yield each row that would have the address of another: ``1`` and ``K1`` are one action."""
    numbered = table.contract.name in _NUMBERED
    seen: dict[str, Row] = {}
    for row in table.rows:
        if numbered:
            key = " ".join(row[column] for column in table.contract.key if row[column] not in EMPTY)
            told = "The row says something of {}, as row {} does already."
            advice = f"Tell them apart by {', '.join(table.contract.key)}, or keep one."
        else:
            key = row_key(table.contract.name, row)
            told = "The row is called {}, as row {} is already."
            advice = "Give each row a number or a key of its own."
        first = seen.setdefault(key, row)
        if first is not row:
            yield Fault(told.format(key, first.number), table.place(row), advice)


def faults_of_codes(by_name: dict[str, Table]) -> Iterator[Fault]:
    """Yield each code that would have the address of another: ``Å1`` and ``A1`` are two goals."""
    for defining, thing in _CODES.items():
        seen: dict[str, str] = {}
        for code, place in _codes(by_name, defining):
            key = addresses.code_part(code)
            if seen.setdefault(key, code) != code:
                yield Fault(
                    f"“{code}” and “{seen[key]}” would be one {thing}, with the address {key}.",
                    place,
                    "Correct the cell, or write one of them otherwise: in addresses å and ä are a, "
                    "and ö is o.",
                )


def faults_of_references(by_name: dict[str, Table]) -> Iterator[Fault]:
    """Yield each code that a cell names and that the plan's own tables define nowhere.

    Of a table that is not there nothing is known: the plan's goals may stand in another
    document. Of regional actions that only parts were read of a row may name others.
    """
    partial = is_partial(by_name["plan"].rows[0])
    for defining, thing in _CODES.items():
        table = by_name.get(defining[0])
        if table is None or (partial and thing == "regional action"):
            continue
        known = {row_code(table.contract.name, row): row for row in table.rows}
        known |= {row["nyckel"]: row for row in table.rows if row["nyckel"]}
        for code, place in _codes(by_name, defining):
            if code not in known:
                near = nearest(code, [*known]) or f"Known: {', '.join([*known][:_MOST_SHOWN])}."
                yield Fault(
                    f"The table {defining[0]} has no {thing} “{code}”.",
                    place,
                    f"{near} Correct the cell, or write the {thing} into the table {defining[0]}.",
                )


def _codes(by_name: dict[str, Table], defining: tuple[str, str]) -> Iterator[tuple[str, Place]]:
    """Yield each code that cells name a kind of thing by, with its place."""
    for table in (by_name[name] for name in CONTRACTS if name in by_name):
        for column in table.contract.columns:
            if column.codes_of == defining:
                for row in table.rows:
                    for code in codes_of_cell(column, row[column.name]):
                        yield code, table.place(row, column.name)
