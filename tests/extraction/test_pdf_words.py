"""Glyphs → words and lines: made by hand, every letter half as wide as it is high."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.pdf_sheets import SIZE, glyphs
from kretslopp.extraction.pdf.pdf_pages import PdfPage
from kretslopp.extraction.pdf.words import printed_lines, row_gap, text_lines, words_by_line


def texts(some):
    return [[word.text for word in line] for line in words_by_line(some)]


def test_words_are_parted_by_spaces_and_by_gaps():
    assert texts(glyphs("Mål år")) == [["Mål", "år"]]
    assert texts([*glyphs("Mål"), *glyphs("år", x=17.5)]) == [["Mål", "år"]]
    assert texts([*glyphs("Mål"), *glyphs("år", x=16)]) == [["Målår"]]


def test_a_raised_number_is_written_on_to_its_word():
    raised = glyphs("12", x=45, foot=94, size=7)
    assert texts([*glyphs("ByggEkot,"), *raised]) == [["ByggEkot,12"]]
    assert texts([*glyphs("ByggEkot,"), *raised, *glyphs(" är", x=52)]) == [["ByggEkot,12", "är"]]


def test_a_lowered_number_is_inside_its_word():
    lowered = glyphs("2", x=10, foot=103, size=7)
    assert texts([*glyphs("CO"), *lowered, *glyphs("e", x=13.5)]) == [["CO2e"]]


@pytest.mark.parametrize("distance", [0.5, 3, 20])
def test_the_raised_number_before_a_footnote_is_a_word_of_its_own(distance):
    note = [*glyphs("1", foot=94, size=7), *glyphs("plast", x=3.5 + distance)]
    assert texts(note) == [["1", "plast"]]


def test_printed_superscripts_become_numbers_where_they_are_marks():
    assert texts(glyphs("plast² m² ¹ÅVC")) == [["plast2", "m²", "1ÅVC"]]


def test_words_of_two_cells_that_touch_or_overlap_stay_two():
    first, second = glyphs("avfallshantering"), glyphs("Energi", x=80)
    between = glyphs("under", foot=112)
    assert texts([*first, *between, *second]) == [["avfallshantering", "Energi"], ["under"]]
    overlapping = glyphs("Energi", x=72)
    assert texts([*first, *overlapping]) == [["avfallshantering", "Energi"]]


def test_letters_drawn_in_any_order_are_words():
    scattered = sorted(glyphs("Bygg och riv"), key=lambda glyph: glyph.text)
    assert texts(scattered) == [["Bygg", "och", "riv"]]


def test_an_accent_drawn_by_itself_is_part_of_its_letter():
    assert texts(glyphs("Ma\u030al"))[0][0].startswith("Må")


def test_lines_are_numbered_over_pages_and_read_from_the_top():
    first = PdfPage(1, (*glyphs("under", foot=120), *glyphs("över")), ())
    second = PdfPage(3, tuple(glyphs("Mål  år")), ())
    lines = printed_lines((first, PdfPage(2, (), ()), second))
    assert [(line.number, line.page, line.text) for line in lines] == [
        (1, 1, "över"),
        (2, 1, "under"),
        (3, 3, "Mål  år"),
    ]
    assert [line.new_page for line in text_lines(lines)] == [True, False, True]


WORDS = st.text("abcåäöÅÄÖ.,-", min_size=1, max_size=8)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=6)


@given(LINES, st.floats(11, 40))
def test_words_come_back_as_they_were_set(lines, leading):
    some = [
        glyph
        for n, line in enumerate(lines)
        for glyph in glyphs(" ".join(line), x=36.0, foot=100 + n * leading)
    ]
    assert texts(some) == lines


@given(st.floats(11, 18), st.integers(3, 8))
def test_the_gap_between_rows_is_a_little_more_than_between_lines(leading, count):
    some = tuple(g for n in range(count) for g in glyphs("rad", foot=100 + n * leading))
    gap = row_gap(printed_lines([PdfPage(1, some, ())]))
    assert leading - SIZE < gap < leading - SIZE + 2
