"""What a county administrative board compiles, of made-up municipalities and of Dalarna."""

from kretslopp import artefacts, questions

COLUMNS = ("plan_known", "plan_status", "plan_start_year", "decided_on", "decision_reference")


def test_a_municipality_without_a_known_plan_is_there_and_has_no_counts(rows):
    where = {"municipality": "vasterby"}
    counts = ("known_goals", "known_municipal_actions", "known_regional_actions", "partial")
    assert rows("county", "plan_known", "plan_name", where=where) == [("no", None)]
    assert rows("county", *counts, where=where) == [(None, None, None, "not-stated")]
    assert len(rows("county", "county_name", municipality="Västerby")) == 1


def test_each_council_decides_on_a_joint_plan_for_itself(rows):
    def of(name):
        where = {"municipality": name, "plan_name": "Gemensam plan"}
        return rows("county", *COLUMNS, "plan_members", where=where)

    members = "Norrby; Söderby"
    assert of("soderby") == [("yes", "adopted", 2018, "2018-06-07", "§ 7", members)]
    assert of("norrby") == [("yes", "adopted", 2018, None, None, members)]


def test_the_question_has_the_municipalities_in_swedish_order(engine):
    """By their addresses Österby (osterby) stands between Norrby and Söderby."""
    question = questions.load(artefacts.queries())["county-compilation"]
    answer = question.ask(engine, {"county": "Provs län"}, "sv")
    names = [row[0].things[0].text for row in answer.rows]
    assert list(dict.fromkeys(names)) == ["Norrby", "Söderby", "Västerby", "Österby"]


def test_dalarna(real):
    found = real.county()
    dalarna = found[found["county_name"] == "Dalarnas län"]
    assert dalarna["municipality"].nunique() == 15
    assert found["municipality"].nunique() == 290
    borlange = dalarna[dalarna["plan"].str.endswith("borlange/2023-2030", na=False)].iloc[0]
    assert (borlange["known_municipal_actions"], borlange["known_regional_actions"]) == (23, 19)
