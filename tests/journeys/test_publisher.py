"""An open-data publisher: stable addresses, dumps that do not change, formats for machines."""

import hashlib

import pytest
from rdflib import Graph, Literal, URIRef

from kretslopp import artefacts, questions
from kretslopp.building import build
from kretslopp.dataset import current, entries
from kretslopp.engine import open_dataset
from kretslopp.namespaces import BASE, DCAT, DCTERMS, KL, SPDX
from kretslopp.web import create_app

GRAPH = "https://w3id.org/kretslopp/graph/source/borlange/2023-2026"


@pytest.mark.slow
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


def test_a_stranger_follows_the_catalogue_down_to_the_cell(release):
    """From the catalogue that a portal harvests to a download, a thing in it, and its source."""
    client = create_app(
        release.engine, questions.load(artefacts.queries()), release=release
    ).test_client()

    def at(iri):
        """The address on this server: whoever publishes leads the canonical ones here."""
        return str(iri).removeprefix("https://w3id.org/kretslopp")

    catalogue = Graph().parse(data=client.get("/catalog.rdf").data, format="xml")
    (borlange,) = catalogue.subjects(DCTERMS.identifier, Literal(f"{BASE}dataset/borlange"))
    turtle = URIRef(f"{borlange}#ttl")
    assert (borlange, DCAT.distribution, turtle) in catalogue
    (download,) = catalogue.objects(turtle, DCAT.downloadURL)
    (checksum,) = catalogue.objects(turtle, SPDX.checksum)
    file = client.get(at(download))
    assert file.mimetype == "text/turtle"
    sha256 = hashlib.sha256(file.data).hexdigest()
    assert str(catalogue.value(checksum, SPDX.checksumValue)) == sha256

    data = Graph().parse(data=file.data, format="turtle")
    action = URIRef(f"{BASE}id/action/borlange/2023-2026/K13")
    (goal,) = data.objects(action, KL.contributesTo)
    seen = client.get(at(action), headers={"Accept": "text/turtle"}, follow_redirects=True)
    document = Graph().parse(data=seen.data, format="turtle")
    assert (action, KL.contributesTo, goal) in document

    asked = {"s": action, "p": KL.contributesTo, "o": goal}
    why = client.get("/why", query_string=asked, headers={"Accept": "application/json"}).get_json()
    (source,) = why["sources"]
    assert (source["table"], source["row"], source["cell"]) == ("municipal", 14, "mål")
    assert (source["printed"], source["lines"]) == ("10", [500, 506])
