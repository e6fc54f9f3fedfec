"""The comparisons, described once: ``comparisons.toml``, its columns in the codebook."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from typing import Literal as OneOf

from kretslopp.namespaces import expanded
from kretslopp.schema import Texts, Variable, codebook, heads_of

PictureFormat = OneOf["svg", "png"]
PICTURE_FORMATS: tuple[PictureFormat, ...] = ("svg", "png")
# The things that a row of a comparison is read from, by the first part of their addresses.
ADDRESSES = {
    "entry": ("action", "participation"),
    "goal": ("goal",),
    "target": ("target",),
    "from_target": ("target",),
    "plan": ("plan",),
    "programme": ("programme",),
    "theme": ("goal-theme",),
    "source_table": ("record",),
}


@dataclass(frozen=True)
class Trace:
    """Which cell a column is read from.

    ``thing`` is the column that holds the IRI of what was read, ``heads`` are what
    the cell's column is called in one table or another.
    """

    thing: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Descriptor:
    """A comparison: its name (``goal-themes``), what it shows, its columns in order.

    ``traces`` say which cells each of them is read from, by its name. ``beside`` are the
    comparisons that belong in one workbook with it.
    """

    name: str
    titles: Texts
    about: Texts
    has_picture: bool
    columns: tuple[Variable, ...]
    traces: Mapping[str, tuple[Trace, ...]]
    beside: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """Return the name of its method (``goal_themes``)."""
        return self.name.replace("-", "_")

    @property
    def shown(self) -> tuple[Variable, ...]:
        """Return the columns that people read."""
        return tuple(column for column in self.columns if not column.hidden)


@cache
def descriptors() -> Mapping[str, Descriptor]:
    """Return the comparisons by name, in the order to show them."""
    listed = _described()["comparison"].items()
    return MappingProxyType({name: _descriptor(name, item) for name, item in listed})


@cache
def explanation() -> Descriptor:
    """Return what is told of the cells behind a row."""
    return _descriptor("explain", _described()["explain"])


@cache
def _described() -> Mapping[str, Any]:
    text = files("kretslopp.comparison").joinpath("comparisons.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def _descriptor(name: str, entry: Mapping[str, Any]) -> Descriptor:
    return Descriptor(
        name,
        entry["title"],
        entry["about"],
        entry.get("picture", False),
        tuple(codebook()[column] for column in entry["columns"]),
        {
            column: tuple(_trace(text) for text in traces)
            for column, traces in entry.get("trace", {}).items()
        },
        tuple(entry.get("beside", ())),
    )


def _trace(text: str) -> Trace:
    """Read ``goal dcterms:identifier nyckel``: the thing, properties, maybe a head."""
    thing, *names = text.split(" ")
    heads: list[str] = []
    for name in names:
        heads += heads_of(expanded(name), *ADDRESSES[thing]) if ":" in name else (name,)
    return Trace(thing, tuple(heads))
