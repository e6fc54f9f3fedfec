"""Where an asserted triple was read from, and who added what we add."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.explanation.model import Attribution, Citation, CitedCell, Triple
from kretslopp.mapping.register_cells import register_column
from kretslopp.namespaces import DCTERMS, KL, KL_ONTOLOGY, PROV, RDF
from kretslopp.reading.lookups import Lookups
from kretslopp.reading.sources import SourceRow
from kretslopp.schema import CONTRACTS, Origin, Step, origin

REGISTERS = "data/curation/registers/"
_TABLES = list(CONTRACTS)


class CitationFinder:
    """Finds the sources of asserted triples, and the attributions of interpretations."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    def of(self, triple: Triple, graph: URIRef) -> tuple[Citation, ...]:
        """Return what a named graph has a triple from; nothing where it doesn't say.

        That is the case of who has added something, and of the headings of lists.
        """
        kind, *parts = addresses.graph_suffix(graph).split("/")
        match kind:
            case "source":
                citations = self._of_source(triple, graph, *parts)
            case "register":
                citations = self._of_register(triple, graph, *parts)
            case "provenance":
                citations = self._of_record(triple[0])
            case _:
                citations = iter((Citation(KL_ONTOLOGY, file="ontology/"),))
        return tuple(dict.fromkeys(citations))

    def interpretations(self, triple: Triple) -> tuple[Attribution, ...]:
        """Return who says a triple of an interpretation graph.

        What a concept of ours is called stands with the statement that it is one.
        """
        subject, _, _ = triple
        if KL.Interpretation in self._lookups.of(subject).all(RDF.type):
            about: tuple[URIRef, ...] = (subject,)
        else:
            types = self._lookups.of(subject).all(RDF.type)
            about = self._lookups.statements(triple) or tuple(
                statement
                for cls in types
                if isinstance(cls, URIRef)
                for statement in self._lookups.statements((subject, RDF.type, cls))
            )
        attributions = (self._attribution(statement) for statement in about)
        return tuple(item for item in attributions if item is not None)

    def _of_source(
        self, triple: Triple, graph: URIRef, owner: str, period: str
    ) -> Iterator[Citation]:
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
            made = origin(self._source_row(record).name, kind, predicate, value)
            if made is not None:
                yield from self._of_cells(record, others, made)

    def _row_of_action(self, report: URIRef, graph: URIRef) -> dict[str, URIRef]:
        """Return the row of the action that a follow-up reports on; nothing for other things."""
        action = self._lookups.of(report).iri(KL.reportsOn)
        rows = self._lookups.values_in(graph, action, PROV.wasDerivedFrom) if action else ()
        of_actions = [row for row in rows if self._source_row(row).name == "municipal"]
        return {"municipal": of_actions[0]} if of_actions else {}

    def _order(self, record: URIRef) -> tuple[int, int]:
        row = self._source_row(record)
        return _TABLES.index(row.name), row.number or 0

    def _source_row(self, record: URIRef) -> SourceRow:
        return SourceRow(record, self._lookups.of)

    def _of_cells(
        self, record: URIRef, others: Mapping[str, URIRef], made: Origin
    ) -> Iterator[Citation]:
        """Yield a source for each column that has a cell; the row itself where none has."""
        has_cell = False
        for alternatives in made.columns:
            for column in alternatives.split("|"):
                table, _, head = column.rpartition(".")
                row = others[table] if table else record
                cell = self._cell(row, head)
                if cell is not None:
                    has_cell = True
                    yield self._row(row, cell, made.step)
                    break
        if not has_cell:
            yield self._row(record, None, made.step)

    def _row(self, record: URIRef, cell: CitedCell | None, step: Step | None) -> Citation:
        row = self._source_row(record)
        reference = row.cell("källa")
        first, last = row.first_line, row.last_line
        of_table = self._of_table(row.table.iri) if row.table else Citation(record)
        return replace(
            of_table,
            record=record,
            reference=reference.text if reference else None,
            row=row.number or 0,
            lines=(first, last) if first is not None and last is not None else None,
            cell=cell,
            column=cell.head if cell else None,
            step=step,
            attribution=cell.correction if cell else None,
            second_hand=bool(row.is_second_hand),
        )

    def _of_table(self, table: URIRef) -> Citation:
        of = self._lookups.of(table)
        document = of.iri(KL.document)
        of_document = self._of_document(document) if document else Citation(table)
        return replace(of_document, record=table, table=of.first(KL.tableName))

    def _of_document(self, document: URIRef) -> Citation:
        of = self._lookups.of(document)
        return Citation(document, document, of.first(DCTERMS.title), of.first(KL.fileName))

    def _cell(self, record: URIRef, head: str) -> CitedCell | None:
        row = self._source_row(record)
        cell = row.cell(head)
        if cell is None:
            return None
        correction = self._attribution(cell.iri)
        return CitedCell(
            cell.iri,
            head,
            cell.printed,
            cell.ours,
            cell.corrected,
            uncertain=head in row.uncertain,
            reworded=head in row.reworded,
            correction=correction,
        )

    def _of_register(self, triple: Triple, graph: URIRef, register: str) -> Iterator[Citation]:
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
            yield Citation(graph, file=_register_file(register), table=register)

    def _entry(self, record: URIRef, register: str, column: str | None) -> Citation:
        return Citation(
            record,
            file=_register_file(register),
            table=register,
            column=column,
            attribution=self._attribution(record),
        )

    def _of_record(self, thing: URIRef) -> Iterator[Citation]:
        """Yield what a record is of: a document, a table, a row, a cell, a register's entry."""
        types = self._lookups.of(thing).all(RDF.type)
        if KL.SourceCell in types:
            (row,) = self._lookups.having(KL.cell, thing)
            head = self._lookups.of(thing).first(KL.columnHead)
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
        of = self._lookups.of(record)
        who = of.iri(PROV.wasAttributedTo)
        why = next((value for value in of.all(KL.reason) if isinstance(value, Literal)), None)
        if who is None or why is None:
            return None
        day = of.first(PROV.generatedAtTime) or ""
        return Attribution(
            record,
            who,
            str(self._lookups.label(who, "sv") or who),
            date.fromisoformat(day[:10]),
            why,
            of.iri(KL.interpretationStatus),
        )


def _register_file(register: str) -> str:
    return f"{REGISTERS}{register}.csv"
