"""The comparisons on the real data, against values worked out from the facts by hand."""

import pandas as pd
import pytest

PAIR = ["borlange", "falun"]


def test_r1_is_marked_in_falun_and_not_in_borlange(real):
    marks = real.legal_marks(PAIR, "2023-2026")
    first = marks[marks["code"] == "R1"].set_index("municipality")["mark"].to_dict()
    assert first == {"borlange": "not-marked", "falun": "yes"}
    aligned = marks[marks["code"].isin(["K7", "K9"])].set_index("municipality")["mark"].to_dict()
    assert aligned == {"borlange": "not-marked", "falun": "yes"}
    # R2 and K1 are marked by both.
    assert not marks["code"].isin(["R2", "K1", "K2"]).any()


def test_paces_of_faluns_first_goals(real):
    """384 (2022) → 350 (2026) → 290 (2030) kilograms a person, and so on."""
    targets = real.targets("Falun", "2023-2026")
    paces = targets.dropna(subset="pace").set_index(["code", "year"])["pace"].round(2).to_dict()
    assert (paces["1", 2026], paces["1", 2030]) == (-2.29, -4.59)
    assert (paces["2", 2026], paces["2", 2030]) == (-4.92, -11.56)
    assert (paces["7", 2026], paces["7", 2030]) == (-3.69, -5.11)


def test_tonnes_are_shared_by_the_inhabitants(real):
    """600 tonnes over the 59,945 of 2024."""
    targets = real.targets("falun")
    base = targets[(targets["code"] == "6") & (targets["type"] == "baseline")].iloc[0]
    assert base["per_head"] == pytest.approx(600_000 / 59_945)
    assert (base["population"], base["population_year"]) == (59_945, 2024)


def test_borlange_is_a_year_earlier_with_most(real):
    timing = real.timing(PAIR, "2023-2026")
    exact = timing[timing["basis"] == "exact"]
    lags = exact[exact["municipality"] == "falun"].set_index("code")["start_lag"].to_dict()
    assert lags == {"K1": 0, "K3": 1, "K5": 1, "K6": 1, "K8": 1, "K9": 1}
    # All of Falun's years are proposed.
    sure = real.timing(PAIR, "2023-2026", certain_only=True)
    assert len(sure) == len(timing)
    assert sure[sure["municipality"] == "falun"]["start_year"].isna().all()


def test_falun_names_no_goals_for_its_actions(real):
    themes = real.goal_themes(PAIR, "2023-2026")
    falun = themes[themes["municipality"] == "falun"]
    assert falun["municipal_actions"].isna().all()
    assert falun["goals"].sum() > 9
    food = themes[(themes["municipality"] == "borlange") & (themes["theme_name"] == "Matsvinn")]
    counts = food[["goals", "municipal_actions", "regional_actions", "indirect_actions"]]
    assert counts.values.tolist() == [[1, 0, 2, 0]]  # goal 6, R15 and R16


def test_companies_committees_and_offices(real):
    found = real.responsibility([*PAIR, "jonkoping", "nacka"])
    municipal = found[found["role"] == "responsible"]
    kinds = municipal.groupby("municipality")["organisation_kind"].agg(
        lambda kinds: set(kinds.dropna())
    )
    assert kinds["falun"] >= {"company", "committee"}
    assert kinds["nacka"] == {"company", "committee"}
    borlange = municipal[municipal["municipality"] == "borlange"]
    offices = borlange[
        (borlange["organisation_kind"] == "office") & (borlange["top_name"] == "Borlänge Energi")
    ]
    assert offices["entry"].nunique() == 16


def test_recommended_actions(real):
    found = real.recommended([*PAIR, "nacka"])
    counts = found[found["recommended"] == "yes"].groupby(["municipality", "period"]).size()
    assert counts[("borlange", "2023-2026")] == 13
    assert counts[("falun", "2023-2026")] == 8  # all but K4
    nacka = found[found["municipality"] == "nacka"]
    assert nacka["recommended"].tolist() == ["not-stated"]


def test_completeness_tells_what_the_source_lacks(real):
    frame = real.completeness(PAIR, "2023-2026")
    of = frame[(frame["table"] == "municipal") & (frame["period"] == "2023-2026")]
    of = of.set_index(["municipality", "column"])
    assert of.loc[("falun", "mål"), "state"] == "not-stated"
    assert of.loc[("falun", "mål"), "share"] is pd.NA
    assert of.loc[("falun", "år"), "uncertain"] == 9
    assert of.loc[("borlange", "lagkrav"), "share"] == pytest.approx(9 / 23)
    assert of.loc[("falun", "nr"), "partial"] == "yes"


def test_each_mark_leads_to_its_source(real):
    marks = real.legal_marks(PAIR, "2023-2026")
    explained = 0
    for _, row in marks.iterrows():
        cells = real.explain(row).set_index("variable")
        mark = cells.loc["mark"]
        words = {"yes": "X"}.get(row["mark"])  # neither prints “nej”
        assert mark["printed"] is pd.NA if words is None else mark["printed"] == words
        assert mark["row"] > 1
        explained += 1
    assert explained == 4  # R1 in both, Falun's K9 and Borlänge's K7


def test_words_of_ours_are_never_given_as_printed(real):
    marks = real.legal_marks(PAIR, "2023-2026")
    for code, state in (("K9", "reworded"), ("K7", "yes")):
        row = marks[marks["code"] == code].iloc[0]
        title = real.explain(row).set_index("variable").loc["title"]
        assert title["state"] == state
        assert (title["printed"] is pd.NA) == (state == "reworded")
