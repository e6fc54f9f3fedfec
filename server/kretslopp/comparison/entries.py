"""What each programme says of its actions: one entry a row of its tables.

An entry is a municipal action, or the programme's participation in a regional
action: years, marks and organisations are said of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.comparison.reading import NOTHING, Said, said, texts, values
from kretslopp.comparison.records import UNREAD, Reading, readings
from kretslopp.comparison.selection import Municipality, Programme, Selection
from kretslopp.comparison.states import State
from kretslopp.engine import Engine
from kretslopp.namespaces import DCTERMS, KL, RDFS

_MOST_NAMED = 50  # programmes that a query names; of more it reads all, and leaves out afterwards
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
    said: Said
    reading: Reading
    certain_only: bool

    def may_use(self, head: str) -> bool:
        """Return whether the cell under this head may be used."""
        return self.reading.may_use(head, certain_only=self.certain_only)

    def integer(self, name: URIRef, head: str, *, last: bool = False) -> int | None:
        """Return the whole number of a property, None where its cell may not be used."""
        return self.said.integer(name, last=last) if self.may_use(head) else None

    def iris(self, name: URIRef, head: str) -> tuple[URIRef, ...]:
        """Return the things of a property, none where its cell may not be used."""
        return self.said.iris(name) if self.may_use(head) else ()

    def state(self, head: str, value: object) -> State | None:
        """Return the state of a cell, None where it may not be used."""
        return self.reading.state(head, value) if self.may_use(head) else None


def entries(engine: Engine, selection: Selection, names: Iterable[URIRef]) -> tuple[Entry, ...]:
    """Return the entries of the selected programmes, in the order of programmes and numbers.

    ``names`` are the properties to read beside number and title.
    """
    known = {item.iri: item for item in selection.programmes if item.iri is not None}
    pattern = f"{_restriction(selection, known)}?thing kl:inProgramme ?programme ."
    own = (KL.inProgramme, KL.action, DCTERMS.identifier, DCTERMS.title, *names)
    found = said(engine, pattern, own)
    read = readings(engine, pattern, _TABLES)
    shared = said(
        engine,
        pattern.replace("?thing", "?entry") + " ?entry kl:action ?thing .",
        (DCTERMS.identifier, DCTERMS.title, RDFS.label),
    )
    listed = []
    for iri, of in found.items():
        programme = known.get(of.iri(KL.inProgramme) or iri)
        if programme is None:
            continue
        action = of.iri(KL.action)
        common = shared.get(action, NOTHING) if action else NOTHING
        reading = read.get(iri, UNREAD)
        may_name = reading.may_use("åtgärder", certain_only=selection.certain_only)
        listed.append(
            Entry(
                iri,
                action or iri,
                programme,
                action is not None,
                of.text(DCTERMS.identifier, "sv") or common.text(DCTERMS.identifier, "sv"),
                texts(of, common, DCTERMS.title, selection.language, RDFS.label)
                if may_name
                else None,
                of,
                reading,
                selection.certain_only,
            )
        )
    place = {programme: number for number, programme in enumerate(selection.programmes)}
    return tuple(sorted(listed, key=lambda item: (place[item.programme], *order(item))))


def members(found: Iterable[Entry]) -> Iterable[tuple[Municipality, Entry]]:
    """Yield each entry with each selected municipality of its programme."""
    for entry in found:
        for municipality in entry.programme.municipalities:
            yield municipality, entry


def order(entry: Entry) -> tuple[bool, tuple[tuple[int, str], ...], str]:
    """Return a key that sorts R before K, and K2 before K10."""
    return not entry.is_regional, natural(entry.code or ""), entry.iri


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts 2 before 10, and 1.2 before 1.10."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _restriction(selection: Selection, known: Iterable[URIRef]) -> str:
    listed = list(known)
    if selection.is_whole or len(listed) > _MOST_NAMED:
        return ""
    return f"VALUES ?programme {{ {values(listed)} }} "
