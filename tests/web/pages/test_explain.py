"""``/explain``: where rows of a comparison stand, for programs that are no Python too."""

import csv
import io
from pathlib import Path

import pytest

from kretslopp import comparison
from kretslopp.engine import open_file
from kretslopp.web import create_app

GRAPH = Path(__file__).parents[2] / "comparison" / "three-municipalities.trig"


@pytest.fixture(scope="module")
def app(named):
    return create_app(open_file(GRAPH), named)


def rows(by, **where):
    table = comparison.compare(open_file(GRAPH), by)
    return [row for row in table.rows if all(row[name] == of for name, of in where.items())]


def cells(client, **query):
    answer = client.get("/explain", query_string={**query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_a_row_leads_to_its_cells(client):
    (row,) = rows("timing", municipality="norrby", code="K1")
    found = {cell["variable"]: cell for cell in cells(client, by="timing", entry=row["entry"])}
    year = found["start_year"]
    assert (year["printed"], year["corrected"], year["row"]) == ("2042", "2024", "2")
    assert year["document_title"] == "Norrbys åtgärdsprogram"


def test_several_rows_are_numbered(client):
    entries = [row["entry"] for row in rows("legal-requirements", municipality="norrby")]
    found = cells(client, by="legal-requirements", entry=entries)
    assert {cell["observation"] for cell in found} == set(map(str, range(1, len(entries) + 1)))


def test_an_empty_key_is_a_missing_one(client):
    (first,) = rows("targets", municipality="norrby", code="1", year=2022)
    keys = {name: first[name] or "" for name in comparison.keys("targets")}
    assert keys["from_target"] == ""
    found = cells(client, by="targets", **keys)
    assert [cell["printed"] for cell in found if cell["variable"] == "value"] == ["600"]
    assert not [cell for cell in found if cell["variable"] == "from_year"]


@pytest.mark.parametrize("by", [by for by in comparison.descriptors() if comparison.keys(by)])
def test_each_comparison_that_is_read_from_cells(client, by):
    row = next(row for row in rows(by) if all(row[key] for key in comparison.keys(by)))
    assert cells(client, by=by, **{key: row[key] for key in comparison.keys(by)})


def test_it_is_json_and_a_page_in_each_language_too(client, browser):
    (row,) = rows("timing", municipality="norrby", code="K1")
    query = {"by": "timing", "entry": row["entry"]}
    assert client.get("/explain", query_string=query).get_json()["comparison"] == "explain"
    for language, title in (("sv", "Var står det?"), ("en", "Where does it stand?")):
        page = browser.get(f"/{language}/explain", query_string=query)
        assert page.status_code == 200
        assert f"<h1>{title}</h1>" in page.text
        assert "Norrbys åtgärdsprogram" in page.text
        assert "&amp;format=csv" in page.text
        assert "<code>goal-themes</code>" in browser.get(f"/{language}/explain").text


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("by=tming", "by"),
        ("entry=x", "by"),
        ("by=periods", "by"),
        ("by=timing&goal=x", "goal"),
        ("by=timing&by=targets&entry=x", "by"),
        ("by=targets&goal=x&goal=y&target=z", "target"),
    ],
)
def test_what_can_not_be_explained_is_told(client, query, parameter):
    answer = client.get(f"/explain?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["parameter"] == parameter


def test_what_is_no_row_is_told_on_the_page(client, browser):
    assert client.get("/explain?by=timing&entry=x").status_code == 400
    page = browser.get("/sv/explain?by=timing&entry=x")
    assert page.status_code == 400
    assert "Det här är ingen rad ur en jämförelse." in page.text
