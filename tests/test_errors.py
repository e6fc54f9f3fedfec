import pytest

from kretslopp.errors import DataViolation, Fault, KretsloppError, Place, UnreadableInput


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), ""),
        (Place("municipal.csv"), "municipal.csv"),
        (Place("municipal.csv", row=5, column="ansvar"), "municipal.csv, row 5, column ansvar"),
        (Place("a.txt", line=3, last_line=9), "a.txt, lines 3-9"),
        (Place("a.txt", line=3, last_line=3), "a.txt, line 3"),
        (Place(line=2, character=7), "line 2, column 7"),
    ],
)
def test_a_place_in_words(place, words):
    assert str(place) == words


def test_a_fault_says_where_what_and_what_to_do():
    fault = Fault("The cell is empty.", Place("plan.csv", row=2), "Fill it in.")
    assert str(fault) == "plan.csv, row 2: The cell is empty. Fill it in."
    assert str(Fault("No.")) == "No."


def test_an_error_holds_all_its_faults():
    error = DataViolation(Fault("One."), Fault("Two."))
    assert str(error) == "One.\nTwo."
    assert len(error.faults) == 2


def test_broken_data_and_unreadable_input_end_differently():
    assert (DataViolation.exit_code, UnreadableInput.exit_code, KretsloppError.exit_code) == (
        1,
        2,
        2,
    )


def test_a_place_in_a_workbook_names_sheet_and_cell():
    place = Place("a.xlsx", row=7, column="år", sheet="municipal", cell="G7")
    assert str(place) == "a.xlsx, sheet municipal, row 7, column år, cell G7"
