"""The concept schemes: the values that some properties may have."""

import pytest
from rdflib import URIRef

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_ID, RDF, RDFS, SKOS

CLASSES = {
    "action-status": KL.ActionStatus,
    "direction": KL.Direction,
    "goal-level": KL.GoalLevel,
    "interpretation-status": KL.InterpretationStatus,
    "plan-content": KL.PlanContent,
    "plan-status": KL.PlanStatus,
    "target-type": KL.TargetType,
    "unit": KL.Unit,
    "waste-hierarchy": KL.WasteHierarchyStep,
    "waste-stream": KL.WasteStream,
}
FILES = [path for path in ontology.files(artefacts.ontology()) if path.parent.name == "concepts"]


def test_each_file_is_a_scheme():
    assert [path.stem for path in FILES] == sorted(CLASSES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_concept_is_in_its_files_scheme(path):
    graph = ontology.read_turtle(path)
    scheme = KL_ID[path.stem]
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme]
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) >= 2
    assert set(graph.subjects()) == concepts | {scheme}
    for concept in concepts:
        assert set(graph.objects(concept, RDF.type)) == {SKOS.Concept, CLASSES[path.stem]}
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        assert concept.startswith(f"{scheme}/")
    assert set(graph.objects(None, SKOS.broader)) <= concepts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_concept_is_labelled_and_defined_in_both_languages(path):
    graph = ontology.read_turtle(path)
    for thing in set(graph.subjects()):
        for predicate in (RDFS.label, SKOS.prefLabel, SKOS.definition):
            languages = [text.language for text in graph.objects(thing, predicate)]
            assert sorted(languages) == ["en", "sv"], (thing, predicate)
        assert set(graph.objects(thing, RDFS.label)) == set(graph.objects(thing, SKOS.prefLabel))
    labels = [
        text for s in graph.subjects(RDF.type, SKOS.Concept) for text in graph[s : RDFS.label]
    ]
    assert len(labels) == len(set(labels))


def test_the_waste_hierarchy_is_in_the_order_of_the_directive(vocabulary):
    steps = vocabulary.subjects(RDF.type, KL.WasteHierarchyStep)
    order = sorted((vocabulary.value(step, SKOS.notation).toPython(), step) for step in steps)
    names = ["prevention", "reuse", "recycling", "recovery", "disposal"]
    expected = [(n, KL_ID[f"waste-hierarchy/{name}"]) for n, name in enumerate(names, start=1)]
    assert order == expected


@pytest.mark.parametrize(
    "name",
    [
        "plan-status/consultation",
        "plan-status/proposal",
        "plan-status/adopted",
        "plan-status/superseded",
        "action-status/not-started",
        "action-status/started",
        "action-status/continuous",
        "action-status/done",
        "target-type/baseline",
        "target-type/target",
        "target-type/outcome",
        "interpretation-status/proposed",
        "interpretation-status/accepted",
    ],
)
def test_the_contracts_values_are_there(vocabulary, name):
    assert (URIRef(KL_ID[name]), RDF.type, SKOS.Concept) in vocabulary


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("kg/person", "kg-per-person"),
        ("kg/invånare", "kg-per-person"),
        ("kg/inv.", "kg-per-person"),
        ("g/portion", "g-per-portion"),
        ("ton", "tonne"),
        ("procent", "percent"),
        ("viktprocent", "percent-by-weight"),
        ("procent per år", "percent-per-year"),
        ("procent av invånarna", "percent-of-residents"),
        ("procent per invånare", "percent-per-inhabitant"),
        ("föremål per 10 m2", "pieces-per-10-m2"),
        ("deponier av 12", "landfills"),
        ("invånare", "inhabitants"),
    ],
)
def test_a_unit_is_known_by_the_way_it_is_printed(vocabulary, printed, unit):
    assert ontology.units(vocabulary)[printed] == KL_ID[f"unit/{unit}"]


def test_no_two_units_are_printed_alike(vocabulary):
    ways = {
        (str(name).casefold(), unit)
        for unit in vocabulary.subjects(RDF.type, KL.Unit)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for name in vocabulary.objects(unit, predicate)
    }
    assert len(ways) > 50
    assert len({name for name, _ in ways}) == len(ways)
