"""What is wrong with a query, told to its writer in the language of the page."""

from pathlib import Path

import pytest

from kretslopp.engine import EvaluatorEngine
from kretslopp.settings import Federation, QueryLimits
from kretslopp.web import create_app

NOBODY = "http://127.0.0.1:9/sparql"  # nothing listens there (discard)
# The query, what its writer is told in Swedish, and in English.
WRONG = {
    "empty": ("# inget", "Frågan är tom.", "The query is empty."),
    "open": (
        "SELECT * { ?s ?p",
        "Frågan går inte att tolka vid ”?s”.",
        "The query can&#39;t be parsed near “?s”.",
    ),
    "cut": (
        "SELECT",
        "Frågan går inte att tolka i slutet.",
        "The query can&#39;t be parsed at its end.",
    ),
    "prefix": (
        "SELECT * { ?s åäö:p ?o }",
        "Prefixet i ”åäö:p” är inte deklarerat.",
        "The prefix of “åäö:p” is not declared.",
    ),
    "variable": (
        "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
        "SELECT har en variabel som varken är grupperad eller aggregerad",
        "The SELECT has a variable that is neither grouped nor aggregated",
    ),
    "function": (
        "SELECT (<x:f>(1) AS ?n) {}",
        "Funktionen &lt;x:f&gt; finns inte här.",
        "The custom function &lt;x:f&gt; is not supported.",
    ),
    "update": (
        "DROP ALL",
        "DROP är en uppdatering, och dessa data går bara att läsa.",
        "DROP is an update, and this data is read-only.",
    ),
    "ambiguous": (
        "ASK { FILTER(?a<" + "!" * 5000 + "1&&?c>?d) }",
        f"”&lt;{'!' * 79}…” går att läsa på mer än ett sätt.",
        f"“&lt;{'!' * 79}…” may be read in more than one way.",
    ),
    "graph": (
        "SELECT * FROM <a%20b> FROM <http://[/> { ?s ?p ?o }",
        "kan inte vara namnet på en graf: det är ingen IRI.",
        "can&#39;t name a graph: it is no IRI.",
    ),
    "service": (
        "SELECT * { SERVICE <x:y> { ?s ?p ?o } }",
        "SERVICE är inte tillåtet: en fråga får inte nå andra servrar.",
        "SERVICE is not allowed: a query may not reach other servers.",
    ),
}
FEDERATED = {
    "elsewhere": (
        "SELECT * { SERVICE <x:y> { ?s ?p ?o } }",
        f"SERVICE får inte nå någon annan server än: {NOBODY}",
        f"SERVICE is not allowed to reach any other server than: {NOBODY}",
    ),
    "no answer": (
        f"SELECT * {{ SERVICE <{NOBODY}> {{ ?s ?p ?o }} }}",
        f"SERVICE &lt;{NOBODY}&gt; gav inget svar (",
        f"SERVICE &lt;{NOBODY}&gt; gave no answer: ",
    ),
}


@pytest.fixture(scope="module")
def clients():
    """A client of a server that reaches no other, and of one that reaches one."""
    file = Path(__file__).parent.with_name("small.trig")
    engines = [
        EvaluatorEngine(file, QueryLimits(), federation=Federation(services=services))
        for services in ("", NOBODY)
    ]
    yield [create_app(engine, {}).test_client() for engine in engines]
    for engine in engines:
        engine.close()


@pytest.mark.parametrize(("name", "language"), [(n, lang) for n in (*WRONG, *FEDERATED)
                                                for lang in ("sv", "en")])  # fmt: skip
def test_a_reader_is_told_in_the_language_of_the_page(clients, name, language):
    query, swedish, english = {**WRONG, **FEDERATED}[name]
    client = clients[name in FEDERATED]
    answer = client.get(
        f"/{language}/sparql", query_string={"query": query}, headers={"Accept": "text/html"}
    )
    assert answer.status_code in (400, 502)
    _, _, problem = answer.text.partition('role="alert"')
    problem, _, _ = problem.partition("</div>")
    assert (swedish if language == "sv" else english) in problem
    assert "lang=" not in problem  # it is the page's own


@pytest.mark.parametrize("name", [*WRONG, *FEDERATED])
def test_a_program_is_told_in_english(clients, name):
    query, _, english = {**WRONG, **FEDERATED}[name]
    answer = clients[name in FEDERATED].get("/sparql", query_string={"query": query})
    for mark, character in (("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">")):
        english = english.replace(mark, character)
    assert english in answer.get_json()["detail"]
