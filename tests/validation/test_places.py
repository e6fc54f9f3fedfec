import pytest
from rdflib import Graph, URIRef

from kretslopp import addresses
from kretslopp.errors import Place
from kretslopp.namespaces import (
    DCTERMS,
    KL,
    KL_ID,
    ORG,
    PROV,
    QB,
    RDFS,
    SKOS,
    new_graph,
)
from kretslopp.validation.places import column_is_absent, place_of
from validation import examples

PLAN = addresses.plan("borlange", "2023-2030")
PROGRAMME = addresses.programme("borlange", "2023-2026")


@pytest.fixture
def data() -> Graph:
    return examples.parsed(examples.TEXT)


@pytest.fixture
def records() -> Graph:
    return examples.parsed(examples.RECORDS)


@pytest.mark.parametrize(
    ("path", "column"),
    [
        (DCTERMS.identifier, "nr"),
        (DCTERMS.title, "åtgärder"),
        (RDFS.label, "åtgärder"),
        (KL.goalArea, "målområde"),
        (KL.contributesTo, "mål"),
        (KL.precededBy, "regional_åtgärd"),
        (KL.buildsOn, "regional_åtgärd"),
        (KL.startYear, "år"),
        (KL.endYear, "år"),
        (KL.responsible, "ansvar"),
        (KL.participant, "medverkande"),
        (KL.legallyRequired, "lagkrav"),
        (KL.recommendedForAll, "rekommenderas"),
        (KL.municipality, "kommun"),
        (PROV.wasDerivedFrom, None),
        (None, None),
    ],
)
def test_a_property_leads_to_its_column(path, column, data: Graph, records: Graph):
    place = place_of(examples.K3, path, data, records)
    assert place == Place("tables/borlange/2023-2026/municipal.csv", row=4, column=column)


@pytest.mark.parametrize(("focus", "column"), [(PLAN, "planperiod"), (PROGRAMME, "programperiod")])
def test_the_plan_and_the_programme_have_each_its_period(focus, column, data, records):
    place = place_of(focus, KL.endYear, data, records)
    assert place == Place("tables/borlange/2023-2026/plan.csv", row=2, column=column)


def test_all_of_a_goal_stands_in_the_first_cell_that_names_it(data: Graph, records: Graph):
    for path in (DCTERMS.identifier, KL.goalOf, None):
        place = place_of(examples.GOAL, path, data, records)
        assert place == Place("tables/borlange/2023-2026/regional.csv", row=16, column="mål")


ROWS = """
@base <https://w3id.org/kretslopp/id/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix prov: <http://www.w3.org/ns/prov#> .

<goal/sorab/2021-2032/2.1> prov:wasDerivedFrom <record/sorab/2021-2032/goals/2.1> .
<target/sorab/2021-2032/2.1/2032> prov:wasDerivedFrom <record/sorab/2021-2032/targets/3> .
<org/sorab/sorab> prov:wasDerivedFrom <record/sorab/2021-2032/organisations/2> .
<status/sorab/2021-2032/a/2025-07-28> prov:wasDerivedFrom <record/sorab/2021-2032/status/2> .
<plan/sorab/2021-2032> prov:wasDerivedFrom <record/sorab/2021-2032/plan/2> .

<record/sorab/2021-2032/goals> kl:tableName "goals" ; kl:column "mål" , "text" .
<record/sorab/2021-2032/goals/2.1> kl:table <record/sorab/2021-2032/goals> ; kl:row 4 .
<record/sorab/2021-2032/targets> kl:tableName "targets" ; kl:column "mål" , "värde" , "typ" .
<record/sorab/2021-2032/targets/3> kl:table <record/sorab/2021-2032/targets> ; kl:row 3 .
<record/sorab/2021-2032/organisations>
    kl:tableName "organisations" ; kl:column "namn" , "överordnad" .
<record/sorab/2021-2032/organisations/2>
    kl:table <record/sorab/2021-2032/organisations> ; kl:row 2 .
<record/sorab/2021-2032/status> kl:tableName "status" .
<record/sorab/2021-2032/status/2> kl:table <record/sorab/2021-2032/status> ; kl:row 2 .
<record/sorab/2021-2032/plan> kl:tableName "plan" ; kl:column "kommun" .
<record/sorab/2021-2032/plan/2> kl:table <record/sorab/2021-2032/plan> ; kl:row 2 .
"""
SORAB_GOAL = KL_ID["goal/sorab/2021-2032/2.1"]
TARGET = KL_ID["target/sorab/2021-2032/2.1/2032"]
ORGANISATION = KL_ID["org/sorab/sorab"]
STATUS = KL_ID["status/sorab/2021-2032/a/2025-07-28"]
SORAB = KL_ID["plan/sorab/2021-2032"]


@pytest.mark.parametrize(
    ("focus", "path", "table", "row", "column"),
    [
        (SORAB_GOAL, DCTERMS.identifier, "goals", 4, "mål"),
        (SORAB_GOAL, KL.number, "goals", 4, "mål"),
        (SORAB_GOAL, DCTERMS.title, "goals", 4, "text"),
        (SORAB_GOAL, RDFS.label, "goals", 4, "text"),
        (SORAB_GOAL, KL.subGoalOf, "goals", 4, "överordnat_mål"),
        (SORAB_GOAL, KL.unit, "goals", 4, "enhet"),
        (SORAB_GOAL, KL.measuredIn, "goals", 4, "enhet"),
        (SORAB_GOAL, KL.goalResponsible, "goals", 4, "ansvar"),
        (SORAB_GOAL, KL.goalTheme, "goals", 4, None),
        (TARGET, KL.targetFor, "targets", 3, "mål"),
        (TARGET, KL.area, "targets", 3, "område"),
        (TARGET, KL.municipality, "targets", 3, "område"),
        (TARGET, KL.year, "targets", 3, "år"),
        (TARGET, KL.value, "targets", 3, "värde"),
        (TARGET, KL.upperLimit, "targets", 3, "värde"),
        (TARGET, KL.lowerLimit, "targets", 3, "värde"),
        (TARGET, KL.valueText, "targets", 3, "värde"),
        (TARGET, KL.measuredIn, "targets", 3, "enhet"),
        (TARGET, KL.targetType, "targets", 3, "typ"),
        (TARGET, QB.dataSet, "targets", 3, "värde"),
        (ORGANISATION, RDFS.label, "organisations", 2, "namn"),
        (ORGANISATION, SKOS.altLabel, "organisations", 2, "alias"),
        (ORGANISATION, ORG.unitOf, "organisations", 2, "överordnad"),
        (STATUS, KL.reportsOn, "status", 2, "nr"),
        (STATUS, KL.actionStatus, "status", 2, "status"),
        (STATUS, KL.reportedAt, "status", 2, "datum"),
        (SORAB, KL.municipality, "plan", 2, "kommun"),
        (SORAB, KL.planStatus, "plan", 2, "status"),
        (SORAB, KL.decidedAt, "plan", 2, "beslutsdatum"),
        (SORAB, KL.decisionReference, "plan", 2, "beslutsreferens"),
        (SORAB, RDFS.label, "plan", 2, "kommun"),
    ],
)
def test_a_thing_of_any_table_has_its_row_and_column(focus, path, table, row, column):
    rows = examples.parsed(ROWS)
    place = place_of(focus, path, rows, rows)
    assert place == Place(f"tables/sorab/2021-2032/{table}.csv", row=row, column=column)


@pytest.mark.parametrize(
    ("focus", "path", "absent"),
    [
        (TARGET, KL.year, True),  # the table has no column år
        (TARGET, KL.measuredIn, True),
        (TARGET, KL.value, False),
        (TARGET, QB.dataSet, False),
        (TARGET, None, False),
        (STATUS, KL.reportedAt, False),  # which columns the table has is not known
        (SORAB, KL.startYear, True),
        (SORAB, KL.municipality, False),
        (addresses.municipality("borlange"), RDFS.label, False),  # of no table
    ],
)
def test_a_column_that_the_document_lacks_is_known(focus, path, absent):
    rows = examples.parsed(ROWS)
    assert column_is_absent(focus, path, rows, rows) is absent


def test_an_empty_cell_that_is_uncertain_was_not_seen():
    """The column is there for other rows; what it says of this one is not stated."""
    read = ROWS.replace('"mål" , "värde"', '"år" , "enhet" , "mål" , "värde"')
    record = addresses.record("sorab", "2021-2032", "targets", "3")
    cell = addresses.cell(record, "år")
    rows = examples.parsed(
        f'{read} <{record}> kl:uncertainColumn "år" , "enhet" ; kl:cell <{cell}> .'
    )
    assert not column_is_absent(TARGET, KL.year, rows, rows)  # it says something, though uncertain
    assert column_is_absent(TARGET, KL.measuredIn, rows, rows)
    seen = examples.parsed(read)
    assert not column_is_absent(TARGET, KL.measuredIn, seen, seen)  # read, and empty


def test_what_comes_from_a_register_has_no_place(data: Graph, records: Graph):
    assert place_of(addresses.municipality("borlange"), RDFS.label, data, records) is None


def test_without_records_there_is_no_place(data: Graph):
    assert place_of(examples.K3, KL.endYear, data, new_graph()) is None


def test_a_thing_of_others_has_no_place(data: Graph, records: Graph):
    assert place_of(URIRef("https://example.org/thing"), KL.endYear, data, records) is None
