import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp import artefacts
from kretslopp.alignment import Wording
from kretslopp.errors import DataViolation

WORDING = Wording(
    {
        "upphandling": "inköp",
        "inköp": "inköp",
        "krav": "krav",
        "förpackning": "förpackning",
        "insamling": "insamling",
        "bygg och rivningsavfall": "byggavfall",
        "åvc": "återvinningscentral",
        "ta fram": "",
        "för": "",
    }
)


@pytest.mark.parametrize(
    ("title", "concepts"),
    [
        ("Upphandling, inköp", {"inköp"}),
        ("Upphandlingskrav", {"inköp", "krav"}),  # a compound, with its joining s
        ("FÖRPACKNINGSINSAMLING", {"förpackning", "insamling"}),
        ("Ta fram bygg- och rivningsavfall", {"byggavfall"}),  # a phrase, a hyphen
        ("På ÅVC", {"återvinningscentral"}),
        ("åvcer", {"åvcer"}),  # a short word of the table stands alone
        ("förskolan", {"förskolan"}),  # an empty word is not looked for within words
        ("stolarna, bilen 2030", {"stol", "bilen"}),  # stems keep four letters
        ("", set()),
    ],
)
def test_concepts_of_a_title(title, concepts):
    assert WORDING.concepts(title) == concepts


@given(st.text())
def test_any_text_has_concepts_in_lower_case(text):
    for concept in WORDING.concepts(text):
        assert concept == concept.casefold()


def test_the_table_is_general_and_without_faults():
    wording = Wording.read(artefacts.data())
    assert len(wording.meanings) > 200
    assert wording.meanings["åvc"] == "återvinningscentral"
    assert wording.concepts("Utveckla och implementera") == frozenset()


@pytest.mark.parametrize(
    ("row", "words"),
    [("inköp,köp", "stands in the table already"), (",köp", "no word"), (" - ,x", "no word")],
)
def test_faults_of_the_table_have_a_place(tmp_path, row, words):
    path = tmp_path / "curation" / "alignment" / "synonyms.csv"
    path.parent.mkdir(parents=True)
    by = "Eva,2026-11-24,därför"
    path.write_text(f"ord,betyder,vem,när,varför\nInköp,,{by}\n{row},{by}\n", encoding="utf-8")
    with pytest.raises(DataViolation) as caught:
        Wording.read(tmp_path)
    (fault,) = caught.value.faults
    assert (fault.place.row, fault.place.column) == (3, "ord")
    assert words in fault.message
