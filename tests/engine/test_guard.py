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
