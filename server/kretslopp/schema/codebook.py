"""The codebook: the columns of comparisons and tidy tables, each said once in ``codebook.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from rdflib import URIRef

from kretslopp.languages import Language
from kretslopp.namespaces import expanded
from kretslopp.schema.model import Texts, texts

VariableType = Literal["string", "anyURI", "date", "integer", "decimal", "double"]
# The nullable types of pandas for those that are no texts.
_PANDAS = {"integer": "Int64", "decimal": "Float64", "double": "Float64"}


@dataclass(frozen=True)
class Variable:
    """A column of comparisons and tidy tables: name, type (XML Schema), unit, texts for a reader.

    A cell of an ``is_list`` variable has several values. ``words`` are what the words of its
    cells mean to a reader, where they are the same in every language. ``predicate`` is what
    it says of its row's thing. ``hidden`` ones stand in files and data frames, not where
    people read; ``link`` names the one whose IRI a reader is led to; ``language`` is that of
    its cells where they are always of one.
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
        return self.type in _PANDAS

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
    """Return all variables by name."""
    source = tomllib.loads(files("kretslopp.schema").joinpath("codebook.toml").read_text("utf-8"))
    words = {word: texts(said) for word, said in source["word"].items()}
    return MappingProxyType(
        {name: _variable(name, entry, words) for name, entry in source["column"].items()}
    )


def _variable(name: str, entry: Mapping[str, Any], words: Mapping[str, Texts]) -> Variable:
    said = entry.get("property")
    return Variable(
        name,
        entry["type"],
        entry.get("unit", ""),
        texts(entry["label"]),
        texts(entry["about"]),
        entry.get("list", False),
        words if entry.get("coded") else {},
        expanded(said) if said else None,
        entry.get("hidden", False),
        entry.get("link"),
        entry.get("language"),
    )
