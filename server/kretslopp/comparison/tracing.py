"""From a cell of a comparison back to the cells of the source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.comparison import completeness, goal_themes
from kretslopp.comparison.descriptor import Descriptor, descriptors
from kretslopp.comparison.goals import Goals
from kretslopp.comparison.table import Row, Value, text
from kretslopp.engine import Engine
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS
from kretslopp.reading.descriptions import NOTHING, descriptions, of_things
from kretslopp.reading.programmes import Selection, municipalities, programmes
from kretslopp.reading.sources import SourceCell, SourceRow, source_rows
from kretslopp.reading.states import NOT_STATED, REWORDED
from kretslopp.schema import codebook

# What an explanation says of each cell, as the codebook describes it.
COLUMNS = tuple(
    codebook()[name]
    for name in (
        "variable", "column", "state", "printed", "corrected", "document_title", "source", "table",
        "row", "first_line", "last_line", "record",
    )
)  # fmt: skip
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
        asked = _of_coverage(engine, cells, language)
    elif descriptor.name == "completeness":
        asked = _of_column(engine, cells)
    else:
        asked = _of_row(descriptor, cells)
    return tuple(_Sources(engine, language).cells(list(asked)))


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
    known = programmes(engine, municipalities(engine, language))
    own = tuple(p for p in known if (p.iri, p.plan) == (programme, plan))
    if theme is None:
        return
    selection = Selection(own, (), is_whole=False, certain_only=False, language=language)
    goals = Goals(engine, selection)
    narrower, by_theme = goals.narrower(theme), goals.of_plan(plan).things
    for ending, themes in (("", frozenset({theme})), (goal_themes.BELOW, narrower)):
        for goal in sorted(set().union(*(by_theme.get(one, ()) for one in themes))):
            yield _Asked("goals" + ending, goal, _TABLES["goal"], ("mål", "nyckel"))
    listed = goal_themes.read_entries(engine, selection)
    for of in goal_themes.coverage(listed, selection, goals).values():
        for name, entries, _says in of.counts:
            head = goal_themes.PRECEDING if name == "indirect_actions" else goal_themes.GOALS
            for ending, themes in (("", frozenset({theme})), (goal_themes.BELOW, narrower)):
                for entry in sorted(set().union(*(entries.get(one, ()) for one in themes))):
                    yield _Asked(name + ending, entry, _TABLES["entry"], (head,))
    given = goal_themes.themes_of_actions(engine, listed)
    for item in listed:
        for ending, themes in (("", frozenset({theme})), (goal_themes.BELOW, narrower)):
            if not themes.isdisjoint(given.get(item.action, ())):
                yield _Asked(
                    "actions_on" + ending, item.iri, _TABLES["entry"], (goal_themes.TITLE,)
                )


def _of_column(engine: Engine, row: Row) -> Iterator[_Asked]:
    table, head = _iri(row["source_table"]), row["column"]
    if table is None:
        yield _Asked("filled", None, frozenset(completeness.TABLES), (str(head),))
        return
    records = descriptions(
        engine, f"VALUES ?table {{ <{table}> }} ?thing kl:table ?table .", (KL.row,)
    )
    for record in sorted(records, key=lambda record: records[record].integer(KL.row) or 0):
        yield _Asked("filled", None, frozenset(completeness.TABLES), (str(head),), record)


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
        nothing: dict[str, Value] = dict.fromkeys(column.name for column in COLUMNS)
        # Of several rows those that have the cell; one of them where none has.
        having = [row for row in rows if row.heads & set(asked.heads)]
        if not rows:
            head = asked.heads[0]
            yield {**nothing, "variable": asked.column, "column": head, "state": NOT_STATED}
        for row in having or rows[:1]:
            head = next((head for head in asked.heads if head in row.heads), asked.heads[0])
            cell = row.cell(head)
            yield {
                **nothing,
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
