"""Recommended actions: who has taken them up, and when."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kretslopp.comparison import timing
from kretslopp.comparison.groups import groups
from kretslopp.comparison.table import Row, iris, joined, of_entry, of_group, of_programme
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.organisations import Organisations
from kretslopp.reading.programmes import Selection
from kretslopp.reading.states import NO, NOT_MARKED, NOT_STATED, YES
from kretslopp.schema import heads_of

(HEAD,) = heads_of(KL.recommendedForAll)


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield the recommended actions, and for each programme without any a row that says why."""
    names = (KL.recommendedForAll, KL.startYear, KL.endYear, KL.responsible)
    municipal = [item for item in entries(engine, selection, names) if not item.is_regional]
    organisations = Organisations(engine, selection.language)
    for group in groups(engine, [item for item in municipal if state(item) == YES]):
        for municipality, entry in members(group.entries):
            responsible = entry.iris(KL.responsible, "ansvar")
            yield {
                **of_group(group),
                **of_entry(municipality, entry),
                "recommended": YES,
                "start_year": timing.start(entry),
                "end_year": timing.end(entry),
                "responsible": joined(organisations.of(iri).name for iri in responsible),
                "responsible_iris": iris(responsible),
            }
    yield from _without(municipal, selection)


def state(entry: Entry) -> str | None:
    """Return the state of an entry's mark, None where it may not be used."""
    return entry.state(HEAD, entry.description.truth(KL.recommendedForAll))


def _without(municipal: Iterable[Entry], selection: Selection) -> Iterator[Row]:
    """Yield a row for each programme without a recommended action: what it says instead."""
    states: dict[URIRef | None, set[str | None]] = {}
    for entry in municipal:
        states.setdefault(entry.programme.iri, set()).add(state(entry))
    for municipality, programme in selection.members:
        said = states.get(programme.iri, {NOT_STATED})
        if programme.iri is not None and YES not in said:
            known = next((state for state in (NOT_MARKED, NO, NOT_STATED) if state in said), None)
            yield {**of_programme(municipality, programme), "recommended": known}
