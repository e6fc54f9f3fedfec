from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kretslopp import addresses
from kretslopp.engine import open_file
from kretslopp.errors import WrongUse
from kretslopp.namespaces import XSD
from kretslopp.questions import ParameterType
from kretslopp.questions.values import to_term

MILJOKONTOR = addresses.organisation("borlange", "miljokontor")
BORLANGE = addresses.municipality("borlange")
DALARNA = addresses.county("dalarnas-lan")


@pytest.fixture(scope="module")
def engine():
    return open_file(Path(__file__).parent / "two-programmes.ttl")


@pytest.mark.parametrize(
    ("parameter_type", "text", "term"),
    [
        ("year", "2025", Literal("2025", datatype=XSD.integer)),
        ("goal", "4", Literal("4")),
        ("action", "K10", Literal("K10")),
        ("action", " k10 ", Literal("K10")),
        ("municipality", "borlange", BORLANGE),
        ("municipality", "Borlänge", BORLANGE),
        ("municipality", "Borla\u0308nge", BORLANGE),
        ("municipality", "BORLÄNGE KOMMUN", BORLANGE),
        ("municipality", str(BORLANGE), BORLANGE),
        *(("county", text, DALARNA) for text in ("dalarna", "Dalarnas län", "dalarnas-lan")),
        ("county", "Västra Götaland", addresses.county("vastra-gotalands-lan")),
        ("county", "kalmar", addresses.county("kalmar-lan")),
        ("organisation", "borlange", BORLANGE),
        ("organisation", "borlange/miljokontor", MILJOKONTOR),
        ("organisation", "Borlänge/Miljökontor", MILJOKONTOR),
        ("organisation", "östra  bolaget", addresses.organisation("ostra-bolaget")),
        ("organisation", "the eastern company", addresses.organisation("ostra-bolaget")),
    ],
)
def test_text_means_a_term(engine, parameter_type, text, term):
    assert to_term(engine, ParameterType(parameter_type), text) == term


@pytest.mark.parametrize(
    ("parameter_type", "text", "message"),
    [
        ("year", "25", "“25” is not a year. Write four digits, such as 2025."),
        ("year", "２０２５", "“２０２５” is not a year. Write four digits, such as 2025."),
        ("county", "Dalrna", "The data has no county “Dalrna”. Nearest known: Dalarna"),
        ("goal", "44", "The data has no goal “44”. Nearest known: 4."),
        ("goal", "noll", "The data has no goal “noll”. There are 4, 10."),
        (
            "municipality",
            "Borlange k",
            "The data has no municipality “Borlange k”. Nearest known: Borlänge.",
        ),
        (
            "organisation",
            "Miljökontor",
            "“Miljökontor” may be any of borlange/miljokontor, falun/miljokontor. Give one",
        ),
        ("goal-area", "Matsvinn", "The data has no goal area “Matsvinn”. There are none."),
        ("organisation", "???", "The data has no organisation “???”. There are "),
        ("organisation", '"} DROP ALL #', 'The data has no organisation “"} DROP ALL #”. '),
    ],
)
def test_text_that_means_nothing_is_wrong_use(engine, parameter_type, text, message):
    with pytest.raises(WrongUse) as caught:
        to_term(engine, ParameterType(parameter_type), text)
    assert str(caught.value).startswith(message)


def test_things_are_never_blank(engine):
    assert isinstance(to_term(engine, ParameterType.ORGANISATION, "Falun"), URIRef)
