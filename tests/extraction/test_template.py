"""Other documents in the same layout: written out by ``template``, read back to the same cells."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from extraction.template import MunicipalRow, RegionalRow, document
from kretslopp.extraction import extract
from kretslopp.tables import uncertain_columns

FALUN_REGIONAL = [
    RegionalRow(
        12,
        ["Ta fram underlag för ökat samarbete med", "skola och förskola."],
        area=["Matsvinn"],
        goals="7",
        years=["2024"],
        lead=["Kostnätverk"],
        participants=[["Falu kommun Kost-", "och lokalservice och"], ["Bildningssektor"]],
    ),
    RegionalRow(
        3,
        ["Ta fram riktlinjer för", "3 ÅVC och R2"],
        area=["Bygg- och", "rivningsavfall"],
        more_title=["Kan inkludera deponier 2023 – 2030."],
        goals="4,5",
        years=["2023-", "2024"],
        lead=["Temagrupp", "ByggEkot1"],
        participants=[["Faluns Bostäder"]],
        mark="X",
    ),
    RegionalRow(
        4,
        ["Kartlägg byggavfall"],
        area=["Bygg- och", "rivningsavfall"],
        goals="-",
        years=["2025-"],
        lead=["Temagrupp", "ByggEkot"],
        participants=[["Lugnet AB"]],
        mark="X",
    ),
    RegionalRow(
        5,
        ["Kartlägg plast"],
        area=["Plast"],
        goals="8,9",
        years=["2024-2025"],
        lead=["Temagrupp", "ByggEkot"],
    ),
]
FALUN_MUNICIPAL = [
    MunicipalRow(
        1,
        ["Optimera* transporter", "5 dagar i veckan."],
        area=["Kommunens", "verksamhet"],
        goals="-",
        regional="3,12",
        years="2024",
        responsible=[["Hushagen", "Kopparstaden"], ["Lugnet AB", "Falu Energi"]],
        mark="X",
    ),
    MunicipalRow(
        2,
        ["Inför insamling av plast2."],
        area=["Plast"],
        goals="3",
        regional="-",
        years="2023-2026",
        responsible=[["Falu Energi & Vatten"]],
        mark="X",
        mark_on_line=True,
    ),
]


def check_rows(extraction, table, rows):
    read = extraction.tables[table].rows
    assert len(read) == len(rows)
    for row, expected in zip(read, rows, strict=True):
        assert {column: row[column] for column in expected.cells()} == expected.cells()


def test_another_municipality_extracts_cell_by_cell(extract_text):
    text = document(
        "Falun",
        FALUN_REGIONAL,
        FALUN_MUNICIPAL,
        notes=["1 En temagrupp inom ByggDialog", "Dalarna."],
        municipal_notes=["2 Inte förpackningar."],
    )
    extraction = extract_text(text)
    assert extraction.faults == ()
    assert extraction.tables["plan"].rows[0]["kommun"] == "Falun"
    check_rows(extraction, "regional", FALUN_REGIONAL)
    check_rows(extraction, "municipal", FALUN_MUNICIPAL)
    notes = [
        (note["nr"], note["text"], note["tabell"], note["rad"])
        for note in extraction.tables["footnotes"].rows
    ]
    assert notes == [
        ("1", "En temagrupp inom ByggDialog Dalarna.", "regional", "3"),
        ("2", "Inte förpackningar.", "municipal", "3"),
    ]


def test_a_document_may_lack_the_municipal_table(extract_text):
    extraction = extract_text(document("Säter", FALUN_REGIONAL[:1], None))
    assert list(extraction.tables) == ["plan", "regional"]
    assert extraction.tables["plan"].rows[0]["kommun"] == "Säter"


def test_without_the_regional_table_nothing_names_the_municipality(extract_text):
    extraction = extract_text(document("Säter", None, FALUN_MUNICIPAL))
    assert list(extraction.tables) == ["plan", "municipal"]
    check_rows(extraction, "municipal", FALUN_MUNICIPAL)
    (fault,) = extraction.faults
    assert "names the municipality" in fault.message
    assert (fault.place.line, fault.place.last_line) == (14, 20)


def test_a_column_that_the_document_lacks_is_missing_from_the_table(extract_text):
    text = document("Säter", FALUN_REGIONAL[:1], FALUN_MUNICIPAL[:1])
    text = text.replace("Lagkrav anger att åtgärd är föranledd av lagkrav.", "")
    text = text.replace("Lagkrav", "").replace("X  \n", "\n")
    extraction = extract_text(text)
    assert "lagkrav" not in extraction.tables["regional"].columns
    assert "lagkrav" not in extraction.tables["municipal"].columns
    assert "medverkande" in extraction.tables["regional"].columns


# What the property tests build documents of. Names begin with a form of the municipality's.
MUNICIPALITIES = {
    "Borlänge": "Borlänge",
    "Falun": "Falu",
    "Säter": "Säters",
    "Malung-Sälen": "Malung-Sälens",
    "Upplands Väsby": "Upplands Väsby",
}
AREAS = [
    ["Matsvinn"],
    ["Tillsyn"],
    ["Bygg- och", "rivningsavfall"],
    ["Kommunens", "verksamhet"],
    ["Avlopp och", "slam"],
]
LEADS = [
    ["DalaVA"],
    ["Kostnätverk"],
    ["Temagrupp", "ByggEkot"],
    ["Temagrupp", "Miljömässig", "upphandling"],
    ["Länsstyrelsen i", "Dalarnas län"],
]
UNITS = [
    [["kommun", "Miljökontor"]],
    [["kommun Plan,", "bygg & karta"]],
    [["kommun Kost-", "och lokalservice och"], ["Bildningssektor"]],
    [["kommun", "Strategi- och"], ["Exploateringskontor"]],
    [["Energi AO", "Återvinning"]],
    [["Bostäder"]],
]
FIRST_WORDS = st.sampled_from(["Utveckla", "Inför", "Återbruk", "Östra", "Samordna"])
WORDS = st.sampled_from(
    [
        "plan",
        "för",
        "textil",
        "och",
        "ÅVC",
        "2030",
        "R2",
        "5",
        "–",
        "2023-2026",
        "(mall),",
        "EU:s",
        "av",
        "ökat",
        "avfall/slam",
        "tex.",
    ]
)


@st.composite
def paragraphs(draw, most_lines=4):
    first = draw(FIRST_WORDS)
    body = draw(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=most_lines))
    texts = [" ".join(line) for line in body]
    return [f"{first} {texts[0]}", *texts[1:]]


@st.composite
def units(draw, municipality):
    first, *others = draw(st.sampled_from(UNITS))
    name = MUNICIPALITIES[municipality]
    return [[f"{name} {first[0]}", *first[1:]], *others]


@st.composite
def regional_rows(draw, municipality):
    return RegionalRow(
        draw(st.integers(1, 60)),
        draw(paragraphs()),
        draw(st.sampled_from(AREAS)),
        draw(st.just([]) | paragraphs(most_lines=2)),
        draw(st.sampled_from(["1,2,3", "4,5", "7", "10", "-"])),
        draw(st.sampled_from([["2024"], ["2023-2025"], ["2023-", "2024"], ["2025-"], ["-2025"]])),
        draw(st.sampled_from(LEADS)),
        draw(units(municipality)),
        draw(st.sampled_from(["X", ""])),
    )


@st.composite
def municipal_rows(draw, municipality):
    title = draw(paragraphs())
    star = draw(st.sampled_from(["", " *"]))
    companies = [["Hushagen", "Tunabyggen"], ["Kommunfastigheter", "Energin"]]
    return MunicipalRow(
        draw(st.integers(1, 60)),
        [*title[:-1], title[-1] + star],
        draw(st.sampled_from(AREAS)),
        [],
        draw(st.sampled_from(["1,2,3", "4,5", "7", "-"])),
        draw(st.sampled_from(["10,11,12", "2", "-"])),
        draw(st.sampled_from(["2024", "2023-2025"])),
        draw(units(municipality) | st.just(companies)),
        draw(st.sampled_from(["X", ""])),
        draw(st.booleans()),
    )


@st.composite
def programmes(draw):
    municipality = draw(st.sampled_from(list(MUNICIPALITIES)))
    regional = draw(st.lists(regional_rows(municipality), min_size=1, max_size=6))
    municipal = draw(st.lists(municipal_rows(municipality), min_size=1, max_size=6))
    return municipality, regional, municipal


def extract_written(text):
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "programme.txt")
        path.write_text(text, encoding="utf-8")
        return extract(path)


@given(programmes())
def test_any_rows_in_the_layout_come_back_as_they_were(programme):
    municipality, regional, municipal = programme
    extraction = extract_written(document(municipality, regional, municipal))
    assert extraction.faults == ()
    assert extraction.tables["plan"].rows[0]["kommun"] == municipality
    check_rows(extraction, "regional", regional)
    check_rows(extraction, "municipal", municipal)


@given(programmes(), st.sampled_from(["\f", "Sida 3 (7)", "3 (7)", "title"]), st.data())
def test_page_furniture_between_any_two_cells_changes_nothing(programme, furniture, data):
    municipality, regional, municipal = programme
    lines = document(municipality, regional, municipal).split("\n")
    title = next(line for line in lines if line.startswith("Åtgärdsprogram"))
    between_tables = range(lines.index(", Kommunala åtgärder "), lines.index("År  Ansvar  "))
    blanks = [
        n
        for n, line in enumerate(lines)
        if n > lines.index("Lagkrav  ") and n not in between_tables and not line.strip()
    ]
    place = data.draw(st.sampled_from(blanks))
    printed = ["", title if furniture == "title" else furniture, ""]
    extraction = extract_written("\n".join([*lines[:place], *printed, *lines[place:]]))
    assert extraction.faults == ()
    check_rows(extraction, "regional", regional)
    check_rows(extraction, "municipal", municipal)


EMPTIED = {
    "goals": "",
    "years": [],
    "lead": [],
    "participants": [],
    "mark": "",
}


@given(programmes(), st.sampled_from(list(EMPTIED)), st.data())
def test_a_missing_cell_moves_no_word_without_saying_so(programme, missing, data):
    municipality, regional, _ = programme
    place = data.draw(st.integers(0, len(regional) - 1))
    regional[place] = replace(regional[place], **{missing: EMPTIED[missing]})
    extraction = extract_written(document(municipality, regional))
    read = extraction.tables["regional"].rows
    assert [row["nr"] for row in read] == [str(row.number) for row in regional]
    for row, expected in zip(read, regional, strict=True):
        for column, cell in expected.cells().items():
            assert row[column] == cell or column in uncertain_columns(row)
    assert bool(extraction.faults) == any(uncertain_columns(row) for row in read)


PLACES = st.lists(st.integers(0, 400), max_size=6)
# Without its number the first row's title seems to hold one, after words that seem an area.
HIDDEN_NUMBER = (
    "Borlänge",
    [
        RegionalRow(
            number,
            title,
            area=["Bygg- och", "rivningsavfall"],
            goals="1,2,3",
            years=["2024"],
            lead=["DalaVA"],
            participants=[["Borlänge kommun", "Miljökontor"]],
            mark="X",
        )
        for number, title in ((1, ["Utveckla plan", "plan", "plan 5 ÅVC"]), (2, ["Utveckla plan"]))
    ],
    FALUN_MUNICIPAL,
)


@given(programmes(), PLACES)
@example(HIDDEN_NUMBER, [4])
def test_no_word_is_lost_whatever_lines_are_missing(programme, places):
    municipality, regional, municipal = programme
    lines = document(municipality, regional, municipal).split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("Lagkrav  ")) + 1
    last = lines.index(", Kommunala åtgärder ")
    kept = [
        line
        for n, line in enumerate(lines)
        if not (first <= n < last and n - first in places and line.strip())
    ]
    table = kept[first : kept.index(", Kommunala åtgärder ")]
    extraction = extract_written("\n".join(kept))

    printed = Counter("".join("".join(table).split()))
    placed: Counter[str] = Counter()
    for row in extraction.tables["regional"].rows if "regional" in extraction.tables else ():
        cells = (v for k, v in row.cells.items() if k not in ("rader", "osäkra_kolumner"))
        placed.update("".join("".join(cells).split()))
    left_out = [
        f.message.split("“")[1].split("”")[0] for f in extraction.faults if "no row" in f.message
    ]
    for text in left_out:
        placed.update("".join(text.split()))
    assert placed == printed
