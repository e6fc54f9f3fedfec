"""What each tidy table is: its columns, their types, what they mean; read from ``columns.toml``.

CSV files, their metadata and the tests follow it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from typing import Literal as OneOf

from rdflib import URIRef

from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import PREFIXES

Texts = Mapping[Language, str]
ColumnType = OneOf["string", "anyURI", "integer", "decimal", "date"]

SEPARATOR = ";"  # between the values of a cell that is a list


@dataclass(frozen=True)
class Column:
    """A column: name, type, titles and meaning in each language.

    A cell of an ``is_list`` column has several values; ``is_state`` says that it
    is one of the four words of ``reading.states``; ``lang`` is the language of
    its text; ``property`` what the column says of the row's thing.
    """

    name: str
    type: ColumnType
    is_list: bool
    is_state: bool
    lang: Language | None
    property: URIRef | None
    titles: Texts
    about: Texts


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
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]

    @property
    def key(self) -> Column:
        """Return the column whose values are unique."""
        return self.columns[0]


@cache
def descriptors() -> Mapping[str, TableDescriptor]:
    """Return the tables by name, in the order to show them."""
    text = files("kretslopp.publication.dumps.tables").joinpath("columns.toml").read_text("utf-8")
    said = tomllib.loads(text)
    columns = {name: _column(name, item) for name, item in said["column"].items()}
    return MappingProxyType(
        {
            name: TableDescriptor(
                name,
                _texts(item["title"]),
                _texts(item["about"]),
                tuple(columns[column] for column in item["columns"]),
                tuple(
                    Reference(column, *target.split("."))
                    for column, target in item.get("references", {}).items()
                ),
            )
            for name, item in said["table"].items()
        }
    )


def _column(name: str, said: Mapping[str, Any]) -> Column:
    prefixed = said.get("property")
    return Column(
        name,
        _type(said["type"]),
        said.get("list") is True,
        said.get("state") is True,
        _language(said.get("lang")),
        _expanded(prefixed) if prefixed else None,
        _texts(said["title"]),
        _texts(said["about"]),
    )


def _type(text: object) -> ColumnType:
    match text:
        case "string" | "anyURI" | "integer" | "decimal" | "date":
            return text
    raise ValueError(f"{text!r} is not a type of column")


def _language(text: object) -> Language | None:
    return next((language for language in LANGUAGES if language == text), None)


def _expanded(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix][local]


def _texts(said: Mapping[str, Any]) -> Texts:
    return {language: str(said[language]) for language in LANGUAGES}
