"""What people hand over: directories, CSV files and workbooks, as Excel leaves them."""

import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from kretslopp.errors import DataViolation, KretsloppError, UnreadableInput, WrongUse
from kretslopp.settings import FormLimits
from kretslopp.workbooks import read_form
from kretslopp.workbooks.text import unescape
from workbooks.forms import ACTION, LIMITS, PLAN, Workbook, blank_workbook, csv_form, read


def messages(form):
    return [(f.place.sheet, f.place.row, f.place.column, f.place.cell) for f in form.faults]


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_encodings_and_separators(self, tmp_path, encoding, separator):
        form = read(csv_form(tmp_path, encoding, separator, municipal=[ACTION]))
        assert form.faults == ()
        row = form.tables["municipal"].rows[0]
        assert {name: row[name] for name in ACTION} == ACTION
        assert form.tables["plan"].rows[0]["kommun"] == "Borlänge"

    def test_excels_own_first_line_and_decimal_comma(self, tmp_path):
        path = tmp_path / "Targets.CSV"
        path.write_bytes(
            "sep=;\r\nMål;år;Värde;typ\r\n1;2030;165,2;målvärde;;\r\n".encode("cp1252")
        )
        (tmp_path / "plan.csv").write_text("kommun\nBorlänge\n", encoding="utf-8")
        form = read(tmp_path)
        assert form.tables["targets"].rows[0]["värde"] == "165,2"
        assert form.faults == ()

    def test_a_cell_without_quotation_marks_is_told(self, tmp_path):
        path = csv_form(tmp_path) / "municipal.csv"
        path.write_text("nr,åtgärder,mål\n1,Bygg,4,5\n", encoding="utf-8")
        (fault,) = read(tmp_path).faults
        assert "“5” stands to the right of the last head" in str(fault)
        assert (fault.place.row, fault.place.column) == (2, "#4")

    def test_rows_keep_the_numbers_that_the_spreadsheet_shows(self, tmp_path):
        rows = [ACTION, {}, {**ACTION, "nr": "2", "år": "27"}]
        form = read(csv_form(tmp_path, municipal=rows))
        assert [row.number for row in form.tables["municipal"].rows] == [2, 4]
        assert [fault.place.row for fault in form.faults] == [4]

    def test_sheets_that_libreoffice_saved_each_into_its_file(self, tmp_path):
        csv_form(tmp_path, municipal=[{**ACTION, "år": "27"}])
        for name in ("plan", "municipal"):
            (tmp_path / f"{name}.csv").rename(tmp_path / f"borlange-2027-2030-{name}.csv")
        for name in ("Hja\u0308lp", "Listor"):
            (tmp_path / f"borlange-2027-2030-{name}.csv").write_text("Hej\n", encoding="utf-8")
        form = read(tmp_path)
        assert [fault.place.file for fault in form.faults] == [
            str(tmp_path / "borlange-2027-2030-municipal.csv")
        ]
        assert form.tables["plan"].rows[0]["kommun"] == "Borlänge"
        (tmp_path / "Mål.csv").write_text("Hej\n", encoding="utf-8")
        with pytest.raises(UnreadableInput, match="“Mål” is not the name of a table") as error:
            read(tmp_path)
        assert error.value.faults[0].place.file == str(tmp_path / "Mål.csv")

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"", "empty"),
            (b",,,\n", "empty"),
            (b'nr,mal\n"1,2\n', "not a CSV"),
            (b"\xff\xfe\x00", "not text"),
            (b"nr\n" + b"1\n" * 20_000, "20001 rows"),
            (b"nr," + b"x," * 300, "302 columns"),
        ],
    )
    def test_what_is_no_table(self, tmp_path, body, words):
        (tmp_path / "municipal.csv").write_bytes(body)
        with pytest.raises(UnreadableInput, match=words) as caught:
            read(tmp_path)
        assert "municipal.csv" in str(caught.value)

    def test_a_file_that_is_too_large(self, tmp_path):
        path = csv_form(tmp_path) / "plan.csv"
        with pytest.raises(UnreadableInput, match="at most 10 are read"):
            read_form((path,), FormLimits(max_bytes=10))


class TestWorkbook:
    def test_what_excel_did_to_cells(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.put("municipal", 2, nr=1.0, målområde="Matsvinn ", åtgärder="A\u00a0b\nc", mål=4.5)
        book.put("municipal", 2, år=datetime(1905, 7, 19), ansvar="Miljökontor", lagkrav="x")
        book.put("goals", 2, mål=1.0, text="Mål").put("goals", 3, mål=4, text="x")
        book.put("goals", 4, mål=5, text="y").put("goals", 5, mål=4.1, text="z", överordnat_mål=4)
        book.put("targets", 2, mål=4.1, år=datetime(2030, 1, 1), värde=165.2, typ="målvärde")
        book.put("status", 2, nr=1, status="klar", datum=datetime(2028, 7, 28))
        form = book.read()
        assert form.faults == ()
        action = form.tables["municipal"].rows[0]
        assert action["nr"] == "1"
        assert action["målområde"] == "Matsvinn"
        assert action["åtgärder"] == "A b c"
        assert action["mål"] == "4,5"
        assert action["år"] == "2027"
        assert [row["mål"] for row in form.tables["goals"].rows] == ["1", "4", "5", "4.1"]
        target = form.tables["targets"].rows[0]
        assert (target["mål"], target["år"], target["värde"]) == ("4.1", "2030", "165,2")
        assert form.tables["status"].rows[0]["datum"] == "2028-07-28"

    def test_ends_of_lines_are_white_space_however_they_are_written(self, tmp_path):
        """As Excel stores them, in texts that cells share and in those of a cell's own."""
        said = {"a_x000D_\nb": "a b", "a\n\nb": "a b", "a_x000D_b": "a b", "a\rb": "a b",
                "a_x000a_b": "a b", "a_x0007_b": "ab", "a_x005F_x000D_b": "a_x000D_b",
                "x005F_a": "x005F_a", "_x005F_x005F_": "_x005F_"}  # fmt: skip
        book = Workbook(tmp_path / "shared.xlsx")
        for row, text in enumerate(said, start=2):
            book.put("municipal", row, **{**ACTION, "nr": str(row), "åtgärder": text})
        shared = book.read().tables["municipal"]
        own = xlsxwriter.Workbook(tmp_path / "own.xlsx", {"constant_memory": True})
        sheet = own.add_worksheet("municipal")
        sheet.write_row(0, 0, ["nr", "åtgärder"])
        for row, text in enumerate(map(unescape, said), start=1):
            sheet.write_row(row, 0, [str(row + 1), text])
        own.close()
        for table in (shared, read(tmp_path / "own.xlsx").tables["municipal"]):
            assert [row["åtgärder"] for row in table.rows] == list(said.values())

    def test_every_cell_that_cannot_be_read_is_told_with_its_address(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.put("regional", 2, nr=1, åtgärder="x").put("regional", 3, nr=10, åtgärder="y")
        book.put("municipal", 2, nr="1", åtgärder="=1+1", mål="4,50", regional_åtgärd=1.1)
        book.put("municipal", 3, nr="2", åtgärder="B", mål=4.5, år=-2028, lagkrav=True)
        book.put("municipal", 4, nr="3", åtgärder="C", mål=datetime(2026, 5, 4), år="2027")
        found = messages(book.read())
        assert found == [
            ("municipal", 2, "åtgärder", "C2"),
            ("municipal", 3, "mål", "E3"),
            ("municipal", 4, "mål", "E4"),
            ("municipal", 3, "år", "G3"),
            ("municipal", 3, "lagkrav", "J3"),
        ]

    def test_a_formula_says_the_value_that_is_stored_with_it(self, tmp_path):
        path = tmp_path / "f.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, head, row in (
                ("plan", ["kommun"], ["Borlänge"]),
                ("municipal", ["nr", "åtgärder", "år"], [1, "x", None]),
            ):
                sheet = book.add_worksheet(name)
                sheet.write_row(0, 0, head)
                sheet.write_row(1, 0, row)
            sheet.write_formula(1, 2, "=2000+27", None, 2027)
            sheet.write_formula(2, 1, "=#REF!", None, "#REF!")
        form = read(path)
        assert form.tables["municipal"].rows[0]["år"] == "2027"
        assert messages(form)[0] == ("municipal", 3, "åtgärder", "B3")
        assert "error #REF!" in str(form.faults[0])

    def test_merged_cells(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        for row in (2, 3, 4):
            book.put("municipal", row, nr=str(row), åtgärder=f"Åtgärd {row}")
        book.put("municipal", 2, målområde="Matsvinn")
        book.put("municipal", 5, nr="5", åtgärder="x")
        sheet = book.book["municipal"]
        sheet.merge_cells("B2:B4")  # one goal area for three rows
        sheet.merge_cells("P2:R9")  # empty, to the right of the heads
        sheet.merge_cells("A6:N7")  # empty, below the rows
        sheet.merge_cells("C5:D5")  # a text over two columns
        form = book.read()
        areas = [row["målområde"] for row in form.tables["municipal"].rows]
        assert areas == ["Matsvinn", "Matsvinn", "Matsvinn", ""]
        assert messages(form) == [("municipal", 5, "åtgärder", "C5")]
        assert "merged over the columns åtgärder, rekommenderas" in str(form.faults[0])

    def test_sheets_that_are_no_tables(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.book.create_sheet("Blad1")
        assert book.read().faults == ()
        book.book["Blad1"]["A1"] = "Kom ihåg"
        book.book["municipal"].title = "Municipla"
        book.put("Municipla", 2, nr="1")
        with pytest.raises(DataViolation) as caught:
            book.read()
        said = str(caught.value)
        assert "sheet Blad1: “Blad1” is not the name of a table" in said
        assert "sheet Municipla" in said
        assert "Nearest known: municipal" in said

    def test_columns_in_another_order_and_without_some(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.put("municipal", 2, nr="1", åtgärder="x", mål="4")
        sheet = book.book["municipal"]
        sheet.delete_cols(2)  # målområde
        sheet.move_range("A1:A9", cols=20)
        form = book.read()
        assert form.faults == ()
        columns = form.tables["municipal"].columns
        assert columns[0] == "nr"
        assert "målområde" not in columns
        assert set(form.empty_columns()) >= {("municipal", "lagkrav")}

    def test_rows_far_below_are_refused_in_words(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.book["municipal"].cell(1_048_576, 1).value = " "
        with pytest.raises(UnreadableInput, match=r"goes on to row 1048576.*Delete the rows"):
            book.read()

    def test_an_empty_cell_with_a_format_is_no_cell(self, tmp_path):
        book = Workbook(tmp_path / "f.xlsx")
        book.put("municipal", 2, nr="1", åtgärder="x")
        book.book["municipal"].cell(900, 40).number_format = "0.00"
        book.book["municipal"].cell(950, 1).value = "\u00a0"
        form = book.read()
        assert form.faults == ()
        assert len(form.tables["municipal"].rows) == 1


def bomb(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", body)
    return path


class TestHostileWorkbook:
    def test_one_that_swells(self, tmp_path):
        path = bomb(tmp_path / "f.xlsx", xl__workbook=b" " * 20_000_000)
        assert path.stat().st_size < 100_000
        with pytest.raises(UnreadableInput, match="unpacks to 20000000 bytes; at most 10000000"):
            read(path)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_one_that_declares_entities(self, tmp_path, encoding):
        text = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        )
        path = bomb(tmp_path / "f.xlsx", xl__workbook=text.encode(encoding))
        with pytest.raises(UnreadableInput, match="declares a document type"):
            read(path)

    def test_one_that_merges_every_cell(self, tmp_path):
        sheet = b'<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        path = bomb(tmp_path / "f.xlsx", xl__worksheets__sheet1=sheet)
        with pytest.raises(UnreadableInput, match="merges more cells"):
            read(path)

    def test_external_links_are_not_kept(self, tmp_path):
        path = tmp_path / "f.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("plan")
            sheet.write_row(0, 0, ["kommun", "titel"])
            sheet.write_string(1, 0, "Borlänge")
            sheet.write_formula(1, 1, "='[http://127.0.0.1:9/x.xlsx]Blad1'!A1", None, "Titel")
        assert read(path).tables["plan"].rows[0]["titel"] == "Titel"

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"", "not a workbook"),
            (b"PK\x03\x04" + b"\0" * 40, "not a workbook"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old format or has a password"),
            (b"kommun,region\n", "not a workbook"),
        ],
    )
    def test_what_is_no_workbook(self, tmp_path, body, words):
        path = tmp_path / "f.xlsx"
        path.write_bytes(body)
        with pytest.raises(UnreadableInput, match=words):
            read(path)

    def test_a_workbook_that_is_cut_off(self, tmp_path):
        whole = blank_workbook(tmp_path / "whole.xlsx").read_bytes()
        for size in range(0, len(whole), 1500):
            path = tmp_path / "cut.xlsx"
            path.write_bytes(whole[:size])
            with pytest.raises(UnreadableInput):
                read(path)

    def test_a_workbook_with_a_part_missing(self, tmp_path):
        whole = blank_workbook(tmp_path / "whole.xlsx")
        with zipfile.ZipFile(whole) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        refused = 0
        for missing in parts:
            path = tmp_path / "part.xlsx"
            with zipfile.ZipFile(path, "w") as archive:
                for name, body in parts.items():
                    if name != missing:
                        archive.writestr(name, body)
            try:
                read(path)
            except KretsloppError:
                refused += 1
        assert refused >= 5


class TestDirectory:
    def fill(self, tmp_path, *, csv=False, book=False):
        csv_form(tmp_path, municipal=[ACTION] if csv else [])
        plan = {name: PLAN[name] for name in ("kommun", "region", "programperiod")}
        if not csv:
            csv_form(tmp_path, plan=[plan])
        blank_workbook(tmp_path / "borlange-2027-2030.xlsx")
        if book:
            Workbook(tmp_path / "borlange-2027-2030.xlsx").put("municipal", 2, **ACTION).save()
        return tmp_path

    def test_the_filled_one_is_read(self, tmp_path):
        assert read(self.fill(tmp_path / "a", csv=True)).sheets["municipal"].name is None
        assert read(self.fill(tmp_path / "b", book=True)).sheets["municipal"].name == "municipal"

    def test_neither_filled_in_is_an_empty_form(self, tmp_path):
        assert not read(self.fill(tmp_path)).is_filled

    def test_both_filled_in_alike_is_one_form(self, tmp_path):
        form = read(self.fill(tmp_path, csv=True, book=True))
        assert form.tables["municipal"].rows[0]["nr"] == "1"

    def test_both_filled_in_and_different_is_refused(self, tmp_path):
        self.fill(tmp_path, csv=True, book=True)
        csv_form(tmp_path, municipal=[{**ACTION, "år": "2029"}])
        with pytest.raises(DataViolation) as caught:
            read(tmp_path)
        said = str(caught.value)
        assert "both filled in, and differ" in said
        assert "column år, cell G2: The workbook says “2027-2028”, the CSV file “2029”" in said

    def test_what_a_directory_may_not_hold(self, tmp_path):
        with pytest.raises(UnreadableInput, match="no workbook and no CSV"):
            read(tmp_path)
        (tmp_path / "plan.ods").write_bytes(b"PK")
        with pytest.raises(UnreadableInput, match=r"kind \.ods are not read"):
            read(tmp_path)
        blank_workbook(tmp_path / "a.xlsx")
        (tmp_path / "~$a.xlsx").write_bytes(b"lock")
        read(tmp_path)
        blank_workbook(tmp_path / "b.xlsx")
        with pytest.raises(WrongUse, match=r"several workbooks: a\.xlsx, b\.xlsx"):
            read(tmp_path)

    def test_files(self, tmp_path):
        csv_form(tmp_path, municipal=[ACTION])
        form = read_form((tmp_path / "plan.csv", tmp_path / "municipal.csv"), LIMITS)
        assert set(form.tables) == {"plan", "municipal"}
        (tmp_path / "muncipal.csv").write_text("nr\n1\n")
        with pytest.raises(UnreadableInput, match="“muncipal” is not the name of a table"):
            read(tmp_path / "muncipal.csv")
        with pytest.raises(WrongUse, match="Give one directory"):
            read_form((tmp_path / "plan.csv", blank_workbook(tmp_path / "a.xlsx")), LIMITS)
        with pytest.raises(UnreadableInput, match="can't be read"):
            read(tmp_path / "none" / "plan.csv")
        with pytest.raises(UnreadableInput, match="can't be read"):
            read(tmp_path / "none.xlsx")


def test_the_limits_have_a_help_text():
    assert len(LIMITS.__dataclass_fields__) == 3
    assert all(field.metadata["help"] for field in LIMITS.__dataclass_fields__.values())


def test_openpyxl_keeps_nothing_of_a_macro(tmp_path):
    path = Workbook(tmp_path / "f.xlsx").put("municipal", 2, nr="1", åtgärder="x").save()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert openpyxl.load_workbook(path).vba_archive is None
    assert read(path).is_filled
