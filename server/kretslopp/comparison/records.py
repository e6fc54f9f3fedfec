"""What was read of a row: which cells there are, and which of them are uncertain."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.comparison.reading import rows, said
from kretslopp.comparison.states import NO, NOT_MARKED, NOT_STATED, YES, State
from kretslopp.engine import Engine
from kretslopp.namespaces import KL

_UNCERTAIN = "SELECT ?record ?head WHERE { ?record kl:uncertainColumn ?head }"


@dataclass(frozen=True)
class SourceTable:
    """A table of a document: its IRI, its name, the heads of the columns that it has."""

    iri: URIRef
    name: str
    heads: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """The rows of tables that one thing was read from."""

    tables: tuple[SourceTable, ...] = ()
    uncertain: frozenset[str] = frozenset()

    def has(self, head: str) -> bool:
        """Return whether a row that was read has a cell under this head, empty or not."""
        return any(head in table.heads for table in self.tables)

    def may_use(self, head: str, *, certain_only: bool) -> bool:
        """Return whether a cell may be used: not where only certain ones are, and it is not."""
        return not (certain_only and head in self.uncertain)

    def state(self, head: str, value: object) -> State:
        """Return the state of a cell, whose value is None where it says nothing."""
        if value is not None:
            return NO if value is False else YES
        return NOT_MARKED if self.has(head) else NOT_STATED


UNREAD = Reading()


def source_tables(engine: Engine) -> dict[URIRef, SourceTable]:
    """Return the tables of all documents, by IRI."""
    found = said(engine, "?thing a kl:SourceTable .", (KL.tableName, KL.column))
    return {
        iri: SourceTable(
            iri,
            next((str(name) for name in of.all(KL.tableName)), ""),
            frozenset(map(str, of.all(KL.column))),
        )
        for iri, of in found.items()
    }


def readings(engine: Engine, pattern: str, names: frozenset[str]) -> Mapping[URIRef, Reading]:
    """Return what was read of each ``?thing`` of a pattern, in the tables of these names."""
    tables = source_tables(engine)
    doubts: dict[URIRef, set[str]] = {}
    for record, head in rows(engine, _UNCERTAIN):
        if isinstance(record, URIRef):
            doubts.setdefault(record, set()).add(str(head))
    query = (
        f"SELECT DISTINCT ?thing ?record ?table WHERE {{ {pattern} "
        "?thing prov:wasDerivedFrom ?record . ?record kl:table ?table }"
    )
    found: dict[URIRef, tuple[set[SourceTable], set[str]]] = {}
    for thing, record, table in rows(engine, query):
        if isinstance(thing, URIRef) and isinstance(table, URIRef) and isinstance(record, URIRef):
            of = tables.get(table)
            if of is not None and of.name in names:
                read, uncertain = found.setdefault(thing, (set(), set()))
                read.add(of)
                uncertain |= doubts.get(record, set())
    return {
        thing: Reading(tuple(sorted(read, key=lambda table: table.iri)), frozenset(uncertain))
        for thing, (read, uncertain) in found.items()
    }
