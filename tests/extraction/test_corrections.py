import datetime

import pytest

from kretslopp.errors import DataViolation, UnreadableInput
from kretslopp.extraction.corrections import apply_corrections, read_corrections
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table

HEAD = "tabell,nr,kolumn,från,till,vem,när,varför\n"


def municipal(*titles: str) -> Table:
    rows = tuple(
        Row(number + 1, {"nr": str(number), "åtgärder": title})
        for number, title in enumerate(titles, start=1)
    )
    return Table(CONTRACTS["municipal"], ("nr", "åtgärder"), rows, "municipal.csv")


@pytest.fixture
def read(tmp_path):
    def run(text: str):
        path = tmp_path / "2023-2026.csv"
        path.write_text(text, encoding="utf-8")
        return read_corrections(path)

    return run


def test_a_correction_is_read_with_who_when_and_why(read):
    (correction,) = read(HEAD + "municipal,2,åtgärder,Göra,Gör,Åsa,2026-11-24,skrivfel\n")
    assert (correction.table, correction.number, correction.column) == (
        "municipal",
        "2",
        "åtgärder",
    )
    assert (correction.old, correction.new) == ("Göra", "Gör")
    assert (correction.who, correction.why) == ("Åsa", "skrivfel")
    assert correction.when == datetime.date(2026, 11, 24)
    assert correction.place.row == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("municipal,2,åtgärder,a,b,,2026-11-24,skrivfel", "vem"),
        ("municipal,2,åtgärder,a,b,Åsa,24/11 2026,skrivfel", "när"),
        ("municipal,2,åtgärder,a,b,Åsa,20261124,skrivfel", "när"),
        ("municipal,2,åtgärder,a,b,Åsa,2026-11-24,", "varför"),
        ("kommunal,2,åtgärder,a,b,Åsa,2026-11-24,skrivfel", "tabell"),
        ("municipal,2,åtgärd,a,b,Åsa,2026-11-24,skrivfel", "kolumn"),
        ("municipal,2,åtgärder,a,a,Åsa,2026-11-24,skrivfel", "till"),
        ("municipal,2,åtgärder,a,b,Åsa,2026-11-24,skrivfel,mer", None),
    ],
)
def test_a_faulty_row_names_row_and_column(read, row, column):
    with pytest.raises(DataViolation) as error:
        read(HEAD + "municipal,1,åtgärder,a,b,Åsa,2026-11-24,skrivfel\n" + row + "\n")
    (fault,) = error.value.faults
    assert (fault.place.row, fault.place.column) == (3, column)
    assert fault.advice


@pytest.mark.parametrize("text", ["", "tabell;nr;kolumn\n", HEAD + '"municipal,2\n'])
def test_what_is_no_file_of_corrections_is_unreadable(read, text):
    with pytest.raises(UnreadableInput):
        read(text)


def test_a_missing_file_is_unreadable(tmp_path):
    with pytest.raises(UnreadableInput, match="can't be read"):
        read_corrections(tmp_path / "missing.csv")


def test_corrections_change_their_cell_and_no_other(read):
    tables = {"municipal": municipal("Göra", "Göra")}
    corrected = apply_corrections(
        tables, read(HEAD + "municipal,2,åtgärder,Göra,Gör,Åsa,2026-11-24,skrivfel\n")
    )
    assert [row["åtgärder"] for row in corrected["municipal"].rows] == ["Göra", "Gör"]
    assert [row["åtgärder"] for row in tables["municipal"].rows] == ["Göra", "Göra"]


def test_a_correction_may_add_a_column_in_the_contracts_order(read):
    row = Row(2, {"kommun": "Falun", "titel": "Kretsloppsplan"})
    plan = Table(CONTRACTS["plan"], ("kommun", "titel"), (row,), "plan.csv")
    corrected = apply_corrections(
        {"plan": plan}, read(HEAD + "plan,,region,,Dalarna,Åsa,2026-11-24,adressen\n")
    )
    assert corrected["plan"].columns == ("kommun", "region", "titel")
    assert corrected["plan"].rows[0]["region"] == "Dalarna"


def test_a_correction_that_no_longer_fits_names_both_texts(read, tmp_path):
    corrections = read(HEAD + "municipal,2,åtgärder,Göra,Gör,Åsa,2026-11-24,skrivfel\n")
    with pytest.raises(DataViolation) as error:
        apply_corrections({"municipal": municipal("Göra", "Bygga")}, corrections)
    (fault,) = error.value.faults
    assert "“Göra”" in fault.message
    assert "“Bygga”" in fault.message
    assert (fault.place.file, fault.place.row) == (str(tmp_path / "2023-2026.csv"), 2)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("regional,2,åtgärder,a,b,Åsa,2026-11-24,skrivfel", "tabell"),
        ("municipal,9,åtgärder,a,b,Åsa,2026-11-24,skrivfel", "nr"),
    ],
)
def test_a_correction_of_what_is_not_there_is_a_fault(read, row, column):
    with pytest.raises(DataViolation) as error:
        apply_corrections({"municipal": municipal("a")}, read(HEAD + row + "\n"))
    assert [fault.place.column for fault in error.value.faults] == [column]
