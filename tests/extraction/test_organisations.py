import pytest

from kretslopp.extraction.evidence import Evidence, name_forms
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.organisations import split
from kretslopp.extraction.text import joined, words

FALUN = Evidence(
    forms=name_forms("Falun"),
    leads=frozenset(["DalaVA", "Temagrupp ByggEkot"]),
    participants=frozenset(["Lugnet AB"]),
)


def names(*blocks: list[str]):
    found = ()
    number = 1
    for block in blocks:
        lines = [TextLine(number + n, text, len(text)) for n, text in enumerate(block)]
        found += words(lines)
        number += len(block) + 1
    return found


@pytest.mark.parametrize(
    ("blocks", "lead", "participants", "sure"),
    [
        (
            [["Kostnätverk Falu kommun Kost-", "och lokalservice"]],
            "Kostnätverk",
            "Falu kommun Kost- och lokalservice",
            True,
        ),
        ([["Temagrupp", "ByggEkot1"], ["Hushagen"]], "Temagrupp ByggEkot1", "Hushagen", True),
        ([["DalaVA Hushagen"]], "DalaVA", "Hushagen", True),
        ([["Kostnätverk Lugnet AB"]], "Kostnätverk", "Lugnet AB", True),
        ([["Kostnätverk  Hushagen"]], "Kostnätverk", "Hushagen", True),
        ([["Faluns Bostäder"]], "", "Faluns Bostäder", True),
        ([["Lugnet AB"]], "", "Lugnet AB", True),
        ([["- Falu kommun"]], "-", "Falu kommun", True),
        ([["Kostnätverk Hushagen"]], "Kostnätverk Hushagen", "", False),
        (
            [["Kost", "nätverk"], ["Hushagen"], ["Tunabyggen"]],
            "Kost nätverk",
            "Hushagen Tunabyggen",
            False,
        ),
        ([["Kretsgrupp Falun"], ["Falu kommun"]], "Kretsgrupp", "Falun Falu kommun", False),
        ([], "", "", True),
    ],
)
def test_lead_and_participants(blocks, lead, participants, sure):
    found = split(names(*blocks), FALUN)
    assert (joined(found.lead), joined(found.participants), found.sure) == (
        lead,
        participants,
        sure,
    )


@pytest.mark.parametrize(
    ("municipality", "text"),
    [
        ("Falun", "Falu kommun"),
        ("Falun", "FALUN"),
        ("Säter", "Säters kommun"),
        ("Malung-Sälen", "Malung-Sälens kommun"),
        ("Upplands Väsby", "Upplands Väsby kommun"),
        ("Borlänge", "Borlänge, Falun"),
    ],
)
def test_forms_of_a_municipalitys_name(municipality, text):
    assert Evidence(name_forms(municipality)).names_municipality(text.split())


@pytest.mark.parametrize("text", ["Falukorv", "Dala Falun", "Upplands kommun", ""])
def test_other_names_are_not_the_municipalitys(text):
    evidence = Evidence(name_forms("Falun") + name_forms("Upplands Väsby"))
    assert not evidence.names_municipality(text.split())


def test_no_name_is_no_evidence():
    assert name_forms("") == ()
