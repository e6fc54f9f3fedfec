"""Shapes that must fail: an engine that skips constraints in silence is found out here."""

import pytest
from rdflib import Graph

from kretslopp.namespaces import KL_ID, new_graph
from kretslopp.validation import validate

DATA = """
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/kretslopp/id/> .

<action/borlange/2023-2026/K1> a kl:MunicipalAction ;
    rdfs:label "Implementera riktlinje"@sv ;
    kl:startYear 2025 ;
    kl:endYear 2025 .
"""

PREFIXES = """
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix klsh: <https://w3id.org/kretslopp/shapes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Each must fail for the data above, whatever the engine.
CANARIES = {
    "count": "sh:property [ sh:path kl:responsible ; sh:minCount 1 ]",
    "datatype": "sh:property [ sh:path kl:startYear ; sh:datatype xsd:gYear ]",
    "class": "sh:property [ sh:path rdfs:label ; sh:class kl:Goal ]",
    "pattern": 'sh:property [ sh:path rdfs:label ; sh:pattern "^X" ]',
    "pair": "sh:property [ sh:path kl:startYear ; sh:lessThan kl:endYear ]",
    "path": "sh:property [ sh:path ( kl:inProgramme kl:endYear ) ; sh:minCount 1 ]",
    "qualified": """sh:property [ sh:path rdfs:label ;
        sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMinCount 1 ]""",
    "logic": "sh:not [ sh:or ( [ sh:class kl:Goal ] [ sh:class kl:MunicipalAction ] ) ]",
    "query": """sh:sparql [
        sh:prefixes klsh:Canary ;
        sh:select "SELECT $this ?value WHERE { $this kl:startYear ?value FILTER(?value > 2000) }"
    ]""",
}


def shapes(constraint: str) -> Graph:
    text = f"""{PREFIXES}
    klsh:Canary a sh:NodeShape ;
        sh:targetClass kl:MunicipalAction ;
        sh:declare [
            sh:prefix "kl" ;
            sh:namespace "https://w3id.org/kretslopp/def#"^^xsd:anyURI
        ] ;
        {constraint} .
    """
    return new_graph().parse(data=text, format="turtle")


@pytest.mark.parametrize("name", CANARIES)
def test_a_shape_that_must_fail_fails(name: str):
    data = new_graph().parse(data=DATA, format="turtle")
    report = validate(data, new_graph(), shapes(CANARIES[name]), new_graph())
    assert [result.focus for result in report.results] == [KL_ID["action/borlange/2023-2026/K1"]]
    assert not report.conforms
