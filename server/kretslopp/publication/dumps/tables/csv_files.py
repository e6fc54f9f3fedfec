"""Tables as CSV that spreadsheets and programs read alike, with their metadata.

CSV is RFC 4180 in UTF-8 with a byte order mark, which spreadsheets need for å, ä
and ö. The metadata is that of CSV on the Web (W3C Recommendation of 17 December
2015): ``<table>.csv-metadata.json`` beside each table, and ``csv-metadata.json``
for all of a folder, with what refers to what.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import BASE
from kretslopp.publication.dumps.tables.descriptor import SEPARATOR, TableDescriptor
from kretslopp.schema import Texts, Variable

METADATA = "csv-metadata.json"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "sv"}]
_DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "lineTerminators": ["\r\n"],
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRowCount": 1,
}

# None is what the source does not say: an empty cell.
Value = str | int | Sequence[str] | None
Row = Mapping[str, Value]


def to_csv(table: TableDescriptor, rows: Iterable[Row]) -> bytes:
    """Return rows as a CSV file. Raises ValueError where a value of a list has the separator."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(row[column.name]) for column in table.columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int):
        return str(value)
    if any(SEPARATOR in item for item in value):
        raise ValueError(f"“{SEPARATOR}” stands in one of {list(value)}")
    return SEPARATOR.join(value)


def table_metadata(table: TableDescriptor) -> bytes:
    """Return the metadata of one table: ``<table>.csv-metadata.json``."""
    return _json({"@context": _CONTEXT, **_table(table), **_rights()})


def folder_metadata(tables: Sequence[TableDescriptor]) -> bytes:
    """Return the metadata of the tables of one folder, and what of them refers to what."""
    there = {table.name for table in tables}
    described = []
    for table in tables:
        said = _table(table)
        keys = [
            {
                "columnReference": reference.column,
                "reference": {
                    "resource": f"{reference.table}.csv",
                    "columnReference": reference.other_column,
                },
            }
            for reference in table.references
            if reference.table in there
        ]
        if keys:
            said["tableSchema"]["foreignKeys"] = keys
        described.append(said)
    return _json({"@context": _CONTEXT, "tables": described, **_rights()})


def _rights() -> dict[str, object]:
    return {
        "dc:license": {"@id": LICENCE},
        "dc:isPartOf": {"@id": f"{BASE}dataset"},
    }


def _table(table: TableDescriptor) -> dict[str, Any]:
    """Return what CSV on the Web says of a table: its place, dialect and schema."""
    key = table.key.name
    return {
        "url": f"{table.name}.csv",
        "dc:title": _in_both(table.titles),
        "dc:description": _in_both(table.about),
        "dialect": _DIALECT,
        "tableSchema": {
            "aboutUrl": f"{{+{key}}}",
            "primaryKey": key,
            "columns": [_column(column, table) for column in table.columns],
        },
    }


def _column(column: Variable, table: TableDescriptor) -> dict[str, object]:
    said: dict[str, object] = {
        "name": column.name,
        "titles": {"und": column.name} | dict(column.labels),
        "dc:description": _in_both(column.about),
        "datatype": column.type,
    }
    if column == table.key:
        return said | {"required": True, "suppressOutput": True}
    if table.says(column):
        said["propertyUrl"] = str(column.predicate)
    if column.type == "anyURI" and not column.is_list:
        said["valueUrl"] = f"{{+{column.name}}}"
    if column.is_list:
        said["separator"] = SEPARATOR
    if column.language is not None:
        said["lang"] = column.language
    return said | {"null": ""}


def _in_both(texts: Texts) -> list[dict[str, str]]:
    return [{"@value": texts[language], "@language": language} for language in LANGUAGES]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
