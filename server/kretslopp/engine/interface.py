"""What every engine offers, and the values it answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rdflib.term import Node

from kretslopp.engine.formats import AnswerKind, Format

Bindings = Mapping[str, Node]


@dataclass(frozen=True)
class Solutions:
    """The answer of a SELECT: its variables, and a row of terms a solution.

    A term is an rdflib URIRef, BNode or Literal; None where the variable is unbound.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]


@dataclass(frozen=True)
class QueryDataset:
    """The dataset that a query is asked of: IRIs of the graphs that make its parts.

    ``default`` are those whose merge is the default graph (empty where there are
    none), ``named`` those that ``GRAPH`` reaches.
    """

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class SerialisedAnswer:
    """An answer as bytes in the format of its kind."""

    kind: AnswerKind
    format: Format
    body: bytes


class Engine(Protocol):
    """Something that answers SPARQL 1.1 queries, read-only."""

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query as rdflib terms.

        ``bindings`` give terms to variables of the query's outer group; a value
        can't change what the query is.

        Raises QueryError for a query that can't be parsed, is not a SELECT or
        is not allowed, and EngineFailure when the engine can't answer.
        """

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
        base: str | None = None,
        seconds: float | None = None,
    ) -> SerialisedAnswer:
        """Return the answer of any query, serialised in the format given for its kind.

        ``asked_of`` is the dataset that the query is asked of; without one, what its
        own ``FROM`` clauses say, or the engine's whole dataset. ``base`` is the IRI that
        relative ones in the query resolve against, until its own ``BASE``; without one
        they are refused. ``seconds`` is a shorter limit to its time than the engine's own,
        where the engine can end a query.

        Raises QueryError and EngineFailure as ``select`` does, and WrongUse when
        ``formats`` has none for the kind of answer that the query gives.
        """
