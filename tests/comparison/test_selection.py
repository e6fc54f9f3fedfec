"""Who is compared: municipalities and periods as a researcher names them."""

import pytest

from kretslopp import comparison
from kretslopp.errors import NotFound, WrongUse


@pytest.mark.parametrize(
    "name",
    [
        "norrby",
        "Norrby",
        " NORRBY ",
        "Norrby kommun",
        "https://w3id.org/kretslopp/id/municipality/norrby",
    ],
)
def test_a_municipality_goes_by_name_address_and_iri(rows, name):
    found = rows("timing", "municipality", municipality=name)
    assert set(found) == {("norrby",)}
    assert len(found) == 7


def test_all_are_compared_where_none_is_named(rows):
    found = dict.fromkeys(rows("timing", "municipality_name"))
    assert sorted(found) == [("Norrby",), ("Söderby",), ("Österby",)]


def test_an_unknown_municipality_or_period_is_told_with_the_nearest(engine):
    with pytest.raises(WrongUse, match=r"“Norby”.*Nearest known: Norrby"):
        comparison.compare(engine, "timing", ["Norby", "soderby"])
    with pytest.raises(WrongUse, match=r"“2023-2027”.*2023-2026"):
        comparison.compare(engine, "timing", period="2023-2027")
    with pytest.raises(NotFound, match=r"“timng”.*timing"):
        comparison.compare(engine, "timng")


def test_a_municipality_without_plan_is_told_and_is_no_error(engine):
    table = comparison.compare(engine, "targets", ["vasterby", "norrby"])
    assert [item.name for item in table.without] == ["Västerby"]
    assert {row["municipality"] for row in table.rows} == {"norrby", None}


def test_periods_are_those_of_programme_or_plan(rows):
    later = rows("timing", "municipality", "code", period=["2027-2030"])
    assert later == [("soderby", "K7")]
    both = rows("timing", "period", municipality="soderby", period="2023-2030")
    assert set(both) == {("2023-2026",), ("2027-2030",)}


def test_swedish_order_and_the_order_of_numbers(rows):
    found = rows("responsibility", "municipality_name", "code")
    assert [name for name, _ in dict.fromkeys((name, "") for name, _ in found)] == [
        "Norrby", "Söderby", "Österby",
    ]  # fmt: skip
    codes = list(dict.fromkeys(code for name, code in found if name == "Norrby"))
    assert codes == ["R1", "R2", "R3", "R4", "K1", "K2", "K10"]


@pytest.mark.parametrize("name", ["Provs län", "provs LÄN", "provlan"])
def test_a_county_stands_for_its_municipalities(rows, name):
    everyone = rows("municipalities", "municipality")
    assert rows("municipalities", "municipality", municipality=name) == everyone
    assert rows("county", "municipality", municipality=[name, "norrby"]) == rows(
        "county", "municipality"
    )


@pytest.mark.parametrize("dash", "-‑–—−")
def test_a_period_has_any_dash(rows, dash):
    assert rows("timing", "code", period=f"2027{dash}2030") == [("K7",)]
