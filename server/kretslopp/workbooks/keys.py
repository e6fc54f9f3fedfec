"""Keys for rows that have neither number nor key: made of the row's text, and written back."""

from dataclasses import replace

from kretslopp import addresses
from kretslopp.tables import EMPTY, Row, Table

KEY = "nyckel"
_LONGEST = 60


def with_keys(table: Table) -> Table:
    """Return a table each of whose rows has a number or a key; one without text stays as it is.

    A key is made of the words that the row begins with, and told apart from the others by a
    number: ``minska-matsvinnet``, ``minska-matsvinnet-2``.
    """
    code, title = table.contract.code, table.contract.title
    if code is None or title is None:
        return table
    taken = {row[KEY] for row in table.rows}
    rows = []
    for row in table.rows:
        key = "" if row[code] not in EMPTY or row[KEY] else _key(row[title], taken)
        taken.add(key)
        rows.append(Row(row.number, row.cells | {KEY: key}) if key else row)
    added = (KEY,) if KEY not in table.columns and any(row[KEY] for row in rows) else ()
    return replace(table, rows=tuple(rows), columns=(*table.columns, *added))


def _key(text: str, taken: set[str]) -> str:
    try:
        words = addresses.slug(text).split("-")
    except ValueError:
        return ""
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    base = "-".join(words)[:_LONGEST]
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
