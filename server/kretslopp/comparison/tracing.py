"""From a cell of a comparison back to the cells of the source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.comparison import completeness, goal_themes
from kretslopp.comparison.descriptor import ADDRESSES, Descriptor, descriptors, explanation
from kretslopp.comparison.goals import Goals
from kretslopp.comparison.table import ComparisonTable, Row, Value, text
from kretslopp.engine import Engine
from kretslopp.errors import Fault, Words, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS
from kretslopp.reading.descriptions import NOTHING, descriptions, of_things
from kretslopp.reading.programmes import Selection, municipalities, programmes
from kretslopp.reading.sources import SourceCell, SourceRow, source_rows
from kretslopp.reading.states import NOT_STATED, REWORDED
from kretslopp.schema import codebook

# What an explanation says of each cell, as the codebook describes it.
EXPLANATION = explanation()
# What a row is explained by, where that is not the thing that its cells are read from.
_KEYS = {"goal-themes": ("theme", "programme", "plan"), "completeness": ("column", "source_table")}
# The tables that a thing's cells stand in: a footnote's row is a source too, but of its text.
_TABLES = {
    "entry": frozenset({"regional", "municipal"}),
    # A goal whose text is in no table stands in the rows that name it.
    "goal": frozenset({"goals", "regional", "municipal"}),
    "target": frozenset({"targets"}),
    "from_target": frozenset({"targets"}),
    "plan": frozenset({"plan", "decisions"}),
}


def explain(
    engine: Engine,
    rows: Sequence[Mapping[str, object]],
    language: Language,
    by: str | None = None,
) -> ComparisonTable:
    """Return the cells of the source behind each cell of rows of comparisons.

    ``rows`` have their columns of IRIs. Further columns don't matter; one of IRIs that
    was renamed is known by what its IRIs lead to. ``by`` is the comparison that they are rows
    of; without it, the one whose columns they have. A count or a share has a cell for each that
    was counted. Raises WrongUse for what is no row of a comparison.
    """
    known = [_ObservedRow.of(number, row, by) for number, row in enumerate(rows, start=1)]
    asked = [
        *_of_coverage(engine, [row for row in known if row.name == "goal-themes"], language),
        *_of_columns(engine, [row for row in known if row.name == "completeness"]),
        *(item for row in known if row.descriptor.traces for item in _of_row(row)),
    ]
    asked.sort(key=lambda item: item.observation)
    return ComparisonTable(EXPLANATION, tuple(_Sources(engine, language).cells(asked)))


def keys(by: str) -> tuple[str, ...]:
    """Return the columns by which the rows of a comparison are explained, none for one without."""
    if by in _KEYS:
        return _KEYS[by]
    traces = descriptors()[by].traces.values()
    return tuple(dict.fromkeys(trace.thing for of in traces for trace in of))


@dataclass(frozen=True)
class _ObservedRow:
    """A row that is to be explained: its number, its comparison, its keys, its columns.

    ``is_whole`` asks for all columns of the comparison: there is nothing but keys, or there are
    columns that nobody knows, which may be those that it lacks.
    """

    number: int
    descriptor: Descriptor
    keys: Mapping[str, Value]
    columns: frozenset[str]
    is_whole: bool

    @classmethod
    def of(cls, number: int, row: Mapping[str, object], by: str | None) -> "_ObservedRow":
        cells = {str(name): _plain(value) for name, value in row.items()}
        fitting = [
            (found, descriptor)
            for descriptor in ([descriptors()[by]] if by else descriptors().values())
            if (found := _keys_of(descriptor, cells))
            and (by or len(found) == len(keys(descriptor.name)))
        ]
        if by and not keys(by):
            raise WrongUse(
                Fault(
                    f"A row of {by} is not read from cells of its own.",
                    swedish=Words(f"En rad ur {by} är inte läst ur egna celler."),
                )
            )
        if not fitting:
            raise WrongUse(
                Fault(
                    "This is not a row of a comparison.",
                    advice="Give a row as a comparison returned it, its columns of IRIs included.",
                    swedish=Words(
                        "Det här är ingen rad ur en jämförelse.",
                        "Ge en rad som jämförelsen gav den, med sina kolumner av adresser.",
                    ),
                )
            )

        def likeness(fits: tuple[Mapping[str, Value], Descriptor]) -> tuple[int, int]:
            columns = {column.name for column in fits[1].columns}
            return -len(columns & cells.keys()), len(columns)

        found, descriptor = min(fitting, key=likeness)
        is_whole = not cells.keys() <= codebook().keys() or cells.keys() <= found.keys()
        return cls(number, descriptor, found, frozenset(cells), is_whole)

    @property
    def name(self) -> str:
        """Return the name of its comparison."""
        return self.descriptor.name

    def has(self, column: str) -> bool:
        """Return whether a column is to be explained."""
        return column in self.columns or self.is_whole

    def iri(self, name: str) -> URIRef | None:
        """Return the IRI of a key."""
        value = self.keys.get(name)
        return URIRef(value) if isinstance(value, str) else None


def _keys_of(descriptor: Descriptor, cells: Row) -> dict[str, Value]:
    """Return the keys that a row has, by their names, or else by what their IRIs lead to."""
    found = {}
    for name in keys(descriptor.name):
        if name in cells:
            if cells[name] is None or name not in ADDRESSES or _is(cells[name], name):
                found[name] = cells[name]
        else:
            renamed = {
                value
                for column, value in cells.items()
                if column not in codebook() and _is(value, name)
            }
            if len(renamed) == 1:
                found[name] = renamed.pop()
    return found


def _is(value: Value, key: str) -> bool:
    """Return whether a value is an IRI of what a key holds."""
    address = addresses.read(URIRef(value)) if isinstance(value, str) else None
    return address is not None and address.kind in ADDRESSES.get(key, ())


@dataclass(frozen=True)
class _Asked:
    """A cell to look up: for which row and column, of what, in which tables, under which heads.

    ``record`` is the row of the source itself, where that is known.
    """

    observation: int
    column: str
    thing: URIRef | None
    tables: frozenset[str]
    heads: tuple[str, ...]
    record: URIRef | None = None


def _plain(value: object) -> Value:
    """Return a cell without pandas' own kind of nothing."""
    if isinstance(value, str | int | float) and value == value:
        return value
    return None


def _of_row(row: _ObservedRow) -> Iterator[_Asked]:
    nothing_known = not any(row.keys.values())
    for column in row.descriptor.columns:
        for trace in row.descriptor.traces.get(column.name, ()) if row.has(column.name) else ():
            thing = row.iri(trace.thing)
            if thing is None and not nothing_known:
                continue  # such as the value before the first
            yield _Asked(row.number, column.name, thing, _TABLES[trace.thing], trace.heads)


def _of_coverage(
    engine: Engine, rows: Sequence[_ObservedRow], language: Language
) -> Iterator[_Asked]:
    if not rows:
        return
    works = {(row.iri("programme"), row.iri("plan")) for row in rows}
    known = programmes(engine, municipalities(engine, language))
    own = tuple(item for item in known if (item.iri, item.plan) in works)
    selection = Selection(own, (), is_whole=False, certain_only=False, language=language)
    goals = Goals(engine, selection)
    listed = goal_themes.read_entries(engine, selection)
    covered = goal_themes.coverage(listed, goal_themes.themes_of(selection, goals))
    given = goal_themes.themes_of_actions(engine, listed)
    for row in rows:
        theme = row.iri("theme")
        if theme is None:
            continue
        by_theme = goals.of_plan(row.iri("plan")).things
        of = covered.get(row.iri("programme"), goal_themes.Coverage())
        of_programme = [item for item in listed if item.programme.iri == row.iri("programme")]
        for ending, themes in (("", {theme}), (goal_themes.BELOW, goals.narrower(theme))):
            for goal in sorted(set().union(*(by_theme.get(one, ()) for one in themes))):
                yield _Asked(row.number, "goals" + ending, goal, _TABLES["goal"], ("mål", "nyckel"))
            for name, entries, _says in of.counts:
                head = goal_themes.PRECEDING if name == "indirect_actions" else goal_themes.GOALS
                for iri in sorted(set().union(*(entries.get(one, ()) for one in themes))):
                    yield _Asked(row.number, name + ending, iri, _TABLES["entry"], (head,))
            name, heads = "actions_on" + ending, (goal_themes.TITLE,)
            for entry in of_programme:
                if not themes.isdisjoint(given.get(entry.action, ())):
                    yield _Asked(row.number, name, entry.iri, _TABLES["entry"], heads)


def _of_columns(engine: Engine, rows: Sequence[_ObservedRow]) -> Iterator[_Asked]:
    tables = {table for row in rows if (table := row.iri("source_table")) is not None}
    of_table: dict[URIRef, list[tuple[int, URIRef]]] = {}
    listed = " ".join(f"<{table}>" for table in sorted(tables))
    pattern = f"VALUES ?table {{ {listed} }} ?thing kl:table ?table ."
    records = descriptions(engine, pattern, (KL.row, KL.table)) if tables else {}
    for record, of in records.items():
        table = of.iri(KL.table)
        if table is not None:
            of_table.setdefault(table, []).append((of.integer(KL.row) or 0, record))
    of_all = frozenset(completeness.TABLES)
    for row in rows:
        heads, table = (str(row.keys.get("column")),), row.iri("source_table")
        if table is None:
            yield _Asked(row.number, "filled", None, of_all, heads)
        for _, record in sorted(of_table.get(table, ())) if table else ():
            yield _Asked(row.number, "filled", None, of_all, heads, record)


def _state(row: SourceRow, head: str, cell: SourceCell | None) -> str:
    """Return the state of a cell; of one that is in our words, that it is."""
    return REWORDED if head in row.reworded else row.state(head, cell and cell.text)


class _Sources:
    """Looks up things, rows, cells and documents, each kind at once."""

    def __init__(self, engine: Engine, language: Language) -> None:
        self._engine = engine
        self._language = language

    def cells(self, asked: Sequence[_Asked]) -> Iterator[Row]:
        """Yield the source's cells of each that is asked for."""
        things = {item.thing for item in asked if item.thing is not None}
        derived = of_things(self._engine, things, (PROV.wasDerivedFrom,))
        named = {item.record for item in asked if item.record is not None}
        of_all = {iri for of in derived.values() for iri in of.iris(PROV.wasDerivedFrom)}
        rows = source_rows(self._engine, named | of_all)
        for item in asked:
            of = derived.get(item.thing, NOTHING) if item.thing else NOTHING
            records = [item.record] if item.record else of.iris(PROV.wasDerivedFrom)
            read = [rows[record] for record in records if record in rows]
            yield from self._of(item, [row for row in read if row.name in item.tables])

    def _of(self, asked: _Asked, rows: Sequence[SourceRow]) -> Iterator[Row]:
        nothing: dict[str, Value] = dict.fromkeys(column.name for column in EXPLANATION.columns)
        # Of several rows those that have the cell; one of them where none has.
        having = [row for row in rows if row.heads & set(asked.heads)]
        if not rows:
            head = asked.heads[0]
            yield {
                **nothing,
                "observation": asked.observation,
                "variable": asked.column,
                "column": head,
                "state": NOT_STATED,
            }
        for row in having or rows[:1]:
            head = next((head for head in asked.heads if head in row.heads), asked.heads[0])
            cell = row.cell(head)
            yield {
                **nothing,
                "observation": asked.observation,
                "variable": asked.column,
                "column": head,
                **self._place(row),
                "state": _state(row, head, cell),
                "printed": cell.printed if cell else None,
                "corrected": cell.corrected if cell else None,
            }

    def _place(self, row: SourceRow) -> dict[str, Value]:
        document, own = row.document, row.cell("källa")
        title = document.text(DCTERMS.title, self._language)
        return {
            "document_title": title or document.text(RDFS.label, self._language),
            "source": (own.text if own else None) or text(document.iri(DCTERMS.source)),
            "table": row.name,
            "row": row.number,
            "first_line": row.first_line,
            "last_line": row.last_line,
            "record": text(row.iri),
        }
