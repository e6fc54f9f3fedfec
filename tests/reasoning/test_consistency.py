import pytest

from kretslopp import addresses
from kretslopp.namespaces import KL, ORG, OWL, RDF, new_graph
from kretslopp.reasoning import inconsistencies, infer
from reasoning import programmes

ACTION = addresses.action("norrby", "2023-2026", "K1")
NEXT = addresses.action("norrby", "2023-2026", "K2")


def graph_of(*triples):
    graph = new_graph()
    for triple in triples:
        graph.add(triple)
    return graph


def test_programmes_are_consistent(vocabulary):
    data = programmes.shared("norrby") + programmes.programme("norrby")
    assert inconsistencies(data, infer(data, vocabulary), vocabulary) == ()


def test_both_classes_are_named_with_what_the_types_rest_on(vocabulary):
    """K1 stands where a regional action should: it follows from a range."""
    data = graph_of((ACTION, RDF.type, KL.MunicipalAction), (NEXT, KL.precededBy, ACTION))
    (fault,) = inconsistencies(data, infer(data, vocabulary), vocabulary)
    one, two = f"<{ACTION}>", f"<{NEXT}>"
    assert fault.message == (
        f"{one} is both “Municipal action” (kl:MunicipalAction) and “Regional action” "
        "(kl:RegionalAction), which exclude each other. "
        f"It is of the class kl:MunicipalAction because of [{one} rdf:type kl:MunicipalAction]. "
        f"It is of the class kl:RegionalAction because of [{two} kl:precededBy {one}]."
    )
    assert fault.advice


def test_a_type_that_rests_on_several_triples_names_them_all(vocabulary):
    """The goal at the end of the chain would be an organisation."""
    part = addresses.participation("norrby", "2023-2026", "R1")
    data = graph_of(
        (ACTION, KL.buildsOn, part), (part, KL.lead, ACTION), (ACTION, RDF.type, KL.MunicipalAction)
    )
    (fault,) = inconsistencies(data, infer(data, vocabulary), vocabulary)
    assert f"[<{part}> kl:lead <{ACTION}>]" in fault.message
    assert "“Action” (kl:Action)" in fault.message
    assert "org:Organization" in fault.message


@pytest.mark.parametrize("turned", [False, True])
def test_disjointness_holds_both_ways_and_is_reported_once(turned):
    pair = (KL.A, KL.B) if not turned else (KL.B, KL.A)
    ontology = graph_of((pair[0], OWL.disjointWith, pair[1]), (KL.B, OWL.disjointWith, KL.A))
    data = graph_of((ACTION, RDF.type, KL.A), (ACTION, RDF.type, KL.B))
    assert len(inconsistencies(data, infer(data, ontology), ontology)) == 1


def test_faults_are_in_order(vocabulary):
    things = [addresses.action("norrby", "2023-2026", f"K{n}") for n in range(5)]
    data = graph_of(
        *((thing, RDF.type, cls) for thing in things for cls in (KL.Goal, ORG.Organization))
    )
    faults = [str(fault) for fault in inconsistencies(data, infer(data, vocabulary), vocabulary)]
    assert len(faults) == 5
    assert faults == sorted(faults)
