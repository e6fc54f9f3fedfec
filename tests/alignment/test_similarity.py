import pytest

from kretslopp.alignment.similarity import Titles
from kretslopp.alignment.wording import Wording

PURCHASES = "Mätning av inköp"
MEASURING = "Mäta upphandlingar"
FOOD = "Mätning av matsvinn"
LANDFILLS = "Nedlagda deponier"
TITLES = (PURCHASES, MEASURING, FOOD, LANDFILLS)
WORDING = Wording({"mäta": "mätning", "upphandlingar": "inköp", "av": ""})


@pytest.fixture
def titles():
    return Titles(TITLES, WORDING)


def test_the_same_concepts_are_the_same_title(titles):
    similarity = titles.compare(PURCHASES, MEASURING)
    assert similarity.value == pytest.approx(1.0)
    # What fewer titles have is said first.
    assert similarity.shared == ("inköp", "mätning")


def test_nothing_in_common_is_nothing(titles):
    assert titles.compare(PURCHASES, LANDFILLS).value == 0.0
    assert titles.compare(PURCHASES, LANDFILLS).shared == ()


def test_likeness_does_not_depend_on_the_order(titles):
    for first in TITLES:
        for second in TITLES:
            assert titles.compare(first, second) == titles.compare(second, first)
            assert 0 <= titles.compare(first, second).value <= 1 + 1e-9


def test_what_many_titles_have_weighs_less(titles):
    common = titles.compare(PURCHASES, FOOD).value
    rare = Titles((PURCHASES, FOOD), WORDING).compare(PURCHASES, FOOD).value
    assert 0 < common < 1
    assert common != pytest.approx(rare)


def test_without_a_table_words_must_be_the_same():
    bare = Titles(TITLES, Wording())
    assert bare.compare(PURCHASES, MEASURING).value == 0.0
    assert bare.compare(PURCHASES, FOOD).shared == ("mätning",)


def test_a_title_of_small_words_is_like_nothing():
    small = Titles(("av", PURCHASES), WORDING)
    assert small.compare("av", PURCHASES).value == 0.0
