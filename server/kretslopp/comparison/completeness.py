"""How much of the source is in the data, column by column."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.comparison.table import Row, Value, of_members, text
from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.reading.descriptions import Text, solutions
from kretslopp.reading.documents import Document, Documents
from kretslopp.reading.programmes import Municipality, Programme, Selection
from kretslopp.reading.states import NOT_STATED, YES
from kretslopp.schema import CONTRACTS, Column
from kretslopp.tables import EMPTY

TABLES = ("plan", "goals", "targets", "regional", "municipal", "status")

_ROWS = "SELECT ?table (COUNT(?row) AS ?number) WHERE { ?row kl:table ?table } GROUP BY ?table"
# A mark that says no is a mark that is not set, as an empty cell is.
_NOT_FILLED = frozenset({*EMPTY, "nej"})
_SAYS_NOTHING = ", ".join(f'"{text}"' for text in sorted(_NOT_FILLED))
_FILLED = f"""
SELECT ?table ?head (COUNT(?cell) AS ?number) WHERE {{
  ?row kl:table ?table ; kl:cell ?cell .
  ?cell kl:columnHead ?head ; kl:printedValue|kl:ourValue ?text .
  FILTER (LCASE(STR(?text)) NOT IN ({_SAYS_NOTHING}))
}} GROUP BY ?table ?head
"""
_UNCERTAIN = """
SELECT ?table ?head (COUNT(?row) AS ?number) WHERE {
  ?row kl:uncertainColumn ?head ; kl:table ?table .
} GROUP BY ?table ?head
"""
_UNCERTAIN_FILLED = f"""
SELECT ?table ?head (COUNT(?row) AS ?number) WHERE {{
  ?row kl:uncertainColumn ?head ; kl:table ?table ; kl:cell ?cell .
  ?cell kl:columnHead ?head ; kl:printedValue|kl:ourValue ?text .
  FILTER (LCASE(STR(?text)) NOT IN ({_SAYS_NOTHING}))
}} GROUP BY ?table ?head
"""
# Few cells are corrected: each is read, and counts by what it says now.
_CORRECTED = """
SELECT ?table ?head ?printed ?corrected WHERE {
  ?row kl:table ?table ; kl:cell ?cell . ?cell kl:columnHead ?head ; kl:correctedValue ?corrected .
  OPTIONAL { ?cell kl:printedValue ?printed }
}
"""
_Place = tuple[URIRef, str]


@dataclass(frozen=True)
class ColumnCounts:
    """The rows of each table, and of each column those that are filled in or uncertain."""

    rows: dict[URIRef, int]
    filled: dict[_Place, int]
    uncertain: dict[_Place, int]


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each column of each table of the documents behind the selected programmes."""
    documents = Documents(engine)
    counts = _counts(engine, certain_only=selection.certain_only)
    seen: set[tuple[Municipality, tuple[str, ...]]] = set()
    for municipality, programme in selection.members:
        for document in documents.of(programme):
            # A document of the plan alone stands behind each of its programmes.
            if (municipality, document.key) not in seen:
                seen.add((municipality, document.key))
                yield from _of_document(
                    municipality, programme, document, counts, selection.language
                )


def columns(table: str) -> tuple[Column, ...]:
    """Return a table's columns that say something of the plan."""
    return tuple(column for column in CONTRACTS[table].columns if not column.is_bookkeeping)


def _of_document(
    municipality: Municipality,
    programme: Programme,
    document: Document,
    counts: ColumnCounts,
    language: Language,
) -> Iterator[Row]:
    for name in TABLES:
        table = document.tables.get(name)
        for column in columns(name):
            head = column.name
            has = table is not None and head in table.heads
            yield {
                "municipality": municipality.slug,
                "municipality_code": municipality.code,
                "municipality_name": municipality.name,
                "period": document.period,
                "table": name,
                "column": head,
                "column_label": Text.of(column.labels[language], language),
                "state": YES if has else NOT_STATED,
                "rows": counts.rows.get(table.iri, 0) if table else None,
                **(_shares(counts, (table.iri, head)) if table and has else {}),
                "partial": document.partial,
                "source_table": text(table.iri) if table else None,
                "plan": text(programme.plan),
                **of_members(programme),
            }


def _shares(counts: ColumnCounts, place: _Place) -> dict[str, Value]:
    rows, filled = counts.rows.get(place[0], 0), counts.filled.get(place, 0)
    return {
        "read": rows,
        "filled": filled,
        "share": filled / rows if rows else None,
        "uncertain": counts.uncertain.get(place, 0),
    }


def _counts(engine: Engine, *, certain_only: bool) -> ColumnCounts:
    filled = _by_place(engine, _FILLED)
    for table, head, printed, corrected in solutions(engine, _CORRECTED):
        if isinstance(table, URIRef):
            place = (table, str(head))
            change = _says(corrected) - _says(printed)
            filled[place] = filled.get(place, 0) + change
    if certain_only:
        for place, number in _by_place(engine, _UNCERTAIN_FILLED).items():
            filled[place] = filled.get(place, 0) - number
    in_tables = {
        table: _number(number)
        for table, number in solutions(engine, _ROWS)
        if isinstance(table, URIRef)
    }
    return ColumnCounts(in_tables, filled, _by_place(engine, _UNCERTAIN))


def _by_place(engine: Engine, query: str) -> dict[_Place, int]:
    return {
        (table, str(head)): _number(number)
        for table, head, number in solutions(engine, query)
        if isinstance(table, URIRef)
    }


def _says(cell: Node | None) -> int:
    return int(cell is not None and str(cell).lower() not in _NOT_FILLED)


def _number(number: Node | None) -> int:
    return int(number) if isinstance(number, Literal) else 0
