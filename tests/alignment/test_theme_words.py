"""Which themes the words of a text speak for."""

import pytest

from kretslopp import artefacts
from kretslopp.alignment import ThemeWords
from kretslopp.alignment.theme_words import Word
from kretslopp.errors import DataViolation

WORDS = ThemeWords(
    {
        "restavfall": Word(("residual-waste",)),
        "matavfall och restavfall": Word(("residual-waste",)),
        "matavfall": Word(("food-waste-sorting",)),
        "grovavfall": Word(("bulky-waste",)),
        "återvinn": Word(("material-recycling",)),
        "återvinningscentral": Word(()),
        "slam": Word(("sewage-sludge",)),
        "fni": Word(("packaging-collection",)),
        "sorter": Word(("material-recycling",), is_last_resort=True),
    }
)
HEAD = "ord,tema,ensamt,vem,när,varför\n"


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Minska restavfallet", [("residual-waste", "restavfallet")]),
        ("Hushållsrestavfall", [("residual-waste", "Hushållsrestavfall")]),
        ("Rest- och grovavfall", [("residual-waste", "Rest-"), ("bulky-waste", "grovavfall")]),
        # One thing, not two: the longer entry holds the shorter ones.
        ("Mat- och restavfall", [("residual-waste", "Mat- och restavfall")]),
        ("Ny återvinningscentral", []),
        ("Öka återvinningen", [("material-recycling", "återvinningen")]),
        # A short word begins a compound, and the shortest stands alone.
        ("Slamtömning", [("sewage-sludge", "Slamtömning")]),
        ("Islam", []),
        ("Införa FNI", [("packaging-collection", "FNI")]),
        ("Infnidde", []),
        # What a text leaves out it is not about, until the next punctuation.
        ("Grovavfall utan slam", [("bulky-waste", "Grovavfall")]),
        ("Grovavfall utom slam, och restavfall",
         [("bulky-waste", "Grovavfall"), ("residual-waste", "restavfall")]),
        ("Rest‑ och grovavfall".replace("‑", "-").upper(),
         [("residual-waste", "REST-"), ("bulky-waste", "GROVAVFALL")]),
        ("", []),
        ("– !", []),
        ("Grov-", []),
        ("Grov- och", []),
    ],
)  # fmt: skip
def test_the_words_of_a_text_speak_for_themes(text, themes):
    assert [(said.theme, said.words) for said in WORDS.spoken(text)] == themes


def test_a_word_of_last_resort_says_so():
    assert [said.is_last_resort for said in WORDS.spoken("Sortera restavfall")] == [True, False]


def test_the_topmost_theme_is_known_at_any_distance():
    words = ThemeWords(broader={"c": "b", "b": "a"})
    assert words.is_top_of("a", "c")
    assert words.is_top_of("a", "b")
    assert not words.is_top_of("b", "c")
    assert not words.is_top_of("a", "a")


def test_the_table_of_the_project_has_words_for_every_theme():
    words = ThemeWords.read(artefacts.data())
    spoken = {theme for word in words.words.values() for theme in word.themes}
    assert spoken == words.names.keys()
    assert len(words.words) > 100
    for theme, name in words.names.items():
        assert theme in {said.theme for said in words.spoken(name)}


def test_every_fault_of_the_table_is_told(data):
    (data / "curation" / "alignment" / "theme-words.csv").write_text(
        f"{HEAD}matsvinn,food-wast,,Eva,2026-11-30,därför\nMatsvinn,,ja,Eva,2026-11-30,därför\n"
        "–,,,Eva,2026-11-30,därför\n",
        encoding="utf-8",
    )
    with pytest.raises(DataViolation) as caught:
        ThemeWords.read(data)
    told = [(fault.place.row, fault.place.column) for fault in caught.value.faults]
    assert told == [(2, "tema"), (3, "ord"), (3, "ensamt"), (4, "ord")]
    assert "food-waste" in str(caught.value.faults[0])
