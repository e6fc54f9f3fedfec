"""Values of goals: per inhabitant, and the compound pace of each leg."""

import pytest

from comparison.conftest import GRAPH
from kretslopp import comparison
from kretslopp.engine import open_file

LEG = ("type", "year", "value", "from_year", "pace")


@pytest.fixture
def of_goal(rows):
    def of_goal(code, *columns, **options):
        where = {"municipality": "norrby", "period": "2023-2030", "code": code}
        return rows("targets", *columns, where=where, **options)

    return of_goal


def test_pace_is_compound_for_each_leg(of_goal):
    found = of_goal("1", *LEG)
    assert [row[:4] for row in found] == [
        ("baseline", 2022, 600, None),
        ("target", 2026, 450, 2022),
        ("target", 2030, 300, 2026),
        ("outcome", 2021, 625, None),
        ("outcome", 2023, 576, 2021),
    ]
    paces = [row[4] for row in found]
    assert paces[0] is None
    # 0.75 and 2/3 over four years; 0.9216, the square of 0.96, over two.
    assert paces[1] == pytest.approx(100 * (0.75**0.25 - 1))
    assert paces[2] == pytest.approx(100 * ((2 / 3) ** 0.25 - 1))
    assert paces[4] == pytest.approx(-4)


def test_no_pace_from_zero(of_goal):
    assert [row[4] is None for row in of_goal("2", *LEG)] == [True, True, False]
    assert of_goal("2", "pace")[2][0] == pytest.approx(100 * (2**0.25 - 1))


def test_no_pace_past_words(of_goal):
    assert of_goal("3", *LEG, "words", "state") == [
        ("baseline", 2022, 10, None, None, None, "yes"),
        ("target", 2026, None, 2022, None, "plan finns", "yes"),
        ("target", 2030, 5, 2026, None, None, "yes"),
    ]


def test_no_pace_of_changes_and_limits(of_goal):
    found = of_goal("4", "value", "upper_limit", "pace")
    assert found == [(-25, None, None), (None, 434, None), (-50, None, None)]


def test_no_pace_between_units_and_without_a_year(of_goal):
    found = of_goal("5", "year", "unit", "pace")
    assert found == [(2022, "ton", None), (2026, "kg/person", None), (None, "ton", None)]


def test_two_measures_of_a_goal_and_a_level_and_a_change_do_not_follow_on_each_other(tmp_path):
    """They have one unit, as far as the source says; indicator and base year tell them apart."""

    def value(type_, year, number, more):
        kind = f"kl:targetFor <goal/x> ; kl:targetType <target-type/{type_}>"
        return (
            f"<target/x/{year}/{number}> a kl:Target ; {kind} ; kl:year {year} ; "
            f"kl:value {number}.0 ; kl:area <municipality/norrby> {more} .\n"
        )

    first, second = "; kl:indicator <indicator/first>", "; kl:indicator <indicator/second>"
    listed = (
        value("baseline", 2022, 1000, first),
        value("baseline", 2022, 400, second),
        value("baseline", 2020, 180, ""),
        value("target", 2024, 42, "; kl:baseYear 2020"),
        value("target", 2026, 500, first),
        value("target", 2026, 100, second),
    )
    goal = 'kl:goalOf <plan/norrby/2023-2030> ; dcterms:identifier "X"'
    path = tmp_path / "two-measures.trig"
    path.write_text(
        GRAPH.read_text("utf-8")
        + f"<../graph/source/more> {{ <goal/x> a kl:Goal ; {goal} .\n{''.join(listed)} }}",
        "utf-8",
    )
    found = comparison.compare(open_file(path), "targets").rows
    of_goal = {row["value"]: row for row in found if row["code"] == "X" and row["municipality"]}
    assert len(of_goal) == len(listed)
    from_year = {number: row["from_year"] for number, row in of_goal.items()}
    assert from_year == {1000: None, 400: None, 180: None, 42: None, 500: 2022, 100: 2022}
    assert of_goal[500]["pace"] == pytest.approx(100 * (0.5**0.25 - 1))
    assert of_goal[100]["pace"] == pytest.approx(100 * (0.25**0.25 - 1))


def test_a_total_is_divided_by_the_nearest_population(of_goal):
    found = of_goal("1", "year", "per_head", "population", "population_year")
    assert found == [
        (2022, 12, 50000, 2020),  # as near as 2024: the earlier
        (2026, 7.5, 60000, 2024),
        (2030, 5, 60000, 2024),
        (2021, 12.5, 50000, 2020),
        (2023, 9.6, 60000, 2024),
    ]


def test_a_value_per_head_stays_as_it_is_and_takes_its_goals_unit(of_goal):
    found = of_goal("3", "unit", "per_head", "population")
    assert found == [("kg/person", 10, None), ("kg/person", None, None), ("kg/person", 5, None)]


def test_a_goal_without_values_has_a_row(of_goal, rows):
    assert of_goal("10", "state", "target", "value") == [("not-stated", None, None)]
    where = {"municipality": "soderby", "period": "2023-2030"}
    assert rows("targets", "code", "state", where=where) == [("1", "not-stated")]


def test_values_of_a_joint_plan_are_of_its_members_or_of_another_area(rows):
    found = rows("targets", "municipality", "area_name", "value", period="2018-2022")
    assert found == [
        ("norrby", "Norrby", 434),
        ("norrby", "Gemensam plan", 1000),
        ("soderby", "Gemensam plan", 1000),
        (None, "Prov", 481),
    ]
    # Of the other member nothing is known: no value per inhabitant of both.
    assert rows("targets", "per_head", where={"value": 1000.0}) == [(None,), (None,)]


def test_an_uncertain_value_has_no_pace(of_goal):
    found = of_goal("1", "year", "value", "state", "per_head", "pace", certain_only=True)
    assert found[0] == (2022, None, None, None, None)
    assert found[1][:3] == (2026, 450, "yes")
    assert found[1][4] is None
    assert found[2][4] == pytest.approx(100 * ((2 / 3) ** 0.25 - 1))
