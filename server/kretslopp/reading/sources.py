"""Where things were read: tables of documents, their rows and cells, and what is uncertain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.reading.descriptions import (
    NOTHING,
    Description,
    descriptions,
    of_things,
    solutions,
)
from kretslopp.reading.states import State, state
from kretslopp.schema import CONTRACTS

TABLE = (KL.tableName, KL.column, KL.document)
ROW = (
    KL.table,
    KL.row,
    KL.firstLine,
    KL.lastLine,
    KL.uncertainColumn,
    KL.rewordedColumn,
    KL.secondHand,
    KL.partial,
)
CELL = (KL.columnHead, KL.printedValue, KL.ourValue, KL.correctedValue)
DOCUMENT = (DCTERMS.title, RDFS.label, DCTERMS.source)
_UNCERTAIN = "SELECT ?record ?head WHERE { ?record kl:uncertainColumn ?head }"


@dataclass(frozen=True)
class SourceTable:
    """A table of a document: its IRI, its name, the heads of the columns that it has."""

    iri: URIRef
    name: str
    heads: frozenset[str]
    document: URIRef | None


@dataclass(frozen=True)
class SourceCell:
    """A cell of a source's row: the head of its column, and what it says.

    ``printed`` is None where the document prints nothing and a correction fills the
    cell, and where its text is ``ours``: in our words, or a remark on the row.
    ``corrected`` is None where the cell is used as it was read.
    """

    iri: URIRef
    head: str
    printed: str | None
    ours: str | None
    corrected: str | None

    @property
    def text(self) -> str:
        """Return the text that was used."""
        return self.corrected if self.corrected is not None else self.printed or self.ours or ""


@dataclass(frozen=True)
class SourceRow:
    """A row of a source's table, as it was read.

    ``describe`` says what the graph says of a row's table, document and cells.
    """

    iri: URIRef
    describe: Callable[[URIRef], Description]

    @property
    def description(self) -> Description:
        """Return what the graph says of the row itself."""
        return self.describe(self.iri)

    @cached_property
    def table(self) -> SourceTable | None:
        """Return the table that it is a row of; None where the graph does not say."""
        iri = self.description.iri(KL.table)
        return _table(iri, self.describe(iri)) if iri else None

    @property
    def name(self) -> str:
        """Return the name of its table."""
        return self.table.name if self.table else ""

    @property
    def heads(self) -> frozenset[str]:
        """Return the heads of the columns that its table has."""
        return self.table.heads if self.table else frozenset()

    @property
    def document(self) -> Description:
        """Return what the graph says of the document that it stands in."""
        document = self.table.document if self.table else None
        return self.describe(document) if document else NOTHING

    @property
    def file(self) -> str | None:
        """Return the name of the document's file."""
        return self.document.first(KL.fileName)

    @property
    def number(self) -> int | None:
        """Return its number as a spreadsheet shows it: the head is row 1."""
        return self.description.integer(KL.row)

    @property
    def first_line(self) -> int | None:
        """Return its first line in the document, None where that has none."""
        return self.description.integer(KL.firstLine)

    @property
    def last_line(self) -> int | None:
        """Return its last line in the document."""
        return self.description.integer(KL.lastLine)

    @property
    def uncertain(self) -> frozenset[str]:
        """Return the heads of its cells that are uncertain."""
        return frozenset(map(str, self.description.all(KL.uncertainColumn)))

    @property
    def reworded(self) -> frozenset[str]:
        """Return the heads of its cells that are in our own words."""
        return frozenset(map(str, self.description.all(KL.rewordedColumn)))

    @property
    def is_second_hand(self) -> bool | None:
        """Return whether the row is known only at second hand, None where nothing says so."""
        return self.description.truth(KL.secondHand)

    @property
    def cells(self) -> tuple[SourceCell, ...]:
        """Return its cells that are described, in the order of the table's columns."""
        contract = CONTRACTS.get(self.name)
        place = {c.name: number for number, c in enumerate(contract.columns if contract else ())}
        cells = [_cell(iri, self.describe(iri)) for iri in self.description.iris(KL.cell)]
        described = (cell for cell in cells if cell is not None)
        return tuple(sorted(described, key=lambda cell: place.get(cell.head, len(place))))

    def cell(self, head: str) -> SourceCell | None:
        """Return its cell under a head, or None."""
        iri = addresses.cell(self.iri, head)
        cell = _cell(iri, self.describe(iri))
        return cell if cell is not None and cell.head == head else None

    def state(self, head: str, value: object) -> State:
        """Return the state of a cell, whose value is None where it says nothing."""
        return state(value, has_cell=head in self.heads and head not in self.uncertain)


@dataclass(frozen=True)
class SourceCells:
    """The cells that one thing was read from: which there are, which of them are uncertain."""

    tables: tuple[SourceTable, ...] = ()
    uncertain: frozenset[str] = frozenset()

    def has(self, head: str) -> bool:
        """Return whether a row that was read has a cell under this head, empty or not."""
        return any(head in table.heads for table in self.tables)

    def may_use(self, head: str, *, certain_only: bool) -> bool:
        """Return whether a cell may be used: not where only certain ones are, and it is not."""
        return not (certain_only and head in self.uncertain)

    def state(self, head: str, value: object) -> State:
        """Return the state of a cell, whose value is None where it says nothing.

        An empty cell that is uncertain was not seen: nothing is stated.
        """
        return state(value, has_cell=self.has(head) and head not in self.uncertain)


UNREAD = SourceCells()


def source_tables(engine: Engine) -> dict[URIRef, SourceTable]:
    """Return the tables of all documents, by IRI."""
    described = descriptions(engine, "?thing a kl:SourceTable .", TABLE)
    return {iri: _table(iri, of) for iri, of in described.items()}


def source_rows(engine: Engine, records: Iterable[URIRef]) -> dict[URIRef, SourceRow]:
    """Return rows of tables with all their cells, by IRI; none for what is no row."""
    rows = of_things(engine, records, (*ROW, KL.cell))
    known = dict(rows)
    for source, names in ((KL.cell, CELL), (KL.table, TABLE), (KL.document, DOCUMENT)):
        known |= of_things(engine, {iri for of in known.values() for iri in of.iris(source)}, names)
    return {iri: SourceRow(iri, lambda iri: known.get(iri, NOTHING)) for iri in rows}


def source_cells(
    engine: Engine, pattern: str, names: frozenset[str]
) -> Mapping[URIRef, SourceCells]:
    """Return the cells that each ``?thing`` of a pattern was read from in tables of these names."""
    tables = source_tables(engine)
    doubts: dict[URIRef, set[str]] = {}
    for record, head in solutions(engine, _UNCERTAIN):
        if isinstance(record, URIRef):
            doubts.setdefault(record, set()).add(str(head))
    query = (
        f"SELECT DISTINCT ?thing ?record ?table WHERE {{ {pattern} "
        "?thing prov:wasDerivedFrom ?record . ?record kl:table ?table }"
    )
    of_thing: dict[URIRef, tuple[set[SourceTable], set[str]]] = {}
    for thing, record, table in solutions(engine, query):
        if isinstance(thing, URIRef) and isinstance(table, URIRef) and isinstance(record, URIRef):
            of = tables.get(table)
            if of is not None and of.name in names:
                read, uncertain = of_thing.setdefault(thing, (set(), set()))
                read.add(of)
                uncertain |= doubts.get(record, set())
    return {
        thing: SourceCells(tuple(sorted(read, key=lambda table: table.iri)), frozenset(uncertain))
        for thing, (read, uncertain) in of_thing.items()
    }


def _table(iri: URIRef, of: Description) -> SourceTable:
    heads = frozenset(map(str, of.all(KL.column)))
    return SourceTable(iri, of.first(KL.tableName) or "", heads, of.iri(KL.document))


def _cell(iri: URIRef, of: Description) -> SourceCell | None:
    head = of.first(KL.columnHead)
    if head is None:
        return None
    values = (of.first(term) for term in (KL.printedValue, KL.ourValue, KL.correctedValue))
    return SourceCell(iri, head, *values)
