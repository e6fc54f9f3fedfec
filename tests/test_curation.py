import pytest

from kretslopp import curation
from kretslopp.errors import DataViolation, UnreadableInput

HEAD = "adress,namn,vem,när,varför\n"


def read(tmp_path, text):
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    return curation.read_rows(path, ("adress", "namn"))


def test_a_row_knows_who_when_and_why(tmp_path):
    (row,) = read(tmp_path, HEAD + "a,Å; Ä ;,Eva,2026-11-24,”Därför”\n")
    assert (row.who, row.when.isoformat(), row.why) == ("Eva", "2026-11-24", "”Därför”")
    assert row.values("namn") == ("Å", "Ä")
    assert str(row.place).endswith("register.csv, row 2")


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        (HEAD + "a,A,,2026-11-24,därför\n", "vem", "empty"),
        (HEAD + "a,A,Eva,2026-11-24,\n", "varför", "empty"),
        (HEAD + "a,A,Eva,igår,därför\n", "när", "not a date"),
        (HEAD + "a,A,Eva,20261124,därför\n", "när", "not a date"),
        (HEAD + "a,A,Eva,2026-11-24\n", None, "4 cells, not 5"),
        (
            "adress,nam,vem,när,varför\na,A,Eva,2026-11-24,x\n",
            None,
            "missing: namn, not known: nam",
        ),
    ],
)
def test_each_fault_has_a_place(tmp_path, text, column, words):
    with pytest.raises(DataViolation) as caught:
        read(tmp_path, text)
    (fault,) = caught.value.faults
    assert fault.place.column == column
    assert words in fault.message


@pytest.mark.parametrize("body", [b"", "å".encode("latin-1"), b'a,"b\n'])
def test_what_is_no_csv(tmp_path, body):
    path = tmp_path / "register.csv"
    path.write_bytes(body)
    with pytest.raises(UnreadableInput):
        curation.read_rows(path, ("adress",))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableInput, match="can't be read"):
        curation.read_rows(tmp_path / "no.csv", ("adress",))
