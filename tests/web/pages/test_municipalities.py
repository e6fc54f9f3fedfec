"""What pages say of municipalities: those that were read to choose from, all of them to look up."""

import pytest

QUESTION = "questions/actions-per-goal"


@pytest.mark.parametrize("name", ["2080", "Falu kommun"])
def test_parameters_take_each_name(published, name):
    for address, values in ((f"/{QUESTION}.json", {}), ("/compare", {"by": "timing"})):
        asked, plain = (
            published.get(address, query_string={**values, "municipality": value}).json["rows"]
            for value in (name, "falun")
        )
        assert asked == plain != []


def test_one_that_nobody_has_read_is_told(published):
    asked = published.get(f"/{QUESTION}.json?municipality=0138").json
    assert (asked["rows"], asked["without"]) == ([], ["Tyresö"])
    page = published.get(f"/en/{QUESTION}?municipality=Tyresö+kommun").text
    assert "The graph has no such plan or programme of Tyresö." in page


def test_menus_offer_only_those_that_were_read(published):
    for address in ("/sv/compare", f"/sv/{QUESTION}", "/sv/"):
        page = published.get(address).text
        assert "Falun" in page
        assert "Tyresö" not in page
        assert "Hammarö" not in page


@pytest.mark.parametrize(("language", "label"), [("sv", "kommunkod"), ("en", "municipality code")])
def test_its_page_has_the_code(published, language, label):
    page = published.get(f"/{language}/doc/municipality/habo-uppsala-lan").text
    assert label in page
    assert "0305" in page
    assert "Håbo" in page
    assert "länskod" in published.get("/sv/doc/county/uppsala-lan").text
