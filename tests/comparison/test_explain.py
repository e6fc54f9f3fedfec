"""From a row of a comparison back to the cells of the source, as printed."""

import pytest

from kretslopp.errors import WrongUse


def explained(made_up, frame, column):
    """What is said of one column of a frame's first row."""
    found = made_up.explain(frame.iloc[0])
    return found[found["variable"] == column].iloc[0]


def test_words_as_printed_with_document_table_row_and_lines(made_up):
    timing = made_up.timing("norrby")
    frame = timing[timing["code"] == "K1"]
    cell = explained(made_up, frame, "start_year")
    assert (cell["column"], cell["printed"], cell["corrected"]) == ("år", "2042", "2024")
    assert (cell["document_title"], cell["source"]) == (
        "Norrbys åtgärdsprogram", "http://example.org/norrby.pdf",
    )  # fmt: skip
    assert (cell["table"], cell["row"], cell["first_line"], cell["last_line"]) == (
        "municipal", 2, 10, 14,
    )  # fmt: skip
    # The footnote's own number is not the action's.
    assert explained(made_up, frame, "code")["printed"] == "1"


def test_a_cell_that_says_nothing_is_explained_too(made_up):
    timing = made_up.timing("norrby")
    empty = explained(made_up, timing[timing["code"] == "K2"], "start_year")
    assert (empty["state"], empty["row"]) == ("not-marked", 3)
    marks = made_up.legal_marks()
    not_read = marks[(marks["municipality"] == "osterby") & (marks["code"] == "R2")]
    assert explained(made_up, not_read, "mark")["state"] == "not-stated"


def test_a_pace_leads_to_both_its_values(made_up):
    targets = made_up.targets("norrby")
    row = targets[(targets["code"] == "1") & (targets["year"] == 2026)].iloc[0]
    found = made_up.explain(row)
    words = found[found["variable"] == "pace"][["printed", "source", "row"]]
    assert words["printed"].tolist() == ["600", "450"]
    assert words["source"].tolist()[0] == "norrby.example/mål"
    assert words["row"].tolist() == [2, 3]
    assert found[found["variable"] == "goal_title"]["printed"].tolist() == ["Mindre avfall"]


def test_a_count_leads_to_each_that_was_counted(made_up):
    themes = made_up.goal_themes("norrby", "2023-2026")
    found = made_up.explain(themes[themes["theme_name"] == "Avfall"].iloc[0])
    counted = found[found["variable"] == "municipal_actions"]
    assert counted[["column", "printed", "row"]].fillna("").values.tolist() == [
        ["mål", "1,2", 2],
        ["mål", "", 4],  # K10, by way of goal 1.1
    ]
    assert set(found["variable"]) == {
        f"{count}{ending}"
        for count in (
            "goals",
            "municipal_actions",
            "regional_actions",
            "indirect_actions",
            "actions_on",
        )
        for ending in ("", "_below")
    }
    # What says that an action is of a theme is its title.
    own = found[found["variable"] == "actions_on_below"]
    assert own[["column", "table", "row"]].values.tolist() == [
        ["åtgärder", "municipal", 2],
        ["åtgärder", "municipal", 3],
    ]


def test_a_share_leads_to_every_row_of_its_column(made_up):
    frame = made_up.completeness("norrby")
    row = frame[(frame["table"] == "municipal") & (frame["column"] == "mål")].iloc[0]
    found = made_up.explain(row)
    assert found["printed"].tolist()[:2] == ["1,2", "-"]
    assert found["state"].tolist() == ["yes", "yes", "not-marked"]
    assert found["row"].tolist() == [2, 3, 4]


def test_what_is_no_row_of_a_comparison(made_up):
    with pytest.raises(WrongUse, match="not a row of a comparison"):
        made_up.explain({"code": "K1"})
    with pytest.raises(WrongUse, match="not a row of a comparison"):
        made_up.explain({"entry": "x", "nonsense": 1})


def test_columns_that_were_added_do_not_matter(made_up):
    frame = made_up.legal_marks()
    mine = frame.assign(county="Prov", mine=1)
    assert made_up.explain(mine.iloc[0]).equals(made_up.explain(frame.iloc[0]))


def test_columns_that_were_renamed_are_known_by_what_they_hold(made_up):
    frame = made_up.timing("norrby")
    renamed = frame.rename(columns={"entry": "rad", "start_year": "från"})
    renamed.attrs = {}
    assert made_up.explain(renamed.iloc[0]).equals(made_up.explain(frame.iloc[0]))


def test_a_whole_frame_and_several_rows_are_numbered(made_up):
    frame = made_up.legal_requirements("norrby")
    whole = made_up.explain(frame)
    assert whole["observation"].unique().tolist() == list(range(1, len(frame) + 1))
    third = whole[whole["observation"] == 3].drop(columns="observation").reset_index(drop=True)
    assert third.equals(made_up.explain(frame.iloc[2]).drop(columns="observation"))
    assert made_up.explain(frame[2:3]).equals(made_up.explain(frame.iloc[2]))
    assert made_up.explain(frame.to_dict("records")[:2])["observation"].max() == 2


def test_rows_of_several_goal_themes_are_each_their_own(made_up):
    frame = made_up.goal_themes()
    whole = made_up.explain(frame)
    for place in range(len(frame)):
        own = whole[whole["observation"] == place + 1].drop(columns="observation")
        alone = made_up.explain(frame.iloc[place]).drop(columns="observation")
        assert own.values.tolist() == alone.values.tolist()


def test_the_columns_that_are_there_are_explained(made_up):
    row = made_up.actions("norrby")[["entry", "mark"]].iloc[0]
    assert set(made_up.explain(row, "actions")["variable"]) == {"mark"}


def test_a_comparison_of_what_stands_in_no_cell(made_up):
    with pytest.raises(WrongUse, match="A row of periods is not read from cells"):
        made_up.explain(made_up.periods())
