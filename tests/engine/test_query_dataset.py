"""The dataset that a query is asked of: FROM, FROM NAMED, and the protocol's own choice.

SPARQL 1.1 Query, section 13.2, and SPARQL 1.1 Protocol, section 2.1.4. The expected
numbers are counted by hand in the three graphs below.
"""

import pytest

from kretslopp.engine import AnswerKind, EvaluatorEngine, QueryDataset, format_named, open_file
from kretslopp.errors import QueryError
from kretslopp.settings import QueryLimits

# <both> is in A and B; the merge of A and B has 3 triples, of all three graphs 4.
DATA = """
PREFIX : <http://example.org/>
GRAPH :A { :both :p 1 . :a :p 1 }
GRAPH :B { :both :p 1 . :b :p 1 }
GRAPH :C { :c :p 1 }
"""
A, B, C = (f"http://example.org/{name}" for name in "ABC")
COUNT = "{ ?s ?p ?o }"
NAMED = "{ GRAPH ?g { ?s ?p ?o } }"
FORMATS = {kind: format_named("json") for kind in (AnswerKind.SOLUTIONS, AnswerKind.BOOLEAN)}


@pytest.fixture(scope="module", params=["embedded", "evaluators"])
def engine(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("graphs") / "graphs.trig"
    path.write_text(DATA, encoding="utf-8")
    if request.param == "embedded":
        yield open_file(path)
        return
    engine = EvaluatorEngine(path, QueryLimits())
    yield engine
    engine.close()


def number(engine, clauses: str, pattern: str, asked_of: QueryDataset | None = None) -> int:
    head, _, tail = clauses.rpartition("\n")
    query = f"{head}\nSELECT (COUNT(*) AS ?n) {tail} {pattern}"
    body = engine.answer(query, FORMATS | {AnswerKind.GRAPH: format_named("nt")}, asked_of).body
    return int(body.split(b'"value":"')[1].split(b'"')[0])


@pytest.mark.parametrize(
    ("clauses", "default", "named"),
    [
        ("", 4, 5),
        (f"FROM <{A}>", 2, 0),
        (f"FROM <{A}> FROM <{B}>", 3, 0),
        (f"FROM <{A}> FROM <{A}>", 2, 0),
        (f"FROM <{A}> FROM <{B}> FROM <{C}>", 4, 0),
        (f"FROM NAMED <{A}>", 0, 2),
        (f"FROM NAMED <{A}> FROM NAMED <{B}>", 0, 4),
        (f"FROM <{A}> FROM <{B}> FROM NAMED <{C}>", 3, 1),
        (f"from <{A}> From NAMED <{C}> # FROM <{C}>\n  FROM <{B}>", 3, 1),
        ("PREFIX e: <http://example.org/>\nFROM e:A FROM e:B", 3, 0),
        ("BASE <http://example.org/>\nFROM <A> FROM <B> FROM NAMED <C>", 3, 1),
        ("BASE <http://example.org/x/> PREFIX e: <../>\nFROM e:A FROM e:B", 3, 0),
        (f"FROM <{A}> FROM <http://example.org/none>", 2, 0),
    ],
)
def test_the_clauses_of_a_query_make_its_dataset(engine, clauses, default, named):
    if "#" in clauses:
        head, tail = clauses.split("\n")
        query = [
            f"SELECT (COUNT(*) AS ?n) {head}\n{tail} {{}}".replace("{}", p) for p in (COUNT, NAMED)
        ]
        found = [int(str(engine.select(text).rows[0][0])) for text in query]
    else:
        found = [number(engine, clauses, pattern) for pattern in (COUNT, NAMED)]
    assert found == [default, named]


@pytest.mark.parametrize(
    ("asked_of", "default", "named"),
    [
        (QueryDataset((A,), ()), 2, 0),
        (QueryDataset((A, B), ()), 3, 0),
        (QueryDataset((), (A, B)), 0, 4),
        (QueryDataset((A, B), (C,)), 3, 1),
        (QueryDataset(("http://example.org/none",), ()), 0, 0),
    ],
)
@pytest.mark.parametrize("clauses", ["", f"FROM <{C}>", f"FROM <{A}> FROM <{C}> FROM NAMED <{A}>"])
def test_the_protocols_choice_counts_before_the_querys(engine, clauses, asked_of, default, named):
    found = [number(engine, clauses, pattern, asked_of) for pattern in (COUNT, NAMED)]
    assert found == [default, named]


def test_a_construct_of_several_graphs_has_each_triple_once(engine):
    formats = FORMATS | {AnswerKind.GRAPH: format_named("nt")}
    query = f"CONSTRUCT {{ ?s ?p ?o }} FROM <{A}> FROM <{B}> {{ ?s ?p ?o }}"
    assert engine.answer(query, formats).body.count(b"\n") == 3


def test_relative_names_of_graphs_resolve_against_the_base(engine):
    query = f"SELECT (COUNT(*) AS ?n) FROM <A> FROM <B> {COUNT}"
    for base, expected in (("http://example.org/sparql", 3), ("http://example.com/", 0)):
        body = engine.answer(query, FORMATS, None, base).body
        assert int(body.split(b'"value":"')[1].split(b'"')[0]) == expected


@pytest.mark.parametrize("clauses", ["FROM <http://[>", "FROM <http://[> FROM <http://b/>"])
def test_a_name_that_is_no_iri_is_the_querys_fault(engine, clauses):
    with pytest.raises(QueryError):
        engine.answer(f"ASK {clauses} {{}}", FORMATS)
    with pytest.raises(QueryError, match="it is no IRI"):
        engine.answer("ASK {}", FORMATS, QueryDataset(("http://[",), ()))
