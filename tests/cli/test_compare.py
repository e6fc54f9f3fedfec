"""``kretslopp compare``: formats, files, pictures, and what it says of bad input."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from kretslopp import comparison

GRAPH = Path(__file__).parent.parent / "comparison" / "three-municipalities.trig"


@pytest.fixture
def compare(kretslopp):
    def compare(*arguments):
        return kretslopp("compare", *arguments, "--dataset", GRAPH)

    return compare


@pytest.mark.parametrize("by", list(comparison.descriptors()))
def test_each_comparison_as_a_table(compare, by):
    result = compare("norrby", "soderby", "--by", by, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(comparison.describe(by).titles["en"])
    assert "Söderby" in result.stdout
    assert "Österby" not in result.stdout


def test_words_of_states_are_the_same_in_every_language(compare):
    for language in ("sv", "en"):
        assert "not-marked" in compare("--by", "legal-marks", "--lang", language).stdout


def test_csv_json_and_html(compare):
    common = ("norrby", "soderby", "--by", "timing", "--period", "2023-2026")
    rows = list(csv.DictReader(io.StringIO(compare(*common, "--format", "csv").stdout)))
    document = json.loads(compare(*common, "--format", "json").stdout)
    assert len(rows) == len(document["rows"]) == 11
    page = compare(*common, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.count("<tr>") == 1 + 11


def test_certain_only_leaves_out_cells(compare):
    common = ("soderby", "--by", "responsibility", "--format", "csv")
    assert "Nämnden" in compare(*common).stdout
    assert "Nämnden" not in compare(*common, "--certain-only").stdout


def test_to_a_file_and_a_picture_with_its_words(compare, tmp_path):
    out, picture = tmp_path / "deep" / "timing.csv", tmp_path / "pictures" / "timing.svg"
    common = ("--by", "timing", "--format", "csv", "-o", out, "--plot", picture)
    result = compare("norrby", "soderby", *common)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8").startswith("group,")
    assert "<title" in picture.read_text(encoding="utf-8")
    assert "Norrby 2023-2026 K1 Sortera bättre: 2024." in result.stderr
    result = compare("--by", "timing", "--plot", tmp_path / "timing.PNG")
    assert (tmp_path / "timing.PNG").read_bytes().startswith(b"\x89PNG")


def test_a_municipality_without_plan_is_told(compare):
    result = compare("norrby", "Västerby", "--by", "timing")
    assert result.exit_code == 0
    assert "Västerby: the data has no such programme or plan." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("norby", "--by", "timing"), "Nearest known: Norrby"),
        (("--by", "timing", "--period", "2023-26"), "2023-2026"),
        (("--by", "timing", "--plot", "x.pdf"), "End it with .svg or .png"),
        (("--by", "legal-marks", "--plot", "x.svg"), "legal-marks has no picture"),
        (("--by", "tming"), "tming"),
        (("--by", "timing", "--format", "xlsx"), "-o FILE.xlsx"),
        (("norrby",), "--by"),
    ],
)
def test_bad_input(compare, arguments, words):
    result = compare(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_workbook_has_every_column_and_what_it_is(compare, tmp_path):
    book, again = tmp_path / "county.xlsx", tmp_path / "again.xlsx"
    for path in (book, again):
        result = compare("Provs län", "--by", "county", "--format", "xlsx", "-o", path)
        assert result.exit_code == 0, result.output
    assert book.read_bytes() == again.read_bytes()
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["county", "targets", "actions", "completeness", "columns"]
    assert sheets["targets"].max_row > 20
    head, *rows = sheets["county"].iter_rows(values_only=True)
    names = [column.name for column in comparison.describe("county").columns]
    assert list(head) == names
    described = [row[:2] for row in sheets["columns"].iter_rows(min_row=2, values_only=True)]
    assert [column for sheet, column in described if sheet == "county"] == names
    first = dict(zip(head, rows[0], strict=True))
    assert (first["municipality_code"], first["plan_start_year"]) == ("0101", 2018)
    assert {row[names.index("municipality")] for row in rows} == {
        "norrby", "soderby", "osterby", "vasterby",
    }  # fmt: skip
