"""The answer to a question: rows of cells for a reader of one language.

Queries return things as IRIs; their labels and identifiers are fetched here, so
that the one language fallback (``languages``) holds for every question.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine, Solutions
from kretslopp.errors import EngineFailure, Fault
from kretslopp.languages import Language, natural
from kretslopp.questions.head import AnswerColumn, ColumnKind
from kretslopp.reading.names import Names
from kretslopp.reading.states import FINDINGS, STATES, Finding, State

# The first variable that a query sorts its solutions by, maybe after whether one is bound.
_FIRST_KEYS = re.compile(r"^ORDER BY (?:DESC\(BOUND\(\?(\w+)\)\) )?\?(\w+)", re.MULTILINE)
Value = str | int | bool | None


@dataclass(frozen=True)
class NamedThing:
    """A thing in a cell: its IRI, the text it is shown by, and that text's language."""

    iri: URIRef
    text: str
    language: str | None


@dataclass(frozen=True)
class AnswerCell:
    """One cell: a literal's value, things, or a state; none where the query bound nothing."""

    value: Value = None
    things: tuple[NamedThing, ...] = ()
    state: State | Finding | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to a question, with what was asked.

    ``values`` are the parameters' texts as used, defaults included. ``without`` are
    the names of municipalities that were asked for, but of which no plan or
    programme has been read: that there are no rows of them says nothing.
    """

    question: str
    title: str
    language: Language
    values: Mapping[str, str]
    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[AnswerCell, ...], ...]
    without: tuple[str, ...] = ()


def read_rows(
    engine: Engine, solutions: Solutions, columns: tuple[AnswerColumn, ...], language: Language
) -> tuple[tuple[AnswerCell, ...], ...]:
    """Return solutions as rows of cells, one cell a column.

    Raises EngineFailure where a term is not of its column's kind.
    """
    positions = [solutions.variables.index(column.name) for column in columns]
    table = [[row[position] for position in positions] for row in solutions.rows]
    iris = {
        iri
        for row in table
        for column, term in zip(columns, row, strict=True)
        if column.kind.holds_things
        for iri in _iris(term)
    }
    names = Names(engine, iris)
    return tuple(
        tuple(
            _cell(column, term, names, language) for column, term in zip(columns, row, strict=True)
        )
        for row in table
    )


def in_order(
    query: str, columns: tuple[AnswerColumn, ...], rows: tuple[tuple[AnswerCell, ...], ...]
) -> tuple[tuple[AnswerCell, ...], ...]:
    """Return rows that a query sorts by the IRI of a thing first by what that is called.

    SPARQL knows no alphabet: by their addresses Älvdalen (``alvdalen``) comes before Avesta.
    The rest of the query's order is kept, and rows of what is not bound stay last.
    """
    keys = _FIRST_KEYS.search(query)
    places = {column.name: place for place, column in enumerate(columns)}
    bound, first = keys.groups() if keys else (None, None)
    if first not in places or columns[places[first]].kind is not ColumnKind.THING:
        return rows

    def order(row: tuple[AnswerCell, ...]) -> tuple[object, ...]:
        things = row[places[first]].things
        is_last = bound in places and not row[places[bound]].things
        return is_last, not things, natural(things[0].text if things else "")

    return tuple(sorted(rows, key=order))


def _iris(term: Node | None) -> tuple[URIRef, ...]:
    """Return the IRIs of a term: itself, or those in a string with blanks between."""
    if isinstance(term, URIRef):
        return (term,)
    return tuple(map(URIRef, str(term).split())) if isinstance(term, Literal) else ()


def _thing(iri: URIRef, names: Names, kind: ColumnKind, language: Language) -> NamedThing:
    """Return a thing as it is shown; one without a text is shown by its IRI."""
    number = names.number(iri) if kind.shows_identifier else None
    text = number or names.label(iri, language)
    return NamedThing(iri, str(text or iri), (text.language or None) if text else None)


def _cell(column: AnswerColumn, term: Node | None, names: Names, language: Language) -> AnswerCell:
    kind = column.kind
    if term is None:
        return AnswerCell()
    if kind.holds_things:
        things = (_thing(iri, names, kind, language) for iri in _iris(term))
        return AnswerCell(
            things=tuple(sorted(things, key=lambda item: (natural(item.text), item.iri)))
        )
    value = term.toPython() if isinstance(term, Literal) else None
    if kind is ColumnKind.NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return AnswerCell(value)
    if kind is ColumnKind.MARK and isinstance(value, bool):
        return AnswerCell(value)
    if kind in (ColumnKind.STATE, ColumnKind.FINDING):
        known = STATES if kind is ColumnKind.STATE else FINDINGS
        state = next((state for state in known if state == str(term)), None)
        if state is not None:
            return AnswerCell(state=state)
    if kind is ColumnKind.TEXT and isinstance(term, Literal):
        return AnswerCell(str(term))
    raise EngineFailure(
        Fault(f"The column “{column.name}” should hold a {kind.value}, and holds {term.n3()}.")
    )
