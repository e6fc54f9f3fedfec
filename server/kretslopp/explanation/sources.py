"""Where an asserted triple was read from, and who added what we add."""

from collections.abc import Iterator, Mapping
from datetime import date

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.explanation.lookups import Lookups
from kretslopp.explanation.model import Attribution, Cell, Source, Triple
from kretslopp.mapping.register_cells import register_column
from kretslopp.namespaces import DCTERMS, KL, KL_ONTOLOGY, PROV, RDF
from kretslopp.schema import CONTRACTS, Origin, Step, origin

REGISTERS = "data/curation/registers/"
_TABLES = list(CONTRACTS)


class Sources:
    """Finds the sources of asserted triples, and the attributions of interpretations."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    def of(self, triple: Triple, graph: URIRef) -> tuple[Source, ...]:
        """Return what a named graph has a triple from; nothing where it doesn't say.

        That is the case of who has added something, and of the headings of lists.
        """
        kind, *parts = addresses.graph_suffix(graph).split("/")
        match kind:
            case "source":
                found = self._of_source(triple, graph, *parts)
            case "register":
                found = self._of_register(triple, graph, *parts)
            case "provenance":
                found = self._of_record(triple[0])
            case _:
                found = iter((Source(KL_ONTOLOGY, file="ontology/"),))
        return tuple(dict.fromkeys(found))

    def interpretations(self, triple: Triple) -> tuple[Attribution, ...]:
        """Return who says a triple of an interpretation graph.

        What a concept of ours is called stands with the statement that it is one.
        """
        subject, _, _ = triple
        if KL.Interpretation in self._lookups.values(subject, RDF.type):
            about: tuple[URIRef, ...] = (subject,)
        else:
            types = self._lookups.values(subject, RDF.type)
            about = self._lookups.statements(triple) or tuple(
                statement
                for cls in types
                if isinstance(cls, URIRef)
                for statement in self._lookups.statements((subject, RDF.type, cls))
            )
        found = (self._attribution(statement) for statement in about)
        return tuple(item for item in found if item is not None)

    def _of_source(
        self, triple: Triple, graph: URIRef, owner: str, period: str
    ) -> Iterator[Source]:
        subject, predicate, value = triple
        if predicate == PROV.wasDerivedFrom and isinstance(value, URIRef):
            records: tuple[URIRef, ...] = (value,)
        else:
            records = self._lookups.values_in(graph, subject, PROV.wasDerivedFrom)
        (plan,) = self._lookups.having(KL.table, addresses.record(owner, period, "plan"))
        others = {"plan": plan, **self._row_of_action(subject, graph)}
        address = addresses.read(subject)
        kind = address.kind if address else ""
        for record in sorted(records, key=self._order):
            made = origin(self._table(record), kind, predicate, value)
            if made is not None:
                yield from self._of_cells(record, others, made)

    def _row_of_action(self, report: URIRef, graph: URIRef) -> dict[str, URIRef]:
        """Return the row of the action that a follow-up reports on; nothing for other things."""
        action = self._lookups.iri(report, KL.reportsOn)
        rows = self._lookups.values_in(graph, action, PROV.wasDerivedFrom) if action else ()
        of_actions = [row for row in rows if self._table(row) == "municipal"]
        return {"municipal": of_actions[0]} if of_actions else {}

    def _order(self, record: URIRef) -> tuple[int, int]:
        row = self._lookups.text(record, KL.row)
        return _TABLES.index(self._table(record)), int(row or 0)

    def _table(self, record: URIRef) -> str:
        table = self._lookups.iri(record, KL.table)
        return (self._lookups.text(table, KL.tableName) if table else None) or ""

    def _of_cells(
        self, record: URIRef, others: Mapping[str, URIRef], made: Origin
    ) -> Iterator[Source]:
        """Yield a source for each column that has a cell; the row itself where none has."""
        found = False
        for alternatives in made.columns:
            for column in alternatives.split("|"):
                table, _, head = column.rpartition(".")
                row = others[table] if table else record
                cell = self._cell(row, head)
                if cell is not None:
                    found = True
                    yield self._row(row, cell, made.step)
                    break
        if not found:
            yield self._row(record, None, made.step)

    def _row(self, record: URIRef, cell: Cell | None, step: Step | None) -> Source:
        table = self._lookups.iri(record, KL.table)
        first, last = (self._lookups.text(record, p) for p in (KL.firstLine, KL.lastLine))
        reference = self._cell(record, "källa")
        of_table = self._of_table(table) if table else Source(record)
        return Source(
            record,
            of_table.document,
            of_table.title,
            of_table.file,
            reference.text if reference else None,
            of_table.table,
            int(self._lookups.text(record, KL.row) or 0),
            (int(first), int(last)) if first and last else None,
            cell,
            cell.head if cell else None,
            step,
            cell.correction if cell else None,
        )

    def _of_table(self, table: URIRef) -> Source:
        document = self._lookups.iri(table, KL.document)
        name = self._lookups.text(table, KL.tableName)
        of_document = self._of_document(document) if document else Source(table)
        return Source(table, document, of_document.title, of_document.file, table=name)

    def _of_document(self, document: URIRef) -> Source:
        title = self._lookups.text(document, DCTERMS.title)
        file = self._lookups.text(document, KL.fileName)
        return Source(document, document, title, file)

    def _cell(self, record: URIRef, head: str) -> Cell | None:
        iri = addresses.cell(record, head)
        if self._lookups.text(iri, KL.columnHead) != head:
            return None
        uncertain = head in map(str, self._lookups.values(record, KL.uncertainColumn))
        return Cell(
            iri,
            head,
            self._lookups.text(iri, KL.printedValue),
            self._lookups.text(iri, KL.correctedValue),
            uncertain,
            self._attribution(iri),
        )

    def _of_register(self, triple: Triple, graph: URIRef, register: str) -> Iterator[Source]:
        subject, predicate, value = triple
        if predicate == PROV.wasDerivedFrom and isinstance(value, URIRef):
            records: tuple[URIRef, ...] = (value,)
        else:
            records = self._lookups.values_in(graph, subject, PROV.wasDerivedFrom)
        address = addresses.read(subject)
        column = register_column(register, predicate, address.kind if address else "")
        for record in records:
            yield self._entry(record, register, column)
        if not records:
            yield Source(graph, file=_register_file(register), table=register)

    def _entry(self, record: URIRef, register: str, column: str | None) -> Source:
        return Source(
            record,
            file=_register_file(register),
            table=register,
            column=column,
            attribution=self._attribution(record),
        )

    def _of_record(self, thing: URIRef) -> Iterator[Source]:
        """Yield what a record is of: a document, a table, a row, a cell, a register's entry."""
        types = self._lookups.values(thing, RDF.type)
        if KL.SourceCell in types:
            (row,) = self._lookups.having(KL.cell, thing)
            head = self._lookups.text(thing, KL.columnHead)
            yield self._row(row, self._cell(row, head or ""), None)
        elif KL.SourceRow in types:
            yield self._row(thing, None, None)
        elif KL.SourceTable in types:
            yield self._of_table(thing)
        elif KL.SourceDocument in types:
            yield self._of_document(thing)
        elif KL.CurationRecord in types:
            address = addresses.read(thing)
            assert address is not None  # records are ours
            yield self._entry(thing, address.parts[1], None)

    def _attribution(self, record: URIRef) -> Attribution | None:
        who = self._lookups.iri(record, PROV.wasAttributedTo)
        why = self._lookups.value(record, KL.reason)
        if who is None or not isinstance(why, Literal):
            return None
        day = self._lookups.text(record, PROV.generatedAtTime) or ""
        return Attribution(
            record,
            who,
            str(self._lookups.label(who, "sv") or who),
            date.fromisoformat(day[:10]),
            why,
            self._lookups.iri(record, KL.interpretationStatus),
        )


def _register_file(register: str) -> str:
    return f"{REGISTERS}{register}.csv"
