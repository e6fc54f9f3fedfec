"""A municipality is one by each of its names; one that nobody has read is told."""

import csv
import io

import pandas as pd
import pytest

from kretslopp import comparison

QUESTION = ("ask", "actions-per-goal", "--municipality")


@pytest.mark.parametrize("name", ["Falu kommun", "FALUN KOMMUN", "2080", " falun "])
def test_a_question_takes_each_name(kretslopp, whole, name):
    asked = kretslopp(*QUESTION, name, "--dataset", whole)
    assert asked.exit_code == 0
    assert asked.stderr == ""
    assert asked.stdout == kretslopp(*QUESTION, "falun", "--dataset", whole).stdout
    assert "0 rader" not in asked.stdout


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Tyresö kommun", "Tyresö"), ("0138", "Tyresö"), ("138", "Tyresö"), ("tyreso", "Tyresö")],
)  # fmt: skip
def test_one_that_nobody_has_read_is_told_through_every_door(kretslopp, whole, name, meant):
    asked = kretslopp(*QUESTION, name, "--dataset", whole)
    compared = kretslopp("compare", name, "falun", "--by", "timing", "--dataset", whole)
    assert (asked.exit_code, compared.exit_code) == (0, 0)
    assert asked.stderr == f"{meant}: the data has no programme or plan.\n"
    assert compared.stderr == f"{meant}: the data has no such programme or plan.\n"


@pytest.mark.parametrize(
    ("names", "plan", "other"),
    [
        (("habo", "Habo kommun", "0643"), "Habo, Jönköping, Mullsjö 2019-2022", "Håbo"),
        (("håbo", "Håbo kommun", "0305", "305"), "Håbo 2016-2025", "Habo,"),
    ],
)
def test_habo_and_habo_with_a_ring_are_two(kretslopp, whole, names, plan, other):
    answers = {kretslopp(*QUESTION, name, "--dataset", whole).stdout for name in names}
    (answer,) = answers
    assert f"Avfallsplan {plan}" in answer
    assert other not in answer


def test_one_that_does_not_exist_is_refused_with_the_nearest(kretslopp, whole):
    for command in (QUESTION, ("compare", "--by", "timing")):
        result = kretslopp(*command, "Habbo", "--dataset", whole)
        assert result.exit_code == 2
        assert "The data has no municipality “Habbo”. Nearest known: Habo" in result.stderr


def test_only_those_that_were_read_are_compared(kretslopp, whole):
    found = kretslopp("compare", "--by", "completeness", "--format", "csv", "--dataset", whole)
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    codes = {row["municipality"]: row["municipality_code"] for row in rows}
    assert codes["falun"] == "2080"
    assert codes["upplands-vasby"] == "0114"
    assert codes["tierp"] == "0360"
    assert "tyreso" not in codes
    assert all(len(code) == 4 for code in codes.values())


def test_a_frame_has_the_code_as_text_that_joins(whole):
    frame = comparison.open(str(whole)).timing()
    assert frame["municipality_code"].dtype == "string"
    statistics = pd.DataFrame({"kommunkod": pd.array(["0114", "2080"], dtype="string")})
    joined = frame.merge(statistics, left_on="municipality_code", right_on="kommunkod")
    assert "falun" in set(joined["municipality"])
