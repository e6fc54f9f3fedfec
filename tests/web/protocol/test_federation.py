"""SERVICE over HTTP: what is told of other servers, and what the endpoint says that it can."""

import pytest
from rdflib import Graph

from kretslopp.errors import Fault, LimitReached, ServiceFailure
from kretslopp.namespaces import RDF, SD
from kretslopp.web import create_app


class Federated:
    """An engine that may reach another endpoint, which fails in some way."""

    services = frozenset({"https://example.org/sparql"})

    def __init__(self, engine, error):
        self._engine, self._error = engine, error

    def select(self, *arguments):
        return self._engine.select(*arguments)

    def answer(self, query, *arguments):
        if "SERVICE" in query:
            raise self._error
        return self._engine.answer(query, *arguments)


FAILURE = ServiceFailure(Fault("SERVICE <https://example.org/sparql> gave no answer: it is out."))


@pytest.mark.parametrize(
    ("error", "status", "kind", "says"),
    [
        (FAILURE, 502, "service-failure", "https://example.org/sparql"),
        (LimitReached("service_bytes", "7"), 503, "limit-service-bytes", "7"),
    ],
)
def test_a_program_is_told_which_server_and_why(engine, named, caplog, error, status, kind, says):
    client = create_app(Federated(engine, error), named).test_client()
    answer = client.get("/sparql", query_string={"query": "ASK { SERVICE <e:> {} }"})
    problem = answer.get_json()
    assert answer.status_code == status
    assert problem["type"].endswith(f"#{kind}")
    assert says in problem["detail"]
    assert not caplog.records  # it is no fault of ours


def test_a_reader_is_told_on_the_page(engine, named):
    client = create_app(Federated(engine, FAILURE), named).test_client()
    answer = client.get(
        "/sv/sparql",
        query_string={"query": "ASK { SERVICE <e:> {} }"},
        headers={"Accept": "text/html"},
    )
    assert answer.status_code == 502
    assert "En annan server svarade inte" in answer.text
    assert "https://example.org/sparql" in answer.text


@pytest.mark.parametrize("is_federated", [True, False])
def test_the_service_description_says_whether_it_can(engine, named, is_federated):
    chosen = Federated(engine, FAILURE) if is_federated else engine
    client = create_app(chosen, named).test_client()
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.data, format="turtle")
    service = graph.value(None, RDF.type, SD.Service)
    assert ((service, SD.feature, SD.BasicFederatedQuery) in graph) is is_federated
