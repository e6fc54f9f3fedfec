"""The comparisons and their columns, described once: ``columns.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal as OneOf

from kretslopp.languages import LANGUAGES, Language

ColumnType = OneOf["string", "Int64", "Float64"]
Texts = Mapping[Language, str]
PictureFormat = OneOf["svg", "png"]
PICTURE_FORMATS: tuple[PictureFormat, ...] = ("svg", "png")


@dataclass(frozen=True)
class Trace:
    """Which cell a column is read from.

    ``thing`` is the column that holds the IRI of what was read, ``heads`` are what
    the cell's column is called in one table or another.
    """

    thing: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its name, pandas' nullable type, unit, and texts for a reader.

    ``hidden`` columns stand in files and data frames, not where people read;
    ``link`` names the column whose IRI a reader is led to; ``words`` are what the
    words of its cells mean to a reader, where they are the same in every language;
    ``language`` is that of its cells where they are always of one, as printed.
    """

    name: str
    type: ColumnType
    unit: str
    labels: Texts
    about: Texts
    hidden: bool
    link: str | None
    words: Mapping[str, Texts]
    language: Language | None
    traces: tuple[Trace, ...]

    @property
    def is_number(self) -> bool:
        """Return whether its cells are numbers."""
        return self.type != "string"


@dataclass(frozen=True)
class Descriptor:
    """A comparison: its name (``goal-themes``), what it shows, its columns in order."""

    name: str
    titles: Texts
    about: Texts
    has_picture: bool
    columns: tuple[Column, ...]

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns that people read."""
        return tuple(column for column in self.columns if not column.hidden)


@cache
def descriptors() -> Mapping[str, Descriptor]:
    """Return the comparisons by name, in the order to show them."""
    text = files("kretslopp.comparison").joinpath("columns.toml").read_text("utf-8")
    said = tomllib.loads(text)
    words = {word: _texts(texts) for word, texts in said["word"].items()}
    return MappingProxyType(
        {
            name: Descriptor(
                name,
                _texts(item["title"]),
                _texts(item["about"]),
                item.get("picture") is True,
                tuple(
                    _column(column, said["column"][column], item.get("trace", {}), words)
                    for column in item["columns"]
                ),
            )
            for name, item in said["comparison"].items()
        }
    )


def _column(
    name: str,
    said: Mapping[str, object],
    traces: Mapping[str, list[str]],
    words: Mapping[str, Texts],
) -> Column:
    link = said.get("link")
    return Column(
        name,
        _type(said["type"]),
        str(said["unit"]),
        _texts(said["label"]),
        _texts(said["about"]),
        said.get("hidden") is True,
        str(link) if link else None,
        words if said.get("coded") is True else {},
        next((known for known in LANGUAGES if known == said.get("language")), None),
        tuple(_trace(text) for text in traces.get(name, ())),
    )


def _trace(text: str) -> Trace:
    thing, *heads = text.split(" ")
    return Trace(thing, tuple(heads))


def _type(text: object) -> ColumnType:
    match text:
        case "string" | "Int64" | "Float64":
            return text
    raise ValueError(f"{text!r} is not a type of column")


def _texts(said: object) -> Texts:
    if not isinstance(said, dict):
        raise ValueError(f"{said!r} is not a text in each language")
    return {language: str(said[language]) for language in LANGUAGES}
