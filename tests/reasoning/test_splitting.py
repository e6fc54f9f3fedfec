"""Programmes of one county close apart as they close together."""

import pytest
from rdflib import Graph

from kretslopp import addresses
from kretslopp.namespaces import KL, OWL, RDF, new_graph
from kretslopp.reasoning import infer
from reasoning import programmes

TOWNS = ("norrby", "soderby")


def entailed(data: Graph, ontology: Graph) -> set:
    return {derivation.triple for derivation in infer(data, ontology)}


def apart_and_together(ontology: Graph) -> tuple[set, set]:
    shared = programmes.shared(*TOWNS)
    each = [programmes.programme(town) for town in TOWNS]
    apart = set().union(*(entailed(shared + graph, ontology) for graph in each))
    return apart, entailed(shared + each[0] + each[1], ontology)


def test_apart_and_together_are_the_same(vocabulary):
    apart, together = apart_and_together(vocabulary)
    assert len(together) > 200
    assert apart == together


def test_shared_regional_actions_serve_goals_of_both(vocabulary):
    both = programmes.programme("norrby") + programmes.programme("soderby")
    action = addresses.action("dalarna", programmes.PERIOD, "R1")
    goals = set(both.objects(action, KL.contributesTo))
    assert goals == {programmes.goal(town, 1) for town in TOWNS}


def test_no_action_indirectly_serves_another_municipalitys_goal(vocabulary):
    _, together = apart_and_together(vocabulary)
    served = [triple for triple in together if triple[1] == KL.indirectlyContributesTo]
    assert len(served) == 2 * 6
    for action, _, goal in served:
        assert addresses.read(action).parts[0] == addresses.read(goal).parts[0]


@pytest.mark.parametrize("town", TOWNS)
def test_a_chain_over_the_shared_action_would_join_the_two(vocabulary, town):
    """Shows that the tests above can fail: the trap that kl:buildsOn is there to avoid."""
    ontology = new_graph() + vocabulary
    head = ontology.value(KL.indirectlyContributesTo, OWL.propertyChainAxiom)
    ontology.set((head, RDF.first, KL.precededBy))
    apart, together = apart_and_together(ontology)
    action = addresses.action(town, programmes.PERIOD, "K1")
    goals = {programmes.goal(other, 1) for other in TOWNS}
    wrong = {(action, KL.indirectlyContributesTo, goal) for goal in goals}
    assert wrong <= together
    assert not wrong <= apart
