"""The named questions on two programmes whose rows are traps (``two-programmes.ttl``)."""

from pathlib import Path

import pytest

from kretslopp import artefacts, questions
from kretslopp.engine import open_file

QUESTIONS = questions.load(artefacts.queries())
GRAPH = Path(__file__).parent.parent / "questions" / "two-programmes.ttl"
UNNUMBERED = "https://w3id.org/kretslopp/id/action/borlange/2023-2026/utan-nummer"
# Of two municipalities.
OF_TWO = ("legal-marks-that-differ", "who-is-earlier")
# These answer for plans and provisions, each in its own way.
OF_PLANS = {"what-the-rules-ask", "county-compilation", "legal-basis-of-marked-actions"}


@pytest.fixture(scope="module")
def engine():
    return open_file(GRAPH)


@pytest.fixture
def ask(engine):
    def ask(name, *columns, **values):
        """The answer's rows as texts, of these columns only."""
        answer = QUESTIONS[name].ask(engine, values, "sv")
        positions = [[c.name for c in answer.columns].index(column) for column in columns]
        return [tuple(text(row[position]) for position in positions) for row in answer.rows]

    return ask


def text(cell):
    return questions.cell_text(cell, "sv")


def test_goal_numbers_are_local(ask):
    assert ask("actions-of-goal", "number", "goal") == [("R1", "4"), ("K10", "4"), ("", "4")]
    assert ask("actions-of-goal", "number", municipality="falun") == [("R1",), ("",)]


def test_years_of_a_regional_action_are_those_of_the_programme(ask):
    columns = ("number", "startYear", "endYear")
    assert ask("actions-of-goal", *columns)[0] == ("R1", "2023", "2024")
    assert ask("actions-of-goal", *columns, municipality="falun")[0] == ("R1", "2025", "2026")


def test_marks_of_a_regional_action_are_those_of_the_programme(ask):
    assert ask("legally-required-actions", "number", "state") == [("", "ej angivet")]
    numbers = ask("legally-required-actions", "number", municipality="falun")
    assert numbers == [("R1",), ("K2",)]


@pytest.mark.parametrize(
    ("year", "running"),
    [
        ("2022", ["K2"]),
        ("2024", ["R1", "K2"]),
        ("2025", ["K2", "K10"]),
        ("2030", ["K10"]),
    ],
)
def test_a_missing_year_leaves_the_period_open(ask, year, running):
    assert ask("actions-running-in-year", "number", year=year) == [(n,) for n in running]


def test_open_periods_run_on_in_the_count_of_years(ask):
    assert ask("actions-per-year", "year", "starting", "running", "ending") == [
        ("2023", "1", "2", "0"),
        ("2024", "0", "2", "1"),
        ("2025", "1", "2", "1"),
    ]


def test_an_action_without_number_label_and_years_is_not_lost(ask):
    timeline = ask("timeline", "number", "action", "startYear", "endYear")
    assert timeline == [
        ("", UNNUMBERED, "", ""),
        ("K2", "Andra", "", "2025"),
        ("R1", "Regional", "2023", "2024"),
        ("K10", "Tionde", "2025", ""),
    ]


def test_several_goals_and_responsibles_do_not_multiply(ask):
    rows = ask("actions-by-responsible", "organisation", "number", "responsible")
    assert rows == [
        ("Borlänge", "K10", "Miljökontor; Tillsyn"),
        ("Östra bolaget", "K2", "Östra bolaget"),
    ]
    counts = ("regionalActions", "municipalActions", "indirectActions")
    assert ask("actions-per-goal", "goal", *counts) == [("4", "1", "2", "2"), ("10", "0", "1", "0")]


def test_units_of_one_organisation_count_an_action_once(ask):
    rows = ask("actions-per-organisation", "organisation", "leads", "responsibleFor", "takesPartIn")
    assert rows == [("Borlänge", "0", "1", "1"), ("Östra bolaget", "1", "1", "0")]


def test_a_unit_may_be_asked_for_as_well_as_its_parents(ask):
    expected = [("Borlänge", "Tillsyn")]
    asked = ask("actions-by-responsible", "organisation", "responsible", organisation="tillsyn")
    assert asked == expected
    units = ask("involvements-of-organisation", "number", "role", "unit", organisation="borlange")
    assert units == [
        ("R1", "medverkande", "Miljökontor"),
        ("R1", "medverkande", "Tillsyn"),
        ("K10", "ansvarig", "Miljökontor"),
        ("K10", "ansvarig", "Tillsyn"),
    ]


def test_a_lead_in_two_programmes_is_one_involvement(ask):
    rows = ask("involvements-of-organisation", "number", "role", organisation="Östra bolaget")
    assert rows == [("R1", "leds av"), ("K2", "ansvarig")]


def test_lists_of_a_groups_work_do_not_multiply(ask):
    rows = ask("work-of-group", "number", "participants", "followedBy", group="Östra bolaget")
    assert rows == [("R1", "Miljökontor; Tillsyn", "K2; K10")]


def test_a_column_that_the_document_lacks_says_nothing(ask):
    """Each has one row that says so, and none that a reader might take for none."""
    assert ask("actions-without-goal", "number") == [("K2",)]
    without = ask("municipal-actions-without-regional-action", "action", "state")
    assert without == [(UNNUMBERED, "ej markerat")]
    for name in (
        "actions-without-goal",
        "municipal-actions-without-regional-action",
        "preceding-regional-actions",
        "indirect-goals",
        "goals-reached-only-indirectly",
        "municipal-actions-ahead-of-regional",
        "legally-required-without-regional-action",
        "actions-by-responsible",
        "doubtful-actions",
        "regional-actions-without-municipal-action",
    ):
        assert ask(name, "number", "state", municipality="falun") == [("", "ej angivet")], name
    assert ask("goals-of-action", "number", "goal", "state", municipality="falun", action="K2") == [
        ("K2", "", "ej angivet")
    ]


def test_a_count_of_what_is_not_stated_is_empty(ask):
    counts = ("regionalActions", "municipalActions", "indirectActions", "state")
    falun = ask("actions-per-goal", "goal", *counts, municipality="falun")
    assert falun == [("4", "1", "", "", "ja")]
    assert ask("goals-without-municipal-action", "goal", "state", municipality="falun") == [
        ("", "ej angivet")
    ]
    counts = ("leads", "responsibleFor", "takesPartIn")
    found = ask("actions-per-organisation", "organisation", *counts, municipality="falun")
    assert found == [("Falun", "0", "", "1"), ("Östra bolaget", "1", "", "0"), ("", "", "", "")]
    years = ask("actions-per-year", "year", "starting", "state", municipality="falun")
    assert years == [("2025", "1", "ja"), ("2026", "0", "ja"), ("", "", "ej angivet")]


def test_a_zero_of_which_only_parts_were_read_says_so(ask):
    for member in ("gagnef", "mora"):
        assert ask("actions-per-goal", "goal", "municipalActions", "state", "partial",
                   municipality=member) == [("10", "0", "ej markerat", "ja")]  # fmt: skip
        for name in (
            "legally-required-actions",
            "preceding-regional-actions",
            "indirect-goals",
            "actions-running-in-year",
            "notes-on-actions",
        ):
            columns = ("number", "state", "programme", "partial")
            found = ask(name, *columns, municipality=member)
            assert found == [("", "ej angivet", "Gemensamt program", "ja")], name
        columns = ("number", "recommended", "state", "partial")
        marks = ask("recommended-actions", *columns, municipality=member)
        assert marks == [("K1", "", "ej markerat", "ja")]


def test_a_plan_known_by_its_head_alone_says_nothing_of_its_actions(ask):
    for name in QUESTIONS:
        if name in OF_PLANS or name in ("involvements-of-organisation", *OF_TWO):
            continue
        columns = {column.name for column in QUESTIONS[name].columns}
        plan = next(c for c in ("programme", "programmes", "plan") if c in columns)
        options = (
            {"other": "orsa"} if "other" in [p.name for p in QUESTIONS[name].parameters] else {}
        )
        found = ask(name, "state", plan, municipality="orsa", **options)
        assert found == [("ej angivet", "Orsas plan")], name


def test_differences_with_a_document_that_says_nothing_are_not_known(ask):
    for name in OF_TWO:
        columns = ("number", "state", "programme", "otherProgramme")
        found = ask(name, *columns, municipality="gagnef", other="orsa")
        assert ("", "ej angivet", "", "Orsas plan") in found, name


def test_a_municipality_without_a_plan_is_in_no_answer(ask):
    for name in QUESTIONS.keys() - OF_PLANS:
        if "municipality" in [parameter.name for parameter in QUESTIONS[name].parameters]:
            found = ask(
                name,
                "state",
                municipality="rattvik",
                **(
                    {"other": "rattvik"}
                    if "other" in [p.name for p in QUESTIONS[name].parameters]
                    else {}
                ),
            )
            assert found == [], name


def test_a_joint_programme_is_one_document_in_a_sum(ask):
    columns = ("of", "top", "actions", "members")
    found = ask("responsible-by-kind", *columns, municipality="gagnef", other="mora")
    assert found == [
        ("Gagnef", "Gemensamma bolaget", "1", "2"),
        ("Mora", "Gemensamma bolaget", "1", "2"),
    ]


def test_a_mark_that_says_no_is_told_from_no_mark(ask):
    marks = ask("recommended-actions", "number", "recommended", "state")
    assert marks == [("", "", "ej angivet"), ("K2", "nej", "nej"), ("K10", "", "ej angivet")]


def test_doubts_name_uncertain_cells(ask):
    columns = ("number", "withoutGoal", "withoutParticipant", "uncertain")
    assert ask("doubtful-actions", *columns) == [("K2", "ja", "nej", "ja")]


def test_goal_that_a_municipal_action_also_names(ask):
    rows = ask("indirect-goals", "number", "regionalAction", "goal", "alsoNamed")
    assert rows == [("K2", "R1", "4", "nej"), ("K10", "R1", "4", "ja")]
    assert ask("goals-reached-only-indirectly", "goal") == []  # read, and none


def test_regional_action_of_another_programme_is_not_followed_here(ask):
    name = "regional-actions-without-municipal-action"
    assert ask(name, "number") == []
    # Falun's municipal actions have no column for it.
    assert ask(name, "number", "state", municipality="falun") == [("", "ej angivet")]
