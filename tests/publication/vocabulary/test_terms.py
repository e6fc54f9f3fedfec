"""What the ontology says of a term, as a reader is shown it."""

import pytest
from rdflib import Literal, URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_ONTOLOGY, RDF
from kretslopp.publication import vocabulary
from kretslopp.publication.vocabulary.names import short


def term(documented, local):
    return next(item for item in documented.terms if item.local == local)


def shorts(names):
    return [name.short for name in names]


def test_every_term_of_ours_is_there_once(documented):
    graph = documented.graph
    ours = {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(KL)}
    assert len(documented.terms) == len(ours) > 100
    assert {item.iri for item in documented.terms} == ours


def test_a_class_has_its_words_and_its_place(documented):
    action = term(documented, "MunicipalAction")
    assert action.labels["sv"] == Literal("Kommunal åtgärd", "sv")
    assert action.labels["en"] == Literal("Municipal action", "en")
    assert action.definitions["en"].startswith("An action carried out by municipal operations.")
    assert action.status == "stable"
    assert shorts(action.above) == ["kl:Action"]
    assert shorts(action.disjoint) == ["kl:RegionalAction"]
    assert "kl:buildsOn" in shorts(action.domain_of)
    assert shorts(action.range_of) == ["kl:precedes"]
    assert shorts(term(documented, "Action").below) == ["kl:MunicipalAction", "kl:RegionalAction"]


def test_terms_of_others_are_told_from_ours(documented):
    plan = term(documented, "Plan")
    assert shorts(plan.aligned) == ["dcterms:Policy", "prov:Plan"]
    assert plan.above == ()
    assert shorts(plan.disjoint)[-1] == "org:Organization"


def test_a_property_has_its_logic(documented):
    chain = term(documented, "indirectlyContributesTo")
    assert shorts(chain.chain) == ["kl:buildsOn", "kl:contributesTo"]
    assert shorts(chain.domain) == ["kl:MunicipalAction"]
    assert shorts(chain.range) == ["kl:Goal"]
    assert term(documented, "subGoalOf").is_transitive
    assert not chain.is_transitive
    assert shorts(term(documented, "action").inverse) == ["kl:participation"]
    assert shorts(term(documented, "participation").inverse) == ["kl:action"]
    assert shorts(term(documented, "lead").above) == ["kl:involves"]
    year = term(documented, "targetType")
    assert shorts(year.cube_roles) == ["qb:DimensionProperty"]
    assert shorts(year.code_list) == ["target-type"]


def test_value_lists_are_in_order_with_their_concepts(documented):
    by_name = {scheme.name.short: scheme for scheme in documented.schemes}
    assert len(by_name) == 10
    steps = by_name["waste-hierarchy"].concepts
    assert [concept.notation for concept in steps] == ["1", "2", "3", "4", "5"]
    assert str(steps[0].name.labels["en"]) == "prevention"
    units = {concept.name.short: concept for concept in by_name["unit"].concepts}
    assert "kg/inv." in units["unit/kg-per-person"].alternatives


def test_the_header_is_the_ontologys(documented):
    header = documented.header
    assert header.iri == KL_ONTOLOGY
    assert str(header.version_iri) == f"{KL_ONTOLOGY}/{header.version}"
    before = ontology.versions(artefacts.ontology())[-2]
    assert header.previous == URIRef(f"{KL_ONTOLOGY}/{before}")
    assert header.created == "2026-11-24"
    assert header.issued == documented.history[0].day
    assert header.prefix == "kl"
    assert header.namespace == str(KL)
    assert str(header.creators[0].labels["sv"]) == "Projektet Kretslopp"


@pytest.mark.parametrize("name", ontology.versions(artefacts.ontology()))
def test_a_released_version_has_its_terms_alone(name):
    version = vocabulary.read_version(artefacts.ontology(), name)
    assert version.header.version == name
    assert len(version.terms) > 100
    assert version.schemes == version.shapes == version.history == ()
    assert version.usages == {}


def test_short_names():
    assert short(str(KL.Goal)) == "kl:Goal"
    assert short("https://w3id.org/kretslopp/id/goal/nacka/2021-2026/1.1") == (
        "goal/nacka/2021-2026/1.1"
    )
    assert short("http://www.w3.org/ns/org#Organization") == "org:Organization"
    # What would need escaping in a prefixed name is left whole.
    assert short("http://purl.org/dc/terms/a/b") == "http://purl.org/dc/terms/a/b"
    assert short("https://example.org/x") == "https://example.org/x"
