import io
import zipfile

import openpyxl

from kretslopp import artefacts, tables, workbooks
from kretslopp.languages import alphabetical
from kretslopp.mapping import registers
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table, check_text
from kretslopp.workbooks.lists import Lists
from kretslopp.workbooks.workbook_writing import workbook


def written():
    known = registers.read_registers(artefacts.data())
    lists = workbooks.of_registers(known, "Borlänge", "Dalarna")
    return workbook(workbooks.blank("Borlänge", "Dalarna", "2027-2030"), lists)


def validations(sheet):
    heads = [cell.value for cell in sheet[1]]
    found = {}
    for item in sheet.data_validations.dataValidation:
        (area,) = item.sqref.ranges
        found[heads[area.min_col - 1]] = item
    return found


def test_the_same_tables_give_the_same_bytes():
    assert written() == written()


def test_sheets_heads_and_formats():
    book = openpyxl.load_workbook(io.BytesIO(written()))
    assert book.sheetnames == ["Hjälp", *CONTRACTS, "Listor"]
    for name, contract in CONTRACTS.items():
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        heads = [cell.value for cell in sheet[1]]
        assert heads == [column.name for column in contract.columns if column.name != "rader"]
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert min(widths) >= 12
    assert [cell.value for cell in book["plan"][2]][:5] == [
        "Borlänge", "Dalarna", None, None, "2027-2030",
    ]  # fmt: skip
    assert book["plan"]["A2"].number_format == "@"
    assert book["municipal"].column_dimensions["E"].number_format == "@"


def test_rows_are_as_high_as_their_text_and_may_grow():
    contract = CONTRACTS["municipal"]
    texts = ["Mät", "Ta fram plan " * 15, "Mät", "x" * 9_000]
    rows = tuple(Row(n, {"nr": str(n), "åtgärder": text}) for n, text in enumerate(texts, start=2))
    body = workbook({"municipal": Table(contract, ("nr", "åtgärder"), rows, "")}, Lists())
    dimensions = openpyxl.load_workbook(io.BytesIO(body))["municipal"].row_dimensions
    assert [dimensions[row].height for row in (2, 3, 4, 5)] == [None, 45, None, 408.75]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3
        assert not any(b"customHeight" in archive.read(name) for name in sheets)


def test_each_sheet_prints_as_wide_as_a_page():
    book = openpyxl.load_workbook(io.BytesIO(written()))
    assert len(book.worksheets) == len(CONTRACTS) + 2
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        head = None if sheet.title in ("Hjälp", "Listor") else "$1:$1"
        assert sheet.print_title_rows == head
    # All municipalities, for the drop-down lists: nobody wants them on paper.
    assert book["Listor"].print_area.startswith("'Listor'!$A$1:$")
    assert book["Listor"].print_area.endswith("$1")


def test_lists_to_choose_from():
    book = openpyxl.load_workbook(io.BytesIO(written()))
    municipal = validations(book["municipal"])
    assert municipal["lagkrav"].formula1 == '"X,*,nej"'
    assert municipal["lagkrav"].showErrorMessage
    for name, table in (("målområde", "C"), ("ansvar", "D")):
        assert municipal[name].formula1.startswith(f"Listor!${table}$2:")
        assert not municipal[name].showErrorMessage
    assert validations(book["organisations"])["slag"].formula1.startswith('"enhet,kommunalt bolag')
    assert validations(book["status"])["status"].formula1.count(",") == 8
    assert validations(book["plan"])["omfattning"].formula1 == '"hel,delar"'
    assert validations(book["targets"])["typ"].formula1 == '"basvärde,målvärde,utfall"'
    lists = {
        column[0].value: [c.value for c in column[1:] if c.value]
        for column in book["Listor"].columns
    }
    assert "Matsvinn" in lists["målområden"]
    assert {"Miljökontor", "DalaVA", "Borlänge kommun"} <= set(lists["organisationer"])
    assert "Falu Energi & Vatten" not in lists["organisationer"]
    for area in lists:
        assert lists[area] == sorted(lists[area], key=alphabetical)
    assert len(lists["kommuner"]) == 290
    assert {"Habo", "Håbo"} <= set(lists["kommuner"])


def test_what_is_chosen_from_a_list_is_what_the_contract_allows():
    kinds = {c.kind.name: c.kind for t in CONTRACTS.values() for c in t.columns if c.kind.values}
    assert len(kinds) == 9
    for kind in kinds.values():
        for value in kind.values:
            check_text(kind, value)
        assert len(",".join(kind.values)) <= 255


def test_every_column_has_its_help():
    for contract in CONTRACTS.values():
        for column in contract.columns:
            assert all(text.endswith(".") for text in column.about.values())
            check_text(column.kind, column.example)


def test_the_help_sheet_says_it():
    sheet = openpyxl.load_workbook(io.BytesIO(written()))["Hjälp"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert "Så fyller du i mallen" in texts
    columns = sum(len(contract.columns) for contract in CONTRACTS.values())
    assert (
        sum(row[1].value is not None and row[4].value is not None for row in sheet.iter_rows())
        >= columns
    )


def test_text_that_looks_like_a_formula_is_text_and_none(tmp_path):
    row = Row(2, {"nr": "1", "åtgärder": '=HYPERLINK("http://x.test","Klicka")'})
    table = Table(CONTRACTS["municipal"], ("nr", "åtgärder"), (row,), "municipal.csv")
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook({"municipal": table}, Lists()))
    cell = openpyxl.load_workbook(path)["municipal"]["B2"]
    assert (cell.value, cell.data_type) == (row["åtgärder"], "s")
    assert '"=HYPERLINK(""http://x.test"",""Klicka"")"' in tables.to_csv(table)
