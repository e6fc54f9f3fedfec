"""What can't be placed for sure: put somewhere, named, and reported with its lines.

Each case changes lines of the real document (counted from 1).
"""

import pytest

from kretslopp.tables import uncertain_columns


def changed(text: str, lines: dict[int, str | list[str]]) -> str:
    """Return the text with some lines replaced, each by one line or by several."""
    out: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        new = lines.get(number, line)
        out += [new] if isinstance(new, str) else new
    return "\n".join(out)


def row_of(extraction, table, number):
    (row,) = [row for row in extraction.tables[table].rows if row["nr"] == number]
    return row


@pytest.mark.parametrize(
    ("table", "number", "lines", "cells"),
    [
        ("regional", "1", {32: "7  DalaVA Borlänge Energi AO "}, {"mål": "7", "år": ""}),
        ("regional", "1", {32: "2024 DalaVA Borlänge Energi AO "}, {"mål": "", "år": "2024"}),
        (
            "regional",
            "6",
            {113: "1,2,3  2023-2024 Borlänge Energi AO "},
            {"ansvar_regionalt": "", "medverkande": "Borlänge Energi AO Återvinning"},
        ),
        (
            "regional",
            "6",
            {113: "1,2,3  2023-2024 DalaAvfall ", 114: ""},
            {"ansvar_regionalt": "DalaAvfall", "medverkande": "", "lagkrav": "X"},
        ),
        (
            "regional",
            "4",
            {87: "Tunabyggen", 88: ""},
            {"ansvar_regionalt": "Temagrupp ByggEkot", "medverkande": "Tunabyggen"},
        ),
        (
            "regional",
            "2",
            {49: "-", 50: ""},
            {"ansvar_regionalt": "Temagrupp ByggEkot1", "medverkande": "-", "lagkrav": "X"},
        ),
        (
            "regional",
            "3",
            {66: "-"},
            {"medverkande": "Borlänge kommun Plan, bygg & karta", "lagkrav": "-"},
        ),
        ("municipal", "1", {374: "4,5  2  Hushagen "}, {"regional_åtgärd": "2", "år": ""}),
        (
            "municipal",
            "1",
            {374: "4,5  2  2025 Hushagen X ", 380: ""},
            {"ansvar": "Hushagen Tunabyggen Kommunfastigheter Borlänge Energi", "lagkrav": "X"},
        ),
        ("municipal", "3", {391: "", 392: ""}, {"målområde": "", "mål": "4,5"}),
        (
            "municipal",
            "19",
            {560: "", 561: ""},
            {"målområde": "", "ansvar": "Borlänge Energi AO Marknad"},
        ),
    ],
)
def test_a_missing_cell_that_leaves_no_doubt(
    source_text, extract_text, borlange, table, number, lines, cells
):
    extraction = extract_text(changed(source_text, lines))
    row = row_of(extraction, table, number)
    assert extraction.faults == ()
    assert {column: row[column] for column in cells} == cells
    others = [r.cells for r in extraction.tables[table].rows if r["nr"] != number]
    assert others == [r.cells for r in borlange.tables[table].rows if r["nr"] != number]


@pytest.mark.parametrize(
    ("table", "number", "lines", "columns", "first", "last"),
    [
        (
            "regional",
            "1",
            {32: "7  2024 DalaVA Vatten AO "},
            ("ansvar_regionalt", "medverkande"),
            32,
            33,
        ),
        ("regional", "1", {32: "7  DalaVA Vatten AO "}, ("mål",), 32, 33),
        ("municipal", "1", {374: "4,5  2025 Hushagen "}, ("mål", "regional_åtgärd"), 367, 380),
        (
            "municipal",
            "6",
            {429: "Farliga", 430: "ämnen", 425: "2024-2025"},
            ("målområde",),
            429,
            430,
        ),
        ("municipal", "23", {606: "Uppföljning sker varje år."}, ("ansvar",), 598, 606),
        ("regional", "5", {105: "X X"}, ("lagkrav",), 92, 105),
        ("regional", "9", {154: ["", "3", ""]}, ("åtgärder",), 155, 155),
    ],
)
def test_a_doubt_names_columns_and_lines(
    source_text, extract_text, table, number, lines, columns, first, last
):
    extraction = extract_text(changed(source_text, lines))
    row = row_of(extraction, table, number)
    assert set(columns) <= set(uncertain_columns(row))
    assert "osäkra_kolumner" in extraction.tables[table].columns
    places = {(f.place.column, f.place.line, f.place.last_line) for f in extraction.faults}
    assert ("; ".join(columns), first, last) in places
    assert all(
        f.place.file and f.advice and f"{table} action {number}" in f.message
        for f in extraction.faults
    )


def test_a_row_without_its_number_is_kept(source_text, extract_text):
    extraction = extract_text(changed(source_text, {432: "Säkerställ och informera alla "}))
    assert len(extraction.tables["municipal"].rows) == 23
    row = row_of(extraction, "municipal", "")
    assert row["åtgärder"] == (
        "Säkerställ och informera alla kommunala verksamheter om källsortering. *"
    )
    assert (row["målområde"], row["mål"]) == ("Kommunens verksamhet", "4,5")
    assert uncertain_columns(row) == ("nr", "åtgärder")
    (fault,) = extraction.faults
    assert (fault.place.line, fault.place.last_line) == (432, 436)
    assert "without a number" in fault.message


def test_a_first_row_without_its_number_is_kept(source_text, extract_text):
    extraction = extract_text(changed(source_text, {25: "Ta fram plan för avloppsresurser i  "}))
    assert len(extraction.tables["regional"].rows) == 19
    assert row_of(extraction, "regional", "")["målområde"] == "Avlopp och slam"


def test_a_row_may_hold_nothing_but_a_title(source_text, extract_text, borlange):
    more = ["Kommunens ", "verksamhet  ", "", "77. Bara en titel. *", "", "Kommunens "]
    extraction = extract_text(changed(source_text, {448: more}))
    row = row_of(extraction, "municipal", "77")
    assert (row["åtgärder"], row["målområde"]) == ("Bara en titel. *", "Kommunens verksamhet")
    assert (row["mål"], row["år"], row["ansvar"], row["rader"]) == ("", "", "", "448-451")
    assert extraction.faults == ()
    assert len(extraction.tables["municipal"].rows) == 24


def test_words_above_the_first_row_belong_to_no_row(source_text, extract_text):
    extraction = extract_text(changed(source_text, {21: ["", "Utkast till", "behandling", ""]}))
    (fault,) = extraction.faults
    assert "“Utkast till behandling” belongs to no row of the regional table" in fault.message
    assert (fault.place.line, fault.place.last_line) == (22, 23)
    assert len(extraction.tables["regional"].rows) == 19


def test_a_footnote_whose_mark_is_nowhere_stays(source_text, extract_text):
    extraction = extract_text(source_text.replace("kommunplast2", "kommunplast"))
    note = extraction.tables["footnotes"].rows[1]
    assert (note["nr"], note["tabell"], note["rad"]) == ("2", "", "")
    assert uncertain_columns(note) == ("tabell", "rad")
    (fault,) = extraction.faults
    assert (fault.place.line, fault.place.last_line) == (603, 603)


def test_a_title_that_says_no_plan_is_a_fault(source_text, extract_text):
    extraction = extract_text(source_text.replace("till Kretsloppsplan 2023-2030", ""))
    (row,) = extraction.tables["plan"].rows
    assert (row["kommun"], row["titel"], row["programperiod"]) == ("Borlänge", "", "")
    (fault,) = extraction.faults
    assert "does not say which plan" in fault.message


def test_a_head_without_rows_is_a_fault(source_text, extract_text):
    lines = source_text.split("\n")[:20]
    extraction = extract_text("\n".join(lines))
    assert extraction.tables["regional"].rows == ()
    (fault,) = extraction.faults
    assert "no row could be made out" in fault.message


def test_page_numbers_in_sequence_are_no_faults(source_text, extract_text, borlange):
    numbers = {38: ["", "1", ""], 182: ["", "2", ""], 290: ["", "3", ""], 427: ["", "4", ""]}
    extraction = extract_text(changed(source_text, numbers))
    assert extraction.faults == ()
    cells = [(r["nr"], r["åtgärder"], r["ansvar"]) for r in extraction.tables["municipal"].rows]
    assert cells == [
        (r["nr"], r["åtgärder"], r["ansvar"]) for r in borlange.tables["municipal"].rows
    ]


def test_a_lone_number_inside_the_table_is_reported(source_text, extract_text):
    extraction = extract_text(changed(source_text, {31: ["", "12", ""]}))
    (fault,) = extraction.faults
    assert "“12” belongs to no row" in fault.message
    assert fault.place.line == 32


def test_a_head_repeated_on_the_next_page_changes_nothing(source_text, extract_text, borlange):
    lines = source_text.split("\n")
    extraction = extract_text(changed(source_text, {182: ["", *lines[13:20], ""]}))
    assert extraction.faults == ()
    cells = [
        (r["nr"], r["medverkande"], r["målområde"]) for r in extraction.tables["regional"].rows
    ]
    expected = [
        (r["nr"], r["medverkande"], r["målområde"]) for r in borlange.tables["regional"].rows
    ]
    assert cells == expected


def test_names_that_go_on_with_och_are_no_area(source_text, extract_text):
    lines = {555: "och Hushagens ", 560: "", 561: ""}
    extraction = extract_text(changed(source_text, lines))
    assert extraction.faults == ()
    assert row_of(extraction, "municipal", "18")["ansvar"] == (
        "Borlänge Kommun Sektorn för verksamhetsstöd (kommunikation) och Hushagens Återvinning"
    )
    assert row_of(extraction, "municipal", "19")["målområde"] == ""


def test_a_known_area_without_its_blank_line_is_cut_off(source_text, extract_text, borlange):
    lines = source_text.split("\n")
    assert (lines[445].strip(), lines[446].strip()) == ("", "")
    extraction = extract_text("\n".join([*lines[:445], *lines[447:]]))
    assert extraction.faults == ()
    assert row_of(extraction, "municipal", "7")["ansvar"] == "Borlänge Energi AO Återvinning"
    assert row_of(extraction, "municipal", "8")["målområde"] == "Kommunens verksamhet"


def test_footnotes_that_number_anew_belong_to_the_marks_above_them(source_text, extract_text):
    text = source_text.replace("kommunplast2", "kommunplast1").replace("\n2 plast", "\n1 plast")
    text = text.replace("sällanförpackningar3 3på", "sällanförpackningar2 på")
    extraction = extract_text(text.replace("\n3 skrymmande", "\n2 skrymmande"))
    assert extraction.faults == ()
    notes = extraction.tables["footnotes"].rows
    assert [(note["nr"], note["tabell"], note["rad"]) for note in notes] == [
        ("1", "regional", "3"),
        ("1", "municipal", "21"),
        ("2", "municipal", "24"),
    ]


def test_a_note_without_a_mark_is_not_swallowed_by_the_note_above(source_text, extract_text):
    text = source_text.replace("sällanförpackningar3 3på", "sällanförpackningar på")
    extraction = extract_text(text)
    notes = [(note["nr"], note["rad"]) for note in extraction.tables["footnotes"].rows]
    assert notes == [("1", "3"), ("2", "21"), ("3", "")]
    assert [fault.place.line for fault in extraction.faults] == [604]


@pytest.mark.parametrize("lines", [["Norra", "Bolaget"], ["Stora", "Bolaget", "AB"]])
def test_unfamiliar_words_between_two_rows_are_doubted_in_both(source_text, extract_text, lines):
    assert source_text.split("\n")[560].strip() == "avfallshantering"
    lines_of_area = {560: lines[:1], 561: lines[1:]}
    extraction = extract_text(changed(source_text, lines_of_area))
    (fault,) = extraction.faults
    assert f"“{' '.join(lines)}” may be the goal area" in fault.message
    assert uncertain_columns(row_of(extraction, "municipal", "18")) == ("ansvar",)
    assert uncertain_columns(row_of(extraction, "municipal", "19")) == ("målområde",)


def test_a_goal_area_of_the_register_is_sure_though_it_stands_once(source_text, extract_text):
    extraction = extract_text(changed(source_text, {560: "Avlopp och", 561: "slam"}))
    assert extraction.faults == ()
    assert row_of(extraction, "municipal", "19")["målområde"] == "Avlopp och slam"
