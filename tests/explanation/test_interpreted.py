"""What we add to the sources: who, when, why, and whether it is accepted."""

from rdflib import Literal

from kretslopp.explanation import ExplanationKind


def test_a_translation(why):
    title = Literal("Optimise waste collection transport.", lang="en")
    triple = ("action/borlange/2023-2026/K14", "dcterms:title")
    found = why(*triple, title)
    assert found.kind is ExplanationKind.INTERPRETATION
    (said,) = found.interpretations
    assert said.record.endswith("/interpretation/action/borlange/2023-2026/K14/title-en")
    assert (said.name, said.when.isoformat()) == ("Projektet Kretslopp", "2026-11-24")
    assert said.why == Literal(
        "Översättning av titeln i åtgärdsprogrammet för Borlänge 2023-2026", lang="sv"
    )
    assert said.status.endswith("/interpretation-status/accepted")
    assert found.sources == ()


def test_a_link_between_two_programmes(why):
    found = why("action/falun/2023-2026/K1", "skos:exactMatch", "action/borlange/2023-2026/K1")
    (said,) = found.interpretations
    assert "märkta som rekommenderade för alla kommuner" in said.why
    assert [str(graph).split("/graph/")[1] for graph in found.graphs] == [
        "interpretation/alignments"
    ]


def test_a_link_that_is_proposed_says_so(explainer, engine):
    """Every link of the real data whose reading is open is marked as proposed."""
    rows = engine.select(
        "PREFIX kl: <https://w3id.org/kretslopp/def#> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT ?s ?p ?o WHERE { ?i rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; "
        "kl:interpretationStatus <https://w3id.org/kretslopp/id/interpretation-status/proposed> }"
    ).rows
    assert len(rows) > 5
    for row in rows:
        (said,) = explainer.explain(row).interpretations
        assert said.status.endswith("/proposed")


def test_what_a_concept_of_ours_is_called_is_of_the_one_who_defined_it(why):
    found = why("goal-theme/food-waste", "skos:prefLabel", Literal("Matsvinn", lang="sv"))
    (said,) = found.interpretations
    assert said.record.endswith("/interpretation/goal-theme/food-waste")


def test_an_interpretation_s_own_triple_is_of_itself(why):
    record = "interpretation/action/borlange/2023-2026/K14/title-en"
    (said,) = why(record, "rdf:predicate", "dcterms:title").interpretations
    assert said.record.endswith(record)


def test_the_heading_of_a_list_is_nobody_s(why):
    found = why("goal-theme", "rdf:type", "skos:ConceptScheme")
    assert (found.kind, found.interpretations, found.sources) == (
        ExplanationKind.INTERPRETATION,
        (),
        (),
    )


def test_what_several_graphs_say_is_asserted_first_and_names_them_all(why):
    found = why("agent/projektet-kretslopp", "rdf:type", "prov:Agent")
    assert found.kind is ExplanationKind.ASSERTED
    kinds = {str(graph).split("/graph/")[1].split("/")[0] for graph in found.graphs}
    assert kinds == {"ontology", "provenance", "interpretation"}
