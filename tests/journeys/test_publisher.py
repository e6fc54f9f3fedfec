"""An open-data publisher: stable addresses, dumps that do not change, formats for machines."""

import pytest
from rdflib import Graph

from kretslopp import artefacts, questions
from kretslopp.building import build
from kretslopp.dataset import current, entries
from kretslopp.engine import open_dataset
from kretslopp.web import create_app

GRAPH = "https://w3id.org/kretslopp/graph/source/borlange/2023-2026"


def test_two_builds_of_the_same_data_are_the_same_bytes(built, data, tmp_path):
    again = build(data, tmp_path / "again", lambda _: None).version
    assert again.name == current(built).name
    assert entries(again) == entries(current(built))
    for path in (again / "graph").rglob("*.nq"):
        assert path.read_bytes() == (current(built) / path.relative_to(again)).read_bytes()


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
     ("application/ld+json", "json-ld")],
)  # fmt: skip
def test_a_graph_in_the_format_a_portal_asks_for(built, accept, form):
    engine = open_dataset(current(built))
    client = create_app(engine, questions.load(artefacts.queries())).test_client()
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.mimetype == accept
    (entry,) = (item for item in entries(current(built)) if item.iri == GRAPH)
    assert len(Graph().parse(data=response.data, format=form)) == entry.triples
