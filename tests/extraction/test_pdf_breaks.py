import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.extraction.pdf.breaks import Break, Room, broken_word, core, whole_words
from kretslopp.extraction.pdf.geometry import Box
from kretslopp.extraction.pdf.words import PdfWord

LETTER = 5.0
ROOM = Room(10.0, 60.0)


def word(text, x=10.0, line=1):
    return PdfWord(text, Box(x, 0, x + LETTER * len(text), 10), 10.0, line)


def read(first, second, known=(), x=10.0):
    return broken_word(word(first, x), word(second, line=2), ROOM, frozenset(known))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("avfalls\u00ad", "hantering", "avfallshantering"),
        ("e-", "post", "e-post"),
        ("EU-", "direktiv", "EU-direktiv"),
    ],
)
def test_breaks_that_are_sure(first, second, whole):
    assert read(first, second) == Break(whole, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kost-", "och"),
        ("regler-", "eller"),
        ("Malung-", "Sälens"),
        ("2023-", "2024"),
        ("plan", "för"),
        ("avfall.", "och"),
    ],
)
def test_two_words_stay_two(first, second):
    assert read(first, second) is None


def test_a_hyphen_is_the_lines_unless_the_document_has_the_word_with_it():
    assert read("avfalls-", "hantering") == Break("avfallshantering", False)
    assert read("avfalls-", "hantering", {"avfallshantering"}) == Break("avfallshantering", True)
    assert read("icke-", "farligt", {"icke-farligt"}) == Break("icke-farligt", True)


def test_a_word_too_long_for_its_cell_is_broken_at_the_edge():
    assert read("avfallshan", "tering") == Break("avfallshantering", False)
    assert read("avfallshan", "tering", {"avfallshantering"}) == Break("avfallshantering", True)


def test_parts_that_are_words_of_the_document_are_two_words():
    assert read("avfallshan", "tering", {"avfallshan", "tering"}) is None


@pytest.mark.parametrize("known", ["avfallshan", "tering"])
def test_where_only_one_part_is_a_word_of_the_document_nothing_is_sure(known):
    assert read("avfallshan", "tering", {known}) == Break("avfallshan tering", False)


def test_only_a_full_line_breaks_a_word():
    assert read("avfalls", "hantering") is None
    assert read("avfall", "han", x=30.0) is None
    assert read("avfallshan", "Tering") is None


def test_words_beside_a_line_end_are_not_known_to_be_whole():
    cell = [
        word("Ta"),
        word("fram"),
        word("avfalls", line=2),
        word("och", line=2),
        word("a", line=3),
    ]
    assert list(whole_words([cell])) == ["ta"]
    assert list(whole_words([[word("(Avfall),")]])) == ["avfall"]


@given(st.text("abåäö-.,(", min_size=1, max_size=9), st.text("abåäö.,)", min_size=1, max_size=9))
def test_no_letter_is_lost_or_added(first, second):
    found = read(first, second)
    if found is not None:
        wholes = (first + second, first.removesuffix("-") + second, f"{first} {second}")
        assert found.text in wholes
        assert core(found.text).replace("-", "") == core(first + second).replace("-", "")
