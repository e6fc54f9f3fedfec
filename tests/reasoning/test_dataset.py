"""The committed graphs, closed: against the document read by hand.

Against the reference ``kretslopp build --verify`` sets them, in ``.ci/run`` and in
``tests/slow/test_wheel.py``.
"""

import pytest
from rdflib import Graph

from kretslopp import addresses, artefacts
from kretslopp.namespaces import KL, RDF, new_graph
from kretslopp.ontology import read_turtle
from kretslopp.reasoning import inconsistencies, infer

PERIOD = "2023-2026"


@pytest.fixture(scope="module")
def asserted() -> Graph:
    """What reasoning reads: every asserted graph but the source records."""
    root = artefacts.data() / "graph"
    paths = sorted(root.rglob("*.ttl"))
    read = [path for path in paths if path.relative_to(root).parts[0] != "provenance"]
    assert {path.relative_to(root).parts[0] for path in read} == {
        "interpretation",
        "register",
        "source",
    }
    graph = new_graph()
    for path in read:
        graph += read_turtle(path)
    return graph


@pytest.fixture(scope="module")
def entailed(asserted, vocabulary) -> Graph:
    graph = new_graph()
    for derivation in infer(asserted, vocabulary):
        graph.add(derivation.triple)
    return graph


def action(code: str):
    return addresses.action("borlange", PERIOD, code)


def goals(*numbers: int) -> set:
    return {addresses.goal("borlange", "2023-2030", str(number)) for number in numbers}


def test_the_data_are_consistent(asserted, vocabulary, entailed):
    assert len(entailed) > 400
    assert inconsistencies(asserted, infer(asserted, vocabulary), vocabulary) == ()


def test_every_term_of_ours_in_the_data_is_defined(asserted, vocabulary):
    records = sorted((artefacts.data() / "graph" / "provenance").rglob("*.ttl"))
    assert records
    used = {node for triple in asserted for node in triple}
    for path in records:
        used |= {node for triple in read_turtle(path) for node in triple}
    ours = {node for node in used if node.startswith(str(KL))}
    assert len(ours) > 40
    assert ours <= set(vocabulary.subjects(RDF.type))


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("K1", (4, 5)),  # after R2, line 46: goals 4,5
        ("K2", (1, 2, 3)),  # after R6, line 113: goals 1,2,3; the action itself has goal 2
        ("K8", (7,)),  # after R1, line 32: goal 7
        ("K12", ()),  # after R17, line 278: no goal
        ("K13", (10,)),  # after R18, line 296: goal 10
        ("K16", ()),  # after no regional action
        ("K20", (1, 2, 3)),  # after R7, line 126: goals 1,2,3; the action itself has goal 3
    ],
)
def test_indirect_goals_are_those_of_the_preceding_regional_rows(entailed, code, numbers):
    served = set(entailed.objects(action(code), KL.indirectlyContributesTo))
    assert served == goals(*numbers)


def test_indirect_goals_are_borlanges_own(entailed):
    pairs = list(entailed.subject_objects(KL.indirectlyContributesTo))
    assert len(pairs) >= 30
    for subject, goal in pairs:
        assert addresses.read(goal).parts[0] == addresses.read(subject).parts[0]


def test_a_regional_action_precedes_what_names_it(entailed):
    """R7 stands in the column Regional åtgärd of 20, 21, 22 and 23 (lines 571-598)."""
    regional = addresses.action("dalarna", PERIOD, "R7")
    preceded = set(entailed.objects(regional, KL.precedes))
    assert preceded == {action(code) for code in ("K20", "K21", "K22", "K23")}


def test_a_unit_is_involved_in_whatever_it_has_a_role_in(entailed):
    """AO Stadsmiljö: responsible for 9 and 12, and for Borlänge's part in R17."""
    unit = addresses.organisation("borlange-energi", "stadsmiljo")
    part = addresses.participation("borlange", PERIOD, "R17")
    assert set(entailed.objects(unit, KL.involvedIn)) == {action("K9"), action("K12"), part}
