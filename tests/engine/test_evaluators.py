"""Queries in processes of their own: the same answers, and an end to each that goes too far."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

import pytest
from rdflib import Literal, URIRef

from kretslopp.engine import AnswerKind, EvaluatorEngine, format_named, open_file
from kretslopp.errors import (
    EngineFailure,
    KretsloppError,
    LimitReached,
    QueryError,
    UnreadableInput,
)
from kretslopp.settings import Federation, QueryLimits
from processes import END_SECONDS, below, eventually, left_of

FORMATS = {
    AnswerKind.SOLUTIONS: format_named("csv"),
    AnswerKind.BOOLEAN: format_named("json"),
    AnswerKind.GRAPH: format_named("nt"),
}
THINGS = 300
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIGHT = "ASK { <http://example.org/1> ?p ?o }"


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("evaluators") / "things.ttl"
    lines = (
        f'<http://example.org/{n}> <http://example.org/p> "sak {n}"@sv .' for n in range(THINGS)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def start(file):
    """Start an engine with limits; all that were started are ended afterwards."""
    started = []

    def run(**limits: int) -> EvaluatorEngine:
        started.append(EvaluatorEngine(file, QueryLimits(**limits)))
        return started[-1]

    yield run
    for engine in started:
        engine.close()


@pytest.fixture(scope="module")
def engine(start) -> EvaluatorEngine:
    return start(query_seconds=600, memory_bytes=200_000_000, answer_bytes=1_000_000)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?s",
        'ASK { ?s ?p "sak 7"@sv }',
        "CONSTRUCT { ?o ?p ?s } { ?s ?p ?o } LIMIT 0",
        "DESCRIBE <http://example.org/7>",
    ],
)
def test_its_answers_are_those_of_the_embedded_engine(engine, file, query):
    assert engine.answer(query, FORMATS) == open_file(file).answer(query, FORMATS)


def test_values_are_terms_and_bindings_are_bound(engine):
    found = engine.select("SELECT ?o { ?s ?p ?o }", {"s": URIRef("http://example.org/7")})
    assert found.rows == ((Literal("sak 7", lang="sv"),),)


def test_only_a_select_has_solutions(engine):
    with pytest.raises(QueryError, match="not a SELECT"):
        engine.select("ASK {}")


def test_what_is_wrong_with_a_query_is_told_with_its_place(engine):
    with pytest.raises(QueryError) as error:
        engine.select("SELECT * {\n ?s ?p }")
    (fault,) = error.value.faults
    assert (fault.place.line, fault.place.character) == (2, 2)
    with pytest.raises(QueryError, match=r"http://example\.org/f"):
        engine.select("SELECT (<http://example.org/f>(1) AS ?x) {}")
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        engine.select("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        (PRODUCT, "query_seconds"),
        (PRODUCT.replace("COUNT(*)", "MAX(?c)"), "query_seconds"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "answer_bytes"),
        ("SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "query_seconds"),
        ("SELECT * " + "{" * 10_000 + "}" * 10_000, "nesting"),
        ("SELECT * {" + "OPTIONAL {" * 10_000 + "}" * 10_001, "nesting"),
        ("SELECT * { FILTER" + "(" * 10_000 + "1" + ")" * 10_000 + "}", "nesting"),
        ("SELECT * { ?s ?p " + "[ ?p " * 10_000 + "1" + "]" * 10_000 + "}", "nesting"),
        ("ASK { FILTER(" + "!" * 10_000 + "true) }", "nesting"),
        ("ASK { ?s " + "^" * 10_000 + "<p:p> ?o }", "nesting"),
        ("SELECT * { ?s " + "/".join(["<p:p>"] * 1_000) + " ?o }", "patterns"),
        ("SELECT * {" + "UNION".join(["{}"] * 40_000) + "}", "patterns"),
        ("PREFIX e: <e:> SELECT * {" + "?s e:p e:o." * 1_000 + "}", "patterns"),
        ("SELECT * {" + "?s ?p ?o ." * 1_000 + "}", "patterns"),
    ],
)
def test_a_query_that_goes_too_far_is_ended_and_told_which_limit_it_met(engine, query, limit):
    # Where time is what ends it, it has little, so that it meets no other limit before.
    seconds = 0.2 if limit == "query_seconds" else None
    with pytest.raises(LimitReached) as error:
        engine.answer(query, FORMATS, seconds=seconds)
    assert error.value.limit == limit
    assert engine.answer(LIGHT, FORMATS).body  # the next one is answered


def test_a_query_that_takes_too_much_memory_is_ended(start):
    engine = start(query_seconds=600, memory_bytes=100_000_000)
    with pytest.raises(LimitReached) as error:
        engine.answer("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i", FORMATS)
    assert error.value.limit == "memory_bytes"
    assert engine.answer(LIGHT, FORMATS).body


def test_many_values_are_not_many_patterns(engine):
    rows = " ".join(f'("sak {n}"@sv)' for n in range(1_000))
    query = f"SELECT (COUNT(?s) AS ?n) {{ VALUES (?o) {{ {rows} }} ?s ?p ?o }}"
    assert engine.select(query).rows == ((Literal(THINGS),),)


def test_brackets_in_texts_comments_and_addresses_are_none(engine):
    query = 'ASK { ?s ?p "' + "{" * 1_000 + '" # ' + "(" * 1_000 + "\n }"
    assert engine.answer(query, FORMATS).body


def test_an_answer_that_python_has_no_memory_for_is_told_as_well(start):
    narrow = start(memory_bytes=12_000_000, answer_bytes=10**9, query_seconds=600)
    with pytest.raises(LimitReached) as error:
        narrow.answer("SELECT * { ?a ?b ?c . ?d ?e ?f }", FORMATS)
    assert error.value.limit == "memory_bytes"
    assert narrow.answer(LIGHT, FORMATS).body


def test_a_merge_of_small_graphs_takes_little_memory(start):
    narrow = start(memory_bytes=100_000_000)
    query = "ASK FROM <http://example.org/a> FROM <http://example.org/b> { ?s ?p ?o }"
    assert json.loads(narrow.answer(query, FORMATS).body)["boolean"] is False


def test_an_engine_that_reads_a_call_where_the_guard_does_not_reaches_nobody():
    program = """
import socket
import pyoxigraph as ox
from kretslopp.engine.evaluators.wall import forbid_connections
neighbour = socket.create_server(("127.0.0.1", 0))
neighbour.setblocking(False)  # whoever has connected is at hand
address = f"http://127.0.0.1:{neighbour.getsockname()[1]}/"
query = f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
assert forbid_connections()
try:
    ox.Store().query(query)
except OSError as error:
    print(error)
try:
    neighbour.accept()
except BlockingIOError:
    print("nobody came")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    refusal, outcome = done.stdout.splitlines()
    assert "denied" in refusal
    assert outcome == "nobody came"


@pytest.mark.parametrize(("services", "filters"), [("", "2"), ("http://127.0.0.1:1/sparql", "0")])
def test_evaluators_stand_behind_the_wall_unless_they_are_to_reach_others(file, services, filters):
    engine = EvaluatorEngine(file, QueryLimits(), federation=Federation(services))
    try:
        evaluators = below(zygote_of(engine))
        for _ in range(2 * len(evaluators)):  # they take turns
            assert engine.answer(LIGHT, FORMATS).body
        for pid in evaluators:
            status = Path(f"/proc/{pid}/status").read_text()
            assert f"Seccomp:\t{filters}\n" in status
    finally:
        engine.close()


def test_a_query_that_brings_its_process_down_brings_down_nothing_else(start):
    unguarded = start(nesting=10**9, patterns=10**9, query_seconds=600)
    with pytest.raises(EngineFailure, match="brought its evaluator down"):
        unguarded.answer("SELECT * " + "{" * 20_000 + "}" * 20_000, FORMATS)
    assert unguarded.answer(LIGHT, FORMATS).body


@pytest.fixture
def heavy(start):
    """Ask an engine queries without end, at once; what becomes of each comes into a queue."""
    outcomes: SimpleQueue[str] = SimpleQueue()
    engine: EvaluatorEngine

    def ask() -> None:
        try:
            engine.answer(PRODUCT, FORMATS)
        except LimitReached as error:
            outcomes.put(error.limit)
        except EngineFailure:
            outcomes.put("closed")

    def run(number: int, **limits: int) -> tuple[EvaluatorEngine, SimpleQueue[str]]:
        nonlocal engine
        engine = start(query_seconds=600, **limits)
        for _ in range(number):
            threads.append(threading.Thread(target=ask))
            threads[-1].start()
        return engine, outcomes

    threads: list[threading.Thread] = []
    yield run
    engine.close()
    for thread in threads:
        thread.join()


def wait_until_at_work(engine: EvaluatorEngine, number: int) -> None:
    eventually(lambda: engine.figures().at_work == number)


def test_light_queries_are_answered_while_heavy_ones_are_at_work(heavy):
    engine, outcomes = heavy(6, queries_at_once=8, wait_seconds=60)
    wait_until_at_work(engine, 6)
    for _ in range(20):
        assert engine.answer(LIGHT, FORMATS).body
    assert engine.figures().at_work == 6
    assert outcomes.empty()


def test_however_many_heavy_queries_come_light_ones_find_a_place(heavy):
    engine, outcomes = heavy(10, queries_at_once=4, long_queries_at_once=2, wait_seconds=60)
    assert [outcomes.get(timeout=END_SECONDS) for _ in range(8)] == ["long_queries_at_once"] * 8
    answered = 0
    while answered < 20:
        with suppress(LimitReached):  # on a machine so busy that it took a tenth of a second
            answered += bool(engine.answer(LIGHT, FORMATS).body)
    assert engine.figures().at_work == 2
    assert outcomes.empty()


def test_places_of_long_queries_are_free_again_afterwards(start):
    engine = start(queries_at_once=1, long_queries_at_once=1)
    for _ in range(3):
        with pytest.raises(LimitReached) as error:
            engine.answer(PRODUCT, FORMATS, seconds=0.2)
        assert (error.value.limit, error.value.value) == ("query_seconds", "0.2")


def test_more_queries_than_may_be_at_work_at_once_are_told_so(heavy):
    engine, outcomes = heavy(1, queries_at_once=1, wait_seconds=0)
    wait_until_at_work(engine, 1)
    for _ in range(2):
        with pytest.raises(LimitReached) as error:
            engine.answer(LIGHT, FORMATS)
        assert error.value.limit == "queries_at_once"
    assert outcomes.empty()


def test_a_path_that_is_no_data_is_told(tmp_path):
    with pytest.raises(UnreadableInput, match="no dataset here"):
        EvaluatorEngine(tmp_path / "missing", QueryLimits())
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not valid Turtle"):
        EvaluatorEngine(broken, QueryLimits())


def test_no_process_is_left_when_it_is_closed(file):
    before = below(os.getpid())
    engine = EvaluatorEngine(file, QueryLimits())
    with pytest.raises(LimitReached):
        engine.answer(PRODUCT, FORMATS, seconds=0.2)
    assert len(below(os.getpid()) - before) >= 2
    engine.close()
    assert below(os.getpid()) <= before


def test_an_engine_that_is_closed_starts_no_process_in_place_of_those_that_end(file):
    before = below(os.getpid())
    engine = EvaluatorEngine(file, QueryLimits(query_seconds=600))

    def ask() -> None:
        with suppress(EngineFailure, LimitReached):
            engine.answer(PRODUCT, FORMATS)

    thread = threading.Thread(target=ask)
    thread.start()
    wait_until_at_work(engine, 1)
    engine.close()
    thread.join()
    assert below(os.getpid()) <= before


def test_no_process_is_left_when_the_server_is_killed(file):
    program = f"""
import pathlib, time
from kretslopp.engine import EvaluatorEngine
from kretslopp.settings import QueryLimits
engine = EvaluatorEngine(pathlib.Path({str(file)!r}), QueryLimits(query_seconds=600))
print("ready", flush=True)
engine.select({PRODUCT!r})
"""
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    # The zygote, the evaluator that is at work, and those at hand, one of them in its place.
    eventually(lambda: len(below(server.pid)) >= 4)
    started = below(server.pid)
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert left_of(started) == []


@pytest.mark.parametrize("which", ["evaluators", "zygote"])
def test_processes_that_were_killed_are_replaced(file, which):
    engine = EvaluatorEngine(file, QueryLimits())
    try:
        started = below(os.getpid())
        zygote = zygote_of(engine)
        assert zygote in started
        evaluators = below(zygote)
        for pid in [zygote] if which == "zygote" else evaluators:
            os.kill(pid, signal.SIGKILL)
        assert left_of(evaluators) == []
        outcomes = []
        for _ in range(len(evaluators) + 1):
            try:
                outcomes.append(bool(engine.answer(LIGHT, FORMATS).body))
            except EngineFailure:
                outcomes.append(False)
        assert outcomes[-1]
        assert len(below(zygote_of(engine))) == len(evaluators)
    finally:
        engine.close()


@pytest.mark.slow
def test_what_can_not_be_opened_again_is_told_until_it_can(file, tmp_path):
    copy = tmp_path / "copy.ttl"
    copy.write_bytes(file.read_bytes())
    engine = EvaluatorEngine(copy, QueryLimits())
    try:
        copy.rename(tmp_path / "away.ttl")
        os.kill(zygote_of(engine), signal.SIGKILL)
        outcomes = [outcome_of(engine) for _ in range(6)]
        assert set(outcomes[-3:]) == {EngineFailure}
        (tmp_path / "away.ttl").rename(copy)
        assert [outcome_of(engine) for _ in range(6)][-1] is None
    finally:
        engine.close()


def outcome_of(engine: EvaluatorEngine) -> type | None:
    """What kind of error a light query ends with, None where it is answered."""
    try:
        engine.answer(LIGHT, FORMATS)
    except KretsloppError as error:
        return type(error)
    return None


def zygote_of(engine: EvaluatorEngine) -> int:
    """The parent of an engine's evaluators."""
    evaluator = engine._pool._idle.get()
    engine._pool._idle.put(evaluator)
    stat = Path(f"/proc/{evaluator.pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def test_whoever_stops_all_processes_at_once_lets_queries_end(file):
    engine = EvaluatorEngine(file, QueryLimits())
    try:
        zygote = zygote_of(engine)
        for pid in (zygote, *below(zygote)):
            os.kill(pid, signal.SIGTERM)
            os.kill(pid, signal.SIGINT)
        for _ in range(4):
            assert engine.answer(LIGHT, FORMATS).body
        assert zygote_of(engine) == zygote
    finally:
        engine.close()


def test_a_nursery_is_as_good_as_a_program_and_ends_with_its_maker(file):
    program = f"""
import pathlib
from kretslopp.engine import EvaluatorEngine, Nursery
from kretslopp.errors import UnreadableInput
from kretslopp.settings import QueryLimits
nursery = Nursery()
file = pathlib.Path({str(file)!r})
first, second = (EvaluatorEngine(file, QueryLimits(), nursery=nursery) for _ in range(2))
first.close()
try:
    EvaluatorEngine(file.with_name("missing"), QueryLimits(), nursery=nursery)
except UnreadableInput:
    print(len(second.select("SELECT * {{ ?s ?p ?o }}").rows), flush=True)
input()
"""
    maker = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )
    assert maker.stdout is not None
    assert maker.stdout.readline() == b"%d\n" % THINGS
    started = below(maker.pid)
    programs = {Path(f"/proc/{pid}/cmdline").read_bytes() for pid in (maker.pid, *started)}
    assert len(started) >= 4  # the nursery, the second engine's zygote and two evaluators
    assert len(programs) == 1
    maker.kill()
    maker.wait()
    assert left_of(started) == []


def test_figures_tell_of_evaluators_and_of_limits(start):
    engine = start(nesting=3)
    assert engine.answer(LIGHT, FORMATS).body
    for _ in range(2):
        with pytest.raises(LimitReached):
            engine.answer("ASK {{{{}}}}", FORMATS)
    told = engine.figures()
    assert told.idle >= 2
    assert (told.at_work, told.limits_reached) == (0, {"nesting": 2})
