import pytest

from kretslopp import artefacts
from kretslopp.errors import DataViolation
from kretslopp.mapping import registers


def change(data, register, old, new):
    path = data / "curation" / "registers" / register
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(data):
    with pytest.raises(DataViolation) as caught:
        registers.read_registers(data)
    return caught.value.faults


def test_the_registers_are_whole():
    found = registers.read_registers(artefacts.data())
    assert len(found.municipalities) == 32
    assert len(found.population) == 15
    assert len(found.goal_areas) == 10
    assert len(found.legal) == 6
    assert len(found.organisations) == 25


@pytest.mark.parametrize("name", ["Falun", "falun", "Falun kommun", "Falu kommun", "FALU KOMMUN"])
def test_a_municipality_goes_by_several_names(name):
    row = registers.read_registers(artefacts.data()).municipality(name)
    assert row is not None
    assert row["adress"] == "falun"


def test_no_municipality_of_that_name():
    assert registers.read_registers(artefacts.data()).municipality("Atlantis") is None


def test_two_of_one_address_are_refused(data):
    change(data, "municipalities.csv", "nacka,", "falun,")
    (fault,) = faults(data)
    assert (fault.place.row, fault.place.column) == (17, "adress")
    assert "row 4" in fault.message


def test_an_address_is_ascii(data):
    change(data, "municipalities.csv", "nacka,", "Nåcka,")
    (fault,) = faults(data)
    assert "can't be an address" in fault.message


@pytest.mark.parametrize(
    ("old", "new", "column", "nearest"),
    [
        ("temagrupp,", "temagrup,", "slag", "temagrupp"),
        ("org/borlange-energi,", "org/borlange-enrgi,", "överordnad", "org/borlange-energi"),
        (",dalarna,", ",dalrna,", "gäller_i", "dalarna"),
    ],
)
def test_what_an_organisation_refers_to_must_be_known(data, old, new, column, nearest):
    change(data, "organisations.csv", old, new)
    (fault,) = faults(data)
    assert fault.place.column == column
    assert nearest in fault.advice


def test_a_name_means_one_organisation(data):
    change(data, "organisations.csv", "Tunabyggen,kommunalt bolag", "Hushagen,kommunalt bolag")
    (fault,) = faults(data)
    assert "already" in fault.message
