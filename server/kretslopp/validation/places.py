"""Where in the tables a thing comes from: the way from a focus node to row and column."""

from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.errors import Place
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS
from kretslopp.tables import CONTRACTS, Contract

# Properties that come from the same column as another one.
_SAME_COLUMN = {
    KL.buildsOn: KL.precededBy,
    KL.endYear: KL.startYear,
    RDFS.label: DCTERMS.title,
}


@dataclass(frozen=True)
class _TableRow:
    """A row of a table in ``tables/<municipality>/<period>/``."""

    folder: str
    contract: Contract
    number: int

    @property
    def order(self) -> tuple[int, str, int]:
        """Return what rows are sorted by: the contract's order of tables, then folder and row."""
        return (list(CONTRACTS).index(self.contract.name), self.folder, self.number)


def place_of(focus: URIRef, path: URIRef | None, data: Graph, provenance: Graph) -> Place | None:
    """Return the table file (below the data directory), row and column that a statement is from.

    ``data`` links ``focus`` to its source records, ``provenance`` holds them. Of
    several rows it is the first; a thing that comes from no table has no place.
    """
    rows = [
        row
        for record in data.objects(focus, PROV.wasDerivedFrom)
        if (row := _table_row(record, provenance)) is not None
    ]
    if not rows:
        return None
    row = min(rows, key=lambda found: found.order)
    file = f"tables/{row.folder}/{row.contract.name}.csv"
    return Place(file=file, row=row.number, column=_column(row.contract, focus, path))


def _table_row(record: Node, provenance: Graph) -> _TableRow | None:
    """Return the row that a source record is of; None for a record that is of no table."""
    address = addresses.read(record) if isinstance(record, URIRef) else None
    table = provenance.value(record, KL.table)
    contract = CONTRACTS.get(str(provenance.value(table, KL.tableName)))
    number = provenance.value(record, KL.row)
    if address is None or contract is None or not isinstance(number, Literal):
        return None
    return _TableRow("/".join(address.parts[:2]), contract, int(number))


def _column(contract: Contract, focus: URIRef, path: URIRef | None) -> str | None:
    """Return the head of the column that the property ``path`` of ``focus`` is read from."""
    address = addresses.read(focus)
    kind = address.kind if address else ""
    if kind == "goal":
        path = KL.contributesTo  # all that is known of the goal stands in the cell that names it
    if contract.name == "plan" and path in (KL.startYear, KL.endYear):
        return "planperiod" if kind == "plan" else "programperiod"
    term = _SAME_COLUMN.get(path, path) if path is not None else None
    return next(
        (column.name for column in contract.columns if term is not None and column.term == term),
        None,
    )
