"""What CSV on the Web can say of the tables (W3C Recommendation of 17 December 2015).

It carries heads, labels, descriptions, what a cell must hold, separators and the first
property that a column says. It has no place for what is ours: that one row describes several
things, that a cell says several properties, and that names are looked up in registers.
"""

from collections.abc import Mapping, Sequence

from kretslopp.addresses import slug
from kretslopp.languages import LANGUAGES
from kretslopp.schema.model import Column, Contract, Texts

METADATA = "csvw-metadata.json"
"""The file that describes the tables below its folder."""

_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "sv"}]
_NOTHING = ["", "-"]  # what a cell holds that says nothing


def metadata(tables: Mapping[str, tuple[Contract, Sequence[str]]]) -> dict[str, object]:
    """Return the metadata of CSV files, by their paths: each table's contract and its heads."""
    return {
        "@context": _CONTEXT,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tables": [_table(path, *table) for path, table in tables.items()],
    }


def _table(path: str, contract: Contract, heads: Sequence[str]) -> dict[str, object]:
    columns = [_column(column) for head in heads if (column := contract.column(head)) is not None]
    return {
        "url": path,
        "dc:title": _in_both(contract.labels),
        "dc:description": _in_both(contract.about),
        "tableSchema": {"columns": columns},
    }


def _column(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": slug(column.name).replace("-", "_"),
        "titles": {"und": column.name} | dict(column.labels),
        "dc:description": _in_both(column.about),
        "datatype": dict(column.kind.datatype),
        "null": _NOTHING,
        "required": column.required,
    }
    if column.says:
        described["propertyUrl"] = str(column.says[0].property)
    if column.kind.separator:
        described["separator"] = column.kind.separator
    return described


def _in_both(texts: Texts) -> list[dict[str, str]]:
    return [{"@value": texts[language], "@language": language} for language in LANGUAGES]
