"""Answers kept in memory: what has been asked of the same data is not evaluated again."""

import re
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace

from kretslopp.engine import results
from kretslopp.engine.binding import bind
from kretslopp.engine.bounded import BoundedCache
from kretslopp.engine.figures import Figures
from kretslopp.engine.formats import AnswerKind, Format, names_of
from kretslopp.engine.interface import (
    Bindings,
    Engine,
    QueryDataset,
    SerialisedAnswer,
    Solutions,
)

# What gives another value each time (SPARQL 1.1 Query, 17.4), what others answer, and what may
# hide that it is one of these; and words without which none of it is there, which are looked
# for faster.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*[(#]|SERVICE|\\u", re.IGNORECASE)
_WORDS = ("NOW", "RAND", "UUID", "SERVICE", "\\U")
_OVERHEAD = 500  # bytes of an entry beside its query and body, roughly

# Query, names of formats, dataset and base: what an answer depends on beside the data.
_Key = tuple[str, tuple[tuple[str, str], ...], QueryDataset | None, str | None]


def may_change(query: str) -> bool:
    """Return whether a query may give another answer next time, though the data is the same."""
    capitals = query.upper()
    return any(word in capitals for word in _WORDS) and _CHANGING.search(query) is not None


class CachingEngine:
    """An engine that keeps the answers of another, as bytes, up to ``most_bytes`` of them.

    A query that is asked again while it is at work is evaluated once. The data may not
    change under it: other data is another engine's.
    """

    def __init__(self, engine: Engine, most_bytes: int) -> None:
        self._engine = engine
        self._kept: BoundedCache[_Key, SerialisedAnswer] = BoundedCache(most_bytes)
        self._lock = threading.Lock()  # of those at work
        self._at_work: dict[tuple[_Key, float | None], Future[SerialisedAnswer]] = {}

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query; see ``Engine.select``."""
        return results.solutions_of(self.answer(bind(query, bindings or {}), results.AS_VALUES))

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
        base: str | None = None,
        seconds: float | None = None,
    ) -> SerialisedAnswer:
        """Return the serialised answer of any query; see ``Engine.answer``."""
        key = (query, names_of(formats), asked_of, base)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        if may_change(query):
            return self._engine.answer(query, formats, asked_of, base, seconds)
        return self._evaluated(key, formats, seconds)

    @property
    def services(self) -> frozenset[str]:
        """Return the addresses of the other endpoints that a query may reach."""
        services: frozenset[str] = getattr(self._engine, "services", frozenset())
        return services

    def figures(self) -> Figures:
        """Return the figures of the engine whose answers it keeps, with its own."""
        told = getattr(self._engine, "figures", Figures)()
        kept = self._kept
        return replace(told, hits=kept.hits, misses=kept.misses, cached_bytes=kept.bytes)

    def close(self) -> None:
        """Close the engine whose answers it keeps, if that can be closed."""
        close = getattr(self._engine, "close", None)
        if close is not None:
            close()

    def _evaluated(
        self, key: _Key, formats: Mapping[AnswerKind, Format], seconds: float | None
    ) -> SerialisedAnswer:
        """Return an answer that is not kept; from whoever is at work on the same already."""
        with self._lock:
            other = self._at_work.get((key, seconds))
            mine: Future[SerialisedAnswer] = Future()
            if other is None:
                self._at_work[key, seconds] = mine
        if other is not None:
            return other.result()
        try:
            query, _, asked_of, base = key
            answer = self._engine.answer(query, formats, asked_of, base, seconds)
            self._kept.put(key, answer, len(query.encode()) + len(answer.body) + _OVERHEAD)
            mine.set_result(answer)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._at_work[key, seconds]
        return answer
