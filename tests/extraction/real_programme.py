"""Borlänge's programme as its tables have it, to be printed in other layouts and compared."""

from dataclasses import replace

from extraction.pdf_layout import Programme
from kretslopp.artefacts import data
from kretslopp.extraction import Extraction
from kretslopp.tables import Table, read_table

REAL = data() / "tables" / "borlange" / "2023-2026"
TABLES = {
    name: read_table(REAL / f"{name}.csv")
    for name in ("plan", "regional", "municipal", "footnotes")
}
NOT_PRINTED = ("rader", "rekommenderas")


def printed(table: Table) -> list[dict[str, str]]:
    """Return the cells of a table by column, as far as they are printed."""
    columns = [column for column in table.columns if column not in NOT_PRINTED]
    return [{column: row[column] for column in columns} for row in table.rows]


def programme(**changes) -> Programme:
    """Return the real programme, with some of its parts changed."""
    notes = {row["nr"]: row["text"] for row in TABLES["footnotes"].rows}
    tables = {name: printed(TABLES[name]) for name in ("regional", "municipal")}
    return replace(Programme("Borlänge", **tables, notes=notes), **changes)


def assert_same(extraction: Extraction, name: str, but: tuple[str, ...] = ("rader",)) -> None:
    """Assert that a table has the columns and cells of the real one, but for some columns."""
    table, real = extraction.tables[name], TABLES[name]
    assert set(table.columns) - set(but) == set(real.columns) - set(but)
    assert len(table.rows) == len(real.rows)
    for row, expected in zip(table.rows, real.rows, strict=True):
        for column in set(real.columns) - set(but):
            assert row[column] == expected[column], f"{name} {expected['nr']} {column}"
