"""What the data shows of what the rules ask for: of made-up plans, and of real ones."""

import pytest

from kretslopp import artefacts, questions

COLUMNS = ("provision_name", "content_name", "finding", "shown_goals", "shown_actions")


@pytest.fixture
def of(rows):
    return lambda name, **where: rows("rules", *COLUMNS, where={"municipality": name, **where})


def test_goals_of_the_theme_show_it_and_actions_of_other_themes_do_not(of):
    assert of("norrby", period="2023-2030") == [
        ("Lagen", "åtgärder", "not-found", None, None),
        ("Lagen", "mål", "shown", "3", None),
        ("Lagen 2 §", "åtgärder", "shown", None, "K1; K10; R1"),
        ("Nya regler", None, "not-read", None, None),
    ]


def test_rules_that_came_later_are_not_those_of_a_plan(of):
    asked = [row[:3] for row in of("norrby", period="2018-2022")]
    assert asked == [
        ("Lagen", "åtgärder", "not-read"),
        ("Lagen", "mål", "not-read"),
        ("Lagen 2 §", "åtgärder", "not-read"),
        ("Gamla regler 1 §", "syfte", "not-read"),
    ]


def test_what_was_not_read_is_not_missing(of):
    """Österby has no goals in the data; Söderby's goal has another theme."""
    assert ("Lagen", "mål", "not-read", None, None) in of("osterby")
    assert ("Lagen", "mål", "not-found", None, None) in of("soderby")


def test_a_plan_is_held_against_the_rules_of_its_day(real):
    found = real.rules("falun")
    old = set(found[found["provision_name"].str.startswith("NFS 2017:2")]["period"])
    new = set(found[found["provision"].str.endswith("nfs-2020-6")]["period"])
    assert (old, new) == ({"2018-2022"}, {"2023-2030"})


def test_a_rule_that_was_not_read_says_nothing_of_a_plan(real):
    found = real.rules("borlange", "2023-2030")
    (rule,) = found[found["provision"].str.endswith("nfs-2020-6")].to_dict("records")
    assert (rule["finding"], rule["provision_read"]) == ("not-read", "no")
    (actions,) = found[found["shown_actions"].notna()].to_dict("records")
    assert actions["shown_actions"].split("; ")[:2] == ["K1", "K2"]
    assert len(actions["shown_actions"].split("; ")) == 19 + 23


def test_a_county_stands_for_all_its_municipalities(engine):
    """The municipality that is asked of where none is named is not asked of then."""
    question = questions.load(artefacts.queries())["what-the-rules-ask"]
    plan = [column.name for column in question.columns].index("plan")

    def plans(**values):
        answer = question.ask(engine, values, "sv")
        return {row[plan].things[0].iri.rpartition("/plan/")[2] for row in answer.rows}

    one = {"norrby/2023-2030", "bada/2018-2022"}
    assert plans(county="Prov") == {*one, "soderby/2023-2030", "osterby/2023-2030"}
    assert plans(county="Prov", municipality="norrby") == one
