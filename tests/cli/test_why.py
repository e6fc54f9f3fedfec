"""``kretslopp why``: sentence and tree, JSON, RDF, and what to do when a triple does not hold."""

import json

import pytest
from rdflib import Graph

from kretslopp.namespaces import RDF

K13 = "klid:action/borlange/2023-2026/K13"
INFERRED = (K13, "kl:indirectlyContributesTo", "klid:goal/borlange/2023-2030/10")


@pytest.fixture
def why(kretslopp, built):
    return lambda *arguments: kretslopp("why", *arguments, "--dataset", built)


def test_the_sentence_and_the_tree_down_to_the_cells(why):
    result = why(*INFERRED)
    assert result.exit_code == 0
    sentence, _, *tree = result.stdout.splitlines()
    assert sentence.startswith("Borlänges åtgärd K13 bidrar indirekt till Borlänges mål 10 efter")
    file = "[borlange-atgardsprogram-2023-2026.txt]"
    assert tree == [
        "Borlänges åtgärd K13 bidrar indirekt till Borlänges mål 10",
        "  ⇐ prp-spo2: bygger på ∘ bidrar till ⇒ bidrar indirekt till",
        "    Borlänges åtgärd K13 bygger på Borlänges del i R18",
        "      ← tabellen Kommunala åtgärder, rad 14, kolumnen regional åtgärd: ”18”, textrad "
        f"500–506 i dokumentet {file}",
        "    Borlänges del i R18 bidrar till Borlänges mål 10",
        "      ← tabellen Regionala åtgärder, rad 19, kolumnen mål: ”10”, textrad 291–305 i "
        f"dokumentet {file}",
    ]


def test_in_english_with_whole_iris(why):
    base = "https://w3id.org/kretslopp/"
    result = why(
        f"{base}id/action/borlange/2023-2026/K13",
        f"{base}def#buildsOn",
        f"{base}id/participation/borlange/2023-2026/R18",
        "--lang",
        "en",
    )
    assert result.stdout.startswith("Borlänge's action K13 builds on Borlänge's part in R18. ")


def test_a_literal_and_who_added_it(why):
    result = why("klid:goal-area/nedskrapning", "skos:prefLabel", '"Nedskräpning"@sv')
    assert "[data/curation/registers/goal-areas.csv]" in result.stdout
    assert "Projektet Kretslopp lade till den 2026-11-24" in result.stdout
    assert why(K13, "kl:endYear", '"2026"^^xsd:integer').exit_code == 0


def test_json_and_turtle_to_a_file(why, tmp_path):
    found = json.loads(why(*INFERRED, "--format", "json").stdout)
    assert found["axiom"]["rule"] == "prp-spo2"
    out = tmp_path / "why.ttl"
    assert why(*INFERRED, "--format", "ttl", "-o", out).exit_code == 0
    assert len(set(Graph().parse(out).subjects(RDF.type, RDF.Statement))) == 4


def test_what_does_not_hold_is_told_with_what_does(why):
    result = why(K13, "kl:contributesTo", "klid:goal/borlange/2023-2030/1")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "With kl:contributesTo it says: klid:goal/borlange/2023-2030/10." in result.stderr
    other = why(K13, "kl:goalTheme", "klid:goal-theme/food-waste")
    assert "nothing with kl:goalTheme of this subject, but something with" in other.stderr
    nobody = why("klid:action/borlange/2023-2026/K99", "kl:endYear", "urn:x")
    assert (nobody.exit_code, "nothing of this subject" in nobody.stderr) == (2, True)


@pytest.mark.parametrize(
    ("terms", "argument"),
    [
        (("x", "kl:endYear", "urn:x"), "SUBJECT"),
        ((K13, '"endYear"', "urn:x"), "PREDICATE"),
        ((K13, "kl:endYear", "2026"), "OBJECT"),
        ((K13, "kl:endYear", '"2026'), "OBJECT"),
    ],
)
def test_what_is_no_term_is_told_with_an_example(why, terms, argument):
    result = why(*terms)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{argument}: ")
    assert "kl:responsible" in result.stderr


def test_an_rdf_file_does_not_know(kretslopp, tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    result = kretslopp("why", "urn:s", "urn:p", "urn:o", "--dataset", path)
    assert result.exit_code == 2
    assert "does not say how it was built" in result.stderr
    nothing = kretslopp("why", "urn:s", "urn:p", "urn:o", "--dataset", tmp_path / "none")
    assert nothing.exit_code == 2
