"""Themes proposed for goals and actions, and what is read of these."""

import pytest

from kretslopp import engine
from kretslopp.alignment import ThemeWords, Thing, propose_themes, read_things
from kretslopp.alignment.theme_things import Text
from kretslopp.alignment.theme_words import Word
from kretslopp.errors import NotFound
from kretslopp.namespaces import KL_ID

WORDS = ThemeWords(
    {
        "mindre avfall": Word(("waste-amount",)),
        "byggavfall": Word(("construction-waste",)),
        "schaktmassor": Word(("excavated-soil",)),
        "återanvänd": Word(("reuse",)),
        "sorter": Word(("material-recycling",), is_last_resort=True),
    },
    broader={"construction-waste": "waste-amount", "excavated-soil": "construction-waste"},
)


def proposed(*texts):
    things = [Thing(KL_ID["action/alfa/2023-2026/K1"], "alfa/2023-2026", texts)]
    return [(item.theme, item.evidence) for item in propose_themes(things, WORDS)]


def test_the_evidence_is_the_words_and_says_where_they_are_ours():
    assert proposed(Text("målets text", "Mer återanvändning", reworded=True)) == [
        ("reuse", "”återanvändning” i målets text, med våra ord")
    ]
    assert proposed(
        Text("åtgärdens titel", "Återanvänd mer byggavfall"), Text("målområdet", "Återanvändning")
    ) == [
        ("reuse", "”Återanvänd” i åtgärdens titel; ”Återanvändning” i målområdet"),
        ("construction-waste", "”byggavfall” i åtgärdens titel"),
    ]


def test_nothing_is_proposed_where_no_word_speaks():
    assert proposed(Text("målets text", "Förtroende och samverkan")) == []


def test_the_theme_of_all_waste_gives_way_to_a_kind_of_it():
    found = proposed(Text("målets text", "Mindre avfall: byggavfall och schaktmassor"))
    assert [theme for theme, _ in found] == ["construction-waste", "excavated-soil"]


def test_a_word_of_last_resort_counts_only_alone():
    assert proposed(Text("målets text", "Sortera byggavfall")) == [
        ("construction-waste", "”byggavfall” i målets text")
    ]
    assert proposed(Text("målets text", "Sortera mera")) == [
        ("material-recycling",
         "”Sortera” i målets text; inget annat ord talar för ett tema")
    ]  # fmt: skip


def test_an_area_speaks_alone_where_it_names_one_theme_only():
    title = Text("åtgärdens titel", "Minska användningen av plast")
    assert proposed(title, Text("målområdet", "Återanvändning")) == [
        ("reuse", "”Återanvändning” i målområdet")
    ]
    assert proposed(title, Text("målområdet", "Mindre avfall och återanvändning")) == []
    assert proposed(title) == []


@pytest.fixture(scope="module")
def opened(built):
    return engine.open_source(built)


def test_actions_are_read_with_their_area_and_their_folder(opened):
    things = {thing.address: thing for thing in read_things(opened, None)}
    action = things["action/borlange/2023-2026/K12"]
    assert (action.kind, action.code, action.folder) == ("action", "K12", "borlange/2023-2026")
    assert [text.what for text in action.texts] == ["åtgärdens titel", "målområdet"]
    assert action.texts[1].text == "Nedskräpning"
    assert things["action/dalarna/2023-2026/R17"].folder == "dalarna/2023-2026"
    # Borlänge's source gives no text of its goals: there are no words to go by.
    assert not any(thing.kind == "goal" for thing in things.values())


@pytest.mark.parametrize("name", ["borlange", "borlange/2023-2026", "Borlange/2023–2026"])
def test_a_programme_is_read_by_its_name(opened, name):
    if name == "Borlange/2023–2026":
        with pytest.raises(NotFound) as caught:
            read_things(opened, name)
        assert "borlange/2023-2026" in str(caught.value.faults[0])
    else:
        assert {thing.folder for thing in read_things(opened, name)} == {"borlange/2023-2026"}
