"""Amounts by year and place beside the targets, against the pages that print them."""

import csv

import pytest

from kretslopp import artefacts, questions
from kretslopp.dataset import current

QUESTIONS = questions.load(artefacts.queries())
# Indicator, area and year; value, unit, page. Read from the pages' tables by hand.
OBSERVED = [
    (
        ("orebro/2020-2030/matavfall-i-restavfallet-villor", "municipality/orebro", 2023),
        ("0.15", "kg-per-household-and-week", "orebro.miljobarometern.se/insamling-och-"),
    ),
    (
        ("orebro/2020-2030/matavfall-i-restavfallet-villor", "country/sverige", 2023),
        ("0.84", "kg-per-household-and-week", "orebro.miljobarometern.se/insamling-och-"),
    ),
    (
        ("dalarna-2018/2018-2022/I-2-1", "region/dalarna", 2018),
        ("145", "kg-per-person", "avfallsplandalarna.se/indikatorer/"),
    ),
    (
        ("dalarna-2018/2018-2022/I-2-1", "municipality/malung-salen", 2016),
        ("113", "kg-per-person", "bilaga-2-indikatorer-malung-salen/"),
    ),
    (
        ("jonkoping/program-for-hallbarhet/materialatervinning", "country/sverige", 2021),
        ("39", "percent", "jonkoping.hallbarometern.se/hallbar-konsumtion-och-produktion/"),
    ),
]
VALUE = """
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?value ?unit ?printed WHERE {{
  ?target kl:indicator <{id}indicator/{indicator}> ; kl:area <{id}{area}> ; kl:year {year} ;
    kl:value ?value ; kl:measuredIn ?unit ; kl:targetType <{id}target-type/outcome> ;
    prov:wasDerivedFrom ?record .
  ?record kl:cell ?cell . ?cell kl:columnHead "källa" ; kl:ourValue ?printed .
}}
"""


@pytest.mark.parametrize(("what", "expected"), OBSERVED)
def test_an_amount_is_of_its_place_and_says_where_it_was_read(whole_release, what, expected):
    indicator, area, year = what
    query = VALUE.format(
        id="https://w3id.org/kretslopp/id/", indicator=indicator, area=area, year=year
    )
    ((value, unit, printed),) = whole_release.engine.select(query).rows
    assert (str(value), unit.rpartition("/")[2]) == expected[:2]
    assert expected[2] in printed


def test_the_countrys_values_are_no_municipalitys(real):
    """Household waste in 2018: 442 kg a person in Sundsvall, 466 in the whole of Sweden."""
    targets = real.targets("sundsvall", "2015-2020")
    of_year = targets[(targets["year"] == 2018) & (targets["type"] == "outcome")]
    by_area = of_year.set_index("area_name")[["municipality", "value", "pace"]]
    assert by_area.loc["Sundsvall", "municipality"] == "sundsvall"
    assert by_area["value"].to_dict() == {"Sundsvall": 442, "Sverige": 466}
    assert by_area.loc[["Sverige"], "municipality"].isna().all()
    # 473 the year before, of the country's own.
    assert by_area.loc["Sverige", "pace"] == pytest.approx(100 * (466 / 473 - 1))


def test_what_was_measured_is_no_target_of_a_goal(real):
    """Sysav's page counts indicators reached (0/5, 0/10, 1/9): no number, and no target."""
    values = real.targets("ystad", "2021-2030")
    assert sorted(values["words"]) == ["0/10", "0/5", "1/9"]
    assert values["value"].isna().all()
    assert real.goals("ystad", "2021-2030")["stated_targets"].isna().all()


def test_a_plan_whose_goals_are_only_measured_states_no_legs(whole_release):
    values = {"municipality": "ystad", "other": "lomma"}
    answer = QUESTIONS["legs-of-targets"].ask(whole_release.engine, values, "sv")
    position = [column.name for column in answer.columns].index("state")
    assert [questions.cell_text(row[position], "sv") for row in answer.rows] == ["ej angivet"]


def test_indicators_of_no_goal_go_with_the_values_of_their_municipality(whole):
    """Örebro's three, with the country's values beside its own."""
    folder = current(whole) / "dumps" / "orebro"
    indicators, targets = (
        list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8-sig")))
        for name in ("indicators", "targets")
    )
    keys = [row["id"].rpartition("/")[2] for row in indicators]
    assert keys == [
        "kommunalt-avfall",
        "matavfall-i-restavfallet-lagenheter",
        "matavfall-i-restavfallet-villor",
    ]
    flats = [row for row in targets if row["indicator"].endswith("/" + keys[1])]
    assert [row["value"] for row in flats if row["year"] == "2017"] == ["1.56", "2.01"]
    assert [row["municipality"] for row in flats if row["area_name"] == "Sverige"] == [""] * 7
