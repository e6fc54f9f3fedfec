"""Frames of all that there is: actions, goals, marks, and lists of whose."""

import pytest

K1 = {"municipality": "norrby", "code": "K1"}


def test_every_action_of_every_programme_has_a_row(rows):
    found = rows("actions", "municipality", "period", "kind", "code")
    assert len(found) == len(set(found)) == 7 + 4 + 1 + 1
    assert ("soderby", "2023-2026", "regional", "R1") in found
    assert ("soderby", "2027-2030", "municipal", "K7") in found


def test_an_action_says_its_goals_themes_years_and_marks(rows):
    columns = ("goal_area_name", "goal_codes", "goals_state", "themes", "status")
    assert rows("actions", *columns, where=K1) == [
        ("Sortering", "1; 2", "yes", "Avfall; Restavfall", "proposed")
    ]
    said = rows("actions", "time_as_printed", "start_year", "mark", "recommended", where=K1)
    assert said == [("2024", 2024, "yes", "yes")]
    assert rows("actions", "responsible", where=K1) == [("Bolaget; Drift",)]
    lead = rows("actions", "lead", "responsible", where={**K1, "code": "R1"})
    assert lead == [("Gruppen", None)]


def test_what_an_action_does_not_say_is_told_apart(rows):
    states = ("goals_state", "years_state", "mark", "recommended")
    assert rows("actions", *states, where={**K1, "code": "K2"}) == [
        ("not-marked", "not-marked", "not-marked", "not-marked")
    ]
    where = {"municipality": "soderby", "period": "2027-2030"}
    assert rows("actions", *states, where=where) == [
        ("not-stated", "yes", "not-stated", "not-stated")
    ]


@pytest.mark.parametrize("by", ["actions", "timing"])
def test_an_action_is_about_the_goals_above_and_about_its_own_themes(rows, by):
    def of(code, **options):
        return rows(by, "themes", "status", where={**K1, "code": code}, **options)

    assert of("K10") == [("Avfall; Restavfall", "accepted")]  # goal 1.1 is a part of 1
    assert of("K2") == [("Avfall", "accepted")]  # it names no goal
    assert of("K1") == [("Avfall; Restavfall", "proposed")]
    assert of("K1", certain_only=True) == [("Avfall", None)]


def test_every_mark_has_a_row_whatever_it_says(rows):
    found = rows("legal-requirements", "municipality", "code", "mark")
    assert len(found) == 13
    assert ("norrby", "R2", "no") in found
    assert ("norrby", "R3", "yes") in found  # both say yes: legal-marks leaves it out
    assert ("osterby", "R1", "not-stated") in found
    basis = ("legal_basis", "legal_basis_status")
    assert rows("legal-requirements", *basis, where=K1) == [("Lagen", "proposed")]
    assert rows("legal-requirements", *basis, where=K1, certain_only=True) == [(None, None)]


def test_every_goal_has_a_row_and_a_heading_has_none(rows):
    found = rows("goals", "municipality", "code", "plan")
    assert [code for name, code, _ in found if name == "soderby"] == ["M 1", "1"]
    codes = [code for name, code, plan in found if name == "norrby" and "bada" not in plan]
    assert codes == ["1", "1.1", "2", "3", "4", "5", "10"]
    assert not rows("targets", "goal_title", where={"goal_title": "Rubrik"})


def test_a_goal_says_its_targets_and_the_actions_for_it_and_its_parts(rows):
    columns = ("code", "stated_targets", "municipal_actions_of_goal", "regional_actions_of_goal",
               "indirect_actions_of_goal")  # fmt: skip
    found = {row[0]: row[1:] for row in rows("goals", *columns, municipality="norrby")}
    assert found["1"] == (2, 2, 1, 1)  # K1, and K10 by way of 1.1; R1, on which K1 builds
    assert found["1.1"] == (None, 1, 0, 0)
    assert found["4"] == (3, 0, 0, 0)
    # Of the joint plan no programme is known: that is not none.
    assert found["M 1"] == (None, None, None, None)
    soderby = rows("goals", *columns, where={"municipality": "soderby", "code": "1"})
    assert soderby == [("1", None, None, None, None)]  # its table has no column of goals


def test_municipalities_are_listed_also_where_no_plan_is_known(rows, doubtful):
    columns = ("municipality", "county_name", "plan_known", "number_of_plans")
    assert rows("municipalities", *columns, "number_of_programmes") == [
        ("norrby", "Provs län", "yes", 2, 1),
        ("soderby", "Provs län", "yes", 2, 2),
        ("vasterby", "Provs län", "no", None, None),
        ("osterby", "Provs län", "yes", 1, 1),
    ]
    sure = rows("municipalities", *columns, municipality="Österby", certain_only=True, of=doubtful)
    assert sure == [("osterby", "Provs län", None, None)]


def test_programmes_are_listed_with_the_plan_before(rows):
    columns = ("kind", "period", "start_year", "plan_start_year", "number_of_goals", "replaces")
    found = rows("programmes", *columns, municipality="norrby")
    assert [row[:5] for row in found] == [
        ("plan", "2018-2022", 2018, 2018, None),
        ("programme", "2023-2026", 2023, 2023, 9),
    ]
    assert found[1][5].endswith("/plan/bada/2018-2022")


def test_periods_are_listed_with_whose_they_are(rows):
    columns = ("period", "number_of_plans", "number_of_programmes", "municipality_name")
    assert rows("periods", *columns) == [
        ("2018-2022", 1, None, "Norrby; Söderby"),
        ("2023-2026", None, 3, "Norrby; Söderby; Österby"),
        ("2023-2030", 3, None, "Norrby; Söderby; Österby"),
        ("2027-2030", None, 1, "Söderby"),
    ]


def test_an_uncertain_period_is_nobodys(rows, doubtful):
    sure = rows("periods", "period", "municipality_name", of=doubtful, certain_only=True)
    assert sure[0] == ("2018-2022", None)


def test_what_rests_on_a_proposed_theme_is_not_certain(rows):
    where = {"municipality": "norrby", "period": "2023-2030"}
    columns = ("provision_name", "content_name", "finding", "finding_status", "shown_goals")
    goals = slice(1, 2)
    found = rows("rules", *columns, where=where)
    assert found[goals] == [("Lagen", "mål", "shown", "proposed", "3")]
    sure = rows("rules", *columns, where=where, certain_only=True)
    assert sure[goals] == [("Lagen", "mål", None, None, None)]
    for either in (found, sure):
        del either[goals]
    assert sure == found
    assert [row[2] for row in sure] == ["not-found", "shown", "not-read"]


def test_a_county_leaves_out_the_cells_of_a_plan_that_are_uncertain(rows, doubtful):
    where = {"municipality": "soderby", "plan_name": "Gemensam plan"}
    columns = ("plan_known", "plan_status", "plan_start_year", "decided_on", "decision_reference")
    sure = rows("county", *columns, where=where, certain_only=True, of=doubtful)
    assert sure == [("yes", None, None, None, "§ 7")]
