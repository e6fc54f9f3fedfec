import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.engine import guard
from kretslopp.engine.tokens import form, tokens
from kretslopp.errors import LimitReached, QueryError
from kretslopp.settings import QueryLimits

HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <http://a> {}' }",
    'SELECT * { ?s ?p """\nSERVICE "" <http://a>""" }',
    "SELECT * { ?s ?p ?service } # SERVICE <http://a>",
    "PREFIX service: <http://service/> SELECT * { ?s service:SERVICE <http://a/SERVICE> }",
    "SELECT ?insert { ?s <insert:data> 'LOAD' }",
    "# DELETE\nASK {}",
    "BASE <http://insert/> PREFIX insert: <http://insert/> ASK { insert:data ?p ?o }",
    "",
    "this is no query",
]
CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a> {} }",
    "SELECT * { ?s ?p ?o.SERVICE <http://a> {} }",
    "PREFIX e: <http://e/> SELECT * { ?s ?p e:o.SERVICE <http://a> {} }",
    "SELECT * { { SELECT * { SERVICE ?x {} } } }",
    "SELECT * { \\u0053ERVICE <http://a> {} }",
    "SELECT * { \\U00000053ERVICE <http://a> {} }",
    "SELECT * { ?s ?p 'a'SERVICE <http://a> {} }",
    "SELECT * { ?s ?p <a>SERVICE <http://a> {} }",
    "SELECT * { ?s ?p '''a''''SERVICE <http://a> {} }",
    "SELECT * { ?s ?p 1SERVICE <http://a> {} }",
    "SELECT * { ?s ?p 'a'@svSERVICE <http://a> {} } SELECT * { SERVICE <x> {} }",
]
UPDATES = [
    "INSERT DATA { <a> <b> <c> }",
    "PREFIX a: <http://a/> delete where { ?s ?p ?o }",
    "# SELECT\nLOAD <http://a>",
    "CLEAR ALL",
    "WITH <g> DELETE { ?s ?p ?o } WHERE {}",
    "\\u0049NSERT DATA {}",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_word_that_is_no_keyword_harms_no_one(query):
    guard.check(query)


@pytest.mark.parametrize("query", CALLS)
def test_no_query_reaches_another_server(query):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        guard.check(query)


@pytest.mark.parametrize("query", UPDATES)
def test_no_query_changes_data(query):
    with pytest.raises(QueryError, match="read-only"):
        guard.check(query)


def test_the_place_is_that_of_the_keyword():
    with pytest.raises(QueryError) as caught:
        guard.check("SELECT *\n{ ?s ?p ?o .\n  SERVICE <http://a> {} }")
    (fault,) = caught.value.faults
    assert (fault.place.line, fault.place.character) == (3, 3)


@given(st.text())
def test_any_text_is_cut_into_tokens_that_lose_nothing_but_comments(text):
    found = "".join(token.text for token in tokens(text))
    assert len(found) <= len(text)
    if "#" not in text:
        assert "".join(found.split()) == "".join(text.split())


@given(st.sampled_from(["SELECT", "ask", "Construct", "DESCRIBE"]), st.text(alphabet="abc \n"))
def test_the_form_is_the_first_keyword(keyword, comment):
    comment = comment.replace("\n", " ")
    found = form(f"# SELECT {comment}\nPREFIX a: <http://select/>\n{keyword} {{}}")
    assert found is not None
    assert found.text == keyword


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { serVice <http://127.0.0.1/> {} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> {} }",
        "INSERT DATA {}",
        "\\u0049NSERT DATA {}",
        "with <g:g> delete {} where {}",
    ],
)
def test_what_is_looked_for_first_lets_nothing_through(query):
    with pytest.raises(QueryError):
        guard.check(query)


@pytest.mark.parametrize("nesting", [1, 5, 20])
@pytest.mark.parametrize("opening", ["{", "(", "[", "!", "^"])
def test_counting_marks_first_allows_as_much_as_counting_tokens(nesting, opening):
    limits = QueryLimits(nesting=nesting, patterns=nesting)
    guard.check_size(opening * nesting, limits)
    with pytest.raises(LimitReached):
        guard.check_size(opening * (nesting + 1), limits)
    guard.check_size("# " + opening * 100, limits)  # more marks than it may have, none a token


HIDDEN_CALLS = [
    "SELECT * { SERVICESILENT<http://a> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://a> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://a> { ?s ?p ?o } }",
    "PREFIX : <http://a> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX e: <http://a> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX service: <e:> PREFIX : <http://a> SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX e: <http://a> SELECT * { ?s ?p ?o.SERVICEe:\\# # {\n { ?s ?p ?o } }",
    "SELECT * { SERVICE # {\n SILENT#b\n<http://a>#c\n { ?s ?p 'x' } }",
    "SELECT * { ?s ?p '\\u0027\\u0023' . SERVICE <http://a> { ?s ?p ?o } }",
    f"PREFIX : <http://a> SELECT * {{ SERVICE{' ' * 10_000}:x {{ ?s ?p ?o }} }}",
    f"PREFIX : <http://a> SELECT * {{ SERVICE:{'x' * 10_000} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICESILENT<http://a/{'x' * 10_000}> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", HIDDEN_CALLS)
def test_no_call_hides_in_another_token(query):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        guard.check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o FILTER(?o<'>') SERVICE <http://a> { ?s ?p 'x' } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?b#>'''\n) SERVICE <http://a> { ?s ?p 'x' } #'''\n }",
        "SELECT * { ?s <a:\\u0062'> ?o . SERVICE:x { ?s ?p 'x' } }",
        "SELECT * { ?s <\\u0061:b'> ?o . SERVICE:x { ?s ?p 'x' } }",
    ],
)
def test_what_may_be_read_in_two_ways_hides_no_call(query):
    with pytest.raises(QueryError, match=r"more than one way|not allowed"):
        guard.check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x { ?service a ?x }",
        "PREFIX service: <e:> SELECT * FROM service:g { GRAPH service:g { ?s ?p ?o } }",
        "PREFIX e: <e:> SELECT * { GRAPH e:service { ?s e:service ?service } }",
        "SELECT * {\n# SERVICE <http://a> {\n ?s ?p ?o }",
        'SELECT * { ?s ?p \'SERVICE <http://a> {\', """SERVICE ?x {""" }',
        "SELECT * { ?s <http://service?x#> ?o FILTER(?o = <#a>) } # service",
    ],
)
def test_a_name_of_that_sound_is_no_call(query):
    guard.check(query)


MANY = 5_000


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("ASK { FILTER(1" + "+1" * MANY + ") }", "patterns"),
        ("ASK { FILTER(1" + " - 1" * MANY + ") }", "patterns"),
        ("ASK { FILTER(1" + "*1" * MANY + ") }", "patterns"),
        ("SELECT " + "".join(f"(1AS?a{n})" for n in range(MANY)) + "{}", "patterns"),
        ("SELECT (1 AS ?n) {} HAVING" + "(1)" * MANY, "patterns"),
        ("ASK { ?s ?p 1" + ",1" * MANY + " }", "patterns"),
        ("ASK { ?s ?p (1" + " 1" * MANY + ") }", "patterns"),
        ("ASK { ?s ?p (?x" + "?x" * MANY + ") }", "patterns"),
        ("ASK { ?s ?p ?o" + "~?x" * MANY + " }", "patterns"),
        ("ASK { " + "<< ?s ?p " * MANY + "?o", "nesting"),
        ("ASK { " + "<<" * MANY + "?s ?p ?o", "nesting"),
    ],
)
def test_what_an_engine_breaks_down_over_is_counted(query, limit):
    with pytest.raises(LimitReached) as error:
        guard.check_size(query, QueryLimits())
    assert error.value.limit == limit


@pytest.mark.parametrize("hidden", ["(" * MANY + "1", "!" * MANY + "1", "1" + "+1" * MANY])
def test_a_comparison_that_looks_like_an_address_hides_nothing(hidden):
    with pytest.raises(QueryError, match="more than one way"):
        guard.check_size(f"ASK {{ FILTER(?a<{hidden}&&?c>?d) }}", QueryLimits())


def test_what_stands_beside_each_other_is_not_counted():
    numbers = [f"{number / 10 - 50}" for number in range(MANY)]
    guard.check_size(f"ASK {{ VALUES ?x {{ {' '.join(numbers)} }} }}", QueryLimits())
    guard.check_size(f"ASK {{ VALUES (?x) {{ ({') ('.join(numbers)}) }} }}", QueryLimits())
    things = ", ".join(f"<http://example.org/thing(s)-{number}>" for number in range(MANY))
    guard.check_size(f"ASK {{ ?x ?p ?o FILTER(?x IN ({things})) }}", QueryLimits())
