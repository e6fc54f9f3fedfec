import pytest

from kretslopp.errors import DataViolation
from kretslopp.namespaces import new_graph
from kretslopp.reasoning import check_supported

PREFIXES = """
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def ontology(text):
    return new_graph().parse(data=PREFIXES + text, format="turtle")


def test_the_ontology_is_covered(vocabulary):
    assert len(vocabulary) > 1000
    check_supported(vocabulary)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "kl:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kl:p ;"
            " owl:someValuesFrom kl:B ] .",
            "kl:A uses owl:someValuesFrom",
        ),
        ("kl:A owl:hasKey ( kl:p ) .", "kl:A uses owl:hasKey"),
        ("kl:p a owl:FunctionalProperty .", "kl:p uses owl:FunctionalProperty"),
        ("kl:p a owl:AsymmetricProperty .", "kl:p uses owl:AsymmetricProperty"),
        ("kl:p a owl:IrreflexiveProperty .", "kl:p uses owl:IrreflexiveProperty"),
        ("kl:A owl:equivalentClass kl:B .", "kl:A uses owl:equivalentClass"),
        ("kl:a owl:sameAs kl:b .", "kl:a uses owl:sameAs"),
        ("kl:A owl:unionOf ( kl:B kl:C ) .", "kl:A uses owl:unionOf"),
        (
            "[] a owl:AllDisjointClasses ; owl:members ( kl:A kl:B ) .",
            "uses owl:AllDisjointClasses",
        ),
        (
            "kl:A rdfs:subClassOf [ owl:unionOf ( kl:B kl:C ) ] .",
            "kl:A uses rdfs:subClassOf with a class or property that has no IRI",
        ),
        (
            "kl:p owl:inverseOf [ owl:inverseOf kl:q ] .",
            "kl:p uses owl:inverseOf with a class or property that has no IRI",
        ),
        (
            "kl:p owl:propertyChainAxiom ( kl:q kl:r kl:s ) .",
            "kl:p uses owl:propertyChainAxiom over 3 properties",
        ),
        ("kl:A rdfs:subClassOf owl:Nothing .", "kl:A uses rdfs:subClassOf with owl:Nothing"),
        ("owl:Thing rdfs:subClassOf kl:A .", "owl:Thing uses rdfs:subClassOf with owl:Thing"),
        ("kl:p rdfs:subPropertyOf owl:sameAs .", "kl:p uses rdfs:subPropertyOf with owl:sameAs"),
        ("kl:A a rdfs:Class .", "kl:A uses rdfs:Class"),
    ],
)
def test_a_construct_that_is_not_covered_is_named(text, message):
    with pytest.raises(DataViolation) as caught:
        check_supported(ontology(text))
    assert any(message in str(fault) for fault in caught.value.faults)
    assert all("don't cover" in fault.message and fault.advice for fault in caught.value.faults)


def test_each_construct_is_a_fault_of_its_own():
    with pytest.raises(DataViolation) as caught:
        check_supported(ontology("kl:p a owl:FunctionalProperty . kl:q owl:hasKey ( kl:r ) ."))
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    "text",
    [
        'kl:A rdfs:label "a" ; rdfs:comment "b" ; rdfs:seeAlso kl:B ; owl:deprecated true .',
        "kl:p rdfs:subPropertyOf rdfs:label .",
        "kl:p owl:propertyChainAxiom ( kl:q kl:r ) .",
    ],
)
def test_what_entails_nothing_more_is_let_through(text):
    check_supported(ontology(text))
