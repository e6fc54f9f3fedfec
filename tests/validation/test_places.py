import pytest
from rdflib import Graph, URIRef

from kretslopp import addresses
from kretslopp.errors import Place
from kretslopp.namespaces import DCTERMS, KL, PROV, RDFS, new_graph
from kretslopp.validation.places import place_of
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
        (KL.municipality, None),  # stands in another table
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


def test_what_comes_from_a_register_has_no_place(data: Graph, records: Graph):
    assert place_of(addresses.municipality("borlange"), RDFS.label, data, records) is None


def test_without_records_there_is_no_place(data: Graph):
    assert place_of(examples.K3, KL.endYear, data, new_graph()) is None


def test_a_thing_of_others_has_no_place(data: Graph, records: Graph):
    assert place_of(URIRef("https://example.org/thing"), KL.endYear, data, records) is None
