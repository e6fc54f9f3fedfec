"""Raised digits, dashes, soft hyphens and lost letters in the text of a document."""

from dataclasses import replace

import pytest

from extraction.template import MunicipalRow, document
from kretslopp.extraction import extract
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.text import joined, words

ROW = MunicipalRow(
    1,
    ["Mät matsvinnet i köken"],
    area=["Matsvinn"],
    goals="4,5",
    regional="2",
    years="2024-2025",
    responsible=[["Miljökontor"]],
    mark="X",
)
OTHERS = [
    MunicipalRow(n, [f"Bygg om köket nummer {n} i staden"], area=["Matsvinn"], goals="7",
                 regional="3", years="2025", responsible=[["Miljökontor"]], mark="X")
    for n in (2, 3)
]  # fmt: skip


@pytest.fixture
def read(tmp_path):
    """Write a programme whose first action is this one, and extract it."""

    def run(row, edit=lambda text: text):
        path = tmp_path / "programme.txt"
        path.write_text(edit(document("Falun", [], [row, *OTHERS])), encoding="utf-8")
        return extract(path)

    return run


def first(extraction):
    return extraction.tables["municipal"].rows[0]


def test_the_plain_row_is_read(read):
    assert {name: first(read(ROW))[name] for name in ROW.cells()} == ROW.cells()


@pytest.mark.parametrize(
    ("column", "was", "printed"),
    [("mål", "goals", "4,5¹"), ("mål", "goals", "4¹,5"), ("år", "years", "2024-2025¹")],
)
def test_a_raised_digit_is_no_part_of_a_number_and_told(read, column, was, printed):
    extraction = read(replace(ROW, **{was: printed}))
    assert first(extraction)[column] == ROW.cells()[column]
    (fault,) = [fault for fault in extraction.faults if "raised" in fault.message]
    assert "a raised 1 was left out; there is no footnote 1." in fault.message
    assert fault.place.line


@pytest.mark.parametrize("dash", "–—−‑")
def test_any_dash_alone_says_none(read, dash):
    extraction = read(replace(ROW, goals=dash, regional=dash))
    assert [first(extraction)[name] for name in ("mål", "regional_åtgärd")] == ["-", "-"]


def test_a_word_that_a_soft_hyphen_breaks_is_whole():
    lines = [TextLine(1, "Minska avfalls\u00ad", 20), TextLine(2, "hanteringen här", 15)]
    assert joined(words(lines)) == "Minska avfallshanteringen här"


@pytest.mark.parametrize(
    ("lost", "words"), [("M\ufffdt", "A letter was lost"), ("MÃ¤t", "1. Mät matsvinnet")]
)
def test_lost_letters_are_told_with_their_line(read, lost, words):
    extraction = read(ROW, lambda text: text.replace("Mät", lost))
    (fault,) = [fault for fault in extraction.faults if "Save the document" in fault.advice]
    assert words in fault.message
    assert fault.place.line


def test_a_goal_that_may_end_with_a_footnotes_mark_is_doubted(tmp_path):
    rows = [replace(ROW, goals="4,71"), *OTHERS]
    path = tmp_path / "programme.txt"
    path.write_text(document("Falun", [], rows, [], ["1 Gäller bara skolor."]), encoding="utf-8")
    extraction = extract(path)
    row = first(extraction)
    assert (row["mål"], row["osäkra_kolumner"]) == ("4,71", "mål")
    assert any("“71” may be 7 with the mark of footnote 1" in f.message for f in extraction.faults)
