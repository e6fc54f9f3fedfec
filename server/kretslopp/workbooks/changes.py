"""What an import changes, in words: ``K13: år 2026 → 2027``, ``K24 is new``, ``K5 is gone``."""

from collections.abc import Iterator

from kretslopp.mapping.codes import action_code
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table

_NOTHING = "(empty)"


def changes(before: dict[str, Table], after: dict[str, Table]) -> Iterator[str]:
    """Yield what is different in the tables ``after``, one line a row, in the contract's order."""
    for name in CONTRACTS:
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield f"{name}: the table is new, {_rows(len(new.rows))}"
        elif new is None and old is not None:
            yield f"{name}: the table is gone, {_rows(len(old.rows))}"
        elif old is not None and new is not None:
            yield from _table_changes(old, new)


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _table_changes(old: Table, new: Table) -> Iterator[str]:
    name = new.contract.name
    for column in new.contract.columns:
        then, now = column.name in old.columns, column.name in new.columns
        if then != now and _says_something(column.name, old if then else new):
            yield f"{name}: the column {column.name} is {'gone' if then else 'new'}"
    rows_before, rows_after = _by_name(old), _by_name(new)
    for row_name, row in rows_after.items():
        if row_name not in rows_before:
            yield f"{row_name} is new"
            continue
        differences = [
            f"{column.name} {was or _NOTHING} → {row[column.name] or _NOTHING}"
            for column in new.contract.columns
            if (was := rows_before[row_name][column.name]) != row[column.name]
        ]
        if differences:
            yield f"{row_name}: {', '.join(differences)}"
    for row_name in rows_before:
        if row_name not in rows_after:
            yield f"{row_name} is gone"


def _says_something(column: str, holder: Table) -> bool:
    return holder.contract.empty_says(column) or any(row[column] for row in holder.rows)


def _by_name(table: Table) -> dict[str, Row]:
    by_name: dict[str, Row] = {}
    for row in table.rows:
        name = _name(table, row)
        count = 1
        while name in by_name:
            count += 1
            name = f"{_name(table, row)} ({count})"
        by_name[name] = row
    return by_name


def _name(table: Table, row: Row) -> str:
    name = table.contract.name
    if name == "plan":
        return "plan"
    if name in ("regional", "municipal"):
        return action_code(name, row["nr"]) if row["nr"] else row["nyckel"]
    return " ".join([name, *(row[column] for column in table.contract.key if row[column])])
