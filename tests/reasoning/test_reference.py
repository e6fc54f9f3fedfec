import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace
from rdflib.collection import Collection

from kretslopp.namespaces import KL, OWL, RDF, RDFS, XSD, new_graph
from kretslopp.reasoning import comparable, infer, reference_closure, verify
from reasoning import programmes

EX = Namespace("http://example.org/")
CLASSES = [EX[f"Class{n}"] for n in range(4)]
PROPERTIES = [EX[f"property{n}"] for n in range(4)]
ATTRIBUTES = [EX[f"attribute{n}"] for n in range(2)]
THINGS = [EX[f"thing{n}"] for n in range(4)]


def inferred(data, ontology):
    return [derivation.triple for derivation in infer(data, ontology)]


@pytest.mark.parametrize("names", [("norrby",), ("norrby", "soderby")])
def test_programmes_close_exactly_as_in_the_reference(vocabulary, names):
    data = programmes.shared(*names)
    for name in names:
        data += programmes.programme(name)
    ours = inferred(data, vocabulary)
    assert len(ours) > 100
    assert not verify(data, vocabulary, ours)


def test_a_triple_that_we_miss_is_found(vocabulary):
    data = programmes.programme("norrby", regional=1, municipal=1)
    ours = inferred(data, vocabulary)
    chain = [triple for triple in ours if triple[1] == KL.indirectlyContributesTo]
    assert len(chain) == 1
    difference = verify(data, vocabulary, set(ours) - set(chain))
    assert difference.missing == frozenset(chain)
    assert difference.extra == frozenset()
    assert difference


def test_a_triple_that_does_not_follow_is_found(vocabulary):
    data = programmes.programme("norrby", regional=1, municipal=1)
    wrong = (programmes.goal("norrby", 1), RDF.type, KL.Plan)
    difference = verify(data, vocabulary, [*inferred(data, vocabulary), wrong])
    assert difference.missing == frozenset()
    assert difference.extra == {wrong}


def test_an_inconsistency_adds_nothing_to_the_reference(vocabulary):
    data = Graph()
    data.add((EX.thing, RDF.type, KL.MunicipalAction))
    data.add((EX.thing, RDF.type, KL.RegionalAction))
    closure = reference_closure(data, vocabulary)
    assert (EX.thing, RDF.type, KL.Action) in closure
    assert not verify(data, vocabulary, inferred(data, vocabulary))


def test_comparable_leaves_out_what_says_nothing_of_the_data():
    year = Literal(2024)
    left_out = [
        (year, RDF.type, XSD.integer),
        (EX.thing, OWL.sameAs, EX.thing),
        (EX.thing, RDF.type, OWL.Thing),
        (XSD.integer, RDF.type, RDFS.Datatype),
        (RDFS.label, RDF.type, OWL.AnnotationProperty),
        (OWL.Nothing, RDF.type, OWL.Class),
        (OWL.Nothing, RDFS.subClassOf, KL.Action),
        (KL.Action, OWL.equivalentClass, KL.Action),
        (KL.lead, RDFS.subPropertyOf, KL.lead),
        (KL.lead, OWL.equivalentProperty, KL.lead),
        (KL.lead, RDFS.domain, KL.Action),
        (KL.lead, RDFS.range, KL.Goal),
        (XSD.string, OWL.disjointWith, XSD.integer),
    ]
    kept = {
        (EX.thing, OWL.sameAs, EX.other),
        (EX.thing, RDF.type, KL.Action),
        (EX.thing, RDF.type, RDF.Statement),
        (KL.Action, RDF.type, KL.Goal),
        (EX.thing, RDFS.label, Literal("thing")),
        (EX.thing, KL.startYear, year),
    }
    assert comparable([*left_out, *kept]) == kept


def _axioms(subjects, predicates, objects):
    return st.tuples(*(st.sampled_from(terms) for terms in (subjects, predicates, objects)))


AXIOMS = st.lists(
    st.one_of(
        _axioms(CLASSES, [RDFS.subClassOf, OWL.disjointWith], CLASSES),
        _axioms(CLASSES, [RDF.type], [OWL.Class]),
        _axioms(PROPERTIES, [RDFS.domain, RDFS.range], CLASSES),
        _axioms(ATTRIBUTES, [RDFS.domain], CLASSES),
        _axioms(ATTRIBUTES, [RDFS.range], [XSD.integer]),
        _axioms(ATTRIBUTES, [RDFS.subPropertyOf], ATTRIBUTES),
        _axioms(PROPERTIES, [RDFS.subPropertyOf, OWL.inverseOf], PROPERTIES),
        _axioms(PROPERTIES, [RDF.type], [OWL.TransitiveProperty, OWL.ObjectProperty]),
        st.tuples(*[st.sampled_from(PROPERTIES)] * 3),
    ),
    max_size=8,
)
STATEMENTS = st.lists(
    st.one_of(
        _axioms(THINGS, [RDF.type], CLASSES),
        _axioms(THINGS, PROPERTIES, THINGS),
        _axioms(THINGS, ATTRIBUTES, [Literal(2024), Literal("R7")]),
    ),
    max_size=8,
)


def _ontology(axioms):
    """Return the axioms as a graph; three properties in a row are a chain for the first."""
    graph = new_graph()
    for axiom in axioms:
        one, two, three = axiom
        if two in PROPERTIES:
            cell = EX[f"list/{one[-1]}/{two[-1]}/{three[-1]}"]
            graph.add((one, OWL.propertyChainAxiom, cell))
            graph.add((cell, RDF.first, two))
            graph.add((cell, RDF.rest, cell + "/rest"))
            graph.add((cell + "/rest", RDF.first, three))
            graph.add((cell + "/rest", RDF.rest, RDF.nil))
        else:
            graph.add(axiom)
    return graph


@pytest.mark.slow
@settings(max_examples=150)
@given(AXIOMS, STATEMENTS)
def test_any_ontology_of_covered_axioms_closes_as_in_the_reference(axioms, statements):
    ontology, data = _ontology(axioms), new_graph()
    for statement in statements:
        data.add(statement)
    assert not verify(data, ontology, inferred(data, ontology))


def test_the_made_up_chains_are_lists():
    ontology = _ontology([tuple(PROPERTIES[:3])])
    head = ontology.value(PROPERTIES[0], OWL.propertyChainAxiom)
    assert list(Collection(ontology, head)) == PROPERTIES[1:3]
