"""The engine over a pool of evaluators: what the server answers from."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kretslopp.engine import guard, results
from kretslopp.engine.binding import bind
from kretslopp.engine.evaluators.evaluator import ANSWERED, REFUSED, TOO_LONG
from kretslopp.engine.evaluators.messages import Message
from kretslopp.engine.evaluators.pool import Pool
from kretslopp.engine.formats import AnswerKind, Format, format_named
from kretslopp.engine.interface import Bindings, QueryDataset, SerialisedAnswer, Solutions
from kretslopp.errors import EngineFailure, Fault, LimitReached, Place, QueryError
from kretslopp.settings import QueryLimits

_TABLE = {AnswerKind.SOLUTIONS: format_named("json"), AnswerKind.BOOLEAN: format_named("json")}
_AS_VALUES = _TABLE | {AnswerKind.GRAPH: format_named("nt")}


class EvaluatorEngine:
    """Answers queries in other processes, each within the limits.

    ``path`` is a built dataset or an RDF file. Raises UnreadableInput for what is
    neither.
    """

    def __init__(self, path: Path, limits: QueryLimits) -> None:
        self._limits = limits
        self._pool = Pool(path, limits)

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query; see ``Engine.select``. Raises LimitReached."""
        found = self.answer(bind(query, bindings or {}), _AS_VALUES)
        if found.kind is not AnswerKind.SOLUTIONS:
            raise QueryError(Fault("The query is not a SELECT.", advice="Ask with SELECT."))
        parsed = ox.parse_query_results(found.body, format=ox.QueryResultsFormat.JSON)
        return results.solutions(parsed)

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
    ) -> SerialisedAnswer:
        """Return the serialised answer of any query; see ``Engine.answer``.

        Raises LimitReached, beside what is told there.
        """
        guard.check(query)
        guard.check_size(query, self._limits)
        named = {kind.value: item.name for kind, item in formats.items()}
        head = {
            "formats": named,
            "asked_of": [asked_of.default, asked_of.named] if asked_of else None,
            "most_bytes": self._limits.answer_bytes,
        }
        told = self._pool.ask(Message(head, query.encode()), self._limits.query_seconds)
        outcome = told.head["outcome"]
        if outcome == ANSWERED:
            kind, item = AnswerKind(told.head["kind"]), format_named(told.head["format"])
            return SerialisedAnswer(kind, item, told.body)
        if outcome == TOO_LONG:
            raise LimitReached("answer_bytes", str(self._limits.answer_bytes))
        error = QueryError if outcome == REFUSED else EngineFailure
        raise error(*(_fault(fault) for fault in told.head["faults"]))

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


def _fault(told: Mapping[str, str | int | None]) -> Fault:
    line, character = told["line"], told["character"]
    place = Place(
        line=int(line) if line is not None else None,
        character=int(character) if character is not None else None,
    )
    return Fault(str(told["message"]), place, str(told["advice"]))
