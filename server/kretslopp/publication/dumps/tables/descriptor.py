"""What each tidy table is: ``tables.toml``, its columns in the codebook.

CSV files, their metadata and the tests follow it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kretslopp.schema import Texts, Variable, codebook

SEPARATOR = ";"  # between the values of a cell that is a list


@dataclass(frozen=True)
class Reference:
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    other_column: str


@dataclass(frozen=True)
class TableDescriptor:
    """A table: its name (also the file's), what it holds, its columns; the first is its key."""

    name: str
    titles: Texts
    about: Texts
    columns: tuple[Variable, ...]
    references: tuple[Reference, ...]
    of_others: frozenset[str] = frozenset()

    @property
    def key(self) -> Variable:
        """Return the column whose values are unique."""
        return self.columns[0]

    def says(self, column: Variable) -> bool:
        """Return whether a cell is, as it stands, what the column's property says of the row.

        A word for a concept is not, nor a day of what the graph gives a time of day.
        """
        is_as_said = not column.words and column.type != "date"
        return column.predicate is not None and is_as_said and column.name not in self.of_others


@cache
def descriptors() -> Mapping[str, TableDescriptor]:
    """Return the tables by name, in the order to show them."""
    text = files("kretslopp.publication.dumps.tables").joinpath("tables.toml").read_text("utf-8")
    source = tomllib.loads(text)
    return MappingProxyType(
        {
            name: _descriptor(name, item, source["where_read"])
            for name, item in source["table"].items()
        }
    )


def _descriptor(name: str, entry: Mapping[str, Any], where_read: list[str]) -> TableDescriptor:
    read = () if entry.get("from_registers") else where_read
    return TableDescriptor(
        name,
        entry["title"],
        entry["about"],
        tuple(codebook()[column] for column in (*entry["columns"], *read)),
        tuple(
            Reference(column, *target.split("."))
            for column, target in entry.get("references", {}).items()
        ),
        frozenset(entry.get("of_others", ())),
    )
