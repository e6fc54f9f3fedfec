"""Where in the tables a thing comes from: the way from a focus node to row and column."""

from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.errors import Place
from kretslopp.namespaces import KL, PROV, RDF
from kretslopp.schema import CONTRACTS, Contract, Step, origin


@dataclass(frozen=True)
class _TableRow:
    """A row of a table in ``tables/<owner>/<period>/``, and the heads that the table has.

    ``unseen`` are those whose cells were not seen in this row: empty, and named as uncertain.
    """

    folder: str
    contract: Contract
    number: int
    heads: frozenset[str]
    unseen: frozenset[str]

    @property
    def order(self) -> tuple[int, str, int]:
        """Return what rows are sorted by: the contract's order of tables, then folder and row."""
        return (list(CONTRACTS).index(self.contract.name), self.folder, self.number)


def place_of(focus: URIRef, path: URIRef | None, data: Graph, provenance: Graph) -> Place | None:
    """Return the table file (below the data directory), row and column that a statement is from.

    ``data`` links ``focus`` to its source records, ``provenance`` holds them. Of
    several rows it is the first; a thing that comes from no table has no place.
    """
    row = _first_row(focus, data, provenance)
    if row is None:
        return None
    file = f"tables/{row.folder}/{row.contract.name}.csv"
    return Place(file=file, row=row.number, column=_column(row, focus, path))


def column_is_absent(focus: URIRef, path: URIRef | None, data: Graph, provenance: Graph) -> bool:
    """Return whether a property is of a cell that the table lacks, or that was not seen.

    What such a property says of ``focus`` is not stated by the document, unlike
    what an empty cell leaves open.
    """
    row = _first_row(focus, data, provenance)
    if row is None or not row.heads:  # the records don't say which columns there are
        return False
    column = _column(row, focus, path)
    return column is not None and (column not in row.heads or column in row.unseen)


def _first_row(focus: URIRef, data: Graph, provenance: Graph) -> _TableRow | None:
    """Return the first of the table rows that a thing comes from; None if there is none."""
    rows = (_table_row(record, provenance) for record in data.objects(focus, PROV.wasDerivedFrom))
    return min(filter(None, rows), key=lambda row: row.order, default=None)


def _table_row(record: Node, provenance: Graph) -> _TableRow | None:
    """Return the row that a source record is of; None for a record that is of no table."""
    if not isinstance(record, URIRef):
        return None
    address = addresses.read(record)
    table = provenance.value(record, KL.table)
    contract = CONTRACTS.get(str(provenance.value(table, KL.tableName)))
    number = provenance.value(record, KL.row)
    if address is None or contract is None or not isinstance(number, Literal):
        return None
    heads = frozenset(str(head) for head in provenance.objects(table, KL.column))
    unseen = frozenset(
        str(head)
        for head in provenance.objects(record, KL.uncertainColumn)
        if (record, KL.cell, addresses.cell(record, str(head))) not in provenance
    )
    return _TableRow("/".join(address.parts[:2]), contract, int(number), heads, unseen)


def _column(row: _TableRow, focus: URIRef, path: URIRef | None) -> str | None:
    """Return the head of the column that the property ``path`` of ``focus`` is read from.

    Of several it is the first of the thing's own row; None where no cell says it. All that
    is known of a thing that a cell names (a goal that only actions cite) stands in that cell.
    """
    address = addresses.read(focus)
    kind = address.kind if address else ""
    name = row.contract.name
    named = origin(name, kind, RDF.type)
    if named is None or named.step is not Step.GOALS:
        named = origin(name, kind, path) if path is not None else None
    for alternatives in named.columns if named else ():
        own = [head for head in alternatives.split("|") if row.contract.column(head)]
        if own:
            return next((head for head in own if head in row.heads), own[-1])
    return None
