"""The engine over a pool of evaluators: what the server answers from."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from kretslopp.engine import results
from kretslopp.engine.binding import bind
from kretslopp.engine.evaluators import zygote
from kretslopp.engine.evaluators.evaluator import ANSWERED, LIMIT, REFUSED, UNREACHED
from kretslopp.engine.evaluators.messages import Message, head
from kretslopp.engine.evaluators.nursery import Nursery
from kretslopp.engine.evaluators.pool import Pool
from kretslopp.engine.figures import Figures
from kretslopp.engine.formats import AnswerKind, Format, format_named, names_of
from kretslopp.engine.interface import Bindings, QueryDataset, SerialisedAnswer, Solutions
from kretslopp.errors import (
    EngineFailure,
    Fault,
    KretsloppError,
    LimitReached,
    Place,
    QueryError,
    ServiceFailure,
    Words,
)
from kretslopp.settings import Federation, QueryLimits

_ERRORS: Mapping[str, type[KretsloppError]] = {REFUSED: QueryError, UNREACHED: ServiceFailure}


class EvaluatorEngine:
    """Answers queries in other processes, each within the limits.

    ``path`` is a built dataset or an RDF file, ``further`` are RDF files to read with
    it. With a ``nursery`` its processes share the memory of the program that they are
    forked from. ``federation`` says which other endpoints a query may reach: ``services``
    are their addresses. Raises UnreadableInput for what is neither dataset nor file.
    """

    def __init__(
        self,
        path: Path,
        limits: QueryLimits,
        further: Sequence[Path] = (),
        nursery: Nursery | None = None,
        federation: Federation | None = None,
    ) -> None:
        self._limits = limits
        self.services = federation.addresses if federation else frozenset()
        self._federation = asdict(federation) if federation and self.services else None
        self._pool = Pool((path, *further), limits, nursery.start if nursery else zygote.spawn)
        self._reached: Counter[str] = Counter()
        self._lock = threading.Lock()  # of those counts
        self._plain_head = lru_cache(maxsize=64)(self._make_head)  # the same few come again

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query; see ``Engine.select``. Raises LimitReached."""
        return results.solutions_of(self.answer(bind(query, bindings or {}), results.AS_VALUES))

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
        base: str | None = None,
        seconds: float | None = None,
    ) -> SerialisedAnswer:
        """Return the serialised answer of any query; see ``Engine.answer``.

        Raises LimitReached, beside what is told there.
        """
        try:
            return self._answer(query, formats, asked_of, base, seconds)
        except LimitReached as error:
            with self._lock:
                self._reached[error.limit] += 1
            raise

    def _answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None,
        base: str | None,
        seconds: float | None,
    ) -> SerialisedAnswer:
        allowed = self._limits.query_seconds
        make = self._make_head if asked_of else self._plain_head
        question = Message(make(names_of(formats), asked_of, base), query.encode())
        told = self._pool.ask(question, min(seconds or allowed, allowed))
        outcome = told.members["outcome"]
        if outcome == ANSWERED:
            return SerialisedAnswer(*_used(told.head), told.body)
        if outcome == LIMIT:
            raise LimitReached(told.members["limit"], told.members["value"])
        raise _ERRORS.get(outcome, EngineFailure)(
            *(_fault(fault) for fault in told.members["faults"])
        )

    def figures(self) -> Figures:
        """Return how many evaluators there are, and how often each limit was reached."""
        with self._lock:
            return Figures(self._pool.idle, self._pool.at_work, dict(self._reached))

    def _make_head(
        self,
        formats: tuple[tuple[str, str], ...],
        asked_of: QueryDataset | None,
        base: str | None,
    ) -> bytes:
        return head(
            formats=dict(formats),
            asked_of=[asked_of.default, asked_of.named] if asked_of else None,
            base=base,
            limits=asdict(self._limits),
            federation=self._federation,
        )

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


@lru_cache(maxsize=64)
def _used(encoded: bytes) -> tuple[AnswerKind, Format]:
    members = Message(encoded).members
    return AnswerKind(members["kind"]), format_named(members["format"])


def _fault(told: Mapping[str, Any]) -> Fault:
    place = Place(line=told["line"], character=told["character"])
    swedish = Words(*told["swedish"]) if told["swedish"] else None
    return Fault(told["message"], place, told["advice"], swedish)
