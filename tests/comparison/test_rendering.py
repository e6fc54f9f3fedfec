"""A comparison as text, CSV, JSON and HTML."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest

from kretslopp import comparison
from kretslopp.comparison.descriptor import descriptors
from kretslopp.comparison.table import joined
from kretslopp.reading.descriptions import Text


@pytest.fixture
def table(engine):
    return comparison.compare(engine, "timing", ["norrby", "soderby"], "2023-2026")


def test_csv_has_every_column_and_empty_fields_where_nothing_is_said(table):
    text = comparison.to_csv(table)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(table.rows)
    assert list(rows[0]) == [column.name for column in table.descriptor.columns]
    assert {row["start_year"] for row in rows} == {"", "2023", "2024", "2025"}
    assert "nan" not in text.lower()
    assert "None" not in text


def test_json_describes_its_columns_and_has_null_where_nothing_is_said(table):
    document = json.loads(comparison.to_json(table, "sv"))
    assert document["comparison"] == "timing"
    assert document["columns"]["start_lag"]["unit"] == "years"
    assert document["rows"] == [dict(row) for row in table.rows]
    assert None in [row["start_year"] for row in document["rows"]]
    assert "Söderby" in comparison.to_json(table, "sv")


def test_text_leaves_out_what_is_empty_all_the_way(engine):
    marks = comparison.compare(engine, "legal-marks")
    head = comparison.to_text(marks, "en").splitlines()[2]
    assert "Required by law" in head
    assert "Status of the alignment" not in head
    assert "not-marked" in comparison.to_text(marks, "sv")


def test_numbers_are_written_for_readers_of_each_language():
    pace = next(c for c in descriptors()["targets"].columns if c.name == "pace")
    assert comparison.cell_text(pace, -2.2910823, "sv") == "-2,29"
    assert comparison.cell_text(pace, -2.2910823, "en") == "-2.29"
    assert comparison.cell_text(pace, 350.0, "sv") == "350"
    assert comparison.cell_text(pace, -0.0001, "en") == "0"
    assert comparison.cell_text(pace, None, "sv") == ""


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.values, self.text, self.links, self.languages = [], "", [], {}
        self._cell = None

    def handle_starttag(self, tag, attrs):
        if tag == "data":
            self.values.append(dict(attrs)["value"])
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "td":
            self._cell = dict(attrs).get("lang", "")

    def handle_endtag(self, tag):
        if tag == "td":
            self._cell = None

    def handle_data(self, data):
        self.text += data
        if self._cell is not None:
            self.languages.setdefault(data, set()).add(self._cell)


def cells(engine, by, language):
    page = Cells()
    page.feed(comparison.to_html(comparison.compare(engine, by, language=language), language))
    return page.languages


def test_html_says_which_cells_are_in_another_language(engine):
    timing = cells(engine, "timing", "en")
    assert timing["First regional"] == {""}
    assert timing["Sortera bättre"] == timing["Tredje regionala"] == timing["Norrby"] == {"sv"}
    assert timing["not-stated"] == timing["2023-2026"] == timing["K1"] == {""}
    assert cells(engine, "targets", "en")["Waste"] == {""}
    assert cells(engine, "targets", "en")["kg/person"] == {"sv"}
    assert cells(engine, "completeness", "en")["åtgärder"] == {"sv"}
    assert cells(engine, "responsibility", "en")["Nämnden"] == {"sv"}
    for by in descriptors():
        assert {lang for languages in cells(engine, by, "sv").values() for lang in languages} == {
            ""
        }


def test_names_of_one_cell_are_in_a_language_where_all_are():
    swedish, english = Text.of("Nämnden", "sv"), Text.of("The board", "en")
    column = next(c for c in descriptors()["recommended"].columns if c.name == "responsible")
    assert joined([swedish, swedish]) == "Nämnden; Nämnden"
    assert comparison.cell_language(column, joined([swedish, swedish])) == "sv"
    assert comparison.cell_language(column, joined([swedish, english])) == ""
    assert comparison.cell_language(column, joined([swedish, "x"])) == ""
    assert joined([]) is None


def test_html_keeps_the_words_and_shows_what_they_mean(engine):
    page = Cells()
    page.feed(comparison.to_html(comparison.compare(engine, "legal-marks"), "sv"))
    assert page.values.count("not-marked") == 2
    assert "ej markerat" in page.text
    assert any(link.endswith("/id/action/prov/2023-2026/R1") for link in page.links)
