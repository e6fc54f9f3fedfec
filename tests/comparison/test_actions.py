"""Comparisons of actions: marks, years, who is responsible, what is recommended, themes."""

import pytest

from kretslopp import comparison
from kretslopp.reading.states import STATES

K1, K7 = "norrby/2023-2026/K1", "soderby/2027-2030/K7"
ACTION = "https://w3id.org/kretslopp/id/action/"


class TestLegalMarks:
    def test_those_that_differ_with_all_four_states(self, rows):
        found = rows("legal-marks", "basis", "municipality", "code", "mark")
        assert found == [
            ("same", "norrby", "R1", "yes"),
            ("same", "soderby", "R1", "not-marked"),
            ("same", "osterby", "R1", "not-stated"),  # its table has no such column
            ("same", "norrby", "R2", "no"),
            ("same", "soderby", "R2", "not-marked"),
            ("same", "osterby", "R2", "not-stated"),  # its table has no such row
        ]
        assert {mark for *_, mark in found} == set(STATES)

    def test_marks_that_were_not_read_differ_from_none(self, rows):
        """Norrby marks K1, Söderby's table has no column for it: no difference is known."""
        assert "K1" not in [code for (code,) in rows("legal-marks", "code")]

    def test_what_no_one_prints_has_the_words_of_another(self, rows):
        titles = rows("legal-marks", "municipality", "title", where={"code": "R1"})
        assert titles == [(name, "Första regionala") for name in ("norrby", "soderby", "osterby")]
        english = rows("legal-marks", "title", where={"code": "R1"}, language="en")
        assert english == [("First regional",)] * 3

    def test_one_municipality_differs_from_no_one(self, rows):
        assert rows("legal-marks", "code", municipality="norrby") == []


class TestTiming:
    def test_corresponding_actions_stand_together_with_their_lags(self, rows):
        columns = ("basis", "municipality", "period", "code", "start_lag", "end_lag")
        assert rows("timing", *columns, where={"group": ACTION + K1}) == [
            ("close", "norrby", "2023-2026", "K1", 0, 0),
            ("close", "soderby", "2023-2026", "K1", 1, None),
            ("close", "soderby", "2027-2030", "K7", 3, 3),
        ]

    def test_two_programmes_of_one_municipality(self, rows):
        columns = ("basis", "alignment_status", "period", "code", "start_lag")
        found = rows("timing", *columns, municipality="soderby")
        assert found[:2] == [
            ("close", "proposed", "2023-2026", "K1", 0),
            ("close", "proposed", "2027-2030", "K7", 2),
        ]

    def test_exact_where_all_that_is_compared_is(self, rows):
        found = rows(
            "timing",
            "basis",
            "alignment_status",
            where={"group": ACTION + K1},
            period="2023-2026",
        )
        assert found == [("exact", "accepted")] * 2

    def test_a_year_that_only_one_states_compares_with_nothing(self, rows):
        found = rows("timing", "start_year", "start_lag", where={"code": "R1"}, certain_only=True)
        assert found == [(2023, None), (None, None), (None, None)]

    def test_states_of_years(self, rows):
        found = dict(rows("timing", "code", "state", municipality="norrby"))
        assert found["K2"] == "not-marked"
        assert found["K10"] == found["K1"] == "yes"
        assert rows("timing", "state", municipality="osterby") == [("not-stated",)]

    def test_a_missing_year_is_missing(self, rows):
        found = rows("timing", "start_year", "end_year", where={"code": "K10"})
        assert found == [(None, 2026)]


class TestResponsibility:
    def test_units_are_rolled_up_to_the_top(self, rows):
        columns = ("organisation_name", "organisation_kind", "top_name", "top_kind")
        where = {"municipality": "norrby", "code": "K1"}
        assert rows("responsibility", *columns, where=where) == [
            ("Bolaget", "company", "Bolaget", "company"),
            ("Drift", "office", "Bolaget", "company"),
        ]

    def test_who_leads_and_who_is_responsible(self, rows):
        found = rows("responsibility", "role", "organisation_kind", "state", municipality="soderby")
        assert found.count(("lead", None, "not-stated")) == 3
        assert ("responsible", "committee", "yes") in found
        assert ("responsible", None, "not-stated") in found  # K7: no such column

    def test_an_empty_cell_is_not_an_absent_column(self, rows):
        where = {"municipality": "norrby", "code": "K2"}
        assert rows("responsibility", "state", "organisation", where=where) == [
            ("not-marked", None)
        ]


class TestRecommended:
    def test_taken_up_by_whom_and_when(self, rows):
        columns = ("municipality", "code", "recommended", "start_year", "end_year", "responsible")
        assert rows("recommended", *columns)[:2] == [
            ("norrby", "K1", "yes", 2024, 2024, "Bolaget; Drift"),
            ("soderby", "K1", "yes", 2025, None, "Nämnden"),
        ]

    def test_a_programme_that_says_nothing_says_so(self, rows):
        columns = ("municipality", "period", "recommended", "entry")
        assert rows("recommended", *columns)[2:] == [
            ("soderby", "2027-2030", "not-stated", None),
            ("osterby", "2023-2026", "not-stated", None),
        ]


class TestGoalThemes:
    COUNTS = ("goals", "municipal_actions", "regional_actions", "indirect_actions")

    def test_actions_are_counted_once_a_theme(self, rows):
        found = rows("goal-themes", "theme_name", *self.COUNTS, where={"municipality": "norrby"})
        assert found == [
            ("Avfall", None, None, None, None),  # the joint plan's goal has no theme
            ("Natur", None, None, None, None),
            ("Restavfall", None, None, None, None),
            ("Avfall", 2, 2, 1, 1),  # K10 names goal 1.1, a part of goal 1
            ("Natur", 1, 0, 0, 0),
            ("Restavfall", 1, 1, 0, 0),  # K1 names goal 1, which is no part of 1.1
        ]

    def test_a_broader_theme_counts_those_below_it_too(self, rows):
        columns = ("theme_name", "broader_name", "goals_below", "municipal_actions_below")
        where = {"municipality": "norrby", "period": "2023-2026"}
        assert rows("goal-themes", *columns, where=where) == [
            ("Avfall", None, 3, 2),
            ("Natur", None, 1, 0),
            ("Restavfall", "Avfall", 1, 1),
        ]

    def test_a_proposed_theme_says_so_and_may_be_left_out(self, rows):
        columns = ("theme_name", "status", "goals", "municipal_actions")
        where = {"municipality": "norrby", "period": "2023-2026"}
        found = rows("goal-themes", *columns, where=where)
        assert found[1:] == [("Natur", "proposed", 1, 0), ("Restavfall", "accepted", 1, 1)]
        sure = rows("goal-themes", *columns, where=where, certain_only=True)
        assert sure[1:] == [("Natur", None, None, None), ("Restavfall", "accepted", 1, 1)]
        themes = rows("targets", "themes", where={"municipality": "norrby", "code": "3"})
        assert set(themes) == {("Natur",)}
        where = {"municipality": "norrby", "code": "3"}
        assert set(rows("targets", "themes", where=where, certain_only=True)) == {(None,)}

    def test_actions_with_a_theme_of_their_own_are_counted_apart(self, rows):
        columns = ("theme_name", "actions_on", "actions_on_below", "actions_status")
        where = {"municipality": "norrby", "period": "2023-2026"}
        assert rows("goal-themes", *columns, where=where) == [
            ("Avfall", 1, 2, "proposed"),  # K2, and K1 of the narrower theme
            ("Natur", 1, 1, "proposed"),  # R1, which the region shares
            ("Restavfall", 1, 1, "proposed"),
        ]
        assert rows("goal-themes", *columns, where=where, certain_only=True) == [
            ("Avfall", 1, 1, "accepted"),
            ("Natur", None, None, None),
            ("Restavfall", None, None, None),
        ]
        # Söderby's programme names no goals, and its part in R1 compares all the same.
        where = {"municipality": "soderby", "period": "2023-2026"}
        found = rows("goal-themes", "theme_name", "municipal_actions", "actions_on", where=where)
        assert found == [("Avfall", None, 0), ("Natur", None, 1), ("Restavfall", None, 0)]
        sure = rows("goal-themes", "actions_on", where=where, certain_only=True)
        assert sure == [(None,)] * 3

    def test_a_programme_without_goals_is_missing_and_not_zero(self, rows):
        where = {"municipality": "soderby", "period": "2023-2026"}
        assert rows("goal-themes", "theme_name", *self.COUNTS, "partial", where=where) == [
            ("Avfall", 1, None, None, None, "yes"),
            ("Natur", 0, None, None, None, "yes"),
            ("Restavfall", 0, None, None, None, "yes"),
        ]

    def test_a_joint_plan_is_one_document_in_a_sum(self, rows):
        where = {"theme_name": "Avfall"}
        found = rows("goal-themes", "municipality", "period", "members", "weight", where=where)
        assert ("norrby", "2018-2022", 2, 0.5) in found
        assert ("norrby", "2023-2026", 1, 1.0) in found
        plans = rows("goal-themes", "plan", "weight", where=where)
        joint = [weight for plan, weight in plans if plan.endswith("bada/2018-2022")]
        assert (len(joint), sum(joint)) == (2, 1.0)


@pytest.mark.parametrize("by", list(comparison.descriptors()))
def test_certain_only_leaves_out_cells_and_no_rows(doubtful, by):
    all_cells = comparison.compare(doubtful, by).rows
    certain = comparison.compare(doubtful, by, certain_only=True).rows
    assert len(all_cells) == len(certain) > 0
    lost = sum(
        before is not None and after is None
        for one, other in zip(all_cells, certain, strict=True)
        for before, after in zip(one.values(), other.values(), strict=True)
    )
    # No made-up mark that differs is uncertain; a count of filled cells is less, and not missing.
    assert (lost > 0) == (by not in ("legal-marks", "completeness"))


def test_certain_only_leaves_out_the_cell_that_is_named(rows):
    where = {"municipality": "soderby", "code": "K1"}
    columns = ("code", "title", "organisation", "state")
    sure = rows("responsibility", *columns, where=where, certain_only=True)
    assert sure == [("K1", "Sortering", None, None)]
