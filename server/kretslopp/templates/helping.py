"""What the help sheet of a template says: read from ``help.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kretslopp.tables import Column, Contract

_FILE = Path(__file__).with_name("help.toml")


@dataclass(frozen=True)
class ColumnHelp:
    """What a column's cells may hold, in Swedish, and an example of one."""

    may: str
    example: str


@dataclass(frozen=True)
class Help:
    """The help sheet: its title, paragraphs, heads, the tables and the columns."""

    title: str
    intro: tuple[str, ...]
    heads: tuple[str, ...]
    required: str
    tables: dict[str, str]
    columns: dict[str, ColumnHelp]

    def of(self, contract: Contract, column: Column) -> ColumnHelp:
        """Return the help of a column; raises KeyError for one that has none."""
        own = self.columns.get(f"{contract.name}.{column.name}")
        return own or self.columns[column.name]


@cache
def read_help() -> Help:
    """Return the help of the templates."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    columns = {name: ColumnHelp(**entry) for name, entry in found.pop("columns").items()}
    intro, heads = tuple(found.pop("intro")), tuple(found.pop("heads"))
    return Help(**found, intro=intro, heads=heads, columns=columns)
