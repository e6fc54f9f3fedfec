"""Which actions are compared: one regional action, or actions that the interpretation aligns.

Alignments (skos:exactMatch, skos:closeMatch) make groups: whatever is joined by
a chain of them. So an action is in one group, however many programmes it has
counterparts in, and their number costs no more than the alignments.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.namespaces import SKOS
from kretslopp.reading.descriptions import solutions
from kretslopp.reading.entries import Entry
from kretslopp.reading.interpretations import combined, statuses

Basis = OneOf["same", "exact", "close"]

_LINKS = """
SELECT DISTINCT ?a ?how ?b WHERE {
  ?a ?how ?b . FILTER (?how IN (skos:exactMatch, skos:closeMatch) && ?a != ?b)
}
"""
_Pair = frozenset[URIRef]


@dataclass(frozen=True)
class Group:
    """Entries that are compared: why, and whether the alignments behind are accepted.

    ``iri`` is the action that comes first among all that are joined. ``basis``
    is None for an action that stands alone, ``status`` where nothing is aligned.
    """

    iri: URIRef
    basis: Basis | None
    status: str | None
    entries: tuple[Entry, ...]

    @property
    def is_compared(self) -> bool:
        """Return whether it has entries of at least two programmes."""
        return len({entry.programme.iri for entry in self.entries}) > 1


class _Union:
    """Things joined two by two, and which of those that hang together comes first."""

    def __init__(self) -> None:
        self._parents: dict[URIRef, URIRef] = {}

    def first(self, thing: URIRef) -> URIRef:
        """Return the first of all that hang together with a thing, itself included."""
        top = thing
        while (parent := self._parents.get(top, top)) != top:
            top = parent
        while (parent := self._parents.get(thing, thing)) != top:
            self._parents[thing] = top
            thing = parent
        return top

    def join(self, a: URIRef, b: URIRef) -> None:
        """Join two things."""
        low, high = sorted((self.first(a), self.first(b)))
        self._parents[high] = low


class Alignments:
    """The alignments of the graph, as groups of actions."""

    def __init__(self, engine: Engine) -> None:
        self._all, self._exact = _Union(), _Union()
        pairs: set[_Pair] = set()
        for a, how, b in solutions(engine, _LINKS):
            if isinstance(a, URIRef) and isinstance(b, URIRef):
                pairs.add(frozenset((a, b)))
                self._all.join(a, b)
                if how == SKOS.exactMatch:
                    self._exact.join(a, b)
        self._statuses: dict[_Pair, set[str]] = {}
        for linked, of in statuses(engine, (SKOS.exactMatch, SKOS.closeMatch)).items():
            self._statuses.setdefault(frozenset(linked), set()).update(of)
        self._links: dict[URIRef, list[_Pair]] = {}
        for pair in pairs:
            self._links.setdefault(self.first(min(pair)), []).append(pair)

    def first(self, action: URIRef) -> URIRef:
        """Return the first of all actions that are joined with this one, itself included."""
        return self._all.first(action)

    def basis(self, actions: frozenset[URIRef]) -> Basis:
        """Return why actions of one group are compared."""
        if len(actions) == 1:
            return "same"
        return "exact" if len({self._exact.first(action) for action in actions}) == 1 else "close"

    def status(self, actions: frozenset[URIRef]) -> str | None:
        """Return whether the alignments of actions are accepted; one proposed makes all proposed.

        Where they are joined only by way of others, the status is that of the whole group.
        """
        links = self._links.get(self.first(min(actions)), [])
        own = [pair for pair in links if pair <= actions]
        return combined(status for pair in own or links for status in self._statuses.get(pair, ()))


def groups(engine: Engine, entries: Iterable[Entry]) -> Iterator[Group]:
    """Yield every group: those compared first, each in the order of its first entry."""
    alignments = Alignments(engine)
    joined: dict[URIRef, list[Entry]] = {}
    for entry in entries:
        joined.setdefault(alignments.first(entry.action), []).append(entry)
    made = [_group(alignments, first, of) for first, of in joined.items()]
    yield from (group for group in made if group.is_compared)
    yield from (group for group in made if not group.is_compared)


def _group(alignments: Alignments, first: URIRef, entries: list[Entry]) -> Group:
    of = tuple(entries)
    if len({entry.programme.iri for entry in of}) < 2:
        return Group(first, None, None, of)
    actions = frozenset(entry.action for entry in of)
    basis = alignments.basis(actions)
    status = None if basis == "same" else alignments.status(actions)
    return Group(first, basis, status, of)
