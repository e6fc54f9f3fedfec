"""The register of withdrawn addresses: what it may hold, and what it makes."""

import pytest

from kretslopp.building.withdrawn import contradictions
from kretslopp.engine import open_dataset
from kretslopp.errors import DataViolation
from kretslopp.mapping import registers

WHO = "Åsa Öberg,2026-11-25,Finns inte längre"


def withdraw(data, *rows):
    with (data / "curation/registers/withdrawn.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row},{WHO}\n" for row in rows)


def test_no_address_is_withdrawn_and_there_is_no_graph_of_them(data, built):
    assert registers.read_registers(data).withdrawn == ()
    assert not list(built.glob("*/graph/register/withdrawn.nq"))


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (",", "adress", "empty"),
        ("åtgärd/x,", "adress", "can't be an address"),
        ("https://w3id.org/kretslopp/id/a,", "adress", "can't be an address"),
        ("/a,", "adress", "can't be an address"),
        ("a/b,c d", "ersätts_av", "can't be an address"),
        ("a/b,a/b", "ersätts_av", "replace itself"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(data, row, column, message):
    withdraw(data, row)
    with pytest.raises(DataViolation, match=message) as caught:
        registers.read_registers(data)
    assert [(fault.place.row, fault.place.column) for fault in caught.value.faults] == [(2, column)]


def test_an_address_is_withdrawn_once(data):
    withdraw(data, "a/b,", "a/b,c/d")
    with pytest.raises(DataViolation, match="stands in row 2 already"):
        registers.read_registers(data)


@pytest.mark.slow
def test_a_register_that_contradicts_the_data_is_told(project):
    withdraw(project.data, "action/borlange/2023-2026/K3,", "a/b,action/borlange/2023-2026/K99")
    version = project.build().version
    faults = contradictions(open_dataset(version))
    assert [str(fault).split("/id/")[1] for fault in faults] == [
        "action/borlange/2023-2026/K3 is withdrawn, and in use. Remove its row.",
        "action/borlange/2023-2026/K99 is to replace an address, and there is no such thing.",
    ]
    for fault in faults:
        assert f"warning     {fault}" in project.lines
