"""Comparisons on the web: negotiation, parameters, page, files and pictures."""

import csv
import io
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kretslopp import comparison
from kretslopp.engine import open_file
from kretslopp.settings import Settings
from kretslopp.web import create_app

GRAPH = Path(__file__).parents[2] / "comparison" / "three-municipalities.trig"
ASKED = "municipality=norrby&municipality=soderby&by=timing"


@pytest.fixture(scope="module")
def app(named):
    return create_app(open_file(GRAPH), named)


class Page(HTMLParser):
    """What a test looks for in a page: values of data, addresses, what is chosen."""

    def __init__(self, text):
        super().__init__()
        self.data, self.links, self.images, self.checked, self.boxes = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "data":
            self.data.append(known["value"])
        if tag == "a":
            self.links.append(known["href"])
        if tag == "img":
            self.images.append(known)
        if tag == "input" and known.get("type") == "checkbox":
            self.boxes.append(known["value"])
            if "checked" in known:
                self.checked.append(known["value"])


def test_a_program_gets_json_and_may_ask_for_csv(client):
    answer = client.get(f"/compare?{ASKED}")
    assert answer.content_type == "application/json"
    assert json.loads(answer.data)["comparison"] == "timing"
    table = client.get(f"/compare?{ASKED}", headers={"Accept": "text/csv"})
    assert table.content_type == "text/csv; charset=utf-8"
    assert table.headers["Content-Disposition"] == 'inline; filename="timing.csv"'
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == len(json.loads(answer.data)["rows"]) == 12
    assert {"Accept", "Accept-Language"} <= set(table.vary)


@pytest.mark.parametrize("path", ["/compare", "/sv/compare", "/en/compare"])
@pytest.mark.parametrize(
    ("wanted", "content_type", "start"),
    [
        ("csv", "text/csv; charset=utf-8", b"group,"),
        ("json", "application/json", b"{"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK",
        ),
        ("svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_format_beats_accept(client, path, wanted, content_type, start):
    answer = client.get(f"{path}?{ASKED}&format={wanted}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.content_type == content_type
    assert answer.data.startswith(start)


def test_a_picture_brings_its_own_styles_and_no_scripts(client):
    policy = client.get(f"/compare?{ASKED}&format=svg").headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_a_browser_is_led_to_the_page_of_its_language_with_its_parameters(browser):
    answer = browser.get(f"/compare?{ASKED}", headers={"Accept-Language": "en"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/en/compare?{ASKED}"


@pytest.mark.parametrize("by", list(comparison.descriptors()))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_comparison_has_a_page_in_each_language(browser, by, language):
    answer = browser.get(f"/{language}/compare?municipality=norrby&municipality=soderby&by={by}")
    assert answer.status_code == 200
    descriptor = comparison.describe(by)
    assert descriptor.titles[language] in answer.text
    page = Page(answer.text)
    assert page.checked == ["norrby", "soderby"]
    files = [link for link in page.links if "format=" in link]
    assert (
        f"/{language}/compare?municipality=norrby&municipality=soderby&by={by}&format=csv" in files
    )
    assert bool(page.images[1:]) == descriptor.has_picture  # the first is the site's own
    assert all(image.get("alt") for image in page.images[1:])
    # Each column is described, in the order of the files.
    assert [answer.text.index(f"<code>{column.name}</code>") for column in descriptor.columns]


def test_words_are_shown_in_the_readers_language_and_kept(browser):
    answer = browser.get("/sv/compare?by=legal-marks")
    page = Page(answer.text)
    assert page.data.count("not-marked") == 2
    assert ">ej markerat</data>" in answer.text
    assert "ej angivet: kolumnen eller raden saknas" in answer.text


def test_swedish_texts_on_an_english_page_say_so(browser):
    text = browser.get("/en/compare?by=timing").text
    assert ">First regional</a>" in text
    assert ' lang="sv">Sortera bättre</a>' in text
    assert '<span lang="sv">Norrby</span>' in text
    assert 'lang="sv">Sortera' not in browser.get("/sv/compare?by=timing").text


def test_units_are_in_english_on_every_page(browser):
    assert '<span lang="en">years</span>' in browser.get("/sv/compare?by=timing").text
    assert "<span>years</span>" in browser.get("/en/compare?by=timing").text


def test_the_form_leads_to_the_answer_below_it(browser):
    assert '<form action="/sv/compare#answer"' in browser.get("/sv/compare").text
    assert browser.get("/sv/compare?by=timing").text.count('id="answer"') == 1


def test_without_parameters_there_is_a_form(browser):
    answer = browser.get("/sv/compare")
    assert answer.status_code == 200
    page = Page(answer.text)
    # Municipalities that have something to compare, in Swedish order; then the certain cells.
    assert page.boxes == ["norrby", "soderby", "osterby", "yes"]
    assert page.checked == []
    assert '<option value="2027-2030">' in answer.text
    assert 'role="table"' not in answer.text


def test_period_and_certain_only_are_asked_and_kept(browser, client):
    asked = "by=timing&municipality=soderby&period=2023-2026&certain_only=yes"
    rows = json.loads(client.get(f"/compare?{asked}").data)["rows"]
    first = next(row for row in rows if row["code"] == "R1")
    assert (first["start_year"], first["state"]) == (None, None)
    assert {row["period"] for row in rows} == {"2023-2026"}
    page = browser.get(f"/sv/compare?{asked}")
    assert Page(page.text).checked == ["soderby", "yes"]
    assert '<option value="2023-2026" selected>' in page.text


def test_a_form_sends_empty_values(browser):
    assert browser.get("/sv/compare?by=timing&period=").status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter", "first"),
    [
        ("municipality=norby&by=timing", "municipality", "norrby"),
        ("by=tming", "by", "timing"),
        ("municipality=norrby", "by", "goal-themes"),
        ("by=timing&period=2023-2027", "period", "2023-2026"),
        ("by=timing&certain_only=maybe", "certain_only", "yes"),
        ("by=legal-marks&format=svg", "by", "goal-themes"),
        ("by=timing&n=norrby", "n", "municipality"),
    ],
)
def test_a_wrong_value_is_told_with_what_there_is(client, query, parameter, first):
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert (problem["parameter"], problem["allowed"][0]) == (parameter, first)


def test_a_wrong_value_is_told_on_the_page_with_the_form(browser):
    answer = browser.get("/sv/compare?municipality=norby%3Cb%3E&by=timing")
    assert answer.status_code == 400
    assert "”norby&lt;b&gt;” är inget värde för Kommuner (municipality)." in answer.text
    assert "<fieldset" in answer.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("by=timing&by=targets", 400),
        ("by=timing&format=xml", 400),
        ("by=timing&format=csv&format=json", 400),
    ],
)
def test_what_can_not_be_answered(client, query, status):
    assert client.get(f"/compare?{query}").status_code == status


def test_no_acceptable_representation(client):
    answer = client.get(f"/compare?{ASKED}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 406


def test_a_municipality_without_plan_is_told(browser):
    page = browser.get("/sv/compare?municipality=vasterby&by=timing").text
    assert "Grafen har ingen sådan plan eller sådant program för Västerby." in page
    assert "inga rader svarar mot valet" in page


def test_pages_have_no_more_rows_than_set_and_files_have_all(named):
    client = create_app(open_file(GRAPH), named, Settings(max_page_rows=2)).test_client()
    assert "Sidan visar de första 2 av 12 rader." in client.get(f"/sv/compare?{ASKED}").text
    assert len(json.loads(client.get(f"/compare?{ASKED}").data)["rows"]) == 12


def test_the_way_to_it_is_on_every_page(browser):
    for path in ("/sv/", "/sv/sparql"):
        assert "/sv/compare" in Page(browser.get(path).text).links


def test_a_server_that_cannot_draw_offers_no_picture_and_says_so(browser, monkeypatch):
    drawn = browser.get(f"/sv/compare?{ASKED}")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delattr(comparison, "plots", raising=False)
    for name in [name for name in sys.modules if name.startswith("kretslopp.comparison.plots")]:
        monkeypatch.delitem(sys.modules, name)
    page = browser.get(f"/sv/compare?{ASKED}")
    assert "format=svg" in drawn.text
    assert page.status_code == 200
    assert Page(page.text).data == Page(drawn.text).data
    assert "format=csv" in page.text
    assert "format=svg" not in page.text
    assert "format=png" not in page.text
    asked = browser.get(f"/compare?{ASKED}&format=svg", headers={"Accept": "image/svg+xml"})
    assert asked.status_code == 501
    problem = asked.get_json()
    assert problem["type"].endswith("#missing-extra")
    assert "pip install 'kretslopp[research]'" in problem["detail"]
