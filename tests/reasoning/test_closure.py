import random

import pytest
from rdflib import Graph, Literal, Namespace

from kretslopp import addresses
from kretslopp.errors import DataViolation
from kretslopp.namespaces import DCTERMS, KL, ORG, OWL, RDF, RDFS, SKOS, new_graph
from kretslopp.reasoning import infer
from reasoning import programmes

K1 = addresses.action("norrby", "2023-2026", "K1")
R1 = addresses.action("dalarna", "2023-2026", "R1")
PART = addresses.participation("norrby", "2023-2026", "R1")
GOALS = [addresses.goal("norrby", "2023-2030", str(number)) for number in range(4)]
UNIT = addresses.organisation("norrby-energi", "atervinning")


EX = Namespace("http://example.org/")


def small_ontology(axioms: str) -> Graph:
    graph = new_graph()
    graph.bind("ex", EX)
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in graph.namespaces())
    return graph.parse(data=prefixes + axioms, format="turtle")


def graph_of(*triples) -> Graph:
    graph = new_graph()
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.mark.parametrize(
    ("rule", "axiom", "asserted", "entailed"),
    [
        (
            "cax-sco",
            (KL.MunicipalAction, RDFS.subClassOf, KL.Action),
            [(K1, RDF.type, KL.MunicipalAction)],
            (K1, RDF.type, KL.Action),
        ),
        (
            "prp-dom",
            (KL.buildsOn, RDFS.domain, KL.MunicipalAction),
            [(K1, KL.buildsOn, PART)],
            (K1, RDF.type, KL.MunicipalAction),
        ),
        (
            "prp-rng",
            (KL.contributesTo, RDFS.range, KL.Goal),
            [(K1, KL.contributesTo, GOALS[0])],
            (GOALS[0], RDF.type, KL.Goal),
        ),
        (
            "prp-spo1",
            (KL.responsible, RDFS.subPropertyOf, KL.involves),
            [(K1, KL.responsible, UNIT)],
            (K1, KL.involves, UNIT),
        ),
        (
            "prp-inv1",
            (KL.precedes, OWL.inverseOf, KL.precededBy),
            [(R1, KL.precedes, K1)],
            (K1, KL.precededBy, R1),
        ),
        (
            "prp-inv2",
            (KL.precedes, OWL.inverseOf, KL.precededBy),
            [(K1, KL.precededBy, R1)],
            (R1, KL.precedes, K1),
        ),
        (
            "prp-trp",
            (KL.subGoalOf, RDF.type, OWL.TransitiveProperty),
            [(GOALS[2], KL.subGoalOf, GOALS[1]), (GOALS[1], KL.subGoalOf, GOALS[0])],
            (GOALS[2], KL.subGoalOf, GOALS[0]),
        ),
        (
            "prp-symp",
            (SKOS.exactMatch, RDF.type, OWL.SymmetricProperty),
            [(K1, SKOS.exactMatch, R1)],
            (R1, SKOS.exactMatch, K1),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_keeps_its_name_and_premises(vocabulary, rule, axiom, asserted, entailed):
    found = {derivation.triple: derivation for derivation in infer(graph_of(*asserted), vocabulary)}
    assert found[entailed].rule == rule
    assert found[entailed].premises == (axiom, *asserted)


def test_a_chain_runs_over_two_properties(vocabulary):
    asserted = [(K1, KL.buildsOn, PART), (PART, KL.contributesTo, GOALS[1])]
    found = {derivation.triple: derivation for derivation in infer(graph_of(*asserted), vocabulary)}
    derivation = found[K1, KL.indirectlyContributesTo, GOALS[1]]
    axiom, *premises = derivation.premises
    assert derivation.rule == "prp-spo2"
    assert axiom[:2] == (KL.indirectlyContributesTo, OWL.propertyChainAxiom)
    assert list(vocabulary.items(axiom[2])) == [KL.buildsOn, KL.contributesTo]
    assert premises == asserted


def test_a_chain_meets_premises_that_are_inferred_in_either_place():
    ontology = small_ontology(
        """
        ex:early rdfs:subPropertyOf ex:first . ex:late rdfs:subPropertyOf ex:second .
        ex:both owl:propertyChainAxiom ( ex:first ex:second ) .
        """
    )
    data = graph_of(
        (EX.a1, EX.early, EX.b1),
        (EX.b1, EX.second, EX.c1),
        (EX.a2, EX.first, EX.b2),
        (EX.b2, EX.late, EX.c2),
        (EX.a3, EX.early, EX.b3),
        (EX.b3, EX.late, EX.c3),
    )
    found = {derivation.triple for derivation in infer(data, ontology)}
    assert {triple for triple in found if triple[1] == EX.both} == {
        (EX.a1, EX.both, EX.c1),
        (EX.a2, EX.both, EX.c2),
        (EX.a3, EX.both, EX.c3),
    }


def test_what_is_asserted_is_not_inferred(vocabulary):
    data = graph_of((K1, KL.precededBy, R1), (R1, KL.precedes, K1), (K1, RDF.type, KL.Action))
    found = {derivation.triple for derivation in infer(data, vocabulary)}
    assert (K1, RDF.type, KL.MunicipalAction) in found
    assert not found & {*data, *vocabulary}


def test_nothing_is_said_of_literals(vocabulary):
    data = graph_of((K1, KL.startYear, Literal(2024)), (K1, KL.legallyRequired, Literal(True)))
    assert infer(data, vocabulary) == ()


def test_the_ontology_alone_entails_nothing(vocabulary):
    assert infer(Graph(), vocabulary) == ()


def test_names_from_outside_the_ontology_entail_nothing(vocabulary):
    data = graph_of((K1, DCTERMS.title, Literal("Mät avfall", lang="sv")), (UNIT, ORG.unitOf, K1))
    assert infer(data, vocabulary) == ()


def test_the_derivation_with_fewest_steps_is_kept(vocabulary):
    data = graph_of((R1, RDF.type, KL.RegionalAction), (PART, KL.action, R1))
    data.add((K1, KL.precededBy, R1))
    found = {derivation.triple: derivation for derivation in infer(data, vocabulary)}
    kept = found[R1, RDF.type, KL.Action]
    assert kept.rule == "cax-sco"
    assert kept.premises[1] == (R1, RDF.type, KL.RegionalAction)
    inverse = found[R1, KL.participation, PART]
    assert inverse.premises == (
        (KL.participation, OWL.inverseOf, KL.action),
        (PART, KL.action, R1),
    )


def test_of_equally_long_derivations_the_smaller_proof_is_kept():
    """By the chain two premises have to be inferred, by transitivity only one."""
    ontology = small_ontology(
        """
        ex:step rdfs:subPropertyOf ex:way . ex:way owl:propertyChainAxiom ( ex:leg ex:leg ) .
        ex:part rdfs:subPropertyOf ex:leg . ex:way a owl:TransitiveProperty .
        """
    )
    data = graph_of(
        (EX.a, EX.part, EX.b), (EX.b, EX.part, EX.c), (EX.a, EX.step, EX.d), (EX.d, EX.way, EX.c)
    )
    found = {derivation.triple: derivation for derivation in infer(data, ontology)}
    assert found[EX.a, EX.way, EX.c].rule == "prp-trp"


def test_derivations_stand_by_their_depth_and_then_in_alphabetical_order(vocabulary):
    data = programmes.programme("norrby") + programmes.shared("norrby")
    derivations = infer(data, vocabulary)
    depth = dict.fromkeys([*data, *vocabulary], 0)
    for derivation in derivations:
        depth[derivation.triple] = 1 + max(depth[premise] for premise in derivation.premises)
    order = [derivation.triple for derivation in derivations]
    assert set(depth.values()) == {0, 1, 2}
    assert order == sorted(order, key=lambda triple: (depth[triple], [t.n3() for t in triple]))


def test_derivations_are_the_same_whatever_the_order_of_the_triples(vocabulary):
    data = list(programmes.programme("norrby") + programmes.shared("norrby"))
    expected = infer(graph_of(*sorted(data)), vocabulary)
    assert len(expected) > 100
    for seed in range(3):
        random.Random(seed).shuffle(data)
        assert infer(graph_of(*data), vocabulary) == expected


def test_every_derivation_rests_on_asserted_triples(vocabulary):
    data = programmes.programme("norrby") + programmes.shared("norrby")
    known = {*data, *vocabulary}
    derivations = infer(data, vocabulary)
    for derivation in derivations:
        assert set(derivation.premises) <= known, derivation
        assert derivation.premises[0] in vocabulary
        assert derivation.triple not in known
        known.add(derivation.triple)
    assert len(derivations) > 100


def test_a_goal_below_itself_ends(vocabulary):
    data = graph_of(*((GOALS[n], KL.subGoalOf, GOALS[(n + 1) % 4]) for n in range(4)))
    found = {d.triple for d in infer(data, vocabulary) if d.triple[1] == KL.subGoalOf}
    assert len(found) == 16 - 4
    assert (GOALS[0], KL.subGoalOf, GOALS[0]) in found


def test_an_ontology_that_says_more_than_the_rules_cover_stops(vocabulary):
    ontology = new_graph() + vocabulary
    ontology.add((KL.goalOf, RDF.type, OWL.FunctionalProperty))
    with pytest.raises(DataViolation, match="kl:goalOf uses owl:FunctionalProperty"):
        infer(Graph(), ontology)


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        ((UNIT, OWL.sameAs, K1), "uses owl:sameAs in the data"),
        ((KL.Extra, RDFS.subClassOf, KL.Action), "kl:Extra uses rdfs:subClassOf in the data"),
        ((KL.Extra, RDF.type, OWL.Class), "kl:Extra uses owl:Class in the data"),
    ],
)
def test_axioms_in_the_data_stop(vocabulary, triple, message):
    with pytest.raises(DataViolation, match=message):
        infer(graph_of(triple), vocabulary)


def test_labels_and_comments_in_the_data_do_not_stop(vocabulary):
    data = graph_of((K1, RDFS.label, Literal("K1")), (K1, RDFS.comment, Literal("…")))
    data.add((K1, SKOS.note, Literal("…")))
    assert infer(data, vocabulary) == ()
