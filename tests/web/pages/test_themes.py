"""A theme that words propose, on the page of its goal and in comparisons."""

import re

import pytest


@pytest.mark.parametrize(("language", "status"), [("sv", "föreslagen"), ("en", "proposed")])
def test_the_page_of_a_goal_says_that_its_theme_is_proposed_and_by_which_words(
    published, language, status
):
    page = published.get(
        "/doc/goal/tierp/2018/matsvinn",
        headers={"Accept": "text/html", "Accept-Language": language},
    )
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    assert f"”matsvinn” i målets text, med våra ord kretslopp themes, 2026-11-30, {status}" in text


def test_the_comparison_of_two_plans_without_themes_by_hand_has_them_unless_certain(published):
    address = "/sv/compare?by=goal-themes&municipality=tierp&municipality=vaxholm&format=csv"
    proposed = published.get(address).text
    assert re.search(r"(?m)^tierp,.*,Matsvinn,1,.*proposed", proposed)
    # Vaxholm has a heading of it, which is not counted as a goal.
    assert re.search(r"(?m)^vaxholm,.*,Matsvinn,0,.*proposed", proposed)
    sure = published.get(f"{address}&certain_only=yes").text
    assert re.search(r"(?m)^tierp,.*,Matsvinn,,", sure)
    assert "proposed" not in sure
