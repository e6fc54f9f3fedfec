"""The documents behind programmes: which tables they have, whether they hold all of them."""

from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import descriptions, solutions
from kretslopp.reading.programmes import Programme
from kretslopp.reading.sources import SourceTable, source_tables
from kretslopp.reading.states import NO, NOT_STATED, YES, State

_PLAN_ROWS = """
SELECT DISTINCT ?thing ?class ?table WHERE {
  ?thing a ?class ; prov:wasDerivedFrom ?record . FILTER (?class IN (kl:Plan, kl:ActionProgramme))
  ?record kl:table ?table . ?table kl:tableName "plan" .
}
"""
Key = tuple[str, ...]  # of whom and when: the owner and the period in the addresses of records


@dataclass(frozen=True)
class Document:
    """One document: its period, its tables by name, whether they hold only parts of it."""

    key: Key
    period: str
    tables: dict[str, SourceTable]
    partial: State


class Documents:
    """The documents of the graph, by the plans and programmes that stand in them."""

    def __init__(self, engine: Engine) -> None:
        tables: dict[Key, dict[str, SourceTable]] = {}
        for iri, table in source_tables(engine).items():
            tables.setdefault(_key(iri), {})[table.name] = table
        partial = _partial(engine)
        self._of: dict[URIRef, set[Key]] = {}
        self._of_programmes: set[Key] = set()
        for thing, class_iri, table_iri in solutions(engine, _PLAN_ROWS):
            if isinstance(thing, URIRef) and isinstance(table_iri, URIRef):
                self._of.setdefault(thing, set()).add(_key(table_iri))
                if class_iri == KL.ActionProgramme:
                    self._of_programmes.add(_key(table_iri))
        self._known = {
            key: Document(key, key[-1], by_name, partial.get(key, NOT_STATED))
            for key, by_name in tables.items()
            if key
        }

    def of(self, programme: Programme) -> tuple[Document, ...]:
        """Return the documents that a programme and its plan were read from.

        A document of another programme of the plan is not among them.
        """
        of_plan = self._keys(programme.plan) - self._of_programmes
        keys = self._keys(programme.iri) | of_plan
        return tuple(self._known[key] for key in sorted(keys) if key in self._known)

    def _keys(self, thing: URIRef | None) -> set[Key]:
        return set() if thing is None else self._of.get(thing, set())


def _partial(engine: Engine) -> dict[Key, State]:
    states = {}
    for of in descriptions(engine, "?thing kl:partial ?any .", (KL.partial, KL.table)).values():
        truth, table = of.truth(KL.partial), of.iri(KL.table)
        if table is not None:
            states[_key(table)] = YES if truth else NO
    return states


def _key(table: URIRef) -> Key:
    """Return of whom and when a table is: ``record/borlange/2023-2026/municipal``."""
    address = addresses.read(table)
    return address.parts[:-1] if address else ()
