"""Rows of pages made by hand: what layout engines seldom do, but writers may."""

import pytest

from extraction.pdf_sheets import COLUMNS, HEADS, LEADING, Page, action, glyphs
from kretslopp.extraction.pdf.document import tables_of
from kretslopp.extraction.pdf.pdf_pages import PdfPage
from kretslopp.tables import uncertain_columns


def read(*pages):
    extraction = tables_of([page.sheet() for page in pages], "program.pdf")
    return extraction, extraction.tables["municipal"].rows


def told(extraction):
    """The faults, but for the municipality's name that no head has here, nor title."""
    return [
        fault for fault in extraction.faults if fault.message.startswith(("The municipal", "“"))
    ]


def test_a_row_may_begin_on_the_page_before_its_number():
    first, second = Page(1), Page(2)
    first.row(action(1))
    first.row({"målområde": "Bygg- och"})
    second.row({**action(2), "målområde": "rivningsavfall"})
    extraction, rows = read(first, second)
    assert told(extraction) == []
    assert [(row["nr"], row["målområde"]) for row in rows] == [
        ("1", "Matsvinn"),
        ("2", "Bygg- och rivningsavfall"),
    ]


def test_what_is_early_and_has_goals_is_a_row_without_its_number():
    first, second = Page(1), Page(2)
    first.row(action(1))
    first.row({"åtgärder": "Ta fram plan", "mål": "7", "år": "2025"})
    second.row(action(2))
    extraction, rows = read(first, second)
    assert [row["nr"] for row in rows] == ["1", "", "2"]
    assert uncertain_columns(rows[1]) == ("nr", "åtgärder")
    assert len(told(extraction)) == 1


def test_a_row_goes_on_at_the_top_of_the_next_page():
    first, second = Page(1), Page(2, head=False)
    first.row(action(1, "Ta fram plan för", ansvar="Kost- och"), rule=False)
    second.row({"åtgärder": "avfall", "ansvar": "lokalservice"})
    second.row(action(2))
    extraction, rows = read(first, second)
    assert told(extraction) == []
    assert rows[0]["åtgärder"] == "Ta fram plan för avfall"
    assert rows[0]["ansvar"] == "Kost- och lokalservice"
    assert rows[0]["rader"] == "2-3"


@pytest.mark.parametrize("verticals", [True, False])
def test_a_number_at_the_top_of_a_page_need_not_begin_a_row(verticals):
    first, second = (Page(n, verticals=verticals) for n in (1, 2))
    first.row(action(1, "Samla plast på"))
    second.row({"åtgärder": "3 ÅVC och"})
    second.row(action(2))
    extraction, rows = read(first, second)
    assert [row["nr"] for row in rows] == ["1", "2"]
    assert rows[0]["åtgärder"] == "Samla plast på 3 ÅVC och"
    assert uncertain_columns(rows[0]) == ("åtgärder",)
    ((fault),) = told(extraction)
    assert (fault.place.page, fault.place.line) == (2, 4)


def test_the_next_number_begins_a_row_even_without_goals():
    first, second = Page(1), Page(2)
    first.row(action(1))
    second.row({"åtgärder": "2 Ta fram", "ansvar": "Miljökontor"})
    _, rows = read(first, second)
    assert [row["nr"] for row in rows] == ["1", "2"]


def test_a_page_without_head_or_rules_that_holds_little_is_doubtful():
    first, second = Page(1, verticals=False), Page(2, head=False)
    first.row(action(1), rule=False)
    first.row(action(2), rule=False)
    second.text("Slut", x=COLUMNS["målområde"])
    extraction, rows = read(first, second)
    assert rows[1]["målområde"] == "Matsvinn Slut"
    assert "This alone stands on its page" in told(extraction)[0].message


def test_a_paragraph_far_below_a_row_is_doubtful():
    page = Page(1, verticals=False)
    for number in (1, 2):
        page.row(action(number, "Ta fram|plan"), rule=False)
    page.text("Kan ändras", x=COLUMNS["åtgärder"], down=24.0)
    page.text("Slut", x=COLUMNS["åtgärder"], down=40.0)
    extraction, rows = read(page)
    assert rows[1]["åtgärder"] == "Ta fram plan Kan ändras Slut"
    assert [fault.place.line for fault in told(extraction)] == [7]


def test_a_word_too_long_for_its_column_stays_in_it():
    page = Page(1)
    page.row(action(1, målområde="Avfallshanteringskedjan"))
    page.row(action(2))
    extraction, rows = read(page)
    assert told(extraction) == []
    assert rows[0]["målområde"] == "Avfallshanteringskedjan"
    assert rows[0]["åtgärder"] == "Ta fram plan"


def test_a_word_too_long_for_its_column_may_reach_the_next_columns_words():
    page = Page(1)
    page.row(action(1, målområde="Avfallshanteringskedjan", åtgärder="1 Ta|fram plan"))
    page.foot += LEADING
    page.row(action(2, målområde="och|avfallshanteringskedjan", åtgärder="2 Ta|fram plan"))
    extraction, rows = read(page)
    assert told(extraction) == []
    assert rows[1]["målområde"] == "och avfallshanteringskedjan"
    assert rows[1]["åtgärder"] == "Ta fram plan"


def test_rows_that_only_numbers_part_are_doubtful():
    page = Page(1, verticals=False)
    for number in (1, 2, 3):
        page.row(action(number, "Ta fram|plan", ansvar=""), rule=False, gap=LEADING)
        page.glyphs += glyphs("Miljökontor", COLUMNS["ansvar"], page.foot - LEADING / 4)
    extraction, rows = read(page)
    assert [row["nr"] for row in rows] == ["1", "2", "3"]
    assert any("Nothing but its number" in fault.message for fault in told(extraction))
    assert all("ansvar" in uncertain_columns(row) for row in rows)


def test_a_word_that_may_be_of_two_columns_is_doubtful():
    page = Page(1)
    page.row(action(1, målområde="Kost", åtgärder=""))
    page.glyphs += glyphs("avfallshantering", 45.0, page.foot)
    page.row(action(2))
    extraction, rows = read(page)
    assert rows[0]["målområde"] == "Kost avfallshantering"
    assert any("lies in two columns" in fault.message for fault in told(extraction))
    assert {"målområde", "åtgärder"} <= set(uncertain_columns(rows[0]))


def test_rules_below_a_head_without_any_part_its_columns():
    page = Page(1, head=False)
    for name, text in HEADS.items():
        page.glyphs += glyphs(text, COLUMNS[name], page.foot)
    page.foot += 10
    # The white between number and title is as wide as that between area and number.
    for number in (1, 2, 3):
        page.row(action(number, målområde=""), gap=25.0)
        page.glyphs += glyphs("Avfallshantering", 25.0, page.foot)
    extraction, rows = read(page)
    assert told(extraction) == []
    assert [row["nr"] for row in rows] == ["1", "2", "3"]
    assert {row["målområde"] for row in rows} == {"Avfallshantering"}


def test_a_word_beyond_the_last_rule_is_told():
    page = Page(1)
    page.row(action(1))
    page.glyphs += glyphs("Ändrad", 640.0, page.foot)
    extraction, rows = read(page)
    assert ["“Ändrad” belongs to no row" in fault.message for fault in told(extraction)] == [True]
    assert len(rows) == 1


def test_words_in_a_column_of_unknown_head_may_be_those_of_a_missing_column():
    page = Page(1, head=False)
    page.row({**HEADS, "lagkrav": "Lagkr"})
    page.row(action(1, lagkrav="X ja"))
    page.row(action(2))
    extraction, rows = read(page)
    of_first, of_second = (uncertain_columns(row) for row in rows)
    assert {"regional_åtgärd", "medverkande", "lagkrav"} <= set(of_first)
    assert of_second == ()
    assert any("The column “Lagkr” is none" in fault.message for fault in extraction.faults)


def test_the_mark_of_a_footnote_does_not_part_the_cells_of_a_row():
    page = Page(1, verticals=False)
    for number in (1, 2, 3):
        cells = action(number, målområde="Mat|svinn", ansvar="Miljö|Kontor")
        title = cells.pop("åtgärder")
        page.row(cells, rule=False, gap=LEADING)
        page.glyphs += glyphs(title, COLUMNS["åtgärder"], page.foot - LEADING + 2)
    extraction, rows = read(page)
    assert told(extraction) == []
    assert [row["nr"] for row in rows] == ["1", "2", "3"]
    assert {row["ansvar"] for row in rows} == {"Miljö Kontor"}


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ({"mål": "10,11,|12"}, "10,11,12"),
        ({"mål": "10,11|,12"}, "10,11,12"),
        ({"år": "2023-|2024"}, "2023-2024"),
        ({"år": "2023|2024"}, "2023 2024"),
    ],
)
def test_short_cells_broken_over_lines(cell, read_as):
    page = Page(1)
    page.row(action(1, år="2023-2025"))
    page.row(action(2, **cell))
    (name,) = cell
    extraction, rows = read(page)
    assert rows[1][name] == read_as
    assert bool(told(extraction)) == (" " in read_as)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ansvar": "Miljökontor 7"}, "a number, a dash or a mark among the words"),
        ({"ansvar": "Miljökontor X", "lagkrav": ""}, "a number, a dash or a mark"),
        ({"målområde": "Mats|v"}, "“v” stands on a line of its own"),
        ({"ansvar": "(cid:7)"}, "does not say which letters"),
        ({"åtgärder": ""}, "has no title"),
        ({"lagkrav": "ja"}, "“ja” is not a mark"),
    ],
)
def test_a_cell_that_can_not_be_right_is_doubtful(cells, said):
    page = Page(1)
    page.row(action(1))
    page.row({**action(2), **cells})
    extraction, rows = read(page)
    assert any(said in fault.message for fault in told(extraction))
    assert set(cells) <= set(uncertain_columns(rows[1]))


def test_a_goal_area_of_several_rows_goes_on_over_the_end_of_a_page():
    first, second, third = Page(1), Page(2), Page(3)
    others = [name for name in HEADS if name != "målområde"]
    first.row(action(1), rule=False)
    first.rule(others)
    first.row(action(2, "Ta fram", målområde=""))
    second.row(action(3, "Ta fram|plan", målområde="Tillsyn"))
    third.row(action(4, målområde=""))
    extraction, rows = read(first, second, third)
    assert [row["målområde"] for row in rows] == ["Matsvinn", "Matsvinn", "Tillsyn", "Tillsyn"]
    assert [uncertain_columns(row) for row in rows] == [(), (), (), ("målområde",)]
    assert len(told(extraction)) == 1


def test_a_footnote_goes_on_at_the_bottom_of_the_next_page():
    first, second = Page(1), Page(2)
    first.row(action(1, ansvar="Energin1"))
    first.text("1 plast som inte är", size=7.0)
    second.row(action(2))
    second.text("en förpackning", size=7.0)
    extraction, _ = read(first, second)
    (note,) = extraction.tables["footnotes"].rows
    assert note["text"] == "plast som inte är en förpackning"
    assert (note["tabell"], note["rad"], note["rader"]) == ("municipal", "2", "3-6")
    assert told(extraction) == []


def test_small_print_at_the_bottom_without_a_note_before_it_is_no_note():
    page = Page(1)
    page.row(action(1))
    page.text("Fastställd", size=7.0)
    extraction, _ = read(page)
    assert "footnotes" not in extraction.tables
    assert ["“Fastställd” belongs to no row" in fault.message for fault in told(extraction)] == [
        True
    ]


def test_a_table_with_a_head_but_no_rows_is_told():
    extraction, rows = read(Page(1))
    assert rows == ()
    assert "has a head but no row" in told(extraction)[0].message


def test_running_heads_and_page_numbers_are_no_cells():
    pages = [Page(n, head=False, verticals=False) for n in (1, 2, 3)]
    for page in pages:
        page.text("Åtgärdsprogram Borlänge", down=0.0)
        page.foot += 20
    pages[0].row(HEADS)
    for page in pages:
        page.row(action(3 * page.number), rule=False)
        page.text(f"{page.number} (3)", down=60.0)
    extraction, rows = read(*pages)
    assert told(extraction) == []
    assert [row["nr"] for row in rows] == ["3", "6", "9"]
    assert [row["målområde"] for row in rows] == ["Matsvinn"] * 3


def test_sideways_text_on_a_title_page_is_not_told():
    cover = PdfPage(1, tuple(glyphs("Plan")), (), sideways="Kretslopp")
    page = Page(2)
    page.row(action(1))
    assert told(tables_of([cover, page.sheet()], "program.pdf")) == []
