"""Where the marks for legal requirements differ."""

from collections.abc import Iterator, Mapping

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.comparison.groups import Group, groups
from kretslopp.comparison.table import Row, of_entry, of_group, of_programme, text
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.programmes import Programme, Selection
from kretslopp.reading.states import NOT_STATED, READ
from kretslopp.schema import heads_of

MARK = KL.legallyRequired
(HEAD,) = heads_of(MARK)
# The region and period of a regional action: whose rows a programme has.
_County = tuple[str, ...]


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield the marks of each group whose marks that were read are not all the same.

    A programme of the same region whose tables lack the regional action has a
    row that says not-stated.
    """
    listed = entries(engine, selection, (MARK,))
    of_county: dict[_County, dict[URIRef | None, Programme]] = {}
    for entry in listed:
        if entry.is_regional:
            programmes = of_county.setdefault(_county(entry.action), {})
            programmes[entry.programme.iri] = entry.programme
    for group in groups(engine, listed):
        states = {entry.iri: mark(entry) for entry in group.entries}
        if len(READ & set(states.values())) < 2:
            continue
        for municipality, entry in members(group.entries):
            row = of_entry(municipality, entry)
            yield {**of_group(group), **row, "mark": states[entry.iri]}
        yield from _not_read(group, of_county)


def mark(entry: Entry) -> str | None:
    """Return the state of an entry's mark, None where it may not be used."""
    return entry.state(HEAD, entry.description.truth(MARK))


def _county(action: URIRef) -> _County:
    address = addresses.read(action)
    return address.parts[:-1] if address else ()


def _not_read(
    group: Group, of_county: Mapping[_County, Mapping[URIRef | None, Programme]]
) -> Iterator[Row]:
    regional = {entry.action for entry in group.entries if entry.is_regional}
    if len(regional) != 1:
        return
    (action,) = regional
    have = {entry.programme.iri for entry in group.entries}
    first = group.entries[0]
    for iri, programme in of_county[_county(action)].items():
        if iri in have:
            continue
        for municipality in programme.municipalities:
            yield {
                **of_group(group),
                **of_programme(municipality, programme),
                "code": first.code,
                "title": first.title,
                "mark": NOT_STATED,
                "action": text(action),
            }
