"""The changes between two versions, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.languages import Language

Texts = Mapping[Language, str]
Triple = tuple[URIRef, URIRef, Node]
Kind = OneOf["added", "withdrawn", "changed"]


@dataclass(frozen=True)
class PropertyChange:
    """One property of a thing that says something else than before, as a reader sees it.

    First and last year are one: the years. ``old`` and ``new`` are all its values in
    words, None where it has none. ``removed`` and ``added`` are the triples.
    """

    properties: tuple[URIRef, ...]
    label: Texts
    old: Texts | None
    new: Texts | None
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]


@dataclass(frozen=True)
class ThingChange:
    """One thing that was added, withdrawn or changed.

    ``name`` is its number where it has one (K13), else what it is called;
    ``label`` what it is called; ``group`` the programme or plan that it belongs to.
    """

    iri: URIRef
    kind: Kind
    name: Texts
    label: Texts
    group: Texts
    properties: tuple[PropertyChange, ...]


@dataclass(frozen=True)
class Changes:
    """What changed: in what sources and registers say, and in what we add to them."""

    things: tuple[ThingChange, ...]
    interpretations: tuple[ThingChange, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing changed."""
        return not self.things and not self.interpretations
