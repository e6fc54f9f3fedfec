"""Any rows, in any of some layouts: they come back as they were, or what is wrong is told."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.pdf_layout import Layout, Programme, pdf
from extraction.pdf_sheets import Page, glyphs
from kretslopp.extraction import extract
from kretslopp.extraction.pdf.document import tables_of
from kretslopp.tables import uncertain_columns

pytestmark = pytest.mark.slow

FIRST_WORDS = st.sampled_from(["Utveckla", "Inför", "Återbruk", "Östra", "Samordna"])
WORDS = st.sampled_from(
    ["plan", "för", "textil", "och", "ÅVC", "2030", "R2", "5", "3", "Östra", "–", "2023-2026", "X",
     "(mall),", "EU:s", "av", "avfall/slam", "tex.", "Malung-Sälen", "*"]
)  # fmt: skip
TITLES = st.builds(
    lambda first, words: " ".join([first, *words]), FIRST_WORDS, st.lists(WORDS, max_size=40)
)
AREAS = st.sampled_from(["Matsvinn", "Bygg- och rivningsavfall", "Avlopp och slam"])
NAMES = st.sampled_from(
    ["Borlänge Energi AO Återvinning", "Borlänge kommun Kost- och lokalservice och Bildningssektor",
     "Hushagen Tunabyggen Kommunfastigheter", "Malung-Sälens kommun"]
)  # fmt: skip
YEARS = st.sampled_from(["2024", "2023-2025", "2025-", "-2025"])
GOALS = st.sampled_from(["1,2,3", "4,5", "7", "10", "-", ""])
MARKS = st.sampled_from(["X", "x", "-", ""])
REGIONAL = st.fixed_dictionaries(
    {
        "målområde": AREAS,
        "åtgärder": TITLES,
        "mål": GOALS,
        "år": YEARS,
        "ansvar_regionalt": st.sampled_from(["DalaVA", "Temagrupp Miljömässig upphandling", ""]),
        "medverkande": NAMES,
        "lagkrav": MARKS,
    }
)
MUNICIPAL = st.fixed_dictionaries(
    {
        "målområde": AREAS,
        "åtgärder": TITLES,
        "mål": GOALS,
        "regional_åtgärd": st.sampled_from(["10,11,12", "2", "-", ""]),
        "år": YEARS,
        "ansvar": NAMES,
        "lagkrav": MARKS,
    }
)
LOW = {"page": (842.0, 300.0), "split_rows": True}
RULED = st.sampled_from([Layout(), Layout(align="MIDDLE"), Layout(**LOW), Layout(rotation=180)])
UNRULED = st.sampled_from(
    [Layout(rules=""), Layout(rules="", align="MIDDLE"), Layout(rules="", padding=1),
     Layout(rules="", padding=0),
     Layout(rules="ends", **LOW)]
)  # fmt: skip


@st.composite
def programmes(draw):
    def numbered(rows):
        first = draw(st.integers(1, 60))
        return [{"nr": str(number), **row} for number, row in enumerate(rows, start=first)]

    regional = numbered(draw(st.lists(REGIONAL, min_size=1, max_size=5)))
    return Programme(
        "Borlänge", regional, numbered(draw(st.lists(MUNICIPAL, min_size=1, max_size=5)))
    )


def extracted(programme, layout):
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "program.pdf")
        path.write_bytes(pdf(programme, layout))
        return extract(path)


def pairs(extraction, programme):
    for name in ("regional", "municipal"):
        rows, expected = extraction.tables[name].rows, getattr(programme, name)
        assert [row["nr"] for row in rows] == [row["nr"] for row in expected]
        yield from zip(rows, expected, strict=True)


@settings(max_examples=15)
@given(programmes(), RULED)
def test_ruled_rows_come_back_as_they_were(programme, layout):
    extraction = extracted(programme, layout)
    for row, expected in pairs(extraction, programme):
        assert {column: row[column] for column in expected} == expected


@settings(max_examples=15)
@given(programmes(), UNRULED)
def test_without_rules_no_cell_is_wrong_in_silence(programme, layout):
    extraction = extracted(programme, layout)
    for row, expected in pairs(extraction, programme):
        wrong = {column for column in expected if row[column] != expected[column]}
        assert wrong <= set(uncertain_columns(row))


PLACES = st.tuples(
    st.integers(5, 700),
    st.integers(1, 60),
    st.sampled_from([7.0, 10.0, 14.0]),
    st.sampled_from(["", "", "1 ", "2. ", "3 Å", "X ", "2024 ", "4,5 "]),
)


@settings(max_examples=150)
@given(st.lists(st.lists(PLACES, max_size=25), min_size=1, max_size=3), st.booleans())
def test_no_word_is_lost_wherever_it_stands(places, ruled):
    """Every word below a head is in a cell, in a footnote or in a fault."""
    words = []
    pages = []
    for number, some in enumerate(places, start=1):
        page = Page(number, head=number == 1, verticals=ruled)
        for x, row, size, before in some:
            word = f"ord{chr(97 + len(words) % 26)}{chr(97 + len(words) // 26)}"
            words.append(word)
            page.glyphs += glyphs(before + word, float(x), 90.0 + 9 * row, size)
        pages.append(page.sheet())
    extraction = tables_of(pages, "program.pdf")
    cells = [
        cell
        for table in extraction.tables.values()
        for row in table.rows
        for cell in row.cells.values()
    ]
    found = "\n".join((*cells, *(fault.message for fault in extraction.faults)))
    assert [word for word in words if word not in found] == []
