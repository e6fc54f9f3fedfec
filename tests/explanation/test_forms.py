"""Explanations as JSON and as RDF."""

import json

import pytest
from rdflib import BNode, Literal, URIRef

from kretslopp.engine import format_named, serialise
from kretslopp.explanation import sentence, to_graph, to_json
from kretslopp.explanation.rdf_form import statement_iri
from kretslopp.namespaces import BASE, DCTERMS, KL, PROV, RDF, RDFS, XSD

ID = f"{BASE}id/"
K13 = "action/borlange/2023-2026/K13"
MEMBERS = {"triple", "kind", "axiom", "sentence", "premises", "sources"}


@pytest.fixture(scope="module")
def inferred(why):
    return why(K13, "kl:indirectlyContributesTo", "goal/borlange/2023-2030/10")


@pytest.fixture(scope="module")
def translated(why):
    title = Literal("Optimise waste collection transport.", lang="en")
    return why("action/borlange/2023-2026/K14", "dcterms:title", title)


def test_json_of_what_is_inferred(inferred, explainer):
    found = to_json(inferred, explainer.lookups)
    assert set(found) >= MEMBERS
    assert found["triple"] == {
        "s": f"{ID}{K13}",
        "p": str(KL.indirectlyContributesTo),
        "o": f"{ID}goal/borlange/2023-2030/10",
    }
    assert found["kind"] == "inferred"
    assert found["axiom"]["rule"] == "prp-spo2"
    assert found["axiom"]["sv"] == "bygger på ∘ bidrar till ⇒ bidrar indirekt till"
    assert found["sentence"]["en"] == sentence(inferred, explainer.lookups, "en")
    first, second = found["premises"]
    assert (first["p"], second["p"]) == (str(KL.buildsOn), str(KL.contributesTo))
    (source,) = first["sources"]
    expected = {
        "document": f"{ID}document/borlange/2023-2026",
        "table": "municipal",
        "row": 14,
        "cell": "regional_åtgärd",
        "lines": [500, 506],
    }
    assert {name: source[name] for name in expected} == expected
    assert source["printed"] == "18"
    assert found["sources"] == [*first["sources"], *second["sources"]]
    assert "who" not in found


def test_json_of_what_is_asserted(why, explainer):
    found = to_json(
        why(K13, "kl:endYear", Literal("2026", datatype=XSD.integer)), explainer.lookups
    )
    assert (found["kind"], found["axiom"], found["premises"]) == ("asserted", None, [])
    assert found["triple"]["o"] == f'"2026"^^<{XSD.integer}>'
    assert [source["cell"] for source in found["sources"]] == ["år"]


def test_json_of_an_interpretation(translated, explainer):
    found = to_json(translated, explainer.lookups)
    assert (found["kind"], found["sources"]) == ("interpretation", [])
    assert (found["who"], found["when"]) == ("Projektet Kretslopp", "2026-11-24")
    assert found["why"].startswith("Översättning av titeln")
    assert found["status"] == "accepted"


def test_json_of_premises_goes_down_to_the_sources(why, explainer):
    found = to_json(
        why("org/borlange-energi/stadsmiljo", "kl:involvedIn", "action/borlange/2023-2026/K9"),
        explainer.lookups,
    )
    (involves,) = found["premises"]
    (responsible,) = involves["premises"]
    assert involves["sources"] == responsible["sources"] == found["sources"]
    assert involves["axiom"]["rule"] == "prp-spo1"


def test_json_can_be_written(inferred, explainer):
    assert "å" in json.dumps(to_json(inferred, explainer.lookups), ensure_ascii=False)


def test_rdf_is_a_statement_with_its_provenance(inferred, explainer):
    graph = to_graph(inferred, explainer.lookups)
    statement = statement_iri(inferred.triple)
    assert str(statement).startswith(f"{BASE}why#")
    assert (statement, RDF.type, RDF.Statement) in graph
    terms = [graph.value(statement, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
    assert tuple(terms) == inferred.triple
    inference = graph.value(statement, PROV.wasGeneratedBy)
    assert graph.value(inference, DCTERMS.identifier) == Literal("prp-spo2")
    used = set(graph.objects(inference, PROV.used))
    assert used == {statement_iri(inferred.axiom)} | {
        statement_iri(premise.triple) for premise in inferred.premises
    }
    first = statement_iri(inferred.premises[0].triple)
    cell = graph.value(first, PROV.wasDerivedFrom)
    assert graph.value(cell, KL.printedValue) == Literal("18")
    row = graph.value(None, KL.cell, cell)
    assert graph.value(row, KL.firstLine) == Literal("500", datatype=XSD.integer)
    comments = {text.language for text in graph.objects(statement, RDFS.comment)}
    assert comments == {"sv", "en"}


def test_rdf_of_an_interpretation_names_it_and_who_made_it(translated, explainer):
    graph = to_graph(translated, explainer.lookups)
    said = graph.value(statement_iri(translated.triple), PROV.wasDerivedFrom)
    assert said == translated.interpretations[0].record
    assert graph.value(said, PROV.wasAttributedTo) == URIRef(f"{ID}agent/projektet-kretslopp")
    assert graph.value(said, KL.reason).language == "sv"


def test_rdf_has_no_blank_nodes_and_is_the_same_every_time(inferred, explainer):
    graph = to_graph(inferred, explainer.lookups)
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    turtle = serialise(graph, format_named("ttl"))
    assert turtle == serialise(to_graph(inferred, explainer.lookups), format_named("ttl"))


def test_the_iri_of_a_statement_is_made_of_its_terms(inferred):
    assert str(statement_iri(inferred.triple)) == f"{BASE}why#190edf2b73fa94bf"
