"""What several tables need: names of things, and the row of a document that each was read from."""

from collections.abc import Iterable, Mapping

from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.languages import Language, natural
from kretslopp.namespaces import KL
from kretslopp.publication.dumps.tables.csv_files import Value
from kretslopp.publication.dumps.tables.descriptor import descriptors
from kretslopp.reading.descriptions import NOTHING, Description, descriptions, solutions
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Municipality, municipalities, programmes
from kretslopp.reading.sources import CELL, DOCUMENT, ROW, TABLE, SourceRow
from kretslopp.reading.states import NOT_STATED, State
from kretslopp.schema import Variable, heads_of

Cells = dict[str, Value]

_DERIVED = "SELECT DISTINCT ?thing ?record { ?thing prov:wasDerivedFrom ?record }"
# Of each kind of thing behind a row, and of its cells the only one that tables repeat.
_SOURCES = (
    ("?thing kl:table ?any .", ROW),
    ("?thing a kl:SourceTable .", TABLE),
    ("?thing a kl:SourceDocument .", DOCUMENT),
    ('?thing kl:columnHead "källa" .', CELL),
)


class NamesAndSources:
    """Names and source rows of everything, read at once.

    Raises EngineFailure when the engine can't answer.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.municipalities = municipalities(engine, "sv")
        self.programmes = programmes(engine, self.municipalities)
        self._names = Names(engine)
        self._rows = _rows_of_things(engine)

    def learn(self, pattern: str) -> None:
        """Read what each ``?thing`` of a graph pattern is called."""
        self._names.learn(pattern)

    def name(self, thing: URIRef | None, language: Language = "sv") -> str | None:
        """Return what a thing is called, in the other language where it must be."""
        return None if thing is None else self._names.label(thing, language) or str(thing)

    def names(self, things: Iterable[URIRef]) -> list[str]:
        """Return what things are called, in their order."""
        return [self.name(thing) or str(thing) for thing in things]

    def codes(self, things: Iterable[URIRef]) -> tuple[list[str], list[str]]:
        """Return numbers and IRIs of things in the order of the numbers."""
        pairs = sorted(
            ((self.code(thing), str(thing)) for thing in things),
            key=lambda pair: (natural(pair[0]), pair[1]),
        )
        return [code for code, _ in pairs], [iri for _, iri in pairs]

    def code(self, thing: URIRef) -> str:
        """Return the number of a thing; of one without any its name in its address."""
        return self.identifier(thing) or slug(thing) or str(thing)

    def identifier(self, thing: URIRef | None) -> str | None:
        """Return the number of a thing, None where it has none."""
        return None if thing is None else self._names.number(thing)

    def members(self, municipality_iris: Iterable[URIRef]) -> Cells:
        """Return the cells that say whose a row is."""
        members = [
            self.municipalities.get(iri) or Municipality(iri, slug(iri) or str(iri), str(iri))
            for iri in sorted(municipality_iris)
        ]
        return {
            "municipality": [item.slug for item in members],
            "municipality_code": [item.code or "" for item in members],
            "municipality_name": [item.name for item in members],
        }

    def row(self, thing: URIRef, *names: str) -> SourceRow | None:
        """Return the row of one of these tables that a thing was read from, or None."""
        return next((row for row in self._rows.get(thing, ()) if row.name in names), None)


def _rows_of_things(engine: Engine) -> dict[URIRef, list[SourceRow]]:
    sources: dict[URIRef, Description] = {}
    for pattern, names in _SOURCES:
        sources |= descriptions(engine, pattern, names)
    rows: dict[URIRef, list[SourceRow]] = {}
    for thing, record in sorted(solutions(engine, _DERIVED)):
        if isinstance(thing, URIRef) and isinstance(record, URIRef):
            row = SourceRow(record, lambda iri: sources.get(iri, NOTHING))
            if row.table is not None:
                rows.setdefault(thing, []).append(row)
    return rows


def where_read(row: SourceRow | None) -> Cells:
    """Return the cells that say where a row was read; empty ones where it is not known."""
    words = row.cell("källa") if row else None
    return {
        "uncertain_columns": sorted(row.uncertain) if row else [],
        "reworded_columns": sorted(row.reworded) if row else [],
        "second_hand": _state(row, "andrahand", row.is_second_hand if row else None),
        "source": words.text if words else None,
        "document": text(row.table.document) if row and row.table else None,
        "source_table": text(row.table.iri) if row and row.table else None,
        "row": row.number if row else None,
        "first_line": row.first_line if row else None,
        "last_line": row.last_line if row else None,
    }


def properties(table: str) -> tuple[URIRef, ...]:
    """Return the properties that columns of a tidy table say of its rows' things."""
    return tuple(column.predicate for column in descriptors()[table].columns if column.predicate)


def said(table: str, of: Description, row: SourceRow | None = None) -> Cells:
    """Return the cells of the columns that say a property of the row's thing.

    ``row`` is where the thing was read, for the states of marks.
    """
    return {
        column.name: _value(column, column.predicate, of, row)
        for column in descriptors()[table].columns
        if column.predicate is not None
    }


def _value(column: Variable, name: URIRef, of: Description, row: SourceRow | None) -> Value:
    if column.is_state:
        return _state(row, heads_of(name)[0], of.truth(name))
    if column.is_list:
        return list(map(str, of.all(name)))
    if column.type == "integer":
        return of.integer(name, last=name == KL.endYear)
    texts = (value for value in of.all(name) if isinstance(value, Literal) and value.language)
    if column.language and any(texts):
        return of.in_language(name, column.language)
    return of.first(name)


def _state(row: SourceRow | None, head: str, value: object) -> State:
    """Return the state of a cell; of a row that was not read it is not stated."""
    return row.state(head, value) if row else NOT_STATED


def text(value: object) -> str | None:
    """Return an IRI or a literal as plain text."""
    return None if value is None else str(value)


def slug(iri: URIRef | None) -> str | None:
    """Return the last part of an address of ours: the name of a municipality or concept."""
    address = addresses.read(iri) if iri is not None else None
    return address.parts[-1] if address and address.parts else None


def day(of: Description, name: URIRef) -> str | None:
    """Return the day of a point in time: ``2025-07-28``."""
    moment = of.first(name)
    return None if moment is None else moment[:10]


def key_of(cells: Mapping[str, Value], *names: str) -> tuple[object, ...]:
    """Return a key that sorts rows by some of their cells, numbers in texts as numbers."""
    return tuple(natural(_joined(cells[name])) for name in names)


def _joined(value: Value) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, str | int) else ";".join(value)
