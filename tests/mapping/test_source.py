"""Rows of the real document → triples, worked out by hand from the contract of the vocabulary."""

import pytest
from rdflib import Literal, URIRef

from kretslopp import artefacts
from kretslopp.errors import DataViolation
from kretslopp.mapping import programme, registers
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import DCTERMS, KL, KL_ID, PROV, RDF, RDFS, SKOS, XSD

K = KL_ID["action/borlange/2023-2026/"]
R = KL_ID["action/dalarna/2023-2026/"]
PART = KL_ID["participation/borlange/2023-2026/"]
GOAL = KL_ID["goal/borlange/2023-2030/"]
ORG = KL_ID["org/"]


def graph_of(data):
    known = registers.read_registers(data)
    directory = data / "tables" / "borlange" / "2023-2026"
    return source_graph(programme.read_programme(directory, known), known, {})


@pytest.fixture(scope="module")
def graph():
    return graph_of(artefacts.data())


def said(graph, thing, predicate):
    return set(graph.objects(thing, predicate))


def number(value):
    return Literal(str(value), datatype=XSD.integer)


def test_as_many_things_as_the_document_has(graph):
    kinds = (KL.RegionalAction, KL.Participation, KL.MunicipalAction, KL.Goal, KL.Plan)
    assert [len(set(graph.subjects(RDF.type, kind))) for kind in kinds] == [19, 19, 23, 10, 1]


def test_municipal_action_3(graph):  # lines 391-400
    k3 = K + "K3"
    about = {
        RDF.type: {KL.MunicipalAction},
        DCTERMS.identifier: {Literal("K3")},
        KL.goalArea: {KL_ID["goal-area/kommunens-verksamhet"]},
        KL.contributesTo: {GOAL + "4", GOAL + "5"},
        KL.precededBy: {R + "R10", R + "R11", R + "R12"},
        KL.buildsOn: {PART + "R10", PART + "R11", PART + "R12"},
        KL.startYear: {number(2023)},
        KL.endYear: {number(2024)},
        KL.responsible: {ORG + "borlange/ekonomikontor"},
        KL.recommendedForAll: {Literal("true", datatype=XSD.boolean)},
        KL.legallyRequired: set(),
        KL.municipality: {KL_ID["municipality/borlange"]},
        KL.inProgramme: {KL_ID["programme/borlange/2023-2026"]},
        PROV.wasDerivedFrom: {KL_ID["record/borlange/2023-2026/municipal/K3"]},
    }
    assert {predicate: said(graph, k3, predicate) for predicate in about} == about
    title = Literal(
        "Utveckla samverkansgrupp för inköp och upphandling inom kommun och kommunala bolag. "
        "Gruppen utser representant i temagrupp miljömässig upphandling.",
        lang="sv",
    )
    assert said(graph, k3, DCTERMS.title) == said(graph, k3, RDFS.label) == {title}


def test_regional_action_2_and_the_part_that_borlange_has_in_it(graph):  # lines 39-52
    for thing in (R + "R2", PART + "R2"):
        assert said(graph, thing, KL.lead) == {ORG + "dalarna/byggekot"}
        assert said(graph, thing, KL.contributesTo) == {GOAL + "4", GOAL + "5"}
        assert said(graph, thing, KL.startYear) == {number(2023)}
        assert said(graph, thing, KL.endYear) == {number(2024)}
        assert len(said(graph, thing, DCTERMS.title)) == 1
        (note,) = said(graph, thing, SKOS.note)
        assert note.startswith("ByggEkot är en temagrupp inom ByggDialog Dalarna")
    # What municipalities may differ in is said of the part alone.
    assert said(graph, PART + "R2", KL.participant) == {ORG + "kommunfastigheter"}
    assert said(graph, PART + "R2", KL.legallyRequired) == {Literal("true", datatype=XSD.boolean)}
    assert said(graph, PART + "R2", KL.action) == {R + "R2"}
    assert not said(graph, R + "R2", KL.participant) | said(graph, R + "R2", KL.legallyRequired)


def test_an_empty_cell_or_a_dash_is_no_triple(graph):
    k14 = K + "K14"  # lines 510-516: - for goals and regional action, no star, no X
    for predicate in (KL.contributesTo, KL.precededBy, KL.buildsOn, KL.recommendedForAll,
                      KL.legallyRequired):  # fmt: skip
        assert not said(graph, k14, predicate)
    assert not said(graph, K + "K8", KL.legallyRequired)  # line 454: a stray dash
    assert not said(graph, R + "R17", KL.contributesTo)  # line 280: -


def test_marks_of_the_law(graph):
    marked = {str(thing).rpartition("/")[2] for thing in graph.subjects(KL.legallyRequired)}
    municipal = {"K1", "K2", "K6", "K9", "K11", "K12", "K20", "K22", "K23"}
    regional = {"R2", "R5", "R6", "R7", "R8", "R9", "R14", "R17", "R19"}
    assert marked == municipal | regional


def test_a_goal_says_that_its_text_is_missing(graph):
    goal = GOAL + "10"
    assert said(graph, goal, DCTERMS.identifier) == {Literal("10")}
    assert said(graph, goal, KL.number) == {number(10)}
    assert said(graph, goal, KL.goalOf) == {KL_ID["plan/borlange/2023-2030"]}
    assert said(graph, goal, RDFS.label) == {
        Literal("Mål 10", lang="sv"),
        Literal("Goal 10", lang="en"),
    }
    assert Literal("Målets text står inte i källan.", lang="sv") in said(graph, goal, RDFS.comment)
    rows = {"regional/R18", "municipal/K13"}  # lines 291-305 and 500-506
    assert said(graph, goal, PROV.wasDerivedFrom) == {
        KL_ID[f"record/borlange/2023-2026/{row}"] for row in rows
    }


def test_several_responsibles(graph):
    assert said(graph, K + "K1", KL.responsible) == {
        ORG + name for name in ("hushagen", "tunabyggen", "kommunfastigheter", "borlange-energi")
    }


def test_nothing_is_a_blank_node(graph):
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)


def edit(data, table, old, new):
    path = data / "tables" / "borlange" / "2023-2026" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_unknown_names_are_told_once_each_with_row_and_nearest(data):
    edit(data, "municipal", "Borlänge kommun Ekonomikontor", "Borlänge kommun Ekonmikontor")
    edit(data, "regional", "Kostnätverk", "Kostnätvärk")
    with pytest.raises(DataViolation) as caught:
        graph_of(data)
    regional, municipal = caught.value.faults
    assert (regional.place.row, regional.place.column) == (16, "ansvar_regionalt")
    assert "Kostnätverk" in regional.advice
    assert (municipal.place.row, municipal.place.column) == (4, "ansvar")
    assert "Ekonomikontor" in municipal.advice


def test_a_regional_action_the_programme_lacks_precedes_but_is_not_built_on(data):
    """Where only parts of the document were read: else the number is refused."""
    edit(data, "municipal", ',"4,5",14,2024,', ',"4,5",99,2024,')
    with pytest.raises(DataViolation, match="The table regional has no regional action “R99”"):
        graph_of(data)
    edit(data, "plan", "programperiod", "programperiod,omfattning")
    edit(data, "plan", "2030,2023-2026", "2030,2023-2026,delar")
    graph = graph_of(data)
    assert said(graph, K + "K6", KL.precededBy) == {R + "R99"}
    assert not said(graph, K + "K6", KL.buildsOn)


def test_an_open_span_has_one_end(data):
    edit(data, "municipal", ",14,2024-2026,", ",14,-2026,")
    graph = graph_of(data)
    assert not said(graph, K + "K7", KL.startYear)
    assert said(graph, K + "K7", KL.endYear) == {number(2026)}


def test_nej_is_a_statement(data):
    edit(
        data,
        "municipal",
        "Borlänge kommun Ekonomikontor,,391",
        "Borlänge kommun Ekonomikontor,nej,391",
    )
    false = Literal("false", datatype=XSD.boolean)
    assert said(graph_of(data), K + "K3", KL.legallyRequired) == {false}


def test_a_folder_that_is_not_the_tables(data):
    folder = data / "tables" / "borlange" / "2023-2026"
    folder.rename(folder.with_name("2027-2030"))
    known = registers.read_registers(data)
    with pytest.raises(DataViolation, match=r"2023-2026.*2027-2030"):
        programme.read_programme(folder.with_name("2027-2030"), known)


def test_an_unknown_municipality(data):
    edit(data, "plan", "Borlänge,", "Borlngäe,")
    with pytest.raises(DataViolation, match="not a municipality of the register"):
        graph_of(data)


def test_a_programme_without_plan(data):
    (data / "tables" / "borlange" / "2023-2026" / "plan.csv").unlink()
    with pytest.raises(DataViolation, match="plan has no row"):
        graph_of(data)
