"""A small programme with one trap in each table, its records, and what is wrong with it."""

from functools import cache

from rdflib import Graph

from kretslopp import addresses, artefacts, ontology
from kretslopp.namespaces import new_graph
from kretslopp.validation import Report, load_shapes, validate

K3 = addresses.action("borlange", "2023-2026", "K3")
GOAL = addresses.goal("borlange", "2023-2030", "6")
SHAPES = load_shapes(artefacts.shapes())

TEXT = """
@base <https://w3id.org/kretslopp/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<county/dalarnas-lan> a kl:County ;
    rdfs:label "Dalarnas län"@sv , "Dalarna county"@en ;
    prov:wasDerivedFrom <record/register/municipalities/borlange> .

<municipality/borlange> a kl:Municipality ;
    rdfs:label "Borlänge kommun"@sv ;
    kl:county <county/dalarnas-lan> ;
    prov:wasDerivedFrom <record/register/municipalities/borlange> .

<plan/borlange/2023-2030> a kl:Plan ;
    rdfs:label "Avfallsplan Borlänge"@sv , "Waste plan of Borlänge"@en ;
    kl:municipality <municipality/borlange> ;
    kl:startYear 2023 ;
    kl:endYear 2030 ;
    prov:wasDerivedFrom <record/borlange/2023-2026/plan/2> .

<programme/borlange/2023-2026> a kl:ActionProgramme ;
    rdfs:label "Åtgärdsprogram Borlänge"@sv , "Action programme of Borlänge"@en ;
    kl:programmeOf <plan/borlange/2023-2030> ;
    kl:municipality <municipality/borlange> ;
    kl:startYear 2023 ;
    kl:endYear 2031 ;
    prov:wasDerivedFrom <record/borlange/2023-2026/plan/2> .

<goal/borlange/2023-2030/6> a kl:Goal ;
    rdfs:label "Mål 6"@sv , "Goal 6"@en ;
    dcterms:title "Mindre matsvinn"@sv ;
    dcterms:identifier "6" ;
    kl:number 0 ;
    kl:goalOf <plan/borlange/2023-2030> ;
    prov:wasDerivedFrom <record/borlange/2023-2026/municipal/K3> ,
        <record/borlange/2023-2026/regional/R15> .

<action/borlange/2023-2026/K3> a kl:MunicipalAction ;
    rdfs:label "Utveckla samverkansgrupp för inköp och upphandling inom kommun och bolag"@sv ,
        "Develop a group for cooperation"@en ;
    dcterms:identifier "K3" ;
    dcterms:title "Utveckla samverkansgrupp"@sv ;
    kl:municipality <municipality/borlange> ;
    kl:inProgramme <programme/borlange/2023-2026> ;
    kl:responsible <goal/borlange/2023-2030/6> ;
    skos:note "gruppen utser en representant"@sv ;
    prov:wasDerivedFrom <record/borlange/2023-2026/municipal/K3> ,
        <record/borlange/2023-2026/footnotes/1> .
"""

RECORDS = """
@base <https://w3id.org/kretslopp/id/record/borlange/2023-2026/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .

<plan> kl:tableName "plan" .
<plan/2> kl:table <plan> ; kl:row 2 .
<regional> kl:tableName "regional" .
<regional/R15> kl:table <regional> ; kl:row 16 .
<municipal> kl:tableName "municipal" ; kl:column "nr" , "åtgärder" , "mål" , "ansvar" .
<municipal/K3> kl:table <municipal> ; kl:row 4 .
<footnotes> kl:tableName "footnotes" .
<footnotes/1> kl:table <footnotes> ; kl:row 2 .
"""


def parsed(text: str) -> Graph:
    return new_graph().parse(data=text, format="turtle")


@cache
def vocabulary() -> Graph:
    return ontology.load(artefacts.ontology())


def report_of(data: Graph) -> Report:
    return validate(data, vocabulary(), SHAPES, parsed(RECORDS))


@cache
def report() -> Report:
    return report_of(parsed(TEXT))
