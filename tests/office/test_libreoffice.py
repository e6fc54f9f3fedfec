"""A workbook that LibreOffice has opened and saved says what it said before."""

import zipfile
from collections import Counter

import openpyxl
import pdfplumber
import pytest
from click.testing import CliRunner

from kretslopp import artefacts, workbooks
from kretslopp.cli import main
from kretslopp.schema import CONTRACTS
from workbooks.forms import ACTION, PLAN, Workbook, read

NAME = "borlange-2023-2026"
# Separator, quote, character set (76 is UTF-8, 1 is cp1252) … every sheet into a file of its own.
_CSV = "csv:Text - txt - csv (StarCalc):{},34,{},1,,0,false,true,false,false,false,-1"
FORMATS = {"xlsx": "xlsx", "csv": _CSV.format(44, 76), "csv-cp1252": _CSV.format(59, 1)}


@pytest.fixture(scope="module")
def exported(built, tmp_path_factory):
    """What ``kretslopp export`` writes of Borlänge's programme."""
    out = tmp_path_factory.mktemp("exported")
    arguments = ["export", "borlange", "2023-2026", "--dataset", str(built), "-o", str(out)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return out / f"{NAME}.xlsx"


@pytest.fixture(scope="module")
def saved(exported, save_as, tmp_path_factory):
    """The exported workbook, saved by LibreOffice."""
    return save_as(exported, "xlsx", tmp_path_factory.mktemp("saved")) / exported.name


@pytest.mark.parametrize("kind", FORMATS)
def test_an_exported_programme_comes_back_unchanged(
    kind, exported, built, save_as, kretslopp, tmp_path
):
    directory = save_as(exported, FORMATS[kind], tmp_path)
    files = sorted(path.name for path in directory.iterdir())
    if kind == "xlsx":
        assert files == [exported.name]
    else:
        assert len(files) == len(CONTRACTS) + 2
        assert f"{NAME}-Hjälp.csv" in files
    result = kretslopp("import", directory, "--data", built.parent / "data", "--check")
    assert result.exit_code == 0, result.output
    assert result.stdout == "borlange/2023-2026: nothing changes\n"


def test_what_is_saved_twice_is_still_the_same(saved, save_as, tmp_path):
    again = save_as(saved, "xlsx", tmp_path) / saved.name
    assert read(again).tables == read(saved).tables


def validations(path):
    """For each column of each sheet its list, whether other words are refused, its hint."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for item in sheet.data_validations.dataValidation:
            for area in item.sqref.ranges:
                chosen = item.formula1 if item.type == "list" else None
                refuses = item.type == "list" and bool(item.showErrorMessage)
                found[(sheet.title, area.min_col)] = (chosen, refuses, item.prompt, area.max_row)
    return found


def test_lists_and_hints_are_kept(exported, saved):
    before = validations(exported)
    assert validations(saved) == before
    assert sum(chosen is not None for chosen, *_ in before.values()) > 10
    assert len(before) > 40


def test_cells_stay_text_and_rows_as_high_as_their_text(exported, saved):
    for path in (exported, saved):
        sheet = openpyxl.load_workbook(path)["regional"]
        assert sheet.column_dimensions["C"].number_format == "@" or path == saved
        heights = {row: sheet.row_dimensions[row].height for row in range(2, 21)}
        assert heights[2] >= 45  # R1: three lines
        assert {height or 15 for height in heights.values()} >= {15, 30, 45}
    assert sheet["C200"].number_format == "@"  # LibreOffice writes every cell of the lists
    with zipfile.ZipFile(saved) as archive:
        assert b'customHeight="true"' not in archive.read("xl/worksheets/sheet6.xml")


def test_the_programme_prints_on_few_pages(exported, save_as, tmp_path):
    (path,) = save_as(exported, "pdf", tmp_path).iterdir()
    with pdfplumber.open(path) as document:
        texts = [page.extract_text() for page in document.pages]
    # Each sheet has one page, its name below; what explains all columns has some.
    sheets = Counter(text.splitlines()[-1].split()[0] for text in texts)
    assert sheets.pop("Hjälp") <= 5
    assert set(sheets) == {*CONTRACTS, "Listor"}
    assert set(sheets.values()) == {1}
    assert "Så fyller du i mallen" in texts[0]
    municipal = next(text for text in texts if text.startswith("nr målområde åtgärder rekommend"))
    assert "Bygg- och rivningsavfall Implementera riktlinje" in municipal
    assert municipal.splitlines()[-1].startswith("municipal ")


TRICKY = [
    {"åtgärder": "_x000D_ och _x005F_ står här", "mål": "1.10", "år": "-2028"},
    {"åtgärder": "Rad ett\nrad två", "mål": "4,5", "år": "2028-"},
    {"åtgärder": "=1+1", "mål": "4,50", "år": "2027–2028", "källa": "0012"},
    {"åtgärder": "'1/2 ”å” — 5 000 €", "mål": "1.1", "år": "2027", "källa": "2027-01-02"},
    {"åtgärder": 'TRUE; a,b "c"', "mål": "1", "år": "2028", "källa": "1e5"},
]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_filled_template_comes_back_unchanged(kind, save_as, tmp_path):
    form = Workbook(tmp_path / "borlange-2027-2030.xlsx").put("plan", 2, **PLAN, omfattning="hel")
    for row, cells in enumerate(TRICKY, start=2):
        filled = {**ACTION, **cells, "nr": str(row - 1)}
        form.put("municipal", row, **{name: escaped(text) for name, text in filled.items()})
        form.cell("municipal", row, "åtgärder").data_type = "s"  # not a formula
    before = form.read()
    titles = [row["åtgärder"] for row in before.tables["municipal"].rows]
    assert titles == [clean["åtgärder"].replace("\n", " ") for clean in TRICKY]
    directory = save_as(form.path, FORMATS[kind], tmp_path / "saved")
    after = read(directory)
    assert after.faults == before.faults
    assert after.tables == before.tables
    assert workbooks.prepare(artefacts.data(), after).name == "borlange/2027-2030"


def escaped(text):
    """As Excel writes it into the file; openpyxl writes what it is given."""
    return text.replace("_x", "_x005F_x")
