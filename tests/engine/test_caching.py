"""Answers kept in memory: the same bytes, evaluated once, up to so many bytes."""

import threading
from dataclasses import replace

import pytest
from rdflib import Literal

from kretslopp.engine import (
    AnswerKind,
    BoundedCache,
    CachingEngine,
    Figures,
    QueryDataset,
    SerialisedAnswer,
    default_format,
    format_named,
    may_change,
)
from kretslopp.errors import LimitReached, QueryError

FORMATS = {kind: default_format(kind) for kind in AnswerKind}
ROWS = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"%s"}}]}}'


class Counting:
    """An engine that answers with what it was asked, and counts."""

    def __init__(self):
        self.asked = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.is_closed = False

    def answer(self, query, formats, asked_of=None, base=None, seconds=None):
        self.asked.append((query, asked_of, base, seconds))
        self.may_go_on.wait(120)
        if query == "SLOW":
            raise LimitReached("query_seconds", "1")
        kind = AnswerKind.BOOLEAN if query == "ASK" else AnswerKind.SOLUTIONS
        return SerialisedAnswer(kind, formats[kind], ROWS % query.encode())

    def figures(self):
        return Figures(idle=2, limits_reached={"nesting": 3})

    def close(self):
        self.is_closed = True


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
def engine(counting):
    return CachingEngine(counting, 10_000)


def test_what_is_asked_again_is_the_same_and_evaluated_once(engine, counting):
    first = engine.answer("A", FORMATS)
    assert engine.answer("A", FORMATS) is first
    assert counting.asked == [("A", None, None, None)]
    assert engine.select("A").rows == ((Literal("A"),),)
    assert engine.select("A").variables == ("a",)
    assert len(counting.asked) == 2  # values are asked for with other formats


def test_whatever_an_answer_depends_on_tells_answers_apart(engine, counting):
    csv = {**FORMATS, AnswerKind.SOLUTIONS: format_named("csv")}
    for _ in range(2):
        engine.answer("A", FORMATS)
        engine.answer("B", FORMATS)
        engine.answer("A", csv)
        engine.answer("A", FORMATS, QueryDataset(("g:1",), ()))
        engine.answer("A", FORMATS, QueryDataset((), ("g:1",)))
        engine.answer("A", FORMATS, None, "http://example.org/")
    assert len(counting.asked) == 6


def test_a_time_limit_makes_no_other_answer(engine, counting):
    engine.answer("A", FORMATS, seconds=1)
    engine.answer("A", FORMATS, seconds=2)
    assert [seconds for *_, seconds in counting.asked] == [1]


def test_an_error_is_not_kept(engine, counting):
    for _ in range(2):
        with pytest.raises(LimitReached):
            engine.answer("SLOW", FORMATS)
    assert len(counting.asked) == 2
    with pytest.raises(QueryError, match="not a SELECT"):
        engine.select("ASK")


def at_once(counting, ask, times):
    """Ask so many times before the engine may go on with the first."""
    counting.may_go_on.clear()
    threads = [threading.Thread(target=ask) for _ in range(times)]
    for thread in threads:
        thread.start()
    counting.may_go_on.set()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("query", ["A", "SLOW"])
def test_the_same_query_at_the_same_time_is_evaluated_once(engine, counting, query):
    outcomes = []

    def ask():
        try:
            outcomes.append(engine.answer(query, FORMATS).body)
        except LimitReached as error:
            outcomes.append(error.limit)

    at_once(counting, ask, 5)
    assert len(outcomes) == 5
    assert len(set(outcomes)) == 1
    if query == "A":  # whoever came late has found it kept
        assert len(counting.asked) == 1


def test_those_who_wait_for_another_are_told_what_it_was_told(engine, counting):
    errors = []

    def ask():
        with pytest.raises(LimitReached) as error:
            engine.answer("SLOW", FORMATS)
        errors.append(error.value.limit)

    at_once(counting, ask, 2)
    assert errors == ["query_seconds"] * 2


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        ("SELECT (NOW() AS ?now) {}", True),
        ("SELECT (rand () AS ?x) {}", True),
        ("SELECT (UUID # why\n () AS ?x) {}", True),
        ("SELECT (StrUUID() AS ?x) {}", True),
        ("SELECT (\\u004EOW() AS ?now) {}", True),
        ("ASK {} # NOW" + "# " * 100, True),  # not told apart from a call, and not for long
        ("SELECT * { SERVICE <http://example.org/> {} }", True),
        ("SELECT ?unknown { ?unknown ?random 'who knows (now)' }", False),
        ("SELECT ?s { ?s <http://example.org/now> 1 }", False),
    ],
)
def test_what_may_change_is_never_kept(engine, counting, query, changes):
    assert may_change(query) == changes
    engine.answer(query, FORMATS)
    engine.answer(query, FORMATS)
    assert len(counting.asked) == (2 if changes else 1)


def test_figures_and_closing_are_those_of_both(engine, counting):
    engine.answer("A", FORMATS)
    engine.answer("A", FORMATS)
    told = engine.figures()
    assert told == replace(counting.figures(), hits=1, misses=1, cached_bytes=told.cached_bytes)
    assert told.cached_bytes > len(ROWS)
    engine.close()
    assert counting.is_closed


def test_a_cache_lets_go_of_what_was_not_asked_for_the_longest():
    cache = BoundedCache(10)
    cache.put("a", 1, 4)
    cache.put("b", 2, 4)
    assert cache.get("a") == 1
    cache.put("c", 3, 4)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]
    assert cache.bytes == 8


def test_a_cache_never_holds_more_than_it_may():
    cache = BoundedCache(10)
    cache.put("large", 1, 11)
    assert cache.get("large") is None
    for size in (3, 7, 2):  # the same key again, with another size
        cache.put("a", size, size)
    assert (cache.get("a"), cache.bytes) == (2, 2)
    assert (cache.hits, cache.misses) == (1, 1)
    nothing = BoundedCache(0)
    nothing.put("a", 1, 1)
    assert nothing.get("a") is None
