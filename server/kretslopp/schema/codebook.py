"""The codebook: the columns of comparisons and tidy tables, each said once in ``codebook.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from rdflib import URIRef

from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import expanded
from kretslopp.schema.loading import load_contracts
from kretslopp.schema.model import Contract, Texts, Value, texts

VariableType = Literal["string", "anyURI", "boolean", "date", "integer", "decimal", "double"]
_Entry = Mapping[str, Any]
# The nullable types of pandas for those that are no texts.
_PANDAS = {"integer": "Int64", "decimal": "Float64", "double": "Float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Variable:
    """A column of comparisons and tidy tables: name, type (XML Schema), unit, texts for a reader.

    A cell of an ``is_list`` variable has several values. ``words`` are what the words of its
    cells mean to a reader, where they are the same in every language. ``predicate`` is what
    it says of its row's thing. ``hidden`` ones stand in files and data frames, not where
    people read; ``link`` names the one with the IRI that a reader is led to, where rows have it;
    ``language`` is that of its cells where they are always of one.
    """

    name: str
    type: VariableType
    unit: str
    labels: Texts
    about: Texts
    is_list: bool
    words: Mapping[str, Texts]
    predicate: URIRef | None
    hidden: bool
    link: str | None
    language: Language | None

    @property
    def is_number(self) -> bool:
        """Return whether its cells are numbers."""
        return self.type in ("integer", "decimal", "double")

    @property
    def is_state(self) -> bool:
        """Return whether its cells are the four words yes, no, not-marked and not-stated."""
        return self.unit == "state"

    @property
    def pandas_type(self) -> str:
        """Return the type of pandas that its cells have (nullable)."""
        return _PANDAS.get(self.type, "string")


@cache
def codebook() -> Mapping[str, Variable]:
    """Return all variables by name. Raises KeyError for what the file lacks."""
    source = tomllib.loads(files("kretslopp.schema").joinpath("codebook.toml").read_text("utf-8"))
    words = {word: texts(said) for word, said in source["word"].items()}
    contracts = load_contracts()
    entries = {
        name: {**_of_column(entry, contracts), **entry}
        for name, entry in _each_language(source["column"], source["in"])
    }
    iris = {
        entry["link"]: {
            "list": entry.get("list", False),
            "label": {language: f"{label} (IRI)" for language, label in entry["label"].items()},
            "about": {reader: said.format(name=name) for reader, said in source["iris"].items()},
        }
        for name, entry in entries.items()
        if "link" in entry
    }
    return MappingProxyType(
        {name: _variable(name, {**iris.get(name, {}), **e}, words) for name, e in entries.items()}
    )


def _of_column(entry: _Entry, contracts: Mapping[str, Contract]) -> _Entry:
    """Return what the column of a table that an entry names says of it."""
    table, _, head = entry.get("column", "").partition(".")
    column = contracts[table].column(head) if table else None
    if column is None:
        return {}
    labels = {language: label[0].upper() + label[1:] for language, label in column.labels.items()}
    return {
        "label": labels,
        "about": column.about,
        "predicate": column.says[0].property if column.says else None,
        "language": "sv"
        if column.says[0].value in (Value.TEXT, Value.PRINT, Value.TITLE)
        else None,
    }


def _each_language(
    entries: Mapping[str, _Entry], named: Mapping[str, Texts]
) -> Iterator[tuple[str, _Entry]]:
    """Yield the entries by name, those with ``*`` in it for each language, named in the label."""
    for pattern, entry in entries.items():
        for language in LANGUAGES if "*" in pattern else ():
            labels = {r: f"{label} {named[language][r]}" for r, label in entry["label"].items()}
            yield pattern.replace("*", language), {**entry, "label": labels, "language": language}
        if "*" not in pattern:
            yield pattern, entry


def _variable(name: str, entry: _Entry, words: Mapping[str, Texts]) -> Variable:
    type_, said, link = entry.get("type", "string"), entry.get("property"), entry.get("link")
    predicate = expanded(said) if said else None if link else entry.get("predicate")
    unit = entry.get("unit", "IRI" if type_ == "anyURI" else "")
    return Variable(
        name,
        type_,
        unit,
        texts(entry["label"]),
        texts(entry["about"]),
        entry.get("list", False),
        words if unit == "state" or entry.get("coded") else {},
        predicate,
        entry.get("hidden", type_ == "anyURI" and not link),
        link,
        entry.get("language"),
    )
