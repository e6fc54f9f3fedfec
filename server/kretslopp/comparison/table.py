"""A comparison as plain rows: what data frames, files and pages are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.comparison.descriptor import Descriptor
from kretslopp.comparison.groups import Group
from kretslopp.reading.descriptions import Text
from kretslopp.reading.entries import Entry
from kretslopp.reading.programmes import Municipality, Programme

_SEPARATOR = "; "  # between the names of one cell

Value = str | int | float | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class ComparisonTable:
    """A comparison: its descriptor, and its rows, each with a value a column.

    None is what the source does not say. ``without`` are municipalities that were
    named, but of which there is no programme or plan to compare; ``beside`` are what belongs
    in one workbook with it.
    """

    descriptor: Descriptor
    rows: tuple[Row, ...]
    without: tuple[Municipality, ...] = ()
    beside: tuple["ComparisonTable", ...] = ()


def text(iri: URIRef | None) -> str | None:
    """Return an IRI as plain text."""
    return None if iri is None else str(iri)


def end_of(iri: Node | None) -> str | None:
    """Return the end of an address of ours, which is a code: ``adopted``; None for none."""
    address = addresses.read(iri) if isinstance(iri, URIRef) else None
    return address.parts[-1] if address and address.parts else None


def joined(names: Iterable[str]) -> str | None:
    """Return names as one text, in their language where they share one; None for none."""
    listed = list(names)
    languages = {name.language if isinstance(name, Text) else "" for name in listed}
    language = languages.pop() if len(languages) == 1 else ""
    return Text.of(_SEPARATOR.join(listed), language) if listed else None


def iris(things: Iterable[URIRef]) -> str | None:
    """Return IRIs as one text, in the order of the names that they stand beside."""
    return joined(map(str, things))


def kind(entry: Entry) -> str:
    """Return whether an entry is of a regional or a municipal action."""
    return "regional" if entry.is_regional else "municipal"


def of_programme(municipality: Municipality, programme: Programme) -> dict[str, Value]:
    """Return the cells that say of whom a row is."""
    return {
        "municipality": municipality.slug,
        "municipality_code": municipality.code,
        "municipality_name": municipality.name,
        "period": programme.period,
        "programme": text(programme.iri),
        "plan": text(programme.plan),
        "partial": programme.partial,
        **of_members(programme),
    }


def of_members(programme: Programme) -> dict[str, Value]:
    """Return the cells that keep a sum over municipalities from counting a joint plan for each."""
    number = len(programme.members)
    return {"members": number, "weight": 1 / number}


def of_entry(municipality: Municipality, entry: Entry) -> dict[str, Value]:
    """Return the cells that say of which action of whom a row is."""
    return {
        **of_programme(municipality, entry.programme),
        "code": entry.code,
        "title": entry.title,
        "entry": text(entry.iri),
        "action": text(entry.action),
    }


def of_group(group: Group) -> dict[str, Value]:
    """Return the cells that say what a row is compared with."""
    return {
        "group": text(group.iri),
        "basis": group.basis,
        "alignment_status": group.status,
    }
