"""Tables → the provenance graph of one programme: every cell as read, and where it stood.

From this graph alone the document's tables can be rebuilt (``tables_of``).
"""

from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, URIRef

from kretslopp import addresses
from kretslopp.curation import CurationRow
from kretslopp.extraction.corrections import Correction
from kretslopp.mapping.programme import ProgrammeTables
from kretslopp.mapping.writer import boolean, day
from kretslopp.namespaces import DCTERMS, KL, PROV, RDF, RDFS, XSD, new_graph
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table, is_partial, parse_mark, reworded_columns, uncertain_columns

LINES = "rader"  # the lines of the document: kept as numbers, not as a cell


@dataclass(frozen=True)
class ManifestEntry:
    """A source document as the manifest describes it; empty texts where that is not known."""

    file: str
    municipality: str
    period: str
    title: str
    url: str
    retrieved: date | None
    sha256: str
    licence: str
    remark: str


def attribute(graph: Graph, thing: URIRef, who: str, when: date, why: str) -> None:
    """Add who, when and why to a thing, and a name to who."""
    agent = addresses.agent(who)
    graph.add((thing, PROV.wasAttributedTo, agent))
    graph.add((thing, PROV.generatedAtTime, day(when)))
    graph.add((thing, KL.reason, Literal(why, lang="sv")))
    graph.add((agent, RDF.type, PROV.Agent))
    graph.add((agent, RDFS.label, Literal(who, lang="sv")))


def curation_record(graph: Graph, register: str, key: str, row: CurationRow) -> URIRef:
    """Add the record of a register's row to the graph, and return its IRI."""
    record = addresses.make("record", "register", register, *key.split("/"))
    graph.add((record, RDF.type, KL.CurationRecord))
    graph.add((record, RDFS.label, Literal(f"Registret {register}: {key}", lang="sv")))
    graph.add((record, RDFS.label, Literal(f"Register {register}: {key}", lang="en")))
    attribute(graph, record, row.who, row.when, row.why)
    return record


def provenance_graph(
    programme: ProgrammeTables, document: ManifestEntry | None, corrections: tuple[Correction, ...]
) -> Graph:
    """Return the source records of a programme: document, tables, rows and cells."""
    graph = new_graph(addresses.graph("provenance", programme.owner, programme.period))
    if document is not None:
        _add_document(graph, programme, document)
    by_cell = {(item.table, item.number, item.column): item for item in corrections}
    for name, table in sorted(programme.tables.items()):
        record = addresses.record(programme.owner, programme.period, name)
        _add_table(graph, programme, table, record, document is not None, corrections)
        for row in table.rows:
            _add_row(graph, programme, table, row, by_cell)
    return graph


def _labels(graph: Graph, thing: URIRef, sv: str, en: str) -> None:
    graph.add((thing, RDFS.label, Literal(sv, lang="sv")))
    graph.add((thing, RDFS.label, Literal(en, lang="en")))


def _names(programme: ProgrammeTables) -> tuple[str, str]:
    """Return whose and of when a source is, in Swedish and English."""
    names, period = programme.names, programme.period
    return f"{names['sv']} {period}", f"{names['en']} {period}"


def _add_document(graph: Graph, programme: ProgrammeTables, document: ManifestEntry) -> None:
    iri = addresses.document(programme.owner, programme.period)
    graph.add((iri, RDF.type, KL.SourceDocument))
    graph.add((iri, DCTERMS.title, Literal(document.title, lang="sv")))
    sv, en = _names(programme)
    _labels(graph, iri, f"Källdokument {sv}", f"Source document {en}")
    graph.add((iri, KL.fileName, Literal(document.file)))
    graph.add((iri, KL.sha256, Literal(document.sha256)))
    if document.retrieved:
        graph.add((iri, KL.retrievedAt, day(document.retrieved)))
    if document.url:
        graph.add((iri, DCTERMS.source, URIRef(document.url)))
    if document.licence:
        graph.add((iri, DCTERMS.license, URIRef(document.licence)))
    if document.remark:
        graph.add((iri, RDFS.comment, Literal(document.remark, lang="sv")))


def _add_table(
    graph: Graph,
    programme: ProgrammeTables,
    table: Table,
    record: URIRef,
    has_document: bool,
    corrections: tuple[Correction, ...],
) -> None:
    contract, labels = table.contract, table.contract.labels
    sv, en = _names(programme)
    graph.add((record, RDF.type, KL.SourceTable))
    graph.add((record, KL.tableName, Literal(contract.name)))
    _labels(graph, record, f"Tabellen {labels['sv']}, {sv}", f"Table {labels['en']}, {en}")
    if has_document:
        document = addresses.document(programme.owner, programme.period)
        graph.add((record, KL.document, document))
    added = {item.column for item in corrections if item.table == contract.name and not item.old}
    for column in table.columns:
        # A column that only corrections fill in is not one of the document's.
        if column != LINES and not (
            column in added and _only_corrected(table, column, corrections)
        ):
            graph.add((record, KL.column, Literal(column)))


def _only_corrected(table: Table, column: str, corrections: tuple[Correction, ...]) -> bool:
    rows = {
        item.number
        for item in corrections
        if (item.table, item.column) == (table.contract.name, column)
    }
    return all(not row[column] or row["nr"] in rows for row in table.rows)


def _add_row(
    graph: Graph,
    programme: ProgrammeTables,
    table: Table,
    row: Row,
    corrections: dict[tuple[str, str, str], Correction],
) -> None:
    name, labels = table.contract.name, table.contract.labels
    record = programme.record(name, row)
    graph.add((record, RDF.type, KL.SourceRow))
    graph.add((record, KL.table, addresses.record(programme.owner, programme.period, name)))
    graph.add((record, KL.row, Literal(str(row.number), datatype=XSD.integer)))
    sv, en = _names(programme)
    _labels(
        graph,
        record,
        f"{labels['sv']}, rad {row.number}, {sv}",
        f"{labels['en']}, row {row.number}, {en}",
    )
    if row[LINES]:
        first, _, last = row[LINES].partition("-")
        graph.add((record, KL.firstLine, Literal(first, datatype=XSD.integer)))
        graph.add((record, KL.lastLine, Literal(last or first, datatype=XSD.integer)))
    for uncertain in uncertain_columns(row):
        graph.add((record, KL.uncertainColumn, Literal(uncertain)))
    reworded = _reworded(table, row)
    for head in reworded:
        graph.add((record, KL.rewordedColumn, Literal(head)))
    second_hand = parse_mark(row["andrahand"])
    if second_hand is not None:
        graph.add((record, KL.secondHand, boolean(second_hand)))
    partial = is_partial(row)
    if partial is not None:
        graph.add((record, KL.partial, boolean(partial)))
    for column in table.columns:
        correction = corrections.get((name, row["nr"], column))
        if column != LINES and (row[column] or correction):
            cell = _add_cell(graph, record, column)
            if correction:
                _add_correction(graph, cell, row[column], correction)
            else:
                is_ours = column in reworded or _is_bookkeeping(table, column)
                term = KL.ourValue if is_ours else KL.printedValue
                graph.add((cell, term, Literal(row[column])))


def _reworded(table: Table, row: Row) -> frozenset[str]:
    """Return the heads of the cells that say what the document says, but in our words.

    They are retold, or hold a word that was chosen from a list of ours.
    """
    retold = reworded_columns(row)
    return frozenset(
        column.name
        for column in table.contract.columns
        if row[column.name]  # a cell that says nothing is in no words
        and (column.name in retold or (column.kind.is_ours and not column.is_bookkeeping))
    )


def _is_bookkeeping(table: Table, head: str) -> bool:
    """Return whether a cell says something of its table or row, and not of the plan."""
    column = table.contract.column(head)
    return column is not None and column.is_bookkeeping


def _add_cell(graph: Graph, record: URIRef, column: str) -> URIRef:
    cell = addresses.cell(record, column)
    graph.add((record, KL.cell, cell))
    graph.add((cell, RDF.type, KL.SourceCell))
    graph.add((cell, KL.columnHead, Literal(column)))
    code = addresses.read(record)
    key = code.parts[-1] if code else ""
    _labels(graph, cell, f"Cellen {column} i {key}", f"Cell {column} of {key}")
    return cell


def _add_correction(graph: Graph, cell: URIRef, text: str, correction: Correction) -> None:
    if correction.old:
        graph.add((cell, KL.printedValue, Literal(correction.old)))
    graph.add((cell, KL.correctedValue, Literal(text)))
    attribute(graph, cell, correction.who, correction.when, correction.why)


def tables_of(graph: Graph, municipality: str, period: str) -> dict[str, Table]:
    """Rebuild the tables of a programme, as they were read, from its provenance records alone.

    Returns the tables by name; none when the graph has no records of the programme.
    """
    rebuilt = {}
    for name, contract in CONTRACTS.items():
        record = addresses.record(municipality, period, name)
        heads = {str(head) for head in graph.objects(record, KL.column)}
        if not heads:
            continue
        rows = sorted(
            (
                _row(graph, row)
                for row in graph.subjects(KL.table, record)
                if isinstance(row, URIRef)
            ),
            key=lambda row: row.number,
        )
        if any(row[LINES] for row in rows):
            heads.add(LINES)
        columns = tuple(column.name for column in contract.columns if column.name in heads)
        rebuilt[name] = Table(contract, columns, tuple(rows), f"{name}.csv")
    return rebuilt


def _row(graph: Graph, record: URIRef) -> Row:
    cells = {
        str(graph.value(cell, KL.columnHead)): str(
            graph.value(cell, KL.printedValue) or graph.value(cell, KL.ourValue) or ""
        )
        for cell in graph.objects(record, KL.cell)
    }
    first, last = graph.value(record, KL.firstLine), graph.value(record, KL.lastLine)
    if first is not None:
        cells[LINES] = str(first) if first == last else f"{first}-{last}"
    return Row(int(str(graph.value(record, KL.row))), cells)
