import re

import pytest

from kretslopp import addresses, artefacts
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
    assert len(found.municipalities) == 290
    assert len(found.population) == 15
    assert len(found.goal_areas) == 10
    assert len(found.legal) == 17
    assert len(found.organisations) == 25


@pytest.mark.parametrize("name", ["Falun", "falun", "Falun kommun", "Falu kommun", "FALU KOMMUN"])
def test_a_municipality_goes_by_several_names(name):
    row = registers.read_registers(artefacts.data()).municipality(name)
    assert row is not None
    assert row["adress"] == "falun"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "0360") for text in ("Tierps kommun", "Tierp kommun", "0360", "360", "tierp")),
        *((text, "0643") for text in ("habo", "Habo", "HABO KOMMUN", "0643")),
        *((text, "0305") for text in ("håbo", "Ha\u030abo", "Håbo kommun", "habo-uppsala-lan")),
        *((text, "2023") for text in ("malung–sälen", "Malung\u2011Sälen", "malung-salen")),
        *((text, "0114") for text in ("Upplands\u00a0Väsby", "upplands-vasby", "114")),
        ("https://w3id.org/kretslopp/id/municipality/habo", "0643"),
    ],
)
def test_a_municipality_is_one_however_it_is_written(text, code):
    row = registers.read_registers(artefacts.data()).municipality(text)
    assert row is not None
    assert row["kod"] == code


def test_every_address_is_ascii_and_made_of_the_name():
    """Where two names give the same, the county's is put after that which has å, ä or ö."""
    rows = registers.read_registers(artefacts.data()).municipalities
    made = {row["adress"] for row in rows}
    assert len(made) == len(rows) == 290
    assert all(re.fullmatch("[a-z-]+", address) for address in made)
    others = {row["adress"] for row in rows if row["adress"] != addresses.slug(row["namn"])}
    assert others == {"habo-uppsala-lan"}


def test_every_municipality_has_the_code_and_county_of_the_list():
    rows = {row["kod"]: row for row in registers.read_registers(artefacts.data()).municipalities}
    assert len(rows) == 290
    assert (rows["0180"]["namn"], rows["0180"]["län"]) == ("Stockholm", "Stockholms län")
    assert (rows["2584"]["namn"], rows["2584"]["län"]) == ("Kiruna", "Norrbottens län")
    assert len({row["län"] for row in rows.values()}) == 21


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ("Tierp,0360,", "Tierp,360,", "kod", "“360” is not a code"),
        ("Tierp,0360,", "Tierp,0319,", "kod", "The code 0319 is that of row"),
        ("Tierp,0360,", "Tierp,0460,", "länskod", "does not begin with that of the county, “03”"),
        ("Uppsala län,03,", "Uppsala län,3,", "länskod", "“3” is not a code"),
        ("Tierps kommun,", "Tierps kommun; Knivsta,", "namn", "is a name of row"),
        ("Uppsala län,03,,,", "Uppsala län,03,,Q1,", "samma_som", "“Q1” is not an IRI"),
    ],
)
def test_what_is_wrong_with_a_municipality(data, old, new, column, words):
    change(data, "municipalities.csv", old, new)
    found = [fault for fault in faults(data) if words in fault.message]
    assert found
    assert {fault.place.column for fault in found} == {column}


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        (",nfs-2017-2,2017,", ",nfs-2017-3,2017,", "del_av", "There is no provision “nfs-2017-3”"),
        (",nfs-2020-6,nej,", ",nfs-2017-2,nej,", "ersätts_av", "named as its own"),
        (",nfs-2020-6,nej,", ",nfs-2020-6,delvis,", "läst", "“delvis” is not known"),
        (",2017,2020-07-31,", ",våren 2017,2020-07-31,", "gäller_från", "neither a day nor a year"),
        (",2017,2020-07-31,", ",2017,2020,", "gäller_till", "“2020” is not a day"),
        (",2017,2020-07-31,", ",2021,2020-07-31,", "gäller_till", "2020-07-31 is before 2021"),
    ],
)
def test_what_is_wrong_with_a_provision(data, old, new, column, words):
    change(data, "legal.csv", old, new)
    (fault,) = faults(data)
    assert words in fault.message
    assert fault.place.column == column


def test_a_made_up_municipality_needs_no_code(data):
    register = data / "curation" / "registers" / "municipalities.csv"
    with register.open("a", encoding="utf-8") as file:
        file.write("mat-001,Mät 001,,,Påhittat län,,,,Anna Öberg,2026-11-30,Påhittad\n")
    row = registers.read_registers(data).municipality("Mät 001")
    assert row is not None
    assert row["adress"] == "mat-001"


def test_no_municipality_of_that_name():
    assert registers.read_registers(artefacts.data()).municipality("Atlantis") is None


def test_two_of_one_address_are_refused(data):
    change(data, "municipalities.csv", "nacka,", "falun,")
    (fault,) = faults(data)
    assert fault.place.column == "adress"
    assert "The address “falun” is that of row" in fault.message


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
