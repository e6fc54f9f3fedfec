"""What print says beside its letters: raised, struck, hidden, coloured, pinned to the page."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.colors import CMYKColor, HexColor
from reportlab.pdfgen.canvas import Canvas

from extraction.pdf_sheets import COLUMNS, SIZE, Page, action, glyphs
from kretslopp.extraction.pdf.document import tables_of
from kretslopp.extraction.pdf.geometry import Box
from kretslopp.extraction.pdf.ink import colour, is_colourful
from kretslopp.extraction.pdf.pdf_pages import Glyph, read_sheets

CASES = Path(__file__).parent / "looks"
PLAIN = {
    "regional": ["1 7 2024-2025", "2 - 2027", "3 4,5,6 2024-2027"],
    "municipal": ["1 7 2025", "2 - 2025-2027", "3 4,5 2027", "4 - 2024-2026"],
}


@pytest.fixture
def extracted(kretslopp, tmp_path):
    """Run ``kretslopp extract`` on a case; return its tables' rows, and what was said."""

    def run(name):
        result = kretslopp("extract", CASES / f"{name}.pdf", "-o", tmp_path / name)
        said = [line for line in result.stderr.splitlines() if not line.endswith(" rows")]
        rows = {
            path.stem: list(csv.DictReader(path.open(encoding="utf-8", newline="")))
            for path in (tmp_path / name).glob("*.csv")
        }
        return rows, said, result.exit_code

    return run


def short(rows):
    return {
        name: [f"{row['nr']} {row['mål']} {row['år']}" for row in rows[name]]
        for name in ("regional", "municipal")
    }


def test_raised_digits_are_no_part_of_goals_and_years(extracted):
    rows, said, code = extracted("raised-footnote-in-goal-cell")
    assert short(rows) == PLAIN
    assert [row["osäkra_kolumner"] for row in rows["municipal"]] == ["mål", "", "år", ""]
    assert ["page 2" in line for line in said] == [True, True]
    assert "A raised 1 at “7” was left out; there is no footnote 1." in said[0]
    assert code == 1


def test_the_row_of_a_footnote_is_known_by_the_mark_at_its_goal(extracted):
    rows, said, _ = extracted("footnote-printed-mark-on-goals")
    assert short(rows) == PLAIN
    assert [(row["nr"], row["tabell"], row["rad"]) for row in rows["footnotes"]] == [
        ("1", "municipal", "4"),
        ("2", "", ""),
    ]
    (line,) = said
    assert "No word above bears the mark of footnote 2" in line


def test_a_struck_row_is_left_out_and_told(extracted):
    rows, said, _ = extracted("struck-through-row")
    assert short(rows)["municipal"] == [PLAIN["municipal"][n] for n in (0, 1, 3)]
    (line,) = said
    assert "page 2, line 13: The municipal action “3. Bygg upp returlager" in line
    assert "is struck through; its row was left out." in line


def test_white_words_are_left_out_and_told(extracted):
    rows, said, _ = extracted("white-text")
    assert short(rows) == PLAIN
    assert rows["municipal"][1]["åtgärder"] == "Ordna skräpplockardagar. *"
    assert [f"page {n}: “VIT TEXT 9999” has the colour of its ground" in line
            for n, line in enumerate(said, start=1)] == [True, True]  # fmt: skip


def test_a_minus_sign_says_none(extracted):
    rows, said, code = extracted("minus-sign-for-none")
    assert short(rows) == PLAIN
    assert (said, code) == ([], 0)


def raised(page, digit, column, after):
    """Print a small raised digit after the text of the last row's cell."""
    x = COLUMNS[column] + len(after) * SIZE / 2
    page.glyphs += [
        Glyph(digit, Box(x, page.foot - SIZE, x + 3, page.foot - SIZE + 6), 6.0),
    ]


@pytest.mark.parametrize(
    ("column", "text"), [("mål", "4,5"), ("år", "2024"), ("lagkrav", "X"), ("mål", "1.1")]
)
def test_a_raised_digit_in_any_short_cell(column, text):
    page = Page(1)
    page.row(action(1, **{column: text}))
    raised(page, "2", column, text)
    extraction = tables_of([page.sheet()], "x.pdf")
    (row,) = extraction.tables["municipal"].rows
    assert (row[column], row["osäkra_kolumner"]) == (text, column)
    assert any(f"A raised 2 at “{text}”" in fault.message for fault in extraction.faults)


def test_a_raised_digit_in_words_stays_with_its_word():
    page = Page(1)
    page.row(action(1, title="Mät ytan i m"))
    raised(page, "2", "åtgärder", "1 Mät ytan i m")
    page.row(action(2, title="Mät ByggEkot"))
    raised(page, "1", "åtgärder", "2 Mät ByggEkot")
    rows = tables_of([page.sheet()], "x.pdf").tables["municipal"].rows
    assert [row["åtgärder"] for row in rows] == ["Mät ytan i m²", "Mät ByggEkot1"]


def told(extraction, words):
    """The faults that say something; that this page has no title is no matter here."""
    return [fault for fault in extraction.faults if words in fault.message]


def struck_out(page, text, column, before=""):
    """Print a text in the last row's cell, struck through."""
    x = COLUMNS[column] + len(before) * SIZE / 2
    page.glyphs += [
        Glyph(glyph.text, glyph.box, glyph.size, struck=True)
        for glyph in glyphs(text, x, page.foot)
    ]


@pytest.mark.parametrize(("column", "kept"), [("åtgärder", "Mät"), ("ansvar", "Kost")])
def test_a_struck_word_is_left_out_and_its_cell_doubted(column, kept):
    page = Page(1)
    text = f"1 {kept}" if column == "åtgärder" else kept
    page.row({**action(1), column: text})
    struck_out(page, "inte", column, f"{text} ")
    extraction = tables_of([page.sheet()], "x.pdf")
    (row,) = extraction.tables["municipal"].rows
    assert (row[column], row["osäkra_kolumner"]) == (kept, column)
    (fault,) = told(extraction, "struck")
    assert "“inte” is struck through and was left out." in fault.message
    assert fault.place.page == 1


def test_a_struck_row_parts_the_rows_around_it():
    page = Page(1)
    page.row(action(1))
    page.row({**action(2), "åtgärder": ""})
    struck_out(page, "2 Avbruten", "åtgärder")
    page.row(action(3))
    extraction = tables_of([page.sheet()], "x.pdf")
    assert [row["nr"] for row in extraction.tables["municipal"].rows] == ["1", "3"]
    (fault,) = told(extraction, "struck")
    assert "“2 Avbruten” is struck through; its row was left out." in fault.message


def sheet(tmp_path, draw):
    """Draw one page with a line of text in its middle; return the page as it is read."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400), invariant=1)
    draw(canvas)
    canvas.save()
    path = tmp_path / "page.pdf"
    path.write_bytes(out.getvalue())
    (page,) = read_sheets(path)
    return page


def text_of(page, *, struck=None):
    return "".join(g.text for g in page.glyphs if struck is None or g.struck == struck)


def seen(canvas):
    canvas.setFillGray(0)
    canvas.drawString(100, 300, "seen")


@pytest.mark.parametrize(
    "ink", [HexColor("#FFFFFF"), HexColor("#FAFAFA"), CMYKColor(0, 0, 0, 0)], ids=str
)
def test_words_as_white_as_the_page_are_unseen(tmp_path, ink):
    def draw(canvas):
        seen(canvas)
        canvas.setFillColor(ink)
        canvas.drawString(100, 200, "hidden words")

    page = sheet(tmp_path, draw)
    assert (text_of(page), page.unseen) == ("seen", "hidden words")


def test_white_words_on_a_dark_ground_are_seen_and_dark_ones_are_not(tmp_path):
    def draw(canvas):
        seen(canvas)
        canvas.setFillColor(HexColor("#003366"))
        canvas.rect(90, 190, 200, 30, stroke=0, fill=1)
        canvas.drawString(100, 210, "dark")
        canvas.setFillGray(1)
        canvas.drawString(100, 197, "head")

    page = sheet(tmp_path, draw)
    assert (text_of(page), page.unseen) == ("seenhead", "dark")


def test_a_letter_across_a_rule_of_its_colour_is_seen(tmp_path):
    def draw(canvas):
        seen(canvas)
        canvas.setFillGray(0)
        canvas.drawString(100, 200, "iiii")
        canvas.rect(101, 150, 0.75, 100, stroke=0, fill=1)

    page = sheet(tmp_path, draw)
    assert (text_of(page), page.unseen) == ("seeniiii", "")


def test_a_white_ground_over_a_dark_one_hides_white_words(tmp_path):
    def draw(canvas):
        seen(canvas)
        for grey in (0, 1):
            canvas.setFillGray(grey)
            canvas.rect(90, 190, 200, 30, stroke=0, fill=1)
        canvas.drawString(100, 200, "gone")

    assert sheet(tmp_path, draw).unseen == "gone"


@pytest.mark.parametrize("as_line", [True, False], ids=["line", "thin area"])
def test_a_stroke_through_letters_strikes_them_and_one_below_does_not(tmp_path, as_line):
    def stroke(canvas, x0, x1, y):
        if as_line:
            canvas.line(x0, y, x1, y)
        else:
            canvas.rect(x0, y, x1 - x0, 0.6, stroke=0, fill=1)

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, 200, "gone kept")
        stroke(canvas, 100, 100 + canvas.stringWidth("gone"), 203)
        canvas.drawString(100, 150, "underlined")
        stroke(canvas, 100, 150, 148.5)
        stroke(canvas, 50, 350, 170)

    page = sheet(tmp_path, draw)
    assert text_of(page, struck=True) == "gone"
    assert [rule.at for rule in page.rules] == pytest.approx([251.5, 230], abs=0.5)


def test_words_in_colour_are_told_and_grey_ones_are_not(tmp_path):
    def draw(canvas):
        seen(canvas)
        canvas.setFillGray(0.5)
        canvas.drawString(100, 200, "grey")
        canvas.setFillColor(HexColor("#C00000"))
        canvas.drawString(100, 100, "red words")

    page = sheet(tmp_path, draw)
    assert (page.coloured, page.unseen) == ("red words", "")


def test_notes_pinned_to_a_page_are_told_and_links_are_not(tmp_path):
    def draw(canvas):
        seen(canvas)
        canvas.textAnnotation("Utgår enligt beslut", Rect=(10, 10, 50, 50))
        canvas.linkURL("https://example.org", (100, 290, 150, 310))

    assert sheet(tmp_path, draw).remarks == ("Text “Utgår enligt beslut”",)


def test_what_is_unseen_coloured_or_pinned_is_told_with_its_page():
    page = Page(1)
    page.row(action(1))
    looks = replace(page.sheet(), unseen="hidden", coloured="red " * 60, remarks=("Text “Utgår”",))
    extraction = tables_of([looks], "x.pdf")
    assert [fault.place.page for fault in told(extraction, "“hidden” has the colour")] == [1]
    assert [fault.place.page for fault in told(extraction, "not read: Text “Utgår”")] == [1]
    (note,) = extraction.notes
    assert note.place.page == 1
    assert len(note.message) < 150


def test_colours():
    assert colour(None) == (0, 0, 0)
    assert colour((0, 0, 0, 0)) == (1, 1, 1)
    assert colour(0.5) == (0.5,) * 3
    assert colour(("P1",)) is None
    assert not is_colourful(None)
