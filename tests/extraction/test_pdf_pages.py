"""PDFs that can't be read, or not all of them: what is told, and what to do."""

import io
import random
from itertools import pairwise

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extraction.pdf_layout import Layout, Programme, pages, pdf
from kretslopp.errors import UnreadableInput
from kretslopp.extraction import Extraction, extract
from kretslopp.extraction.lines import is_pdf
from kretslopp.extraction.pdf import pdf_pages
from kretslopp.extraction.pdf.pdf_pages import read_sheets

ROW = {
    "nr": "1",
    "målområde": "Matsvinn",
    "åtgärder": "Ta fram underlag för ökat samarbete med skola och förskola.",
    "mål": "6",
    "år": "2024",
    "ansvar_regionalt": "Kostnätverk",
    "medverkande": "Falu kommun",
    "lagkrav": "X",
}
ONE_ROW = Programme("Falun", regional=[ROW])


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "program.pdf"
        path.write_bytes(content)
        return path

    return write


def refusal(path):
    with pytest.raises(UnreadableInput) as error:
        extract(path)
    (fault,) = error.value.faults
    assert fault.place.file == str(path)
    assert fault.advice
    return f"{fault.message} {fault.advice}"


def test_what_is_a_pdf_is_told_by_content(written, tmp_path):
    assert is_pdf(written(pdf(ONE_ROW)))
    assert is_pdf(written(b"\r\n" * 9 + pdf(ONE_ROW)))
    assert not is_pdf(written("Målområde  Åtgärder  Mål".encode()))
    assert not is_pdf(written(b"x" * 1024 + b"%PDF-1.7"))
    assert not is_pdf(tmp_path)
    assert not is_pdf(tmp_path / "missing.pdf")


def test_a_pdf_need_not_be_named_so(tmp_path):
    path = tmp_path / "program.txt"
    path.write_bytes(pdf(ONE_ROW))
    assert extract(path).tables["regional"].rows[0]["ansvar_regionalt"] == "Kostnätverk"


def test_a_broken_pdf_says_what_to_do(written):
    assert "The PDF is broken and can't be read. Fetch it again" in refusal(written(b"%PDF-1.7\n"))


def test_a_pdf_cut_off_anywhere_or_changed_gives_an_error_or_tables(written):
    whole = pdf(ONE_ROW)
    chance = random.Random(4)
    outcomes = {True: 0, False: 0}
    for _ in range(60):
        place, length = chance.randrange(9, len(whole)), chance.randrange(1, 40)
        damaged = chance.choice(
            [whole[:place], whole[:place] + chance.randbytes(length) + whole[place + length :]]
        )
        try:
            outcomes[isinstance(extract(written(damaged)), Extraction)] += 1
        except UnreadableInput:
            outcomes[False] += 1
    assert min(outcomes.values()) > 5


def test_a_pdf_that_lacks_pages_is_broken(written):
    two = pages("Ett", "Två").replace(b"/Count 2", b"/Count 3")
    assert "of its 3 pages 2 can be read" in refusal(written(two))


def test_a_locked_pdf_says_what_to_do(written):
    said = refusal(written(pages("Målområde", password="hemligt")))
    assert "locked with a password" in said
    assert "print it to a PDF without one" in said


def test_a_pdf_of_pictures_says_what_to_do(written):
    assert "no text, only pictures of it. Run a program that recognises text (OCR" in refusal(
        written(pages("", "", picture=True))
    )


def test_a_pdf_without_a_table_says_what_a_table_begins_with(written):
    assert "No head of an action table was found" in refusal(written(pages("Hej på dig")))


def test_a_page_of_a_table_that_is_only_a_picture_is_told(written):
    layout = Layout(picture_after=True, page_numbers=False)
    extraction = extract(written(pdf(ONE_ROW, layout)))
    (fault,) = extraction.faults
    assert "a picture and no text" in fault.message
    assert fault.place.page == 2
    assert len(extraction.tables["regional"].rows) == 1


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("MAX_BYTES", "larger than 1 bytes"),
        ("MAX_PAGES", "more than 1 pages"),
        ("MAX_GLYPHS", "more than 1 letters"),
    ],
)
def test_a_pdf_beyond_a_limit_is_refused(written, monkeypatch, limit, said):
    monkeypatch.setattr(pdf_pages, limit, 1)
    path = written(pages("Ett", "Två"))
    assert f"{said}. Save the pages that hold the action programme" in refusal(path)


def test_letters_that_the_pdf_does_not_tell_are_no_text(written, monkeypatch):
    monkeypatch.setattr(pdf_pages, "_text", lambda _: f"{pdf_pages.UNKNOWN_LETTER}7)")
    assert "does not say which letters its signs are" in refusal(written(pages("Ett")))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [False, True])
def test_text_is_upright_however_the_page_is_turned(written, rotation, turned):
    layout = Layout(page=A4, rotation=rotation, turned=turned, page_numbers=False)
    (sheet,) = read_sheets(written(pdf(ONE_ROW, layout)))
    letters = "".join(glyph.text for glyph in sheet.glyphs)
    assert letters.replace(" ", "").startswith("Åtgärdsprogramförperioden")
    title = sheet.glyphs[:10]
    assert all(a.box.x1 <= b.box.x0 + 1 for a, b in pairwise(title))
    assert len({round(glyph.box.bottom) for glyph in title}) == 1
    assert sheet.sideways == ""
    assert {rule.horizontal for rule in sheet.rules} == {True, False}


def drawn(draw):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_rules_are_lines_pen_strokes_and_thin_areas(written):
    def draw(canvas):
        canvas.drawString(36, 400, "Mål")
        canvas.line(10, 800, 110, 800)
        canvas.rect(10, 500, 100, 50, stroke=1, fill=0)
        canvas.rect(10, 300, 100, 0.5, stroke=0, fill=1)
        canvas.rect(10, 100, 100, 50, stroke=0, fill=1)

    (sheet,) = read_sheets(written(drawn(draw)))
    height = A4[1]
    flat = sorted(
        (round(height - r.at), round(r.start), round(r.end)) for r in sheet.rules if r.horizontal
    )
    assert flat == [(300, 10, 110), (500, 10, 110), (550, 10, 110), (800, 10, 110)]
    assert sorted(round(rule.at) for rule in sheet.rules if not rule.horizontal) == [10, 110]


def test_letters_drawn_twice_count_once_and_ligatures_are_letters(written):
    def draw(canvas):
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        canvas.setFont("Vera", 10)
        canvas.drawString(36, 400, "o\ufb01entlig")
        canvas.drawString(36.2, 400, "o\ufb01entlig")

    (sheet,) = read_sheets(written(drawn(draw)))
    assert "".join(glyph.text for glyph in sheet.glyphs) == "ofientlig"


def test_a_letter_printed_over_the_same_one_of_another_word_is_kept(written):
    def draw(canvas):
        canvas.setFont("Courier", 10)
        canvas.drawString(36, 400, "avfall")
        canvas.drawString(24, 400.2, "samt")

    (sheet,) = read_sheets(written(drawn(draw)))
    assert "".join(glyph.text for glyph in sheet.glyphs) == "avfallsamt"


def test_letters_off_the_page_are_not_seen(written):
    def draw(canvas):
        canvas.drawString(36, 400, "Mål")
        canvas.drawString(36, 2000, "skärmärken")

    (sheet,) = read_sheets(written(drawn(draw)))
    assert "".join(glyph.text for glyph in sheet.glyphs) == "Mål"
