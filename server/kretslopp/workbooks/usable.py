"""Tables without what is wrong in them, so that the rest can be looked at."""

from collections.abc import Iterable
from dataclasses import replace

from kretslopp.characters import folded
from kretslopp.errors import Place
from kretslopp.schema import Column
from kretslopp.tables import Row, Table
from kretslopp.workbooks.csv_files import table_of

_STAND_INS = {
    "code": "0",
    "code or key": "0",
    "date": "2000-01-01",
    "quantity": "0",
    "text": "okänd",
    "name": "okänd",
}


def usable(tables: dict[str, Table], left_out: Iterable[Place]) -> dict[str, Table]:
    """Return the tables without the cells or rows at these places, as the form has them.

    Where a cell must be filled in, a stand-in takes its place, so that what
    refers to the row still finds it. A row whose number is at fault can't be told
    from others and goes whole.
    """
    places = tuple(left_out)
    return {
        name: _usable(table, [place for place in places if _is_of(place, name)])
        for name, table in tables.items()
    }


def _is_of(place: Place, table: str) -> bool:
    name = folded(place.sheet) if place.sheet else table_of(place.file or "")
    return name == table


def _usable(table: Table, places: list[Place]) -> Table:
    known = {column.name: column for column in table.contract.columns}
    needed = {name for name, column in known.items() if column.required}
    columns = tuple(name for name in known if name in table.columns or name in needed)
    faulty = {(place.row, place.column) for place in places}
    rows = tuple(
        Row(row.number, {name: _cell(row, known[name], faulty) for name in columns})
        for row in table.rows
        if not faulty & {(row.number, None), (row.number, "nr")}
    )
    return replace(table, columns=columns, rows=rows)


def _cell(row: Row, column: Column, faulty: set[tuple[int | None, str | None]]) -> str:
    text = row[column.name]
    if (row.number, column.name) not in faulty and (text or not column.required):
        return text
    if not column.required:
        return ""
    if column.kind.values:
        return column.kind.values[-1]  # the last of each list asks for no other cell
    stand_in = _STAND_INS.get(column.kind.name, "")
    return f"{stand_in} {row.number}" if stand_in == "okänd" else stand_in
