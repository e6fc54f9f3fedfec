"""What several tables need: names of things, and the row of a document that each was read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.comparison.entries import natural
from kretslopp.comparison.reading import NOTHING, Said, rows, said
from kretslopp.comparison.records import Reading, SourceTable
from kretslopp.comparison.selection import Municipality, municipalities
from kretslopp.comparison.states import NOT_STATED, State
from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.publication.dumps.tables.csv_files import Value

Cells = dict[str, Value]

_DERIVED = "SELECT DISTINCT ?thing ?record { ?thing prov:wasDerivedFrom ?record }"
_WORDS = """
SELECT ?record ?words {
  ?record kl:cell ?cell . ?cell kl:columnHead "källa" ; kl:printedValue ?words
}
"""
_OF_RECORDS = (KL.table, KL.row, KL.firstLine, KL.lastLine, KL.uncertainColumn, KL.partial)
_NAMED = (RDFS.label, DCTERMS.identifier)


@dataclass(frozen=True)
class SourceRow:
    """The row of a table that a thing was read from; what is said of the row and of its table."""

    table: URIRef
    name: str
    document: URIRef | None
    of_table: Said
    of_row: Said
    words: str | None

    def state(self, head: str, value: object) -> State:
        """Return the state of a cell under this head, whose value is None where it is empty."""
        heads = frozenset(map(str, self.of_table.all(KL.column)))
        return Reading((SourceTable(self.table, self.name, heads),)).state(head, value)


class Ground:
    """Names and source rows of everything, read at once.

    Raises EngineFailure when the engine can't answer.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.municipalities = municipalities(engine, "sv")
        self._named: dict[URIRef, Said] = {}
        self._rows = _source_rows(engine)

    def learn(self, pattern: str) -> None:
        """Read what each ``?thing`` of a graph pattern is called."""
        self._named |= said(self.engine, pattern, _NAMED)

    def name(self, thing: URIRef | None, language: Language = "sv") -> str | None:
        """Return what a thing is called, in the other language where it must be."""
        if thing is None:
            return None
        return self._named.get(thing, NOTHING).text(RDFS.label, language) or str(thing)

    def names(self, things: Iterable[URIRef]) -> list[str]:
        """Return what things are called, in their order."""
        return [self.name(thing) or str(thing) for thing in things]

    def codes(self, things: Iterable[URIRef]) -> tuple[list[str], list[str]]:
        """Return numbers and IRIs of things in the order of the numbers."""
        found = sorted(
            ((self.code(thing), str(thing)) for thing in things),
            key=lambda pair: (natural(pair[0]), pair[1]),
        )
        return [code for code, _ in found], [iri for _, iri in found]

    def code(self, thing: URIRef) -> str:
        """Return the number of a thing; of one without any its name in its address."""
        return self.identifier(thing) or slug(thing) or str(thing)

    def identifier(self, thing: URIRef | None) -> str | None:
        """Return the number of a thing, None where it has none."""
        known = self._named.get(thing, NOTHING) if thing is not None else NOTHING
        return known.text(DCTERMS.identifier, "sv")

    def members(self, municipality_iris: Iterable[URIRef]) -> Cells:
        """Return the cells that say whose a row is."""
        found = [
            self.municipalities.get(iri) or Municipality(iri, slug(iri) or str(iri), str(iri))
            for iri in sorted(municipality_iris)
        ]
        return {
            "municipality": [item.slug for item in found],
            "municipality_name": [item.name for item in found],
        }

    def row(self, thing: URIRef, *names: str) -> SourceRow | None:
        """Return the row of one of these tables that a thing was read from, or None."""
        return next((row for row in self._rows.get(thing, ()) if row.name in names), None)


def _source_rows(engine: Engine) -> dict[URIRef, list[SourceRow]]:
    tables = said(engine, "?thing a kl:SourceTable .", (KL.tableName, KL.column, KL.document))
    records = said(engine, "?thing kl:table ?any .", _OF_RECORDS)
    words = {record: str(text) for record, text in rows(engine, _WORDS)}
    found: dict[URIRef, list[SourceRow]] = {}
    for thing, record in sorted(rows(engine, _DERIVED)):
        of_row = records.get(record) if isinstance(record, URIRef) else None
        table = of_row.iri(KL.table) if of_row else None
        if of_row is None or table is None or not isinstance(thing, URIRef):
            continue
        of_table = tables.get(table, NOTHING)
        found.setdefault(thing, []).append(
            SourceRow(
                table,
                of_table.text(KL.tableName, "sv") or "",
                of_table.iri(KL.document),
                of_table,
                of_row,
                words.get(record),
            )
        )
    return found


def source_cells(row: SourceRow | None) -> Cells:
    """Return the cells that say where a row was read; empty ones where it is not known."""
    of = row.of_row if row else NOTHING
    return {
        "uncertain_columns": sorted(map(str, of.all(KL.uncertainColumn))),
        "source": row.words if row else None,
        "document": text(row.document) if row else None,
        "source_table": text(row.table) if row else None,
        "row": of.integer(KL.row),
        "first_line": of.integer(KL.firstLine),
        "last_line": of.integer(KL.lastLine),
    }


def state(row: SourceRow | None, head: str, value: object) -> State:
    """Return the state of a cell; of a row that was not read it is not stated."""
    return row.state(head, value) if row else NOT_STATED


def text(value: object) -> str | None:
    """Return an IRI or a literal as plain text."""
    return None if value is None else str(value)


def slug(iri: URIRef | None) -> str | None:
    """Return the last part of an address of ours: the name of a municipality or concept."""
    address = addresses.read(iri) if iri is not None else None
    return address.parts[-1] if address and address.parts else None


def in_language(language: Language, name: URIRef, *sources: Said) -> str | None:
    """Return a text in exactly one language, from the first source that has it."""
    for source in sources:
        for value in source.all(name):
            if isinstance(value, Literal) and value.language == language:
                return str(value)
    return None


def literal(of: Said, name: URIRef) -> str | None:
    """Return the first value of a property as the graph writes it."""
    return next((str(value) for value in of.all(name)), None)


def day(of: Said, name: URIRef) -> str | None:
    """Return the day of a point in time: ``2025-07-28``."""
    moment = literal(of, name)
    return None if moment is None else moment[:10]


def key_of(cells: Mapping[str, Value], *names: str) -> tuple[object, ...]:
    """Return a key that sorts rows by some of their cells, numbers in texts as numbers."""
    return tuple(natural(_joined(cells[name])) for name in names)


def _joined(value: Value) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, str | int) else ";".join(value)
