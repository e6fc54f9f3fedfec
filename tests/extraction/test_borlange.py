"""The real document: what the extraction must say of it, worked out by hand."""

from collections import Counter

import pytest

from kretslopp.artefacts import data
from kretslopp.extraction import extract
from kretslopp.extraction.corrections import apply_corrections, read_corrections
from kretslopp.tables import check, to_csv

SOURCE = data() / "sources" / "borlange-atgardsprogram-2023-2026.txt"
TABLES = data() / "tables" / "borlange" / "2023-2026"
CORRECTIONS = data() / "curation" / "corrections" / "borlange" / "2023-2026.csv"


def rows(extraction, table):
    return {row["nr"]: row for row in extraction.tables[table].rows}


def test_the_document_extracts_without_faults(borlange):
    assert borlange.faults == ()
    assert list(borlange.tables) == ["plan", "regional", "municipal", "footnotes"]


def test_every_action_is_there_in_order(borlange):
    assert list(rows(borlange, "regional")) == [str(n) for n in range(1, 20)]
    assert list(rows(borlange, "municipal")) == [str(n) for n in range(1, 24)]
    assert len(borlange.tables["footnotes"].rows) == 3


def test_columns_are_those_of_the_document(borlange):
    assert borlange.tables["regional"].columns == (
        "nr",
        "målområde",
        "åtgärder",
        "mål",
        "år",
        "ansvar_regionalt",
        "medverkande",
        "lagkrav",
        "rader",
    )
    assert borlange.tables["municipal"].columns == (
        "nr",
        "målområde",
        "åtgärder",
        "rekommenderas",
        "mål",
        "regional_åtgärd",
        "år",
        "ansvar",
        "lagkrav",
        "rader",
    )


def test_plan_says_what_the_head_says(borlange):
    (row,) = borlange.tables["plan"].rows
    assert row.cells == {
        "kommun": "Borlänge",
        "titel": "Kretsloppsplan 2023-2030",
        "planperiod": "2023-2030",
        "programperiod": "2023-2026",
        "rader": "2-20",
    }


REGIONAL = {
    "1": {
        "målområde": "Avlopp och slam",
        "åtgärder": "Ta fram plan för hållbara avloppsresurser i Dalarna/Borlänge som följer "
        "strukturen i EU:s avfallshierarki. Inkl. kartläggning, certifiering, "
        "uppströmsarbete, samarbete/nätverk, utbildning, information, etc.",
        "mål": "7",
        "år": "2024",
        "ansvar_regionalt": "DalaVA",
        "medverkande": "Borlänge Energi AO Vattentjänster",
        "lagkrav": "",
        "rader": "22-33",
    },
    "2": {
        "målområde": "Bygg- och rivningsavfall",
        "ansvar_regionalt": "Temagrupp ByggEkot1",
        "medverkande": "Borlänge Kommunfastigheter",
        "mål": "4,5",
        "lagkrav": "X",
        "rader": "39-52",
    },
    "3": {
        "ansvar_regionalt": "Temagrupp ByggEkot",
        "medverkande": "Borlänge kommun Plan, bygg & karta",
        "rader": "54-64",
    },
    "6": {
        "ansvar_regionalt": "DalaAvfall",
        "medverkande": "Borlänge Energi AO Återvinning",
        "mål": "1,2,3",
    },
    "9": {
        "målområde": "Hushållens konsumtion",
        "åtgärder": "Genomför kontinuerliga kampanjer, arrangemang och kommunikationsinsatser "
        "koordinerat med åtgärd R2 och stöd av kommunikationsstrategi, se kapitel 7. "
        "Kan inkludera föreläsningar, studiecirklar, projekt (minimeringsmästarna), etc.",
        "år": "2023-2026",
        "rader": "147-164",
    },
    "15": {
        "målområde": "Matsvinn",
        "mål": "6",
        "år": "2024",
        "ansvar_regionalt": "Kostnätverk",
        "medverkande": "Borlänge kommun Kost- och lokalservice och Bildningssektor",
        "rader": "250-258",
    },
    "17": {
        "målområde": "Nedskräpning",
        "åtgärder": "Ta fram åtgärdsplan för samarbete kring nedskräpning (information, samarbete "
        "evenemangsarrangörer, mall platsupplåtelse, skräpmätningar)",
        "mål": "-",
        "år": "2023-2024",
        "ansvar_regionalt": "Temagrupp Nedskräpning",
        "medverkande": "Borlänge Energi AO Stadsmiljö",
        "rader": "273-287",
    },
    "18": {
        "mål": "10",
        "år": "2024-2025",
        "ansvar_regionalt": "Temagrupp Schaktmassor",
        "medverkande": "Borlänge kommun Strategi- och Exploateringskontor",
        "rader": "291-305",
    },
    "19": {
        "målområde": "Tillsyn",
        "ansvar_regionalt": "Länsstyrelsen i Dalarnas län",
        "medverkande": "Borlänge kommun Miljökontor",
        "rader": "309-325",
    },
}

MUNICIPAL = {
    "1": {
        "målområde": "Bygg- och rivningsavfall",
        "åtgärder": "Implementera riktlinje för krav vid upphandling där byggavfall uppstår. *",
        "rekommenderas": "*",
        "mål": "4,5",
        "regional_åtgärd": "2",
        "år": "2025",
        "ansvar": "Hushagen Tunabyggen Kommunfastigheter Borlänge Energi",
        "lagkrav": "X",
        "rader": "367-380",
    },
    "3": {"mål": "4,5", "regional_åtgärd": "10,11,12", "ansvar": "Borlänge kommun Ekonomikontor"},
    "5": {
        "mål": "4,5",
        "regional_åtgärd": "11",
        "år": "2024-2025",
        "ansvar": "Borlänge kommun Ekonomikontor",
        "rader": "412-425",
    },
    "8": {
        "åtgärder": "Implementera regionala åtgärder avlopp/slam. *",
        "mål": "7",
        "regional_åtgärd": "1",
        "ansvar": "Borlänge Energi AO Vattentjänster",
        "lagkrav": "-",
    },
    "9": {"mål": "5", "regional_åtgärd": "-", "ansvar": "Borlänge Energi AO Stadsmiljö"},
    "10": {
        "målområde": "Nedlagda deponier",
        "ansvar": "Borlänge kommun Strategi- och Exploateringskontor och Miljökontor",
        "rader": "465-475",
    },
    "11": {
        "åtgärder": "Ta fram tidsatt åtgärdsplan nedlagda deponier 2023 – 2030 med stöd av "
        "gemensam Dalamall nedlagda deponier. *",
        "mål": "8,9",
        "år": "2024",
    },
    "12": {"målområde": "Nedskräpning", "mål": "-", "regional_åtgärd": "17", "rader": "495-498"},
    "14": {"mål": "-", "regional_åtgärd": "-", "rekommenderas": "", "rader": "510-516"},
    "18": {
        "ansvar": "Borlänge Kommun Sektorn för verksamhetsstöd (kommunikation) och "
        "Borlänge Energi AO Återvinning",
        "rader": "545-556",
    },
    "20": {
        "åtgärder": "Införa insamling av kommunplast2 till materialåtervinning på ÅVC.",
        "ansvar": "Borlänge Energi AO Återvinning",
        "år": "2023",
    },
    "23": {
        "åtgärder": "Införa insamling av sällanförpackningar3 3på ÅVC.",
        "mål": "2,3",
        "regional_åtgärd": "7",
        "rader": "592-598",
    },
}


@pytest.mark.parametrize(
    ("table", "number", "cells"),
    [("regional", number, cells) for number, cells in REGIONAL.items()]
    + [("municipal", number, cells) for number, cells in MUNICIPAL.items()],
)
def test_tricky_rows_cell_by_cell(borlange, table, number, cells):
    row = rows(borlange, table)[number]
    assert {column: row[column] for column in cells} == cells


def marked(extraction, table, column):
    return [number for number, row in rows(extraction, table).items() if row[column] in ("X", "*")]


def test_marks_stand_where_the_document_has_them(borlange):
    regional = ["2", "5", "6", "7", "8", "9", "14", "17", "19"]
    assert marked(borlange, "regional", "lagkrav") == regional
    municipal = ["1", "2", "6", "9", "11", "12", "20", "22", "23"]
    assert marked(borlange, "municipal", "lagkrav") == municipal
    starred = [str(n) for n in range(1, 14)]
    assert marked(borlange, "municipal", "rekommenderas") == starred


def test_footnotes_know_their_rows(borlange):
    notes = [
        (n["nr"], n["tabell"], n["rad"], n["rader"]) for n in borlange.tables["footnotes"].rows
    ]
    # Rows as a spreadsheet counts: the head is row 1, so action 2 stands in row 3.
    assert notes == [
        ("1", "regional", "3", "69-71"),
        ("2", "municipal", "21", "603"),
        ("3", "municipal", "24", "604"),
    ]
    texts = [note["text"] for note in borlange.tables["footnotes"].rows]
    assert texts[0].startswith("ByggEkot är en temagrupp inom ByggDialog Dalarna med fokus på")
    assert texts[0].endswith("ska bli en naturlig del i bygg- och rivningsprocessen.")
    assert texts[1] == "plast som inte är en förpackning"
    assert texts[2] == (
        "skrymmande förpackningar eller förpackningar av exempelvis trä, keramik, textil och kork"
    )


def test_every_cell_keeps_the_contract(borlange):
    faults = [fault for table in borlange.tables.values() for fault in check(table)]
    assert faults == []


# Lines of the document's table areas: from below a head to the last word of the table.
REGIONAL_LINES, MUNICIPAL_LINES = (22, 325), (367, 604)
YEARS_OVER_TWO_LINES = Counter(["2023-", "2024", "2024-", "2025"])


def printed_words(text, first, last):
    return Counter(word for line in text.split("\n")[first - 1 : last] for word in line.split())


def test_every_word_of_the_tables_is_in_some_cell(borlange, source_text):
    printed = printed_words(source_text, *REGIONAL_LINES)
    printed += printed_words(source_text, *MUNICIPAL_LINES)
    printed -= YEARS_OVER_TWO_LINES
    printed += Counter(["2023-2024", "2024-2025"])
    for number in range(1, 24):
        printed.subtract([f"{number}."])
        printed.update([str(number)])

    in_cells: Counter[str] = Counter()
    for table in ("regional", "municipal", "footnotes"):
        not_printed = ("rader", "rekommenderas", "tabell", "rad")
        for row in borlange.tables[table].rows:
            for column, cell in row.cells.items():
                in_cells.update(cell.split() if column not in not_printed else [])

    assert in_cells.total() > 900
    assert in_cells == +printed


def test_tables_are_the_extraction_plus_the_corrections():
    corrections = read_corrections(CORRECTIONS)
    tables = apply_corrections(extract(SOURCE).tables, corrections)
    assert len(corrections) == 2
    assert sorted(tables) == sorted(path.stem for path in TABLES.glob("*.csv"))
    for name, table in tables.items():
        assert (TABLES / f"{name}.csv").read_bytes() == to_csv(table).encode(), name
