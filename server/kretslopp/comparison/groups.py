"""Which actions are compared: one regional action, or actions that the interpretation aligns.

Alignments (skos:exactMatch, skos:closeMatch) make groups: whatever is joined by
a chain of them. So an action is in one group, however many programmes it has
counterparts in, and their number costs no more than the alignments.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.comparison.entries import Entry
from kretslopp.comparison.reading import rows
from kretslopp.engine import Engine
from kretslopp.namespaces import SKOS

Basis = OneOf["same", "exact", "close"]

_LINKS = """
SELECT DISTINCT ?a ?how ?b WHERE {
  ?a ?how ?b . FILTER (?how IN (skos:exactMatch, skos:closeMatch) && ?a != ?b)
}
"""
_STATUSES = """
SELECT DISTINCT ?a ?b ?status WHERE {
  ?interpretation rdf:predicate ?how ; rdf:subject ?a ; rdf:object ?b ;
    kl:interpretationStatus ?status .
  FILTER (?how IN (skos:exactMatch, skos:closeMatch))
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


class Alignments:
    """The alignments of the graph, as groups of actions."""

    def __init__(self, engine: Engine) -> None:
        self._parents: dict[URIRef, URIRef] = {}
        exact: dict[_Pair, bool] = {}
        for a, how, b in rows(engine, _LINKS):
            if isinstance(a, URIRef) and isinstance(b, URIRef):
                pair = frozenset((a, b))
                exact[pair] = exact.get(pair, False) or how == SKOS.exactMatch
        for pair in sorted(exact, key=sorted):
            self._join(*sorted(pair))
        statuses = self._statuses(engine)
        self._close = {self.first(min(pair)) for pair, is_exact in exact.items() if not is_exact}
        self._status: dict[URIRef, set[str]] = {}
        for pair in exact:
            self._status.setdefault(self.first(min(pair)), set()).update(statuses.get(pair, ()))

    @staticmethod
    def _statuses(engine: Engine) -> dict[_Pair, set[str]]:
        found: dict[_Pair, set[str]] = {}
        for a, b, status in rows(engine, _STATUSES):
            address = addresses.read(status) if isinstance(status, URIRef) else None
            if isinstance(a, URIRef) and isinstance(b, URIRef) and address:
                found.setdefault(frozenset((a, b)), set()).add(address.parts[-1])
        return found

    def first(self, action: URIRef) -> URIRef:
        """Return the first of all actions that are joined with this one, itself included."""
        top = action
        while (parent := self._parents.get(top, top)) != top:
            top = parent
        while (parent := self._parents.get(action, action)) != top:
            self._parents[action] = top
            action = parent
        return top

    def _join(self, a: URIRef, b: URIRef) -> None:
        low, high = sorted((self.first(a), self.first(b)))
        self._parents[high] = low

    def basis(self, first: URIRef, actions: Iterable[URIRef]) -> Basis:
        """Return why actions of one group are compared."""
        if len(set(actions)) == 1:
            return "same"
        return "close" if first in self._close else "exact"

    def status(self, first: URIRef) -> str | None:
        """Return whether a group's alignments are accepted; one proposed makes all proposed."""
        said = self._status.get(first, set())
        return "proposed" if "proposed" in said else next(iter(sorted(said)), None)


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
    basis = alignments.basis(first, [entry.action for entry in of])
    status = None if basis == "same" else alignments.status(first)
    return Group(first, basis, status, of)
