"""Headings that a plan gathers its goals under are in the data, and are no goals."""

import csv
import io

from click.testing import CliRunner

from kretslopp.cli import main
from kretslopp.namespaces import KL

# The page of the region's plan has six headings and six goals below.
HEADINGS = {"forebyggande", "ateranvandning", "atervinning", "fysisk-planering",
            "anvandarfokus", "nedskrapning"}  # fmt: skip
GOALS = {"hushallsavfall", "plast-el-matsvinn", "kommunala-verksamheter", "engangsprodukter",
         "livslangd-elektronik", "matsvinn-verksamheter"}  # fmt: skip
PLAN = "goal/goteborgsregionen/2021-2030/"


def asked(whole, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--dataset", str(whole)])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def goals_of(rows, column):
    iris = (row[column] for row in rows if PLAN in row[column])
    return {iri.rsplit("/", 1)[1] for iri in iris}


def test_a_question_of_goals_has_no_row_for_a_heading(whole):
    rows = asked(whole, "ask", "actions-per-goal", "--municipality", "goteborg", "--format", "csv")
    assert goals_of(rows, "goalIri") == GOALS


def test_a_plan_of_headings_alone_has_a_row_that_says_not_stated(whole):
    options = ("--municipality", "eskilstuna", "--format", "csv")
    (row,) = asked(whole, "ask", "actions-per-goal", *options)
    assert (row["goal"], row["municipalActions"], row["state"]) == ("", "", "not-stated")


def test_a_heading_is_no_goal_that_lacks_a_value(real):
    goals = real.targets("Göteborg")["goal"].dropna()
    assert {iri.rsplit("/", 1)[1] for iri in goals if PLAN in iri} == GOALS


def test_they_are_in_the_data_all_the_same(whole_release):
    plan = "https://w3id.org/kretslopp/id/plan/goteborgsregionen/2021-2030"
    query = f"SELECT ?goal {{ ?goal <{KL.goalOf}> <{plan}> }}"
    found = {str(goal).rsplit("/", 1)[1] for (goal,) in whole_release.engine.select(query).rows}
    assert found == GOALS | HEADINGS
