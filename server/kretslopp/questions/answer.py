"""The answer to a question: rows of cells for a reader of one language.

Queries return things as IRIs; their labels and identifiers are fetched here, so
that the one language fallback (``languages``) holds for every question.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.engine import Engine, Solutions
from kretslopp.errors import EngineFailure, Fault
from kretslopp.languages import Language, pick
from kretslopp.questions.head import Column, ColumnKind

Value = str | int | bool | None

_BATCH = 200  # things a look-up of labels; keeps its query short
# IRIREF of SPARQL 1.1 (section 19.8): what may stand between < and >.
_IRI = re.compile(r'[^<>"{}|^`\\\x00-\x20]+\Z')

_LABELS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?property ?text
WHERE {{
  VALUES ?thing {{ {things} }}
  VALUES ?property {{ rdfs:label dcterms:identifier }}
  ?thing ?property ?text .
}}
"""


@dataclass(frozen=True)
class Thing:
    """A thing in a cell: its IRI, the text it is shown by, and that text's language."""

    iri: URIRef
    text: str
    language: str | None


@dataclass(frozen=True)
class Cell:
    """One cell: a literal's value, or things; neither where the query bound nothing."""

    value: Value = None
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to a question, with what was asked.

    ``values`` are the parameters' texts as used, defaults included.
    """

    question: str
    title: str
    language: Language
    values: Mapping[str, str]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_rows(
    engine: Engine, solutions: Solutions, columns: tuple[Column, ...], language: Language
) -> tuple[tuple[Cell, ...], ...]:
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
    texts = _Texts(engine, iris, language)
    return tuple(
        tuple(_cell(column, term, texts) for column, term in zip(columns, row, strict=True))
        for row in table
    )


def _iris(term: Node | None) -> tuple[URIRef, ...]:
    """Return the IRIs of a term: itself, or those in a string with blanks between."""
    if isinstance(term, URIRef):
        return (term,)
    return tuple(map(URIRef, str(term).split())) if isinstance(term, Literal) else ()


class _Texts:
    """What things are shown by, for a reader of one language."""

    def __init__(self, engine: Engine, iris: set[URIRef], language: Language) -> None:
        self._labels: dict[Node, list[Node]] = {}
        self._codes: dict[Node, list[Node]] = {}
        self._language = language
        for query in _label_queries(iris):
            for thing, predicate, text in engine.select(query).rows:
                if thing is not None and text is not None:
                    texts = self._labels if str(predicate).endswith("label") else self._codes
                    texts.setdefault(thing, []).append(text)

    def thing(self, iri: URIRef, by_identifier: bool) -> Thing:
        """Return a thing as it is shown; one without a text is shown by its IRI."""
        codes = self._codes.get(iri, []) if by_identifier else []
        text = pick(codes or self._labels.get(iri, []), self._language)
        return Thing(iri, str(text or iri), text.language if text else None)


def _label_queries(iris: set[URIRef]) -> Iterator[str]:
    ordered = iter(sorted(filter(_IRI.match, iris)))
    while batch := list(islice(ordered, _BATCH)):
        yield _LABELS.format(things=" ".join(f"<{iri}>" for iri in batch))


def _cell(column: Column, term: Node | None, texts: _Texts) -> Cell:
    kind = column.kind
    if term is None:
        return Cell()
    if kind.holds_things:
        things = (texts.thing(iri, kind.shows_identifier) for iri in _iris(term))
        return Cell(
            things=tuple(sorted(things, key=lambda thing: (_natural(thing.text), thing.iri)))
        )
    value = term.toPython() if isinstance(term, Literal) else None
    if kind is ColumnKind.NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return Cell(value)
    if kind is ColumnKind.MARK and isinstance(value, bool):
        return Cell(value)
    if kind is ColumnKind.TEXT and isinstance(term, Literal):
        return Cell(str(term))
    raise EngineFailure(
        Fault(f"The column “{column.name}” should hold a {kind.value}, and holds {term.n3()}.")
    )


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts K2 before K10."""
    parts: Iterable[str] = re.findall(r"\d+|\D+", text.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
