"""The named questions on the web: negotiation, parameters, table, CSV, JSON."""

import csv
import io
import json

import pytest

from kretslopp.engine import open_file
from kretslopp.web import create_app

QUESTION = "/questions/actions-of-goal"


def test_a_program_gets_json_and_may_ask_for_csv(client):
    answer = client.get(QUESTION)
    assert answer.content_type == "application/json"
    document = json.loads(answer.data)
    assert document["question"] == "actions-of-goal"
    assert document["parameters"]["goal"] == "4"
    assert [row["number"] for row in document["rows"]] == ["R2", "K1"]
    table = client.get(QUESTION, headers={"Accept": "text/csv"})
    assert table.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["number"] for row in rows] == ["R2", "K1"]
    assert rows[0]["action"] == "Ta fram riktlinjer för återbruk"
    assert rows[0]["actionIri"] == "https://w3id.org/kretslopp/id/action/dalarna/2023-2026/R2"


@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        (f"{QUESTION}?format=csv", "text/csv; charset=utf-8"),
        (f"{QUESTION}?format=json", "application/json"),
        (f"{QUESTION}.csv", "text/csv; charset=utf-8"),
        (f"{QUESTION}.json", "application/json"),
        (f"{QUESTION}.csv?format=CSV&goal=4", "text/csv; charset=utf-8"),
        (f"/en{QUESTION}.csv", "text/csv; charset=utf-8"),
        (f"/sv{QUESTION}?format=json", "application/json"),
        (f"/sv{QUESTION}", "text/html; charset=utf-8"),
        (f"/sv{QUESTION}.html", "text/html; charset=utf-8"),
        (f"/sv{QUESTION}?format=html", "text/html; charset=utf-8"),
    ],
)
def test_format_and_ending_beat_accept(client, address, content_type):
    answer = client.get(address, headers={"Accept": "image/png"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type


def test_files_have_a_name_and_a_language(client):
    answer = client.get(f"{QUESTION}.csv", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Disposition"] == 'inline; filename="actions-of-goal.csv"'
    assert answer.headers["Content-Language"] == "en"
    assert {"Accept", "Accept-Language"} <= set(answer.vary)


def test_a_browser_is_led_to_the_page_of_its_language_with_its_parameters(browser):
    answer = browser.get(f"{QUESTION}?goal=10&municipality=Borl%C3%A4nge")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sv{QUESTION}?goal=10&municipality=Borl%C3%A4nge"
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    english = browser.get(QUESTION, headers={"Accept-Language": "en-GB"})
    assert english.headers["Location"] == f"/en{QUESTION}"


def test_the_page_shows_the_answer_in_its_language(client):
    page = client.get("/sv/questions/actions-of-goal?goal=4")
    assert page.headers["Content-Language"] == "sv"
    assert "2 rader<" in page.text
    assert "Ta fram riktlinjer för återbruk</a>" in page.text
    assert 'href="https://w3id.org/kretslopp/id/action/dalarna/2023-2026/R2"' in page.text
    assert f'href="/sv{QUESTION}.csv?goal=4&amp;municipality=borlange"' in page.text
    english = client.get("/en/questions/actions-of-goal?goal=4")
    assert "2 rows<" in english.text
    # Without an English label the Swedish one, marked as Swedish.
    assert 'lang="sv">Ta fram riktlinjer för återbruk</a>' in english.text


def test_an_answer_without_rows_says_so(client):
    page = client.get("/sv/questions/actions-of-goal?goal=10")
    assert page.status_code == 200
    assert "Inget i grafen svarar mot frågan." in page.text


def test_the_form_keeps_what_was_asked_and_offers_what_there_is(client):
    page = client.get("/sv/questions/actions-of-goal?goal=10").text
    assert '<option value="10" selected>10</option>' in page
    assert page.index('<option value="4"') < page.index('<option value="10"')
    # One municipality has a programme: there is nothing to choose.
    assert 'name="municipality"' not in page
    named = client.get("/sv/questions/involvements-of-organisation?organisation=AO+Återvinning")
    assert '<option value="AO Återvinning" selected>' in named.text
    assert "AO Återvinning" in named.text


def test_a_parameter_that_may_stay_open_says_all(client):
    page = client.get("/sv/questions/actions-by-responsible").text
    assert '<option value="">alla</option>' in page
    assert '<option value="borlange-energi">Borlänge Energi</option>' in page
    year = client.get("/en/questions/actions-running-in-year?year=2023").text
    assert 'value="2023" inputmode="numeric"' in year


def test_a_wrong_value_is_shown_on_the_page_with_the_form(browser):
    page = browser.get("/sv/questions/actions-of-goal?goal=99%3Cb%3E")
    assert page.status_code == 400
    assert "”99&lt;b&gt;” är inget värde för Målets nummer (goal). Dessa finns: 4, 10." in page.text
    assert "<select" in page.text
    twice = browser.get("/en/questions/actions-of-goal?goal=4&goal=10")
    assert twice.status_code == 400
    assert "The parameter goal was given several values." in twice.text


def test_a_default_that_the_data_lacks_stays_open(named, tmp_path):
    empty = tmp_path / "empty.ttl"
    empty.write_text(
        "<a:p> a <https://w3id.org/kretslopp/def#ActionProgramme> ;"
        " <https://w3id.org/kretslopp/def#municipality> <a:falun> ."
        "<a:falun> a <https://w3id.org/kretslopp/def#Municipality> ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "Falun"@sv .',
        encoding="utf-8",
    )
    client = create_app(open_file(empty), named).test_client()
    answer = client.get("/questions/timeline")
    assert answer.status_code == 200
    assert answer.get_json()["parameters"] == {}
    page = client.get("/sv/questions/timeline").text
    assert '<option value="a:falun">Falun</option>' in page
    assert "selected" not in page
    assert "borlange" not in page
    assert client.get("/questions/timeline?municipality=borlange").status_code == 400
    assert client.get("/sv/").status_code == 200


def test_the_question_can_be_seen_in_sparql(client):
    page = client.get("/sv/questions/actions-of-goal").text
    assert 'href="/sv/sparql?query=PREFIX' in page
    assert "%23%2B" not in page  # the head of the file stays out


def test_pages_have_no_more_rows_than_set_and_files_have_all(narrow):
    page = narrow.get("/sv/questions/timeline").text
    assert "Sidan visar de första 2 av 3 rader." in page
    assert len(json.loads(narrow.get("/questions/timeline").data)["rows"]) == 3


def test_every_question_has_a_page_and_files_in_both_languages(client, named):
    assert len(named) >= 14
    for name in named:
        for language in ("sv", "en"):
            page = client.get(f"/{language}/questions/{name}")
            assert page.status_code == 200, name
            assert named[name].titles[language] in page.text.replace("&#39;", "'")
            for ending in ("csv", "json"):
                assert client.get(f"/{language}/questions/{name}.{ending}").status_code == 200


def test_the_list_of_questions_stands_on_the_start_page(client):
    assert client.get("/questions").headers["Location"] == "/sv/#questions"
    assert client.get("/en/questions").headers["Location"] == "/en/#questions"
