"""The way back: which cells a triple was read from, derived from what the columns say."""

from collections.abc import Iterator, Mapping
from functools import cache

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.namespaces import PROV, QB, RDF
from kretslopp.schema.loading import load_contracts, load_things
from kretslopp.schema.model import Origin, Step

CONTRACTS = load_contracts()
THINGS = load_things()

_ROW = Origin(Step.ROW)


def origin(table: str, address: str, predicate: URIRef, value: Node | None = None) -> Origin | None:
    """Return which cells of a row of ``table`` say this of a thing, or None.

    ``address`` is the first part of the thing's address (``action``, ``goal``). None means
    that rows of this table say nothing of the sort: a footnote's row is a source of the
    action that it is of, but only of its note.
    """
    if predicate == PROV.wasDerivedFrom:
        return _ROW
    if (predicate, value) == (RDF.type, QB.Observation):
        predicate = QB.dataSet  # what makes it an observation puts it into the cube
    return _origins().get((table, address), {}).get(predicate)


def heads_of(predicate: URIRef, *addresses: str) -> tuple[str, ...]:
    """Return the heads of the columns of its own row that a property of a thing is read from.

    ``addresses`` are the first parts that the thing's address may have; any where none is
    given. Each head stands once, in the order of the things.
    """
    of_property = [
        origins[predicate]
        for (_, address), origins in _origins().items()
        if predicate in origins and (not addresses or address in addresses)
    ]
    alternatives = [
        head for origin in of_property for cell in origin.columns for head in cell.split("|")
    ]
    return tuple(dict.fromkeys(head for head in alternatives if "." not in head))


@cache
def _origins() -> Mapping[tuple[str, str], Mapping[URIRef, Origin]]:
    """Return the origins of what rows say, by table and the thing's address."""
    by_thing: dict[tuple[str, str], dict[URIRef, Origin]] = {}
    for thing in THINGS:
        for table in thing.tables:
            origins = by_thing.setdefault((table, thing.address), {})
            origins.update(_said(table, thing.name))
            origins.update(thing.made)
    return by_thing


def _said(table: str, thing: str) -> Iterator[tuple[URIRef, Origin]]:
    for column in CONTRACTS[table].columns:
        for statement in column.says_of(thing):
            yield statement.property, Origin(statement.value.step, (column.name,))
