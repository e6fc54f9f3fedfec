"""From a cell of a comparison back to the cells of the source, as printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.comparison import completeness, goal_themes
from kretslopp.comparison.descriptor import Descriptor, descriptors
from kretslopp.comparison.goals import Goals
from kretslopp.comparison.reading import NOTHING, Said, said, values
from kretslopp.comparison.records import SourceTable, source_tables
from kretslopp.comparison.selection import Selection, programmes
from kretslopp.comparison.states import NOT_MARKED, NOT_STATED, YES
from kretslopp.comparison.table import Row, Value, text
from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS

# What an explanation says of each cell, and pandas' type of it.
COLUMNS = {
    "column": "string",  # of the comparison
    "source_column": "string",  # its head in the source's table
    "state": "string",
    "words": "string",  # as printed
    "corrected": "string",  # what a correction puts in their place
    "document": "string",
    "source": "string",  # where the row itself says that it comes from, else the document's address
    "table": "string",
    "row": "Int64",  # as a spreadsheet counts: the head is row 1
    "first_line": "Int64",  # of the document
    "last_line": "Int64",
    "record": "string",  # IRI
}
# The tables that a thing's cells stand in: a footnote's row is a source too, but of its text.
_TABLES = {
    "entry": frozenset({"regional", "municipal"}),
    # A goal whose text is in no table stands in the rows that name it.
    "goal": frozenset({"goals", "regional", "municipal"}),
    "target": frozenset({"targets"}),
    "from_target": frozenset({"targets"}),
}


def explain(engine: Engine, row: Mapping[str, object], language: Language) -> tuple[Row, ...]:
    """Return the cells of the source behind each cell of a row, by the names of ``COLUMNS``.

    ``row`` is one row of any comparison, with its columns of IRIs. A count or a
    share has a cell for each that was counted. Raises WrongUse for what is no
    row of a comparison.
    """
    descriptor = _descriptor(row)
    cells = {name: _plain(value) for name, value in row.items()}
    if descriptor.name == "goal-themes":
        found = _of_coverage(engine, cells, language)
    elif descriptor.name == "completeness":
        found = _of_column(engine, cells)
    else:
        found = _of_row(descriptor, cells)
    return tuple(_Sources(engine, language).cells(list(found)))


@dataclass(frozen=True)
class _Asked:
    """A cell to look up: for which column, of what, in which tables, under which heads.

    ``record`` is the row of the source itself, where that is known.
    """

    column: str
    thing: URIRef | None
    tables: frozenset[str]
    heads: tuple[str, ...]
    record: URIRef | None = None


def _descriptor(row: Mapping[str, object]) -> Descriptor:
    names = set(row)
    fitting = [
        descriptor
        for descriptor in descriptors().values()
        if names <= {column.name for column in descriptor.columns} and names >= _needed(descriptor)
    ]
    if not fitting:
        raise WrongUse(
            Fault(
                "This is not a row of a comparison.",
                advice="Give a row as a comparison returned it, its columns of IRIs included.",
            )
        )
    return min(fitting, key=lambda descriptor: len(descriptor.columns))


def _needed(descriptor: Descriptor) -> set[str]:
    if descriptor.name == "goal-themes":
        return {"theme", "programme", "plan"}
    if descriptor.name == "completeness":
        return {"column", "source_table"}
    return {trace.thing for traces in descriptor.traces.values() for trace in traces}


def _plain(value: object) -> Value:
    """Return a cell without pandas' own kind of nothing."""
    if isinstance(value, str | int | float) and value == value:
        return value
    return None


def _iri(value: Value) -> URIRef | None:
    return URIRef(value) if isinstance(value, str) else None


def _of_row(descriptor: Descriptor, row: Row) -> Iterator[_Asked]:
    things = {name: _iri(row[name]) for name in _needed(descriptor)}
    nothing_known = not any(things.values())
    for column in descriptor.columns:
        for trace in descriptor.traces.get(column.name, ()) if column.name in row else ():
            thing = things[trace.thing]
            if thing is None and not nothing_known:
                continue  # such as the value before the first
            yield _Asked(column.name, thing, _TABLES[trace.thing], trace.heads)


def _of_coverage(engine: Engine, row: Row, language: Language) -> Iterator[_Asked]:
    theme, programme, plan = _iri(row["theme"]), _iri(row["programme"]), _iri(row["plan"])
    own = tuple(p for p in programmes(engine, language) if (p.iri, p.plan) == (programme, plan))
    if theme is None:
        return
    selection = Selection(own, (), is_whole=False, certain_only=False, language=language)
    goals = Goals(engine, selection)
    for goal in sorted(goals.by_theme(plan).get(theme, ())):
        yield _Asked("goals", goal, _TABLES["goal"], ("mål", "nyckel"))
    for of in goal_themes.coverage(engine, selection, goals).values():
        for name, entries, head in (
            ("municipal_actions", of.municipal, goal_themes.GOALS),
            ("regional_actions", of.regional, goal_themes.GOALS),
            ("indirect_actions", of.indirect, goal_themes.PRECEDING),
        ):
            for entry in sorted(entries.get(theme, ())):
                yield _Asked(name, entry, _TABLES["entry"], (head,))


def _of_column(engine: Engine, row: Row) -> Iterator[_Asked]:
    table, head = _iri(row["source_table"]), row["column"]
    if table is None:
        yield _Asked("filled", None, frozenset(completeness.TABLES), (str(head),))
        return
    found = said(engine, f"VALUES ?table {{ <{table}> }} ?thing kl:table ?table .", (KL.row,))
    for record in sorted(found, key=lambda record: found[record].integer(KL.row) or 0):
        yield _Asked("filled", None, frozenset(completeness.TABLES), (str(head),), record)


class _Sources:
    """Looks up records, cells and documents, each kind at once."""

    def __init__(self, engine: Engine, language: Language) -> None:
        self._engine = engine
        self._language = language

    def cells(self, asked: Sequence[_Asked]) -> Iterator[Row]:
        """Yield the source's cells of each that is asked for."""
        things = {item.thing for item in asked if item.thing is not None}
        derived = self._said(things, (PROV.wasDerivedFrom,))
        records = {item.record for item in asked if item.record is not None}
        for of in derived.values():
            records.update(of.iris(PROV.wasDerivedFrom))
        self._records = self._said(records, (KL.table, KL.row, KL.firstLine, KL.lastLine, KL.cell))
        self._cells = self._said(
            {cell for of in self._records.values() for cell in of.iris(KL.cell)},
            (KL.columnHead, KL.printedValue, KL.correctedValue),
        )
        self._tables = source_tables(self._engine)
        self._documents = self._documents_of_tables()
        for item in asked:
            sources = (
                [item.record]
                if item.record
                else list(derived.get(item.thing or URIRef(""), NOTHING).iris(PROV.wasDerivedFrom))
            )
            yield from self._of(item, sources)

    def _said(self, things: Iterable[URIRef], names: Sequence[URIRef]) -> Mapping[URIRef, Said]:
        listed = sorted(things)
        if not listed:
            return {}
        return said(self._engine, f"VALUES ?thing {{ {values(listed)} }}", names)

    def _documents_of_tables(self) -> Mapping[URIRef, Said]:
        """Return what is known of the document of each table, by table."""
        tables = {table for of in self._records.values() if (table := of.iri(KL.table)) is not None}
        of_table = self._said(tables, (KL.document,))
        documents = self._said(
            {document for of in of_table.values() for document in of.iris(KL.document)},
            (DCTERMS.title, RDFS.label, DCTERMS.source),
        )
        return {
            table: documents.get(of.iri(KL.document) or table, NOTHING)
            for table, of in of_table.items()
        }

    def _of(self, asked: _Asked, sources: Sequence[URIRef]) -> Iterator[Row]:
        nothing: dict[str, Value] = dict.fromkeys(COLUMNS)
        read = [
            (record, of, table)
            for record in sources
            if (of := self._records.get(record)) is not None
            and (table := self._tables.get(of.iri(KL.table) or record)) is not None
            and table.name in asked.tables
        ]
        # Of several rows those that have the cell; one of them where none has.
        having = [item for item in read if item[2].heads & set(asked.heads)]
        if not read:
            head = asked.heads[0]
            yield {**nothing, "column": asked.column, "source_column": head, "state": NOT_STATED}
        for record, of, table in having or read[:1]:
            head = next((head for head in asked.heads if head in table.heads), asked.heads[0])
            yield {
                **nothing,
                "column": asked.column,
                "source_column": head,
                **self._place(record, of, table),
                **self._words(of, head, has_head=head in table.heads),
            }

    def _place(self, record: URIRef, of: Said, table: SourceTable) -> dict[str, Value]:
        document = self._documents.get(table.iri, NOTHING)
        title = document.text(DCTERMS.title, self._language)
        own = self._cell(of, "källa").text(KL.printedValue, "sv")
        return {
            "document": title or document.text(RDFS.label, self._language),
            "source": own or text(document.iri(DCTERMS.source)),
            "table": table.name,
            "row": of.integer(KL.row),
            "first_line": of.integer(KL.firstLine),
            "last_line": of.integer(KL.lastLine),
            "record": text(record),
        }

    def _words(self, of: Said, head: str, *, has_head: bool) -> dict[str, Value]:
        cell = self._cell(of, head)
        printed = cell.text(KL.printedValue, "sv")
        corrected = cell.text(KL.correctedValue, "sv")
        if printed is None and corrected is None:
            return {"state": NOT_MARKED if has_head else NOT_STATED}
        return {"state": YES, "words": printed, "corrected": corrected}

    def _cell(self, of: Said, head: str) -> Said:
        for iri in of.iris(KL.cell):
            cell = self._cells.get(iri, NOTHING)
            if head in map(str, cell.all(KL.columnHead)):
                return cell
        return NOTHING
