"""The server as a process of its own, and real clients: curl's way, SPARQLWrapper's, ours."""

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator

import pytest
from SPARQLWrapper import GET, JSON, POST, POSTDIRECTLY, SPARQLWrapper

from kretslopp import artefacts, questions
from kretslopp.dataset import current
from kretslopp.engine import AnswerKind, format_named, open_dataset, remote
from kretslopp.errors import EngineFailure
from processes import END_SECONDS, served


@pytest.fixture(scope="module")
def address(built, free_port, tmp_path_factory) -> Iterator[str]:
    # Of its own: the server writes dumps into it.
    own = shutil.copytree(built, tmp_path_factory.mktemp("served") / "dataset", symlinks=True)
    with served(own, port=free_port) as told:
        said = [told.readline() for _ in range(4)]
        found = re.search(r"http://127\.0\.0\.1:\d+", said[0])
        assert found, said
        assert all(found[0] in line for line in said), "the address, and three things to try"
        yield found[0]


def fetch(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=END_SECONDS) as response:
        return response.headers["Content-Type"], response.read().decode("utf-8")


def test_a_named_question(address):
    kind, body = fetch(f"{address}/questions/actions-of-goal.csv?goal=4")
    assert kind.startswith("text/csv")
    assert len(body.splitlines()) == 1 + 16


def test_the_start_page(address):
    kind, body = fetch(f"{address}/sv/", Accept="text/html")
    assert kind.startswith("text/html")
    assert "Borlänge" in body


@pytest.mark.parametrize(
    ("method", "request_method"), [(GET, None), (POST, None), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper(address, method, request_method):
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    if request_method:
        client.setRequestMethod(request_method)
    client.setReturnFormat(JSON)
    client.setQuery('SELECT ?g WHERE { ?g ?p "Målområden"@sv }')
    (binding,) = client.query().convert()["results"]["bindings"]
    assert binding["g"]["value"].endswith("/goal-area")


def test_every_question_answers_the_same_from_afar(address, built):
    """Parameters are bound in one way, whichever engine answers."""
    near, far = open_dataset(current(built)), remote(f"{address}/sparql")
    asked = questions.load(artefacts.queries())
    assert len(asked) >= 14
    for question in asked.values():
        assert question.ask(far, {}, "sv") == question.ask(near, {}, "sv"), question.name


def test_every_kind_of_answer_from_afar(address):
    engine = remote(f"{address}/sparql")
    plan = "https://w3id.org/kretslopp/def#Plan"
    formats = {AnswerKind.GRAPH: format_named("nt"), AnswerKind.BOOLEAN: format_named("json")}
    graph = engine.answer(f"CONSTRUCT WHERE {{ ?s a <{plan}> }}", formats)
    assert graph.body.decode("utf-8").count("\n") == 1
    assert json.loads(engine.answer("# SELECT\nASK {}", formats).body)["boolean"] is True


def test_a_refusal_from_afar_is_told_in_its_own_words(address):
    with pytest.raises(EngineFailure, match=r"refused the query.*can't be parsed"):
        remote(f"{address}/sparql").select("SELECT * { ?s ?p }")
    with pytest.raises(EngineFailure, match="refused the query"):
        remote(f"{address}/nowhere").select("SELECT * { ?s ?p ?o }")


def test_the_command_line_asks_from_afar(address, kretslopp):
    result = kretslopp("ask", "actions-of-goal", "--goal", "7", "--endpoint", f"{address}/sparql")
    assert result.exit_code == 0, result.output
    assert "K8" in result.stdout
    result = kretslopp(
        "export", "borlange", "2023-2026", "--endpoint", f"{address}/sparql", "-o", "/dev/null/x"
    )
    assert result.exit_code == 2
    assert "can't be written" in result.stderr
