"""What each programme says of its actions: one entry a row of its tables.

An entry is a municipal action, or the programme's participation in a regional
action: years, marks and organisations are said of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.languages import Language, natural
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.reading.descriptions import NOTHING, Description, descriptions
from kretslopp.reading.programmes import Municipality, Programme, Selection
from kretslopp.reading.sources import UNREAD, SourceCells, source_cells
from kretslopp.reading.states import State

_OWN = (KL.inProgramme, KL.action, DCTERMS.identifier, DCTERMS.title)
_IN_PROGRAMME, _ACTION, _CODE, _TITLE = _OWN
_TABLES = frozenset({"regional", "municipal"})


@dataclass(frozen=True)
class Entry:
    """One row of a programme: what it says, and which of its cells may be used.

    ``action`` is the municipal action itself, or the regional one that is shared.
    """

    iri: URIRef
    action: URIRef
    programme: Programme
    is_regional: bool
    code: str | None
    title: str | None
    description: Description
    cells: SourceCells
    certain_only: bool

    def may_use(self, head: str) -> bool:
        """Return whether the cell under this head may be used."""
        return self.cells.may_use(head, certain_only=self.certain_only)

    def integer(self, name: URIRef, head: str, *, last: bool = False) -> int | None:
        """Return the whole number of a property, None where its cell may not be used."""
        return self.description.integer(name, last=last) if self.may_use(head) else None

    def iris(self, name: URIRef, head: str) -> tuple[URIRef, ...]:
        """Return the things of a property, none where its cell may not be used."""
        return self.description.iris(name) if self.may_use(head) else ()

    def state(self, head: str, value: object) -> State | None:
        """Return the state of a cell, None where it may not be used."""
        return self.cells.state(head, value) if self.may_use(head) else None


def entries(engine: Engine, selection: Selection, names: Iterable[URIRef]) -> tuple[Entry, ...]:
    """Return the entries of the selected programmes, in the order of programmes and numbers.

    ``names`` are the properties to read beside number and title.
    """
    pattern = f"{selection.of_programmes}?thing kl:inProgramme ?programme ."
    described = descriptions(engine, pattern, (*_OWN, *names))
    read = source_cells(engine, pattern, _TABLES)
    shared = descriptions(
        engine,
        pattern.replace("?thing", "?entry") + " ?entry kl:action ?thing .",
        (_CODE, _TITLE, RDFS.label),
    )
    programmes = {item.iri: item for item in selection.programmes if item.iri is not None}
    listed = []
    for iri, of in described.items():
        programme = programmes.get(of.iri(_IN_PROGRAMME) or iri)
        if programme is not None:
            common = shared.get(of.iri(_ACTION) or iri, NOTHING)
            listed.append(_entry(iri, programme, of, common, read.get(iri, UNREAD), selection))
    place = {item.iri: number for number, item in enumerate(selection.programmes)}
    return tuple(sorted(listed, key=lambda item: (place[item.programme.iri], *order(item))))


def _entry(
    iri: URIRef,
    programme: Programme,
    of: Description,
    common: Description,
    cells: SourceCells,
    selection: Selection,
) -> Entry:
    """Return an entry; what its action shares with other programmes is ``common``."""
    action = of.iri(_ACTION)
    may_name = cells.may_use("åtgärder", certain_only=selection.certain_only)
    return Entry(
        iri,
        action or iri,
        programme,
        action is not None,
        of.text(_CODE, "sv") or common.text(_CODE, "sv"),
        _title(of, common, selection.language) if may_name else None,
        of,
        cells,
        selection.certain_only,
    )


def _title(of: Description, common: Description, language: Language) -> str | None:
    return of.text(_TITLE, language, common) or common.text(RDFS.label, language)


def members(found: Iterable[Entry]) -> list[tuple[Municipality, Entry]]:
    """Return each entry with each selected municipality of its programme, by municipality."""
    listed = [
        (municipality, entry) for entry in found for municipality in entry.programme.municipalities
    ]
    # Stable: within a municipality and period the entries keep their order.
    return sorted(listed, key=lambda pair: (pair[0].order, pair[1].programme.period))


def order(entry: Entry) -> tuple[object, ...]:
    """Return a key that sorts R before K, and K2 before K10."""
    return not entry.is_regional, natural(entry.code or ""), entry.iri
