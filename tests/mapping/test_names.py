"""Names as Borlänge's document prints them → organisations of the real register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp import artefacts
from kretslopp.addresses import municipality, organisation
from kretslopp.mapping import names, registers

BORLANGE = registers.read_registers(artefacts.data()).organisations_of(("borlange", "dalarna"))
ENERGI = "borlange-energi"


def org(*path):
    return organisation(*path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Borlänge Energi AO Återvinning", [org(ENERGI, "atervinning")]),
        ("Borlänge Energi AO Stadsmiljö", [org(ENERGI, "stadsmiljo")]),
        ("Hushagen Tunabyggen Kommunfastigheter Borlänge Energi",
         [org("hushagen"), org("tunabyggen"), org("kommunfastigheter"), org(ENERGI)]),
        ("Borlänge Kommunfastigheter", [org("kommunfastigheter")]),
        ("Borlänge kommun Strategi- och Exploateringskontor och Miljökontor",
         [org("borlange", "strategi-och-exploateringskontor"), org("borlange", "miljokontor")]),
        ("Borlänge kommun Kost- och lokalservice och Bildningssektor",
         [org("borlange", "kost-och-lokalservice"), org("borlange", "bildningssektor")]),
        ("Borlänge kommun Plan, bygg & karta", [org("borlange", "plan-bygg-karta")]),
        ("Borlänge Kommun Sektorn för verksamhetsstöd (kommunikation) och Borlänge Energi "
         "AO Återvinning",
         [org("borlange", "verksamhetsstod"), org(ENERGI, "atervinning")]),
        ("Borlänge kommun", [municipality("borlange")]),
        ("Miljökontor; Ekonomikontor",
         [org("borlange", "miljokontor"), org("borlange", "ekonomikontor")]),
        ("Länsstyrelsen i Dalarnas län", [org("dalarna", "lansstyrelsen")]),
        ("Dalagemensam kretsloppsplanegrupp", [org("dalarna", "kretsloppsplanegrupp")]),
        ("Tunabyggen, Tunabyggen", [org("tunabyggen")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_cell_names(text, expected):
    assert names.resolve(text, BORLANGE) == names.Resolved(tuple(expected), ())


def test_unknown_words_are_told_together_and_the_known_kept():
    found = names.resolve("Tunabyggen och Nya fina bolaget; Miljökontor", BORLANGE)
    assert found.organisations == (org("tunabyggen"), org("borlange", "miljokontor"))
    assert found.unknown == ("Nya fina bolaget",)


def test_advice_names_the_nearest():
    assert names.advice("Miljökontoret", BORLANGE).startswith("Nearest known: Miljökontor")


def test_names_of_another_municipality_are_unknown():
    falun = registers.read_registers(artefacts.data()).organisations_of(("falun", "dalarna"))
    assert names.resolve("Miljökontor", falun).unknown == ("Miljökontor",)
    assert names.resolve("DalaVA", falun).organisations == (org("dalarna", "dalava"),)


@given(st.lists(st.sampled_from([n for known in BORLANGE for n in known.names]), max_size=5))
def test_any_names_one_after_the_other_are_all_known(texts):
    found = names.resolve(" och ".join(texts), BORLANGE)
    assert found.unknown == ()
    own = {iri for text in texts for iri in names.resolve(text, BORLANGE).organisations}
    assert own <= set(found.organisations) | {municipality("borlange")} | {org(ENERGI)}


@given(st.text())
def test_every_word_is_known_or_told(text):
    found = names.resolve(text, ())
    told = [word.rstrip(",;") for word in " ".join(found.unknown).split()]
    between = {"och", "samt", ",", ";", "&"}
    left = [word.rstrip(",;") for word in text.split() if word.casefold() not in between]
    assert told == [word for word in left if word]
