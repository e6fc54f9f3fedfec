"""Dumps in four formats say the same, and the same every time."""

import json

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef

from kretslopp.engine import DUMP_FORMATS, write_dump
from kretslopp.namespaces import KL, RDFS, XSD

ONE, TWO = "https://w3id.org/kretslopp/graph/a", "https://w3id.org/kretslopp/graph/b"
PARSED = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
_RDFLIB = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
TEXT = 'Åäö "citat" \\ och\nny rad, kl:Plan'


def graphs():
    action = URIRef("https://w3id.org/kretslopp/id/action/borlange/2023-2026/K1")
    shared = (action, RDFS.label, Literal(TEXT, lang="sv"))
    one, two = Graph(), Graph()
    for triple in (
        shared,
        (action, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), KL.MunicipalAction),
        (action, KL.startYear, Literal(2026)),
        (action, KL.legallyRequired, Literal(True)),
        (action, KL.value, Literal("7.50", datatype=XSD.decimal)),
        (action, KL.unit, Literal("kg/person")),
    ):
        one.add(triple)
    two.add(shared)
    return {TWO: lines(two), ONE: lines(one)}


def lines(graph):
    rows = graph.serialize(format="nt", encoding="utf-8").splitlines()
    return sorted(row.removesuffix(b" .") for row in rows)


def quads(found):
    return {
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name))
        for name, listed in found.items()
        for quad in ox.parse(b"".join(line + b" .\n" for line in listed), ox.RdfFormat.N_TRIPLES)
    }


@pytest.fixture
def written(tmp_path):
    for wanted in DUMP_FORMATS:
        write_dump(graphs(), tmp_path / f"x.{wanted.name}", wanted)
    return tmp_path


def test_formats_with_graphs_hold_the_same_quads(written):
    expected = quads(graphs())
    assert len(expected) == 7
    for name, parsed in PARSED.items():
        assert set(ox.parse(path=str(written / f"x.{name}"), format=parsed)) == expected


def test_rdflib_reads_them_too(written):
    for name in PARSED:
        dataset = Dataset()
        dataset.parse(written / f"x.{name}", format=_RDFLIB[name])
        assert sum(len(graph) for graph in dataset.graphs()) == 7
    assert len(Graph().parse(written / "x.ttl")) == 6


def test_turtle_holds_each_triple_once_and_declares_the_prefixes_it_uses(written):
    text = (written / "x.ttl").read_text(encoding="utf-8")
    assert text.count("Åäö") == 1
    head = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert [line.split()[1] for line in head] == ["kl:", "rdfs:"]


def test_n_quads_stand_in_order(written):
    rows = (written / "x.nq").read_bytes().splitlines()
    assert rows == sorted(rows)


def test_json_ld_needs_no_context_from_elsewhere(written):
    document = json.loads((written / "x.jsonld").read_text(encoding="utf-8"))
    assert document["@context"]["kl"] == str(KL)
    assert [graph["@id"] for graph in document["@graph"]] == [ONE, TWO]
    (thing,) = document["@graph"][0]["@graph"]
    assert thing["@type"] == ["kl:MunicipalAction"]
    assert thing["kl:value"] == [{"@type": "xsd:decimal", "@value": "7.50"}]
    assert thing["rdfs:label"] == [{"@language": "sv", "@value": TEXT}]


def test_the_same_triples_give_the_same_bytes(written, tmp_path):
    for wanted in DUMP_FORMATS:
        again = tmp_path / f"again.{wanted.name}"
        write_dump(dict(reversed(graphs().items())), again, wanted)
        assert again.read_bytes() == (written / f"x.{wanted.name}").read_bytes()
