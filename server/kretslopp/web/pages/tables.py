"""Answers as a page shows them: tables of linked, language-tagged texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kretslopp import comparison
from kretslopp.languages import Language
from kretslopp.namespaces import PREFIXES
from kretslopp.questions import Answer, AnswerCell, ColumnKind, cell_text
from kretslopp.schema import Variable


@dataclass(frozen=True)
class CellPart:
    """One thing in a cell: its text, the address it links to, the text's language.

    ``address`` is None for what is no link, ``language`` ``""`` where none is known.
    ``word`` is what stands in files for the text, where that is a word of its own.
    """

    text: str
    address: str | None = None
    language: str = ""
    word: str = ""


@dataclass(frozen=True)
class Heading:
    """The head of a column, and whether the column holds numbers or longer texts."""

    text: str
    is_number: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class ShownTable:
    """A table: its columns, the rows to show, and how many rows there are in all."""

    head: tuple[Heading, ...]
    rows: tuple[tuple[tuple[CellPart, ...], ...], ...]
    total: int


# A column with a text longer than this, in characters, is kept wide enough to read.
_LONG = 32


def of_question(answer: Answer, most_rows: int) -> ShownTable:
    """Return the answer to a named question, its first ``most_rows`` rows."""
    rows = [tuple(_of_cell(cell, answer) for cell in row) for row in answer.rows[:most_rows]]
    numbers = [column.kind is ColumnKind.NUMBER for column in answer.columns]
    names = [column.labels[answer.language] for column in answer.columns]
    return _table(names, numbers, rows, len(answer.rows))


def of_comparison(
    table: comparison.ComparisonTable, language: Language, most_rows: int
) -> ShownTable:
    """Return a comparison, its first ``most_rows`` rows, without columns that say nothing."""
    columns = comparison.filled_columns(table)
    rows = [
        tuple(_of_value(column, row, language) for column in columns)
        for row in table.rows[:most_rows]
    ]
    numbers = [column.is_number for column in columns]
    names = [column.labels[language] for column in columns]
    return _table(names, numbers, rows, len(table.rows))


def _of_value(column: Variable, row: comparison.Row, language: Language) -> tuple[CellPart, ...]:
    value = row[column.name]
    if value is None:
        return ()
    text = comparison.word_text(column, value, language)
    address = row.get(column.link) if column.link else None
    word = str(value) if column.words else ""
    spoken = comparison.cell_language(column, value)
    return (CellPart(text, link(str(address)) if address else None, spoken, word),)


def of_solutions(document: Mapping[str, Mapping[str, list[object]]], most_rows: int) -> ShownTable:
    """Return the first ``most_rows`` solutions of a SPARQL 1.1 Query Results JSON document."""
    names = [str(name) for name in document["head"]["vars"]]
    bindings = document["results"]["bindings"]
    rows = [
        tuple(_of_result(binding.get(name)) for name in names)
        for binding in bindings[:most_rows]
        if isinstance(binding, dict)
    ]
    return _table(names, [False] * len(names), rows, len(bindings))


def _table(
    names: Sequence[str],
    numbers: Sequence[bool],
    rows: Sequence[tuple[tuple[CellPart, ...], ...]],
    total: int,
) -> ShownTable:
    head = tuple(
        Heading(name, is_number, any(_is_long(row[position]) for row in rows))
        for position, (name, is_number) in enumerate(zip(names, numbers, strict=True))
    )
    return ShownTable(head, tuple(rows), total)


def _is_long(parts: tuple[CellPart, ...]) -> bool:
    return sum(len(part.text) for part in parts) > _LONG


def _of_cell(cell: AnswerCell, answer: Answer) -> tuple[CellPart, ...]:
    if cell.things:
        return tuple(
            CellPart(thing.text, link(thing.iri), thing.language or "") for thing in cell.things
        )
    shown = cell_text(cell, answer.language)
    return (CellPart(shown, word=cell.state or ""),) if shown else ()


def _of_result(term: Mapping[str, str] | None) -> tuple[CellPart, ...]:
    """Return the cell of one RDF term in JSON; an IRI of a namespace we know is shortened."""
    if term is None:
        return ()
    value = term["value"]
    if term["type"] == "uri":
        return (CellPart(shortened(value), link(value)),)
    if term["type"] == "bnode":
        return (CellPart(f"_:{value}"),)
    return (CellPart(value, language=term.get("xml:lang", "")),)


def link(iri: str) -> str | None:
    """Return the address that an IRI links to, None where a browser should not follow it.

    Data may hold IRIs such as ``javascript:…``; only the web's own are links.
    """
    address = str(iri)  # rdflib's own startswith takes no tuple
    return address if address.startswith(("https://", "http://")) else None


def shortened(iri: str) -> str:
    """Return an IRI with our prefix for its namespace, the longest that fits, or as it is."""
    fitting = [
        (str(namespace), prefix)
        for prefix, namespace in PREFIXES.items()
        if iri.startswith(str(namespace)) and iri != str(namespace)
    ]
    if not fitting:
        return iri
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri.removeprefix(namespace)}"
