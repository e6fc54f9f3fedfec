"""Who is responsible, rolled up to whom they belong."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison.table import Row, Value, of_entry, text
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.organisations import Organisations
from kretslopp.reading.programmes import Selection

MUNICIPAL, REGIONAL = "ansvar", "ansvar_regionalt"


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each action with each organisation; an action without any has one row."""
    organisations = Organisations(engine, selection.language)
    for municipality, entry in members(entries(engine, selection, (KL.responsible, KL.lead))):
        row = {
            **of_entry(municipality, entry),
            "role": "lead" if entry.is_regional else "responsible",
        }
        for cells in _cells(entry, organisations):
            yield {**row, **cells}


def column(entry: Entry) -> tuple[URIRef, str]:
    """Return the property and the head of the column that say who answers for an entry."""
    return (KL.lead, REGIONAL) if entry.is_regional else (KL.responsible, MUNICIPAL)


def _cells(entry: Entry, organisations: Organisations) -> Iterator[dict[str, Value]]:
    name, head = column(entry)
    named = entry.iris(name, head)
    state = entry.state(head, named or None)
    for iri in named:
        organisation, top = organisations.of(iri), organisations.top(iri)
        yield {
            "state": state,
            "organisation": text(organisation.iri),
            "organisation_name": organisation.name,
            "organisation_kind": organisation.kind,
            "top": text(top.iri),
            "top_name": top.name,
            "top_kind": top.kind,
        }
    if not named:
        yield {"state": state}
